#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "lib/snmp/endpoint.hpp"
#include "lib/snmp/responder.hpp"
#include "lib/snmp/values.hpp"

// For tests only: a machine on a UDP port of 127.0.0.1 that answers SNMP from a table of values, or as badly
// as a test wants.
namespace snmp {

class TestMachine final : public ResponderHost {
  public:
    using Datagram = std::vector<std::uint8_t>;
    // Gets the request and the right answer; returns what is sent instead (any number of datagrams).
    using Tamper = std::function<std::vector<Datagram>(ber::Bytes request, Datagram answer)>;

    explicit TestMachine(const Values& values, ResponderBehavior behavior = {}, Tamper tamper = nullptr)
        : mib_(Encode(values)), behavior_(behavior), tamper_(std::move(tamper)) {
        fd_ = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
            ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("no UDP port for a test");
        }
        endpoint_ = Endpoint(reinterpret_cast<const sockaddr*>(&address), size);
        thread_ = std::thread([this] { Serve(); });
    }
    ~TestMachine() override {
        stop_ = true;
        thread_.join();
        ::close(fd_);
    }
    TestMachine(const TestMachine&) = delete;
    TestMachine& operator=(const TestMachine&) = delete;

    [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
    [[nodiscard]] int requests() const { return requests_; }
    // Call before the first request.
    void AddContext(const std::string& name, const Values& values) { contexts_.emplace(name, Encode(values)); }
    void AddUser(UsmUser user) { users_.push_back(std::move(user)); }
    // At any time.
    void SetCommunity(std::string community) {
        const std::lock_guard lock(mutex_);
        community_ = std::move(community);
    }

    const EncodedMib* ForCommunity(std::string_view community) override {
        const std::lock_guard lock(mutex_);
        if (community == community_ || (!writer_.empty() && community == writer_)) return &mib_;
        const auto at = community.find('@');
        if (at == std::string_view::npos || community.substr(0, at) != community_) return nullptr;
        const auto context = contexts_.find(std::string(community.substr(at + 1)));
        return context == contexts_.end() ? nullptr : &context->second;
    }
    const EncodedMib* ForContext(std::string_view context) override {
        if (context.empty()) return &mib_;
        const auto found = contexts_.find(std::string(context));
        return found == contexts_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const ResponderBehavior& Behavior() const override { return behavior_; }
    [[nodiscard]] std::uint32_t UptimeTicks() const override { return 12345; }
    // Whoever writes with this community, or as this user, may.
    void SetWriter(std::string who) {
        const std::lock_guard lock(mutex_);
        writer_ = std::move(who);
    }
    std::int32_t Write(std::string_view who, const Oid& name, std::int64_t value) override {
        const std::lock_guard lock(mutex_);
        if (writer_.empty() || who != writer_) return 17;
        written_.emplace_back(name.ToString(), value);
        return 0;
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> written() {
        const std::lock_guard lock(mutex_);
        return written_;
    }
    [[nodiscard]] UsmEngine Engine() const override {
        return {{0x80, 0x00, 0x1f, 0x88, 0x04, 't', 'e', 's', engine_letter_}, engine_boots_, engine_time_};
    }
    [[nodiscard]] const UsmUser* FindUser(std::string_view name) const override {
        for (const UsmUser& user : users_) {
            if (user.name == name) return &user;
        }
        return nullptr;
    }
    // Jumps the engine's time, as a restart does.
    void SetEngineTime(std::int32_t seconds) { engine_time_ = seconds; }
    void SetEngineLetter(std::uint8_t letter) { engine_letter_ = letter; }
    // A restart as RFC 3414 wants it, or of a machine that forgot its engine id.
    void Reboot(bool with_another_id) {
        engine_time_ = 1;
        ++engine_boots_;
        if (with_another_id) engine_letter_ = 'u';
    }

  private:
    static EncodedMib Encode(const Values& values) {
        MibBuilder builder(values.size());
        values.ForEach([&](OidView name, const Values::Value& value) {
            Oid oid;
            for (const auto id : name) oid.Push(id);
            const auto encoded = EncodeOid(oid);
            if (value.IsOid()) {
                Oid target;
                for (const auto id : value.oid) target.Push(id);
                builder.Element(encoded, ber::kObjectIdentifier, EncodeOid(target));
            } else if (value.tag == ber::kInteger) {
                builder.Integer(encoded, static_cast<std::int32_t>(value.number));
            } else if (value.IsNumber()) {
                builder.Unsigned(encoded, static_cast<std::uint64_t>(value.number), value.tag);
            } else {
                builder.Element(encoded, value.tag, ber::AsBytes(value.octets));
            }
        });
        return std::move(builder).Build();
    }

    void Serve() {
        Responder responder;
        std::vector<std::uint8_t> buffer(65536);
        while (!stop_) {
            pollfd wait{fd_, POLLIN, 0};
            if (::poll(&wait, 1, 20) <= 0) continue;
            sockaddr_storage from{};
            socklen_t size = sizeof from;
            const ssize_t count =
                ::recvfrom(fd_, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
            if (count < 0) continue;
            ++requests_;
            const ber::Bytes request(buffer.data(), static_cast<std::size_t>(count));
            const ber::Bytes right = responder.Answer(request, *this);
            std::vector<Datagram> answers{Datagram(right.begin(), right.end())};
            if (tamper_) answers = tamper_(request, std::move(answers[0]));
            for (const Datagram& answer : answers) {
                if (answer.empty()) continue;
                ::sendto(fd_, answer.data(), answer.size(), 0, reinterpret_cast<const sockaddr*>(&from), size);
            }
        }
    }

    EncodedMib mib_;
    std::map<std::string, EncodedMib> contexts_;
    std::vector<UsmUser> users_;
    std::mutex mutex_;
    std::string community_ = "public";  // guarded by mutex_
    std::string writer_;                // likewise
    std::vector<std::pair<std::string, std::int64_t>> written_;
    ResponderBehavior behavior_;
    Tamper tamper_;
    Endpoint endpoint_;
    int fd_ = -1;
    std::atomic<int> requests_{0};
    std::atomic<std::int32_t> engine_time_{1000};
    std::atomic<std::int32_t> engine_boots_{7};
    std::atomic<std::uint8_t> engine_letter_{'t'};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace snmp
