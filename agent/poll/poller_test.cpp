#include "agent/poll/poller.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "agent/ipp/test_printer.hpp"
#include "lib/base/json.hpp"
#include "lib/base/temporary_folder.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

namespace agent {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

const devices::Makers kMakers;

snmp::Values Walk(const std::string& name) {
    std::ifstream in(base::SourceFolder() + "/tests/golden/devices/" + name + "/walk.snmprec");
    std::ostringstream text;
    text << in.rdbuf();
    auto values = snmp::ParseWalkText(text.str());
    EXPECT_TRUE(values) << name;
    return values ? std::move(*values) : snmp::Values{};
}

std::unique_ptr<Journal> OpenJournal(const std::filesystem::path& file) {
    auto journal = Journal::Open(file);
    EXPECT_TRUE(journal);
    return std::move(*journal);
}

// A poller with a clock set by hand, and a journal that is never emptied.
class PollerTest : public testing::Test {
  protected:
    PollerTest() {
        settings_.timeout_ms = 400;
        settings_.retries = 0;
        ipp_settings_.enabled = false;
        configuration_.version = 1;
        configuration_.communities = {"public"};
        configuration_.discovery_interval_seconds = 86400;
        configuration_.polling_interval_seconds = 3600;
    }
    ~PollerTest() override {
        Halt();
        journal_.reset();
    }
    void Start() {
        poller_ = std::make_unique<Poller>(settings_, ipp_settings_, kMakers, clock_, *journal_, uplink_, stop_);
        poller_->SetConfiguration(configuration_);
        thread_ = std::thread([this] { poller_->Run(); });
    }
    void Halt() {
        if (!thread_.joinable()) return;
        stop_.Set();
        poller_->Wake();
        thread_.join();
        poller_.reset();
    }
    template <class F>
    static bool Until(F&& condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(milliseconds(5));  // between two looks at the condition
        }
        return true;
    }
    std::int64_t Stored() { return journal_->GetStatus()->last_seq; }
    static std::string Address(const snmp::TestMachine& machine) {
        return "127.0.0.1:" + std::to_string(machine.endpoint().port());
    }

    base::TemporaryFolder folder_{"poller"};
    std::unique_ptr<Journal> journal_ = OpenJournal(folder_.path() / "j.db");
    SnmpSettings settings_;
    IppSettings ipp_settings_;
    printing::AgentConfiguration configuration_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-03-02T08:00:00Z")};
    Stop stop_;
    ServerApi api_{"http://127.0.0.1:9", "k", {}, stop_.flag()};
    Uplink uplink_{api_, *journal_, stop_};
    std::unique_ptr<Poller> poller_;
    std::thread thread_;
};

TEST_F(PollerTest, FindsPrintersAndPollsThemByBusinessTime) {  // AGT-3, AGT-4
    snmp::TestMachine printer(Walk("hp_laserjet"));
    snmp::TestMachine server(Walk("decoy_server"));
    configuration_.include = {Address(printer), Address(server)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));  // the printer; never the server
    const auto batch = journal_->Oldest(10, 1 << 20);
    EXPECT_EQ(batch->readings[0].observed_at, clock_.Now());
    EXPECT_EQ(batch->readings[0].reading.serial_number, "CNB0000001");
    clock_.Advance(minutes(59));
    poller_->Wake();
    const int asked = printer.requests();
    clock_.Advance(minutes(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    EXPECT_GT(printer.requests(), asked);
    clock_.Advance(hours(10));  // the machine slept: one poll, not ten
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() >= 3; }));
}

