#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/base/json.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Batches on a real database: AGT-4, AGT-5, promise 1.
namespace {

using printing::JournaledReading;
using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

class Ingest : public testing::Test {
  protected:
    Ingest()
        : world(database, clock), source(world.AddCustomer("Acme")), intake(world.ids()), partitions(database.pool()) {
        partitions.EnsureAhead(now);
    }

    base::Result<readings::Accepted> Try(const readings::Batch& batch) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        auto accepted = readings::TakeIn(tx, world.ids(), *serving, source, batch, now);
        if (accepted) tx.Commit();
        return accepted;
    }
    std::int64_t Send(std::vector<JournaledReading> list) {
        readings::Batch batch{1, std::move(list), {}, {}};
        const auto accepted = Try(batch);
        EXPECT_TRUE(accepted.has_value());
        return accepted ? accepted->acknowledged_seq : -1;
    }

    [[nodiscard]] std::string Of(const std::string& table) const {
        return " WHERE " + table + ".organization_id = '" + source.organization.ToString() + "'";
    }
    // Everything that readings and printers hold of the source's organization, in one text: what two runs are compared
    // by. Ids are left out, and when a printer was found, which depends on the order of the readings.
    std::string Everything() {
        std::string all;
        for (const std::string& sql :
             {"SELECT p.serial_number, r.observed_at, r.seq, r.previous_at, r.status, r.levels, r.meters FROM readings "
              "r "
              "JOIN printers p ON p.id = r.printer_id AND p.organization_id = r.organization_id" +
                  Of("r") + " ORDER BY 1, 2, 3",
              "SELECT p.serial_number, p.address, s.observed_at, s.seq, s.status, s.status_text, s.levels, s.meters, "
              "s.input_levels, s.life_count, s.lowest_percent, s.alerts FROM printer_states s "
              "JOIN printers p ON p.id = s.printer_id AND p.organization_id = s.organization_id" +
                  Of("s") + " ORDER BY 1",
              "SELECT p.serial_number, a.alert_key, a.severity, a.opened_at, a.closed_at FROM printer_alerts a "
              "JOIN printers p ON p.id = a.printer_id AND p.organization_id = a.organization_id" +
                  Of("a") + " ORDER BY 1, 2, 4",
              "SELECT acknowledged_seq, received FROM reading_journals AS j" + Of("j"),
              "SELECT count(*) FROM loose_readings AS l" + Of("l")}) {
            for (const auto& row : database.Sql(sql)) {
                for (const auto& cell : row) all += cell.value_or("-") + '|';
                all += '\n';
            }
        }
        return all;
    }

    const base::Instant now = At("2026-11-21T12:00:00Z");
    pg::testing::Database database;
    base::ManualClock clock{now};
    server::testing::World world;
    printers::Source source;
    printers::Intake intake;
    printers::Intake* serving = &intake;
    readings::Partitions partitions;
};

// Three days of three printers that print, run out, raise alerts and get a new cartridge.
std::vector<JournaledReading> Story(base::Instant start) {
    std::vector<JournaledReading> story;
    std::int64_t seq = 0;
    for (int hour = 0; hour < 72; hour += 3) {
        for (int n = 1; n <= 3; ++n) {
            auto reading = SampleReading(n, 1000 + (n == 3 ? 0 : hour * n), 80 - hour / (4 * n));
            if (n == 2 && hour >= 30) reading.supplies[0].serial_number = "CAHNEW";
            if (n == 1 && hour >= 12 && hour < 40) {
                reading.status = printing::PrinterStatus::kError;
                reading.alerts.push_back({"1.1", printing::AlertSeverity::kCritical, printing::AlertGroup::kMediaPath,
                                          1, 8, std::nullopt, "Paper jam"});
            }
            story.push_back(Journaled(++seq, start + hours(hour) + minutes(n), reading));
        }
    }
    return story;
}

TEST_F(Ingest, CreatesPrintersWithHistoryAndCurrentState) {  // AGT-3, AGT-4, PRN-6
    EXPECT_EQ(Send({Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1)),
                    Journaled(2, At("2026-11-21T08:00:01Z"), SampleReading(2))}),
              2);
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "2");
    EXPECT_EQ(database.Value("SELECT count(*) FROM readings"), "2");
    EXPECT_EQ(database.Value("SELECT levels FROM printer_states s JOIN printers p ON p.id = s.printer_id WHERE "
                             "serial_number = '7500000001A'"),
              "{27200,27200,27200,27200,-3}");
    EXPECT_EQ(database.Value("SELECT DISTINCT life_count || '/' || lowest_percent FROM printer_states"), "1000/80");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_supplies WHERE present"), "10");
}

