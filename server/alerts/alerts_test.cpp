#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/alerts/alert_store.hpp"
#include "server/alerts/alerts.hpp"
#include "server/identity/people_testing.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/replenishment/estimates_testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"
#include "server/webhooks/webhooks.hpp"

// Alert rules, from the rules to the mails, on a real database (NOT-2).
namespace alerts {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Strings = std::vector<std::string>;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

base::Instant At(const char* text) {
    return *base::ParseRfc3339(text);
}

// ---- pure

AlertRuleInput Low(std::int32_t percent = 10) {
    return {.name = "Low toner", .condition = Condition::kSupplyPercent, .threshold = percent};
}

TEST(AlertRules, SayAllThatIsWrong) {  // NOT-2
    AlertRuleInput input = Low(101);
    input.name = " ";
    input.addresses = {"ada@customer.test", "ADA@customer.test", "nobody"};
    const auto refused = CheckRule(input);
    ASSERT_FALSE(refused);
    Strings fields;
    for (const auto& field : refused.error().fields) fields.push_back(field.pointer + " " + field.code);
    EXPECT_THAT(fields, ElementsAre("/name missing", "/threshold out_of_range", "/addresses/2 invalid_email"));
    input = Low();
    input.addresses = {" ada@customer.test ", "ADA@customer.test"};
    input.models = {"MX722ade", "mx722ADE"};
    EXPECT_THAT(CheckRule(input)->addresses, ElementsAre("ada@customer.test"));
    EXPECT_THAT(CheckRule(input)->models, ElementsAre("MX722ade"));
    input.condition = Condition::kError;
    input.threshold = 4;
    EXPECT_FALSE(CheckRule(input)) << "rules are looked at every five minutes";
}

TEST(AlertHistory, OneConditionIsOneNoticeUntilItClears) {  // NOT-2
    const auto start = At("2026-11-01T00:00:00Z");
    const auto after = [&](int so_many) { return start + hours(so_many); };
    const std::vector<Turn> turns{{start, false, true},     {after(10), true, false}, {after(11), false, false},
                                  {after(12), true, false}, {after(20), false, true}, {after(30), true, false},
                                  {after(31), false, true}, {after(32), true, false}};
    EXPECT_THAT(TellsOf(turns, hours(0), hours(0), after(100)), ElementsAre(after(10), after(30), after(32)))
        << "what bounces below the border at which it is over is one notice";
    EXPECT_THAT(TellsOf(turns, hours(0), hours(24), after(100)), ElementsAre(after(10), after(34)))
        << "what comes back within the cool-down waits";
    EXPECT_THAT(TellsOf(turns, hours(5), hours(0), after(100)), ElementsAre(after(15), after(37)))
        << "what is over before the delay is none";
    EXPECT_THAT(TellsOf(std::vector<Turn>{{start, true, false}}, hours(0), hours(0), after(9)), IsEmpty())
        << "it was so before";
    EXPECT_EQ(CountPasses({after(1), after(1) + minutes(1), after(1) + minutes(6)}), 2);
}

// ---- on a database

class Alerts : public ::testing::Test {
  protected:
    Alerts() {
        RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddCustomer("Nordlys");
        other_ = world_.AddCustomer("Fjord");
        world_.AddUser(mine_.organization, "ada@nordlys.test", {Role::kAdministrator}, "de");
        world_.AddUser(mine_.organization, "ola@nordlys.test", {Role::kViewer});
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        viewer_ = api_.SignIn(mine_.organization, {Role::kViewer});
        stranger_ = api_.SignIn(other_.organization, {Role::kAdministrator});
    }
    std::string User(const std::string& email) {
        return database_.Value("SELECT id FROM users WHERE email = '" + email + "'");
    }
    static boost::json::object Body(const std::string& condition = "supply_percent", int threshold = 10) {
        return {{"name", "Low toner"},
                {"condition", condition},
                {"threshold", threshold},
                {"cooldown_hours", 24},
                {"site_ids", boost::json::array()},
                {"models", boost::json::array()},
                {"user_ids", boost::json::array()},
                {"addresses", boost::json::array({"desk@nordlys.test"})},
                {"enabled", true}};
    }
    http::TestAnswer Add(const boost::json::object& body) {
        auto made = api_.As(manager_).Post("/api/v1/alert-rules", boost::json::serialize(body));
        EXPECT_EQ(made.status, 201) << made.body;
        return made;
    }
    // What the task does.
    std::int64_t Look() {
        std::int64_t told = 0;
        pg::Transaction list(database_.pool(), pg::Scope::System());
        for (const auto& key : store::ListEnabled(list, {}, 100)) {
            pg::Transaction tx(database_.pool(), pg::Scope::System());
            const auto looked = LookAt(tx, parts_, key.organization_id, key.id, std::nullopt, clock_.Now());
            EXPECT_TRUE(looked && !looked->after);
            if (looked) told += looked->told;
            tx.Commit();
        }
        return told;
    }
    void Read(int number, int level, printing::PrinterStatus status = printing::PrinterStatus::kOk) {
        auto reading = SampleReading(number, 1000, 80);
        reading.status = status;
        reading.supplies[0].level_raw = 340 * level;
        reading.supplies[0].remaining_percent = level;
        world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), std::move(reading))});
    }
    std::string Mails() {
        return database_.Value(
            "SELECT COALESCE(string_agg(to_address || ' ' || subject, '; ' ORDER BY created_at, to_address), '') "
            "FROM mails WHERE template = 'alert'");
    }
    static double Value(const http::TestAnswer& log) {
        return log.Json().at("items").at(0).at("value").to_number<double>();
    }
    boost::json::value Ask(const boost::json::object& body) {
        const auto answer = api_.As(manager_).Post("/api/v1/alert-rules/preview", boost::json::serialize(body));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }

    pg::testing::Database database_;
    base::ManualClock clock_{At("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    Parts parts_{ids_, mailer_, "https://portal.example", "en"};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source mine_, other_;
    http::Actor manager_, viewer_, stranger_;
    std::int64_t seq_ = 0;
};

TEST_F(Alerts, TellOfALowSupplyOnceInTheLanguageOfEachRecipient) {  // NOT-2
    auto body = Body();
    body["user_ids"] = boost::json::array({boost::json::string(User("ada@nordlys.test"))});
    Add(body);
    Read(1, 11);
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(1));
    Read(1, 9);
    Read(2, 5);
    EXPECT_EQ(Look(), 2) << "one mail to each recipient, whatever the number of printers";
    EXPECT_EQ(Mails(), "ada@nordlys.test Low toner: 2 Drucker; desk@nordlys.test Low toner: 2 printers");
    EXPECT_THAT(database_.Value("SELECT body_text FROM mails WHERE to_address = 'ada@nordlys.test'"),
                HasSubstr("7500000001A"));
    EXPECT_THAT(database_.Value("SELECT body_text FROM mails WHERE to_address = 'desk@nordlys.test'"),
                HasSubstr("https://portal.example/alert-log?rule_id="));
    // It bounces, and is told no more; nor is what is told already on every pass.
    for (const int level : {9, 12, 8, 13, 9}) {
        clock_.Advance(hours(30));
        Read(1, level);
        EXPECT_EQ(Look(), 0) << level;
    }
    // Replaced, and empty again: the next one.
    clock_.Advance(hours(1));
    Read(1, 100);
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(1));
    Read(1, 3);
    EXPECT_EQ(Look(), 1);
    EXPECT_THAT(database_.Value("SELECT body_text FROM mails WHERE template = 'alert' AND to_address = "
                                "'desk@nordlys.test' ORDER BY created_at DESC LIMIT 1"),
                HasSubstr("https://portal.example/printers/"));
    const auto log = api_.As(viewer_).Get("/api/v1/alert-notices");
    ASSERT_EQ(log.Json().at("items").as_array().size(), 3U) << log.body;
    EXPECT_EQ(Value(log), 3);
    EXPECT_EQ(log.At("/items/0/supply"), "black cartridge");
    EXPECT_EQ(log.At("/items/0/recipients"), R"(["ada@nordlys.test","desk@nordlys.test"])");
}