TEST_F(PollerTest, APrinterThatSpeaksIsPolledBeforeItsTurn) {  // AGT-4
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    poller_->Hasten("127.0.0.9");  // none that is known
    poller_->Hasten("127.0.0.1");
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    clock_.Advance(minutes(59));  // its next turn is an interval after that poll
    poller_->Wake();
    poller_->Hasten("127.0.0.9");
    clock_.Advance(minutes(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
}

TEST_F(PollerTest, APrinterThatSpeaksIsNotPolledByAnAgentThatStandsBy) {  // AGT-12
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    printing::AgentDuty duty{.polls = false, .shared = true, .active_agent = "the other one"};
    poller_->SetDuty(duty);
    ASSERT_TRUE(Until([&] { return journal_->Get("duty")->has_value(); }));
    poller_->Hasten("127.0.0.1");
    printing::Command command{
        .id = "c", .kind = printing::CommandKind::kGetPrinterStatus, .addresses = {Address(printer)}};
    poller_->AddCommand(command);  // what a person asks for
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    duty.polls = true;
    poller_->SetDuty(duty);
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
}

TEST_F(PollerTest, APrintServerGivesAReadingOfEachPrinterBehindIt) {  // AGT-3
    snmp::TestMachine machine(Walk("../print_server"));
    configuration_.include = {Address(machine)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 4; }));
    Halt();
    const auto batch = journal_->Oldest(10, 1'000'000);
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->readings.size(), 4U);
    EXPECT_EQ(batch->readings[0].reading.serial_number, "AB00000001");
    EXPECT_EQ(batch->readings[3].reading.serial_number, "CD00000002");
    // Remembered over a start.
    EXPECT_NE((*journal_->Get("known_printers"))->find("\"several\":true"), std::string::npos);
}

// Another agent of the site polls; this one knows the printers and is ready.
TEST_F(PollerTest, StandsByWhileAnotherAgentPolls) {  // AGT-12
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    const auto known = [&] {
        const auto text = journal_->Get("known_printers");
        return text && *text && (*text)->find(std::to_string(printer.endpoint().port())) != std::string::npos;
    };
    poller_ = std::make_unique<Poller>(settings_, ipp_settings_, kMakers, clock_, *journal_, uplink_, stop_);
    poller_->SetDuty({.polls = false, .shared = true, .active_agent = "other"});
    poller_->SetConfiguration(configuration_);
    thread_ = std::thread([this] { poller_->Run(); });
    ASSERT_TRUE(Until(known));  // by the search
    clock_.Advance(minutes(90));
    poller_->SetDuty({.polls = false, .shared = true, .active_agent = "other"});
    // What a person asks for it does.
    poller_->AddCommand({"c1", printing::CommandKind::kGetPrinterStatus, {Address(printer)}});
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    // It hears nothing more: perhaps the other one is silent, too.
    clock_.Advance(minutes(119));
    poller_->Wake();
    poller_->AddCommand({"c2", printing::CommandKind::kGetPrinterStatus, {Address(printer)}});
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    clock_.Advance(minutes(2));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
    Halt();
    EXPECT_EQ(Stored(), 3);
}

TEST_F(PollerTest, TakesOverAtOnceAndRemembersOverAStartThatItSharesItsSite) {  // AGT-12
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    poller_->SetDuty({.polls = false, .shared = true, .active_agent = "other"});
    ASSERT_TRUE(Until([&] { return journal_->Get("duty")->has_value(); }));
    clock_.Advance(hours(1));
    poller_->Wake();
    poller_->AddCommand({"c1", printing::CommandKind::kGetPrinterStatus, {Address(printer)}});
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    clock_.Advance(hours(1));
    poller_->SetDuty({.polls = true, .shared = true});
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
    Halt();
    const auto text = journal_->Get("duty");
    EXPECT_EQ(**text, R"({"polls":true,"shared":true,"active_agent":null})");
}

TEST_F(PollerTest, AShorterIntervalCountsFromTheLastPoll) {  // AGT-2
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    configuration_.polling_interval_seconds = 86400;
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    clock_.Advance(hours(2));
    configuration_.version = 2;
    configuration_.polling_interval_seconds = 3600;
    poller_->SetConfiguration(configuration_);
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    clock_.Advance(minutes(50));
    configuration_.version = 3;
    configuration_.polling_interval_seconds = 7200;  // a longer one does not bring the next forward
    poller_->SetConfiguration(configuration_);
    clock_.Advance(minutes(10));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
}

