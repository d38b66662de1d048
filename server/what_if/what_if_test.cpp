#include "server/what_if/what_if.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/connection.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"

// Settings compared over the year of a small fleet on a real database: asked for by the route, lived through by the task,
// read by the routes.
namespace what_if {
namespace {

using http::Role;
using Strings = std::vector<std::string>;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr int kYear = 365;
constexpr int kWeek = 7;
constexpr double kPagesOfPercent = 50;

// A black printer: how much of a cartridge it takes on a working day, and on which day it is found.
struct Machine {
    std::string serial;
    std::string model;
    double percent_a_day = 1;
    int from = 0;
};

class WhatIf : public ::testing::Test {
  protected:
    WhatIf() {
        RegisterHttp(api_.router(), {ids_, settings_});
        tasks::RegisterHttp(api_.router(), texts_, organizations::permissions::kSeeTasks,
                            organizations::permissions::kCancelTasks);
        RegisterTasks(registry_, settings_);
    }

    // A year of readings, once a day, in batches of a week.
    void LiveAYear(const printers::Source& source, const std::vector<Machine>& machines) {
        std::vector<double> used(machines.size(), 30);
        std::vector<printing::JournaledReading> batch;
        for (int day = 0; day < kYear; ++day) {
            clock_.Advance(std::chrono::hours(24));
            const bool works = std::chrono::weekday(clock_.Today()).iso_encoding() <= 5;
            for (std::size_t i = 0; i < machines.size(); ++i) {
                if (works) used[i] += machines[i].percent_a_day;
                if (day >= machines[i].from) batch.push_back(Reading(machines[i], used[i]));
            }
            if (day % kWeek == kWeek - 1 || day == kYear - 1) world_.Deliver(source, std::exchange(batch, {}));
        }
        clock_.Advance(std::chrono::hours(24));
    }
    printing::JournaledReading Reading(const Machine& machine, double used) {
        printing::JournaledReading reading{.seq = ++seq_, .observed_at = clock_.Now()};
        auto& said = reading.reading;
        said.address = "10.0.0." + machine.serial.substr(2);
        said.is_printer = true;
        said.manufacturer = "Lexmark";
        said.model = machine.model;
        said.serial_number = machine.serial;
        said.meters = {{printing::MeterKind::kLife, 1'000 + std::llround(used * kPagesOfPercent),
                        printing::Unit::kImpressions, "1.1"}};
        const double left = std::ceil(100 - std::fmod(used, 100));
        said.supplies = {{.index = "1.1",
                          .type = printing::SupplyType::kToner,
                          .class_ = printing::SupplyClass::kConsumed,
                          .colorant = "black",
                          .description = "Black Cartridge",
                          .unit = printing::Unit::kPercent,
                          .max_capacity_raw = 100,
                          .level_raw = static_cast<std::int64_t>(left),
                          .level_state = printing::LevelState::kAmount,
                          .remaining_percent = left}};
        return reading;
    }

