#include "lib/snmp/ber.hpp"

#include <charconv>
#include <cstring>

namespace snmp::ber {
namespace {

// Wide enough for any community, user or context name in use; longer ones are an attack.
constexpr std::size_t kMaxName = 255;

// One step through the sub-identifiers of well-formed content octets. The first octet holds two.
class SubidWalk {
  public:
    explicit SubidWalk(Bytes content) : content_(content) {}

    bool Next(std::uint32_t& id) {
        if (pending_) {
            pending_ = false;
            id = second_;
            return true;
        }
        if (at_ == content_.size()) return false;
        std::uint32_t value = 0;
        while (at_ < content_.size()) {
            const std::uint8_t octet = content_[at_++];
            value = (value << 7) | (octet & 0x7F);
            if ((octet & 0x80) == 0) break;
        }
        if (first_) {
            first_ = false;
            id = std::min(value / 40, 2U);
            second_ = value - id * 40;
            pending_ = true;
            return true;
        }
        id = value;
        return true;
    }

  private:
    Bytes content_;
    std::size_t at_ = 0;
    std::uint32_t second_ = 0;
    bool first_ = true;
    bool pending_ = false;
};

}  // namespace

std::string_view ToString(Error error) {
    switch (error) {
        case Error::kNone:
            return "none";
        case Error::kTruncated:
            return "truncated";
        case Error::kBadLength:
            return "bad length";
        case Error::kWrongTag:
            return "wrong tag";
        case Error::kBadInteger:
            return "bad integer";
        case Error::kBadOid:
            return "bad object identifier";
        case Error::kTrailingBytes:
            return "trailing bytes";
        case Error::kBadVersion:
            return "unknown version";
        case Error::kBadValue:
            return "value out of range";
    }
    return "unknown";
}

std::optional<Oid> Oid::Parse(std::string_view text) {
    Oid oid;
    if (!text.empty() && text[0] == '.') text.remove_prefix(1);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        std::uint32_t id = 0;
        const auto [next, error] = std::from_chars(at, end, id);
        if (error != std::errc{} || !oid.Push(id)) return std::nullopt;
        if (next == end) return oid;
        if (*next != '.') return std::nullopt;
        at = next + 1;
    }
}

bool Oid::PushFar(std::uint32_t id) {
    if (size_ == kMax) return false;
    if (far_ == nullptr) {
        far_ = std::make_unique<Far>();
        std::copy_n(near_.data(), size_, far_->data());
    }
    (*far_)[size_++] = id;
    return true;
}

std::string Oid::ToString() const {
    std::string text;
    for (const auto id : ids()) {
        if (!text.empty()) text += '.';
        text += std::to_string(id);
    }
    return text;
}

std::pair<std::uint8_t, Bytes> Reader::TakeAny() {
    if (error_ != Error::kNone) return {0, {}};
    if (data_.size() < 2) {
        Fail(Error::kTruncated);
        return {0, {}};
    }
    const std::uint8_t tag = data_[0];
    std::size_t length = data_[1];
    if (length < 0x80 && length <= data_.size() - 2) {
        const Bytes content = data_.subspan(2, length);
        data_ = data_.subspan(2 + length);
        return {tag, content};
    }
    std::size_t header = 2;
    if (length & 0x80) {
        const std::size_t octets = length & 0x7F;
        if (octets == 0 || octets > 4) {
            Fail(Error::kBadLength);
            return {0, {}};
        }
        if (data_.size() < header + octets) {
            Fail(Error::kTruncated);
            return {0, {}};
        }
        length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = (length << 8) | data_[header + i];
        header += octets;
    }
    if (length > data_.size() - header) {
        Fail(Error::kTruncated);
        return {0, {}};
    }
    const Bytes content = data_.subspan(header, length);
    data_ = data_.subspan(header + length);
    return {tag, content};
}

Bytes Reader::Take(std::uint8_t tag) {
    if (error_ == Error::kNone && !data_.empty() && data_[0] != tag) {
        Fail(Error::kWrongTag);
        return {};
    }
    return TakeAny().second;
}