TEST_F(PollerTest, GoesOnAfterAStartWithoutADiscovery) {
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    Halt();
    const auto known = journal_->Get("known_printers");
    ASSERT_TRUE(known && *known);
    EXPECT_NE((*known)->find(Address(printer)), std::string::npos);
    EXPECT_EQ((*known)->find("\"public\""), std::string::npos);
}

TEST_F(PollerTest, StopsPollingWhatWasTakenOutOfTheSearch) {  // AGT-7
    snmp::TestMachine stays(Walk("hp_laserjet"));
    snmp::TestMachine goes(Walk("ricoh_family"));
    configuration_.include = {Address(stays), Address(goes)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    configuration_.version = 2;
    configuration_.include = {Address(stays)};
    poller_->SetConfiguration(configuration_);
    ASSERT_TRUE(Until([&] {
        const auto known = journal_->Get("known_printers");
        return known && *known && (*known)->find(Address(goes)) == std::string::npos;
    }));
    const int asked = goes.requests();
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() >= 3; }));
    EXPECT_EQ(goes.requests(), asked);
}

TEST_F(PollerTest, DeadPrintersDoNotHoldUpTheOthers) {
    snmp::TestMachine dead(Walk("ricoh_family"));
    snmp::TestMachine live(Walk("hp_laserjet"));
    configuration_.include = {Address(dead), Address(live)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    dead.SetCommunity("changed");
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 3; }));
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 4; }));
}

TEST_F(PollerTest, ASilentPrinterIsAskedAgainBeforeItsInterval) {  // AGT-4
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    configuration_.polling_interval_seconds = 86400;
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    printer.SetCommunity("switched off");
    clock_.Advance(hours(24));
    poller_->AddCommand({"c1", printing::CommandKind::kGetPrinterStatus, {Address(printer)}});
    ASSERT_TRUE(Until([&] { return uplink_.WaitingResults().size() == 1; }));
    ASSERT_EQ(uplink_.WaitingResults()[0].items[0].outcome, printing::CommandOutcome::kNoAnswer);
    printer.SetCommunity("public");
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
}

TEST_F(PollerTest, APrinterThatIsOffWhenTheDailySearchComesIsFound) {  // AGT-3
    snmp::TestMachine stays(Walk("hp_laserjet"));
    snmp::TestMachine off(Walk("ricoh_family"));
    configuration_.include = {Address(stays), Address(off)};
    off.SetCommunity("switched off");
    Start();
    const auto next = [&] { return journal_->Get("next_discovery")->value_or(""); };
    ASSERT_TRUE(Until([&] { return !next().empty(); }));
    for (int search = 0; search < 5; ++search) {
        const std::string due = next();
        const auto at = *base::ParseRfc3339(due);
        const auto hour = (at - std::chrono::floor<std::chrono::days>(at)) / hours(1);
        off.SetCommunity(hour == 8 ? "switched off" : "public");
        clock_.Advance(at - clock_.Now());
        poller_->Wake();
        ASSERT_TRUE(Until([&] { return next() != due; }));
    }
    EXPECT_NE((*journal_->Get("known_printers"))->find(Address(off)), std::string::npos);
}

TEST_F(PollerTest, WhatUsersAskForDoesNotPutOffThePolls) {  // PRN-5
    snmp::TestMachine printer(Walk("hp_laserjet"));
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    for (std::size_t times = 1; times <= 3; ++times) {
        poller_->AddCommand(
            {"c" + std::to_string(times), printing::CommandKind::kGetPrinterStatus, {Address(printer)}});
        ASSERT_TRUE(Until([&] { return uplink_.WaitingResults().size() == times; }));
    }
    ASSERT_EQ(Stored(), 4);
    clock_.Advance(hours(1));
    poller_->Wake();
    ASSERT_TRUE(Until([&] { return Stored() == 5; }));
}