    http::TestClient As(base::OrganizationId organization, Role role = Role::kSuppliesManager) {
        return api_.As(api_.SignIn(organization, {role}));
    }
    static std::string Body(const std::string& settings, const std::string& more = "") {
        return R"({"manufacturer":"","model":"","shipment_cost_minor":950,"currency":"EUR","settings":[)" + settings +
               "]" + more + "}";
    }
    // Of deliveries that take four weeks; the fast printers run out.
    static std::string Late(const std::string& name, int spares) {
        return R"({"name":")" + name +
               R"(","method":"published","order_days":3,"cover_days":10,"join_days":0,"spares_kept":)" +
               std::to_string(spares) + R"(,"lead_days":20})";
    }
    http::TestAnswer Start(const std::string& body) {
        return As(mine_.organization).Post("/api/v1/what-if-runs", body);
    }
    // It is asked for and lived through; its path.
    std::string Live(const std::string& body) {
        const auto asked = Start(body);
        EXPECT_EQ(asked.status, 201) << asked.body;
        tasks::Workers workers(database_.pool(), clock_, registry_);
        EXPECT_TRUE(workers.RunOne());
        return asked.Header("Location");
    }
    static Strings Refused(const WhatIfInput& input) {
        const auto checked = CheckRun(input);
        Strings errors;
        if (checked) return errors;
        for (const auto& field : checked.error().fields) errors.push_back(field.pointer + " " + field.code);
        return errors;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-01-05T06:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    replenishment::Settings settings_;
    http::TestApi api_{&database_.pool(), clock_};
    tasks::Registry registry_;
    printers::Source mine_ = world_.AddCustomer("Nordlys");
    std::int64_t seq_ = 0;
};

TEST_F(WhatIf, AYearIsLivedThroughUnderEachSettings) {
    LiveAYear(mine_,
              {{"SN1", "MS431", 9}, {"SN2", "MS431", 8}, {"SN3", "CX735", 1.5}, {"SN4", "CX735", 1, kYear - 40}});
    const auto today = As(mine_.organization).Get("/api/v1/what-if-settings");
    EXPECT_EQ(today.At("/printers"), "4");
    EXPECT_EQ(today.At("/order_days"), "21");

    const auto asked = Start(Body(Late("Late", 0) + "," + Late("Late, with spares", 2)));
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.At("/state"), "queued");
    EXPECT_TRUE(asked.Json().at("outcome").is_null());
    const std::string path = asked.Header("Location");
    tasks::Workers workers(database_.pool(), clock_, registry_);
    ASSERT_TRUE(workers.RunOne());
    const auto run = As(mine_.organization).Get(path);
    ASSERT_EQ(run.At("/state"), "completed") << run.body;
    const auto outcome = run.Json().at("outcome");
    EXPECT_EQ(outcome.at("printers"), 3);
    EXPECT_EQ(outcome.at("too_short"), 1);
    EXPECT_EQ(outcome.at("too_short_names").at(0), "Lexmark CX735 SN4");
    EXPECT_EQ(outcome.at("left_out"), 0);
    EXPECT_EQ(outcome.at("last").as_string(), base::FormatDay(clock_.Today() - std::chrono::days(1)));
    EXPECT_EQ(outcome.at("first").as_string(),
              base::FormatDay(clock_.Today() - std::chrono::days(kDays - simulation::kWarmUpDays)));

    // Today's come first, with what the organization really has.
    const auto& lived = outcome.at("lived").as_array();
    ASSERT_EQ(lived.size(), 3U);
    EXPECT_EQ(lived[0].at("settings").at("name"), "");
    EXPECT_EQ(std::to_string(lived[0].at("settings").at("order_days").as_int64()), today.At("/order_days"));
    EXPECT_EQ(std::to_string(lived[0].at("settings").at("lead_days").as_int64()), today.At("/lead_days"));
    EXPECT_EQ(lived[1].at("settings").at("name"), "Late");
    EXPECT_EQ(lived[2].at("settings").at("name"), "Late, with spares");

    const auto number = [&](std::size_t at, const char* name) { return lived[at].at(name).as_int64(); };
    const auto shelf = [&](std::size_t at) { return lived[at].at("shelf").to_number<double>(); };
    // Each used 18.5 % a working day of the 305 that were lived through, less what was in the printers.
    for (std::size_t at = 0; at < lived.size(); ++at) {
        EXPECT_GT(number(at, "cartridges"), 20) << at;
        EXPECT_LT(number(at, "cartridges"), 60) << at;
        EXPECT_GT(number(at, "shipments"), 0) << at;
        EXPECT_LE(number(at, "shipments"), number(at, "cartridges")) << at;
        EXPECT_EQ(number(at, "shipment_cost_minor"), 950 * number(at, "shipments")) << at;
        EXPECT_GE(number(at, "stock_out_days"), number(at, "stock_outs")) << at;
        std::int64_t cartridges = 0;
        for (const auto& month : lived[at].at("months").as_array()) cartridges += month.at("cartridges").as_int64();
        EXPECT_EQ(cartridges, number(at, "cartridges")) << at;
    }
    // Shelves are empty at the beginning: each fast printer runs out once before its first delivery.
    EXPECT_LE(number(0, "stock_outs"), 2);
    EXPECT_GT(number(1, "stock_outs"), number(0, "stock_outs")) << "four weeks for who orders three days ahead";
    EXPECT_LT(number(2, "stock_outs"), number(1, "stock_outs")) << "spares bridge a delivery";
    EXPECT_GT(shelf(2), shelf(1));
    EXPECT_GT(number(0, "cartridges"), number(1, "cartridges")) << "an empty printer prints nothing";
}