std::int32_t Reader::TakeInteger() {
    const Bytes content = Take(kInteger);
    if (error_ != Error::kNone) return 0;
    // Some agents pad with a leading zero octet; five octets are accepted when the value still fits.
    if (content.empty() || content.size() > 5) {
        Fail(Error::kBadInteger);
        return 0;
    }
    std::int64_t value = (content[0] & 0x80) ? -1 : 0;
    for (const auto octet : content) {
        value = static_cast<std::int64_t>((static_cast<std::uint64_t>(value) << 8) | octet);
    }
    if (value < INT32_MIN || value > INT32_MAX) {
        Fail(Error::kBadInteger);
        return 0;
    }
    return static_cast<std::int32_t>(value);
}

std::uint64_t Reader::TakeUnsigned(std::uint8_t tag) {
    const Bytes content = Take(tag);
    if (error_ != Error::kNone) return 0;
    if (content.empty() || content.size() > 9 || (content.size() == 9 && content[0] != 0)) {
        Fail(Error::kBadInteger);
        return 0;
    }
    std::uint64_t value = 0;
    for (const auto octet : content) value = (value << 8) | octet;
    if (tag != kCounter64 && value > UINT32_MAX) {
        Fail(Error::kBadInteger);
        return 0;
    }
    return value;
}

namespace {

// Calls push(sub-identifier) for each; false for what is no object identifier, or where push says so.
template <class Push>
bool ReadSubids(Bytes content, Push&& push) {
    std::size_t at = 0;
    bool first = true;
    while (at < content.size()) {
        std::uint64_t value = content[at++];
        if (value >= 0x80) {
            if (value == 0x80) return false;  // not minimal
            value &= 0x7F;
            bool more = true;
            while (more) {
                if (at == content.size()) return false;
                const std::uint8_t octet = content[at++];
                value = (value << 7) | (octet & 0x7F);
                if (value > UINT32_MAX) return false;
                more = (octet & 0x80) != 0;
            }
        }
        if (first) {
            first = false;
            const auto root = std::min<std::uint64_t>(value / 40, 2);
            if (!push(static_cast<std::uint32_t>(root))) return false;
            value -= root * 40;
        }
        if (!push(static_cast<std::uint32_t>(value))) return false;
    }
    return !first;
}

bool IsOid(Bytes content) {
    std::size_t size = 0;
    // Of octets that are a number each only their count matters; the first one holds two numbers.
    if (!content.empty() && content.size() < Oid::kMax &&
        std::ranges::none_of(content, [](std::uint8_t octet) { return octet >= 0x80; })) {
        return true;
    }
    return ReadSubids(content, [&size](std::uint32_t) { return ++size <= Oid::kMax; });
}

}  // namespace

std::size_t DecodeIds(Bytes content, IdBuffer& ids) {
    std::size_t size = 0;
    const auto any = [&] {
        size = 0;
        const bool good = ReadSubids(content, [&](std::uint32_t id) {
            if (size == ids.size()) return false;
            ids[size++] = id;
            return true;
        });
        return good ? size : 0;
    };
    // Long ones and those whose first two numbers take more than an octet are rare.
    if (content.empty() || content.size() >= ids.size() || content[0] >= 0x80) return any();
    const std::uint32_t root = std::min<std::uint32_t>(content[0] / 40U, 2);
    ids[size++] = root;
    ids[size++] = content[0] - root * 40;
    std::size_t at = 1;
    // Eight numbers of an octet each at once.
    for (; at + 8 <= content.size(); at += 8, size += 8) {
        std::uint64_t octets = 0;
        std::memcpy(&octets, content.data() + at, sizeof octets);
        if ((octets & 0x8080808080808080U) != 0) break;
        for (std::size_t i = 0; i < 8; ++i) ids[size + i] = content[at + i];
    }
    while (at < content.size()) {
        std::uint64_t value = content[at++];
        if (value >= 0x80) {
            if (value == 0x80) return 0;  // not minimal
            value &= 0x7F;
            bool more = true;
            while (more) {
                if (at == content.size()) return 0;
                const std::uint8_t octet = content[at++];
                value = (value << 7) | (octet & 0x7F);
                if (value > UINT32_MAX) return 0;
                more = (octet & 0x80) != 0;
            }
        }
        ids[size++] = static_cast<std::uint32_t>(value);
    }
    return size;
}

Oid DecodeOid(Bytes content) {
    IdBuffer ids;
    Oid oid;
    oid.Assign({ids.data(), DecodeIds(content, ids)});
    return oid;
}

