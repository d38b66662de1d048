#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"

// Codes of authenticator apps (RFC 6238 over RFC 4226: SHA-1, 30 seconds, 6 digits, what every app knows), and recovery
// codes. Pure but for the random source.
namespace identity::totp {

inline constexpr std::int64_t kStepSeconds = 30;
inline constexpr int kDigits = 6;
// How far the clock of a telephone may be off, in steps.
inline constexpr std::int64_t kDrift = 1;

std::string MakeSecret();  // 20 octets
// RFC 4648, section 6, without padding: how a person types a secret into an app.
std::string ToBase32(std::string_view bytes);
std::int64_t StepAt(base::Instant at);
std::string CodeOf(std::string_view secret, std::int64_t step);
// The step of which `typed` is the code, from one before to one after that of `at`; white space in it does not count.
// Takes the same time whatever is typed.
std::optional<std::int64_t> Match(std::string_view secret, std::string_view typed, base::Instant at);
// What the QR code says: "otpauth://totp/...".
std::string KeyUri(std::string_view secret, const std::string& issuer, const std::string& account);

inline constexpr int kRecoveryCodes = 10;
// "abcde-fghjk", 49 bits each.
std::vector<std::string> MakeRecoveryCodes();
// As it is hashed: lower case, without what people put between; nullopt: no such code looks like that.
std::optional<std::string> ReadRecoveryCode(std::string_view typed);

// `count` characters that are easy to copy and to type: no 0/O, 1/l/I.
std::string RandomLetters(std::size_t count);

}  // namespace identity::totp
