// What machines say unasked, against net-snmp as Debian has it: its snmptrapd reads what our side sends, and our receiver what its
// snmptrap and snmpinform send, in every version and every pair of SNMPv3 protocols. Each side makes its keys itself.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <fstream>

#include "lib/base/temporary_folder.hpp"
#include "lib/snmp/net_snmp_pairs.hpp"
#include "lib/snmp/notifications.hpp"
#include "lib/snmp/test_machine.hpp"

namespace snmp {
namespace {

const Oid kAlert{1, 3, 6, 1, 2, 1, 43, 18, 2, 0, 1};  // printerV2Alert, RFC 3805
const Oid kAlertCode{1, 3, 6, 1, 2, 1, 43, 18, 1, 1, 7, 1, 3};
const Oid kColdStart{1, 3, 6, 1, 6, 3, 1, 1, 5, 1};
constexpr char kTrapdMissing[] = "install the packages snmp and snmptrapd";

std::string Hex(const std::vector<std::uint8_t>& octets) {
    std::string text = "0x";
    for (const auto octet : octets) text += fmt::format("{:02x}", octet);
    return text;
}

pid_t Spawn(const std::vector<std::string>& words, const std::string& persistent, int out = -1) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const std::string keeps = "SNMP_PERSISTENT_DIR=" + persistent;
    const std::string reads = "SNMPCONFPATH=" + persistent;
    const char* environment[] = {keeps.c_str(), reads.c_str(), "MIBS=", "PATH=/usr/sbin:/usr/bin:/bin", nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (out >= 0) {
        posix_spawn_file_actions_adddup2(&actions, out, 1);
        posix_spawn_file_actions_adddup2(&actions, out, 2);
    }
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(),
                                     const_cast<char* const*>(environment));
    posix_spawn_file_actions_destroy(&actions);
    EXPECT_EQ(failed, 0) << kTrapdMissing;
    return failed == 0 ? process : 0;
}

int UdpSocket(sockaddr_in& address) {
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), size), 0);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return fd;
}

// snmptrapd with all users, each known at the engine of the machine that sends; what it prints is read line by line.
class Trapd {
  public:
    explicit Trapd(const std::vector<std::uint8_t>& engine) {
        const std::string folder = folder_.path().string();
        std::ofstream out(folder_.path() / "trapd.conf");
        for (const Spoken& pair : AllPairs()) {
            const std::string user = UserOf(pair);
            out << "createUser -e " << Hex(engine) << ' ' << user << ' ' << pair.auth_name << " \"" << kAuthSecret
                << '"';
            if (pair.priv != PrivProtocol::kNone) out << ' ' << pair.priv_name << " \"" << kPrivSecret << '"';
            out << "\nauthUser log " << user << (pair.priv == PrivProtocol::kNone ? " auth" : " priv") << "\n";
        }
        out << "authCommunity log alerts\n";
        out.close();
        port_ = FreePort();
        int pipe[2] = {};
        EXPECT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
        reads_ = pipe[0];
        process_ = Spawn({"/usr/sbin/snmptrapd", "-f", "-C", "-c", folder + "/trapd.conf", "-Lo", "-On", "-p",
                          folder + "/pid", "-F", "%P # %N %w %q # %v\n", fmt::format("udp:127.0.0.1:{}", port_)},
                         folder, pipe[1]);
        ::close(pipe[1]);
        sockaddr_in own;
        sends_ = UdpSocket(own);
    }
    ~Trapd() {
        if (process_ > 0) {
            ::kill(process_, SIGTERM);
            ::waitpid(process_, nullptr, 0);
        }
        ::close(reads_);
        ::close(sends_);
    }
    Trapd(const Trapd&) = delete;
    Trapd& operator=(const Trapd&) = delete;

    void Send(ber::Bytes datagram) const {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port_));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::sendto(sends_, datagram.data(), datagram.size(), 0, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    }
    // The first line that it prints from now on with this word; empty when there is none within `limit`.
    std::string Line(std::string_view word, std::chrono::milliseconds limit) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (true) {
            for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n')) {
                const std::string line = text_.substr(0, at);
                text_.erase(0, at + 1);
                if (line.find(word) != std::string::npos) return line;
            }
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            pollfd wait{reads_, POLLIN, 0};
            if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return "";
            char buffer[4096];
            const ssize_t count = ::read(reads_, buffer, sizeof buffer);
            if (count <= 0) return "";
            text_.append(buffer, static_cast<std::size_t>(count));
        }
    }

  private:
    base::TemporaryFolder folder_{"snmptrapd"};
    int port_ = 0;
    pid_t process_ = 0;
    int reads_ = -1;
    int sends_ = -1;
    std::string text_;
};

