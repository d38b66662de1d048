#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <string>

#include "lib/base/secrets.hpp"
#include "server/identity/identity.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/workers.hpp"

// A whole server without sockets: organizations and identity on a real database, reached as browsers reach it.
namespace identity::testing {

struct Answer {
    int status = 0;
    http::Headers headers;
    std::string body;

    [[nodiscard]] boost::json::value Json() const { return boost::json::parse(body); }
    [[nodiscard]] std::string Code() const {
        if (headers.Get("Content-Type") != "application/problem+json") return {};
        return std::string(Json().at("code").as_string());
    }
    // "pointer code" of the first wrong field.
    [[nodiscard]] std::string Field() const {
        const auto json = Json();
        const auto* errors = json.as_object().if_contains("errors");
        if (errors == nullptr || errors->as_array().empty()) return {};
        const auto& first = errors->as_array()[0].as_object();
        return std::string(first.at("pointer").as_string()) + ' ' + std::string(first.at("code").as_string());
    }
    [[nodiscard]] std::string Text(const char* key) const {
        return std::string(Json().as_object().at(key).as_string());
    }
};

// One browser: keeps its cookie, sends what browsers send.
class Browser {
  public:
    explicit Browser(http::Router& router, std::string address = "127.0.0.1")
        : router_(&router), address_(std::move(address)) {}

    Answer Send(http::Method method, const std::string& target, const std::string& body = "",
                const std::map<std::string, std::string>& headers = {}) {
        http::Request request;
        request.method = method;
        request.target = target;
        request.read_failed = !http::ReadTarget(target, request);
        request.client_address = address_;
        request.secure = secure;
        request.body = body;
        request.headers.Add("Host", "platen.test");
        if (!body.empty()) request.headers.Add("Content-Type", "application/json");
        if (method == http::Method::kPost) {
            request.headers.Add("Idempotency-Key", base::ToBase64Url(base::RandomBytes(12)));
        }
        if (!cookie.empty()) {
            request.headers.Add("Cookie", (secure ? "__Host-platen_session=" : "platen_session=") + cookie);
        }
        for (const auto& [name, value] : headers) request.headers.Set(name, value);
        http::Response response = router_->Handle(request);
        Answer answer{response.status, std::move(response.headers), std::string(response.Body())};
        const std::string set(answer.headers.Get("Set-Cookie"));
        if (!set.empty()) {
            const auto equals = set.find('=');
            cookie = set.substr(equals + 1, set.find(';') - equals - 1);
        }
        return answer;
    }
    Answer Get(const std::string& target) { return Send(http::Method::kGet, target); }
    Answer Post(const std::string& target, const std::string& body) { return Send(http::Method::kPost, target, body); }
    Answer Put(const std::string& target, const std::string& body, const std::string& etag = "") {
        return Send(http::Method::kPut, target, body, IfMatch(etag));
    }
    Answer Delete(const std::string& target, const std::string& etag = "") {
        return Send(http::Method::kDelete, target, "", IfMatch(etag));
    }
    Answer SignIn(const std::string& email, const std::string& password) {
        return Post("/api/v1/session",
                    boost::json::serialize(boost::json::object{{"email", email}, {"password", password}}));
    }

    std::string cookie;
    bool secure = false;

  private:
    static std::map<std::string, std::string> IfMatch(const std::string& etag) {
        return etag.empty() ? std::map<std::string, std::string>{}
                            : std::map<std::string, std::string>{{"If-Match", etag}};
    }
    http::Router* router_;
    std::string address_;
};

inline Settings CheapSettings() {
    Settings settings;
    settings.public_url = "https://platen.test";
    settings.hashing.passes = 1;
    settings.hashing.memory_bytes = 8192;
    settings.languages = {"de", "en"};
    return settings;
}

inline constexpr const char* kPassword = "teal hedge waltz 7";

class IdentityTest : public ::testing::Test {
  protected:
    IdentityTest() {
        const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
        folder_ = std::filesystem::path(::testing::TempDir()) / ("identity_" + name);
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        router_.AddAuthenticator(identity_);
        organizations::RegisterHttp(router_, {ids_, scopes_, {&guard_}});
        identity_.RegisterHttp(router_);
        audit::RegisterHttp(router_, organizations::permissions::kSeeAuditLog);
        identity_.RegisterTasks(registry_);
    }

