#include "server/identity/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "lib/base/secrets.hpp"

namespace identity::totp {

namespace {

constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t kHalf = 5;  // of a recovery code

std::string PercentEncode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
                           (octet >= '0' && octet <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", octet);
    }
    return encoded;
}

}  // namespace

std::string RandomLetters(std::size_t count) {
    std::string text;
    while (text.size() < count) {
        const auto random = static_cast<unsigned char>(base::RandomBytes(1)[0]);
        if (random < kLetters.size() * (256 / kLetters.size())) text += kLetters[random % kLetters.size()];
    }
    return text;
}

std::string MakeSecret() {
    return base::RandomBytes(20);
}

std::string ToBase32(std::string_view bytes) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[(held >> (bits - 5)) & 31];
    }
    if (bits > 0) text += kAlphabet[(held << (5 - bits)) & 31];
    return text;
}

std::int64_t StepAt(base::Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count() / kStepSeconds;
}

std::string CodeOf(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (int i = 7; i >= 0; --i, step >>= 8) counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), digest.data(),
             &size) == nullptr) {
        throw std::runtime_error("HMAC-SHA-1 is not available");
    }
    const std::size_t at = digest[size - 1] & 15U;
    const std::uint32_t number = (std::uint32_t{digest[at] & 127U} << 24) | (std::uint32_t{digest[at + 1]} << 16) |
                                 (std::uint32_t{digest[at + 2]} << 8) | digest[at + 3];
    return fmt::format("{:0{}}", number % 1'000'000, kDigits);
}

std::optional<std::int64_t> Match(std::string_view secret, std::string_view typed, base::Instant at) {
    std::string code;
    for (const char c : typed) {
        if (c != ' ') code += c;
    }
    const std::int64_t now = StepAt(at);
    std::optional<std::int64_t> match;
    for (std::int64_t step = now - kDrift; step <= now + kDrift; ++step) {
        if (base::EqualInConstantTime(CodeOf(secret, step), code)) match = step;
    }
    return match;
}

std::string KeyUri(std::string_view secret, const std::string& issuer, const std::string& account) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits={3}&period={4}",
                       PercentEncode(issuer), PercentEncode(account), ToBase32(secret), kDigits, kStepSeconds);
}

std::vector<std::string> MakeRecoveryCodes() {
    std::vector<std::string> codes;
    for (int i = 0; i < kRecoveryCodes; ++i) codes.push_back(RandomLetters(kHalf) + '-' + RandomLetters(kHalf));
    return codes;
}

std::optional<std::string> ReadRecoveryCode(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (kLetters.find(c) == std::string_view::npos) return std::nullopt;
        code += c;
    }
    return code.size() == 2 * kHalf ? std::optional(code) : std::nullopt;
}

}  // namespace identity::totp
