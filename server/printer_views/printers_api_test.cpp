#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "server/agents/testing.hpp"
#include "server/contracts/contracts.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/printers/testing.hpp"
#include "server/readings/readings.hpp"
#include "server/replenishment/estimates_testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// The API of printers over what real batches made of them (PRN-1..PRN-7, CON-9): what people decide, and what they see
// then.
namespace {

using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr http::RoleSet kManager{http::Role::kFleetManager};

// Another feature's part of a printer's history: one event every hour of 21 November.
class HourlyOrders final : public printers::HistorySource {
  public:
    std::vector<printers::HistoryEvent> Before(pg::Transaction&, base::OrganizationId, printers::PrinterId,
                                               base::Instant at, printers::HistoryEventId,
                                               std::int32_t limit) override {
        std::vector<printers::HistoryEvent> events;
        for (int hour = 11; hour >= 0 && static_cast<std::int32_t>(events.size()) < limit; --hour) {
            const auto time = At("2026-11-21T00:30:00Z") + std::chrono::hours(hour);
            if (time >= at) continue;
            events.push_back({time,
                              {},
                              "order",
                              "order_shipped",
                              boost::json::object{{"number", std::to_string(hour)}, {"items", "toner"}},
                              "kim@example.com"});
        }
        return events;
    }
};

class PrintersApi : public testing::Test {
  protected:
    PrintersApi()
        : clock(At("2026-11-21T12:00:00Z")),
          world(database, clock),
          acme(world.AddCustomer("Acme")),
          other(world.AddCustomer("Other")),
          intake(world.ids()),
          partitions(database.pool()),
          catalogues(i18n::Catalogues::BuiltIn()),
          api(&database.pool(), clock),
          manager(api.SignIn(acme.organization, kManager)),
          stranger(api.SignIn(other.organization, kManager)) {
        partitions.EnsureAhead(clock.Now());
        printers::RegisterHttp(api.router(), {.ids = world.ids(), .contracts = &book});
        printer_views::RegisterHttp(api.router(), {catalogues, {&orders}});
        readings::RegisterHttp(api.router(), {world.ids(), intake, partitions});
    }

    void Send(const printers::Source& source, std::vector<printing::JournaledReading> list) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        ASSERT_TRUE(readings::TakeIn(tx, world.ids(), intake, source, {1, std::move(list), {}, {}}, clock.Now()));
        tx.Commit();
    }
    // Printers 1 to `count`, one reading each.
    void Fleet(int count) {
        std::vector<printing::JournaledReading> list;
        for (int n = 1; n <= count; ++n) {
            auto reading = SampleReading(n, 1000 * n, n * 7 % 100);
            reading.status = static_cast<printing::PrinterStatus>(n % 4);
            list.push_back(Journaled(n, At("2026-11-21T08:00:00Z") + std::chrono::minutes(n * 17 % 60), reading));
        }
        Send(acme, std::move(list));
    }

    boost::json::value Get(const std::string& target) {
        const auto answer = api.As(manager).Get(target);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }
    std::vector<std::string> Serials(const std::string& query) {
        std::vector<std::string> serials;
        const auto page = Get("/api/v1/printers?" + query);
        for (const auto& item : page.at("items").as_array()) {
            serials.emplace_back(item.at("serial_number").as_string());
        }
        return serials;
    }
    std::string IdOf(int n) {
        return database.Value("SELECT id FROM printers WHERE serial_number = '" + *SampleReading(n).serial_number +
                              "'");
    }
    static std::string Serial(int n) { return *SampleReading(n).serial_number; }
    std::string AddContact(const printers::Source& source,
                           const contacts::ContactInput& input = {.first_name = "Ann", .last_name = "Berg"}) {
        return world.AddContact(source.organization, input).id.ToString();
    }

    pg::testing::Database database;
    base::ManualClock clock;
    server::testing::World world;
    printers::Source acme;
    printers::Source other;
    printers::Intake intake;
    readings::Partitions partitions;
    i18n::Catalogues catalogues;
    HourlyOrders orders;
    contracts::Book book{world.ids()};
    http::TestApi api;
    http::Actor manager;
    http::Actor stranger;
};

TEST_F(PrintersApi, ShowsAPrinterInTheListAndInDetail) {  // PRN-1, PRN-3
    Fleet(1);
    const auto page = Get("/api/v1/printers");
    const auto& item = page.at("items").at(0);
    EXPECT_EQ(item.at("manufacturer"), "Lexmark");
    EXPECT_EQ(item.at("model"), "MX722ade");
    EXPECT_EQ(item.at("state"), "warning");
    EXPECT_EQ(item.at("life_count"), 1000);
    EXPECT_EQ(item.at("life_count_unit"), "impressions");
    EXPECT_EQ(item.at("site_name"), "Main");
    EXPECT_EQ(item.at("agent_name"), "Acme agent");
    EXPECT_EQ(item.at("organization_name"), "Acme");
    EXPECT_EQ(item.at("location"), "Floor 1");
    EXPECT_EQ(item.at("supplies").as_array().size(), 5U);
    EXPECT_EQ(item.at("supplies").at(0).at("remaining_percent").to_number<double>(), 7);
    EXPECT_EQ(item.at("supplies").at(4).at("level_state"), "some_remaining");
    EXPECT_TRUE(item.at("supplies").at(4).at("remaining_percent").is_null());
    EXPECT_EQ(page.at("total_estimate"), 1);
    EXPECT_EQ(page.at("total_is_exact"), true);
    EXPECT_EQ(item.at("open_alerts").as_int64(),
              static_cast<std::int64_t>(Get("/api/v1/printers/" + IdOf(1)).at("alerts").as_array().size()));

    // A browser must not show yesterday's levels because nobody edited the printer since.
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers/" + IdOf(1)).Header("Cache-Control"), "no-store");
    const auto printer = Get("/api/v1/printers/" + IdOf(1));
    EXPECT_EQ(printer.at("meters").as_array().size(), 5U);
    EXPECT_EQ(printer.at("inputs").at(0).at("remaining_percent").to_number<double>(), 72.7);
    EXPECT_EQ(printer.at("supplies").at(0).at("part_number"), "76C0P10");
    EXPECT_EQ(printer.at("firmware"), "CXTMM.081.215");
    EXPECT_EQ(printer.at("features").as_array().size(), 3U);
}

