#include "agent/poll/silences.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace agent {
namespace {

using printing::PollFailure;
using std::chrono::minutes;

// AGT-11: what a poll that met with silence means.
TEST(Silences, KnockingTellsTheKindOfSilence) {
    const auto verdict = [](const Knocked& knocked) { return VerdictOf(knocked).failure; };
    EXPECT_EQ(verdict({}), PollFailure::kNoAnswer);
    EXPECT_EQ(verdict({.host_unreachable = true}), PollFailure::kHostUnreachable);
    EXPECT_EQ(verdict({.network_unreachable = true}), PollFailure::kNetworkUnreachable);
    EXPECT_EQ(verdict({.snmp_port_closed = true, .closed = {80, 443}}), PollFailure::kPortClosed);
    EXPECT_EQ(verdict({.open = {631}}), PollFailure::kSnmpSilent);
    EXPECT_EQ(verdict({.snmp_answers = true, .open = {631}}), PollFailure::kAccessRefused);
    EXPECT_EQ(verdict({.closed = {80, 443, 515, 631, 9100}}), PollFailure::kNoAnswer);
    EXPECT_EQ(VerdictOf({.open = {80, 9100}}).detail, "TCP ports 80, 9100 answers, SNMP does not");
}

class SilencesTest : public testing::Test {
  protected:
    printing::SilentPrinter Silent(PollFailure failure, int minute) {
        printing::SilentPrinter printer;
        printer.address = "192.0.2.7";
        printer.serial_number = "S1";
        printer.failure = failure;
        printer.observed_at = base::Instant(minutes(1'000'000 + minute));
        return printer;
    }
    void Fail(PollFailure failure, int minute, const std::string& key = "192.0.2.7:161") {
        silences_.Failed(key, *snmp::Endpoint::Parse("192.0.2.7"), Silent(failure, minute));
    }
    static std::chrono::steady_clock::time_point At(int minute) {
        return std::chrono::steady_clock::time_point(minutes(10'000 + minute));
    }

    Stop stop_;
    std::vector<printing::SilenceReport> reports_;
    int knocks_ = 0;
    int status_ = 0;  // that the server answers; 0: it takes it
    Knocked knocked_;
    Silences silences_{[this](const printing::SilenceReport& report) -> ServerResult<void> {
                           if (status_ != 0) return std::unexpected(ServerFailure{status_, "refused", {}});
                           reports_.push_back(report);
                           return {};
                       },
                       [this](const std::vector<snmp::Endpoint>& places) {
                           ++knocks_;
                           return std::vector<Knocked>(places.size(), knocked_);
                       },
                       stop_};
};

TEST_F(SilencesTest, TheFirstReportSaysWhatTheAgentCanDo) {
    EXPECT_TRUE(silences_.Once(At(0)));
    ASSERT_EQ(reports_.size(), 1U);
    EXPECT_EQ(reports_[0].abilities, std::vector<std::string>{printing::kCheckAbility});
    EXPECT_TRUE(reports_[0].printers.empty());
}

TEST_F(SilencesTest, ASilenceIsLookedIntoAndToldOnce) {
    silences_.SetKnown(3, [](const std::string&) { return true; });
    knocked_.open = {9100};
    Fail(PollFailure::kNoAnswer, 0);
    EXPECT_TRUE(silences_.Once(At(0)));
    Fail(PollFailure::kNoAnswer, 5);
    EXPECT_TRUE(silences_.Once(At(5)));
    ASSERT_EQ(reports_.size(), 1U);
    EXPECT_EQ(knocks_, 1);
    EXPECT_EQ(reports_[0].known, 3);
    EXPECT_EQ(reports_[0].silent, 0);  // it is heard of
    EXPECT_EQ(reports_[0].printers.at(0).failure, PollFailure::kSnmpSilent);

    // An hour later it is looked into again, and all are told.
    knocked_ = {};
    Fail(PollFailure::kNoAnswer, 65);
    EXPECT_TRUE(silences_.Once(At(65)));
    ASSERT_EQ(reports_.size(), 2U);
    EXPECT_EQ(knocks_, 2);
    EXPECT_EQ(reports_[1].silent, 1);
    EXPECT_EQ(reports_[1].printers.at(0).failure, PollFailure::kNoAnswer);
    EXPECT_EQ(reports_[1].printers.at(0).since, base::Instant(minutes(1'000'000)));
    EXPECT_EQ(reports_[1].printers.at(0).observed_at, base::Instant(minutes(1'000'065)));
}

TEST_F(SilencesTest, ARefusalIsNotKnockedAt) {
    Fail(PollFailure::kAccessRefused, 0);
    EXPECT_TRUE(silences_.Once(At(0)));
    EXPECT_EQ(knocks_, 0);
    EXPECT_EQ(reports_.at(0).printers.at(0).failure, PollFailure::kAccessRefused);
}

TEST_F(SilencesTest, WhatIsOverIsForgottenAndTheCountTold) {
    silences_.SetKnown(1, [](const std::string&) { return true; });
    Fail(PollFailure::kNoAnswer, 0);
    EXPECT_TRUE(silences_.Once(At(0)));
    silences_.Answered("192.0.2.7:161", "S1");
    EXPECT_TRUE(silences_.Once(At(1)));
    ASSERT_EQ(reports_.size(), 2U);
    EXPECT_EQ(reports_[1].silent, 0);
    EXPECT_TRUE(reports_[1].printers.empty());
}

TEST_F(SilencesTest, APrinterThatMovedAndAnswersElsewhereIsNotSilent) {
    Fail(PollFailure::kOtherPrinter, 0, "192.0.2.7:161|S1");
    silences_.Answered("192.0.2.9:161", "S1");
    EXPECT_TRUE(silences_.Once(At(0)));
    EXPECT_TRUE(reports_.at(0).printers.empty());
}

TEST_F(SilencesTest, WhatIsNotSearchedAnyMoreIsForgotten) {
    Fail(PollFailure::kNoAnswer, 0);
    Fail(PollFailure::kOtherPrinter, 0, "192.0.2.8:161|S2");
    silences_.SetKnown(1, [](const std::string& key) { return key == "192.0.2.8:161"; });
    EXPECT_TRUE(silences_.Once(At(0)));
    ASSERT_EQ(reports_.at(0).printers.size(), 1U);
    EXPECT_EQ(reports_.at(0).printers.at(0).failure, PollFailure::kOtherPrinter);
}

TEST_F(SilencesTest, WhatTheServerDidNotTakeIsSentAgain) {
    status_ = 404;  // a server of before
    Fail(PollFailure::kNoAnswer, 0);
    EXPECT_FALSE(silences_.Once(At(0)));
    status_ = 0;
    EXPECT_TRUE(silences_.Once(At(1)));
    EXPECT_EQ(reports_.at(0).printers.size(), 1U);
}

TEST_F(SilencesTest, ManyAreToldInParts) {
    for (int i = 0; i < 1100; ++i) Fail(PollFailure::kAccessRefused, 0, "p" + std::to_string(i));
    EXPECT_TRUE(silences_.Once(At(0)));
    ASSERT_EQ(reports_.size(), 3U);
    EXPECT_EQ(reports_[0].printers.size(), 500U);
    EXPECT_EQ(reports_[2].printers.size(), 100U);
}

// A port of this machine.
class Bound {
  public:
    explicit Bound(int type) : fd_(::socket(AF_INET, type, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size), 0);
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    ~Bound() { ::close(fd_); }
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;
    [[nodiscard]] snmp::Endpoint endpoint() const {
        return *snmp::Endpoint::Parse("127.0.0.1:" + std::to_string(port_));
    }

  private:
    int fd_;
    std::uint16_t port_ = 0;
};

TEST(Knock, TellsAClosedPortFromASilentOne) {
    const std::atomic<bool> stop{false};
    const Bound silent(SOCK_DGRAM);
    snmp::Endpoint closed;
    {
        const Bound gone(SOCK_DGRAM);
        closed = gone.endpoint();
    }
    const auto knocked = Knock({silent.endpoint(), closed}, std::chrono::milliseconds(500), stop);
    ASSERT_EQ(knocked.size(), 2U);
    EXPECT_FALSE(knocked[0].snmp_port_closed);
    EXPECT_FALSE(knocked[0].snmp_answers);
    EXPECT_TRUE(knocked[1].snmp_port_closed);
    EXPECT_TRUE(knocked[0].AnyoneThere());  // this machine refuses connections
}

}  // namespace
}  // namespace agent
