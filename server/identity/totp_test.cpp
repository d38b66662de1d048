#include "server/identity/totp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace identity::totp {
namespace {

using ::testing::HasSubstr;

const std::string kRfcSecret = "12345678901234567890";

base::Instant AtSecond(std::int64_t second) {
    return base::Instant(std::chrono::seconds(second));
}

// IDN-4: the last six digits of RFC 6238, appendix B.
TEST(TotpTest, CodesAreThoseOfTheStandard) {
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(59))), "287082");
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(1111111109))), "081804");
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(1111111111))), "050471");
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(1234567890))), "005924");
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(2000000000))), "279037");
    EXPECT_EQ(CodeOf(kRfcSecret, StepAt(AtSecond(20000000000))), "353130");
}

// IDN-4
TEST(TotpTest, AClockMayBeOffByOneStepAndNoMore) {
    const auto now = AtSecond(1111111111);
    const auto step = StepAt(now);
    for (const std::int64_t drift : {-1, 0, 1}) {
        EXPECT_EQ(Match(kRfcSecret, CodeOf(kRfcSecret, step + drift), now), step + drift) << drift;
    }
    EXPECT_EQ(Match(kRfcSecret, CodeOf(kRfcSecret, step - 2), now), std::nullopt);
    EXPECT_EQ(Match(kRfcSecret, CodeOf(kRfcSecret, step + 2), now), std::nullopt);
    EXPECT_EQ(Match(kRfcSecret, "050 471", now), step);
    for (const char* typed : {"", "05047", "0504711", "05047a", "50471"}) {
        EXPECT_EQ(Match(kRfcSecret, typed, now), std::nullopt) << typed;
    }
}

TEST(TotpTest, SecretsAreTypedInBase32) {
    EXPECT_EQ(ToBase32(kRfcSecret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(ToBase32("f"), "MY");
    EXPECT_EQ(ToBase32("foob"), "MZXW6YQ");
    EXPECT_EQ(MakeSecret().size(), 20U);
    EXPECT_NE(MakeSecret(), MakeSecret());
    const auto uri = KeyUri(kRfcSecret, "Platen Nord", "ann+1@bakery.example");
    EXPECT_THAT(uri, ::testing::StartsWith("otpauth://totp/Platen%20Nord:ann%2B1%40bakery.example?secret=GEZD"));
    EXPECT_THAT(uri, HasSubstr("&issuer=Platen%20Nord&"));
}

// IDN-4
TEST(TotpTest, RecoveryCodesAreReadAsPeopleTypeThem) {
    const auto codes = MakeRecoveryCodes();
    EXPECT_EQ(codes.size(), 10U);
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), codes.size());
    for (const auto& code : codes) EXPECT_TRUE(ReadRecoveryCode(code)) << code;
    EXPECT_EQ(ReadRecoveryCode(" ABCDE fghjk "), "abcdefghjk");
    EXPECT_EQ(ReadRecoveryCode("abcde-fghjk"), "abcdefghjk");
    for (const char* typed : {"", "abcde-fghj", "abcde-fghjkm", "abcde-fghj0", "287082"}) {
        EXPECT_EQ(ReadRecoveryCode(typed), std::nullopt) << typed;
    }
}

}  // namespace
}  // namespace identity::totp