TEST_F(PrintersApi, SortsByEveryColumnBothWaysWithoutLosingAPrinter) {  // PRN-1
    Fleet(23);
    for (const char* sort :
         {"model", "manufacturer", "serial_number", "address", "host_name", "location", "discovered_at", "state",
          "life_count", "last_contact_at", "supply_percent", "supply_days", "site_name", "organization_name"}) {
        std::vector<std::string> forward;
        for (const std::string direction : {"", "-"}) {
            std::vector<std::string> seen;
            std::string target = "/api/v1/printers?limit=5&sort=" + direction + sort;
            for (std::string cursor; seen.size() < 50;) {
                const auto page = Get(target + (cursor.empty() ? "" : "&cursor=" + cursor));
                for (const auto& item : page.at("items").as_array()) {
                    seen.emplace_back(item.at("serial_number").as_string());
                }
                if (page.at("next_cursor").is_null()) break;
                cursor = page.at("next_cursor").as_string();
            }
            EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 23U) << direction << sort;
            EXPECT_EQ(seen.size(), 23U) << direction << sort;
            if (direction.empty()) {
                forward = seen;
            } else {
                std::reverse(seen.begin(), seen.end());
                EXPECT_EQ(seen, forward) << sort;
            }
        }
    }
    EXPECT_THAT(Serials("sort=-life_count&limit=2"), ElementsAre(Serial(23), Serial(22)));
    EXPECT_THAT(Serials("sort=supply_percent&limit=2"), ElementsAre(Serial(15), Serial(1)));
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers?sort=secret").Errors(),
              std::vector<std::string>{"sort not_one_of"});
}

TEST_F(PrintersApi, Filters) {  // PRN-2
    Fleet(12);
    EXPECT_THAT(Serials("state=error"), UnorderedElementsAre(Serial(2), Serial(6), Serial(10)));
    EXPECT_EQ(Serials("state=error&state=ok").size(), 6U);
    EXPECT_EQ(Serials("model=cx923DXE").size(), 4U);
    EXPECT_EQ(Serials("model=cx923dxe&state=error"), std::vector{Serial(6)});
    EXPECT_EQ(Serials("supply_below_percent=10"), std::vector{Serial(1)});
    EXPECT_EQ(Serials("site_id=" + acme.site.ToString()).size(), 12U);
    EXPECT_THAT(Serials("agent_id=" + other.agent.ToString()), IsEmpty());
    EXPECT_EQ(Serials("newly_discovered=true").size(), 12U);
    EXPECT_EQ(Serials("under_contract=true").size(), 0U);
    EXPECT_EQ(Serials("managed=none").size(), 12U);
    clock.Advance(std::chrono::hours(24 * 8));
    EXPECT_EQ(Serials("newly_discovered=true").size(), 0U);
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers?colour=red").status, 400);
}

TEST_F(PrintersApi, SearchesByTheBeginningsOfWords) {  // PRN-1
    Fleet(12);
    EXPECT_EQ(Serials("search=7500000007"), std::vector{Serial(7)});
    EXPECT_EQ(Serials("search=lexmark%20cx923").size(), 4U);
    EXPECT_EQ(Serials("search=CX923%20floor%203"), std::vector{Serial(3)});
    EXPECT_EQ(Serials("search=lex%20cx9%20floor%20prn-000003"), std::vector{Serial(3)});
    EXPECT_EQ(Serials("search=10.0.0.5"), std::vector{Serial(5)});
    EXPECT_THAT(Serials("search=exmark"), IsEmpty());
    EXPECT_THAT(Serials("search=%25"), IsEmpty());  // no wildcard
}

TEST_F(PrintersApi, SupplyBelowDaysFollowsWhatReplenishmentWrites) {  // PRN-2
    Fleet(2);
    pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
    const auto id = *printers::PrinterId::Parse(IdOf(2));
    replenishment::testing::WriteEstimates(tx, acme.organization,
                                           {{id, clock.Now(), {{{0, 4.5, 14, ""}, {1, 90, 14, ""}}}}});
    tx.Commit();
    EXPECT_EQ(Serials("supply_below_days=7"), std::vector{Serial(2)});
    const auto left = [&](int slot) {
        return Get("/api/v1/printers/" + id.ToString()).at("supplies").at(slot).at("days_left").to_number<double>();
    };
    EXPECT_EQ(left(0), 4.5);
    EXPECT_EQ(Serials("supply_below_days=4"), std::vector<std::string>{});

    // No run since: what is left has become less, in lists as on pages.
    clock.Advance(std::chrono::hours(48));
    EXPECT_EQ(left(0), 2.5);
    EXPECT_EQ(left(1), 88);
    EXPECT_EQ(Serials("supply_below_days=2"), std::vector<std::string>{});
    EXPECT_EQ(Serials("supply_below_days=3"), std::vector{Serial(2)});
    clock.Advance(std::chrono::hours(240));
    EXPECT_EQ(left(0), 0);
    EXPECT_EQ(Serials("supply_below_days=1"), std::vector{Serial(2)});
    EXPECT_EQ(Serials("supply_below_days=0"), std::vector<std::string>{});
}