TEST_F(WhatIf, SameQuestionSameAnswerOnOneCoreAndOnSeveral) {
    LiveAYear(mine_, {{"SN1", "MS431", 4}, {"SN2", "MS431", 2}});
    WhatIfInput input;
    input.settings = {{.name = "Balanced", .method = OrderMethod::kBalanced, .must_risk_percent = 1}};
    const auto answer = [&](unsigned threads) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        const auto outcome = Answer(tx, mine_.organization, input, clock_.Today(), settings_, {}, threads);
        return outcome ? boost::json::serialize(base::json::ToValue(*outcome)) : "stopped";
    };
    const std::string one = answer(1);
    EXPECT_THAT(one, HasSubstr(R"("printers":2)"));
    EXPECT_EQ(one, answer(3));
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
    EXPECT_FALSE(Answer(tx, mine_.organization, input, clock_.Today(), settings_,
                        {.tell = nullptr, .stop = [] { return true; }}, 2))
        << "it was stopped";
}

TEST_F(WhatIf, OfOneModelOrOneSiteOnly) {
    LiveAYear(mine_, {{"SN1", "MS431", 3}, {"SN2", "CX735", 3}, {"SN3", "CX735", 3}});
    const auto printers = [&](const std::string& body) {
        return As(mine_.organization).Get(Live(body)).At("/outcome/printers");
    };
    const std::string of_model =
        R"({"manufacturer":"lexmark","model":" CX735 ","shipment_cost_minor":0,"currency":"","settings":[)" +
        Late("A", 0) + "]}";
    EXPECT_EQ(printers(of_model), "2");
    const auto elsewhere = world_.AddSite(mine_.organization, "Bergen");
    EXPECT_EQ(printers(Body(Late("A", 0), R"(,"site_id":")" + elsewhere.ToString() + "\"")), "0");
    EXPECT_EQ(printers(Body(Late("A", 0), R"(,"site_id":")" + mine_.site.ToString() + "\"")), "3");
    const auto list = As(mine_.organization).Get("/api/v1/what-if-runs");
    EXPECT_EQ(list.Json().at("items").as_array().size(), 3U);
    Strings sites;
    for (const char* at : {"/items/0/site_name", "/items/1/site_name", "/items/2/site_name"}) {
        sites.push_back(list.At(at));
    }
    EXPECT_THAT(sites, ::testing::UnorderedElementsAre("Main", "Bergen", ""));
    const auto foreign = world_.AddCustomer("Fjord");
    EXPECT_EQ(Start(Body(Late("A", 0), R"(,"site_id":")" + foreign.site.ToString() + "\"")).status, 404);
}

