#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// What agents say and is not believed at once, on a real database. The rules have their tables in
// server/printers/doubts_test.cpp.
namespace {

using printing::JournaledReading;
using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;

class Doubted : public testing::Test {
  protected:
    Doubted()
        : world(database, clock), acme(world.AddCustomer("Acme")), intake(world.ids()), partitions(database.pool()) {
        partitions.EnsureAhead(clock.Now());
    }

    void Send(const printers::Source& source, const std::vector<JournaledReading>& list,
              std::optional<base::Duration> ahead = std::nullopt) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        const auto accepted = readings::TakeIn(tx, world.ids(), intake, source, {1, list, {}, {}, ahead}, clock.Now());
        ASSERT_TRUE(accepted.has_value());
        EXPECT_EQ(accepted->acknowledged_seq, list.back().seq);
        tx.Commit();
    }
    // The next reading of printer 1, an hour later.
    void Read(std::int64_t pages) {
        clock.Advance(hours(1));
        Send(acme, {Journaled(++seq, clock.Now(), SampleReading(1, static_cast<int>(pages)))});
    }
    std::string State() {
        return database.Value("SELECT COALESCE(meters[1], -1) || '/' || life_count FROM printer_states");
    }
    std::vector<std::string> Events() {
        std::vector<std::string> events;
        for (const auto& row :
             database.Sql("SELECT code || COALESCE(' ' || (args ->> 'reason'), '') FROM printer_events "
                          "WHERE code <> 'printer_discovered' AND (args ->> 'meter' = 'life' OR "
                          "args ->> 'meter' IS NULL) ORDER BY at, id"))
            events.push_back(row[0].value_or(""));
        return events;
    }

    base::ManualClock clock{At("2026-11-21T00:00:00Z")};
    pg::testing::Database database;
    server::testing::World world;
    printers::Source acme;
    printers::Intake intake;
    readings::Partitions partitions;
    std::int64_t seq = 0;
};

