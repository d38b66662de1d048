#pragma once

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

// For tests only: a program as a person calls it, through a shell.
namespace base {

struct Finished {
    int code = -1;
    std::string output;  // both streams
    [[nodiscard]] bool Says(const std::string& words) const { return output.find(words) != std::string::npos; }
};

namespace test_program {

// `stop_at`: once this was said, SIGTERM; an orderly end has the code 0.
inline Finished Read(int fd, pid_t child, const std::string& stop_at) {
    Finished run;
    std::array<char, 4096> buffer{};
    bool stopped = stop_at.empty();
    for (ssize_t count; (count = ::read(fd, buffer.data(), buffer.size())) > 0;) {
        run.output.append(buffer.data(), static_cast<std::size_t>(count));
        if (stopped || !run.Says(stop_at)) continue;
        ::kill(child, SIGTERM);
        stopped = true;
    }
    ::close(fd);
    int status = 0;
    ::waitpid(child, &status, 0);
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return run;
}

[[noreturn]] inline void Exec(const std::string& command) {
    ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
    ::_exit(127);
}

}  // namespace test_program

inline Finished Call(const std::string& command, const std::string& stop_at = "") {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        test_program::Exec(command);
    }
    ::close(ends[1]);
    return test_program::Read(ends[0], child, stop_at);
}

// With a terminal for its streams.
inline Finished CallOnTerminal(const std::string& command, const std::string& stop_at = "") {
    int fd = -1;
    const pid_t child = ::forkpty(&fd, nullptr, nullptr, nullptr);
    if (child == 0) {
        ::setenv("TERM", "xterm", 1);
        test_program::Exec(command);
    }
    return test_program::Read(fd, child, stop_at);
}

}  // namespace base
