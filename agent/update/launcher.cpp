#include "agent/update/launcher.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <vector>

#include "agent/settings.hpp"
#include "agent/update/program_state.hpp"
#include "agent/version.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

using SteadyClock = std::chrono::steady_clock;

// "<version> <descriptor of the pipe, or -1>".
constexpr const char* kVariable = "PLATEN_LAUNCHED_AS";
constexpr char kContact = 'c';
constexpr char kPoll = 'p';
// The agent itself takes at most this long to end (TimeoutStopSec of the unit is longer).
constexpr std::chrono::seconds kToEnd{25};
constexpr std::chrono::seconds kBetweenStarts{1};

std::vector<std::string> OwnArguments() {
    std::ifstream in("/proc/self/cmdline", std::ios::binary);
    std::vector<std::string> arguments;
    for (std::string argument; std::getline(in, argument, '\0');) arguments.push_back(argument);
    return arguments;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

sigset_t HandedOn() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) sigaddset(&signals, signal);
    return signals;
}

// A program that was started, and what it has said.
struct Child {
    pid_t pid = -1;
    int pipe = -1;  // to read from; -1: not on trial
    bool contact = false;
    bool poll = false;
};

Child Start(const std::filesystem::path& file, const std::string& version, bool trial) {
    int ends[2] = {-1, -1};
    if (trial && ::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return {};
    // Everything that allocates is done before fork().
    std::vector<std::string> arguments = OwnArguments();
    if (!arguments.empty()) arguments.front() = file;
    const std::vector<char*> argv = Pointers(arguments);
    const std::string told = version + " " + std::to_string(ends[1]);
    const pid_t launcher = ::getpid();
    ::setenv(kVariable, told.c_str(), 1);
    const pid_t pid = ::fork();
    if (pid == 0) {
        // Without its parent nobody would take it back, and the next launcher would start another one.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != launcher) ::_exit(127);
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        if (ends[1] >= 0) ::fcntl(ends[1], F_SETFD, 0);
        ::execv(file.c_str(), argv.data());
        ::_exit(127);
    }
    ::unsetenv(kVariable);
    if (ends[1] >= 0) ::close(ends[1]);
    if (pid < 0 && ends[0] >= 0) ::close(ends[0]);
    return {pid, pid < 0 ? -1 : ends[0], false, false};
}

void Listen(Child& child) {
    char said[16];
    for (ssize_t count = 0; child.pipe >= 0 && (count = ::read(child.pipe, said, sizeof said)) > 0;) {
        child.contact = child.contact || std::find(said, said + count, kContact) != said + count;
        child.poll = child.poll || std::find(said, said + count, kPoll) != said + count;
    }
}

// Its exit code, or 128 and the signal that ended it; nullopt: it runs.
std::optional<int> Ended(const Child& child) {
    int status = 0;
    if (::waitpid(child.pid, &status, WNOHANG) != child.pid) return std::nullopt;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void End(const Child& child) {
    ::kill(child.pid, SIGTERM);
    const auto until = SteadyClock::now() + kToEnd;
    const sigset_t signals = HandedOn();
    while (SteadyClock::now() < until) {
        if (Ended(child)) return;
        const timespec pause{0, 100'000'000};
        ::sigtimedwait(&signals, nullptr, &pause);
    }
    ::kill(child.pid, SIGKILL);
    int status = 0;
    ::waitpid(child.pid, &status, 0);
}

struct Outcome {
    std::optional<int> code;            // the launcher ends with it
    std::optional<std::string> failed;  // the trial is over
};

// Until the child ends, or its trial does.
Outcome Watch(Child& child, bool needs_poll, SteadyClock::time_point deadline, const std::function<void()>& confirm) {
    bool on_trial = child.pipe >= 0;
    bool told_to_end = false;
    const sigset_t signals = HandedOn();
    for (;;) {
        Listen(child);
        if (on_trial && child.contact && (child.poll || !needs_poll)) {
            confirm();
            on_trial = false;
            ::kill(child.pid, SIGHUP);  // so that it tells the server
        }
        if (const auto code = Ended(child)) {
            // On trial it is started again, until it was started too often.
            if (told_to_end || (*code != kChooseAgain && !on_trial)) return {code, std::nullopt};
            if (on_trial) base::log::Warn("update.trial_ended code={}", *code);
            return {};
        }
        if (on_trial && SteadyClock::now() >= deadline) {
            End(child);
            return {std::nullopt, child.contact ? "no printer answered it" : "the server did not answer it"};
        }
        const timespec pause{on_trial ? 0 : 5, on_trial ? 100'000'000 : 0};
        siginfo_t info{};
        const int signal = ::sigtimedwait(&signals, &info, &pause);
        if (signal == SIGTERM || signal == SIGINT) {
            told_to_end = true;
            End(child);
            return {0, std::nullopt};
        }
        if (signal == SIGHUP) ::kill(child.pid, SIGHUP);
    }
}

void Keep(const std::filesystem::path& data_folder, const ProgramState& state) {
    if (auto kept = StoreProgramState(data_folder, state); !kept)
        base::log::Error("update.state {}", Describe(kept.error()));
}

}  // namespace

std::optional<Trialled> Trialled::FromEnvironment() {
    const char* told = std::getenv(kVariable);
    if (told == nullptr) return std::nullopt;
    const std::string text = told;
    ::unsetenv(kVariable);
    Trialled trialled;
    const auto space = text.find(' ');
    trialled.version_ = text.substr(0, space);
    if (space != std::string::npos) {
        std::from_chars(text.data() + space + 1, text.data() + text.size(), trialled.pipe_);
        if (trialled.pipe_ >= 0) ::fcntl(trialled.pipe_, F_SETFD, FD_CLOEXEC);
    }
    return trialled;
}

void Trialled::Tell(char what, bool& told) {
    if (pipe_ < 0 || told) return;
    told = ::write(pipe_, &what, 1) == 1;
}
void Trialled::TellContact() {
    Tell(kContact, contact_told_);
}
void Trialled::TellPoll() {
    Tell(kPoll, poll_told_);
}

std::optional<int> LaunchNewer(const LaunchOptions& options) {
    const auto& folder = options.data_folder;
    if (!std::filesystem::exists(ProgramsFolder(folder))) return std::nullopt;
    const sigset_t signals = HandedOn();
    for (;;) {
        const ProgramState before = LoadProgramState(folder);
        Choice choice =
            ChooseProgram(before, Version(), [&](const Program& program) { return IsWhole(folder, program); });
        Keep(folder, choice.state);
        RemoveOtherPrograms(folder, choice.state);
        if (before.trial && !choice.state.trial && choice.state.last && choice.state.last->detail)
            base::log::Error("update.rolled_back version={} {}", choice.state.last->version,
                             *choice.state.last->detail);
        if (!choice.program) return std::nullopt;
        ::sigprocmask(SIG_BLOCK, &signals, nullptr);
        base::log::Info("update.starting version={} trial={}", choice.program->version, choice.trial);
        Child child = Start(ProgramFile(folder, choice.program->version), choice.program->version, choice.trial);
        if (child.pid < 0) {
            base::log::Error("update.not_started version={}", choice.program->version);
            return std::nullopt;
        }
        ProgramState& state = choice.state;
        const Outcome outcome =
            Watch(child, state.trial && state.trial->needs_poll, SteadyClock::now() + options.trial, [&] {
                state = Confirmed(std::move(state));
                Keep(folder, state);
                RemoveOtherPrograms(folder, state);
                base::log::Info("update.done version={}", choice.program->version);
            });
        if (child.pipe >= 0) ::close(child.pipe);
        if (outcome.code) return outcome.code;
        if (outcome.failed) Keep(folder, GivenUp(LoadProgramState(folder), *outcome.failed));
        if (outcome.failed)
            base::log::Error("update.rolled_back version={} {}", choice.program->version, *outcome.failed);
        const timespec pause{kBetweenStarts.count(), 0};
        sigset_t ends;
        sigemptyset(&ends);
        for (const int signal : {SIGINT, SIGTERM}) sigaddset(&ends, signal);
        if (::sigtimedwait(&ends, nullptr, &pause) > 0) return 0;
    }
}

void StartAnew() {
    std::vector<std::string> arguments = OwnArguments();
    const std::vector<char*> argv = Pointers(arguments);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv("/proc/self/exe", argv.data());
}

}  // namespace agent