TEST_F(Alerts, WhatComesBackWithinTheCoolDownWaits) {  // NOT-2
    Add(Body());
    Read(1, 5);
    EXPECT_EQ(Look(), 1);
    clock_.Advance(hours(1));
    Read(1, 100);
    Look();
    clock_.Advance(hours(1));
    Read(1, 5);
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(21));
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(1));
    EXPECT_EQ(Look(), 1) << "it is so still";
}

TEST_F(Alerts, AnErrorIsToldWhenItLastsAndSilenceAfterDays) {  // NOT-2
    Add(Body("error", 60));
    auto silent = Body("silent", 2);
    silent["name"] = "Silent";
    Add(silent);
    Read(1, 80);
    clock_.Advance(minutes(10));
    Read(1, 80, printing::PrinterStatus::kError);
    EXPECT_EQ(Look(), 0);
    clock_.Advance(minutes(55));
    EXPECT_EQ(Look(), 0);
    clock_.Advance(minutes(5));
    EXPECT_EQ(Look(), 1);
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(46));
    world_.Sweep();
    EXPECT_EQ(Look(), 0);
    clock_.Advance(hours(1));
    EXPECT_EQ(Look(), 1);
    const auto log = api_.As(viewer_).Get("/api/v1/alert-notices?condition=silent");
    EXPECT_EQ(log.At("/items/0/since"), "2026-11-21T10:10:00Z");
    EXPECT_EQ(Value(log), 2);
}

