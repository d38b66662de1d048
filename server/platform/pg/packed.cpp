#include "server/platform/pg/packed.hpp"

#include <limits>

#include "server/platform/pg/error.hpp"

namespace pg::detail {
namespace {

[[noreturn]] void ThrowCut() {
    throw Error(ErrorKind::kInternal, "", "", "packed rows end in the middle of a field");
}

}  // namespace

PackedReader::PackedReader(std::string_view octets) : rest_(octets) {
    if (octets.empty()) return;
    const std::int16_t fields = Length();
    if (fields < 1) ThrowCut();
    fields_ = static_cast<std::size_t>(fields);
}

std::int16_t PackedReader::Length() {
    if (rest_.size() < 2) ThrowCut();
    const auto length =
        static_cast<std::uint16_t>(static_cast<unsigned char>(rest_[0]) << 8U | static_cast<unsigned char>(rest_[1]));
    rest_.remove_prefix(2);
    return static_cast<std::int16_t>(length);
}

Field PackedReader::Next(Oid type) {
    const std::int16_t length = Length();
    if (length < 0) return {.bytes = {}, .is_null = true, .type = type};
    if (rest_.size() < static_cast<std::size_t>(length)) ThrowCut();
    const Field field{.bytes = rest_.substr(0, static_cast<std::size_t>(length)), .is_null = false, .type = type};
    rest_.remove_prefix(static_cast<std::size_t>(length));
    return field;
}

void ClosePacked(std::string& out, std::size_t start) {
    const std::size_t length = out.size() - start;
    if (length > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max())) {
        throw Error(ErrorKind::kInternal, "", "", "a packed field has " + std::to_string(length) + " octets");
    }
    out[start - 2] = static_cast<char>(length >> 8U);
    out[start - 1] = static_cast<char>(length & 0xFFU);
}

}  // namespace pg::detail