// Reliability: a meter that goes back, shows one zero or one spike.
TEST_F(Doubted, AMeterThatFallsOrJumpsIsSetAsideUntilItFitsAgain) {
    Read(1000);
    Read(0);
    EXPECT_EQ(State(), "-1/1000") << "what is known stays beside the state, and is counted";
    EXPECT_EQ(database.Value("SELECT kept -> 'meters' -> 0 ->> 'value' FROM printer_states"), "1000");
    EXPECT_EQ(database.Value("SELECT reason || ' ' || value FROM printer_meter_holds WHERE slot = 0"), "zero 0");
    Read(2'000'000'000);
    Read(1010);
    EXPECT_EQ(State(), "1010/1010");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_meter_holds"), "0");
    EXPECT_THAT(Events(), ElementsAre("printer_meter_doubted zero", "printer_meter_believed"));
    EXPECT_EQ(database.Value("SELECT count(*) FROM readings WHERE meters[1] IN (0, 2000000000)"), "0")
        << "nothing of it reaches statements, reports or estimates";
}

TEST_F(Doubted, ALowerMeterIsTakenOnceItsChangeIsRecorded) {  // MTR-2
    Read(250'000);
    Read(12);
    Read(40);
    EXPECT_EQ(State(), "-1/250000");
    const auto printer = world.PrintersOf(acme.organization).front();
    {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        const printers::MeterBegin begins[] = {{"life", 0}};
        printers::AcceptMeters(tx, acme.organization, printer, begins, clock.Now() - hours(3));
        tx.Commit();
    }
    EXPECT_EQ(State(), "40/40") << "what the printer said since then";
    Read(55);
    EXPECT_EQ(State(), "55/55");
    EXPECT_THAT(Events(), ElementsAre("printer_meter_doubted fell"));
}

TEST_F(Doubted, AChangeThatIsRecordedBeforeThePrinterIsReadCounts) {  // MTR-2
    Read(250'000);
    clock.Advance(hours(1));
    {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(acme.organization));
        const printers::MeterBegin begins[] = {{"life", 5}, {"nothing", 7}};
        printers::AcceptMeters(tx, acme.organization, world.PrintersOf(acme.organization).front(), begins, clock.Now());
        tx.Commit();
    }
    Read(30);
    EXPECT_EQ(State(), "30/30");
    EXPECT_THAT(Events(), ElementsAre());
}

TEST_F(Doubted, OneBatchIsJudgedReadingByReading) {
    const auto at = [](int hour) { return At("2026-11-21T00:00:00Z") + hours(hour); };
    clock.Advance(hours(12));
    Send(acme, {Journaled(1, at(1), SampleReading(1, 1000)), Journaled(2, at(2), SampleReading(1, 0)),
                Journaled(3, at(3), SampleReading(1, 1020)), Journaled(4, at(4), SampleReading(1, 900))});
    EXPECT_EQ(State(), "-1/1020");
    EXPECT_THAT(Events(),
                ElementsAre("printer_meter_doubted zero", "printer_meter_believed", "printer_meter_doubted fell"));
}

// AGT-3, reliability: a stolen agent key can write its own site's readings and nothing else.
TEST_F(Doubted, AnAgentOfAnotherSiteTakesNoPrinterAtOnce) {
    Read(1000);
    printers::Source thief = acme;
    thief.site = world.AddSite(acme.organization, "Branch");
    thief.agent = world.AddAgent(acme.organization, thief.site, "Thief");
    const auto site = [&] { return database.Value("SELECT site_id FROM printers"); };
    std::int64_t other = 0;
    const auto seen = [&](int pages) {
        clock.Advance(minutes(20));
        Send(thief, {Journaled(++other, clock.Now(), SampleReading(1, pages))});
    };
    seen(9000);
    seen(9001);
    Read(1001);  // its own agent reads it
    for (int i = 0; i < 5; ++i) seen(9002);
    EXPECT_EQ(site(), acme.site.ToString());
    EXPECT_EQ(State(), "1001/1001");
    EXPECT_THAT(Events(), ElementsAre("printer_seen_elsewhere")) << "told once";
    EXPECT_EQ(database.Value("SELECT count(*) || ' ' || min(code) FROM refused_readings"), "7 printer_of_another_site");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "1");
}

TEST_F(Doubted, APrinterThatWasMovedFollowsAtTheSecondReading) {  // AGT-3
    Read(1000);
    printers::Source branch = acme;
    branch.site = world.AddSite(acme.organization, "Branch");
    branch.agent = world.AddAgent(acme.organization, branch.site, "Branch agent");
    clock.Advance(hours(5));
    Send(branch, {Journaled(1, clock.Now(), SampleReading(1, 1001))});
    EXPECT_EQ(database.Value("SELECT site_id FROM printers"), acme.site.ToString());
    clock.Advance(hours(1));
    Send(branch, {Journaled(2, clock.Now(), SampleReading(1, 1002))});
    EXPECT_EQ(database.Value("SELECT site_id FROM printers"), branch.site.ToString());
    EXPECT_EQ(State(), "1002/1002");
    EXPECT_THAT(Events(), ElementsAre("printer_seen_elsewhere", "printer_moved"));
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_claims"), "0");
}

// AGT-3, bad input: two printers that claim one serial number. Nothing of the one is counted at the other.
class SerialTwice : public Doubted {
  protected:
    SerialTwice() {
        other.address = "10.9.9.9";
        other.hardware_address = "00:20:00:ff:00:01";
        other.system_name = "prn-other";
    }
    // Printer 1, and the other machine.
    JournaledReading First(int pages) { return Journaled(++seq, clock.Now(), SampleReading(1, pages)); }
    JournaledReading Other(int pages) {
        other.meters = SampleReading(1, pages).meters;
        return Journaled(++seq, clock.Now(), other);
    }
    // The other machine as a second agent reads it, which counts its readings by itself.
    JournaledReading OtherOf(std::int64_t number, int pages) {
        other.meters = SampleReading(1, pages).meters;
        return Journaled(number, clock.Now(), other);
    }
    std::string Printers() {
        return database.Value(
            "SELECT string_agg(p.model || ' ' || p.address || ' ' || p.serial_number || ' ' || s.life_count, ', ' "
            "ORDER BY s.life_count) FROM printers p JOIN printer_states s ON s.printer_id = p.id");
    }
    std::string Aside() {
        return database.Value(
            "SELECT count(*) || ' ' || COALESCE(min(code), '') || COALESCE(max(code), '') FROM "
            "refused_readings");
    }
    printing::Reading other = SampleReading(1);
};

TEST_F(SerialTwice, InOneBatchBecomeTwoAndStayTwo) {
    for (int poll = 0; poll < 6; ++poll) {
        clock.Advance(minutes(5));
        Send(acme, {First(1000 + poll), Other(70'000 + poll)});
    }
    EXPECT_EQ(Printers(), "MX722ade 10.0.0.1 7500000001A 1005, MX722ade 10.9.9.9 7500000001A 70005");
    EXPECT_EQ(Aside(), "1 serial_number_twiceserial_number_twice") << "until it showed, and kept as they were sent";
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_events WHERE code = 'printer_address_changed'"), "0");
    EXPECT_EQ(
        database.Value("SELECT count(*) FROM readings WHERE meters[1] > 60000 AND printer_id = (SELECT printer_id "
                       "FROM printer_states WHERE life_count < 2000)"),
        "0");
    EXPECT_THAT(Events(), ElementsAre("printer_serial_claimed", "printer_serial_shared", "printer_serial_shared"))
        << "once each";
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_serial_claims"), "0");
}

TEST_F(SerialTwice, OfAnotherModelInTurnsByTwoAgentsStayTwo) {
    other.model = "CX923dxe";
    printers::Source second = acme;
    second.agent = world.AddAgent(acme.organization, acme.site, "Second");
    for (int poll = 0; poll < 6; ++poll) {
        clock.Advance(minutes(5));
        Send(acme, {First(1000 + poll)});
        clock.Advance(minutes(1));
        Send(second, {OtherOf(poll + 1, 1001 + poll)});
    }
    EXPECT_EQ(Printers(), "MX722ade 10.0.0.1 7500000001A 1005, CX923dxe 10.9.9.9 7500000001A 1006");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_events WHERE code = 'printer_address_changed'"), "0");
    // An answer of the second one that was cut short is completed by what is known of itself.
    other.model.reset();
    other.supplies.clear();
    other.unanswered = {printing::Part::kIdentity, printing::Part::kSupplyDescriptions, printing::Part::kSupplyLevels,
                        printing::Part::kSupplyCapacities};
    clock.Advance(minutes(5));
    Send(second, {OtherOf(7, 1010)});
    EXPECT_EQ(Printers(), "MX722ade 10.0.0.1 7500000001A 1005, CX923dxe 10.9.9.9 7500000001A 1010");
}

TEST_F(SerialTwice, AtAnotherSiteStayTwo) {
    printers::Source branch = acme;
    branch.site = world.AddSite(acme.organization, "Branch");
    branch.agent = world.AddAgent(acme.organization, branch.site, "Branch agent");
    for (int poll = 0; poll < 4; ++poll) {
        clock.Advance(minutes(20));
        Send(acme, {First(1000 + poll)});
        Send(branch, {OtherOf(poll + 1, 70'000 + poll)});
    }
    EXPECT_EQ(Printers(), "MX722ade 10.0.0.1 7500000001A 1003, MX722ade 10.9.9.9 7500000001A 70003");
    EXPECT_EQ(database.Value("SELECT count(DISTINCT site_id) FROM printers"), "2");
}

TEST_F(SerialTwice, IsNoneWhereThePrinterGoesOnElsewhere) {
    Send(acme, {First(1000)});
    clock.Advance(minutes(5));
    Send(acme, {Other(1003)});  // Wi-Fi in place of the cable: its counter goes on
    EXPECT_EQ(Printers(), "MX722ade 10.9.9.9 7500000001A 1003");
    EXPECT_EQ(Aside(), "0 ");
}

TEST_F(SerialTwice, IsNoneWhereThePrinterIsReadNoMoreWhereItWas) {  // another board, another counter
    Send(acme, {First(1000)});
    clock.Advance(minutes(5));
    Send(acme, {Other(0)});
    EXPECT_EQ(Printers(), "MX722ade 10.0.0.1 7500000001A 1000");
    clock.Advance(minutes(40));
    Send(acme, {Other(2)});
    EXPECT_EQ(Printers(), "MX722ade 10.9.9.9 7500000001A 1000") << "its counter is doubted as any other";
}

TEST_F(SerialTwice, AreBoundedHoweverManyThereAre) {
    for (int poll = 0; poll < 8; ++poll) {
        clock.Advance(minutes(5));
        std::vector<JournaledReading> list{First(1000 + poll)};
        for (int i = 0; i < 30; ++i) {
            other.address = "10.8.0." + std::to_string(i);
            other.hardware_address = "00:20:00:ff:01:" + std::to_string(10 + i);
            list.push_back(Other(100'000 * (i + 1) + poll));
        }
        Send(acme, list);
    }
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers"), "10");
    EXPECT_EQ(database.Value("SELECT count(*) <= 10 FROM printer_serial_claims"), "t");
    EXPECT_EQ(database.Value("SELECT count(*) <= 40 FROM printer_events WHERE code LIKE 'printer_serial%'"), "t");
}

// Reliability: clock +1 day, -1 day, 1970 at boot.
TEST_F(Doubted, TimesAreCorrectedByTheMeasuredOffsetAndMarkedOnceADay) {
    clock.Advance(hours(12));
    const auto said = [&] { return clock.Now() - hours(25); };  // an hour ago, by a clock that is a day behind
    Send(acme, {Journaled(1, said(), SampleReading(1))}, -hours(24));
    EXPECT_EQ(database.Value("SELECT observed_at FROM printer_states"), "2026-11-21 11:00:00+00");
    clock.Advance(hours(1));
    Send(acme, {Journaled(2, said(), SampleReading(1, 1001))}, -hours(24));
    EXPECT_THAT(Events(), ElementsAre("printer_times_corrected"));
    EXPECT_EQ(database.Value("SELECT args::text FROM printer_events WHERE code = 'printer_times_corrected'"),
              R"({"minutes": 1440, "direction": "behind"})");
    clock.Advance(hours(1));
    Send(acme, {Journaled(3, At("1970-01-01T00:00:00Z"), SampleReading(1, 1002))});
    EXPECT_EQ(database.Value("SELECT observed_at FROM printer_states"), "2026-11-21 14:00:00+00");
    EXPECT_THAT(Events(), ElementsAre("printer_times_corrected", "printer_times_unknown"));
}

}  // namespace