// A batch that is taken in just now holds its rows in an order of its own: waiting for it is a deadlock.
const pg::Query<base::Instant(printers::PrinterId)> kHold{
    "test.hold_state", "SELECT observed_at FROM printer_states WHERE printer_id = $1 FOR UPDATE"};

TEST_F(PrintersApi, DaysLeftDoNotWaitForReadings) {
    Fleet(2);
    const auto first = *printers::PrinterId::Parse(IdOf(1));
    const auto second = *printers::PrinterId::Parse(IdOf(2));
    const auto write = [&](double days) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        replenishment::testing::WriteEstimates(
            tx, acme.organization,
            {{first, clock.Now(), {{{0, days, 7, ""}}}}, {second, clock.Now(), {{{0, days, 14, ""}}}}});
        tx.Commit();
    };
    {
        pg::Transaction batch(database.pool(), pg::Scope::Organization(acme.organization));
        batch.Get(kHold, first);
        write(3);
        EXPECT_EQ(Serials("supply_below_days=7"), std::vector{Serial(2)});
    }
    write(2);
    EXPECT_THAT(Serials("supply_below_days=7"), UnorderedElementsAre(Serial(1), Serial(2)));
}

TEST_F(PrintersApi, PagingGoesOnWherePrintersChangeMeanwhile) {
    Fleet(10);
    const auto first = Get("/api/v1/printers?sort=serial_number&limit=4");
    Send(acme, {Journaled(11, At("2026-11-21T11:00:00Z"), SampleReading(0)),     // before the place
                Journaled(12, At("2026-11-21T11:00:00Z"), SampleReading(11))});  // behind it
    world.Deregister(acme.organization, {*printers::PrinterId::Parse(IdOf(6))});
    const std::string cursor(first.at("next_cursor").as_string());
    EXPECT_THAT(Serials("sort=serial_number&limit=50&cursor=" + cursor),
                ElementsAre(Serial(5), Serial(7), Serial(8), Serial(9), Serial(10), Serial(11)));
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers?sort=model&cursor=" + cursor).status, 400);
}

TEST_F(PrintersApi, NobodySeesOrChangesPrintersOfAnotherOrganization) {  // ORG-7
    Fleet(1);
    const std::string id = IdOf(1);
    EXPECT_THAT(api.As(stranger).Get("/api/v1/printers").Json().at("items").as_array(), IsEmpty());
    for (const std::string path : {"", "/meters", "/supply-levels", "/timeline"}) {
        EXPECT_EQ(api.As(stranger).Get("/api/v1/printers/" + id + path).status, 404) << path;
    }
    EXPECT_EQ(api.As(stranger).Put("/api/v1/printers/" + id + "/location", R"({"location":"x"})", "\"1\"").status, 404);
    EXPECT_EQ(api.As(stranger).Put("/api/v1/printers/" + id + "/contact", R"({"contact_id":null})", "\"1\"").status,
              404);
    const std::string chosen = R"({"printer_ids":[")" + id + R"("]})";
    EXPECT_EQ(api.As(stranger).Post("/api/v1/printers/status-requests", chosen).status, 404);
    EXPECT_EQ(api.As(stranger).Post("/api/v1/printers/deregistrations", chosen).status, 404);
    EXPECT_THAT(api.As(stranger).Get("/api/v1/printers/export").body, testing::Not(testing::HasSubstr(Serial(1))));
    const http::Actor viewer = api.SignIn(acme.organization, {http::Role::kViewer});
    EXPECT_EQ(api.As(viewer).Put("/api/v1/printers/" + id + "/location", R"({"location":"x"})", "\"1\"").status, 403);
    EXPECT_EQ(api.As(viewer).Post("/api/v1/printers/status-requests", chosen).status,
              201);  // PRN-4: every user
}

TEST_F(PrintersApi, AssignsADeliveryContactToOneAndToMany) {  // CON-9, CON-3
    Fleet(3);
    const std::string contact = AddContact(acme);
    const std::string one = "/api/v1/printers/" + IdOf(1) + "/contact";
    EXPECT_EQ(api.As(manager).Put(one, R"({"contact_id":")" + contact + "\"}").status, 428);
    EXPECT_EQ(api.As(manager).Put(one, R"({"contact_id":")" + contact + "\"}", "\"9\"").status, 412);
    const auto assigned = api.As(manager).Put(one, R"({"contact_id":")" + contact + "\"}", "\"1\"");
    EXPECT_EQ(assigned.status, 200);
    EXPECT_EQ(assigned.Json().at("version"), 2);
    EXPECT_EQ(assigned.Json().at("contact_id").as_string(), contact);
    EXPECT_EQ(Get("/api/v1/printers/" + IdOf(1)).at("contact_name"), "Ann Berg");

    const auto many = api.As(manager).Post("/api/v1/printers/contact-assignments",
                                           R"({"printer_ids":[")" + IdOf(1) + R"(",")" + IdOf(2) + R"(",")" + IdOf(3) +
                                               R"("],"contact_id":")" + contact + "\"}");
    EXPECT_EQ(many.status, 200);
    EXPECT_EQ(many.Json().at("assigned"), 2);
    EXPECT_EQ(Serials("contact_id=" + contact).size(), 3U);

    // One of another organization is no contact here.
    EXPECT_EQ(api.As(manager).Put(one, R"({"contact_id":")" + AddContact(other) + "\"}", "\"2\"").Errors(),
              std::vector<std::string>{"/contact_id contact_unknown"});

    printers::ContactGuard guard;
    pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
    const auto id = *contacts::ContactId::Parse(contact);
    EXPECT_EQ(guard.CountAssigned(tx, {&id, 1}).at(id), 3);
    const auto assignments = guard.LockAssigned(tx, acme.organization, id);
    EXPECT_EQ(assignments.count, 3);
    EXPECT_EQ(assignments.printers.front(), "CX923dxe " + Serial(3));
    EXPECT_EQ(database.Value("SELECT count(*) FROM audit_events WHERE action = 'printer.contact_changed'"), "3");
}

