#include "server/platform/api/cursor.hpp"

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

namespace detail {

bool ReadOrder(const base::json::EnumTable& columns, const boost::json::value& value, std::int64_t& column,
               bool& descending, const base::json::Path& path, base::json::Errors& errors) {
    const auto* text = value.if_string();
    std::string_view name = text != nullptr ? std::string_view(text->data(), text->size()) : std::string_view();
    const bool backwards = name.starts_with('-');
    if (backwards) name.remove_prefix(1);
    if (const auto known = columns.ValueOf(name)) {
        column = *known;
        descending = backwards;
        return true;
    }
    errors.Add(path, "not_one_of", {{"allowed", columns.Allowed()}});
    return false;
}

boost::json::object OrderSchema(const base::json::EnumTable& columns) {
    boost::json::array names;
    for (const auto& entry : columns.entries()) {
        names.emplace_back(entry.name);
        names.emplace_back("-" + entry.name);
    }
    return {{"type", "string"}, {"enum", names}};
}

}  // namespace detail
}  // namespace http