TEST_F(WhatIf, SaysAllThatIsWrongWithAQuestion) {
    const WhatIfSettings good{.name = "A"};
    EXPECT_EQ(Refused({.settings = {good}}), Strings{});
    EXPECT_EQ(Refused({.settings = {}}), Strings{"/settings missing"});
    EXPECT_EQ(Refused({.settings = {good, good, good, good, good}}), Strings{"/settings too_many_items"});
    EXPECT_EQ(Refused({.manufacturer = "Lexmark", .settings = {good}}), Strings{"/model missing"});
    EXPECT_EQ(Refused({.model = "MS431", .settings = {good}}), Strings{"/manufacturer missing"});
    for (const char* currency : {"EU", "eur", "E1R"}) {
        EXPECT_EQ(Refused({.settings = {good}, .currency = currency}), Strings{"/currency currency_unknown"})
            << currency;
    }
    EXPECT_EQ(Refused({.settings = {good}, .shipment_cost_minor = -1}), Strings{"/shipment_cost_minor out_of_range"});
    EXPECT_EQ(Refused({.settings = {{.name = " "}}}), Strings{"/settings/0/name missing"});
    EXPECT_EQ(Refused({.settings = {good, {.name = std::string(61, 'x')}}}), Strings{"/settings/1/name too_long"});
    const auto wrong = [&](WhatIfSettings settings) {
        settings.name = "A";
        return Refused({.settings = {settings}});
    };
    EXPECT_EQ(wrong({.order_days = 0}), Strings{"/settings/0/order_days out_of_range"});
    EXPECT_EQ(wrong({.order_days = 121}), Strings{"/settings/0/order_days out_of_range"});
    EXPECT_EQ(wrong({.cover_days = 181}), Strings{"/settings/0/cover_days out_of_range"});
    EXPECT_EQ(wrong({.join_days = -1}), Strings{"/settings/0/join_days out_of_range"});
    EXPECT_EQ(wrong({.spares_kept = 21}), Strings{"/settings/0/spares_kept out_of_range"});
    EXPECT_EQ(wrong({.lead_days = 0}), Strings{"/settings/0/lead_days out_of_range"});
    for (const double risk : {0.0, 0.09, 50.1, std::nan("")}) {
        EXPECT_EQ(wrong({.must_risk_percent = risk}), Strings{"/settings/0/must_risk_percent what_if_risk"}) << risk;
    }
    EXPECT_EQ(wrong({.must_risk_percent = 0.1}), Strings{});
    EXPECT_EQ(wrong({.must_risk_percent = 50}), Strings{});
    const auto cleaned = CheckRun({.manufacturer = " Lexmark ", .model = "MS431 ", .settings = {{.name = " A  b "}}});
    ASSERT_TRUE(cleaned);
    EXPECT_EQ(cleaned->manufacturer + "|" + cleaned->model + "|" + cleaned->settings[0].name, "Lexmark|MS431|A b");
}

TEST_F(WhatIf, WithoutPrintersNothingIsCompared) {
    const auto above =
        api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_.organization});
    EXPECT_EQ(api_.As(above).Get("/api/v1/what-if-settings").At("/printers"), "0");
    const auto refused = api_.As(above).Post("/api/v1/what-if-runs", Body(Late("A", 0)));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "what_if_no_printers");
    EXPECT_THAT(refused.body, HasSubstr("Choose a customer"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks WHERE kind = 'what_if.run'"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM what_if_runs"), "0");

    world_.Deliver(mine_, {Reading({"SN1", "MS431"}, 10)});
    EXPECT_EQ(api_.As(above).Post("/api/v1/what-if-runs", Body(Late("A", 0))).Code(), "what_if_no_printers")
        << "those below have settings of their own";
    const auto in_customer = api_.As(above).Post(
        "/api/v1/what-if-runs?organization_id=" + mine_.organization.ToString(), Body(Late("A", 0)));
    EXPECT_EQ(in_customer.status, 201) << in_customer.body;
    world_.Deregister(mine_.organization, world_.PrintersOf(mine_.organization));
    EXPECT_EQ(Start(Body(Late("A", 0))).Code(), "what_if_no_printers") << "none is left";
}

TEST_F(WhatIf, OthersSeeNothingOfIt) {  // ORG-7
    world_.Deliver(mine_, {Reading({"SN1", "MS431"}, 10)});
    const std::string path = Live(Body(Late("A", 0)));
    const auto other = world_.AddCustomer("Fjord");
    const auto stranger = As(other.organization, Role::kAdministrator);
    EXPECT_EQ(stranger.Get(path).status, 404);
    EXPECT_EQ(stranger.Get(path + "/export").status, 404);
    EXPECT_EQ(stranger.Get("/api/v1/what-if-runs").Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(stranger.Get("/api/v1/what-if-settings?organization_id=" + mine_.organization.ToString()).status, 404);
    EXPECT_EQ(stranger.Post("/api/v1/what-if-runs?organization_id=" + mine_.organization.ToString(), Body(Late("A", 0)))
                  .status,
              404);
    const auto viewer = As(mine_.organization, Role::kViewer);
    EXPECT_EQ(viewer.Get(path).status, 200);
    EXPECT_EQ(viewer.Post("/api/v1/what-if-runs", Body(Late("A", 0))).status, 403);
    // The operator sees what was compared below.
    const auto above = api_.As(
        api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_.organization}));
    EXPECT_EQ(above.Get("/api/v1/what-if-runs").Json().at("items").as_array().size(), 1U);
}