Oid Reader::TakeOid() {
    const Bytes content = Take(kObjectIdentifier);
    if (error_ != Error::kNone) return {};
    Oid oid = DecodeOid(content);
    if (oid.empty()) Fail(Error::kBadOid);
    return oid;
}

std::strong_ordering Compare(const Oid& oid, Bytes encoded) {
    SubidWalk walk(encoded);
    std::uint32_t other = 0;
    for (const auto id : oid.ids()) {
        if (!walk.Next(other)) return std::strong_ordering::greater;
        if (id != other) return id <=> other;
    }
    return walk.Next(other) ? std::strong_ordering::less : std::strong_ordering::equal;
}

namespace {

// Checks each element of pdu.varbinds and counts them.
Error CountVarbinds(Pdu& pdu) {
    Reader list(pdu.varbinds);
    pdu.varbind_count = 0;
    while (!list.empty()) {
        Reader varbind(list.Take(kSequence));
        if (list.error() != Error::kNone) return list.error();
        const Bytes name = varbind.Take(kObjectIdentifier);
        varbind.TakeAny();
        varbind.ExpectEnd();
        if (varbind.error() == Error::kNone && !IsOid(name)) return Error::kBadOid;
        if (varbind.error() != Error::kNone) return varbind.error();
        ++pdu.varbind_count;
    }
    return list.error();
}

Error DecodeTrapV1(Reader& reader, Pdu& pdu, TrapV1& trap) {
    Reader body(reader.Take(static_cast<std::uint8_t>(PduType::kTrapV1)));
    if (reader.error() != Error::kNone) return reader.error();
    pdu.type = PduType::kTrapV1;
    trap.enterprise = body.TakeOid();
    trap.agent_address = body.Take(kIpAddress);
    trap.generic = body.TakeInteger();
    trap.specific = body.TakeInteger();
    trap.uptime = static_cast<std::uint32_t>(body.TakeUnsigned(kTimeTicks));
    pdu.varbinds = body.Take(kSequence);
    body.ExpectEnd();
    if (body.error() != Error::kNone) return body.error();
    if (trap.agent_address.size() != 4) return Error::kBadValue;
    return CountVarbinds(pdu);
}

}  // namespace

Error DecodePdu(Reader& reader, Pdu& pdu) {
    const auto [tag, content] = reader.TakeAny();
    if (reader.error() != Error::kNone) return reader.error();
    if (tag < 0xA0 || tag > 0xA8 || tag == static_cast<std::uint8_t>(PduType::kTrapV1)) {
        return Error::kWrongTag;
    }
    pdu.type = static_cast<PduType>(tag);
    Reader body(content);
    pdu.request_id = body.TakeInteger();
    pdu.error_status = body.TakeInteger();
    pdu.error_index = body.TakeInteger();
    pdu.varbinds = body.Take(kSequence);
    body.ExpectEnd();
    return body.error() != Error::kNone ? body.error() : CountVarbinds(pdu);
}

Error DecodeScopedPdu(Bytes scoped, ScopedPdu& out) {
    Reader reader(scoped);
    out.context_engine_id = reader.Take(kOctetString);
    out.context_name = reader.Take(kOctetString);
    if (reader.error() != Error::kNone) return reader.error();
    if (out.context_name.size() > kMaxName) return Error::kBadValue;
    if (const Error error = DecodePdu(reader, out.pdu); error != Error::kNone) return error;
    reader.ExpectEnd();
    return reader.error();
}