// The server was away, both agents of the site polled, and both journals come afterwards.
TEST_F(Ingest, WhatTwoAgentsReadAtTheSameTimeCountsOnce) {  // AGT-12
    const auto second =
        printers::Source{source.organization, world.AddAgent(source, "Second"), source.site, source.polling_interval};
    const auto send = [&](const printers::Source& from, std::vector<JournaledReading> list) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        EXPECT_TRUE(readings::TakeIn(tx, world.ids(), intake, from, {1, std::move(list), {}, {}}, now));
        tx.Commit();
    };
    const auto history = [&] {
        return database.Value(
            "SELECT string_agg(to_char(observed_at AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || meters[1], ', ' "
            "ORDER BY observed_at) FROM readings");
    };
    send(source, {Journaled(1, At("2026-11-21T06:00:00Z"), SampleReading(1, 1000)),
                  Journaled(2, At("2026-11-21T07:00:00Z"), SampleReading(1, 1010)),
                  Journaled(3, At("2026-11-21T08:00:00Z"), SampleReading(1, 1020))});
    // The clock of the second one is ten minutes slow: its count would be ahead of that of the first one and fall again.
    send(second, {Journaled(1, At("2026-11-21T06:50:00Z"), SampleReading(1, 1010)),
                  Journaled(2, At("2026-11-21T07:50:00Z"), SampleReading(1, 1020)),
                  // The first one had stopped meanwhile.
                  Journaled(3, At("2026-11-21T09:30:00Z"), SampleReading(1, 1036))});
    EXPECT_EQ(history(), "06:00 1000, 07:00 1010, 08:00 1020, 09:30 1036");
    // Where the first one read nothing, what the second one read counts, however late it comes.
    send(second, {Journaled(4, At("2026-11-21T04:00:00Z"), SampleReading(1, 980))});
    EXPECT_EQ(history(), "04:00 980, 06:00 1000, 07:00 1010, 08:00 1020, 09:30 1036");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "1");
    EXPECT_EQ(database.Value("SELECT count(*) FROM refused_readings"), "0");
    // A journal of one agent says all that it says.
    send(source, {Journaled(4, At("2026-11-21T05:30:00Z"), SampleReading(1, 995))});
    EXPECT_EQ(history(), "04:00 980, 05:30 995, 06:00 1000, 07:00 1010, 08:00 1020, 09:30 1036");
}

TEST_F(Ingest, KeepsAPrinterWhoseAddressChanges) {  // AGT-3
    auto moved = SampleReading(1);
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), moved)});
    moved.address = "192.168.7.7";
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), moved)});
    EXPECT_EQ(database.Value("SELECT count(*) || ' ' || min(address) FROM printers"), "1 192.168.7.7");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_events WHERE code = 'printer_address_changed'"), "1");
}

TEST_F(Ingest, KeepsAWeaklyIdentifiedPrinterOnceItTellsItsSerialNumber) {  // AGT-3
    auto reading = SampleReading(1);
    const auto serial = reading.serial_number;
    reading.serial_number.reset();
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), reading)});
    reading.serial_number = serial;
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    reading.serial_number.reset();  // and does not lose it when it fails to tell
    Send({Journaled(3, At("2026-11-21T10:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT count(*) || ' ' || min(serial_number) FROM printers"), "1 7500000001A");
}

TEST_F(Ingest, TwoPrintersBehindOneAddressStayTwo) {  // AGT-3
    auto first = SampleReading(1), second = SampleReading(1, 500);
    first.device_index = 1;
    second.device_index = 2;
    first.serial_number.reset();
    second.serial_number.reset();
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), first), Journaled(2, At("2026-11-21T08:00:00Z"), second)});
    // The second one tells its serial number: it is not the first one's.
    second.serial_number = "USBB000002";
    Send({Journaled(3, At("2026-11-21T09:00:00Z"), first), Journaled(4, At("2026-11-21T09:00:00Z"), second)});
    // And an answer that was cut short is completed by what is known of the same one.
    auto cut = second;
    cut.serial_number.reset();
    cut.model.reset();
    cut.meters.clear();
    cut.unanswered = {printing::Part::kIdentity, printing::Part::kMeters};
    Send({Journaled(5, At("2026-11-21T10:00:00Z"), cut)});
    EXPECT_EQ(
        database.Value("SELECT string_agg(coalesce(nullif(p.serial_number, ''), '-') || ' ' || s.life_count, ', ' "
                       "ORDER BY s.life_count) FROM printers p JOIN printer_states s ON s.printer_id = p.id"),
        "USBB000002 500, - 1000");
    EXPECT_EQ(database.Value("SELECT count(DISTINCT address) FROM printers"), "1");
}

