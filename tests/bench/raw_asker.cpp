#include "tests/bench/raw_asker.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <system_error>

#include "tests/bench/bench.hpp"

namespace bench {

std::vector<std::uint8_t> MakeRequest(std::int32_t id, const std::vector<snmp::ber::Oid>& names,
                                      std::int32_t repetitions) {
    namespace ber = snmp::ber;
    std::vector<std::uint8_t> buffer(4096);
    ber::BackWriter writer(buffer);
    const auto mark = writer.Mark();
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const auto varbind = writer.Mark();
        writer.Element(ber::kNull, {});
        writer.OidElement(name->ids());
        writer.Wrap(ber::kSequence, varbind);
    }
    writer.Wrap(ber::kSequence, mark);
    writer.Integer(repetitions);
    writer.Integer(0);
    writer.Integer(id);
    writer.Wrap(static_cast<std::uint8_t>(repetitions > 0 ? ber::PduType::kGetBulk : ber::PduType::kGet), mark);
    writer.Element(ber::kOctetString, ber::AsBytes("public"));
    writer.Integer(1);
    writer.Wrap(ber::kSequence, mark);
    return {writer.bytes().begin(), writer.bytes().end()};
}

RawOutcome AskRaw(const std::vector<RawTarget>& targets, std::uint16_t port, std::size_t window) {
    constexpr std::size_t kBatch = 64;
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "socket");
    const int size = 8 << 20;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    std::vector<std::uint8_t> replies(kBatch * 65'536);
    std::array<mmsghdr, kBatch> headers{};
    std::array<iovec, kBatch> io{};
    std::array<sockaddr_in, kBatch> to{};

    RawOutcome outcome;
    const auto cpu = ThreadCpu();
    const auto start = std::chrono::steady_clock::now();
    std::size_t sent = 0;
    std::size_t lost = 0;
    while (outcome.answers + lost < targets.size()) {
        while (sent < targets.size() && sent - lost - outcome.answers < window) {
            std::size_t count = 0;
            for (; count < kBatch && sent + count < targets.size() && sent + count - lost - outcome.answers < window;
                 ++count) {
                const RawTarget& target = targets[sent + count];
                to[count] = {};
                to[count].sin_family = AF_INET;
                to[count].sin_port = htons(port);
                to[count].sin_addr.s_addr = htonl(target.address);
                io[count] = {const_cast<std::uint8_t*>(target.request.data()), target.request.size()};
                headers[count].msg_hdr = {};
                headers[count].msg_hdr.msg_name = &to[count];
                headers[count].msg_hdr.msg_namelen = sizeof to[count];
                headers[count].msg_hdr.msg_iov = &io[count];
                headers[count].msg_hdr.msg_iovlen = 1;
            }
            const int done = ::sendmmsg(fd, headers.data(), static_cast<unsigned>(count), 0);
            if (done <= 0) break;
            sent += static_cast<std::size_t>(done);
        }
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, 1000) != 1) {
            lost = sent - outcome.answers;  // nobody answers these any more
            continue;
        }
        for (std::size_t i = 0; i < kBatch; ++i) {
            io[i] = {replies.data() + i * 65'536, 65'536};
            headers[i].msg_hdr = {};
            headers[i].msg_hdr.msg_iov = &io[i];
            headers[i].msg_hdr.msg_iovlen = 1;
        }
        const int got = ::recvmmsg(fd, headers.data(), kBatch, MSG_DONTWAIT, nullptr);
        for (int i = 0; i < got; ++i) outcome.octets += headers[static_cast<std::size_t>(i)].msg_len;
        if (got > 0) outcome.answers += static_cast<std::uint64_t>(got);
    }
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.cpu_seconds = std::chrono::duration<double>(ThreadCpu() - cpu).count();
    ::close(fd);
    return outcome;
}

}  // namespace bench
