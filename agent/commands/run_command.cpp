#include "agent/commands/run_command.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>

#include "agent/devices/makers.hpp"
#include "agent/poll/actions.hpp"
#include "agent/poll/downlink.hpp"
#include "agent/poll/poller.hpp"
#include "agent/poll/silences.hpp"
#include "agent/report/journal.hpp"
#include "agent/report/server_api.hpp"
#include "agent/report/uplink.hpp"
#include "agent/settings.hpp"
#include "agent/traps/traps.hpp"
#include "agent/update/launcher.hpp"
#include "agent/update/updater.hpp"
#include "agent/version.hpp"
#include "lib/base/config.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/packages/agent_package.hpp"

namespace agent {
namespace {

// Throws std::runtime_error with words for the user.
Settings Load(const RunOptions& options) {
    auto settings = base::LoadConfig<Settings>(
        options.config.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.config), "PLATEN",
        base::ProcessEnvironment(), {}, &CheckSettings);
    if (!settings) {
        std::string text;
        for (const auto& line : base::DescribeConfigProblem(settings.error()))
            text += (text.empty() ? "" : "\n") + line;
        throw std::runtime_error(text);
    }
    if (!options.data.empty()) settings->data = options.data;
    if (!options.clock.empty()) settings->clock_file = options.clock;
    return *settings;
}

std::string HostName() {
    char name[256] = {};
    ::gethostname(name, sizeof name - 1);
    return name;
}

void MakeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error)) ::chmod(folder.c_str(), 0700);
    if (error || ::access(folder.c_str(), W_OK | X_OK) != 0) {
        throw std::runtime_error(
            folder.string() + " cannot be written: " + (error ? error.message() : std::string(std::strerror(errno))));
    }
}

// Two agents on one folder would send each reading twice.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& folder)
        : fd_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            const std::string why = fd_ < 0 ? std::strerror(errno) : "another agent runs on this folder";
            if (fd_ >= 0) ::close(fd_);
            throw std::runtime_error(folder.string() + ": " + why);
        }
    }
    ~FolderLock() { ::close(fd_); }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int fd_;
};

// One sentence for the person who enrolls.
std::string WhyNot(const std::string& server, const ServerFailure& failure) {
    if (failure.code == "enrollment_token_invalid") {
        return "the token is not valid: it was used already, is older than 24 hours, or was mistyped; "
               "make a new one on the agent's page of the portal";
    }
    if (failure.status == 0 && failure.code.empty()) return server + " cannot be used: " + failure.detail;
    if (failure.code.empty()) {
        return server + " does not answer as a Platen server: HTTP " + std::to_string(failure.status);
    }
    std::string words = failure.title.empty() ? failure.code : failure.title;
    return "the server refused: " + words + " (HTTP " + std::to_string(failure.status) + ")";
}

// Keys that were given on the command line; a file of its own, because agents of before read identity.json strictly.
std::vector<std::string> StoredUpdateKeys(const std::filesystem::path& folder) {
    const auto text = ReadPrivateFile(UpdateKeysFile(folder));
    if (!text) {
        if (text.error().kind != base::ProblemKind::kNotFound) throw std::runtime_error(Describe(text.error()));
        return {};
    }
    auto keys = base::json::Read<std::vector<std::string>>(*text);
    if (!keys || std::ranges::any_of(*keys, [](const auto& key) { return !packages::IsPublicKey(key); })) {
        throw std::runtime_error(UpdateKeysFile(folder).string() + " holds something else than update keys");
    }
    return std::move(*keys);
}

// Those of the settings, then those of the command line, each once.
std::vector<std::string> UpdateKeys(const Settings& settings) {
    std::vector<std::string> keys = settings.update.keys;
    for (auto& key : StoredUpdateKeys(settings.data)) {
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
    }
    return keys;
}

// Everything that is wrong is said before anything is written.
void CheckUpdateKeys(const Settings& settings, const std::vector<std::string>& more) {
    for (const std::string& key : more) {
        if (!packages::IsPublicKey(key)) {
            throw std::runtime_error("--update-key: \"" + key +
                                     "\" is no key; `platen agent-package keys` prints it: agpub_...");
        }
    }
    if (UpdateKeys(settings).size() + more.size() > kMostUpdateKeys) {
        throw std::runtime_error("--update-key: at most " + std::to_string(kMostUpdateKeys) +
                                 " keys, with those of the settings and of " + UpdateKeysFile(settings.data).string());
    }
}