Values AlertTable() {
    Values values;
    values.AddNumber(kAlertCode.ids(), ber::kInteger, 1104);
    return values;
}

TEST(TrapdPeer, ReadsWhatOurSideSendsInEveryVersionAndPair) {  // AGT-13
    TestMachine machine(AlertTable());
    machine.SetCommunity("alerts");
    for (const Spoken& pair : AllPairs()) {
        machine.AddUser(MakeUsmUser(UserOf(pair), pair.auth, kAuthSecret, pair.priv, kPrivSecret));
    }
    Trapd trapd(machine.Engine().id);
    Responder sender;
    const Trap alert{kAlert, {kAlertCode}};
    std::string line;
    for (int tries = 0; line.empty() && tries < 300; ++tries) {  // until it is up
        trapd.Send(sender.Notify(1, "alerts", alert, machine));
        line = trapd.Line("SNMP v2c", std::chrono::milliseconds(100));
    }
    const std::string objects = ".1.3.6.1.2.1.43.18.1.1.7.1.3 = INTEGER: 1104";
    EXPECT_NE(line.find("TRAP2, SNMP v2c, community alerts"), std::string::npos) << line;
    EXPECT_NE(line.find(".1.3.6.1.6.3.1.1.4.1.0 = OID: .1.3.6.1.2.1.43.18.2.0.1"), std::string::npos) << line;
    EXPECT_NE(line.find(objects), std::string::npos) << line;

    trapd.Send(sender.Notify(0, "alerts", alert, machine));
    line = trapd.Line("SNMP v1", std::chrono::seconds(10));
    EXPECT_NE(line.find("TRAP, SNMP v1, community alerts # .1.3.6.1.2.1.43.18.2 6 .1 # "), std::string::npos) << line;
    EXPECT_NE(line.find(objects), std::string::npos) << line;
    trapd.Send(sender.Notify(0, "alerts", {kColdStart, {}}, machine));
    line = trapd.Line("SNMP v1", std::chrono::seconds(10));
    EXPECT_NE(line.find(" 0 0 # "), std::string::npos) << line;

    for (const Spoken& pair : AllPairs()) {
        SCOPED_TRACE(UserOf(pair));
        trapd.Send(sender.Notify(3, UserOf(pair), alert, machine));
        line = trapd.Line("SNMP v3", std::chrono::seconds(10));
        EXPECT_NE(line.find("user " + UserOf(pair) + ","), std::string::npos) << line;
        EXPECT_NE(line.find(objects), std::string::npos) << line;
    }
    EXPECT_TRUE(sender.Notify(3, "nobody", alert, machine).empty());
}

// Our receiver on a UDP port, asked by net-snmp's programs.
class Heard {
  public:
    explicit Heard(const std::vector<Spoken>& pairs)
        : receiver_({0x80, 0, 0, 0, 5, 1, 2, 3, 4}, std::chrono::steady_clock::now()) {
        std::vector<std::shared_ptr<const UsmUser>> users;
        for (const Spoken& pair : pairs) {
            users.push_back(std::make_shared<const UsmUser>(
                MakeUsmUser(UserOf(pair), pair.auth, kAuthSecret, pair.priv, kPrivSecret)));
        }
        receiver_.SetUsers(std::move(users));
        fd_ = UdpSocket(address_);
    }
    ~Heard() { ::close(fd_); }
    Heard(const Heard&) = delete;
    Heard& operator=(const Heard&) = delete;

    [[nodiscard]] std::string place() const { return fmt::format("udp:127.0.0.1:{}", ntohs(address_.sin_port)); }
    [[nodiscard]] NotificationReceiver& receiver() { return receiver_; }

    // Runs the program to its end and gives what was heard meanwhile; `code`: how it ended.
    std::vector<Notification> Run(std::vector<std::string> words, int& code) {
        words.insert(words.end(), {place(), "", kAlert.ToString(), kAlertCode.ToString(), "i", "1104"});
        std::vector<Notification> heard;
        const pid_t process = Spawn(words, folder_.path().string());
        int status = 0;
        bool ended = false;
        while (process > 0) {
            const bool had_ended = ended;
            ended = ended || ::waitpid(process, &status, WNOHANG) == process;
            pollfd wait{fd_, POLLIN, 0};
            if (::poll(&wait, 1, had_ended ? 0 : 20) > 0) {
                Take(heard);
            } else if (had_ended) {
                break;
            }
        }
        code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return heard;
    }