// PRN-3: from whom to whom, as the reader may see it; whoever was deleted since has no name.
TEST_F(PrintersApi, HistoryNamesTheDeliveryContacts) {
    Fleet(1);
    const std::string person = AddContact(acme);
    const std::string company = AddContact(acme, {.company = "Depot"});
    const std::string path = "/api/v1/printers/" + IdOf(1);
    for (const std::string& to : {"\"" + person + "\"", "\"" + company + "\"", std::string("null")}) {
        const auto etag = api.As(manager).Get(path).ETag();
        const auto answer = api.As(manager).Put(path + "/contact", R"({"contact_id":)" + to + "}", etag);
        ASSERT_EQ(answer.status, 200);
        if (to.find(company) != std::string::npos) {
            EXPECT_EQ(Get(path).at("contact_name"), "Depot");
        }
    }
    const auto sentences = [&] {
        std::vector<std::string> all;
        const auto answer = api.As(manager).Get(path + "/timeline");
        const auto json = answer.Json();
        for (const auto& item : json.at("items").as_array()) {
            if (item.at("code") == "printer_contact_changed") all.emplace_back(item.at("sentence").as_string());
        }
        return all;
    };
    EXPECT_THAT(sentences(), ElementsAre("Supplies delivery contact removed, it was Depot",
                                         "Supplies delivery contact changed from Ann Berg to Depot",
                                         "Supplies delivery contact is now Ann Berg"));
    EXPECT_EQ(catalogues.Format("de", "sentences.printer_contact_changed",
                                {{"change", std::string("changed")},
                                 {"from_known", std::string("true")},
                                 {"from_name", std::string("Ann Berg")},
                                 {"to_known", std::string("false")},
                                 {"to_name", std::string()}}),
              "Lieferkontakt für Verbrauchsmaterial geändert von Ann Berg auf einen gelöschten Kontakt");
    world.DeleteContact(acme.organization, *contacts::ContactId::Parse(person));
    EXPECT_EQ(sentences().at(1), "Supplies delivery contact changed from a deleted contact to Depot");
    // Of contacts of another organization no name is told, whatever an event says.
    printers::testing::ForgeContact(database, AddContact(other));
    for (const auto& sentence : sentences()) EXPECT_EQ(sentence.find("Ann"), std::string::npos) << sentence;
}

// The answer to a change is of what people decide; each of its members is one of the whole printer.
TEST_F(PrintersApi, AChangeAnswersTheDecidedPartOfThePrinter) {  // PRN-4, CON-9
    Fleet(1);
    const std::string path = "/api/v1/printers/" + IdOf(1);
    const auto whole = [&] { return Get(path).as_object(); };
    const auto expect_part = [&](const http::TestAnswer& answer) {
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto shown = whole();
        EXPECT_THAT(answer.ETag(), testing::StartsWith('"' + std::to_string(shown.at("version").as_int64())));
        const auto part = answer.Json().as_object();
        EXPECT_EQ(part.size(), 7U) << answer.body;
        for (const auto& [name, value] : part) EXPECT_EQ(value, shown.at(name)) << name;
    };
    expect_part(api.As(manager).Put(path + "/location", R"({"location":"Cellar"})", "\"1\""));
    expect_part(api.As(manager).Put(path + "/location", R"({"location":"Cellar"})", "\"2\""));  // no change
    expect_part(api.As(manager).Put(path + "/contact", R"({"contact_id":")" + AddContact(acme) + "\"}", "\"2\""));
    expect_part(api.As(manager).Put(path + "/location", R"({"location":""})", "\"3\""));  // the printer's own again
    EXPECT_EQ(whole().at("location"), "Floor 1");
}

TEST_F(PrintersApi, ChangesLocationAndContractWithAuditAndHistory) {  // PRN-4, IDN-5
    Fleet(2);
    const std::string path = "/api/v1/printers/" + IdOf(1);
    const auto moved = api.As(manager).Put(path + "/location", R"({"location":"Cellar"})", "\"1\"");
    EXPECT_EQ(moved.Json().at("location"), "Cellar");
    EXPECT_EQ(Serials("search=cellar"), std::vector{Serial(1)});
    EXPECT_EQ(api.As(manager)
                  .Post("/api/v1/printers/contract-changes",
                        R"({"printer_ids":[")" + IdOf(1) + R"("],"under_contract":true})")
                  .Json()
                  .at("assigned"),
              1);
    EXPECT_EQ(Serials("under_contract=true"), std::vector{Serial(1)});
    // What the printer says of itself does not undo it.
    auto reading = SampleReading(1);
    reading.location = "Roof";
    Send(acme, {Journaled(3, At("2026-11-21T11:30:00Z"), reading)});
    EXPECT_EQ(Get(path).at("location"), "Cellar");
    EXPECT_EQ(Get(path).at("device_location"), "Roof");

    std::vector<std::string> story;
    const auto timeline = Get(path + "/timeline");
    for (const auto& item : timeline.at("items").as_array()) {
        story.emplace_back(item.at("sentence").as_string());
    }
    EXPECT_THAT(story, testing::Contains("Location changed from “” to “Cellar”"));
    EXPECT_THAT(story, testing::Contains("Set under contract"));
    EXPECT_THAT(story, testing::Contains("Found at 10.0.0.1"));
    EXPECT_EQ(database.Value(
                  "SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type = 'printer'"),
              "printer.contract_changed printer.location_changed");
}