TEST_F(Alerts, DaysLeftAreThoseOfThePrintersPage) {  // NOT-2
    Add(Body("supply_days", 14));
    Read(1, 50);
    const auto printer = world_.PrintersOf(mine_.organization).at(0);
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
    const auto facts = printers::ListPrinterFactsOf(tx, {mine_.organization}, {printer});
    printers::Estimates estimates{.printer_id = printer, .estimated_at = clock_.Now(), .supplies = {}};
    estimates.supplies.rows.push_back({.slot = facts.at(0).supplies.at(0).slot,
                                       .days_left = 20.0,
                                       .percent = 50.0,
                                       .serial_number = facts.at(0).supplies.at(0).cartridge_serial_number});
    replenishment::testing::WriteEstimates(tx, mine_.organization, {estimates});
    tx.Commit();
    EXPECT_EQ(Look(), 0);
    clock_.Advance(days(7));
    EXPECT_EQ(Look(), 1);
    EXPECT_EQ(Value(api_.As(viewer_).Get("/api/v1/alert-notices")), 13);
}

TEST_F(Alerts, WhoLeftOrWantsNoneIsSkippedAndShown) {  // NOT-2, PRT-2
    auto body = Body();
    body["addresses"] = boost::json::array();
    body["user_ids"] = boost::json::array(
        {boost::json::string(User("ada@nordlys.test")), boost::json::string(User("ola@nordlys.test"))});
    const auto rule = Add(body);
    identity::testing::Disable(database_, "ada@nordlys.test");
    identity::testing::WantNoAlerts(database_, "ola@nordlys.test");
    Read(1, 5);
    EXPECT_EQ(Look(), 1);
    EXPECT_EQ(Mails(), "");
    const auto log = api_.As(viewer_).Get("/api/v1/alert-notices");
    EXPECT_EQ(log.At("/items/0/disabled"), R"(["ada@nordlys.test"])");
    EXPECT_EQ(log.At("/items/0/unwanted"), R"(["ola@nordlys.test"])");
    EXPECT_EQ(api_.As(viewer_).Get(rule.Header("Location")).Json().at("people_away").as_array().size(), 1U);
}

TEST_F(Alerts, ScopeAndMuteSayWhichPrinters) {  // NOT-2, PRN-3
    auto body = Body();
    body["models"] = boost::json::array({"cx923DXE"});
    body["site_ids"] = boost::json::array({boost::json::string(mine_.site.ToString())});
    Add(body);
    Read(1, 5);
    Read(3, 5);  // the CX923dxe
    Read(6, 5);
    const std::string muted = database_.Value("SELECT id FROM printers WHERE serial_number = '7500000006A'");
    const std::string mute = "/api/v1/printers/" + muted + "/alert-mute";
    EXPECT_EQ(api_.As(viewer_).Post(mute, "").status, 403);
    EXPECT_EQ(api_.As(stranger_).Post(mute, "").status, 404);
    EXPECT_EQ(api_.As(manager_).Post(mute, "").At("/muted"), "true");
    EXPECT_EQ(Look(), 1);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/alert-notices").At("/items/0/serial_number"), "7500000003A");
    EXPECT_EQ(api_.As(manager_).Delete(mute).status, 204);
    EXPECT_EQ(Look(), 1);
    const auto state = api_.As(viewer_).Get("/api/v1/printers/" + muted + "/alert-state");
    EXPECT_EQ(state.At("/muted"), "false");
    EXPECT_EQ(state.At("/active/0/rule_name"), "Low toner");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE action LIKE "
                              "'printer.alerts%'"),
              "printer.alerts_muted printer.alerts_unmuted");
}

TEST_F(Alerts, TwoServersTellOnce) {  // NOT-2
    Add(Body());
    Read(1, 5);
    const auto rule = *RuleId::Parse(database_.Value("SELECT id FROM alert_rules"));
    pg::Transaction one(database_.pool(), pg::Scope::System());
    pg::Transaction two(database_.pool(), pg::Scope::System());
    EXPECT_EQ(LookAt(one, parts_, mine_.organization, rule, std::nullopt, clock_.Now())->told, 1);
    EXPECT_FALSE(LookAt(two, parts_, mine_.organization, rule, std::nullopt, clock_.Now())) << "it is being looked at";
    one.Commit();
    two.Commit();
    EXPECT_EQ(Look(), 0);
}