namespace {

Error DecodeV3(Bytes data, Reader& body, V3Header& v3) {
    Reader global(body.Take(kSequence));
    v3.message_id = global.TakeInteger();
    v3.max_size = global.TakeInteger();
    const Bytes flags = global.Take(kOctetString);
    const std::int32_t model = global.TakeInteger();
    global.ExpectEnd();
    const Bytes security = body.Take(kOctetString);
    if (global.error() != Error::kNone) return global.error();
    if (body.error() != Error::kNone) return body.error();
    // 484 is the smallest size that RFC 3412 allows; model 3 is USM, the only one here.
    if (flags.size() != 1 || model != 3 || v3.max_size < 484 || v3.message_id < 0) {
        return Error::kBadValue;
    }
    v3.flags = flags[0];

    Reader outer(security);
    Reader usm(outer.Take(kSequence));
    outer.ExpectEnd();
    if (outer.error() != Error::kNone) return outer.error();
    v3.engine_id = usm.Take(kOctetString);
    v3.engine_boots = usm.TakeInteger();
    v3.engine_time = usm.TakeInteger();
    v3.user = usm.Take(kOctetString);
    v3.auth_parameters = usm.Take(kOctetString);
    v3.priv_parameters = usm.Take(kOctetString);
    usm.ExpectEnd();
    if (usm.error() != Error::kNone) return usm.error();
    if (v3.engine_id.size() > 32 || v3.user.size() > kMaxName || v3.engine_boots < 0 || v3.engine_time < 0) {
        return Error::kBadValue;
    }
    v3.auth_offset = v3.auth_parameters.empty() ? 0 : static_cast<std::size_t>(v3.auth_parameters.data() - data.data());
    v3.scoped = body.Take((v3.flags & kFlagPriv) ? kOctetString : kSequence);
    body.ExpectEnd();
    return body.error();
}

}  // namespace

Error DecodeMessage(Bytes data, Message& message) {
    Reader outer(data);
    Reader body(outer.Take(kSequence));
    outer.ExpectEnd();
    if (outer.error() != Error::kNone) return outer.error();
    message.version = body.TakeInteger();
    if (body.error() != Error::kNone) return body.error();
    if (message.version == 3) return DecodeV3(data, body, message.v3);
    if (message.version != 0 && message.version != 1) return Error::kBadVersion;
    message.community = body.Take(kOctetString);
    if (body.error() != Error::kNone) return body.error();
    if (message.community.size() > kMaxName) return Error::kBadValue;
    const bool is_trap = message.version == 0 && body.PeekTag() == static_cast<std::uint8_t>(PduType::kTrapV1);
    const Error error = is_trap ? DecodeTrapV1(body, message.pdu, message.trap) : DecodePdu(body, message.pdu);
    if (error != Error::kNone) return error;
    body.ExpectEnd();
    return body.error();
}

void BackWriter::Raw(Bytes bytes) {
    if (full_ || bytes.size() > at_) {
        full_ = true;
        return;
    }
    at_ -= bytes.size();
    if (!bytes.empty()) std::memcpy(buffer_.data() + at_, bytes.data(), bytes.size());
}

void BackWriter::Header(std::uint8_t tag, std::size_t length) {
    if (length < 0x80) {
        Byte(static_cast<std::uint8_t>(length));
    } else {
        std::uint8_t octets = 0;
        for (std::size_t left = length; left > 0; left >>= 8) {
            Byte(static_cast<std::uint8_t>(left & 0xFF));
            ++octets;
        }
        Byte(0x80 | octets);
    }
    Byte(tag);
}

void BackWriter::Integer(std::int64_t value, std::uint8_t tag) {
    const std::size_t mark = Mark();
    bool negative = false;
    do {
        const auto octet = static_cast<std::uint8_t>(value & 0xFF);
        Byte(octet);
        negative = (octet & 0x80) != 0;
        value >>= 8;
    } while (!full_ && !((value == 0 && !negative) || (value == -1 && negative)));
    Wrap(tag, mark);
}

void BackWriter::Unsigned(std::uint64_t value, std::uint8_t tag) {
    const std::size_t mark = Mark();
    bool top = false;
    do {
        Byte(static_cast<std::uint8_t>(value & 0xFF));
        top = (value & 0x80) != 0;
        value >>= 8;
    } while (value != 0);
    if (top) Byte(0);
    Wrap(tag, mark);
}

void BackWriter::OidElement(std::span<const std::uint32_t> oid) {
    const std::size_t mark = Mark();
    const auto subid = [this](std::uint32_t value) {
        Byte(value & 0x7F);
        for (value >>= 7; value != 0; value >>= 7) Byte(0x80 | (value & 0x7F));
    };
    for (std::size_t i = oid.size(); i > 2; --i) subid(oid[i - 1]);
    if (oid.size() >= 2) {
        subid(oid[0] * 40 + oid[1]);
    } else {
        subid(oid.empty() ? 0 : oid[0] * 40);
    }
    Wrap(kObjectIdentifier, mark);
}

}  // namespace snmp::ber