TEST_F(PrintersApi, TellsOrdersAmongTheOtherEventsPageByPage) {  // PRN-3
    Fleet(1);                                                    // found at 08:17
    std::vector<std::string> told;
    std::string cursor;
    for (int page = 0; page < 5; ++page) {
        const auto timeline = Get("/api/v1/printers/" + IdOf(1) + "/timeline?limit=4" + cursor);
        for (const auto& item : timeline.at("items").as_array())
            told.push_back(std::string(item.at("at").as_string()).substr(11, 5) + " " +
                           std::string(item.at("kind").as_string()));
        if (timeline.at("next_cursor").is_null()) break;
        cursor = "&cursor=" + std::string(timeline.at("next_cursor").as_string());
    }
    const std::vector<std::string> around(told.begin() + 2, told.begin() + 6);
    EXPECT_EQ(told.size(), 13U);
    EXPECT_THAT(around, ElementsAre("09:30 order", "08:30 order", "08:17 change", "07:30 order"));
    EXPECT_EQ(std::set(told.begin(), told.end()).size(), told.size());
}

// U15: an alert that the printer gives no words for is named by what it is about.
TEST_F(PrintersApi, SaysWhatAnAlertWithoutWordsIsAbout) {
    auto reading = SampleReading(1);
    reading.alerts = {
        {.severity = printing::AlertSeverity::kWarning, .group = printing::AlertGroup::kCover, .code = 3}};
    Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), reading)});
    reading.alerts.clear();
    Send(acme, {Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    std::vector<std::string> story;
    const auto timeline = Get("/api/v1/printers/" + IdOf(1) + "/timeline");
    for (const auto& item : timeline.at("items").as_array()) story.emplace_back(item.at("sentence").as_string());
    EXPECT_THAT(story, testing::IsSupersetOf({"Reported: a cover (code 3)", "No longer reported: a cover (code 3)"}));
}

// U5: where nothing was read no level is known.
TEST_F(PrintersApi, TellsWhereNothingWasRead) {  // AGT-4
    const auto read = [&](int seq, const char* at, int level) {
        Send(acme, {Journaled(seq, At(at), SampleReading(1, 1000, level))});
    };
    read(1, "2026-11-02T08:00:00Z", 10);
    read(2, "2026-11-03T08:00:00Z", 10);  // kept: the first of its day
    read(3, "2026-11-03T20:00:00Z", 10);  // left out; told by the next one
    read(4, "2026-11-12T09:00:00Z", 90);
    read(5, "2026-11-13T05:00:00Z", 89);  // 20 hours are a night
    read(6, "2026-11-21T06:00:00Z", 89);
    const auto silences = [&](const std::string& query) {
        std::vector<std::string> list;
        const auto levels = Get("/api/v1/printers/" + IdOf(1) + "/supply-levels" + query);
        for (const auto& item : levels.at("silences").as_array())
            list.push_back(std::string(item.at("from").as_string()).substr(5, 8) + " " +
                           std::string(item.at("to").as_string()).substr(5, 8));
        return list;
    };
    EXPECT_THAT(silences(""), ElementsAre("11-03T20 11-12T09", "11-13T05 11-21T06"));
    EXPECT_THAT(silences("?from=2026-08-21T00:00:00Z"), ElementsAre("11-03T20 11-12T09", "11-13T05 11-21T06"));
}

TEST_F(PrintersApi, DrawsMetersAndLevelsOverTime) {  // PRN-3
    for (int day = 0; day < 5; ++day) {
        Send(acme, {Journaled(day + 1, At("2026-11-16T08:00:00Z") + std::chrono::hours(24 * day),
                              SampleReading(1, 1000 + day * 10, day < 3 ? 80 : 70))});
    }
    const auto meters = Get("/api/v1/printers/" + IdOf(1) + "/meters");
    ASSERT_EQ(meters.at("items").as_array().size(), 5U);
    EXPECT_EQ(meters.at("items").at(4).at("meters").at(0).at("value"), 1040);
    EXPECT_EQ(meters.at("items").at(4).at("meters").at(0).at("kind"), "life");
    const auto levels = Get("/api/v1/printers/" + IdOf(1) + "/supply-levels");
    const auto& black = levels.at("items").at(0);
    EXPECT_EQ(black.at("colorant"), "black");
    std::vector<std::string> points;
    for (const auto& point : black.at("points").as_array()) {
        points.push_back(std::string(point.at("observed_at").as_string()).substr(8, 2) + " " +
                         std::to_string(point.at("remaining_percent").to_number<int>()));
    }
    EXPECT_THAT(points, ElementsAre("16 80", "18 80", "19 70", "20 70"));
    EXPECT_EQ(api.As(manager)
                  .Get("/api/v1/printers/" + IdOf(1) + "/meters?from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z")
                  .status,
              400);
}

TEST_F(PrintersApi, ShowsTheMetersOfThoseThatWereChosenOrMatch) {  // PRN-4
    Fleet(3);
    const auto chosen =
        Get("/api/v1/printers/meters?sort=serial_number&printer_id=" + IdOf(1) + "&printer_id=" + IdOf(3));
    ASSERT_EQ(chosen.at("items").as_array().size(), 2U);
    EXPECT_EQ(chosen.at("items").at(0).at("serial_number").as_string(), Serial(1));
    EXPECT_EQ(chosen.at("items").at(0).at("life"), 1000);
    EXPECT_EQ(chosen.at("items").at(1).at("life"), 3000);
    EXPECT_FALSE(chosen.at("items").at(1).at("meters").as_array().empty());
    EXPECT_EQ(Get("/api/v1/printers/meters").at("items").as_array().size(), 3U) << "all of them";
    EXPECT_EQ(Get("/api/v1/printers/meters?search=" + Serial(2)).at("items").as_array().size(), 1U);
    const auto file = api.As(manager).Get("/api/v1/printers/meters/export?heads=names&printer_id=" + IdOf(2));
    EXPECT_THAT(file.body, testing::HasSubstr("Total pages"));
    EXPECT_THAT(file.body, testing::HasSubstr(Serial(2)));
    EXPECT_THAT(file.body, testing::Not(testing::HasSubstr(Serial(1))));
    EXPECT_THAT(api.As(stranger).Get("/api/v1/printers/meters?printer_id=" + IdOf(1)).Json().at("items").as_array(),
                IsEmpty());
}

TEST_F(PrintersApi, ExportsTheListAsCsvThatNoSpreadsheetRuns) {  // PRN-1
    auto reading = SampleReading(1);
    reading.location = "=HYPERLINK(\"x\")";
    Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), reading)});
    const auto csv = api.As(manager).Get("/api/v1/printers/export?sort=serial_number");
    EXPECT_EQ(csv.status, 200);
    EXPECT_THAT(csv.body, testing::HasSubstr(Serial(1)));
    EXPECT_THAT(csv.body, testing::HasSubstr("'=HYPERLINK"));
    EXPECT_THAT(csv.Header("Content-Disposition"), testing::HasSubstr("printers.csv"));
}

