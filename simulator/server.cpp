#include "simulator/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <system_error>

namespace simulator {
namespace {

constexpr std::size_t kBatch = 64;
constexpr std::size_t kRequestSize = 65'536;
constexpr std::size_t kReplySize = 2'048;  // larger answers go out one by one

[[noreturn]] void Throw(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

using Control = std::array<char, CMSG_SPACE(sizeof(in_pktinfo))>;

void SetSource(msghdr& header, Control& control, Address from) {
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* message = CMSG_FIRSTHDR(&header);
    message->cmsg_level = IPPROTO_IP;
    message->cmsg_type = IP_PKTINFO;
    message->cmsg_len = CMSG_LEN(sizeof(in_pktinfo));
    in_pktinfo info{};
    info.ipi_spec_dst.s_addr = htonl(from);
    std::memcpy(CMSG_DATA(message), &info, sizeof info);
}

Address Destination(msghdr& header) {
    for (cmsghdr* m = CMSG_FIRSTHDR(&header); m != nullptr; m = CMSG_NXTHDR(&header, m)) {
        if (m->cmsg_level == IPPROTO_IP && m->cmsg_type == IP_PKTINFO) {
            in_pktinfo info;
            std::memcpy(&info, CMSG_DATA(m), sizeof info);
            return ntohl(info.ipi_addr.s_addr);
        }
    }
    return 0;
}

}  // namespace

struct Server::Batch {
    std::vector<std::uint8_t> requests = std::vector<std::uint8_t>(kBatch * kRequestSize);
    std::vector<std::uint8_t> replies = std::vector<std::uint8_t>(kBatch * kReplySize);
    std::array<mmsghdr, kBatch> in{};
    std::array<mmsghdr, kBatch> out{};
    std::array<iovec, kBatch> in_io{};
    std::array<iovec, kBatch> out_io{};
    std::array<sockaddr_in, kBatch> in_from{};
    std::array<sockaddr_in, kBatch> out_to{};
    alignas(cmsghdr) std::array<Control, kBatch> in_control{};
    alignas(cmsghdr) std::array<Control, kBatch> out_control{};
};

Server::Server(Fleet& fleet, std::uint16_t port, std::filesystem::path control)
    : fleet_(fleet), port_(port), control_path_(std::move(control)), batch_(std::make_unique<Batch>()) {
    udp_ = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (udp_ < 0) Throw("UDP socket");
    const int on = 1;
    ::setsockopt(udp_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(udp_, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    const int size = 8 << 20;
    for (const int option : {SO_RCVBUFFORCE, SO_SNDBUFFORCE, SO_RCVBUF, SO_SNDBUF}) {
        // The forced ones need privileges; the plain ones that follow only when those failed.
        if (::setsockopt(udp_, SOL_SOCKET, option, &size, sizeof size) == 0 && option == SO_SNDBUFFORCE) {
            break;
        }
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (::bind(udp_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        Throw("UDP port " + std::to_string(port));
    }
    socklen_t length = sizeof address;
    ::getsockname(udp_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    if (control_path_.empty()) return;

    control_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    if (control_path_.string().size() >= sizeof local.sun_path) {
        errno = ENAMETOOLONG;
        Throw("control socket " + control_path_.string());
    }
    std::strcpy(local.sun_path, control_path_.c_str());
    ::unlink(local.sun_path);
    if (control_ < 0 || ::bind(control_, reinterpret_cast<sockaddr*>(&local), sizeof local) != 0 ||
        ::listen(control_, 16) != 0) {
        Throw("control socket " + control_path_.string());
    }
}

Server::~Server() {
    if (udp_ >= 0) ::close(udp_);
    if (control_ >= 0) {
        ::close(control_);
        ::unlink(control_path_.c_str());
    }
}

void Server::Run() {
    while (!stopping_) {
        std::array<pollfd, 2> fds = {pollfd{udp_, POLLIN, 0}, pollfd{control_, POLLIN, 0}};
        int wait_ms = 200;  // so that Stop() from another thread is seen
        if (!late_.empty()) {
            const auto left = late_.top().due - std::chrono::steady_clock::now();
            const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
            wait_ms = static_cast<int>(std::clamp<std::int64_t>(ms, 0, wait_ms));
        }
        const int ready = ::poll(fds.data(), control_ >= 0 ? 2 : 1, wait_ms);
        if (ready < 0 && errno != EINTR) Throw("poll");
        if (ready > 0) {
            if (fds[0].revents != 0) ReceiveAndAnswer();
            if (control_ >= 0 && fds[1].revents != 0) ServeControl();
        }
        SendLate();
    }
}

void Server::ReceiveAndAnswer() {
    Batch& b = *batch_;
    for (std::size_t i = 0; i < kBatch; ++i) {
        b.in_io[i] = {b.requests.data() + i * kRequestSize, kRequestSize};
        msghdr& header = b.in[i].msg_hdr;
        header.msg_name = &b.in_from[i];
        header.msg_namelen = sizeof(sockaddr_in);
        header.msg_iov = &b.in_io[i];
        header.msg_iovlen = 1;
        header.msg_control = b.in_control[i].data();
        header.msg_controllen = b.in_control[i].size();
    }
    const int received = ::recvmmsg(udp_, b.in.data(), kBatch, MSG_DONTWAIT, nullptr);
    if (received <= 0) return;
    fleet_.ReadClock();
    std::size_t sending = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(received); ++i) {
        const Address to = Destination(b.in[i].msg_hdr);
        if ((to >> 24) != 127) continue;  // the socket hears every interface; only loopback is ours
        const Fleet::Reply reply = fleet_.Answer(to, {b.requests.data() + i * kRequestSize, b.in[i].msg_len});
        if (reply.bytes.empty()) continue;
        if (reply.delay.count() > 0 || reply.bytes.size() > kReplySize) {
            late_.push({std::chrono::steady_clock::now() + reply.delay,
                        to,
                        b.in_from[i],
                        {reply.bytes.begin(), reply.bytes.end()}});
            continue;
        }
        std::uint8_t* const bytes = b.replies.data() + sending * kReplySize;
        std::memcpy(bytes, reply.bytes.data(), reply.bytes.size());
        b.out_io[sending] = {bytes, reply.bytes.size()};
        b.out_to[sending] = b.in_from[i];
        msghdr& header = b.out[sending].msg_hdr;
        header.msg_name = &b.out_to[sending];
        header.msg_namelen = sizeof(sockaddr_in);
        header.msg_iov = &b.out_io[sending];
        header.msg_iovlen = 1;
        SetSource(header, b.out_control[sending], to);
        ++sending;
    }
    Send(sending);
}

void Server::Send(std::size_t count) {
    std::size_t done = 0;
    while (done < count) {
        const int sent = ::sendmmsg(udp_, batch_->out.data() + done, static_cast<unsigned>(count - done), 0);
        // A datagram that cannot go out is lost, as on any network.
        done += sent > 0 ? static_cast<std::size_t>(sent) : 1;
    }
}

void Server::SendLate() {
    while (!late_.empty() && late_.top().due <= std::chrono::steady_clock::now()) {
        Late late = late_.top();
        late_.pop();
        iovec io{late.bytes.data(), late.bytes.size()};
        msghdr header{};
        alignas(cmsghdr) Control control{};
        header.msg_name = &late.to;
        header.msg_namelen = sizeof late.to;
        header.msg_iov = &io;
        header.msg_iovlen = 1;
        SetSource(header, control, late.from);
        ::sendmsg(udp_, &header, 0);
    }
}

void Server::ServeControl() {
    const int client = ::accept4(control_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const timeval patience{1, 0};  // a client that says nothing does not hold up the printers for long
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string line;
    std::array<char, 4096> buffer;
    while (line.find('\n') == std::string::npos && line.size() < 65'536) {
        const ssize_t got = ::recv(client, buffer.data(), buffer.size(), 0);
        if (got <= 0) break;
        line.append(buffer.data(), static_cast<std::size_t>(got));
    }
    line = line.substr(0, line.find('\n'));
    std::string answer;
    if (line == "stop") {
        stopping_ = true;
        answer = "ok\n";
    } else if (auto done = fleet_.Control(line)) {
        answer = "ok\n" + *done;
    } else {
        answer = "error " + done.error() + "\n";
    }
    for (Fleet::Datagram& said : fleet_.TakeUnasked()) {
        sockaddr_in to{};
        std::memcpy(&to, said.to.address(), sizeof to);
        late_.push({std::chrono::steady_clock::now(), said.from, to, std::move(said.bytes)});
    }
    for (std::size_t at = 0; at < answer.size();) {
        const ssize_t sent = ::send(client, answer.data() + at, answer.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) break;
        at += static_cast<std::size_t>(sent);
    }
    ::close(client);
}

}  // namespace simulator
