#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>

#include "agent/report/test_server.hpp"
#include "agent/settings.hpp"
#include "agent/update/program_state.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/temporary_folder.hpp"
#include "lib/packages/agent_package.hpp"
#include "lib/printing/agent_messages.hpp"
#include "lib/snmp/test_machine.hpp"

// The real agent becomes a newer one, or does not (AGT-9). The server is this test.
namespace agent {
namespace {

constexpr const char* kNewer = "7.1.0";  // PLATEN_NEWER_AGENT
constexpr std::chrono::seconds kLongest{60};

std::string Contents(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const packages::KeyPair kSigner = packages::MakeKeyPair();

std::string Package(const std::string& program, const std::string& version = kNewer,
                    const std::string& key = kSigner.secret_key) {
    auto package = packages::Sign(Contents(program), version, packages::OwnArchitecture(), key);
    EXPECT_TRUE(package) << program;
    return package ? std::move(*package) : "";
}

class AgentUpdate : public testing::Test {
  protected:
    AgentUpdate() : server_([this](const TestServer::Request& request) { return Answer(request); }) {
        SetTrialSeconds(60);
        std::ofstream(folder_.path() / "identity.json")
            << R"({"server":")" << server_.url() << R"(","agent_id":"a","key":"k"})";
    }
    ~AgentUpdate() override {
        if (pid_ > 0) Kill();
    }

    void SetTrialSeconds(int seconds) {
        std::ofstream(folder_.path() / "agent.toml")
            << "[ipp]\nenabled = false\ndns_sd = false\n[update]\ntrial_seconds = " << seconds << "\nkeys = [\""
            << kSigner.public_key << "\"]\n";
    }
    // From now on this is offered to an agent that runs something else and has not failed with it.
    void Offer(std::string package, std::string version = kNewer) {
        const std::lock_guard lock(mutex_);
        package_ = std::move(package);
        version_ = std::move(version);
    }

    void Start() {
        const std::string config = folder_.path() / "agent.toml";
        const std::string data = folder_.path();
        const std::string log = folder_.path() / "log";
        pid_ = ::fork();
        if (pid_ == 0) {
            FILE* out = std::fopen(log.c_str(), "a");
            ::dup2(::fileno(out), STDOUT_FILENO);
            ::dup2(::fileno(out), STDERR_FILENO);
            ::execl(PLATEN_AGENT_PROGRAM, PLATEN_AGENT_PROGRAM, "run", "--config", config.c_str(), "--data",
                    data.c_str(), nullptr);
            ::_exit(127);
        }
    }
    int End(int signal = SIGTERM) {
        ::kill(pid_, signal);
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    void Kill() { End(SIGKILL); }

    // Until an agent said what `wanted` says yes to.
    bool Until(const std::function<bool(const printing::AgentUpdateReport&)>& wanted) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kLongest, [&] {
            while (looked_at_ < reports_.size()) {
                if (wanted(reports_[looked_at_++])) return true;
            }
            return false;
        });
    }
    bool UntilDone() {
        return Until(
            [](const auto& report) { return report.version == kNewer && report.last && IsDone(*report.last); });
    }
    static bool IsDone(const printing::LastUpdate& last) {
        return last.version == kNewer && last.outcome == printing::UpdateOutcome::kDone;
    }
    // Until the agent of before told that it did not become the newer one.
    bool UntilTold(printing::UpdateOutcome outcome) {
        return Until([&](const auto& report) {
            return report.version != kNewer && report.last && report.last->outcome == outcome;
        });
    }
    std::string Log() const { return Contents(folder_.path() / "log"); }
    ProgramState State() const { return LoadProgramState(folder_.path()); }
    std::vector<std::string> StartedVersions() const {
        std::vector<std::string> versions;
        const std::string log = Log();
        const std::string words = "agent.started version=";
        for (auto at = log.find(words); at != std::string::npos; at = log.find(words, at + 1)) {
            const auto from = at + words.size();
            versions.push_back(log.substr(from, log.find(' ', from) - from));
        }
        return versions;
    }

    base::TemporaryFolder folder_{"update"};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> include_;
    // What the server does before it answers, by what was asked: for a kill at that moment. Called by the server's thread.
    std::function<void(const std::string& line, const std::string& headers)> asked_;
    std::vector<std::int64_t> offsets_;  // of the parts that were fetched
    pid_t pid_ = -1;

  private:
    TestServer::Reply Answer(const TestServer::Request& request) {
        const std::string& line = request.line;
        if (asked_) asked_(line, request.headers);
        const std::lock_guard lock(mutex_);
        if (line.starts_with("POST /api/v1/agent/update ")) {
            auto report = base::json::Read<printing::AgentUpdateReport>(request.body);
            if (!report) return {422};
            printing::AgentUpdateOffer offer;
            if (!package_.empty() && report->version != version_) {
                offer.version = version_;
                offer.package_bytes = static_cast<std::int64_t>(package_.size());
            }
            reports_.push_back(std::move(*report));
            changed_.notify_all();
            return {200, base::json::Write(offer)};
        }
        if (line.starts_with("GET /api/v1/agent/update/package?")) {
            const auto at = line.find("offset=") + 7;
            std::int64_t offset = 0;
            std::from_chars(line.data() + at, line.data() + line.size(), offset);
            offsets_.push_back(offset);
            return {200, package_.substr(static_cast<std::size_t>(offset), printing::kPackagePart)};
        }
        if (line.starts_with("GET /api/v1/agent/configuration ")) {
            printing::AgentConfiguration configuration;
            configuration.version = 1;
            configuration.include = include_;
            configuration.exclude = {};
            configuration.communities = {"public"};
            configuration.retry_after_seconds = 1;
            if (include_.empty()) configuration.include = {"127.0.0.1:9"};
            return {200, base::json::Write(configuration)};
        }
        if (line.starts_with("GET /api/v1/agent/write-access ")) return {200, R"({"communities":[],"v3_users":[]})"};
        if (line.starts_with("GET /api/v1/agent/commands?")) return {200, R"({"commands":[]})"};
        if (line.starts_with("POST /api/v1/agent/readings ")) {
            const auto batch = base::json::Read<printing::ReadingBatch>(request.body);
            if (!batch || batch->readings.empty()) return {422};
            stored_ += batch->readings.size();
            return {200, R"({"acknowledged_seq":)" + std::to_string(batch->readings.back().seq) + "}"};
        }
        return {404};
    }

    std::string package_;
    std::string version_;
    std::vector<printing::AgentUpdateReport> reports_;
    std::size_t looked_at_ = 0;
    std::size_t stored_ = 0;
    TestServer server_;  // last: its thread uses all of the others
};

TEST_F(AgentUpdate, BecomesTheNewerVersionAndStaysIt) {
    Start();
    ASSERT_TRUE(Until([](const auto& report) { return report.can_update; })) << Log();
    Offer(Package(PLATEN_NEWER_AGENT));
    Kill();  // it would ask again in a quarter of an hour
    Start();
    ASSERT_TRUE(UntilDone()) << Log();
    EXPECT_EQ(State().program->version, kNewer);
    EXPECT_FALSE(State().trial);
    EXPECT_EQ(End(), 0);
    Start();
    ASSERT_TRUE(Until([](const auto& report) { return report.version == kNewer && report.can_update; })) << Log();
    EXPECT_EQ(End(), 0) << Log();
}

TEST_F(AgentUpdate, ASuccessorHasToReadAPrinterWherePrintersAnswered) {
    snmp::Values values;
    values.AddOctets(snmp::Oid{1, 3, 6, 1, 2, 1, 1, 1, 0}.ids(), snmp::ber::kOctetString, "Acme Laser 5");
    values.AddNumber(snmp::Oid{1, 3, 6, 1, 2, 1, 43, 10, 2, 1, 4, 1, 1}.ids(), snmp::ber::kCounter32, 77);
    auto machine = std::make_unique<snmp::TestMachine>(values);
    include_ = {"127.0.0.1:" + std::to_string(machine->endpoint().port())};
    std::promise<void> read;
    bool told = false;
    asked_ = [&](const std::string& line, const std::string&) {
        if (line.starts_with("POST /api/v1/agent/readings ") && !told) read.set_value(), told = true;
    };
    Start();
    ASSERT_EQ(read.get_future().wait_for(kLongest), std::future_status::ready) << Log();
    ASSERT_EQ(End(), 0);
    // A program that remembers that printers answered: as the updater writes it.
    ASSERT_TRUE(StoreProgramState(folder_.path(), {}));
    const std::string program = Contents(PLATEN_NEWER_AGENT);
    const auto put = [&] {
        std::filesystem::create_directories(ProgramFile(folder_.path(), kNewer).parent_path());
        std::ofstream(ProgramFile(folder_.path(), kNewer), std::ios::binary) << program;
        ::chmod(ProgramFile(folder_.path(), kNewer).c_str(), 0700);
        ProgramState state;
        state.trial = Trial{{kNewer, base::ToHex(base::Sha256(program))}, 0, true};
        ASSERT_TRUE(StoreProgramState(folder_.path(), state));
    };
    put();
    Start();
    ASSERT_TRUE(UntilDone() || State().program) << Log();
    EXPECT_EQ(State().program->version, kNewer);
    ASSERT_EQ(End(), 0);
    // The same program, and the printers do not answer it: it is taken back.
    machine.reset();
    SetTrialSeconds(4);
    put();
    Start();
    ASSERT_TRUE(UntilTold(printing::UpdateOutcome::kRolledBack)) << Log();
    EXPECT_THAT(*State().last->detail, testing::HasSubstr("no printer answered"));
}

TEST_F(AgentUpdate, OneThatEndsAtOnceIsGivenUpAfterThreeStarts) {
    Offer(Package("/bin/false"));
    Start();
    ASSERT_TRUE(UntilTold(printing::UpdateOutcome::kRolledBack)) << Log();
    EXPECT_FALSE(State().program);
    EXPECT_EQ(State().failed, std::vector<std::string>{kNewer});
    EXPECT_FALSE(std::filesystem::exists(ProgramFile(folder_.path(), kNewer)));
    EXPECT_EQ(End(), 0) << Log();
}

TEST_F(AgentUpdate, OneThatHangsIsGivenUpAfterItsTime) {
    SetTrialSeconds(2);
    Offer(Package(PLATEN_HANGS));
    Start();
    ASSERT_TRUE(UntilTold(printing::UpdateOutcome::kRolledBack)) << Log();
    EXPECT_THAT(*State().last->detail, testing::HasSubstr("the server did not answer it"));
    EXPECT_EQ(End(), 0) << Log();
}

TEST_F(AgentUpdate, AProgramThatSaysAnotherVersionThanWasSignedIsGivenUp) {
    Offer(Package(PLATEN_NEWER_AGENT, "7.2.0"), "7.2.0");
    Start();
    ASSERT_TRUE(UntilTold(printing::UpdateOutcome::kRolledBack)) << Log();
    EXPECT_THAT(Log(), testing::HasSubstr("this is 7.1.0, signed as 7.2.0"));
}

TEST_F(AgentUpdate, WhatAnotherSignedIsNotEvenFetched) {
    Offer(Package(PLATEN_NEWER_AGENT, kNewer, packages::MakeKeyPair().secret_key));
    Start();
    ASSERT_TRUE(Until([](const auto& report) { return report.can_update; }));
    ASSERT_TRUE(UntilTold(printing::UpdateOutcome::kRefused)) << Log();
    EXPECT_EQ(State().last->outcome, printing::UpdateOutcome::kRefused);
    EXPECT_THAT(*State().last->detail, testing::HasSubstr("update_not_signed"));
    EXPECT_EQ(offsets_, std::vector<std::int64_t>{0});
    EXPECT_EQ(End(), 0);
}

// Killed at each question that it asks the server on its way, and started again: one whole agent each time, the newer one in the
// end, and what was fetched is not fetched again.
TEST_F(AgentUpdate, KilledAnywhereItStartsAgainWholeAndBecomesTheNewerOne) {
    Offer(Package(PLATEN_NEWER_AGENT));
    std::atomic<int> at{0};   // how many questions have been asked
    std::atomic<int> die{0};  // at which the agent is killed
    std::promise<void>* killed = nullptr;
    std::set<std::string> places;
    asked_ = [&](const std::string& line, const std::string& headers) {
        const bool of_update = line.find("/agent/update") != std::string::npos;
        const bool newer = headers.find(std::string("platen-agent/") + kNewer) != std::string::npos;
        if (!of_update && !newer) return;
        if (++at != die || killed == nullptr) return;
        places.insert(line.substr(0, 35) + (newer ? " newer" : ""));
        ::kill(pid_, SIGKILL);
        std::exchange(killed, nullptr)->set_value();
    };
    for (int kill = 1; kill <= 60; ++kill) {
        std::promise<void> done;
        killed = &done;
        at = 0;
        // The trial is killed in two of its starts only: three without success are a failure.
        die = State().trial && State().trial->starts >= 2 ? 1'000'000 : 2 + kill % 3;
        Start();
        if (die == 1'000'000) break;
        const auto ended = done.get_future();
        if (ended.wait_for(std::chrono::seconds(20)) != std::future_status::ready) break;
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        if (State().program) break;
    }
    if (pid_ < 0) Start();
    ASSERT_TRUE(UntilDone()) << Log();
    EXPECT_EQ(End(), 0) << Log();
    EXPECT_GT(places.size(), 1U) << "killed while it fetched and while it tried";
    for (const auto& version : StartedVersions()) EXPECT_THAT(version, testing::AnyOf(kNewer, PLATEN_VERSION));
    EXPECT_EQ(State().program->version, kNewer);
    // Each part was asked for again at most where the agent was killed at it.
    EXPECT_EQ(std::set<std::int64_t>(offsets_.begin(), offsets_.end()).size(),
              static_cast<std::size_t>(offsets_.back() / printing::kPackagePart + 1));
}

}  // namespace
}  // namespace agent