TEST_F(PrintersApi, ExportsEveryColumnOfTheList) {  // PRN-1, PRN-6
    Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1))});
    {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        printers::SetRegistrationProblem(tx, acme.organization, {*printers::PrinterId::Parse(IdOf(1))},
                                         printers::RegistrationProblem::kSerialRegisteredElsewhere, clock.Now());
        replenishment::testing::WriteEstimates(
            tx, acme.organization, {{*printers::PrinterId::Parse(IdOf(1)), clock.Now(), {{{0, 4.9, 14, ""}}}}});
        tx.Commit();
    }
    const auto csv = api.As(manager).Get("/api/v1/printers/export").body;
    EXPECT_THAT(
        csv.substr(0, csv.find("\r\n")),
        testing::EndsWith(
            "organization,site,manufacturer,model,serial_number,address,host_name,location,state,state_text,"
            "communicating,silence,life_count,last_contact_at,agent,under_contract,high_volume_since,managed,"
            "registration,"
            "registration_problem,contact,discovered_at,first_empty_in_days,supplies,external_ids,serial_shared"));
    EXPECT_THAT(csv, testing::HasSubstr(",none,failed,serial_registered_elsewhere,"));
}

TEST_F(PrintersApi, MarksSilentPrintersUntilTheyAreReadAgain) {  // AGT-7
    Fleet(2);
    tasks::Registry registry;
    printers::RegisterTasks(registry, world.ids());
    tasks::Workers workers(database.pool(), clock, registry);
    const auto sweep = [&] {
        pg::Transaction tx(database.pool(), pg::Scope::System());
        tasks::Enqueue(tx, world.ids(), clock.Now(), {.kind = printers::SweepJob().kind});
        tx.Commit();
        EXPECT_TRUE(workers.RunOne());
    };
    clock.Set(At("2026-11-21T10:00:00Z"));
    sweep();
    EXPECT_EQ(Serials("communicating=false").size(), 0U);
    clock.Set(At("2026-11-21T11:40:00Z"));  // more than three polling intervals of an hour
    sweep();
    EXPECT_EQ(Serials("communicating=false").size(), 2U);
    Send(acme, {Journaled(3, At("2026-11-21T11:39:00Z"), SampleReading(2))});
    EXPECT_EQ(Serials("communicating=false"), std::vector{Serial(1)});
}

TEST_F(PrintersApi, AnAnswerThatBrokeOffTakesNoSupplyAway) {  // AGT-4
    const auto supplies = [&] { return Get("/api/v1/printers/" + IdOf(1)).at("supplies").as_array().size(); };
    const auto whole = SampleReading(1);
    Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), whole)});
    ASSERT_EQ(supplies(), whole.supplies.size());
    ASSERT_GT(whole.supplies.size(), 0U);
    auto cut = whole;
    cut.supplies.clear();
    cut.problems = {std::string(printing::kStoppedAnswering)};
    Send(acme, {Journaled(2, At("2026-11-21T09:00:00Z"), cut)});
    EXPECT_EQ(supplies(), whole.supplies.size());
    // What a whole answer does not name is not there.
    cut.problems.clear();
    cut.firmware = "other";
    Send(acme, {Journaled(3, At("2026-11-21T10:00:00Z"), cut)});
    EXPECT_EQ(supplies(), 0U);
    Send(acme, {Journaled(4, At("2026-11-21T11:00:00Z"), whole)});
    EXPECT_EQ(supplies(), whole.supplies.size());
}

