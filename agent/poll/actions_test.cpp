#include "agent/poll/actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/ipp/test_job_printer.hpp"
#include "lib/base/temporary_folder.hpp"
#include "lib/snmp/test_machine.hpp"

namespace agent {
namespace {

using printing::CommandKind;
using printing::CommandOutcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const snmp::Oid kReset{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 3, 1};

snmp::Values Resettable() {
    snmp::Values values;
    values.AddNumber(kReset.ids(), snmp::ber::kInteger, 3);
    values.Sort();
    return values;
}

class ActionsTest : public testing::Test {
  protected:
    ActionsTest() {
        settings_.timeout_ms = 200;
        settings_.retries = 0;
    }
    CommandOutcome Do(CommandKind kind, const snmp::TestMachine& machine) {
        const auto result = actions_.Carry({"c", kind, {"127.0.0.1:" + std::to_string(machine.endpoint().port())}});
        EXPECT_EQ(result.items.size(), 1U);
        return result.items.at(0).outcome;
    }

    base::TemporaryFolder folder_{"actions"};
    std::unique_ptr<Journal> journal_ = std::move(*Journal::Open(folder_.path() / "j.db"));
    base::ManualClock clock_{*base::ParseRfc3339("2026-03-02T08:00:00Z")};
    SnmpSettings settings_;
    Stop stop_;
    ServerApi api_{"http://127.0.0.1:9", "k", {}, stop_.flag()};
    Uplink uplink_{api_, *journal_, stop_};
    std::vector<std::string> urls_{"ipp://127.0.0.1:9/ipp/print"};
    Actions actions_{settings_, clock_, uplink_, stop_, [this](const std::string&) { return urls_; }};
    printing::WriteAccess access_;
};

TEST_F(ActionsTest, WritesNothingWithoutAWriteCommunity) {  // PRN-4
    snmp::TestMachine machine(Resettable());
    machine.SetWriter("public");
    actions_.SetWriteAccess(access_, false);
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, machine), CommandOutcome::kNotAllowed);
    EXPECT_THAT(machine.written(), IsEmpty());
}

TEST_F(ActionsTest, RestartsByTheWriteCommunityThatThePrinterKnows) {  // PRN-4, RFC 3805 powerCycleReset
    snmp::TestMachine machine(Resettable());
    machine.SetWriter("secret");
    access_.communities = {"another", "secret"};
    actions_.SetWriteAccess(access_, false);
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, machine), CommandOutcome::kDone);
    EXPECT_THAT(machine.written(), ElementsAre(Pair(kReset.ToString(), 4)));
}

TEST_F(ActionsTest, SaysThatThePrinterLetsNobodyWrite) {
    snmp::TestMachine machine(Resettable());
    access_.communities = {"public"};  // reads, and is refused to write
    actions_.SetWriteAccess(access_, false);
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, machine), CommandOutcome::kRefused);
    snmp::TestMachine bare{snmp::Values{}};
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, bare), CommandOutcome::kNotSupported);
}

TEST_F(ActionsTest, RestartsByIppWhereThePrinterCan) {
    TestIppPrinter printer;
    printer.operations.push_back(0x0029);
    urls_ = printer.Urls();
    snmp::TestMachine machine(Resettable());
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, machine), CommandOutcome::kDone);
    EXPECT_EQ(printer.restarts(), 1);
}

TEST_F(ActionsTest, PrintsATestPageOnEachPrinter) {  // PRN-4
    TestIppPrinter printer;
    urls_ = printer.Urls();
    const auto result = actions_.Carry({"c", CommandKind::kPrintTestPages, {"127.0.0.1", "127.0.0.2:1161"}});
    ASSERT_EQ(result.items.size(), 2U);
    EXPECT_EQ(result.items[0].outcome, CommandOutcome::kDone);
    EXPECT_EQ(result.items[1].outcome, CommandOutcome::kDone);
    EXPECT_EQ(result.items[1].address, "127.0.0.2:1161");
    EXPECT_EQ(printer.documents().size(), 2U);
}

TEST_F(ActionsTest, TouchesNoPublicAddressWithoutAWord) {
    const auto result = actions_.Carry({"c", CommandKind::kPrintTestPages, {"203.0.113.7"}});
    EXPECT_EQ(result.items.at(0).outcome, CommandOutcome::kRefused);
}

}  // namespace
}  // namespace agent