TEST_F(Ingest, AFirstAnswerThatWasCutShortMakesNoSecondPrinter) {  // AGT-3
    auto reading = SampleReading(1);
    auto short_answer = reading;
    short_answer.serial_number.reset();
    short_answer.hardware_address.reset();
    reading.hardware_address = "00:20:6b:4a:f3:25";
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), short_answer)});
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT count(*) || ' ' || min(serial_number) FROM printers"), "1 7500000001A");
}

TEST_F(Ingest, AnAnswerOfItsMakersNameAloneMakesNoSecondPrinter) {  // AGT-3
    auto reading = SampleReading(1);
    auto short_answer = reading;
    short_answer.serial_number.reset();
    short_answer.hardware_address.reset();
    short_answer.model.reset();
    short_answer.system_name.reset();
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), short_answer)});
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT count(*) || ' ' || min(serial_number) FROM printers"), "1 7500000001A");
}

TEST_F(Ingest, StoresOnlyWhatChangedAndOneReadingADay) {  // architecture: packed readings
    std::vector<JournaledReading> list;
    for (int hour = 0; hour < 48; ++hour) {
        list.push_back(
            Journaled(hour + 1, At("2026-11-19T00:30:00Z") + hours(hour), SampleReading(1, hour < 10 ? 1000 : 1001)));
    }
    EXPECT_EQ(Send(list), 48);
    std::vector<std::string> kept;
    for (const auto& row :
         database.Sql("SELECT seq, previous_at IS NULL OR previous_at = observed_at - interval '1 hour' "
                      "FROM readings ORDER BY seq")) {
        EXPECT_EQ(row[1], "t");
        kept.push_back(*row[0]);
    }
    EXPECT_THAT(kept, ElementsAre("1", "11", "25"));
    EXPECT_EQ(database.Value("SELECT observed_at = '2026-11-20T23:30:00Z' FROM printer_states"), "t");
}

TEST_F(Ingest,
       ABatchSentTwiceCountsOnce) {  // promise 1; also: server killed between commit and answer
    const auto story = Story(At("2026-11-18T00:00:00Z"));
    EXPECT_EQ(Send(story), 72);
    const auto once = Everything();
    for (int again = 0; again < 4; ++again) EXPECT_EQ(Send(story), 72);
    EXPECT_EQ(Everything(), once);
}

// The server was killed before commit.
TEST_F(Ingest, ABatchThatWasRolledBackCountsNothingAndIsTakenWhenItComesAgain) {
    const auto story = Story(At("2026-11-18T00:00:00Z"));
    {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        readings::Batch batch{1, story, {}, {}};
        ASSERT_TRUE(readings::TakeIn(tx, world.ids(), *serving, source, batch, now).has_value());
    }
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "0");
    EXPECT_EQ(Send(story), 72);
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "3");
}

TEST_F(Ingest, AcknowledgesOnlyWhatHasNoGap) {  // AGT-5
    const auto story = Story(At("2026-11-18T00:00:00Z"));
    EXPECT_EQ(Send({story[4], story[5]}), 0);
    EXPECT_EQ(Send({story[0], story[1]}), 2);
    EXPECT_EQ(Send({story[2], story[3]}), 6);
}

TEST_F(Ingest, ThinnedReadingsCountAsReceivedAndAreReported) {  // promise 1
    const auto story = Story(At("2026-11-18T00:00:00Z"));
    EXPECT_EQ(Send({story[0]}), 1);
    const readings::Batch batch{1, {story[5]}, {}, {{2, 5}}};
    EXPECT_EQ(Try(batch)->acknowledged_seq, 6);
    EXPECT_EQ(database.Value("SELECT first_seq || '-' || last_seq FROM reading_gaps"), "2-5");
}

class Shuffled : public Ingest, public testing::WithParamInterface<int> {};