    static std::string TokenOf(const std::string& link) { return link.substr(link.find('#') + 1); }
    static std::string Body(boost::json::object object) { return boost::json::serialize(object); }

    // The operator and its first administrator, signed in.
    Browser FirstStart() {
        Browser browser(router_);
        const auto made = browser.Post("/api/v1/setup", Body({{"token", TokenOf(*identity_.FirstStartLink(folder_))},
                                                              {"password", kPassword},
                                                              {"email", "olga@operator.example"},
                                                              {"organization_name", "Meridian"}}));
        EXPECT_EQ(made.status, 201) << made.body;
        operator_id_ = std::string(made.Json().at("organization").at("id").as_string());
        return browser;
    }
    std::string MakeOrganization(Browser& by, const std::string& parent, const std::string& name) {
        const auto made = by.Post("/api/v1/organizations?organization_id=" + parent, Body({{"name", name}}));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.Text("id");
    }
    static std::string UserBody(const std::string& email, const std::vector<std::string>& roles,
                                std::optional<bool> child_access = {}) {
        boost::json::object body{{"email", email},
                                 {"first_name", "Ann"},
                                 {"last_name", "Berg"},
                                 {"language", "en"},
                                 {"time_zone", "Europe/Berlin"}};
        body["roles"] = boost::json::value_from(roles);
        if (child_access) body["child_organization_access"] = *child_access;
        return Body(std::move(body));
    }
    // Invited, accepted, signed in.
    Browser MakeUser(Browser& by, const std::string& organization, const std::string& email,
                     const std::vector<std::string>& roles, std::optional<bool> child_access = {}) {
        const auto made =
            by.Post("/api/v1/users?organization_id=" + organization, UserBody(email, roles, child_access));
        EXPECT_EQ(made.status, 201) << made.body;
        Browser browser(router_);
        const auto in =
            browser.Post("/api/v1/setup", Body({{"token", TokenOf(made.Text("setup_link"))}, {"password", kPassword}}));
        EXPECT_EQ(in.status, 201) << in.body;
        return browser;
    }
    static std::string Me(Browser& browser) {
        return std::string(browser.Get("/api/v1/session").Json().at("user").at("id").as_string());
    }
    void RunTasks() {
        tasks::Workers workers(database_.pool(), clock_, registry_);
        while (workers.RunOne()) {
        }
    }

    // Holds what the test says.
    class FakeGuard final : public organizations::DeletionGuard {
      public:
        std::vector<Holding> OfOrganization(pg::Transaction&, base::OrganizationId) override { return holdings; }
        std::vector<Holding> OfSite(pg::Transaction&, base::OrganizationId, organizations::SiteId) override {
            return holdings;
        }
        std::vector<Holding> holdings;
    };

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-03-02T08:00:00Z")};
    base::SystemClock system_clock_;
    base::IdSource ids_{system_clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{catalogues_, ids_, secrets_, "platen.test"};
    organizations::Scopes scopes_;
    http::Wakeups wakeups_;
    FakeGuard guard_;
    Identity identity_{{database_.pool(), ids_, secrets_, scopes_, mailer_, CheapSettings()}};
    http::Router router_{{.clock = &clock_,
                          .pool = &database_.pool(),
                          .secrets = &secrets_,
                          .wakeups = &wakeups_,
                          .catalogues = &catalogues_,
                          .per_address = {},
                          .per_actor = {}}};
    tasks::Registry registry_;
    std::filesystem::path folder_;
    std::string operator_id_;
};

}  // namespace identity::testing