TEST_F(WhatIf, AskedTwiceItIsOneTask) {
    world_.Deliver(mine_, {Reading({"SN1", "MS431"}, 10)});
    const auto client = As(mine_.organization);
    const http::TestHeaders click{{"Idempotency-Key", "double-click"}};
    const auto first = client.Post("/api/v1/what-if-runs", Body(Late("A", 0)), click);
    const auto again = client.Post("/api/v1/what-if-runs", Body(Late("A", 0)), click);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM what_if_runs"), "1");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks WHERE kind = 'what_if.run'"), "1");
}

TEST_F(WhatIf, StoppedItHasNoOutcome) {  // TSK-1
    world_.Deliver(mine_, {Reading({"SN1", "MS431"}, 10)});
    const auto client = As(mine_.organization);
    const auto cancel = [&](const std::string& id) {
        return client.Post("/api/v1/tasks/" + id + "/cancellation", "").status;
    };
    const auto before = Start(Body(Late("A", 0)));
    EXPECT_EQ(cancel(before.At("/id")), 200);
    tasks::Workers workers(database_.pool(), clock_, registry_);
    EXPECT_FALSE(workers.RunOne()) << "it had not begun";
    EXPECT_EQ(client.Get(before.Header("Location")).At("/state"), "cancelled");

    // While it works: it waits for the printers, which another connection holds.
    const auto during = Start(Body(Late("A", 0)));
    pg::Connection holder(database_.AdminUrl());
    holder.Script("BEGIN; LOCK TABLE printers IN ACCESS EXCLUSIVE MODE");
    std::thread worker([&] { EXPECT_TRUE(workers.RunOne()); });
    EXPECT_TRUE(database_.AwaitBlocked(1));
    EXPECT_EQ(client.Get(during.Header("Location")).At("/state"), "running");
    EXPECT_EQ(cancel(during.At("/id")), 200);
    holder.Script("COMMIT");
    worker.join();
    const auto stopped = client.Get(during.Header("Location"));
    EXPECT_EQ(stopped.At("/state"), "cancelled") << stopped.body;
    EXPECT_TRUE(stopped.Json().at("outcome").is_null());
    EXPECT_TRUE(stopped.Json().at("finished_at").is_null());
    const auto csv = client.Get(during.Header("Location") + "/export");
    EXPECT_EQ(csv.status, 200);
    EXPECT_EQ(csv.body.find('\n'), csv.body.size() - 1) << "only the head: " << csv.body;
}

TEST_F(WhatIf, IsExportedARowForEachSettings) {
    LiveAYear(mine_, {{"SN1", "MS431", 5}});
    const std::string path = Live(Body(Late("Late; \\\"quoted\\\"", 1) +
                                       R"(,{"name":"=2+3","method":"balanced","order_days":14,"cover_days":30,)" +
                                       R"("join_days":45,"spares_kept":0,"lead_days":3,"must_risk_percent":2.5})"));
    const auto csv = As(mine_.organization).Get(path + "/export");
    ASSERT_EQ(csv.status, 200) << csv.body;
    EXPECT_THAT(csv.Header("Content-Type"), StartsWith("text/csv"));
    EXPECT_THAT(csv.Header("Content-Disposition"), HasSubstr("what-if.csv"));
    EXPECT_THAT(csv.body, StartsWith("\xEF\xBB\xBF"
                                     "settings,method,order_days,"));
    Strings rows;
    for (std::size_t at = 0; at < csv.body.size();) {
        const std::size_t end = csv.body.find("\r\n", at);
        rows.push_back(csv.body.substr(at, end - at));
        at = end + 2;
    }
    ASSERT_EQ(rows.size(), 4U) << csv.body;
    EXPECT_THAT(rows[1], StartsWith(",published,21,30,45,0,")) << "today's come first";
    EXPECT_THAT(rows[2], StartsWith("\"Late; \"\"quoted\"\"\",published,3,10,0,1,20,,"));
    EXPECT_THAT(rows[3], HasSubstr(",balanced,14,30,45,0,3,2.5"));
    EXPECT_FALSE(rows[3].starts_with("=")) << "no formula: " << rows[3];
    for (std::size_t row = 1; row < rows.size(); ++row) EXPECT_TRUE(rows[row].ends_with(",EUR")) << rows[row];
}

}  // namespace
}  // namespace what_if
