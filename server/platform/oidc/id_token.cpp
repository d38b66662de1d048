#include "server/platform/oidc/id_token.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <memory>
#include <optional>

#include "lib/base/secrets.hpp"

namespace oidc {

namespace {

constexpr std::size_t kLongestToken = 32 << 10;
constexpr std::chrono::seconds kLeeway{60};  // clocks differ
// base64url of the modulus of an RSA key of 2048 bits.
constexpr std::size_t kShortestModulus = 340;

std::unexpected<base::Problem> Refused(const char* reason) {
    return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_token_refused",
                        {{"reason", std::string(reason)}});
}

// The kind of key that an algorithm takes; nullopt: not one that is believed.
std::optional<std::string_view> KeyTypeOf(std::string_view algorithm) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kKnown{{{"RS256", "RSA"},
                                                                                   {"RS384", "RSA"},
                                                                                   {"RS512", "RSA"},
                                                                                   {"PS256", "RSA"},
                                                                                   {"PS384", "RSA"},
                                                                                   {"PS512", "RSA"},
                                                                                   {"ES256", "EC"},
                                                                                   {"ES384", "EC"},
                                                                                   {"ES512", "EC"}}};
    for (const auto& [name, type] : kKnown) {
        if (name == algorithm) return type;
    }
    return std::nullopt;
}

std::string TextAt(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<base::Instant> TimeAt(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    boost::system::error_code error;
    const double seconds = value->to_number<double>(error);
    if (error || !(seconds >= 0 && seconds < 1e11)) return std::nullopt;
    return base::Instant(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::optional<boost::json::object> ParseObject(std::string_view text) {
    boost::system::error_code error;
    auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

bool IsUsable(const boost::json::object& key, const std::string& id, std::string_view type) {
    if (TextAt(key, "kty") != type || TextAt(key, "use") == "enc") return false;
    if (type == "RSA" && TextAt(key, "n").size() < kShortestModulus) return false;
    return id.empty() || TextAt(key, "kid") == id;
}

struct Release {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
    void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};

// The object that one of the keys has signed.
base::Result<boost::json::object> Verified(const std::string& token, const std::string& keys) {
    cjose_err error{};
    const std::unique_ptr<cjose_jws_t, Release> jws(cjose_jws_import(token.data(), token.size(), &error));
    if (!jws) return Refused("not_a_token");
    cjose_header_t* header = cjose_jws_get_protected(jws.get());
    const char* algorithm = cjose_header_get(header, CJOSE_HDR_ALG, &error);
    const auto type = KeyTypeOf(algorithm != nullptr ? algorithm : "");
    if (!type) return Refused("algorithm");
    const char* named = cjose_header_get(header, CJOSE_HDR_KID, &error);
    const std::string id = named != nullptr ? named : "";
    const auto set = ParseObject(keys);
    const auto* list = set ? set->if_contains("keys") : nullptr;
    if (list == nullptr || !list->is_array()) return Refused("keys");
    bool known = false;
    for (const auto& each : list->get_array()) {
        if (!each.is_object() || !IsUsable(each.get_object(), id, *type)) continue;
        known = true;
        const std::string text = boost::json::serialize(each);
        const std::unique_ptr<cjose_jwk_t, Release> key(cjose_jwk_import(text.data(), text.size(), &error));
        if (!key || !cjose_jws_verify(jws.get(), key.get(), &error)) continue;
        std::uint8_t* plain = nullptr;  // of the token
        std::size_t size = 0;
        if (!cjose_jws_get_plaintext(jws.get(), &plain, &size, &error)) return Refused("not_a_token");
        auto claims = ParseObject({reinterpret_cast<const char*>(plain), size});
        if (!claims) return Refused("not_a_token");
        return *std::move(claims);
    }
    return Refused(known ? "signature" : kKeyUnknown);
}

bool IsFor(const boost::json::object& claims, const std::string& client_id) {
    const auto* audience = claims.if_contains("aud");
    if (audience == nullptr) return false;
    const bool many = audience->is_array() && audience->get_array().size() > 1;
    const bool named =
        audience->is_array()
            ? std::ranges::any_of(audience->get_array(),
                                  [&](const auto& each) { return each.is_string() && each.get_string() == client_id; })
            : audience->is_string() && audience->get_string() == client_id;
    const bool party = claims.contains("azp") ? TextAt(claims, "azp") == client_id : !many;
    return named && party;
}

}  // namespace

std::string ReasonOf(const base::Problem& problem) {
    const auto at = problem.args.find("reason");
    return at == problem.args.end() ? std::string() : std::get<std::string>(at->second);
}

base::Result<boost::json::object> ReadIdToken(const std::string& token, const std::string& keys,
                                              const Expected& expected) {
    if (token.size() > kLongestToken) return Refused("too_long");
    auto claims = Verified(token, keys);
    if (!claims) return claims;
    if (TextAt(*claims, "iss") != expected.issuer) return Refused("issuer");
    if (!IsFor(*claims, expected.client_id)) return Refused("audience");
    const auto ends = TimeAt(*claims, "exp");
    if (!ends || *ends + kLeeway <= expected.now) return Refused("expired");
    const auto issued = TimeAt(*claims, "iat");
    if (!issued || *issued - kLeeway > expected.now) return Refused("issued_in_the_future");
    const auto starts = TimeAt(*claims, "nbf");
    if (starts && *starts - kLeeway > expected.now) return Refused("not_yet");
    if (expected.nonce.empty() || !base::EqualInConstantTime(TextAt(*claims, "nonce"), expected.nonce)) {
        return Refused("nonce");
    }
    return claims;
}

}  // namespace oidc
