#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "lib/base/testing/source_folder.hpp"
#include "server/features.hpp"
#include "server/platform/api/api_words.hpp"
#include "server/platform/api/openapi.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"

// The whole API x every role (ORG-6, ORG-7). Who may do what is a golden file: an operation that is not in it, or whose
// roles have changed, fails until a person has looked at the difference. Run with PLATEN_UPDATE_GOLDEN=1 to write it.
namespace server {
namespace {

const std::string kGolden = base::SourceFolder() + "/tests/golden/permissions/operations.txt";

class Permissions : public ::testing::Test {
  protected:
    Permissions() { features_.RegisterHttp(api_.router()); }
    // The path with an id that nobody has in place of each name in braces.
    std::string Target(std::string_view path) {
        std::string target;
        for (std::size_t at = 0; at < path.size();) {
            if (path[at] != '{') {
                target += path[at++];
                continue;
            }
            target += ids_.Next().ToString();
            at = path.find('}', at) + 1;
        }
        return target;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{catalogues_, ids_, secrets_, "platen.example"};
    Features features_{{database_.pool(), ids_, clock_, secrets_, catalogues_, mailer_}, {}, {}};
    http::TestApi api_{&database_.pool(), clock_, organizations::RoleNames()};
    base::OrganizationId organization_ = ids_.Make<base::OrganizationId>();
};

// Not a permission, but of every operation, too: the document says what each field and parameter means.
TEST_F(Permissions, EveryFieldAndParameterOfTheApiHasWords) {
    std::string wrong;
    for (const auto& line : http::WriteOpenApi(api_.router(), &http::ApiWords::BuiltIn()).wrong) wrong += line + "\n";
    EXPECT_EQ(wrong, "");
}

TEST_F(Permissions, OfEveryOperationAreThoseThatWereAgreed) {  // ORG-6
    std::map<std::string_view, std::string> lines;             // by name, so that a route that moves changes nothing
    for (const auto& route : api_.router().routes()) {
        const http::Operation& operation = route->operation;
        std::string& line = lines[operation.id];
        line = std::string(operation.id) + ": " + std::string(operation.allow.name) + ":";
        if (operation.allow.IsPublic()) line += " everybody";
        for (const auto role : operation.allow.roles.ToVector()) line += " " + std::string(base::json::EnumName(role));
        if (operation.only_reads) line += " (only reads)";
    }
    std::ostringstream now;
    for (const auto& [id, line] : lines) now << line << "\n";
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << now.str();
    std::ifstream file(kGolden);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(now.str(), golden.str()) << "look at the difference, then run with PLATEN_UPDATE_GOLDEN=1";
}

// A key that is limited to what reads has all permissions of which nothing else hangs: one operation that is not marked
// would take the whole permission from it.
TEST_F(Permissions, ToSeeAndToPreviewIsToReadOnly) {  // IDN-4
    int marked = 0;
    for (const auto& route : api_.router().routes()) {
        const http::Operation& operation = route->operation;
        marked += operation.only_reads ? 1 : 0;
        const bool sees = operation.allow.name.starts_with("see_") || operation.allow.name.starts_with("preview_");
        const bool says = operation.summary.contains("changes nothing");
        if (sees || says) {
            EXPECT_TRUE(http::Reads(operation)) << operation.id << ": mark it with only_reads, or give it a permission "
                                                << "of its own where it changes something";
        }
        if (operation.only_reads) {
            EXPECT_TRUE(sees) << operation.id << ": " << operation.allow.name;
        }
    }
    EXPECT_GE(marked, 5);
}

TEST_F(Permissions, ARoleThatAnOperationDoesNotNameIsRefused) {  // ORG-6
    std::map<http::Role, http::Actor> actors;
    for (const auto& [role, name] : base::json::EnumNames<http::Role>()) {
        actors.emplace(role, api_.SignIn(organization_, {role}));
    }
    int refused = 0;
    for (const auto& permission : http::PermissionMatrix(api_.router(), organizations::AllRoles())) {
        if (permission.allowed) continue;
        const auto answer =
            api_.As(actors.at(permission.role)).Send(permission.method, Target(permission.path), "{}", {});
        EXPECT_TRUE(answer.status == 403 || answer.status == 404)
            << permission.operation << " as " << base::json::EnumName(permission.role) << ": " << answer.status;
        ++refused;
    }
    EXPECT_GT(refused, 100);
}

TEST_F(Permissions, WithoutSignInOnlyPublicOperationsAnswer) {
    for (const auto& route : api_.router().routes()) {
        const http::Operation& operation = route->operation;
        if (operation.allow.IsPublic()) continue;
        const auto answer = api_.Anonymous().Send(operation.method, Target(operation.path), "{}", {});
        EXPECT_EQ(answer.status, 401) << operation.id;
    }
}

TEST_F(Permissions, WhatDoesNotExistIsNotFoundForWhoeverMayAsk) {  // ORG-7
    const auto actor = api_.SignIn(organization_, organizations::kAnyRole);
    for (const auto& route : api_.router().routes()) {
        const http::Operation& operation = route->operation;
        const bool by_id = operation.path.find('{') != std::string_view::npos;
        const bool plain = operation.method == http::Method::kGet || operation.method == http::Method::kDelete;
        if (!by_id || !plain || operation.allow.IsPublic() || operation.allow.roles == organizations::kAgents) continue;
        const auto answer = api_.As(actor).Send(operation.method, Target(operation.path), "", {{"If-Match", "\"1\""}});
        EXPECT_EQ(answer.status, 404) << operation.id << " " << answer.body;
    }
}

}  // namespace
}  // namespace server
