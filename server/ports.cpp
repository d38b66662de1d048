#include "server/ports.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

namespace server {

namespace {

namespace fs = std::filesystem;

// The sockets that listen on a port, as "socket:[12345]".
std::set<std::string> ListenersOn(int port) {
    constexpr const char* kListening = "0A";
    std::set<std::string> found;
    for (const char* file : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream in(file);
        std::string line;
        std::getline(in, line);  // the heads of the columns
        while (std::getline(in, line)) {
            std::istringstream columns(line);
            std::string number, local, remote, state, queues, timer, retransmits, user, timeout, inode;
            columns >> number >> local >> remote >> state >> queues >> timer >> retransmits >> user >> timeout >> inode;
            const auto colon = local.rfind(':');
            if (state != kListening || colon == std::string::npos) continue;
            int of = 0;
            std::from_chars(local.data() + colon + 1, local.data() + local.size(), of, 16);
            if (of == port) found.insert("socket:[" + inode + "]");
        }
    }
    return found;
}

void FindProgram(int port, PortState& state) {
    const auto sockets = ListenersOn(port);
    std::error_code error;
    for (const auto& process : fs::directory_iterator("/proc", error)) {
        const std::string name = process.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::error_code hidden;  // of another user, or gone
        for (const auto& open : fs::directory_iterator(process.path() / "fd", hidden)) {
            if (!sockets.contains(fs::read_symlink(open.path(), hidden).string())) continue;
            state.pid = static_cast<pid_t>(std::stol(name));
            std::ifstream(process.path() / "comm") >> state.program;
            return;
        }
    }
}

}  // namespace

PortState LookAtPort(const Endpoint& at) {
    PortState state;
    const auto refuse = [&](const std::string& reason) {
        state.free = false;
        state.reason = reason;
        return state;
    };
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    if (const int failed = ::getaddrinfo(at.host.c_str(), std::to_string(at.port).c_str(), &hints, &list);
        failed != 0) {
        return refuse(::gai_strerror(failed));
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> guard(list, &::freeaddrinfo);
    const int fd = ::socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return refuse(std::strerror(errno));
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const int error = ::bind(fd, list->ai_addr, list->ai_addrlen) == 0 && ::listen(fd, 1) == 0 ? 0 : errno;
    ::close(fd);
    if (error == 0) return state;
    refuse(std::strerror(error));
    state.taken = error == EADDRINUSE;
    if (state.taken) FindProgram(at.port, state);
    return state;
}

std::string Describe(const PortState& state) {
    if (state.free) return "it is free";
    if (!state.taken) return "it cannot be used: " + state.reason;
    if (state.pid == 0) return "it is taken by another program";
    return fmt::format("it is taken by process {} ({})", state.pid, state.program);
}

}  // namespace server
