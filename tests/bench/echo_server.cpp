#include "tests/bench/echo_server.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <system_error>

#include "tests/bench/bench.hpp"

namespace bench {

EchoServer::EchoServer(std::size_t reply_size) : reply_size_(reply_size) {
    fd_ = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    const int size = 8 << 20;
    ::setsockopt(fd_, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    socklen_t length = sizeof address;
    if (fd_ < 0 || ::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::system_error(errno, std::generic_category(), "echo server");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
}

EchoServer::~EchoServer() {
    stopping_ = true;
    thread_.join();
    ::close(fd_);
}

void EchoServer::Run() {
    constexpr std::size_t kBatch = 64;
    std::vector<std::uint8_t> in(kBatch * 2048);
    std::vector<std::uint8_t> reply(reply_size_);
    std::array<mmsghdr, kBatch> headers{};
    std::array<iovec, kBatch> io{};
    std::array<sockaddr_in, kBatch> from{};
    alignas(cmsghdr) std::array<std::array<char, CMSG_SPACE(sizeof(in_pktinfo))>, kBatch> control{};
    while (!stopping_) {
        pollfd waiting{fd_, POLLIN, 0};
        if (::poll(&waiting, 1, 50) != 1) continue;
        for (std::size_t i = 0; i < kBatch; ++i) {
            io[i] = {in.data() + i * 2048, 2048};
            msghdr& header = headers[i].msg_hdr;
            header = {};
            header.msg_name = &from[i];
            header.msg_namelen = sizeof from[i];
            header.msg_iov = &io[i];
            header.msg_iovlen = 1;
            header.msg_control = control[i].data();
            header.msg_controllen = control[i].size();
        }
        const int got = ::recvmmsg(fd_, headers.data(), kBatch, MSG_DONTWAIT, nullptr);
        for (int i = 0; i < got; ++i) {
            const auto at = static_cast<std::size_t>(i);
            io[at] = {reply.data(), reply.size()};
            cmsghdr* message = CMSG_FIRSTHDR(&headers[at].msg_hdr);
            in_pktinfo info{};
            std::memcpy(&info, CMSG_DATA(message), sizeof info);
            info.ipi_ifindex = 0;
            info.ipi_spec_dst = info.ipi_addr;
            std::memcpy(CMSG_DATA(message), &info, sizeof info);
        }
        for (int done = 0; done < got;) {
            const int sent = ::sendmmsg(fd_, headers.data() + done, static_cast<unsigned>(got - done), 0);
            done += sent > 0 ? sent : 1;
        }
        cpu_ns_ = ThreadCpu().count();
    }
}

}  // namespace bench