TEST_F(Alerts, APreviewSaysWhatItWouldHaveSent) {  // NOT-2
    Read(1, 60);
    for (const int level : {40, 12, 9, 11, 8, 100, 50, 9}) {
        clock_.Advance(days(2));
        Read(1, level);
    }
    Read(2, 80);
    clock_.Advance(minutes(1));
    EXPECT_EQ(Ask(Body()).at("printers"), 2);
    EXPECT_EQ(Ask(Body()).at("now"), 1);
    EXPECT_EQ(Ask(Body()).at("notices"), 2);
    EXPECT_EQ(Ask(Body()).at("mails"), 2);
    auto nobody = Body();
    nobody["addresses"] = boost::json::array();
    EXPECT_EQ(Ask(nobody).at("mails"), 0);
    clock_.Advance(days(40));
    EXPECT_EQ(Ask(Body()).at("notices"), 0);
    world_.Sweep();
    EXPECT_EQ(Ask(Body("silent", 15)).at("notices"), 2) << "15 days after their last reading, 25 days ago";
    EXPECT_EQ(Ask(Body("silent", 5)).at("notices"), 0) << "that was before";
    EXPECT_EQ(Ask(Body("silent", 5)).at("now"), 2);
    Read(1, 80, printing::PrinterStatus::kOk);
    clock_.Advance(hours(1));
    Read(1, 80, printing::PrinterStatus::kError);
    clock_.Advance(hours(2));
    Read(1, 80);
    EXPECT_EQ(Ask(Body("error", 60)).at("notices"), 1);
    EXPECT_EQ(Ask(Body("error", 240)).at("notices"), 0);
}

TEST_F(Alerts, RulesAreKeptByThoseWhoMay) {  // NOT-2, API-2
    const auto made = Add(Body());
    const std::string path = made.Header("Location");
    EXPECT_EQ(api_.As(viewer_).Get(path).At("/name"), "Low toner");
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    EXPECT_EQ(api_.As(stranger_).Put(path, boost::json::serialize(Body()), made.ETag()).status, 404);
    EXPECT_EQ(api_.As(stranger_).Delete(path, made.ETag()).status, 404);
    EXPECT_EQ(api_.As(viewer_).Delete(path, made.ETag()).status, 403);
    EXPECT_EQ(api_.As(viewer_).Post("/api/v1/alert-rules", boost::json::serialize(Body())).status, 403);
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/alert-rules").Json().at("items").as_array().size(), 0U);
    auto foreign = Body();
    foreign["user_ids"] = boost::json::array({boost::json::string(User("ada@nordlys.test"))});
    foreign["site_ids"] = boost::json::array({boost::json::string(mine_.site.ToString())});
    EXPECT_EQ(api_.As(stranger_).Post("/api/v1/alert-rules", boost::json::serialize(foreign)).Errors(),
              (Strings{"/site_ids alert_site_unknown", "/user_ids alert_user_unknown"}));
    auto off = Body();
    off["enabled"] = false;
    Read(1, 5);
    EXPECT_EQ(Look(), 1);
    const auto changed = api_.As(manager_).Put(path, boost::json::serialize(off), made.ETag());
    EXPECT_EQ(changed.At("/enabled"), "false") << changed.body;
    EXPECT_EQ(api_.As(manager_).Put(path, boost::json::serialize(off), made.ETag()).status, 412);
    EXPECT_EQ(Look(), 0);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM alert_conditions"), "0");
    EXPECT_EQ(api_.As(manager_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/alert-notices").At("/items/0/rule_name"), "Low toner") << "the log stays";
    EXPECT_EQ(api_.As(manager_).Get("/api/v1/alert-rules/people?search=ADA").At("/items/0/email"), "ada@nordlys.test");
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/alert-rules/people").status, 403);
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type = "
                              "'alert_rule'"),
              "alert_rule.created alert_rule.deleted alert_rule.updated");
}

TEST_F(Alerts, ProgramsAreTold) {  // NOT-2, ORD-3
    webhooks::RegisterHttp(api_.router(), {ids_, secrets_, texts_, mailer_});
    const auto chief = api_.SignIn(mine_.organization, {Role::kAdministrator});
    ASSERT_EQ(api_.As(chief)
                  .Post("/api/v1/webhooks", R"({"url":"https://erp.nordlys.test/","description":"","event_types":)"
                                            R"(["printer.alert"],"child_organizations":false,"enabled":true})")
                  .status,
              201);
    Add(Body());
    Read(1, 5);
    Look();
    EXPECT_THAT(database_.Value("SELECT payload FROM webhook_deliveries"),
                HasSubstr(R"("condition":"supply_percent")"));
}

}  // namespace
}  // namespace alerts