TEST_F(PollerTest, AnswersTheCommandGetPrinterStatus) {  // PRN-5
    snmp::TestMachine printer(Walk("hp_laserjet"));
    snmp::TestMachine silent(Walk("alerts"));
    silent.SetCommunity("unknown");
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    poller_->AddCommand({"c1", printing::CommandKind::kGetPrinterStatus, {"127.0.0.1", Address(silent)}});
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    ASSERT_TRUE(Until([&] { return uplink_.WaitingResults().size() == 1; }));
    const auto result = uplink_.WaitingResults()[0];
    EXPECT_EQ(result.command_id, "c1");
    ASSERT_EQ(result.items.size(), 2U);
    for (const auto& item : result.items) {
        const bool ours = item.outcome == printing::CommandOutcome::kDone;
        EXPECT_EQ(item.outcome, ours ? printing::CommandOutcome::kDone : printing::CommandOutcome::kNoAnswer);
        if (ours) {
            EXPECT_EQ(item.seq, 2);
        }
    }
}

TEST_F(PollerTest, AnswersTheCommandDiscover) {
    snmp::TestMachine first(Walk("hp_laserjet"));
    snmp::TestMachine second(Walk("ricoh_family"));
    configuration_.include = {Address(first), Address(second)};
    second.SetCommunity("later");
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    second.SetCommunity("public");
    poller_->AddCommand({"c2", printing::CommandKind::kDiscover, {}});
    ASSERT_TRUE(Until([&] { return uplink_.WaitingResults().size() == 1; }));
    EXPECT_EQ(uplink_.WaitingResults()[0].items.size(), 2U);
    poller_->AddCommand({"c3", printing::CommandKind::kDiscover, {"8.8.8.8"}});
    ASSERT_TRUE(Until([&] { return uplink_.WaitingResults().size() == 2; }));
    EXPECT_EQ(uplink_.WaitingResults()[1].outcome, printing::CommandOutcome::kRefused);
}

std::string IppPrinter(const std::string& serial, std::int32_t level = 40) {
    simulated::IppText text;
    text.Text("printer-make-and-model", "Kyocera Tests 100").Number("printer-state", 3, 0x23);
    text.Text("printer-device-id", "MFG:Kyocera;MDL:Tests 100;SN:" + serial + ";")
        .Text("printer-firmware-string-version", "2.5");
    text.Text("marker-names", "Black Toner").Value(0x44, "marker-types", "toner").Number("marker-levels", level);
    return simulated::TestPrinter::Http(text.End());
}

class IppPollerTest : public PollerTest {
  protected:
    void UseIpp(const simulated::TestPrinter& printer) {
        ipp_settings_.enabled = true;
        ipp_settings_.dns_sd = false;
        ipp_settings_.ports = {printer.port()};
        settings_.timeout_ms = 100;
    }
    printing::Reading Last() {
        auto batch = journal_->Oldest(1000, 1 << 24);
        return std::move(batch->readings.back().reading);
    }
    void NextPoll() {
        const auto before = Stored();
        clock_.Advance(hours(1));
        poller_->Wake();
        ASSERT_TRUE(Until([&] { return Stored() > before; }));
    }
};

