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
    // What the poller found out about the printer with this SNMP endpoint.
    void AnswersIppAt(const std::string& endpoint, const std::string& url) {
        KnownPrinter printer;
        printer.endpoint = *snmp::Endpoint::Parse(endpoint);
        printer.ipp = KnownIpp{*ReadIppUrl(url), "", false};
        known_[KnownPrinters::Key(printer.endpoint)] = printer;
        places_.Set(known_);
    }

    std::map<std::string, KnownPrinter> known_;
    IppPlaces places_{std::vector<std::uint16_t>{9}};
    Actions actions_{settings_, clock_, uplink_, stop_, places_};
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
    snmp::TestMachine machine(Resettable());
    AnswersIppAt("127.0.0.1:" + std::to_string(machine.endpoint().port()), printer.Urls().front());
    EXPECT_EQ(Do(CommandKind::kRestartPrinters, machine), CommandOutcome::kDone);
    EXPECT_EQ(printer.restarts(), 1);
}

TEST_F(ActionsTest, PrintsATestPageOnEachPrinter) {  // PRN-4
    TestIppPrinter printer;
    AnswersIppAt("127.0.0.1:161", printer.Urls().front());
    AnswersIppAt("127.0.0.2:1161", printer.Urls().front());
    const auto result = actions_.Carry({"c", CommandKind::kPrintTestPages, {"127.0.0.1", "127.0.0.2:1161"}});
    ASSERT_EQ(result.items.size(), 2U);
    EXPECT_EQ(result.items[0].outcome, CommandOutcome::kDone);
    EXPECT_EQ(result.items[1].outcome, CommandOutcome::kDone);
    EXPECT_EQ(result.items[1].address, "127.0.0.2:1161");
    EXPECT_EQ(printer.documents().size(), 2U);
}

TEST_F(ActionsTest, GoesWhereThePrinterAnnouncedItself) {  // PRN-4: another port and path than the usual ones
    TestIppPrinter announced, another;
    AnswersIppAt("127.0.0.1:161", announced.Urls().front());
    AnswersIppAt("127.0.0.1:1162", another.Urls().front());
    const auto result = actions_.Carry({"c", CommandKind::kPrintTestPages, {"127.0.0.1:1162"}});
    EXPECT_EQ(result.items.at(0).outcome, CommandOutcome::kDone);
    EXPECT_EQ(announced.documents().size(), 0U);
    EXPECT_EQ(another.documents().size(), 1U);
}

TEST(IppPlaces, KnowsTheUrlOfEachPrinterAndElseTheUsualOnes) {
    const std::vector<std::uint16_t> ports{8631};
    IppPlaces places(ports);
    const auto plain = *snmp::Endpoint::Parse("192.0.2.7"), forwarded = *snmp::Endpoint::Parse("192.0.2.7:1161");
    const std::vector<std::string> usual = IppUrls("192.0.2.7", 8631);
    EXPECT_EQ(places.UrlsOf(plain), usual);
    std::map<std::string, KnownPrinter> known;
    known[KnownPrinters::Key(plain)].ipp = KnownIpp{{"192.0.2.7", 443, "/ipp/print/2", true}, "", false};
    known[KnownPrinters::Key(forwarded)].ipp = KnownIpp{{"192.0.2.7", 10631, "/ipp/print", false}, "", false};
    places.Set(known);
    EXPECT_EQ(places.UrlsOf(plain).front(), "ipps://192.0.2.7:443/ipp/print/2");
    EXPECT_EQ(places.UrlsOf(plain).size(), usual.size() + 1);
    // The usual place of this address is another printer's.
    EXPECT_THAT(places.UrlsOf(forwarded), ElementsAre("ipp://192.0.2.7:10631/ipp/print"));
}

TEST_F(ActionsTest, TouchesNoPublicAddressWithoutAWord) {
    const auto result = actions_.Carry({"c", CommandKind::kPrintTestPages, {"203.0.113.7"}});
    EXPECT_EQ(result.items.at(0).outcome, CommandOutcome::kRefused);
}

}  // namespace
}  // namespace agent