TEST_F(PrintersApi, DeregistersByATaskButNeverAManagedPrinter) {  // PRN-7
    Fleet(2);
    printers::testing::Manage(database, Serial(2));
    tasks::Registry registry;
    printers::RegisterTasks(registry, world.ids());
    tasks::Workers workers(database.pool(), clock, registry);
    const auto started = api.As(manager).Post("/api/v1/printers/deregistrations",
                                              R"({"printer_ids":[")" + IdOf(1) + R"(",")" + IdOf(2) + "\"]}");
    EXPECT_EQ(started.status, 201);
    EXPECT_TRUE(workers.RunOne());
    EXPECT_EQ(database.Value("SELECT state FROM tasks"), "completed_with_errors");
    EXPECT_EQ(Serials(""), std::vector{Serial(2)});
    EXPECT_THAT(Serials("search=" + Serial(1)), IsEmpty());
    const auto terms = "SELECT count(*) FROM printer_terms WHERE printer_id = '" + IdOf(1) + "'";
    EXPECT_EQ(database.Value(terms), "0");
    clock.Set(At("2026-11-21T13:00:00Z"));
    // What was read before comes late, and says more than was known.
    auto late = SampleReading(1);
    late.system_name = "renamed";
    Send(acme, {Journaled(3, At("2026-11-21T11:59:00Z"), late)});
    EXPECT_EQ(Serials(""), std::vector{Serial(2)});
    EXPECT_EQ(database.Value(terms), "0");
    // Found again and again, as it was and as it never was, by this agent and another: it stays away.
    auto moved = SampleReading(1);
    moved.address = "10.9.9.9";
    const printers::Source second{acme.organization, world.AddAgent(acme, "second"), acme.site};
    Send(acme, {Journaled(4, At("2026-11-21T12:30:00Z"), SampleReading(1))});
    Send(acme, {Journaled(5, At("2026-11-21T12:40:00Z"), moved)});
    Send(second, {Journaled(1, At("2026-11-21T12:50:00Z"), moved)});
    auto silent = moved;  // without its serial number, by its hardware address
    silent.serial_number = std::nullopt;
    Send(second, {Journaled(2, At("2026-11-21T12:55:00Z"), silent)});
    EXPECT_EQ(Serials(""), std::vector{Serial(2)});
    EXPECT_THAT(Serials("search=" + Serial(1)), IsEmpty());
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "2");
    EXPECT_EQ(database.Value(terms), "0");
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers/" + IdOf(1)).status, 404);
}

// An agent tells the result of a command when all of its printers are done; people see who has answered before.
TEST_F(PrintersApi, TellsHowManyHaveAnsweredAsTheyAnswer) {  // PRN-5
    Fleet(3);
    tasks::Registry registry;
    printers::RegisterTasks(registry, world.ids());
    const auto started =
        api.As(manager).Post("/api/v1/printers/status-requests",
                             R"({"printer_ids":[")" + IdOf(1) + R"(",")" + IdOf(2) + R"(",")" + IdOf(3) + "\"]}");
    ASSERT_EQ(started.status, 201) << started.body;
    tasks::Workers workers(database.pool(), clock, registry, {.threads = 1});
    workers.Start();
    const auto reaches = [&](const char* sql, const std::string& wanted) {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < give_up) {
            if (database.Value(sql) == wanted) return true;
            std::this_thread::yield();
        }
        return false;
    };
    const char* done = "SELECT state || ' ' || progress_done || '/' || progress_total FROM tasks";
    ASSERT_TRUE(reaches("SELECT count(*) FROM agent_commands", "1"));
    ASSERT_TRUE(reaches(done, "running 0/3"));
    Send(acme, {Journaled(4, At("2026-11-21T12:00:01Z"), SampleReading(1))});
    EXPECT_TRUE(reaches(done, "running 1/3"));
    Send(acme, {Journaled(5, At("2026-11-21T12:00:02Z"), SampleReading(3))});
    EXPECT_TRUE(reaches(done, "running 2/3"));
    agents::testing::FinishCommands(database);
    EXPECT_TRUE(reaches(done, "completed_with_errors 3/3"));
}

class Deregistered : public PrintersApi {
  protected:
    Deregistered() {
        Fleet(2);
        printers::RegisterTasks(registry_, world.ids());
        tasks::RegisterHttp(api.router(), catalogues, organizations::permissions::kSeeTasks,
                            organizations::permissions::kCancelTasks);
        discovered_ = database.Value("SELECT discovered_at FROM printers WHERE id = '" + IdOf(1) + "'");
        Ask("deregistrations", 1);
    }
    void Ask(const std::string& what, int n) {
        const auto started =
            api.As(manager).Post("/api/v1/printers/" + what, R"({"printer_ids":[")" + IdOf(n) + "\"]}");
        ASSERT_EQ(started.status, 201) << started.body;
        tasks::Workers workers(database.pool(), clock, registry_);
        EXPECT_TRUE(workers.RunOne());
    }
    tasks::Registry registry_;
    std::string discovered_;
};

