#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <string>

#include "lib/base/secrets.hpp"
#include "lib/base/temporary_folder.hpp"
#include "server/identity/identity.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/mail/mail_body.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/browser.hpp"

// A whole server without sockets: organizations and identity on a real database, reached as browsers reach it.
namespace identity::testing {

using server::testing::Browser;
using server::testing::CheapSettings;
using server::testing::kPassword;
using server::testing::TokenOf;

// System time goes on for everybody; of what lies in the database alone it can go faster.
inline void ExpireInvitations(pg::testing::Database& database) {
    database.Sql("UPDATE invitations SET expires_at = created_at");
}
// What was mailed to a person last that signs in: an invitation, or an address to confirm. "…#pli_…"; nobody else gets it.
inline std::string MailedLink(pg::testing::Database& database, const base::SecretBox& secrets,
                              const std::string& user_id) {
    const auto rows = database.Sql("SELECT id, encode(body_sealed, 'base64') FROM mails WHERE object_id = '" + user_id +
                                   "' AND template IN ('user_invited', 'email_confirmation') ORDER BY id DESC LIMIT 1");
    if (rows.empty()) return "";
    std::string sealed;
    for (const char c : rows.front().at(1).value_or("")) {
        if (c == '+')
            sealed += '-';
        else if (c == '/')
            sealed += '_';
        else if (c != '\n' && c != '=')
            sealed += c;
    }
    const auto body =
        mail::OpenBody(secrets, base::FromBase64Url(sealed).value(), *mail::MailId::Parse(*rows.front().at(0)));
    const auto begin = body->text.find("#pl");
    const auto end = body->text.find_first_of(" \n", begin);
    return body->text.substr(begin, end - begin);
}
// As if the person had given a first code of it.
inline void ConfirmSecondFactors(pg::testing::Database& database) {
    database.Sql("UPDATE second_factors SET confirmed_at = created_at, last_step = 0");
}
inline void ExpireApiKeys(pg::testing::Database& database) {
    database.Sql("UPDATE api_keys SET expires_at = created_at");
}

class IdentityTest : public ::testing::Test {
  protected:
    IdentityTest() {
        router_.AddAuthenticator(identity_);
        organizations::RegisterHttp(router_, {ids_, scopes_, {&guard_}});
        identity_.RegisterHttp(router_);
        audit::RegisterHttp(router_, organizations::permissions::kSeeAuditLog);
        identity_.RegisterTasks(registry_);
    }

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
        return made.At("/id");
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
            browser.Post("/api/v1/setup", Body({{"token", TokenOf(LinkOf(made))}, {"password", kPassword}}));
        EXPECT_EQ(in.status, 201) << in.body;
        return browser;
    }
    // What was mailed to whoever an answer is of.
    std::string LinkOf(const http::TestAnswer& user) { return MailedLink(database_, secrets_, user.At("/id")); }
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
        std::vector<base::CountedText> OfOrganization(pg::Transaction&, base::OrganizationId) override {
            return holdings;
        }
        std::vector<base::CountedText> OfSite(pg::Transaction&, base::OrganizationId, organizations::SiteId) override {
            return holdings;
        }
        std::vector<base::CountedText> holdings;
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
    const base::TemporaryFolder temporary_{"identity"};
    const std::filesystem::path& folder_ = temporary_.path();
    std::string operator_id_;
};

}  // namespace identity::testing
