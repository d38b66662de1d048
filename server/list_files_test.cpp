#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "lib/base/csv.hpp"
#include "server/catalog/import_rules.hpp"
#include "server/contacts/import_rules.hpp"
#include "server/features.hpp"
#include "server/meter_reads/import_rules.hpp"
#include "server/orders/import_rules.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/tables/heads.hpp"

// Every list of the program as a file (PRN-1): a list that has none fails here, and so does a column without a name.
namespace server {
namespace {

const std::vector<std::string> kLanguages{"de", "en", "fr", "it", "nb", "sv"};

// What is read page by page and is no list that people work with, and why.
const std::map<std::string_view, std::string_view> kNoFile{
    {"listRefusedReadings", "raw readings of one agent, for whoever mends it"},
    {"listDocumentVersions", "the versions of one document, each a file itself"},
    {"listPrinterNoteVersions", "the history of one note"},
    {"listPrinterTimeline", "what happened to one printer; the audit log has a file"},
    {"listServiceRequestEvents", "the steps of one request"},
    {"listSupplyOrderComments", "what was said about one order"},
    {"listReportRuns", "each of them is a file itself"},
    {"listViews", "a menu of saved views"},
    {"listAgentPackages", "a few programs, each a file itself"},
    {"listStatementLines", "the file of the statement, exportStatementCsv"},
};

class ListFiles : public ::testing::Test {
  protected:
    ListFiles() { features_.RegisterHttp(api_.router()); }

    std::set<std::string> ParametersOf(const http::Route& route) {
        base::json::SchemaSet set;
        std::set<std::string> names;
        for (const auto& parameter : route.parameters(route.operation.path, set)) names.insert(parameter.name);
        return names;
    }
    http::TestClient Speaking(const std::string& language) {
        http::RoleSet roles;
        for (const auto role : organizations::AllRoles()) roles.Add(role);
        http::Actor actor = api_.SignIn(organization_, roles);
        actor.language = language;
        api_.SignIn(actor);
        return api_.As(actor);
    }
    // Those that need no thing to be there.
    std::vector<const http::Route*> Files() {
        std::vector<const http::Route*> files;
        for (const auto& route : api_.router().routes()) {
            const auto& operation = route->operation;
            if (operation.method == http::Method::kGet && !operation.gives.empty() && !operation.path.contains('{') &&
                ParametersOf(*route).contains("heads"))
                files.push_back(route.get());
        }
        return files;
    }
    static std::vector<std::string> HeadOf(const std::string& body) {
        auto text = std::string_view(body);
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        const auto rows = base::csv::Read(text, {.max_rows = 10});
        return rows && !rows->empty() ? rows->front().fields : std::vector<std::string>{};
    }
    static bool IsKey(const std::string& head) {
        return head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{catalogues_, ids_, secrets_, "platen.example"};
    Features features_{{database_.pool(), ids_, clock_, secrets_, catalogues_, mailer_}, {}, {}};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId organization_ = ids_.Make<base::OrganizationId>();
};

TEST_F(ListFiles, AreThereForEveryList) {  // PRN-1
    std::set<std::string_view> all;
    for (const auto& route : api_.router().routes()) all.insert(route->operation.id);
    int lists = 0;
    for (const auto& route : api_.router().routes()) {
        const auto id = route->operation.id;
        if (!id.starts_with("list") || !ParametersOf(*route).contains("cursor")) continue;
        ++lists;
        const std::string file = "export" + std::string(id.substr(4));
        EXPECT_NE(all.contains(file), kNoFile.contains(id))
            << id
            << ": add it by http::AddList (server/platform/tables/list_export.hpp), or say here why it has no file";
    }
    EXPECT_GT(lists, 40);
}

TEST_F(ListFiles, HaveHeadsInTheLanguageOfThePerson) {  // PRN-1, PRT-4
    const auto files = Files();
    EXPECT_GT(files.size(), 35U);
    for (const auto& language : kLanguages) {
        const auto client = Speaking(language);
        for (const auto* route : files) {
            const std::string path(route->operation.path);
            const auto answer = client.Get(path + "?heads=names");
            ASSERT_EQ(answer.status, 200) << path << ' ' << answer.body;
            const auto head = HeadOf(answer.body);
            EXPECT_FALSE(head.empty()) << path;
            for (const auto& name : head)
                EXPECT_FALSE(IsKey(name)) << path << ": locales/" << language << "/columns.json has no " << name;
        }
    }
}

TEST_F(ListFiles, AreTheSameForScriptsInEveryLanguage) {  // PRN-1
    for (const auto* route : Files()) {
        const std::string path(route->operation.path);
        std::set<std::string> bodies;
        for (const auto& language : kLanguages) {
            const std::string body = Speaking(language).Get(path).body;
            // The rows of this one hold sentences for people (ECO-2).
            bodies.insert(path == "/api/v1/cartridges/report/export" ? body.substr(0, body.find('\n') + 1) : body);
        }
        EXPECT_EQ(bodies.size(), 1U) << path;
        for (const auto& name : HeadOf(*bodies.begin())) EXPECT_TRUE(IsKey(name)) << path << ' ' << name;
    }
}

TEST_F(ListFiles, AreWorkbooksToo) {  // PRN-1
    const auto client = Speaking("en");
    for (const auto* route : Files()) {
        const auto answer = client.Get(std::string(route->operation.path) + "?format=xlsx");
        EXPECT_EQ(answer.status, 200) << route->operation.id;
        EXPECT_EQ(answer.Header("Content-Type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
}

// The heads that a file of this name has in a language, and a row below them.
std::string FileIn(const std::string& language, std::string_view file, std::span<const std::string_view> columns) {
    std::vector<std::string> head;
    for (const auto column : columns) head.push_back(tables::HeadOf(language, file, column));
    std::string csv = "\xEF\xBB\xBF";
    base::csv::AppendRow(csv, head);
    base::csv::AppendRow(csv, std::vector<std::string>(columns.size(), "1"));
    return csv;
}

TEST(ImportsTake, WhatWasTakenAwayInEachLanguage) {  // CON-4, API-2
    const auto names = [](std::span<const std::string_view> columns) {
        return std::vector<std::string>(columns.begin(), columns.end());
    };
    for (const auto& language : kLanguages) {
        const auto contacts = contacts::ReadImport(FileIn(language, "contacts", contacts::ImportColumns()));
        EXPECT_TRUE(contacts.has_value()) << language << ' ' << (contacts ? "" : contacts.error().code);
        const auto items = catalog::ReadImport(FileIn(language, "catalog", catalog::ImportColumns()));
        ASSERT_TRUE(items.has_value()) << language << ' ' << items.error().code;
        EXPECT_EQ(items->columns, names(catalog::ImportColumns())) << language;
        const auto orders = orders::ReadImport(FileIn(language, "orders", orders::ImportColumns()));
        ASSERT_TRUE(orders.has_value()) << language << ' ' << orders.error().code;
        EXPECT_EQ(orders->columns, names(orders::ImportColumns())) << language;
        const auto reads = meter_reads::ReadImport(FileIn(language, "meters", meter_reads::ImportColumns()));
        ASSERT_TRUE(reads.has_value()) << language << ' ' << reads.error().code;
        EXPECT_EQ(reads->columns, names(meter_reads::ImportColumns())) << language;
    }
}

}  // namespace
}  // namespace server
