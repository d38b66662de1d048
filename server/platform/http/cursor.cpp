#include "server/platform/http/cursor.hpp"

#include <sodium.h>

namespace http {
namespace {

constexpr std::size_t kMacOctets = 16;  // 128 bits of HMAC-SHA-256

std::string Mac(const std::string& key, std::string_view payload, std::string_view context) {
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
    crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes(context), context.size());
    // The context holds no NUL, so that the two parts cannot be divided differently.
    crypto_auth_hmacsha256_update(&state, bytes(std::string_view("\0", 1)), 1);
    crypto_auth_hmacsha256_update(&state, bytes(payload), payload.size());
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
    mac.resize(kMacOctets);
    return mac;
}

}  // namespace

Signer::Signer(const base::SecretBox& secrets) : key_(secrets.Derive("http cursors")) {}

std::string Signer::Seal(std::string_view payload, std::string_view context) const {
    return base::ToBase64Url(Mac(key_, payload, context) + std::string(payload));
}

std::optional<std::string> Signer::Open(std::string_view sealed, std::string_view context) const {
    const auto bytes = base::FromBase64Url(sealed);
    if (!bytes || bytes->size() < kMacOctets) return std::nullopt;
    std::string payload = bytes->substr(kMacOctets);
    const std::string expected = Mac(key_, payload, context);
    if (!base::EqualInConstantTime(expected, std::string_view(*bytes).substr(0, kMacOctets))) return std::nullopt;
    return payload;
}

}  // namespace http
