#include "server/webhooks/signature.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace webhooks {
namespace {

// By OpenSSL, and from the secret as it was shown: what a receiver does.
std::string Expected(const std::string& shown, const std::string& content) {
    const std::string base64 = shown.substr(shown.find('_') + 1);
    std::array<unsigned char, 64> key{};
    const int padded = EVP_DecodeBlock(key.data(), reinterpret_cast<const unsigned char*>(base64.data()),
                                       static_cast<int>(base64.size()));
    const int size = padded - static_cast<int>(base64.ends_with("==")) - static_cast<int>(base64.ends_with("="));
    std::array<unsigned char, 32> code{};
    HMAC(EVP_sha256(), key.data(), size, reinterpret_cast<const unsigned char*>(content.data()), content.size(),
         code.data(), nullptr);
    std::array<unsigned char, 64> text{};
    EVP_EncodeBlock(text.data(), code.data(), code.size());
    return "v1," + std::string(reinterpret_cast<const char*>(text.data()));
}

TEST(WebhookSignature, IsTheOneThatOpenSslMakes) {  // ORD-3
    const base::Instant at = *base::ParseRfc3339("2026-11-21T10:00:00.9Z");
    const std::string secret(kSecretBytes, '\x07');
    const std::string shown = ShownSecret(secret);
    EXPECT_TRUE(shown.starts_with("whsec_"));
    const auto made = Sign({secret}, "0193a5c0-0000-7000-8000-000000000001", at, R"({"type":"order.created"})");
    EXPECT_EQ(made.timestamp, "1795255200");
    EXPECT_EQ(made.signature,
              Expected(shown, R"(0193a5c0-0000-7000-8000-000000000001.1795255200.{"type":"order.created"})"));
}

// Made by node:crypto, and taken by the package standardwebhooks 1.1.1 of npm.
TEST(WebhookSignature, IsTheOneThatTheLibraryOfTheStandardTakes) {
    const auto made = Sign({std::string(kSecretBytes, '\x07')}, "0193a5c0-0000-7000-8000-000000000001",
                           *base::ParseRfc3339("2026-11-21T10:00:00Z"), R"({"type":"order.created"})");
    EXPECT_EQ(made.signature, "v1,owohFy6vXzrg5MldMG4jlA2TCOLis7R5BPW93VemMig=");
}

TEST(WebhookSignature, AfterARotationBothSecretsSign) {
    const base::Instant at = *base::ParseRfc3339("2026-11-21T10:00:00Z");
    const std::string one(kSecretBytes, 'a'), two(kSecretBytes, 'b');
    const auto both = Sign({one, two}, "x", at, "{}");
    EXPECT_EQ(both.signature, Sign({one}, "x", at, "{}").signature + " " + Sign({two}, "x", at, "{}").signature);
}

}  // namespace
}  // namespace webhooks