TEST_F(Deregistered, AreListedWithWhoDidItAndWhen) {  // PRN-7
    const auto list = Get("/api/v1/printers/deregistered");
    ASSERT_EQ(list.at("items").as_array().size(), 1U);
    const auto& printer = list.at("items").at(0);
    EXPECT_EQ(printer.at("serial_number"), boost::json::value(Serial(1)));
    EXPECT_EQ(printer.at("organization_name"), "Acme");
    EXPECT_EQ(printer.at("site_name"), "Main");
    EXPECT_EQ(printer.at("deregistered_by"), boost::json::value(manager.name));
    EXPECT_EQ(printer.at("deregistered_at"), "2026-11-21T12:00:00Z");
    EXPECT_EQ(api.As(stranger).Get("/api/v1/printers/deregistered").Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(Get("/api/v1/printers/deregistered?search=lexmark%20" + Serial(1)).at("items").as_array().size(), 1U);
    EXPECT_EQ(Get("/api/v1/printers/deregistered?search=nowhere").at("items").as_array().size(), 0U);
    // In pages, the latest first.
    clock.Set(At("2026-11-21T13:00:00Z"));
    Ask("deregistrations", 2);
    const auto first = Get("/api/v1/printers/deregistered?limit=1");
    EXPECT_EQ(first.at("items").at(0).at("serial_number"), boost::json::value(Serial(2)));
    const auto second =
        Get("/api/v1/printers/deregistered?limit=1&cursor=" + std::string(first.at("next_cursor").as_string()));
    EXPECT_EQ(second.at("items").at(0).at("serial_number"), boost::json::value(Serial(1)));
    EXPECT_TRUE(second.at("next_cursor").is_null());
}

TEST_F(Deregistered, ComeBackWhenAPersonRegistersThemAgain) {  // PRN-7, PRN-6
    clock.Set(At("2026-11-30T12:00:00Z"));
    auto moved = SampleReading(1, 2000, 33);
    moved.address = "10.9.9.9";
    Send(acme, {Journaled(3, At("2026-11-30T11:00:00Z"), moved)});
    EXPECT_EQ(api.As(stranger).Post("/api/v1/printers/registrations", R"({"printer_ids":[")" + IdOf(1) + "\"]}").status,
              404);
    EXPECT_EQ(api.As(manager).Post("/api/v1/printers/registrations", R"({"printer_ids":[")" + IdOf(2) + "\"]}").status,
              404);
    EXPECT_EQ(api.As(api.SignIn(acme.organization, {http::Role::kViewer}))
                  .Post("/api/v1/printers/registrations", R"({"printer_ids":[")" + IdOf(1) + "\"]}")
                  .status,
              403);
    Ask("registrations", 1);
    EXPECT_EQ(Serials("search=" + Serial(1)), std::vector{Serial(1)});
    EXPECT_EQ(Get("/api/v1/printers/deregistered").at("items").as_array().size(), 0U);
    const auto printer = Get("/api/v1/printers/" + IdOf(1));
    EXPECT_EQ(printer.at("address"), "10.9.9.9");
    EXPECT_EQ(printer.at("supplies").at(0).at("remaining_percent").to_number<double>(), 33);
    // It was found before, and is not newly discovered by being registered.
    EXPECT_EQ(database.Value("SELECT discovered_at FROM printers WHERE id = '" + IdOf(1) + "'"), discovered_);
    EXPECT_THAT(Serials("newly_discovered=true"), IsEmpty());
    EXPECT_EQ(Get("/api/v1/printers?limit=200").at("total_estimate"), 2);
    EXPECT_EQ(database.Value("SELECT printers FROM printer_fleets"), "2");
    Send(acme, {Journaled(4, At("2026-11-30T11:30:00Z"), moved)});
    EXPECT_EQ(Serials("").size(), 2U);
    const auto history = Get("/api/v1/printers/" + IdOf(1) + "/timeline");
    EXPECT_NE(boost::json::serialize(history).find("Registered again"), std::string::npos);
}

TEST_F(Deregistered, AreFoundAnewInAnotherOrganizationAndByAnotherIdentity) {  // AGT-3
    Send(other, {Journaled(1, At("2026-11-21T12:30:00Z"), SampleReading(1))});
    EXPECT_EQ(api.As(stranger).Get("/api/v1/printers").Json().at("items").as_array().size(), 1U);
    EXPECT_EQ(Serials(""), std::vector{Serial(2)});
    // Another printer at its place is another printer.
    auto next = SampleReading(1);
    next.serial_number = "NEW12345";
    next.hardware_address = "00:20:00:99:99:99";
    Send(acme, {Journaled(3, At("2026-11-21T12:30:00Z"), next)});
    EXPECT_THAT(Serials(""), UnorderedElementsAre(Serial(2), "NEW12345"));
}

// A first answer that was cut short left a phantom; who takes it out does not hide the printer behind it.
TEST_F(Deregistered, DoNotHideThePrinterThatStandsAtTheirPlace) {
    auto cut = SampleReading(7);
    cut.serial_number = cut.model = cut.manufacturer = cut.system_name = cut.hardware_address = std::nullopt;
    cut.supplies.clear();
    Send(acme, {Journaled(3, At("2026-11-21T12:30:00Z"), cut)});
    const auto phantom = database.Value("SELECT id FROM printers WHERE serial_number = ''");
    const auto started =
        api.As(manager).Post("/api/v1/printers/deregistrations", R"({"printer_ids":[")" + phantom + "\"]}");
    ASSERT_EQ(started.status, 201);
    tasks::Workers workers(database.pool(), clock, registry_);
    ASSERT_TRUE(workers.RunOne());
    Send(acme, {Journaled(4, At("2026-11-21T12:40:00Z"), SampleReading(7))});
    EXPECT_THAT(Serials(""), UnorderedElementsAre(Serial(2), Serial(7)));
}

TEST_F(Deregistered, CostTheReadingsOfOthersNothing) {
    const auto revision = [&] { return database.Value("SELECT revision FROM printer_fleets"); };
    Send(acme, {Journaled(3, At("2026-11-21T12:30:00Z"), SampleReading(1))});
    const auto before = revision();
    Send(acme, {Journaled(4, At("2026-11-21T12:31:00Z"), SampleReading(1))});
    Send(acme, {Journaled(5, At("2026-11-21T12:32:00Z"), SampleReading(1))});
    EXPECT_EQ(revision(), before);
}

}  // namespace
