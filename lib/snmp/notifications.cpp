#include "lib/snmp/notifications.hpp"

#include <openssl/crypto.h>

#include <algorithm>

namespace snmp {
namespace {

using ber::Bytes;

constexpr std::int64_t kOldestSeconds = 150;  // RFC 3414, section 2.2.3
// Machines whose time is kept; only those whose messages were signed are among them.
constexpr std::size_t kMostEngines = 65'536;

// snmpTrapOID.0 among the objects: the second one, and found elsewhere, too, because some machines leave out sysUpTime.0.
std::optional<ber::Oid> TrapNameOf(const ber::Pdu& pdu) {
    ber::Reader list(pdu.varbinds);
    while (!list.empty()) {
        ber::Reader varbind(list.Take(ber::kSequence));
        const ber::Oid name = varbind.TakeOid();
        if (!(name == kSnmpTrapOid)) continue;
        const ber::Oid value = varbind.TakeOid();
        if (value.empty()) return std::nullopt;
        return value;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::int32_t> StandardTrap(const ber::Oid& name) {
    const auto ids = name.ids();
    const auto root = kSnmpTraps.ids();
    if (ids.size() != root.size() + 1 || !std::ranges::equal(ids.first(root.size()), root)) return std::nullopt;
    if (ids.back() < 1 || ids.back() > 6) return std::nullopt;
    return static_cast<std::int32_t>(ids.back()) - 1;
}

ber::Oid NameOf(const ber::TrapV1& trap) {
    if (trap.generic >= 0 && trap.generic <= 5) {
        return kSnmpTraps.With({static_cast<std::uint32_t>(trap.generic) + 1});
    }
    return trap.enterprise.With({0, static_cast<std::uint32_t>(trap.specific)});
}

NotificationReceiver::NotificationReceiver(std::vector<std::uint8_t> engine_id, Time started)
    : engine_id_(std::move(engine_id)), started_(started), now_(started) {}

void NotificationReceiver::SetUsers(std::vector<std::shared_ptr<const UsmUser>> users) {
    users_ = std::move(users);
}

NotificationReceiver::Received NotificationReceiver::Receive(Bytes datagram, Time now) {
    ber::Message message;
    if (ber::DecodeMessage(datagram, message) != ber::Error::kNone) return {};
    now_ = now;
    version_ = message.version;
    if (message.version == 3) {
        // Who waits for an answer speaks to this engine, or looks for it; a trap is of the engine that sends it.
        const bool waits = (message.v3.flags & ber::kFlagReportable) != 0;
        if (!waits) return {OpenTrap(datagram, message.v3, now), {}};
    } else if (message.pdu.type == ber::PduType::kTrapV1) {
        return {Notification{0, std::string(ber::AsText(message.community)), NameOf(message.trap), false}, {}};
    } else if (message.pdu.type == ber::PduType::kTrapV2) {
        const auto name = TrapNameOf(message.pdu);
        if (message.version != 1 || !name) return {};
        return {Notification{1, std::string(ber::AsText(message.community)), *name, false}, {}};
    }
    informed_.reset();
    const Bytes reply = responder_.Answer(datagram, *this);
    return {std::move(informed_), reply};
}

bool NotificationReceiver::TakeInform(std::string_view who, const ber::Pdu& pdu) {
    const auto name = TrapNameOf(pdu);
    if (!name) return false;
    informed_ = Notification{version_, std::string(who), *name, true};
    return true;
}

std::optional<Notification> NotificationReceiver::OpenTrap(Bytes datagram, const ber::V3Header& header, Time now) {
    const bool auth = (header.flags & ber::kFlagAuth) != 0;
    const bool priv = (header.flags & ber::kFlagPriv) != 0;
    const UsmUser* const user = FindUser(ber::AsText(header.user));
    if (user == nullptr || header.engine_id.size() < 5 || (priv && !auth)) return std::nullopt;
    // Whoever has a key signs. That he encrypts, too, is not asked: what is said is not used.
    if (auth != (user->auth != AuthProtocol::kNone) || (priv && user->priv == PrivProtocol::kNone)) return std::nullopt;
    if (auth) {
        const std::size_t digest_size = DigestSize(user->auth);
        if (header.auth_parameters.size() != digest_size) return std::nullopt;
        std::vector<std::uint8_t> zeroed(datagram.begin(), datagram.end());
        std::fill_n(zeroed.begin() + static_cast<std::ptrdiff_t>(header.auth_offset), digest_size, 0);
        const auto digest = Digest(user->auth, LocalizeKey(user->auth, user->auth_key, header.engine_id), zeroed);
        if (digest.size() != digest_size ||
            CRYPTO_memcmp(digest.data(), header.auth_parameters.data(), digest_size) != 0 || !IsTimely(header, now)) {
            return std::nullopt;
        }
    }
    std::vector<std::uint8_t> plain;
    Bytes content = header.scoped;
    if (priv) {
        if (header.priv_parameters.size() != 8) return std::nullopt;
        plain = Crypt(user->priv, false, LocalizePrivKey(*user, header.engine_id), header.engine_boots,
                      header.engine_time, header.priv_parameters, header.scoped);
        ber::Reader reader(plain);
        content = reader.Take(ber::kSequence);
        if (reader.error() != ber::Error::kNone) return std::nullopt;
    }
    ber::ScopedPdu scoped;
    if (ber::DecodeScopedPdu(content, scoped) != ber::Error::kNone) return std::nullopt;
    if (scoped.pdu.type != ber::PduType::kTrapV2) return std::nullopt;
    const auto name = TrapNameOf(scoped.pdu);
    if (!name) return std::nullopt;
    return Notification{3, user->name, *name, false};
}

bool NotificationReceiver::IsTimely(const ber::V3Header& header, Time now) {
    const std::vector<std::uint8_t> id(header.engine_id.begin(), header.engine_id.end());
    const auto known = engines_.find(id);
    if (known != engines_.end()) {
        EngineTime& engine = known->second;
        const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - engine.heard).count();
        if (header.engine_boots < engine.boots) return false;
        if (header.engine_boots == engine.boots && header.engine_time < engine.time + passed - kOldestSeconds) {
            return false;
        }
        if (header.engine_boots == engine.boots && header.engine_time <= engine.time) return true;
        engine = {header.engine_boots, header.engine_time, now};
        return true;
    }
    if (engines_.size() >= kMostEngines) engines_.clear();
    engines_[id] = {header.engine_boots, header.engine_time, now};
    return true;
}

UsmEngine NotificationReceiver::Engine() const {
    return {engine_id_, 1,
            static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::seconds>(now_ - started_).count())};
}

const UsmUser* NotificationReceiver::FindUser(std::string_view name) const {
    for (const auto& user : users_) {
        if (user->name == name) return user.get();
    }
    return nullptr;
}

}  // namespace snmp