TEST_P(Shuffled, GivesTheSameResultAsInOrder) {  // promise 1: out of order, doubled, days late
    const auto story = Story(At("2026-11-18T00:00:00Z"));
    for (std::size_t i = 0; i < story.size(); i += 5) {
        Send({story.begin() + static_cast<long>(i), story.begin() + static_cast<long>(std::min(i + 5, story.size()))});
    }
    const auto in_order = Everything();

    source = world.AddCustomer("Shuffled");
    std::vector<std::vector<JournaledReading>> batches;
    for (std::size_t i = 0; i < story.size(); i += 5) {
        batches.emplace_back(story.begin() + static_cast<long>(i),
                             story.begin() + static_cast<long>(std::min(i + 5, story.size())));
    }
    auto all = batches;
    all.insert(all.end(), batches.begin(), batches.end());  // each twice
    std::mt19937 random(static_cast<unsigned>(GetParam()));
    std::shuffle(all.begin(), all.end(), random);
    std::int64_t acknowledged = 0;
    for (auto& batch : all) {
        std::shuffle(batch.begin(), batch.end(), random);
        acknowledged = Send(batch);
    }
    EXPECT_EQ(acknowledged, 72);
    EXPECT_EQ(Everything(), in_order);
}
INSTANTIATE_TEST_SUITE_P(Seeds, Shuffled, testing::Values(1, 2, 3, 4, 5));

TEST_F(Ingest, OldReadingsOfAnotherAgentNeverReplaceNewerOnes) {  // reliability: days late
    Send({Journaled(1, At("2026-11-20T10:00:00Z"), SampleReading(1, 1000, 80)),
          Journaled(2, At("2026-11-20T11:00:00Z"), SampleReading(1, 1000, 80)),
          Journaled(3, At("2026-11-20T12:00:00Z"), SampleReading(1, 1200, 70))});
    auto old = SampleReading(1, 900, 85);
    old.alerts.push_back(
        {"1.1", printing::AlertSeverity::kCritical, printing::AlertGroup::kCover, 1, 3, std::nullopt, "Cover open"});
    source.agent = world.AddAgent(source, "Second");
    source.polling_interval = minutes(20);  // the first one's readings are no answer to these
    // In the middle of what was told to be the same, and differing: the readings after it are put back.
    auto between = SampleReading(1, 1000, 79);
    Send({Journaled(1, At("2026-11-20T09:00:00Z"), old), Journaled(2, At("2026-11-20T10:30:00Z"), between)});
    EXPECT_EQ(database.Value("SELECT life_count || ' ' || lowest_percent FROM printer_states"), "1200 70");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts"), "0");
    std::vector<std::string> curve;
    for (const auto& row : database.Sql("SELECT to_char(observed_at AT TIME ZONE 'UTC', 'HH24:MI ') || levels[1] / 340 "
                                        "FROM readings ORDER BY observed_at")) {
        curve.push_back(*row[0]);
    }
    EXPECT_THAT(curve, ElementsAre("09:00 85", "10:00 80", "10:30 79", "11:00 80", "12:00 70"));
}

TEST_F(Ingest,
       TakesTheServersTimeFromAnAgentWhoseClockIsWrong) {  // reliability: clock +1 day, 1970 at boot
    Send({Journaled(1, At("1970-01-01T00:03:00Z"), SampleReading(1)), Journaled(2, now + hours(24), SampleReading(2))});
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_states WHERE observed_at = '2026-11-21T12:00:00Z'"), "2");
}

TEST_F(Ingest, OpensAndClosesAlertsAtTheTimeOfTheReading) {  // SRV-7, PRN-3
    auto jammed = SampleReading(1);
    jammed.alerts.push_back(
        {"1.7", printing::AlertSeverity::kCritical, printing::AlertGroup::kMediaPath, 1, 8, std::nullopt, "Paper jam"});
    Send(
        {Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1)), Journaled(2, At("2026-11-21T09:00:00Z"), jammed)});
    Send({Journaled(3, At("2026-11-21T10:00:00Z"), jammed)});
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_alerts WHERE closed_at IS NULL"), "1");
    Send({Journaled(4, At("2026-11-21T11:00:00Z"), SampleReading(1))});
    EXPECT_EQ(database.Value("SELECT opened_at = '2026-11-21T09:00:00Z' AND closed_at = '2026-11-21T11:00:00Z' FROM "
                             "printer_alerts"),
              "t");
}

