#include <gtest/gtest.h>

#include "server/identity/password_hash.hpp"
#include "server/identity/password_rules.hpp"
#include "server/identity/token.hpp"

namespace identity {
namespace {

std::string Refusal(const std::string& password, int minimum = 12, const std::vector<std::string>& names = {}) {
    const auto problem = CheckPassword(password, PasswordRules{minimum}, names, "/password");
    return problem ? problem->code : "";
}

// IDN-2: the floor that no configuration lowers.
TEST(PasswordRules, NoSettingGoesBelowSevenCharactersOfThreeKinds) {
    EXPECT_EQ(Refusal("Xk4vt!", 1), "password_too_short");
    EXPECT_EQ(Refusal("xk4vtmq", 1), "password_needs_kinds");
    EXPECT_EQ(Refusal("XK4VTMQ", 1), "password_needs_kinds");
    EXPECT_EQ(Refusal("XkbvtMq", 1), "password_needs_kinds");
    EXPECT_EQ(Refusal("Xk4vtMq", 1), "");
}

TEST(PasswordRules, TheShippedDefaultAsksForTwelve) {
    EXPECT_EQ(Refusal("Xk4vtMqwpTz"), "password_too_short");
    EXPECT_EQ(Refusal("Xk4vtMqwpTzr"), "");
}

TEST(PasswordRules, FifteenCharactersNeedNoKinds) {
    EXPECT_EQ(Refusal("teal hedge waltz"), "");
    EXPECT_EQ(Refusal("teal hedge wal"), "password_needs_kinds");
    EXPECT_EQ(Refusal("teal hedge waltz", 20), "password_too_short");
}

TEST(PasswordRules, CountsCharactersNotOctetsAndTakesUnicodeAndSpaces) {
    EXPECT_EQ(Refusal("żółw pływa ładnie"), "");
    EXPECT_EQ(Refusal("Привет4Мирянам"), "");
    EXPECT_EQ(Refusal("ääääää"), "password_too_short");
    std::string long_one;
    for (int i = 0; i < 64; ++i) long_one += "é" + std::string(1, static_cast<char>('!' + i));
    EXPECT_EQ(Refusal(long_one), "");
    EXPECT_EQ(Refusal(long_one + "x"), "too_long");
}

TEST(PasswordRules, RefusesCommonOnesAndWhatPeopleMakeOfThem) {
    for (const char* common :
         {"Password1234", "P@ssw0rd2024!", "!!Summer2025!", "Qwertyuiop12", "1234567890Aa", "Aaaaaaaaaaa1",
          "Abcabcabcabc", "Willkommen2024", "Iloveyou1234", "Administrator1", "qwertyuiopasdfgh", "dragonfootball99",
          "LetmeinLetmein1", "correcthorsebatterystaple", "Geheim123456", "abcdefghijkl12M"}) {
        EXPECT_TRUE(IsCommonPassword(common)) << common;
    }
    for (const char* fine : {"Xk4vtMqwpTzr", "teal hedge waltz", "nordlicht-auf-7-hügeln", "Gx7!password-Qw9zTr3"}) {
        EXPECT_FALSE(IsCommonPassword(fine)) << fine;
    }
}

TEST(PasswordRules, RefusesNamesOfPersonOrganizationAndProduct) {
    const std::vector<std::string> names{"anna.berg@contoso.example", "Contoso Printing", "Platen"};
    EXPECT_EQ(Refusal("vYz7 cOnToSo ma", 12, names), "password_contains_name");
    EXPECT_EQ(Refusal("my Berg is 8 high", 12, names), "password_contains_name");
    EXPECT_EQ(Refusal("platenVx83kq", 12, names), "password_contains_name");
    EXPECT_EQ(Refusal("vYz7 Cont oso ma", 12, names), "");
}

TEST(PasswordRules, OnePasswordTypedInTwoUnicodeFormsIsOnePassword) {
    EXPECT_EQ(NormalizePassword("cafe\xCC\x81"), NormalizePassword("caf\xC3\xA9"));
    EXPECT_EQ(NormalizePassword("\xff"), std::nullopt);
}

HashCost Cheap() {
    HashCost cost;
    cost.passes = 1;
    cost.memory_bytes = 8192;
    return cost;
}

TEST(PasswordHasher, MatchesOnlyTheRightPassword) {
    PasswordHasher hasher(std::string(32, 'k'), Cheap());
    const std::string hash = *hasher.Hash("teal hedge waltz", "anna@example.com");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    const std::string other = *hasher.Hash("something else", "anna@example.com");
    const std::vector<std::string> hashes{other, hash, "rubbish", ""};
    EXPECT_EQ(*hasher.Matching("teal hedge waltz", "anna@example.com", hashes), std::vector<std::size_t>{1});
    EXPECT_TRUE(hasher.Matching("teal hedge", "anna@example.com", hashes)->empty());
    EXPECT_TRUE(hasher.Matching("teal hedge waltz", "anna@example.com", {})->empty());
}

TEST(PasswordHasher, TellsTwoAccountsApartAndVerifiesAfterTheNameOrTheCostChanged) {
    PasswordHasher hasher(std::string(32, 'k'), Cheap());
    const std::string anna = *hasher.Hash("teal hedge waltz", "anna@example.com");
    EXPECT_NE(anna, *hasher.Hash("teal hedge waltz", "bert@example.com"));
    EXPECT_EQ(hasher.Matching("teal hedge waltz", "anna@new.example", std::vector{anna})->size(), 1U);
    EXPECT_TRUE(hasher.IsOutdated(anna, "anna@new.example"));
    EXPECT_FALSE(hasher.IsOutdated(anna, "anna@example.com"));
    HashCost dearer = Cheap();
    dearer.passes = 2;
    PasswordHasher later(std::string(32, 'k'), dearer);
    EXPECT_EQ(later.Matching("teal hedge waltz", "anna@example.com", std::vector{anna})->size(), 1U);
    EXPECT_TRUE(later.IsOutdated(anna, "anna@example.com"));
}

TEST(PasswordHasher, SaysBusyWhenTooManyAreUnderWay) {
    for (const int waiting : {0, 1}) {
        HashCost none = Cheap();
        none.at_once = 0;
        none.waiting = waiting;
        none.wait = std::chrono::milliseconds(1);
        PasswordHasher hasher(std::string(32, 'k'), none);
        const auto answer = hasher.Hash("x", "y");
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, base::ProblemKind::kUnavailable);
    }
}

TEST(Token, CarriesItsParts) {
    const base::OrganizationId organization{*base::Uuid::Parse("01890a5d-ac96-774b-bcce-b302099a8057")};
    const base::Uuid id = *base::Uuid::Parse("01890a5d-ac96-774b-bcce-b302099a8058");
    const Token token = Token::Make(organization, id);
    const std::string text = token.ToString(token_prefix::kApiKey);
    EXPECT_TRUE(text.starts_with("plk_"));
    const auto again = Token::Parse(token_prefix::kApiKey, text);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->organization, organization);
    EXPECT_EQ(again->id, id);
    EXPECT_TRUE(again->Matches(token.SecretHash()));
    EXPECT_FALSE(Token::Make(organization, id).Matches(token.SecretHash()));
}

TEST(Token, AMistypedOneAndOneOfAnotherKindAreTold) {
    const std::string text = Token::Make({}, {}).ToString(token_prefix::kApiKey);
    EXPECT_FALSE(Token::Parse(token_prefix::kSession, text));
    for (std::size_t i = 4; i < text.size(); ++i) {
        std::string wrong = text;
        wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(Token::Parse(token_prefix::kApiKey, wrong)) << i;
    }
    EXPECT_FALSE(Token::Parse(token_prefix::kApiKey, text.substr(0, text.size() - 1)));
    EXPECT_FALSE(Token::Parse(token_prefix::kApiKey, ""));
    EXPECT_FALSE(Token::Parse(token_prefix::kApiKey, std::string(100'000, 'A')));
}

}  // namespace
}  // namespace identity