void AddUpdateKeys(const Settings& settings, const std::vector<std::string>& more) {
    if (more.empty()) return;
    std::vector<std::string> keys = StoredUpdateKeys(settings.data);
    for (const std::string& key : more) {
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    if (auto written = WritePrivateFile(UpdateKeysFile(settings.data), base::json::Write(keys)); !written) {
        throw std::runtime_error(Describe(written.error()));
    }
    std::cout << more.size() << " update key" << (more.size() == 1 ? "" : "s") << " stored; restart the agent\n";
}

}  // namespace

int Enroll(const EnrollOptions& options) {
    Settings settings = Load(options);
    const std::filesystem::path folder = settings.data;
    CheckUpdateKeys(settings, options.update_keys);
    if (!options.update_keys.empty() && options.server.empty() && options.token.empty() && options.token_file.empty()) {
        if (!std::filesystem::exists(IdentityFile(folder))) {
            throw std::runtime_error(folder.string() + " belongs to no agent yet: give --server and the token, too");
        }
        AddUpdateKeys(settings, options.update_keys);
        return 0;
    }
    if (options.server.empty()) throw std::runtime_error("--server is missing; see platen-agent enroll --help");
    std::string token = options.token;
    if (!options.token_file.empty()) {
        auto secret = base::ReadSecretFile(options.token_file);
        if (!secret) throw std::runtime_error(Describe(secret.error()));
        token = *secret;
    }
    if (token.empty()) throw std::runtime_error("give the token with --token-file, --token or PLATEN_ENROLLMENT_TOKEN");
    if (std::filesystem::exists(IdentityFile(folder))) {
        throw std::runtime_error(folder.string() +
                                 " belongs to an agent that is enrolled already; "
                                 "give another --data folder, or remove identity.json to enroll anew");
    }
    const std::atomic<bool> stop{false};
    ServerApi api(options.server, "", settings.network, stop);  // refuses a wrong URL
    MakeFolder(folder);
    auto answer = api.Enroll({token, HostName(), std::string(Version())});
    if (!answer) {
        std::cerr << "platen-agent enroll: " << WhyNot(options.server, answer.error()) << "\n";
        return 1;
    }
    const Identity identity{options.server, answer->agent_id, answer->key};
    if (auto written = WritePrivateFile(IdentityFile(folder), base::json::Write(identity)); !written) {
        throw std::runtime_error(Describe(written.error()));
    }
    std::cout << "enrolled as agent " << answer->agent_id << "\n";
    AddUpdateKeys(settings, options.update_keys);
    return 0;
}