TEST_F(Ingest, RemembersPrintersAndNoticesWhatAnotherServerChanged) {
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1))});
    auto renamed = SampleReading(1);
    renamed.system_name = "other";
    printers::Intake other_server(world.ids());
    serving = &other_server;
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), renamed)});
    serving = &intake;
    Send({Journaled(3, At("2026-11-21T10:00:00Z"), SampleReading(1))});
    EXPECT_EQ(database.Value("SELECT host_name FROM printers"), "prn-000001");
}

TEST_F(Ingest, KeepsTheMeaningOfOldLevelsWhenACartridgeIsReplaced) {
    auto reading = SampleReading(1);
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), reading)});
    reading.supplies[0].serial_number = "CAHNEW";
    reading.supplies[0].max_capacity_raw = 50000;
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT count(DISTINCT layout) FROM readings"), "2");
    EXPECT_EQ(database.Value("SELECT supplies->0->>'max_capacity_raw' FROM printer_layouts WHERE layout = 1"), "34000");
    EXPECT_EQ(database.Value("SELECT args->>'to' FROM printer_events WHERE code = 'supply_replaced'"), "CAHNEW");
}

TEST_F(Ingest, KeepsSlotsWhenThePrinterReordersItsSupplies) {  // reliability: changed index order
    auto reading = SampleReading(1);
    reading.supplies[1].level_raw = 111;
    Send({Journaled(1, At("2026-11-21T08:00:00Z"), reading)});
    std::swap(reading.supplies[0], reading.supplies[1]);
    std::swap(reading.supplies[0].index, reading.supplies[1].index);
    Send({Journaled(2, At("2026-11-21T09:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT levels FROM printer_states"), "{27200,111,27200,27200,-3}");
    reading.supplies.erase(reading.supplies.begin());  // and when one vanishes
    Send({Journaled(3, At("2026-11-21T10:00:00Z"), reading)});
    EXPECT_EQ(database.Value("SELECT levels FROM printer_states"), "{27200,-2147483648,27200,27200,-3}");
    EXPECT_EQ(database.Value("SELECT colorant FROM printer_supplies WHERE NOT present"), "cyan");
}

TEST(ReadBatch, SetsAReadingWithUnknownFieldsAsideAndTakesTheOthers) {  // promise 1, AGT-4
    auto value =
        base::json::ToValue(printing::ReadingBatch{7,
                                                   {Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1)),
                                                    Journaled(2, At("2026-11-21T08:00:00Z"), SampleReading(2))},
                                                   {}});
    value.as_object()["readings"].as_array()[0].as_object()["reading"].as_object()["mood"] = "fine";
    const auto batch = readings::ReadBatch(boost::json::serialize(value));
    ASSERT_TRUE(batch.has_value());
    ASSERT_EQ(batch->readings.size(), 1U);
    EXPECT_EQ(batch->readings[0].seq, 2);
    ASSERT_EQ(batch->refused.size(), 1U);
    EXPECT_EQ(batch->refused[0].seq, 1);
    EXPECT_EQ(batch->refused[0].fields[0].pointer, "/reading/mood");
    EXPECT_EQ(batch->refused[0].fields[0].code, "unknown_field");
}

TEST_F(Ingest, KeepsRefusedReadingsAsTheyWereSentAndAcknowledgesThem) {  // promise 1
    readings::Batch batch{1,
                          {Journaled(2, At("2026-11-21T08:00:00Z"), SampleReading(1))},
                          {{1, "invalid_fields", {{"/reading/mood", "unknown_field", {}}}, R"({"seq":1})"}},
                          {}};
    EXPECT_EQ(Try(batch)->acknowledged_seq, 2);
    EXPECT_EQ(Try(batch)->acknowledged_seq, 2);
    EXPECT_EQ(database.Value("SELECT seq || reading || (fields->0->>'pointer') FROM refused_readings"),
              R"(1{"seq":1}/reading/mood)");
}

TEST(ReadBatch, RefusesABatchWhoseReadingsHaveNoPlace) {
    EXPECT_EQ(readings::ReadBatch("{").error().code, "json_malformed");
    EXPECT_EQ(readings::ReadBatch(R"({"readings":[{"reading":{}}],"boot_epoch":1})").error().fields[0].pointer,
              "/readings/0/seq");
    EXPECT_EQ(readings::ReadBatch(R"({"readings":[]})").error().fields[0].pointer, "/boot_epoch");
    EXPECT_EQ(readings::ReadBatch(R"({"boot_epoch":1,"readings":[],"thinned":[{"first":3,"last":2}]})")
                  .error()
                  .fields[0]
                  .code,
              "out_of_range");
}

}  // namespace
