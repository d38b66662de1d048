#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// SNMP messages (RFC 3416, RFC 3412, RFC 3414) as BER bytes, for the side that asks and the side that
// answers: what anybody sends is decoded, and 20,000 answers a second are encoded.
namespace snmp::ber {

using Bytes = std::span<const std::uint8_t>;

inline Bytes AsBytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view AsText(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

enum Tag : std::uint8_t {
    kInteger = 0x02,
    kOctetString = 0x04,
    kNull = 0x05,
    kObjectIdentifier = 0x06,
    kSequence = 0x30,
    kIpAddress = 0x40,
    kCounter32 = 0x41,
    kGauge32 = 0x42,
    kTimeTicks = 0x43,
    kOpaque = 0x44,
    kCounter64 = 0x46,
    kNoSuchObject = 0x80,
    kNoSuchInstance = 0x81,
    kEndOfMibView = 0x82,
};

enum class PduType : std::uint8_t {
    kGet = 0xA0,
    kGetNext = 0xA1,
    kResponse = 0xA2,
    kSet = 0xA3,
    kTrapV1 = 0xA4,
    kGetBulk = 0xA5,
    kInform = 0xA6,
    kTrapV2 = 0xA7,
    kReport = 0xA8,
};

// Lexicographic, as SNMP orders names. Two numbers at a time until they differ: names of one table share most of theirs.
inline std::strong_ordering CompareIds(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    const std::size_t shared = std::min(a.size(), b.size());
    const std::uint32_t* const left = a.data();
    const std::uint32_t* const right = b.data();
    std::size_t i = 0;
    for (; i + 2 <= shared; i += 2) {
        std::uint64_t x = 0, y = 0;
        std::memcpy(&x, left + i, sizeof x);
        std::memcpy(&y, right + i, sizeof y);
        if (x != y) break;
    }
    for (; i < shared; ++i) {
        if (left[i] != right[i]) return left[i] <=> right[i];
    }
    return a.size() <=> b.size();
}

// An object identifier of at most 128 sub-identifiers (RFC 3416 section 4.1). A poller copies some thousand of them for each
// printer: up to kNear, which is more than the MIBs in use have, are within it, more are on the heap.
class Oid {
  public:
    static constexpr std::size_t kMax = 128;
    static constexpr std::size_t kNear = 28;

    Oid() = default;
    Oid(std::initializer_list<std::uint32_t> ids) {
        for (const auto id : ids) Push(id);
    }
    Oid(const Oid& other) { *this = other; }
    Oid(Oid&& other) noexcept { *this = std::move(other); }
    Oid& operator=(const Oid& other) {
        if (this == &other) return *this;
        if (other.far_ == nullptr) {
            far_.reset();
            std::copy_n(other.near_.data(), other.size_, near_.data());
        } else {
            far_ = std::make_unique<Far>(*other.far_);
        }
        size_ = other.size_;
        return *this;
    }
    Oid& operator=(Oid&& other) noexcept {
        far_ = std::move(other.far_);
        size_ = other.size_;
        if (far_ == nullptr) std::copy_n(other.near_.data(), size_, near_.data());
        if (far_ != nullptr) other.size_ = 0;
        return *this;
    }
    ~Oid() = default;
    // "1.3.6.1.2.1" or ".1.3.6.1.2.1"; nullopt when it is none.
    static std::optional<Oid> Parse(std::string_view text);

    // Becomes these numbers, of which there are at most kMax.
    void Assign(std::span<const std::uint32_t> ids) {
        if (ids.size() <= kNear) {
            far_.reset();
            if (!ids.empty()) std::memcpy(near_.data(), ids.data(), ids.size_bytes());
            size_ = ids.size();
            return;
        }
        size_ = 0;
        for (const auto id : ids) Push(id);
    }
    // False when it is full; the OID is then unchanged.
    bool Push(std::uint32_t id) {
        if (size_ < kNear && far_ == nullptr) {
            near_[size_++] = id;
            return true;
        }
        return PushFar(id);
    }
    void Pop() {
        if (size_ > 0) --size_;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return data()[i]; }
    [[nodiscard]] std::span<const std::uint32_t> ids() const { return {data(), size_}; }
    [[nodiscard]] std::string ToString() const;
    [[nodiscard]] Oid With(std::initializer_list<std::uint32_t> more) const {
        Oid longer = *this;
        for (const auto id : more) longer.Push(id);
        return longer;
    }
    friend std::strong_ordering operator<=>(const Oid& a, const Oid& b) { return CompareIds(a.ids(), b.ids()); }
    friend bool operator==(const Oid& a, const Oid& b) { return a.size_ == b.size_ && (a <=> b) == 0; }

  private:
    using Far = std::array<std::uint32_t, kMax>;
    [[nodiscard]] const std::uint32_t* data() const { return far_ == nullptr ? near_.data() : far_->data(); }
    bool PushFar(std::uint32_t id);

    std::size_t size_ = 0;
    std::unique_ptr<Far> far_;               // all of them, once there were more than kNear
    std::array<std::uint32_t, kNear> near_;  // only the first size_ are set
};

enum class Error {
    kNone,
    kTruncated,      // a length runs past the end
    kBadLength,      // indefinite, or a length field of more than 4 octets
    kWrongTag,       // another type than SNMP has at this place
    kBadInteger,     // empty, or wider than the type
    kBadOid,         // empty, over 128 sub-identifiers, one over 2^32-1, or not minimal
    kTrailingBytes,  // more after the end of a structure that is complete
    kBadVersion,     // neither v1 (0), v2c (1) nor v3 (3)
    kBadValue,       // a field outside its range
};
std::string_view ToString(Error error);

// Reads elements one after the other. The first mistake sticks: from then on everything reads as empty
// or zero and error() tells what it was, so that a caller checks once at the end. Never reads outside
// the bytes it was given, whatever they are.
class Reader {
  public:
    explicit Reader(Bytes data) : data_(data) {}

    [[nodiscard]] bool empty() const { return data_.empty() || error_ != Error::kNone; }
    [[nodiscard]] Error error() const { return error_; }
    [[nodiscard]] Bytes rest() const { return data_; }
    // The tag of the next element, 0 at the end.
    [[nodiscard]] std::uint8_t PeekTag() const { return empty() ? 0 : data_[0]; }

    // The content of the next element, which must carry this tag.
    Bytes Take(std::uint8_t tag);
    // The next element whatever it is: its tag and its content.
    std::pair<std::uint8_t, Bytes> TakeAny();
    std::int32_t TakeInteger();
    // INTEGER, Counter32, Gauge32, TimeTicks and Counter64 by their tag.
    std::uint64_t TakeUnsigned(std::uint8_t tag);
    Oid TakeOid();
    void Fail(Error error) {
        if (error_ == Error::kNone) error_ = error;
    }
    // Fails with kTrailingBytes when something is left.
    void ExpectEnd() {
        if (!empty()) Fail(Error::kTrailingBytes);
    }

  private:
    Bytes data_;
    Error error_ = Error::kNone;
};

// The content octets of an OBJECT IDENTIFIER, with an empty Oid for anything malformed.
Oid DecodeOid(Bytes content);
// The same without an Oid of its own: how many numbers are in `ids` now, 0 for anything malformed.
using IdBuffer = std::array<std::uint32_t, Oid::kMax>;
std::size_t DecodeIds(Bytes content, IdBuffer& ids);
// Compares an OID with the content octets of another one that are known to be well formed.
std::strong_ordering Compare(const Oid& oid, Bytes encoded);

struct Pdu {
    PduType type = PduType::kGet;
    std::int32_t request_id = 0;
    std::int32_t error_status = 0;  // GETBULK: non-repeaters
    std::int32_t error_index = 0;   // GETBULK: max-repetitions
    Bytes varbinds;                 // content of the list, each name checked, values not looked into
    int varbind_count = 0;
};

// What a v3 message carries around its PDU. Every Bytes points into the message.
struct V3Header {
    std::int32_t message_id = 0;
    std::int32_t max_size = 0;
    std::uint8_t flags = 0;  // kFlag...
    Bytes engine_id;
    std::int32_t engine_boots = 0;
    std::int32_t engine_time = 0;  // seconds
    Bytes user;
    Bytes auth_parameters;
    std::size_t auth_offset = 0;  // where auth_parameters start in the message
    Bytes priv_parameters;
    Bytes scoped;  // plain: content of the ScopedPDU; encrypted: the ciphertext
};
inline constexpr std::uint8_t kFlagAuth = 1;
inline constexpr std::uint8_t kFlagPriv = 2;
inline constexpr std::uint8_t kFlagReportable = 4;

// What the Trap-PDU of v1 has in place of a request id (RFC 1157, section 4.1.6).
struct TrapV1 {
    Oid enterprise;
    Bytes agent_address;  // 4 octets
    std::int32_t generic = 0;
    std::int32_t specific = 0;
    std::uint32_t uptime = 0;  // hundredths of a second
};

struct Message {
    int version = 0;  // 0 = v1, 1 = v2c, 3 = v3
    Bytes community;  // v1, v2c
    Pdu pdu;          // v1, v2c; for v3 read it with DecodeScopedPdu
    V3Header v3;      // v3
    TrapV1 trap;      // v1, where pdu.type is kTrapV1
};

// Decodes a whole datagram into `message` (which points into `data`).
Error DecodeMessage(Bytes data, Message& message);

struct ScopedPdu {
    Bytes context_engine_id;
    Bytes context_name;
    Pdu pdu;
};
// `scoped` is the content of the ScopedPDU sequence.
Error DecodeScopedPdu(Bytes scoped, ScopedPdu& out);
Error DecodePdu(Reader& reader, Pdu& pdu);

// Writes BER from the end of a buffer to its front, so that every length is known when it is written.
// Whoever writes a sequence writes its last element first. Running out of room sticks: full() is then
// true and the bytes are not to be used.
class BackWriter {
  public:
    explicit BackWriter(std::span<std::uint8_t> buffer) : buffer_(buffer), at_(buffer.size()) {}

    // A mark for Wrap(): everything written after this call goes into the wrapped element.
    [[nodiscard]] std::size_t Mark() const { return at_; }
    void Wrap(std::uint8_t tag, std::size_t mark) { Header(tag, mark - at_); }
    void Raw(Bytes bytes);
    void Element(std::uint8_t tag, Bytes content) {
        Raw(content);
        Header(tag, content.size());
    }
    void Integer(std::int64_t value, std::uint8_t tag = kInteger);
    void Unsigned(std::uint64_t value, std::uint8_t tag);
    void OidElement(std::span<const std::uint32_t> oid);
    void Header(std::uint8_t tag, std::size_t length);

    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] Bytes bytes() const { return Bytes(buffer_).subspan(at_); }
    [[nodiscard]] std::span<std::uint8_t> mutable_bytes() const { return buffer_.subspan(at_); }

  private:
    void Byte(std::uint8_t value) {
        if (at_ == 0) {
            full_ = true;
        } else {
            buffer_[--at_] = value;
        }
    }

    std::span<std::uint8_t> buffer_;
    std::size_t at_;
    bool full_ = false;
};

// Octets that an element with this content length takes in all.
constexpr std::size_t ElementSize(std::size_t length) {
    return length + (length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 5);
}

}  // namespace snmp::ber
