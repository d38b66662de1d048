#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "agent/poll/survey.hpp"
#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/snmp/walk_text.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"
#include "tests/partial/tampering.hpp"

// A poorer answer destroys no better one (AGT-4): every fault at every request of a poll, once and from then on.
// The agent's survey asks a machine, the server takes in what came of it, the API says what is shown.
namespace {

using server::testing::At;
using std::chrono::hours;
namespace json = boost::json;

snmp::Values Walk(const std::string& name) {
    std::ifstream in(base::SourceFolder() + "/tests/golden/devices/" + name + "/walk.snmprec");
    std::ostringstream text;
    text << in.rdbuf();
    auto values = snmp::ParseWalkText(text.str());
    if (!values || values->empty()) throw std::runtime_error("no walk " + name);
    return std::move(*values);
}

// The same machine some pages later: other levels, meters and paper.
snmp::Values Later(const snmp::Values& before) {
    const snmp::Oid levels{1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 9};
    const snmp::Oid pages{1, 3, 6, 1, 2, 1, 43, 10, 2, 1, 4};
    const snmp::Oid paper{1, 3, 6, 1, 2, 1, 43, 8, 2, 1, 10};
    snmp::Values after;
    before.ForEach([&](snmp::OidView name, const snmp::Values::Value& value) {
        const auto under = [&](const snmp::Oid& oid) { return snmp::Values::StartsWith(name, oid.ids()); };
        if (value.IsOid()) {
            after.AddOid(name, value.oid);
        } else if (value.IsNumber()) {
            std::int64_t number = value.number;
            if ((under(levels) || under(paper)) && number > 1) --number;
            if (under(pages)) number += 7;
            after.AddNumber(name, value.tag, number);
        } else {
            after.AddOctets(name, value.tag, value.octets);
        }
    });
    after.Sort();
    return after;
}

std::string Text(const json::value& value) {
    return json::serialize(value);
}

const agent::devices::Makers kMakers;

class PartialAnswers : public testing::TestWithParam<std::string> {
  protected:
    PartialAnswers()
        : clock(At("2026-11-21T12:00:00Z")),
          world(database, clock),
          acme(world.AddCustomer("Acme")),
          intake(world.ids()),
          partitions(database.pool()),
          catalogues(i18n::Catalogues::BuiltIn()),
          api(&database.pool(), clock),
          manager(api.SignIn(acme.organization, {http::Role::kFleetManager})) {
        partitions.EnsureAhead(clock.Now());
        printers::RegisterHttp(api.router(), {world.ids()});
        printer_views::RegisterHttp(api.router(), {catalogues});
        readings::RegisterHttp(api.router(), {world.ids(), intake, partitions});
    }

    agent::SurveyResult Poll(snmp::TestMachine& machine, std::chrono::milliseconds timeout) {
        snmp::ClientOptions options;
        options.timeout = timeout;
        options.retries = 0;
        options.try_v1 = false;
        snmp::Client client(options);
        agent::SurveyResult got;
        agent::Survey(client, kMakers,
                      {.endpoint = machine.endpoint(), .maker = maker, .known = true, .answered_before = answered},
                      [&](agent::SurveyResult result) { got = std::move(result); });
        client.Run();
        if (got.maker != nullptr) maker = got.maker;
        if (got.outcome == snmp::Outcome::kAnswered) answered = got.answered;
        got.reading.address = "10.0.0.1";
        got.reading.port = 161;
        return got;
    }

