#include "agent/traps/traps.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <thread>

#include "lib/snmp/test_machine.hpp"

namespace agent {
namespace {

using std::chrono::seconds;

const snmp::Oid kAlert{1, 3, 6, 1, 2, 1, 43, 18, 2, 0, 1};  // printerV2Alert, RFC 3805

TEST(TrapGate, PollsAtOnceAndThenOnceMoreAtTheEndOfThePause) {  // AGT-4
    TrapGate gate;
    const TrapGate::Time start(seconds(1000));
    EXPECT_TRUE(gate.Heard("a", start));
    EXPECT_FALSE(gate.NextDue());
    for (int i = 1; i < 30; ++i) EXPECT_FALSE(gate.Heard("a", start + seconds(i)));
    EXPECT_TRUE(gate.Heard("b", start + seconds(5)));  // each by itself
    EXPECT_TRUE(gate.Due(start + seconds(29)).empty());
    ASSERT_TRUE(gate.NextDue());
    EXPECT_EQ(*gate.NextDue(), start + kTrapPause);
    EXPECT_EQ(gate.Due(start + kTrapPause), std::vector<std::string>{"a"});
    EXPECT_FALSE(gate.Heard("a", start + kTrapPause + seconds(1)));  // the pause begins anew
    EXPECT_EQ(gate.Due(start + 2 * kTrapPause), std::vector<std::string>{"a"});
    EXPECT_TRUE(gate.Heard("a", start + 4 * kTrapPause));
    EXPECT_FALSE(gate.Heard("a", start + 4 * kTrapPause + seconds(1)));
    gate.KeepOnly({"b"});
    EXPECT_FALSE(gate.NextDue());
}

TEST(Traps, WhatAnotherOneDidWrongIsNoStateOfThePrinter) {
    const auto tells = [](std::uint32_t number) {
        return TellsOfState({1, "public", snmp::kSnmpTraps.With({number}), false});
    };
    EXPECT_TRUE(tells(1));   // coldStart
    EXPECT_FALSE(tells(5));  // authenticationFailure
    EXPECT_TRUE(TellsOfState({1, "public", kAlert, false}));
}

class TrapsTest : public testing::Test {
  protected:
    TrapsTest() {
        snmp::Values values;
        values.AddNumber(snmp::Oid{1, 3, 6, 1, 2, 1, 43, 18, 1, 1, 7, 1, 3}.ids(), snmp::ber::kInteger, 8);
        machine_ = std::make_unique<snmp::TestMachine>(values);
        const int fd = Socket("127.0.0.1");
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
        ::close(fd);
        settings_.listen = {"127.0.0.1:" + std::to_string(ntohs(address.sin_port))};
        traps_ = std::make_unique<Traps>(settings_, stop_);
        traps_->WhenHeard([this](const std::string& host) {
            const std::lock_guard lock(mutex_);
            heard_.push_back(host);
            changed_.notify_all();
        });
        traps_->SetPrinters({"127.0.0.1", "127.0.0.3", "127.0.0.4"});
        thread_ = std::thread([this] { traps_->Run(); });
    }
    ~TrapsTest() override {
        stop_.Set();
        Send({}, "127.0.0.9");  // wakes it
        thread_.join();
    }
    static int Socket(const char* from) {
        const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        ::inet_pton(AF_INET, from, &address.sin_addr);
        EXPECT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        return fd;
    }
    void Send(snmp::ber::Bytes datagram, const char* from) {
        const int fd = Socket(from);
        const snmp::Endpoint to = traps_->places().at(0);
        ::sendto(fd, datagram.data(), datagram.size(), 0, to.address(), to.size());
        ::close(fd);
    }
    void Say(const char* from, int version = 1, std::string_view who = "public") {
        Send(sender_.Notify(version, who, {kAlert, {}}, *machine_), from);
    }
    // Who was to be polled, once it is `last`, which is said by the newest datagram.
    std::vector<std::string> HeardUntil(const std::string& last) {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(changed_.wait_for(lock, seconds(30), [&] { return !heard_.empty() && heard_.back() == last; }));
        return heard_;
    }

    Stop stop_;
    TrapSettings settings_;
    std::unique_ptr<snmp::TestMachine> machine_;
    snmp::Responder sender_;
    std::unique_ptr<Traps> traps_;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> heard_;
};

TEST_F(TrapsTest, KnownPrintersAreHeardAndOthersNot) {  // AGT-4
    Say("127.0.0.2");
    Say("127.0.0.1", 0);
    Say("127.0.0.1", 1);
    Say("127.0.0.3");
    EXPECT_EQ(HeardUntil("127.0.0.3"), (std::vector<std::string>{"127.0.0.1", "127.0.0.3"}));
}

TEST_F(TrapsTest, OfSnmpV3OnlyWhatAKnownUserSigned) {  // AGT-13
    const auto user = [](std::string_view secret) {
        return snmp::MakeUsmUser("anna", snmp::AuthProtocol::kSha256, secret, snmp::PrivProtocol::kAes128,
                                 "privacy key");
    };
    machine_->AddUser(user("another secret"));
    Say("127.0.0.1", 3, "anna");  // nobody of this name is known yet
    traps_->SetUsers({std::make_shared<const snmp::UsmUser>(user("authentication"))});
    Say("127.0.0.1", 3, "anna");  // signed with another key
    snmp::TestMachine right(snmp::Values{});
    right.AddUser(user("authentication"));
    Send(sender_.Notify(3, "anna", {kAlert, {}}, right), "127.0.0.3");
    EXPECT_EQ(HeardUntil("127.0.0.3"), (std::vector<std::string>{"127.0.0.3"}));
}

TEST_F(TrapsTest, NonsenseIsNotHeard) {
    const auto whole = sender_.Notify(1, "public", {kAlert, {}}, *machine_);
    const std::vector<std::uint8_t> right(whole.begin(), whole.end());
    for (std::size_t size = 0; size < right.size(); ++size) Send({right.data(), size}, "127.0.0.1");
    for (const std::size_t at : {0U, 4U, 13U}) {
        auto wrong = right;
        wrong[at] ^= 0x40;
        Send(wrong, "127.0.0.1");
    }
    Say("127.0.0.4");
    EXPECT_EQ(HeardUntil("127.0.0.4"), (std::vector<std::string>{"127.0.0.4"}));
}

}  // namespace
}  // namespace agent