  private:
    void Take(std::vector<Notification>& heard) {
        std::vector<std::uint8_t> buffer(65'536);
        sockaddr_in from{};
        socklen_t size = sizeof from;
        const ssize_t count =
            ::recvfrom(fd_, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
        if (count < 0) return;
        const auto received =
            receiver_.Receive({buffer.data(), static_cast<std::size_t>(count)}, std::chrono::steady_clock::now());
        if (received.notification) heard.push_back(*received.notification);
        if (received.reply.empty()) return;
        ::sendto(fd_, received.reply.data(), received.reply.size(), 0, reinterpret_cast<const sockaddr*>(&from), size);
    }

    base::TemporaryFolder folder_{"snmptrap"};
    NotificationReceiver receiver_;
    int fd_ = -1;
    sockaddr_in address_{};
};

std::vector<std::string> As(const Spoken& pair, const char* program, const char* secret = kAuthSecret) {
    std::vector<std::string> words{program, "-v",         "3",  "-r",           "1",  "-t",  "5",
                                   "-u",    UserOf(pair), "-a", pair.auth_name, "-A", secret};
    if (pair.priv == PrivProtocol::kNone) {
        words.insert(words.end(), {"-l", "authNoPriv"});
    } else {
        words.insert(words.end(), {"-l", "authPriv", "-x", pair.priv_name, "-X", kPrivSecret});
    }
    return words;
}

TEST(TrapdPeer, OurReceiverHearsItsTrapsAndAcknowledgesItsInformsInEveryPair) {  // AGT-13
    Heard heard(AllPairs());
    for (const Spoken& pair : AllPairs()) {
        SCOPED_TRACE(UserOf(pair));
        int code = 0;
        auto trap = As(pair, "/usr/bin/snmptrap");
        trap.insert(trap.end(), {"-e", "0x8000000005aabbccdd"});
        auto got = heard.Run(trap, code);
        EXPECT_EQ(code, 0);
        ASSERT_EQ(got.size(), 1U);
        EXPECT_EQ(got[0].who, UserOf(pair));
        EXPECT_EQ(got[0].name, kAlert);
        EXPECT_FALSE(got[0].inform);

        got = heard.Run(As(pair, "/usr/bin/snmpinform"), code);
        EXPECT_EQ(code, 0);  // it was acknowledged
        ASSERT_EQ(got.size(), 1U);
        EXPECT_EQ(got[0].name, kAlert);
        EXPECT_TRUE(got[0].inform);
    }
}

TEST(TrapdPeer, OurReceiverHearsCommunities) {  // AGT-13
    Heard heard({});
    int code = 0;
    auto got = heard.Run({"/usr/bin/snmptrap", "-v", "2c", "-c", "alerts"}, code);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].version, 1);
    EXPECT_EQ(got[0].who, "alerts");
    EXPECT_EQ(got[0].name, kAlert);
    got = heard.Run({"/usr/bin/snmpinform", "-v", "2c", "-c", "alerts", "-r", "1", "-t", "5"}, code);
    EXPECT_EQ(code, 0);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_TRUE(got[0].inform);
}

TEST(TrapdPeer, WhatAWrongKeySignedIsNeitherHeardNorAcknowledged) {  // AGT-13
    const Spoken pair{"SHA-256", AuthProtocol::kSha256, "AES", PrivProtocol::kAes128};
    Heard heard({pair});
    int code = 0;
    auto trap = As(pair, "/usr/bin/snmptrap", "another secret");
    trap.insert(trap.end(), {"-e", "0x8000000005aabbccdd"});
    EXPECT_TRUE(heard.Run(trap, code).empty());
    EXPECT_TRUE(heard.Run(As(pair, "/usr/bin/snmpinform", "another secret"), code).empty());
    EXPECT_NE(code, 0);
    // Nor what nobody signed, of a user who has a key.
    EXPECT_TRUE(heard
                    .Run({"/usr/bin/snmptrap", "-v", "3", "-u", UserOf(pair), "-l", "noAuthNoPriv", "-e",
                          "0x8000000005aabbccdd"},
                         code)
                    .empty());
}

}  // namespace
}  // namespace snmp
