#include "lib/snmp/responder.hpp"

#include <openssl/crypto.h>

#include <array>
#include <cstdlib>

#include "lib/snmp/notifications.hpp"
#include "lib/snmp/values.hpp"

namespace snmp {
namespace {

using ber::Bytes;

constexpr std::size_t kMaxDatagram = 65'507;
// Around the VarBinds of a v1/v2c answer: headers, version, request id, error fields.
constexpr std::size_t kEnvelope = 48;
constexpr std::int32_t kTimeWindow = 150;  // seconds, RFC 3414 section 2.2.3

enum ErrorStatus : std::int32_t {
    kTooBig = 1,
    kNoSuchName = 2,
    kReadOnly = 4,
    kAuthorizationError = 16,
    kNotWritable = 17,
};

// The last but one sub-identifier of usmStats counters 1.3.6.1.6.3.15.1.1.X.0.
enum UsmStats : std::uint32_t {
    kUnsupportedSecLevels = 1,
    kNotInTimeWindows = 2,
    kUnknownUserNames = 3,
    kUnknownEngineIds = 4,
    kWrongDigests = 5,
    kDecryptionErrors = 6,
    kUnknownContexts = 100,  // snmpUnknownContexts of another tree, RFC 3413
};

}  // namespace

struct Responder::Security {
    bool auth = false;
    bool priv = false;
    AuthProtocol protocol = AuthProtocol::kNone;
    PrivProtocol privacy = PrivProtocol::kNone;
    std::string user;
    std::vector<std::uint8_t> auth_key;
    std::vector<std::uint8_t> priv_key;
};

Responder::Responder() : out_(kMaxDatagram), inner_(kMaxDatagram) {
    arena_.reserve(4 * kMaxDatagram);
    pieces_.reserve(512);
}

bool Responder::Add(Bytes piece, std::size_t room) {
    if (pieces_size_ + piece.size() > room) return false;
    pieces_.push_back(piece);
    pieces_size_ += piece.size();
    return true;
}

bool Responder::AddRow(const EncodedMib& mib, std::size_t row, std::size_t room) {
    if (!mib.IsLiveTicks(row)) return Add(mib.VarBind(row), room);
    std::array<std::uint8_t, 300> buffer;
    ber::BackWriter writer(buffer);
    const std::size_t mark = writer.Mark();
    writer.Unsigned(host_->UptimeTicks(), ber::kTimeTicks);
    writer.Element(ber::kObjectIdentifier, mib.Name(row));
    writer.Wrap(ber::kSequence, mark);
    const Bytes made = writer.bytes();
    if (arena_.size() + made.size() > arena_.capacity()) return false;
    const std::size_t at = arena_.size();
    arena_.insert(arena_.end(), made.begin(), made.end());
    return Add(Bytes(arena_).subspan(at, made.size()), room);
}

bool Responder::AddNull(Bytes name, std::uint8_t tag, std::size_t room) {
    std::array<std::uint8_t, ber::Oid::kMax * 5 + 16> buffer;
    ber::BackWriter writer(buffer);
    const std::size_t mark = writer.Mark();
    writer.Element(tag, {});
    writer.Element(ber::kObjectIdentifier, name);
    writer.Wrap(ber::kSequence, mark);
    const Bytes made = writer.bytes();
    if (writer.full() || arena_.size() + made.size() > arena_.capacity()) return false;
    const std::size_t at = arena_.size();
    arena_.insert(arena_.end(), made.begin(), made.end());
    return Add(Bytes(arena_).subspan(at, made.size()), room);
}

Responder::Outcome Responder::Get(int version, const ber::Pdu& pdu, const EncodedMib& mib, bool next,
                                  std::size_t room) {
    ber::Reader list(pdu.varbinds);
    for (std::int32_t index = 1; !list.empty(); ++index) {
        ber::Reader varbind(list.Take(ber::kSequence));
        const Bytes name = varbind.Take(ber::kObjectIdentifier);
        const ber::Oid oid = ber::DecodeOid(name);
        const bool stuck = next && host_->Behavior().repeat_oid;
        const std::size_t row = !next || stuck ? mib.Find(oid) : mib.After(oid);
        bool fits = true;
        if (row < mib.size()) {
            fits = AddRow(mib, row, room);
        } else if (stuck) {
            fits = AddNull(name, ber::kNull, room);
        } else if (version == 0) {
            return {kNoSuchName, index};
        } else {
            fits = AddNull(name, next ? ber::kEndOfMibView : ber::kNoSuchInstance, room);
        }
        if (!fits) return {kTooBig, 0};
    }
    return {};
}

void Responder::GetBulk(const ber::Pdu& pdu, const EncodedMib& mib, std::size_t room) {
    const std::int32_t non_repeaters = std::max(pdu.error_status, 0);
    const std::int32_t repetitions = std::min(std::max(pdu.error_index, 0), host_->Behavior().max_repetitions);
    const bool stuck = host_->Behavior().repeat_oid;
    struct Column {
        std::size_t row;
        Bytes name;  // the last name given, for endOfMibView
    };
    std::vector<Column> columns;
    ber::Reader list(pdu.varbinds);
    for (std::int32_t index = 0; !list.empty(); ++index) {
        ber::Reader varbind(list.Take(ber::kSequence));
        const Bytes name = varbind.Take(ber::kObjectIdentifier);
        const ber::Oid oid = ber::DecodeOid(name);
        const std::size_t row = stuck ? mib.Find(oid) : mib.After(oid);
        if (index >= non_repeaters) {
            columns.push_back({row, name});
        } else if (!(row < mib.size() ? AddRow(mib, row, room) : AddNull(name, ber::kEndOfMibView, room))) {
            return;
        }
    }
    for (std::int32_t i = 0; i < repetitions; ++i) {
        bool any = false;
        for (auto& column : columns) {
            if (column.row < mib.size()) {
                if (!AddRow(mib, column.row, room)) return;
                column.name = mib.Name(column.row);
                if (!stuck) ++column.row;
                any = true;
            } else if (!AddNull(column.name, ber::kEndOfMibView, room)) {
                return;
            }
        }
        if (!any) return;
    }
}

Responder::Outcome Responder::Process(int version, const ber::Pdu& pdu, const EncodedMib& mib, ResponderHost& host,
                                      std::size_t room, std::string_view who) {
    pieces_.clear();
    pieces_size_ = 0;
    arena_.clear();
    host_ = &host;
    switch (pdu.type) {
        case ber::PduType::kGet:
            return Get(version, pdu, mib, false, room);
        case ber::PduType::kGetNext:
            return Get(version, pdu, mib, true, room);
        case ber::PduType::kGetBulk:
            GetBulk(pdu, mib, room);
            return {};
        default:
            return Set(version, pdu, host, who);
    }
}

Responder::Outcome Responder::Set(int version, const ber::Pdu& pdu, ResponderHost& host, std::string_view who) {
    const Outcome refused{version == 0 ? kReadOnly : kNotWritable, pdu.varbind_count > 0 ? 1 : 0};
    if (pdu.varbind_count != 1) return refused;
    ber::Reader list(pdu.varbinds);
    ber::Reader varbind(list.Take(ber::kSequence));
    const ber::Oid name = varbind.TakeOid();
    const auto [tag, content] = varbind.TakeAny();
    Values values;
    if (varbind.error() != ber::Error::kNone || tag != ber::kInteger || !values.Add(name.ids(), tag, content)) {
        return refused;
    }
    values.Sort();
    const std::int32_t status = host.Write(who, name, *values.Number(name.ids()));
    if (status == kNotWritable) return refused;
    if (status == 0) pieces_.push_back(pdu.varbinds);  // as it was asked
    return {status, status == 0 ? 0 : 1};
}

void Responder::WritePdu(ber::BackWriter& writer, ber::PduType type, std::int32_t request_id, Outcome outcome,
                         Bytes varbinds) const {
    const std::size_t pdu_mark = writer.Mark();
    if (outcome.error_status != 0 || !varbinds.empty()) {
        // A refusal carries the VarBinds of the request (RFC 1157), or none when they were too big.
        writer.Element(ber::kSequence, outcome.error_status == kTooBig ? Bytes{} : varbinds);
    } else {
        const std::size_t mark = writer.Mark();
        for (std::size_t i = pieces_.size(); i > 0; --i) writer.Raw(pieces_[i - 1]);
        writer.Wrap(ber::kSequence, mark);
    }
    writer.Integer(outcome.error_index);
    writer.Integer(outcome.error_status);
    writer.Integer(request_id);
    writer.Wrap(static_cast<std::uint8_t>(type), pdu_mark);
}

Bytes Responder::Answer(Bytes request, ResponderHost& host) {
    ber::Message message;
    if (ber::DecodeMessage(request, message) != ber::Error::kNone) return {};
    if (message.version == 3) return AnswerV3(request, message.v3, host);

    const ber::Pdu& pdu = message.pdu;
    const ResponderBehavior& behavior = host.Behavior();
    if (message.version == 1 && behavior.v1_only) return {};
    if (message.version == 1 && pdu.type == ber::PduType::kInform) {
        if (!host.TakeInform(ber::AsText(message.community), pdu)) return {};
        return Enclose(message.version, message.community, pdu.request_id, pdu.varbinds);
    }
    const bool asks = pdu.type == ber::PduType::kGet || pdu.type == ber::PduType::kGetNext ||
                      pdu.type == ber::PduType::kSet || (pdu.type == ber::PduType::kGetBulk && message.version == 1);
    if (!asks) return {};
    const EncodedMib* mib = host.ForCommunity(ber::AsText(message.community));
    if (mib == nullptr) return {};

    const std::size_t most = std::min(behavior.max_message_size, kMaxDatagram);
    const std::size_t envelope = kEnvelope + message.community.size();
    const Outcome outcome = Process(message.version, pdu, *mib, host, most > envelope ? most - envelope : 0,
                                    ber::AsText(message.community));
    ber::BackWriter writer(out_);
    const std::size_t mark = writer.Mark();
    WritePdu(writer, ber::PduType::kResponse,
             static_cast<std::int32_t>(static_cast<std::uint32_t>(pdu.request_id) +
                                       static_cast<std::uint32_t>(behavior.request_id_offset)),
             outcome, outcome.error_status != 0 ? pdu.varbinds : Bytes{});
    writer.Element(ber::kOctetString, message.community);
    writer.Integer(message.version);
    writer.Wrap(ber::kSequence, mark);
    return writer.full() ? Bytes{} : writer.bytes();
}

Bytes Responder::AnswerV3(Bytes request, const ber::V3Header& header, ResponderHost& host) {
    const UsmEngine engine = host.Engine();
    const bool auth = (header.flags & ber::kFlagAuth) != 0;
    const bool priv = (header.flags & ber::kFlagPriv) != 0;
    if (priv && !auth) return {};  // RFC 3412 section 7.2: invalid message

    // Reports carry the request id where the PDU could be read.
    std::int32_t request_id = 0;
    ber::ScopedPdu scoped;
    if (!priv && ber::DecodeScopedPdu(header.scoped, scoped) == ber::Error::kNone) {
        request_id = scoped.pdu.request_id;
    }
    Security open;
    open.user = ber::AsText(header.user);
    if (!std::ranges::equal(header.engine_id, engine.id)) {
        return Report(header, engine, kUnknownEngineIds, request_id, open);
    }
    const UsmUser* user = host.FindUser(ber::AsText(header.user));
    if (user == nullptr) return Report(header, engine, kUnknownUserNames, request_id, open);
    if ((auth && user->auth == AuthProtocol::kNone) || (priv && user->priv == PrivProtocol::kNone)) {
        return Report(header, engine, kUnsupportedSecLevels, request_id, open);
    }

    Security security = open;
    std::vector<std::uint8_t> plain;
    if (auth) {
        security.auth = true;
        security.protocol = user->auth;
        security.auth_key = LocalizeKey(user->auth, user->auth_key, engine.id);
        const std::size_t digest_size = DigestSize(user->auth);
        if (header.auth_parameters.size() != digest_size) {
            return Report(header, engine, kWrongDigests, request_id, open);
        }
        std::vector<std::uint8_t> zeroed(request.begin(), request.end());
        std::fill_n(zeroed.begin() + static_cast<std::ptrdiff_t>(header.auth_offset), digest_size, 0);
        const auto digest = Digest(user->auth, security.auth_key, zeroed);
        if (digest.size() != digest_size ||
            CRYPTO_memcmp(digest.data(), header.auth_parameters.data(), digest_size) != 0) {
            return Report(header, engine, kWrongDigests, request_id, open);
        }
        if (header.engine_boots != engine.boots ||
            std::abs(static_cast<std::int64_t>(header.engine_time) - engine.time) > kTimeWindow) {
            // Authenticated, so that the asker may believe the time it carries.
            return Report(header, engine, kNotInTimeWindows, request_id, security);
        }
    }
    if (priv) {
        security.priv = true;
        security.privacy = user->priv;
        security.priv_key = LocalizePrivKey(*user, engine.id);
        if (header.priv_parameters.size() != 8) {
            return Report(header, engine, kDecryptionErrors, 0, open);
        }
        plain = Crypt(user->priv, false, security.priv_key, header.engine_boots, header.engine_time,
                      header.priv_parameters, header.scoped);
        ber::Reader reader(plain);
        const Bytes content = reader.Take(ber::kSequence);
        if (reader.error() != ber::Error::kNone || ber::DecodeScopedPdu(content, scoped) != ber::Error::kNone) {
            return Report(header, engine, kDecryptionErrors, 0, open);
        }
    } else if (ber::DecodeScopedPdu(header.scoped, scoped) != ber::Error::kNone) {
        return {};
    }
    const ber::Pdu& pdu = scoped.pdu;
    if (pdu.type == ber::PduType::kInform) {
        const bool own_level =
            (user->auth == AuthProtocol::kNone || auth) && (user->priv == PrivProtocol::kNone || priv);
        if (!own_level || !host.TakeInform(user->name, pdu)) return {};
        return WriteV3(header, engine, security, ber::PduType::kResponse, pdu.request_id, {}, pdu.varbinds,
                       ber::AsText(scoped.context_name), scoped.context_engine_id);
    }
    if (pdu.type != ber::PduType::kGet && pdu.type != ber::PduType::kGetNext && pdu.type != ber::PduType::kGetBulk &&
        pdu.type != ber::PduType::kSet) {
        return {};
    }
    const std::string_view context = ber::AsText(scoped.context_name);
    const EncodedMib* mib = host.ForContext(context);
    if (mib == nullptr) return Report(header, engine, kUnknownContexts, pdu.request_id, security);

    const std::size_t most =
        std::min({host.Behavior().max_message_size, kMaxDatagram, static_cast<std::size_t>(header.max_size)});
    const std::size_t envelope = 160 + header.user.size() + 2 * engine.id.size() + context.size();
    Bytes refused;
    // Every user reads at its own level only, as a careful administrator sets it up.
    Outcome outcome{kAuthorizationError, 0};
    if ((user->auth == AuthProtocol::kNone || auth) && (user->priv == PrivProtocol::kNone || priv)) {
        outcome = Process(3, pdu, *mib, host, most > envelope ? most - envelope : 0, user->name);
    }
    if (outcome.error_status != 0) refused = pdu.varbinds;
    return WriteV3(header, engine, security, ber::PduType::kResponse,
                   static_cast<std::int32_t>(static_cast<std::uint32_t>(pdu.request_id) +
                                             static_cast<std::uint32_t>(host.Behavior().request_id_offset)),
                   outcome, refused, context);
}

// The acknowledgement in v2c: what was told, as it was told.
Bytes Responder::Enclose(int version, Bytes community, std::int32_t request_id, Bytes varbinds) {
    ber::BackWriter writer(out_);
    const std::size_t mark = writer.Mark();
    WritePdu(writer, ber::PduType::kResponse, request_id, {}, varbinds);
    writer.Element(ber::kOctetString, community);
    writer.Integer(version);
    writer.Wrap(ber::kSequence, mark);
    return writer.full() ? Bytes{} : writer.bytes();
}

Bytes Responder::Notify(int version, std::string_view who, const Trap& trap, ResponderHost& host) {
    host_ = &host;
    const UsmUser* const user = version == 3 ? host.FindUser(who) : nullptr;
    const EncodedMib* const mib = version == 3 ? host.ForContext("") : host.ForCommunity(who);
    if (mib == nullptr || (version == 3 && user == nullptr)) return {};
    pieces_.clear();
    arena_.clear();
    pieces_size_ = 0;
    std::array<std::uint8_t, 128> ticks;
    std::array<std::uint8_t, 2 * ber::Oid::kMax * 5> name;
    if (version != 0) {
        ber::BackWriter up(ticks);
        up.Unsigned(host.UptimeTicks(), ber::kTimeTicks);
        up.OidElement(kSysUpTime.ids());
        up.Wrap(ber::kSequence, ticks.size());
        ber::BackWriter which(name);
        which.OidElement(trap.name.ids());
        which.OidElement(kSnmpTrapOid.ids());
        which.Wrap(ber::kSequence, name.size());
        Add(up.bytes(), kMaxDatagram);
        Add(which.bytes(), kMaxDatagram);
    }
    for (const ber::Oid& wanted : trap.rows) {
        const std::size_t row = mib->Find(wanted);
        if (row < mib->size()) AddRow(*mib, row, kMaxDatagram);
    }
    notified_ = notified_ == INT32_MAX ? 1 : notified_ + 1;
    if (version == 3) {
        const UsmEngine engine = host.Engine();
        Security security;
        security.user = user->name;
        security.auth = user->auth != AuthProtocol::kNone;
        security.priv = user->priv != PrivProtocol::kNone;
        security.protocol = user->auth;
        security.privacy = user->priv;
        if (security.auth) security.auth_key = LocalizeKey(user->auth, user->auth_key, engine.id);
        if (security.priv) security.priv_key = LocalizePrivKey(*user, engine.id);
        ber::V3Header header;
        header.message_id = notified_;
        return WriteV3(header, engine, security, ber::PduType::kTrapV2, notified_, {}, {}, {});
    }
    ber::BackWriter writer(out_);
    const std::size_t mark = writer.Mark();
    if (version == 1) {
        WritePdu(writer, ber::PduType::kTrapV2, notified_, {}, {});
    } else {
        WriteTrapV1(writer, trap.name, host.UptimeTicks());
    }
    writer.Element(ber::kOctetString, ber::AsBytes(who));
    writer.Integer(version);
    writer.Wrap(ber::kSequence, mark);
    return writer.full() ? Bytes{} : writer.bytes();
}

// RFC 3584, section 3.2: the standard traps have a number of their own; of all others the last number is the specific one, and
// what stands before it, without a 0 at its end, is the enterprise.
void Responder::WriteTrapV1(ber::BackWriter& writer, const ber::Oid& name, std::uint32_t uptime) const {
    const std::size_t pdu_mark = writer.Mark();
    const std::size_t list_mark = writer.Mark();
    for (std::size_t i = pieces_.size(); i > 0; --i) writer.Raw(pieces_[i - 1]);
    writer.Wrap(ber::kSequence, list_mark);
    auto enterprise = name.ids();
    std::int64_t generic = 6, specific = 0;
    if (const auto standard = StandardTrap(name)) {
        generic = *standard;
        enterprise = kSnmpTraps.ids();
    } else if (!enterprise.empty()) {
        specific = enterprise.back();
        enterprise = enterprise.first(enterprise.size() - 1);
        if (!enterprise.empty() && enterprise.back() == 0) enterprise = enterprise.first(enterprise.size() - 1);
    }
    constexpr std::array<std::uint8_t, 4> kNoAddress{};  // the datagram says where it comes from
    writer.Unsigned(uptime, ber::kTimeTicks);
    writer.Integer(specific);
    writer.Integer(generic);
    writer.Element(ber::kIpAddress, kNoAddress);
    writer.OidElement(enterprise);
    writer.Wrap(static_cast<std::uint8_t>(ber::PduType::kTrapV1), pdu_mark);
}

Bytes Responder::Report(const ber::V3Header& header, const UsmEngine& engine, std::uint32_t counter_id,
                        std::int32_t request_id, const Security& security) {
    std::array<std::uint8_t, 64> buffer;
    ber::BackWriter writer(buffer);
    const std::size_t mark = writer.Mark();
    writer.Unsigned(++usm_reports_, ber::kCounter32);
    if (counter_id == kUnknownContexts) {
        writer.OidElement(ber::Oid{1, 3, 6, 1, 6, 3, 12, 1, 5, 0}.ids());
    } else {
        writer.OidElement(ber::Oid{1, 3, 6, 1, 6, 3, 15, 1, 1, counter_id, 0}.ids());
    }
    writer.Wrap(ber::kSequence, mark);
    return WriteV3(header, engine, security, ber::PduType::kReport, request_id, {}, writer.bytes(), {});
}

Bytes Responder::WriteV3(const ber::V3Header& header, const UsmEngine& engine, const Security& security,
                         ber::PduType type, std::int32_t request_id, Outcome outcome, Bytes varbinds,
                         std::string_view context, Bytes context_engine) {
    ber::BackWriter inner(inner_);
    const std::size_t scoped_mark = inner.Mark();
    WritePdu(inner, type, request_id, outcome, varbinds);
    inner.Element(ber::kOctetString, ber::AsBytes(context));
    // What is told is in a context of whoever tells it, and the acknowledgement names the same one.
    inner.Element(ber::kOctetString, context_engine.empty() ? Bytes(engine.id) : context_engine);
    inner.Wrap(ber::kSequence, scoped_mark);
    if (inner.full()) return {};

    const std::array<std::uint8_t, 48> zeros{};
    const std::size_t digest_size = security.auth ? DigestSize(security.protocol) : 0;
    std::array<std::uint8_t, 8> salt{};
    ber::BackWriter writer(out_);
    const std::size_t message_mark = writer.Mark();
    if (security.priv) {
        salt = MakeSalt(security.privacy, engine.boots, ++salt_);
        writer.Element(ber::kOctetString, Crypt(security.privacy, true, security.priv_key, engine.boots, engine.time,
                                                salt, inner.bytes()));
    } else {
        writer.Raw(inner.bytes());
    }
    const std::size_t security_mark = writer.Mark();
    const std::size_t usm_mark = writer.Mark();
    writer.Element(ber::kOctetString, security.priv ? Bytes(salt) : Bytes{});
    const std::size_t digest_end = writer.bytes().size();  // octets behind the digest
    writer.Element(ber::kOctetString, Bytes(zeros).first(digest_size));
    writer.Element(ber::kOctetString, ber::AsBytes(security.user));
    writer.Integer(engine.time);
    writer.Integer(engine.boots);
    writer.Element(ber::kOctetString, engine.id);
    writer.Wrap(ber::kSequence, usm_mark);
    writer.Wrap(ber::kOctetString, security_mark);

    const std::size_t global_mark = writer.Mark();
    writer.Integer(3);  // USM
    const std::uint8_t flags =
        static_cast<std::uint8_t>((security.auth ? ber::kFlagAuth : 0) | (security.priv ? ber::kFlagPriv : 0));
    writer.Element(ber::kOctetString, Bytes(&flags, 1));
    writer.Integer(static_cast<std::int64_t>(kMaxDatagram));
    writer.Integer(header.message_id);
    writer.Wrap(ber::kSequence, global_mark);
    writer.Integer(3);
    writer.Wrap(ber::kSequence, message_mark);
    if (writer.full()) return {};
    if (security.auth) {
        const auto digest = Digest(security.protocol, security.auth_key, writer.bytes());
        const std::size_t at = writer.bytes().size() - digest_end - digest_size;
        std::ranges::copy(digest, writer.mutable_bytes().begin() + static_cast<std::ptrdiff_t>(at));
    }
    return writer.bytes();
}

}  // namespace snmp
