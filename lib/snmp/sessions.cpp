#include "lib/snmp/sessions.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <system_error>

#include "lib/snmp/session_job.hpp"

namespace snmp {

Range Scalar(const Oid& parent) {
    Range range = Under(parent, 1, 1);
    return range;
}

Range Under(const Oid& parent, int expected, int max_values) {
    Oid end;
    const auto ids = parent.ids();
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) end.Push(ids[i]);
    end.Push(ids.back() + 1);
    return {parent, end, expected, max_values};
}

std::vector<Range> Columns(const Oid& entry, std::uint32_t first, std::uint32_t last, int expected, int max_values) {
    std::vector<Range> ranges;
    for (std::uint32_t column = first; column <= last; ++column) {
        ranges.push_back(Under(entry.With({column}), expected, max_values));
    }
    return ranges;
}

RangeList::RangeList(std::vector<Range> list) : ranges(std::move(list)), places(ranges.size()) {
    std::vector<std::uint16_t> order(ranges.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint16_t>(i);
    std::ranges::stable_sort(order, {}, [this](std::uint16_t i) -> const Oid& { return ranges[i].first; });
    for (std::size_t place = 0; place < order.size(); ++place) places[order[place]] = static_cast<std::uint16_t>(place);
}

// Buffers for reading many datagrams with one system call.
struct Client::Receiver {
    static constexpr std::size_t kBatch = 32;
    static constexpr std::size_t kMaxDatagram = 65536;
    std::vector<std::uint8_t> buffers = std::vector<std::uint8_t>(kBatch * kMaxDatagram);
    sockaddr_storage from[kBatch];
    iovec parts[kBatch];
    mmsghdr messages[kBatch];
};

Client::Client(ClientOptions options)
    : options_(options),
      next_id_(std::random_device{}() & 0x3FFFFFFF),
      tokens_at_(Clock::now()),
      receiver_(std::make_unique<Receiver>()) {}

Client::~Client() {
    for (const int fd : socket_) {
        if (fd >= 0) ::close(fd);
    }
}

int Client::Socket(bool ipv6) {
    int& fd = socket_[ipv6 ? 1 : 0];
    if (fd >= 0) return fd;
    fd = ::socket(ipv6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "UDP socket");
    const int size = options_.receive_buffer_bytes;
    if (::setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0) {
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }
    return fd;
}

void Client::Fetch(Endpoint target, Credentials credentials, std::vector<Range> ranges, Done done, bool one_by_one) {
    Fetch(std::move(target), std::move(credentials), std::make_shared<const RangeList>(std::move(ranges)),
          std::move(done), one_by_one);
}

void Client::Fetch(Endpoint target, Credentials credentials, Ranges ranges, Done done, bool one_by_one) {
    auto job = std::make_unique<Job>(std::move(target), std::move(credentials), std::move(ranges), std::move(done),
                                     options_.varbinds);
    job->next_only |= one_by_one;
    Enqueue(std::move(job));
}

void Client::Set(Endpoint target, Credentials credentials, const Oid& name, std::int32_t value, Done done) {
    auto job =
        std::make_unique<Job>(std::move(target), std::move(credentials),
                              std::make_shared<const RangeList>(std::vector<Range>{{name, name}}), std::move(done), 1);
    job->assigned = value;
    Enqueue(std::move(job));
}

void Client::Enqueue(JobPtr job) {
    if (in_callback_) {
        waiting_.push_front(std::move(job));
    } else {
        waiting_.push_back(std::move(job));
    }
}

void Client::StartWaiting() {
    while (!waiting_.empty() && running_.size() < static_cast<std::size_t>(options_.window)) {
        JobPtr job = std::move(waiting_.front());
        waiting_.pop_front();
        Job& started = *job;
        started.Begin();
        started.id = next_id_ = (next_id_ + 1) & 0x7FFFFFFF;
        running_.emplace(started.id, std::move(job));
        SendNext(started);
    }
}

// Moves the job to a fresh request id and sends its next request; finishes it when nothing is left.
void Client::SendNext(Job& job) {
    if (!job.Choose()) {
        Finish(job, Outcome::kAnswered);
        return;
    }
    auto node = running_.extract(job.id);
    job.id = next_id_ = (next_id_ + 1) & 0x7FFFFFFF;
    node.key() = job.id;
    running_.insert(std::move(node));
    if (job.late_id != 0) late_[job.late_id] = job.id;
    job.attempts = 0;
    Transmit(job);
}

void Client::Transmit(Job& job) {
    const auto now = Clock::now();
    if (options_.packets_per_second > 0) {
        const std::chrono::duration<double> passed = now - tokens_at_;
        tokens_ =
            std::min(options_.packets_per_second / 20 + 1, tokens_ + passed.count() * options_.packets_per_second);
        tokens_at_ = now;
        if (tokens_ < 1) {
            unsent_.push_back(job.id);
            return;
        }
        tokens_ -= 1;
    }
    std::uint8_t buffer[Job::kMaxRequest];
    const ber::Bytes packet = job.Encode(buffer);
    const ssize_t sent = ::sendto(Socket(job.target.is_ipv6()), packet.data(), packet.size(), 0, job.target.address(),
                                  job.target.size());
    if (sent < 0) {
        if (errno == EAGAIN || errno == ENOBUFS) {
            unsent_.push_back(job.id);
            return;
        }
        job.Complain(fmt::format("cannot send: {}", std::generic_category().message(errno)));
        Finish(job, job.answered ? Outcome::kAnswered : Outcome::kUnreachable);
        return;
    }
    ++counters_.sent;
    ++job.attempts;
    if (job.attempts > 1) ++counters_.repeated;
    deadlines_.push({now + options_.timeout, job.id});
    job.deadline = now + options_.timeout;
}

void Client::Finish(Job& job, Outcome outcome) {
    auto node = running_.extract(job.id);
    if (job.late_id != 0) late_.erase(job.late_id);
    job.answer.values.Sort(job.places);
    job.ListUnanswered();
    Answer answer = std::move(job.answer);
    answer.outcome = outcome;
    if (answer.values.truncated()) answer.problems.emplace_back("a string over 4096 octets was cut");
    const bool before = in_callback_;
    in_callback_ = true;
    if (job.done) job.done(std::move(answer));
    in_callback_ = before;
}

void Client::TimedOut(Job& job) {
    // An SNMPv3 engine is asked for its time first, which may be repeated.
    const bool once = job.assigned && (job.credentials.version != Credentials::Version::kV3 || !job.engine_id.empty());
    if (job.attempts <= options_.retries && job.MayRepeat() && !once) {
        Transmit(job);
        return;
    }
    const std::uint32_t unanswered = job.id;
    const bool first_question = !job.answered;
    job.blamed.reset();
    if (!job.assigned && job.AdaptToSilence(options_.try_v1)) {
        SendNext(job);
        if (first_question) {  // it may only be slow: its late v2c answer is worth more than one in v1
            job.late_id = unanswered;
            late_[unanswered] = job.id;
        }
        return;
    }
    if (job.malformed > 0) job.Complain("malformed answer");
    if (!job.answered && job.bad_digests > 0) {
        job.Complain("SNMPv3: wrong authentication key");
        Finish(job, Outcome::kAuthenticationFailed);
        return;
    }
    Finish(job, job.answered ? Outcome::kAnswered : Outcome::kNoAnswer);
}

void Client::Expire(Clock::time_point now) {
    while (!deadlines_.empty() && deadlines_.top().at <= now) {
        const Deadline due = deadlines_.top();
        deadlines_.pop();
        const auto found = running_.find(due.id);
        if (found == running_.end() || found->second->deadline != due.at) continue;
        TimedOut(*found->second);
    }
}

void Client::HandleDatagram(const Endpoint& from, std::span<std::uint8_t> data) {
    ++counters_.received;
    ber::Message message;
    const ber::Error error = ber::DecodeMessage(data, message);
    if (error != ber::Error::kNone) {
        ++counters_.malformed;
        for (auto& [id, job] : running_) {  // rare, so a search is good enough
            if (job->target == from) ++job->malformed;
        }
        return;
    }
    const auto id = static_cast<std::uint32_t>(message.version == 3 ? message.v3.message_id : message.pdu.request_id);
    auto found = running_.find(id);
    const auto late = found == running_.end() ? late_.find(id) : late_.end();
    if (late != late_.end()) found = running_.find(late->second);
    if (found == running_.end() || !(found->second->target == from)) {
        ++counters_.unexpected;
        return;
    }
    Job& job = *found->second;
    ++job.answer.round_trips;
    if (late != late_.end()) {
        late_.erase(late);
        job.late_id = 0;
        if (job.BackToV2c()) SendNext(job);
        return;
    }
    if (message.version != 3) {
        if (job.credentials.version == Credentials::Version::kV3 || message.pdu.type != ber::PduType::kResponse) {
            ++counters_.unexpected;
            return;
        }
        HandleResponse(job, message.pdu);
        return;
    }
    std::vector<std::uint8_t> plain;
    ber::ScopedPdu scoped;
    switch (job.OpenV3(data, message.v3, plain, scoped)) {
        case Job::Opened::kResponse:
            HandleResponse(job, scoped.pdu);
            break;
        case Job::Opened::kAskAgain:
            SendNext(job);
            break;
        case Job::Opened::kRefused:
            Finish(job, Outcome::kAuthenticationFailed);
            break;
        case Job::Opened::kIgnored:
            ++counters_.unexpected;
            break;
    }
}

void Client::HandleResponse(Job& job, const ber::Pdu& pdu) {
    job.answered = true;
    if (job.HandlePurpose()) {
        SendNext(job);
        return;
    }
    if (pdu.error_status != 0) {
        job.HandleError(pdu.error_status, pdu.error_index);
    } else {
        if (job.blamed) job.blames_wrongly = true;
        job.blamed.reset();
        job.HandleVarbinds(pdu);
    }
    SendNext(job);
}

void Client::Receive(int fd) {
    Receiver& r = *receiver_;
    while (true) {
        for (std::size_t i = 0; i < Receiver::kBatch; ++i) {
            r.parts[i] = {r.buffers.data() + i * Receiver::kMaxDatagram, Receiver::kMaxDatagram};
            r.messages[i] = {};
            r.messages[i].msg_hdr.msg_name = &r.from[i];
            r.messages[i].msg_hdr.msg_namelen = sizeof r.from[i];
            r.messages[i].msg_hdr.msg_iov = &r.parts[i];
            r.messages[i].msg_hdr.msg_iovlen = 1;
        }
        const int count = ::recvmmsg(fd, r.messages, Receiver::kBatch, MSG_DONTWAIT, nullptr);
        if (count <= 0) return;
        for (int i = 0; i < count; ++i) {
            const Endpoint from(reinterpret_cast<const sockaddr*>(&r.from[i]), r.messages[i].msg_hdr.msg_namelen);
            HandleDatagram(
                from, {r.buffers.data() + static_cast<std::size_t>(i) * Receiver::kMaxDatagram, r.messages[i].msg_len});
        }
        if (static_cast<std::size_t>(count) < Receiver::kBatch) return;
    }
}

void Client::Run() {
    while (RunFor(std::chrono::hours(1))) {
    }
}

bool Client::RunFor(std::chrono::milliseconds limit) {
    const auto until = Clock::now() + limit;
    while (true) {
        StartWaiting();
        for (std::size_t held = unsent_.size(); held > 0; --held) {
            const std::uint32_t id = unsent_.front();
            unsent_.pop_front();
            if (const auto found = running_.find(id); found != running_.end()) {
                Transmit(*found->second);
                if (!unsent_.empty() && unsent_.back() == id) break;  // still held back
            }
        }
        if (running_.empty() && waiting_.empty()) return false;
        const auto now = Clock::now();
        if (now >= until) return true;
        auto wake = until;
        if (!deadlines_.empty()) wake = std::min(wake, deadlines_.top().at);
        if (!unsent_.empty()) wake = std::min(wake, now + std::chrono::milliseconds(1));
        pollfd fds[2] = {{socket_[0], POLLIN, 0}, {socket_[1], POLLIN, 0}};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(wake - now).count();
        const int ready = ::poll(fds, 2, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60000)));
        if (ready > 0) {
            for (const pollfd& fd : fds) {
                if (fd.fd >= 0 && (fd.revents & (POLLIN | POLLERR)) != 0) Receive(fd.fd);
            }
        }
        Expire(Clock::now());
    }
}

}  // namespace snmp