namespace {

// How a program that runs ends.
enum class End { kStopped, kChooseAgain };

// So many printers are asked by a program on trial, whatever their turn.
constexpr std::size_t kAskedOnTrial = 20;

Identity LoadIdentity(const std::filesystem::path& folder) {
    auto text = ReadPrivateFile(IdentityFile(folder));
    if (!text) {
        throw std::runtime_error(text.error().kind == base::ProblemKind::kNotFound
                                     ? "not enrolled yet: run `platen-agent enroll --server URL --token-file FILE`"
                                     : Describe(text.error()));
    }
    auto identity = base::json::Read<Identity>(*text);
    if (!identity) throw std::runtime_error("identity.json: " + Describe(identity.error()));
    return std::move(*identity);
}

End Work(const Settings& settings, const Identity& identity, std::optional<Trialled> trialled) {
    const std::filesystem::path folder = settings.data;
    const FolderLock lock(folder);
    JournalOptions journal_options;
    journal_options.limit_bytes = settings.journal.limit_mib << 20;
    auto journal = Journal::Open(JournalFile(folder), journal_options);
    if (!journal) throw std::runtime_error("the journal cannot be used: " + Describe(journal.error()));

    const devices::Makers makers{std::filesystem::path(settings.makers_folder)};
    for (const auto& refused : makers.refused()) {
        for (const auto& line : devices::DescribeMakerProblem(refused.file, refused.problem)) {
            base::log::Error("makers.refused {}", line);
        }
    }
    if (!settings.makers_folder.empty()) {
        base::log::Info("makers.loaded folder={} makers={} left_out={}", settings.makers_folder,
                        makers.all().size() - makers.built_in(), makers.refused().size());
    }

    std::unique_ptr<base::Clock> clock;
    if (settings.clock_file.empty()) {
        clock = std::make_unique<base::SystemClock>();
    } else {
        clock = std::make_unique<base::FileClock>(settings.clock_file);
    }

    // Every thread inherits the mask; the signals are waited for here alone.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    Stop stop;
    ServerApi uplink_api(identity.server, identity.key, settings.network, stop.flag());
    // Business time of a demonstration leaps while a batch is under way.
    if (settings.clock_file.empty()) uplink_api.TellTime(clock.get());
    ServerApi downlink_api(identity.server, identity.key, settings.network, stop.flag());
    Uplink uplink(uplink_api, **journal, stop);
    ServerApi silences_api(identity.server, identity.key, settings.network, stop.flag());
    Silences silences(
        [&](const printing::SilenceReport& report) { return silences_api.SendSilences(report); },
        [&](const std::vector<snmp::Endpoint>& places) { return Knock(places, kKnockLimit, stop.flag()); }, stop);
    Traps traps(settings.traps, stop);
    Poller poller(settings.snmp, settings.ipp, makers, *clock, **journal, uplink, stop, &silences, &traps);
    traps.WhenHeard([&](const std::string& host) { poller.Hasten(host); });
    Actions actions(settings.snmp, *clock, uplink, stop, poller.ipp_places());
    ServerApi walks_api(identity.server, identity.key, settings.network, stop.flag());
    std::mutex walks_mutex;
    actions.SetChecks(makers, settings.ipp, [&](const printing::DiagnosticsUpload& upload) {
        const std::lock_guard guard(walks_mutex);
        const auto sent = walks_api.SendDiagnostics(upload);
        return sent ? std::string() : sent.error().detail;
    });
    Downlink downlink(downlink_api, poller, actions, folder, stop);
    ServerApi update_api(identity.server, identity.key, settings.network, stop.flag());
    std::atomic<bool> choose_again{false};
    Updater updater(
        update_api, {folder, UpdateKeys(settings)}, stop, [&] { return poller.PrintersAnswer(); },
        [&] {
            choose_again = true;
            ::kill(::getpid(), SIGTERM);
        });
    std::atomic<bool> heard{false};
    downlink.WhenHeard([&] {
        heard = true;
        updater.Wake();
    });
    const auto status = (*journal)->GetStatus();
    base::log::Info("agent.started version={} agent={} server={} pending={}", Version(), identity.agent_id,
                    identity.server, status ? status->pending : 0);
    std::thread uplink_thread([&] { uplink.Run(); });
    std::thread downlink_thread([&] { downlink.Run(); });
    std::thread actions_thread([&] { actions.Run(); });
    std::thread silences_thread([&] { silences.Run(); });
    std::thread traps_thread([&] { traps.Run(); });
    std::thread poller_thread([&] { poller.Run(); });
    std::thread updater_thread([&] { updater.Run(); });
    std::thread trial_thread;
    if (trialled && trialled->on_trial()) {
        poller.PollSome(kAskedOnTrial);
        trial_thread = std::thread([&] {
            while (!stop.WaitFor(std::chrono::milliseconds(100))) {
                if (heard) trialled->TellContact();
                if (poller.stored() > 0) trialled->TellPoll();
            }
        });
    }
    int signal = 0;
    while (sigwait(&signals, &signal) != 0 || signal == SIGHUP) {
        if (signal == SIGHUP) updater.Wake();  // its trial is over: the server is told
    }
    base::log::Info("agent.stopping signal={}", signal);
    stop.Set();
    uplink.Notify();
    poller.Wake();
    actions.Wake();
    silences.Wake();
    silences_thread.join();
    traps_thread.join();
    updater.Wake();
    if (trial_thread.joinable()) trial_thread.join();
    updater_thread.join();
    poller_thread.join();
    actions_thread.join();
    downlink_thread.join();
    uplink_thread.join();
    base::log::Info("agent.stopped");
    return choose_again ? End::kChooseAgain : End::kStopped;
}

}  // namespace

int Run(const RunOptions& options) {
    const Settings settings = Load(options);
    base::SetUpLogging("platen-agent", settings.log_level, base::LogFormat::kText);
    const std::filesystem::path folder = settings.data;
    const Identity identity = LoadIdentity(folder);
    MakeFolder(folder);
    const auto trialled = Trialled::FromEnvironment();
    if (!trialled) {
        if (const auto code = LaunchNewer({folder, std::chrono::seconds(settings.update.trial_seconds)})) return *code;
    } else if (trialled->version() != Version()) {
        throw std::runtime_error("this is " + std::string(Version()) + ", signed as " + trialled->version());
    }
    if (Work(settings, identity, trialled) == End::kStopped) return 0;
    if (trialled) return kChooseAgain;
    StartAnew();
    throw std::runtime_error("the installed program cannot be started anew");
}

}  // namespace agent