    // As the agent: only what answered and is a printer is journaled, and it goes over the wire as JSON.
    void Send(const printing::Reading& reading) {
        now += hours(1);
        ++seq;
        const auto batch = readings::ReadBatch(base::json::Write(printing::ReadingBatch{1, {{seq, now, reading}}, {}}));
        ASSERT_TRUE(batch && batch->refused.empty());
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        ASSERT_TRUE(readings::TakeIn(tx, world.ids(), intake, acme, *batch, clock.Now() + hours(100'000)));
        tx.Commit();
    }

    json::value Shown() {
        if (id.empty()) id = database.Value("SELECT id FROM printers");
        const auto answer = api.As(manager).Get("/api/v1/printers/" + id);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }

    // Each value is the one before with its time, or the fresh one with the new time.
    static void ExpectKeptOrFresh(const json::value& shown, const json::value& before, const json::value& fresh,
                                  const char* list, const char* value, const std::string& what) {
        const auto& rows = shown.at(list).as_array();
        const auto& old = before.at(list).as_array();
        const auto& is = fresh.at(list).as_array();
        ASSERT_EQ(rows.size(), old.size()) << what << ' ' << list << '\n' << Text(rows) << '\n' << Text(old);
        ASSERT_EQ(rows.size(), is.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool kept = rows[i].at("observed_at") == old[i].at("observed_at");
            const auto& wanted = kept ? old[i] : is[i];
            if (!kept) {
                EXPECT_EQ(rows[i].at("observed_at"), shown.at("observed_at")) << what;
            } else if (shown.at("observed_at") != before.at("observed_at")) {
                EXPECT_FALSE(shown.at("unanswered").as_array().empty()) << what;
            }
            // Where one source could not be read, the other one may have told the same level in its own parts.
            if (rows[i].as_object().contains("source") && rows[i].at("source") != wanted.at("source")) {
                EXPECT_FALSE(kept) << what;
                ASSERT_EQ(rows[i].at("remaining_percent").is_null(), wanted.at("remaining_percent").is_null())
                    << what << '\n'
                    << Text(rows[i]) << '\n'
                    << Text(wanted);
                if (wanted.at("remaining_percent").is_null()) continue;
                EXPECT_NEAR(rows[i].at("remaining_percent").to_number<double>(),
                            wanted.at("remaining_percent").to_number<double>(), 1)
                    << what << '\n'
                    << Text(rows[i]) << '\n'
                    << Text(wanted);
                for (const char* same : {"slot", "index", "type", "class", "colorant", "description"})
                    EXPECT_EQ(rows[i].at(same), wanted.at(same)) << what << ' ' << same;
                continue;
            }
            EXPECT_EQ(rows[i].at(value), wanted.at(value)) << what << '\n' << Text(rows[i]) << '\n' << Text(old[i]);
            for (const char* same : {"slot", "index", "kind", "type", "class", "colorant", "description", "part_number",
                                     "serial_number", "unit", "max_capacity_raw", "name", "media"}) {
                if (!rows[i].as_object().contains(same)) continue;
                EXPECT_EQ(rows[i].at(same), wanted.at(same)) << what << ' ' << same << '\n' << Text(rows[i]);
            }
        }
    }

    void ExpectNothingLost(const json::value& shown, const json::value& before, const json::value& fresh,
                           const std::string& what) {
        ExpectKeptOrFresh(shown, before, fresh, "supplies", "level_raw", what);
        ExpectKeptOrFresh(shown, before, fresh, "supplies", "remaining_percent", what);
        ExpectKeptOrFresh(shown, before, fresh, "meters", "value", what);
        ExpectKeptOrFresh(shown, before, fresh, "inputs", "level_raw", what);
        EXPECT_EQ(shown.at("alerts"), before.at("alerts")) << what;
        for (const char* same :
             {"manufacturer", "model", "serial_number", "host_name", "location", "firmware", "hardware_address",
              "features", "detected_errors", "state", "state_text", "life_count_unit"}) {
            EXPECT_EQ(shown.at(same), before.at(same)) << what << ' ' << same;
        }
        EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "1") << what;
        EXPECT_EQ(Supplies(), supplies) << what;
        EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts"), alerts) << what;
    }

    std::string Supplies() {
        std::string all;
        for (const auto& row :
             database.Sql("SELECT slot, supply_key, supply_index, type, description, present FROM printer_supplies "
                          "ORDER BY slot")) {
            for (const auto& cell : row) all += cell.value_or("-") + '|';
            all += '\n';
        }
        return all;
    }

    pg::testing::Database database;
    base::ManualClock clock;
    server::testing::World world;
    printers::Source acme;
    printers::Intake intake;
    readings::Partitions partitions;
    i18n::Catalogues catalogues;
    http::TestApi api;
    http::Actor manager;

    const agent::devices::Maker* maker = nullptr;
    agent::PartSet answered = 0;
    std::string id;
    std::string supplies;
    std::string alerts;
    base::Instant now = At("2026-11-01T00:00:00Z");
    std::int64_t seq = 0;
};

constexpr std::chrono::milliseconds kPatient{5000};
constexpr std::chrono::milliseconds kShort{60};

TEST_P(PartialAnswers, NoFaultAtAnyRequestTakesAnythingAway) {  // AGT-4, PRN-5
    const snmp::Values first = Walk(GetParam());
    const snmp::Values second = Later(first);
    snmp::TestMachine before(first);
    snmp::TestMachine after(second);
    ASSERT_EQ(Poll(before, kPatient).outcome, snmp::Outcome::kAnswered);  // learns the maker
    const auto whole = Poll(before, kPatient);
    ASSERT_FALSE(whole.reading.unanswered) << base::json::Write(whole.reading);
    const printing::Reading old_reading = whole.reading;
    const printing::Reading new_reading = Poll(after, kPatient).reading;
    ASSERT_FALSE(new_reading.unanswered);
    const int requests = whole.round_trips;
    Send(new_reading);
    const auto fresh = Shown();
    supplies = Supplies();
    alerts = database.Value("SELECT count(*) FROM printer_alerts");

    std::map<std::string, int> partly;
    int parts = 0;   // of the test's result
    int failed = 0;  // cases
    for (const auto& fault : partial::AllFaults()) {
        for (const bool from_then_on : {false, true}) {
            for (int at = 0; at < requests; ++at) {
                const std::string what = GetParam() + ": " + fault.name +
                                         (from_then_on ? " from request " : " at request ") + std::to_string(at);
                SCOPED_TRACE(what);
                Send(old_reading);
                const auto shown_before = Shown();
                ASSERT_TRUE(shown_before.at("unanswered").as_array().empty());
                std::atomic<int> count{0};
                snmp::TestMachine machine(second, {}, [&](snmp::ber::Bytes request, partial::Datagram answer) {
                    const int n = count++;
                    if (from_then_on ? n < at : n != at) return std::vector<partial::Datagram>{answer};
                    return fault.apply({request.begin(), request.end()}, answer);
                });
                const auto got = Poll(machine, kShort);
                if (got.outcome == snmp::Outcome::kAnswered) {
                    EXPECT_TRUE(got.reading.is_printer);
                    Send(got.reading);
                    partly[fault.name] += printing::IsPartial(got.reading) ? 1 : 0;
                }
                const auto shown = Shown();
                ExpectNothingLost(shown, shown_before, fresh, what);
                Send(new_reading);
                const auto shown_after = Shown();
                EXPECT_TRUE(shown_after.at("unanswered").as_array().empty());
                EXPECT_EQ(Supplies(), supplies);
                const auto* result = testing::UnitTest::GetInstance()->current_test_info()->result();
                if (result->total_part_count() > parts) {
                    ADD_FAILURE() << "with " << base::json::Write(got.reading);
                    parts = result->total_part_count();
                    ASSERT_LT(++failed, 10);
                }
            }
        }
    }
    // The faults are faults: each of these was seen to leave something unanswered.
    for (const char* name : {"drop", "garbage", "truncate", "wrong id", "genErr", "noAccess", "endOfMib", "empty",
                             "reversed", "loop", "numbers as text", "unreadable numbers"}) {
        EXPECT_GT(partly[name], 0) << name;
    }
}
class PartialReadings : public PartialAnswers {
  protected:
    printing::Reading Whole(int pages = 1000, int level = 80) {
        auto reading = server::testing::SampleReading(1, pages, level);
        reading.address = "10.0.0.1";
        reading.alerts.push_back({"1.1", printing::AlertSeverity::kWarning, printing::AlertGroup::kMarkerSupplies, 1,
                                  1104, std::nullopt, "Toner low"});
        return reading;
    }
    // What a printer that falls silent after its first answer gives: levels of nobody knows what, and no more.
    printing::Reading Cut(int level) {
        printing::Reading cut;
        cut.address = "10.0.0.1";
        cut.is_printer = true;
        for (int row = 1; row <= 3; ++row) {
            cut.supplies.push_back({.index = "1." + std::to_string(row), .level_raw = 340 * level});
        }
        cut.problems = {std::string(printing::kStoppedAnswering)};
        return cut;
    }
};

TEST_P(PartialReadings, SlotsNeverClimbHoweverOftenItAnswersBadly) {  // AGT-4
    Send(Whole());
    const auto before = Shown();
    supplies = Supplies();
    for (int again = 0; again < 5; ++again) {
        auto cut = Cut(70 - again);
        // As agents before said it, and as they say it now.
        if (again % 2 == 1) {
            printing::ReadOldComplaints(cut);
            cut.problems.clear();
        }
        cut.supplies.push_back({.index = "1.77", .max_capacity_raw = 100});
        Send(cut);
        const auto shown = Shown();
        EXPECT_EQ(Supplies(), supplies);
        EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "1");
        EXPECT_EQ(shown.at("supplies").at(0).at("remaining_percent").to_number<double>(), 70 - again);
        EXPECT_EQ(shown.at("supplies").at(0).at("observed_at"), shown.at("observed_at"));
        EXPECT_EQ(shown.at("supplies").at(3).at("remaining_percent").to_number<double>(), 80);
        EXPECT_EQ(shown.at("supplies").at(3).at("observed_at"), before.at("observed_at"));
        EXPECT_EQ(shown.at("meters").at(0).at("value"), 1000);
        EXPECT_EQ(shown.at("meters").at(0).at("observed_at"), before.at("observed_at"));
        EXPECT_EQ(shown.at("inputs").at(1).at("level_raw"), 400);
        EXPECT_EQ(shown.at("alerts"), before.at("alerts"));
        EXPECT_EQ(shown.at("life_count"), 1000);
        EXPECT_EQ(shown.at("unanswered").as_array().size(), 12U);
        EXPECT_EQ(shown.at("unanswered").at(0).at("observed_at"), before.at("observed_at"));
    }
    Send(Whole(1100, 60));
    EXPECT_EQ(Supplies(), supplies);
    EXPECT_TRUE(Shown().at("unanswered").as_array().empty());
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts"), "1");
}

TEST_P(PartialReadings, HistoryAndReplenishmentGetWhatWasToldAndNothingElse) {  // PRN-3, ASR-3
    Send(Whole(1000, 80));
    const auto first = now;
    Send(Cut(70));  // tells the levels of the first three
    Send(Cut(70));
    const auto cut = now;
    const auto query = "?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z";
    {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        const auto facts = printers::ListPrinterFacts(tx, acme.organization);
        ASSERT_EQ(facts.size(), 1U);
        ASSERT_EQ(facts[0].supplies.size(), 5U);
        EXPECT_EQ(facts[0].supplies[0].level_raw, 340 * 70);
        EXPECT_FALSE(facts[0].supplies[3].level_raw) << "not told";
        EXPECT_FALSE(printers::MeterAt(facts[0].meters, facts[0].page_meters.all)) << "not told";
    }
    Send(Whole(1100, 60));
    const auto last = now;
    (void)Shown();
    const auto levels = api.As(manager).Get("/api/v1/printers/" + id + "/supply-levels" + query).Json();
    const auto times = [&](int slot) {
        std::vector<std::string> at;
        for (const auto& point : levels.at("items").at(static_cast<std::size_t>(slot)).at("points").as_array())
            at.emplace_back(point.at("observed_at").as_string());
        return at;
    };
    EXPECT_EQ(times(0), (std::vector{base::FormatRfc3339(first), base::FormatRfc3339(cut - hours(1)),
                                     base::FormatRfc3339(cut), base::FormatRfc3339(last)}));
    EXPECT_EQ(times(3), (std::vector{base::FormatRfc3339(first), base::FormatRfc3339(last)}));
    const auto meters = api.As(manager).Get("/api/v1/printers/" + id + "/meters" + query).Json();
    EXPECT_EQ(meters.at("items").as_array().size(), 2U);
}

TEST_P(PartialReadings, AnAlertThatWasNotAskedForIsNeitherOpenedNorClosed) {  // SRV-7
    auto whole = Whole();
    Send(whole);
    auto cut = whole;
    cut.alerts.clear();
    cut.alerts.push_back({"1.2", printing::AlertSeverity::kOther, printing::AlertGroup::kOther, std::nullopt,
                          std::nullopt, std::nullopt, std::nullopt});
    cut.unanswered = {printing::Part::kAlerts};
    Send(cut);
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts WHERE closed_at IS NULL"), "1");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts"), "1");
    EXPECT_EQ(Shown().at("state"), "ok");
    // What its own status says for the worse is said.
    cut.status = printing::PrinterStatus::kError;
    Send(cut);
    EXPECT_EQ(Shown().at("state"), "error");
    whole.alerts.clear();
    Send(whole);
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts WHERE closed_at IS NULL"), "0");
    EXPECT_EQ(Shown().at("state"), "ok");
}

TEST_P(PartialReadings, APartialAnswerOfAnUnknownSerialAtTheAddressIsThatOfTheKnownPrinter) {  // AGT-3
    auto whole = Whole();
    Send(whole);
    auto cut = Cut(50);
    Send(cut);
    cut.serial_number = whole.serial_number;  // told, while the maker was not
    Send(cut);
    EXPECT_EQ(database.Value("SELECT count(*) || serial_number || model FROM printers GROUP BY serial_number, model"),
              "1" + *whole.serial_number + *whole.model);
    // Another printer came to the address: it is another.
    cut.serial_number = "OTHER12345";
    Send(cut);
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "2");
}

INSTANTIATE_TEST_SUITE_P(Readings, PartialReadings, testing::Values("readings"));
INSTANTIATE_TEST_SUITE_P(Machines, PartialAnswers,
                         testing::Values("brother_laser", "alerts", "ricoh_family", "two_markers"),
                         [](const auto& machine) { return machine.param; });

}  // namespace