TEST_F(IppPollerTest, ReadsAPrinterWhoseSnmpIsClosed) {  // AGT-10
    simulated::TestPrinter printer([](auto&, auto&) { return IppPrinter("VXY0000001"); }, 30);
    UseIpp(printer);
    configuration_.include = {"127.0.0.1:9"};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    const auto first = Last();
    EXPECT_EQ(first.serial_number, "VXY0000001");
    EXPECT_EQ(first.address, "127.0.0.1");
    EXPECT_EQ(first.port, 9);  // as the search names it: SNMP may answer there again
    EXPECT_EQ(first.unanswered, std::nullopt);
    ASSERT_TRUE(first.origins);
    EXPECT_EQ(first.origins->at(0).protocol, printing::Protocol::kIpps);
    ASSERT_TRUE(first.certificate);
    EXPECT_TRUE(first.problems.empty());
    NextPoll();
    EXPECT_TRUE(Last().problems.empty());
    printer.NewCertificate(-3000);  // before any day that this clock shows
    NextPoll();
    const auto changed = Last();
    ASSERT_EQ(changed.problems.size(), 2U);
    EXPECT_EQ(changed.problems[0], "IPP: the certificate has changed, from " + first.certificate->sha256 + " to " +
                                       changed.certificate->sha256);
    EXPECT_TRUE(changed.problems[1].starts_with("IPP: the certificate has expired, on "));
    NextPoll();
    EXPECT_EQ(Last().problems.size(), 1U);  // once
    Halt();
    const auto known = journal_->Get("known_printers");  // for the next start
    EXPECT_NE((*known)->find(changed.certificate->sha256), std::string::npos);
    const auto back = KnownPrinters::FromJson(**known, kMakers);
    EXPECT_EQ(back.ToJson(), **known);
}

TEST_F(IppPollerTest, OneReadingOfBoth) {
    snmp::TestMachine printer(Walk("oki_firm"));
    simulated::TestPrinter ipp([](auto&, auto&) { return IppPrinter("AK00000001"); });
    UseIpp(ipp);
    configuration_.include = {Address(printer)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 1; }));
    const auto reading = Last();
    EXPECT_EQ(reading.serial_number, "AK00000001");
    EXPECT_EQ(reading.manufacturer, "OKI");
    EXPECT_EQ(reading.supplies.at(0).source, printing::LevelSource::kIpp);
    ASSERT_GT(ipp.requests(), 0);
    ASSERT_TRUE(reading.origins);
    EXPECT_EQ(reading.origins->at(0).protocol, printing::Protocol::kSnmp);
    EXPECT_EQ(reading.origins->at(1).protocol, printing::Protocol::kIpp);
    // SNMP is closed one day; what only SNMP told stays known.
    printer.SetCommunity("closed");
    NextPoll();
    const auto alone = Last();
    EXPECT_EQ(alone.serial_number, "AK00000001");
    EXPECT_EQ(alone.origins->size(), 1U);
    EXPECT_TRUE(IsUnanswered(alone, printing::Part::kMakersTable));
}

TEST_F(IppPollerTest, AQueueOfCupsIsNoPrinter) {
    simulated::TestPrinter queue([](auto&, auto&) {
        simulated::IppText text;
        text.Number("printer-type", 4, 0x23).Text("device-uri", "socket://10.0.0.9").Number("marker-levels", 90);
        return simulated::TestPrinter::Http(text.End());
    });
    UseIpp(queue);
    configuration_.include = {"127.0.0.1:9"};
    Start();
    ASSERT_TRUE(Until([&] { return journal_->Get("next_discovery")->has_value(); }));  // the search has ended
    EXPECT_GT(queue.requests(), 0);
    EXPECT_EQ(Stored(), 0);
}

TEST_F(IppPollerTest, TwoPrintersWithOneSerialNumberAreReported) {
    snmp::TestMachine one(Walk("hp_laserjet")), other(Walk("hp_laserjet"));
    configuration_.include = {Address(one), Address(other)};
    Start();
    ASSERT_TRUE(Until([&] { return Stored() == 2; }));
    const auto& problems = Last().problems;
    EXPECT_TRUE(std::ranges::any_of(problems, [](const std::string& problem) {
        return problem.starts_with("the same serial number answers at 127.0.0.1:");
    }));
}

}  // namespace
}  // namespace agent
