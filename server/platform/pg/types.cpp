#include "server/platform/pg/types.hpp"

#include <bit>
#include <boost/json.hpp>

#include "server/platform/pg/error.hpp"

namespace pg {
namespace detail {
namespace {

constexpr std::chrono::sys_days kEpoch{std::chrono::year{2000} / 1 / 1};  // PostgreSQL's day zero

[[noreturn]] void Throw(const std::string& message) {
    throw Error(ErrorKind::kInternal, "", "", message);
}

std::int32_t TakeInt32(std::string_view& bytes) {
    if (bytes.size() < 4) Throw("a result ends in the middle of an array");
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
    bytes.remove_prefix(4);
    return static_cast<std::int32_t>(value);
}

}  // namespace

void ThrowType(const Field& field, const char* wanted) {
    Throw("a column of type oid " + std::to_string(field.type) + " cannot be read as " + wanted);
}
void ThrowEnum(std::string_view text) {
    Throw("'" + std::string(text) + "' is not a constant of the enum");
}
void ThrowNull() {
    Throw("NULL in a column whose member is not optional");
}

void AppendInteger(std::string& out, std::uint64_t value, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>(value >> shift));
    }
}

std::uint64_t ReadInteger(std::string_view bytes, const Field& field, const char* wanted) {
    if (bytes.size() > 8) ThrowType(field, wanted);
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
    return value;
}

std::int64_t ReadSigned(const Field& field, const char* wanted) {
    const std::uint64_t raw = ReadInteger(field.bytes, field, wanted);
    switch (field.type) {
        case oid::kInt2:
            return static_cast<std::int16_t>(raw);
        case oid::kInt4:
            return static_cast<std::int32_t>(raw);
        case oid::kInt8:
            return static_cast<std::int64_t>(raw);
        default:
            ThrowType(field, wanted);
    }
}

void AppendArrayHeader(std::string& out, std::size_t count, bool has_null, Oid element) {
    AppendInteger(out, count == 0 ? 0 : 1, 4);  // dimensions
    AppendInteger(out, has_null ? 1 : 0, 4);
    AppendInteger(out, element, 4);
    if (count == 0) return;
    AppendInteger(out, count, 4);
    AppendInteger(out, 1, 4);  // lower bound
}

ArrayReader::ArrayReader(const Field& field) : rest_(field.bytes) {
    const std::int32_t dimensions = TakeInt32(rest_);
    TakeInt32(rest_);  // whether there is a NULL: each element says so itself
    element_ = static_cast<Oid>(TakeInt32(rest_));
    if (dimensions == 0) return;
    if (dimensions != 1) ThrowType(field, "an array of one dimension");
    count = left_ = static_cast<std::size_t>(TakeInt32(rest_));
    TakeInt32(rest_);
}

bool ArrayReader::Next(Field& element) {
    if (left_ == 0) return false;
    --left_;
    const std::int32_t length = TakeInt32(rest_);
    element.type = element_;
    element.is_null = length < 0;
    element.bytes = {};
    if (length < 0) return true;
    if (rest_.size() < static_cast<std::size_t>(length)) Throw("a result ends in the middle of an array");
    element.bytes = rest_.substr(0, static_cast<std::size_t>(length));
    rest_.remove_prefix(static_cast<std::size_t>(length));
    return true;
}

}  // namespace detail

bool Codec<bool>::Decode(const Field& field) {
    if (field.type != oid::kBool) detail::ThrowType(field, "bool");
    return field.bytes.at(0) != 0;
}

std::int16_t Codec<std::int16_t>::Decode(const Field& field) {
    if (!Accepts(field.type)) detail::ThrowType(field, "int16");
    return static_cast<std::int16_t>(detail::ReadSigned(field, "int16"));
}

std::int32_t Codec<std::int32_t>::Decode(const Field& field) {
    if (!Accepts(field.type)) detail::ThrowType(field, "int32");
    return static_cast<std::int32_t>(detail::ReadSigned(field, "int32"));
}

std::int64_t Codec<std::int64_t>::Decode(const Field& field) {
    return detail::ReadSigned(field, "int64");
}

void Codec<double>::Encode(std::string& out, double value) {
    detail::AppendInteger(out, std::bit_cast<std::uint64_t>(value), 8);
}

double Codec<double>::Decode(const Field& field) {
    const std::uint64_t raw = detail::ReadInteger(field.bytes, field, "double");
    if (field.type == oid::kFloat8) return std::bit_cast<double>(raw);
    if (field.type == oid::kFloat4) return std::bit_cast<float>(static_cast<std::uint32_t>(raw));
    detail::ThrowType(field, "double");
}

std::string Codec<std::string>::Decode(const Field& field) {
    if (!Accepts(field.type)) detail::ThrowType(field, "string");
    if (field.type == oid::kJsonb) return std::string(field.bytes.substr(1));  // version octet
    return std::string(field.bytes);
}

Bytes Codec<Bytes>::Decode(const Field& field) {
    if (field.type != oid::kBytea) detail::ThrowType(field, "octets");
    return {std::string(field.bytes)};
}

base::Uuid Codec<base::Uuid>::Decode(const Field& field) {
    base::Uuid uuid;
    if (field.type != oid::kUuid || field.bytes.size() != uuid.octets.size()) {
        detail::ThrowType(field, "an id");
    }
    std::memcpy(uuid.octets.data(), field.bytes.data(), uuid.octets.size());
    return uuid;
}

void Codec<base::Instant>::Encode(std::string& out, base::Instant value) {
    const auto since = value - base::Instant(detail::kEpoch);
    detail::AppendInteger(out, static_cast<std::uint64_t>(since.count()), 8);
}

base::Instant Codec<base::Instant>::Decode(const Field& field) {
    if (field.type != oid::kTimestamptz) detail::ThrowType(field, "an instant");
    const std::uint64_t raw = detail::ReadInteger(field.bytes, field, "an instant");
    return base::Instant(detail::kEpoch) + base::Duration(static_cast<std::int64_t>(raw));
}

void Codec<base::Day>::Encode(std::string& out, base::Day value) {
    const auto days = static_cast<std::int32_t>((value - detail::kEpoch).count());
    detail::AppendInteger(out, static_cast<std::uint32_t>(days), 4);
}

base::Day Codec<base::Day>::Decode(const Field& field) {
    if (field.type != oid::kDate) detail::ThrowType(field, "a day");
    const std::uint64_t raw = detail::ReadInteger(field.bytes, field, "a day");
    return detail::kEpoch + std::chrono::days(static_cast<std::int32_t>(raw));
}

void Codec<boost::json::value>::Encode(std::string& out, const boost::json::value& value) {
    out.push_back(1);  // version of jsonb's binary format
    out.append(boost::json::serialize(value));
}

boost::json::value Codec<boost::json::value>::Decode(const Field& field) {
    if (!Accepts(field.type)) detail::ThrowType(field, "JSON");
    std::string_view text = field.bytes;
    if (field.type == oid::kJsonb) text.remove_prefix(1);
    return boost::json::parse(text);
}

void Parameters::Finish(std::size_t start, bool is_null) {
    items_.push_back({start, static_cast<int>(data_.size() - start), is_null});
}

}  // namespace pg
