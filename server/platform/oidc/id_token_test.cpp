#include "server/platform/oidc/id_token.hpp"

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>

#include "lib/base/secrets.hpp"
#include "server/platform/oidc/provider.hpp"

namespace oidc {
namespace {

const base::Instant kNow = *base::ParseRfc3339("2026-11-21T10:00:00Z");
const std::int64_t kSecond = std::chrono::floor<std::chrono::seconds>(kNow.time_since_epoch()).count();

// A provider's key, which signs.
class Key {
  public:
    Key(const char* id, bool elliptic) : elliptic_(elliptic), id_(id) {
        cjose_err error{};
        jwk_ = elliptic ? cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)
                        : cjose_jwk_create_RSA_random(2048, nullptr, 0, &error);
        cjose_jwk_set_kid(jwk_, id, std::string_view(id).size(), &error);
    }
    ~Key() { cjose_jwk_release(jwk_); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    [[nodiscard]] std::string Public() const {
        cjose_err error{};
        char* text = cjose_jwk_to_json(jwk_, false, &error);
        std::string json = text;
        std::free(text);
        return json;
    }
    [[nodiscard]] std::string Sign(const boost::json::object& claims, const char* algorithm = nullptr) const {
        cjose_err error{};
        cjose_header_t* header = cjose_header_new(&error);
        cjose_header_set(header, CJOSE_HDR_ALG,
                         algorithm != nullptr ? algorithm
                         : elliptic_          ? "ES256"
                                              : "RS256",
                         &error);
        cjose_header_set(header, CJOSE_HDR_KID, id_.c_str(), &error);
        const std::string text = boost::json::serialize(claims);
        cjose_jws_t* jws =
            cjose_jws_sign(jwk_, header, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &error);
        const char* token = nullptr;
        std::string result = jws != nullptr && cjose_jws_export(jws, &token, &error) ? token : "";
        cjose_jws_release(jws);
        cjose_header_release(header);
        return result;
    }

  private:
    bool elliptic_;
    std::string id_;
    cjose_jwk_t* jwk_;
};

class IdTokenTest : public ::testing::Test {
  protected:
    static boost::json::object Claims() {
        return {{"iss", "https://login.example"}, {"aud", "platen"},       {"sub", "7"},
                {"exp", kSecond + 300},           {"iat", kSecond - 5},    {"nonce", "n-1"},
                {"email", "ann@bakery.example"},  {"email_verified", true}};
    }
    [[nodiscard]] std::string Keys() const { return R"({"keys":[)" + other_.Public() + "," + key_.Public() + "]}"; }
    // "" where it is believed.
    std::string Why(const std::string& token, const std::string& keys = "") {
        const auto read =
            ReadIdToken(token, keys.empty() ? Keys() : keys, {"https://login.example", "platen", "n-1", kNow});
        return read ? "" : ReasonOf(read.error());
    }
    std::string WhyWith(const std::string& name, const boost::json::value& value) {
        auto claims = Claims();
        if (value.is_null()) {
            claims.erase(name);
        } else {
            claims[name] = value;
        }
        return Why(key_.Sign(claims));
    }

    Key key_{"a", false};
    Key other_{"b", true};
};

// IDN-4
TEST_F(IdTokenTest, BelievesWhatOneOfTheProvidersKeysHasSigned) {
    const auto read = ReadIdToken(key_.Sign(Claims()), Keys(), {"https://login.example", "platen", "n-1", kNow});
    ASSERT_TRUE(read) << ReasonOf(read.error());
    EXPECT_EQ(read->at("email"), "ann@bakery.example");
    EXPECT_EQ(Why(other_.Sign(Claims())), "");
    EXPECT_EQ(WhyWith("aud", boost::json::array{"platen"}), "");
}

TEST_F(IdTokenTest, BelievesNoOtherKeyAndNoOtherAlgorithm) {
    const Key stranger("a", false);
    EXPECT_EQ(Why(stranger.Sign(Claims())), "signature");
    const Key newer("c", false);
    EXPECT_EQ(Why(newer.Sign(Claims())), kKeyUnknown);
    EXPECT_EQ(Why(key_.Sign(Claims()), R"({"keys":[]})"), kKeyUnknown);
    EXPECT_EQ(Why(key_.Sign(Claims()), "[]"), "keys");
    std::string changed = key_.Sign(Claims());
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_NE(Why(changed), "");
    const auto part = [](const std::string& text) { return base::ToBase64Url(text); };
    const std::string body = part(boost::json::serialize(Claims()));
    EXPECT_NE(Why(part(R"({"alg":"none"})") + "." + body + "."), "");
    // The public key as a shared secret.
    EXPECT_EQ(Why(part(R"({"alg":"HS256","kid":"a"})") + "." + body + "." + part("0123456789abcdef0123456789abcdef")),
              "algorithm");
    for (const char* text : {"", "a", "a.b.c", "....", "e30.e30.e30"}) EXPECT_NE(Why(text), "") << text;
    EXPECT_EQ(Why(std::string(40'000, 'a')), "too_long");
}

TEST_F(IdTokenTest, BelievesItOnlyForWhomAndWhenItIsExpected) {
    EXPECT_EQ(WhyWith("iss", "https://login.example/"), "issuer");
    EXPECT_EQ(WhyWith("iss", nullptr), "issuer");
    EXPECT_EQ(WhyWith("aud", "another"), "audience");
    EXPECT_EQ(WhyWith("aud", nullptr), "audience");
    EXPECT_EQ(WhyWith("aud", boost::json::array{"platen", "another"}), "audience") << "without azp";
    EXPECT_EQ(WhyWith("azp", "another"), "audience");
    EXPECT_EQ(WhyWith("exp", kSecond - 61), "expired");
    EXPECT_EQ(WhyWith("exp", kSecond - 30), "") << "clocks differ";
    EXPECT_EQ(WhyWith("exp", nullptr), "expired");
    EXPECT_EQ(WhyWith("exp", "2030"), "expired");
    EXPECT_EQ(WhyWith("iat", kSecond + 120), "issued_in_the_future");
    EXPECT_EQ(WhyWith("iat", nullptr), "issued_in_the_future");
    EXPECT_EQ(WhyWith("nbf", kSecond + 120), "not_yet");
    EXPECT_EQ(WhyWith("nonce", "n-2"), "nonce");
    EXPECT_EQ(WhyWith("nonce", nullptr), "nonce");
}

TEST(OidcAddressTest, OnlyHttpsIsAsked) {
    const Providers strict(false), internal(true);
    EXPECT_TRUE(strict.MayAsk("https://login.example/tenant"));
    for (const char* url :
         {"http://login.example", "ftp://login.example", "https://user@login.example", "login.example",
          "https://login.example?x=1", "https://login.example#x", "file:///etc/passwd", ""}) {
        EXPECT_FALSE(strict.MayAsk(url)) << url;
    }
    EXPECT_TRUE(internal.MayAsk("http://127.0.0.1:9000"));
    EXPECT_FALSE(internal.MayAsk("file:///etc/passwd"));
    Providers providers(false);
    const auto refused = providers.Discover("https://127.0.0.1:1/");
    ASSERT_FALSE(refused);
    EXPECT_EQ(ReasonOf(refused.error()), "internal_address");
}

}  // namespace
}  // namespace oidc
