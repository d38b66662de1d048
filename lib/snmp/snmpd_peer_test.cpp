// Our client asks net-snmp's snmpd, as Debian has it, over every pair of SNMPv3 protocols that both speak; the daemon makes its
// keys itself, from the passwords. It is restarted in the middle, and it counts who tried a wrong key.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "lib/base/temporary_folder.hpp"
#include "lib/snmp/net_snmp_pairs.hpp"
#include "lib/snmp/sessions.hpp"

namespace snmp {
namespace {

// One daemon for all tests; it is in /usr/sbin, which is not in everybody's PATH.
class Snmpd {
  public:
    Snmpd() {
        std::ofstream out(folder_.path() / "users.conf");
        for (const Spoken& pair : AllPairs()) {
            const std::string user = UserOf(pair);
            out << "createUser " << user << ' ' << pair.auth_name << " \"" << kAuthSecret << '"';
            if (pair.priv != PrivProtocol::kNone) out << ' ' << pair.priv_name << " \"" << kPrivSecret << '"';
            out << "\nrouser " << user << (pair.priv == PrivProtocol::kNone ? " auth" : " priv") << " .1\n";
        }
        out << "rocommunity counting\nsysLocation a rack\n";
        out.close();
        port_ = FreePort();
        Start();
    }
    ~Snmpd() { Stop(); }

    void Restart() {
        Stop();
        Start();
    }
    [[nodiscard]] Endpoint endpoint() const { return *Endpoint::Parse(fmt::format("127.0.0.1:{}", port_)); }

    [[nodiscard]] Answer Ask(Credentials credentials, std::vector<Range> ranges, int retries = 3) const {
        ClientOptions options;
        options.timeout = std::chrono::milliseconds(1000);
        options.retries = retries;
        options.try_v1 = false;
        Client client(options);
        Answer answer;
        client.Fetch(endpoint(), std::move(credentials), std::move(ranges),
                     [&](Answer got) { answer = std::move(got); });
        client.Run();
        return answer;
    }
    // Of usmStats: how many requests had a digest that is wrong.
    [[nodiscard]] std::int64_t WrongDigests() const {
        const Oid counter{1, 3, 6, 1, 6, 3, 15, 1, 1, 5};
        const Answer answer = Ask({.version = Credentials::Version::kV2c, .community = "counting"}, {Scalar(counter)});
        return answer.values.Number(counter.With({0}).ids()).value_or(-1);
    }

  private:
    void Start() {
        const std::string folder = folder_.path().string();
        const std::string keeps = "SNMP_PERSISTENT_DIR=" + folder;
        const std::string listens = fmt::format("udp:127.0.0.1:{}", port_);
        const std::string config = folder + "/users.conf";
        const std::string log = folder + "/log";
        const char* arguments[] = {
            "/usr/sbin/snmpd", "-f",   "-C", "-c", config.c_str(), "-Lf", log.c_str(), "-I", "-smux,mteTrigger",
            listens.c_str(),   nullptr};
        const char* environment[] = {keeps.c_str(), "MIBS=", "PATH=/usr/sbin:/usr/bin:/bin", nullptr};
        ASSERT_EQ(::posix_spawn(&process_, arguments[0], nullptr, nullptr, const_cast<char* const*>(arguments),
                                const_cast<char* const*>(environment)),
                  0)
            << "install the package snmpd";
        // It makes the keys of 42 users first: a megabyte of hashing each, and more.
        int asked = 0;
        while (WrongDigests() < 0 && ::waitpid(process_, nullptr, WNOHANG) == 0 && ++asked < 30) {
        }
        ASSERT_GE(WrongDigests(), 0) << "snmpd did not start: " << log;
    }
    void Stop() {
        if (process_ <= 0) return;
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }

    base::TemporaryFolder folder_{"snmpd"};
    int port_ = 0;
    pid_t process_ = 0;
};

class SnmpdPeer : public testing::Test {
  protected:
    static void SetUpTestSuite() { daemon_ = std::make_unique<Snmpd>(); }
    static void TearDownTestSuite() { daemon_.reset(); }
    static Credentials As(const Spoken& pair, std::string_view auth_secret = kAuthSecret) {
        return {.version = Credentials::Version::kV3,
                .community = "",
                .user = std::make_shared<const UsmUser>(
                    MakeUsmUser(UserOf(pair), pair.auth, auth_secret, pair.priv, kPrivSecret)),
                .context = ""};
    }
    static inline std::unique_ptr<Snmpd> daemon_;
};

const Oid kLocation{1, 3, 6, 1, 2, 1, 1, 6};

TEST_F(SnmpdPeer, SpeaksEveryPairWithIt) {  // AGT-13
    for (const Spoken& pair : AllPairs()) {
        SCOPED_TRACE(UserOf(pair));
        const Answer answer = daemon_->Ask(As(pair), {Scalar(kLocation), Under(Oid{1, 3, 6, 1, 2, 1, 1, 9, 1, 3}, 10)});
        EXPECT_EQ(answer.outcome, Outcome::kAnswered);
        EXPECT_EQ(answer.values.Octets(kLocation.With({0}).ids()), "a rack");
        EXPECT_GT(answer.values.size(), 5U);
        EXPECT_TRUE(answer.problems.empty());
    }
}

TEST_F(SnmpdPeer, TheTwoExtensionsOfKeysDifferWhereTheDigestIsShort) {  // AGT-13
    for (const Spoken& pair : AllPairs()) {
        if (pair.priv != PrivProtocol::kAes256) continue;
        SCOPED_TRACE(pair.auth_name);
        Spoken other = pair;
        other.priv = PrivProtocol::kAes256C;
        Credentials credentials = As(other);
        auto user = *credentials.user;
        user.name = UserOf(pair);
        credentials.user = std::make_shared<const UsmUser>(user);
        const Answer answer = daemon_->Ask(credentials, {Scalar(kLocation)}, 0);
        const bool is_long = pair.auth == AuthProtocol::kSha256 || pair.auth == AuthProtocol::kSha384 ||
                             pair.auth == AuthProtocol::kSha512;
        EXPECT_EQ(answer.values.size(), is_long ? 1U : 0U);
    }
}

TEST_F(SnmpdPeer, AnswersAgainAfterItsRestart) {  // AGT-13
    const Spoken pair{"SHA", AuthProtocol::kSha1, "AES-256", PrivProtocol::kAes256};
    EXPECT_EQ(daemon_->Ask(As(pair), {Scalar(kLocation)}).values.size(), 1U);
    daemon_->Restart();
    EXPECT_EQ(daemon_->Ask(As(pair), {Scalar(kLocation)}).values.size(), 1U);
}

TEST_F(SnmpdPeer, AWrongKeyIsTriedOnce) {  // AGT-13
    const std::int64_t before = daemon_->WrongDigests();
    const Answer answer = daemon_->Ask(
        As({"SHA-256", AuthProtocol::kSha256, "AES", PrivProtocol::kAes128}, "another secret"), {Scalar(kLocation)});
    EXPECT_EQ(answer.outcome, Outcome::kAuthenticationFailed);
    EXPECT_EQ(daemon_->WrongDigests(), before + 1);
}

}  // namespace
}  // namespace snmp
