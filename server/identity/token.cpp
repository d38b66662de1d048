#include "server/identity/token.hpp"

#include <zlib.h>

#include <algorithm>

#include "lib/base/secrets.hpp"

namespace identity {

namespace {

constexpr std::size_t kUuid = 16;
constexpr std::size_t kSecret = 24;
constexpr std::size_t kChecksum = 4;

std::string Checksum(std::string_view prefix, std::string_view payload) {
    uLong crc = crc32(0, nullptr, 0);
    for (const std::string_view part : {prefix, payload}) {
        crc = crc32(crc, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size()));
    }
    std::string octets;
    for (int shift = 24; shift >= 0; shift -= 8) octets += static_cast<char>((crc >> shift) & 0xFF);
    return octets;
}

std::string_view Octets(const base::Uuid& uuid) {
    return {reinterpret_cast<const char*>(uuid.octets.data()), uuid.octets.size()};
}

base::Uuid ToUuid(std::string_view octets) {
    base::Uuid uuid;
    std::copy(octets.begin(), octets.end(), uuid.octets.begin());
    return uuid;
}

}  // namespace

std::string Token::ToString(std::string_view prefix) const {
    std::string payload(Octets(organization.value));
    payload += Octets(id);
    payload += secret;
    payload += Checksum(prefix, payload);
    return std::string(prefix) + '_' + base::ToBase64Url(payload);
}

std::string Token::SecretHash() const {
    return base::Sha256(secret);
}

bool Token::Matches(std::string_view secret_hash) const {
    return base::EqualInConstantTime(SecretHash(), secret_hash);
}

Token Token::Make(base::OrganizationId organization, base::Uuid id) {
    return {organization, id, base::RandomBytes(kSecret)};
}

std::optional<Token> Token::Parse(std::string_view prefix, std::string_view text) {
    if (text.size() > 200 || !text.starts_with(prefix) || !text.substr(prefix.size()).starts_with('_')) {
        return std::nullopt;
    }
    const auto bytes = base::FromBase64Url(text.substr(prefix.size() + 1));
    if (!bytes || bytes->size() != 2 * kUuid + kSecret + kChecksum) return std::nullopt;
    const std::string_view payload = std::string_view(*bytes).substr(0, 2 * kUuid + kSecret);
    if (bytes->substr(payload.size()) != Checksum(prefix, payload)) return std::nullopt;
    return Token{{ToUuid(payload.substr(0, kUuid))},
                 ToUuid(payload.substr(kUuid, kUuid)),
                 std::string(payload.substr(2 * kUuid))};
}

}  // namespace identity
