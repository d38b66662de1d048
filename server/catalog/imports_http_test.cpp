#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lib/base/json.hpp"
#include "server/catalog/catalog.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"

// Imports of the catalogue from the upload to the report, against a real database.
namespace catalog {
namespace {

using http::Role;
using ::testing::HasSubstr;

constexpr const char* kPath = "/api/v1/catalog-imports";
constexpr const char* kHeader = "part_number,manufacturer,name,supply_type,models\r\n";
// The server is gone, and its connection with it.
constexpr const char* kDie = "PERFORM pg_terminate_backend(pg_backend_pid())";

struct NobodysOrders : OrdersOfItems {
    Counts Of(pg::Transaction&, std::span<const base::OrganizationId>, ItemId) override { return {}; }
};

// "P1" to "P<count>".
std::string FileOf(int count) {
    std::string text = kHeader;
    for (int i = 1; i <= count; ++i) text += fmt::format("P{0},Lexmark,Toner {0},toner,M{0}; Shared\r\n", i);
    return text;
}

class CatalogImports : public ::testing::Test {
  protected:
    CatalogImports() {
        RegisterHttp(api_.router(), {ids_, orders_, catalogues_});
        RegisterTasks(registry_, ids_);
        tasks::RegisterHttp(api_.router(), catalogues_, organizations::permissions::kSeeTasks,
                            organizations::permissions::kCancelTasks);
        keeper_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator});
    }
    http::TestClient Me() { return api_.As(keeper_); }
    std::string Start(const std::string& file) {
        const auto started = Me().Post(kPath, file);
        EXPECT_EQ(started.status, 201) << started.body;
        return started.Header("Location");
    }
    bool RunOne() {
        tasks::Workers workers(
            database_.pool(), clock_, registry_,
            {.retry_pause = std::chrono::milliseconds(0), .longest_pause = std::chrono::milliseconds(0)});
        return workers.RunOne();
    }
    void RunAll() {
        while (RunOne()) {
        }
    }
    boost::json::value Read(const std::string& path) {
        const auto answer = Me().Get(path);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }
    boost::json::value Import(const std::string& file) {
        const std::string path = Start(file);
        RunAll();
        return Read(path);
    }
    static std::string Counts(const boost::json::value& import) {
        return boost::json::serialize(import.at("counts")) + " " + std::to_string(import.at("created").as_int64());
    }
    std::string Export() { return Me().Get("/api/v1/catalog-items/export").body; }
    // Does `what` once, in the transaction that writes this row of the table (an expression on NEW).
    void Once(const std::string& table, const std::string& row, const std::string& what) {
        database_.Sql("CREATE SEQUENCE IF NOT EXISTS once_" + table);
        database_.Sql("GRANT USAGE ON SEQUENCE once_" + table + " TO PUBLIC");
        database_.Sql("SELECT setval('once_" + table + "', 1, false)");
        database_.Sql("CREATE OR REPLACE FUNCTION once_" + table +
                      "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN IF " + row +
                      " AND nextval('once_" + table + "') = 1 THEN " + what + "; END IF; RETURN NULL; END $$");
        database_.Sql("CREATE OR REPLACE TRIGGER once AFTER INSERT OR UPDATE ON " + table +
                      " FOR EACH ROW EXECUTE FUNCTION once_" + table + "()");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::SystemClock system_clock_;
    base::IdSource ids_{system_clock_};
    server::testing::World world_{database_, clock_};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    NobodysOrders orders_;
    tasks::Registry registry_;
    http::TestApi api_{&database_.pool(), clock_};
    http::Actor keeper_;
};

TEST_F(CatalogImports, GoFromTheUploadToTheReport) {  // ORD-2, TSK-1
    Import(FileOf(2));
    const std::string file =
        "price;part_number;currency;supply_type;manufacturer;name\r\n"
        "129,50;p 1;EUR;toner;Lexmark;Toner 1\r\n"  // changed
        ";P2;;toner;Lexmark;Toner 2\r\n"            // as it is
        "12;P3;EUR;ink;HP;Ink\r\n"                  // new
        "x;P4;EUR;ink;HP;Ink\r\n"                   // wrong
        "12;p3;EUR;ink;HP;Ink\r\n";                 // twice
    const auto preview = Me().Post(std::string(kPath) + "/preview", file);
    ASSERT_EQ(preview.status, 200) << preview.body;
    const std::string counts = R"({"rows":5,"imported":2,"existing":1,"not_imported":0,"invalid":2} 1)";
    EXPECT_EQ(Counts(preview.Json()), counts);
    EXPECT_EQ(preview.At("/recognized/separator"), "semicolon");
    EXPECT_EQ(preview.At("/groups/imported/0/changes"), "part_number, price, currency");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM catalog_items"), "2") << "nothing is written before it is started";

    const std::string path = Start(file);
    RunAll();
    const auto done = Read(path);
    EXPECT_EQ(done.at("state"), "completed_with_errors");
    EXPECT_EQ(Counts(done), counts);
    EXPECT_EQ(done.at("groups").at("invalid").at(0).at("reason"),
              "This is not a price. Write \"x\" with digits and at most 2 decimals, without a sign between the "
              "thousands, such as 1299.50.");
    EXPECT_EQ(Me().Get(path + "/report").body,
              "\xEF\xBB\xBFresult;line;last_line;part_number;name;changes;column;value;reason\r\n"
              "changed;2;2;p 1;Toner 1;part_number, price, currency;;;\r\n"
              "created;4;4;P3;Ink;;;;\r\n"
              "existing;3;3;P2;Toner 2;;;;This item is there already, as the file has it\r\n"
              "invalid;5;5;P4;Ink;;price;x;\"This is not a price. Write \"\"x\"\" with digits and at most 2 decimals, "
              "without a sign between the thousands, such as 1299.50.\"\r\n"
              "invalid;6;6;p3;Ink;;part_number;p3;This part number is in the file twice. It stands in line 4 already. "
              "Write all models of an item into one row, with semicolons between them.\r\n");
    EXPECT_EQ(Me().Get(path + "/failed-rows").body,
              "\xEF\xBB\xBFprice;part_number;currency;supply_type;manufacturer;name\r\nx;P4;EUR;ink;HP;Ink\r\n"
              "12;p3;EUR;ink;HP;Ink\r\n");
    const auto task = Me().Get("/api/v1/tasks/" + std::string(done.at("id").as_string()));
    EXPECT_EQ(task.At("/title"), "Import items");
    EXPECT_EQ(task.At("/progress/done"), "5");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type = "
                              "'catalog_item' AND actor_name = '" +
                              keeper_.name + "'"),
              "catalog_item.created catalog_item.created catalog_item.created catalog_item.updated");
}

TEST_F(CatalogImports, TakeWhatWasExportedUnchanged) {  // ORD-2, API-2
    Import(
        "part_number,manufacturer,name,supply_type,colorant,price,currency,active,models,external_ids,kind\r\n"
        "'=cmd,HP,\"A, \"\"B\"\"\",toner,black,129.50,EUR,no,\"HP: M404\\; x; Konica: C3; A\",SAP: 1; CRM: "
        "2,compatible\r\n"
        "-2+3,HP,'plain,waste_toner,,1200,JPY,yes,,,\r\n");
    const std::string first = Export();
    EXPECT_THAT(first, HasSubstr("'=cmd,HP,\"A, \"\"B\"\"\",toner,black,,,,compatible,129.50,EUR,no,"));
    const auto again = Import(first);
    EXPECT_EQ(Counts(again), R"({"rows":2,"imported":0,"existing":2,"not_imported":0,"invalid":0} 0)") << first;
    const auto list = Me().Get("/api/v1/catalog-items").Json();
    for (const auto& item : list.at("items").as_array()) {
        const std::string path = "/api/v1/catalog-items/" + std::string(item.at("id").as_string());
        EXPECT_EQ(Me().Delete(path, Me().Get(path).ETag()).status, 204);
    }
    EXPECT_EQ(Counts(Import(first)), R"({"rows":2,"imported":2,"existing":0,"not_imported":0,"invalid":0} 2)");
    EXPECT_EQ(Export(), first);
    const auto one = Me().Get("/api/v1/catalog-items/export?active=false").body;
    EXPECT_EQ(std::ranges::count(one, '\n'), 2) << "with the filters of the list";
}

// The server is gone in the transaction that writes the n-th of something. What had been committed stays, another worker
// goes on, and in the end every row has one result and every item is there once.
TEST_F(CatalogImports, AreExactAfterACrashAtAnyRow) {  // ORD-2
    for (const int n : {1, 200, 201, 450}) {
        for (const auto& [table, row] : std::vector<std::pair<std::string, std::string>>{
                 {"catalog_items", "NEW.part_number = 'P" + std::to_string(n) + "'"},
                 {"catalog_item_models", "NEW.model = 'M" + std::to_string(n) + "'"},
                 {"audit_events", "NEW.after->>'part_number' = 'P" + std::to_string(n) + "'"},
                 {"catalog_import_results", "NEW.line = " + std::to_string(n + 1)}}) {
            SCOPED_TRACE(table + " " + std::to_string(n));
            database_.Sql("DELETE FROM catalog_items");
            const std::string path = Start(FileOf(450));
            Once(table, row, kDie);
            EXPECT_TRUE(RunOne());
            const auto crashed = Read(path);
            EXPECT_EQ(crashed.at("state"), "queued");
            EXPECT_EQ(crashed.at("rows_done").as_int64(), (n - 1) / 200 * 200) << "whole steps";
            EXPECT_EQ(database_.Value("SELECT count(*) FROM catalog_items"), std::to_string((n - 1) / 200 * 200));
            RunAll();
            database_.Sql("DROP TRIGGER once ON " + table);
            const auto done = Read(path);
            EXPECT_EQ(done.at("state"), "completed");
            EXPECT_EQ(Counts(done), R"({"rows":450,"imported":450,"existing":0,"not_imported":0,"invalid":0} 450)");
            EXPECT_EQ(database_.Value("SELECT count(*) || ' ' || count(DISTINCT item_id) FROM catalog_item_models"),
                      "900 450");
            EXPECT_EQ(done.at("groups").at("imported").as_array().size(), 100U) << "a page does not grow with the file";
        }
    }
}

TEST_F(CatalogImports, StopWhereTheyAreCancelledAndSayWhatWasLeft) {  // ORD-2, TSK-1
    const std::string path = Start(FileOf(450));
    Once("catalog_items", "NEW.part_number = 'P201'", kDie);
    RunOne();
    database_.Sql("DROP TRIGGER once ON catalog_items");
    EXPECT_EQ(Me().Post("/api/v1/tasks/" + path.substr(path.rfind('/') + 1) + "/cancellation", "").status, 200);
    RunAll();
    const auto done = Read(path);
    EXPECT_EQ(done.at("state"), "cancelled");
    EXPECT_EQ(Counts(done), R"({"rows":450,"imported":200,"existing":0,"not_imported":250,"invalid":0} 200)");
    EXPECT_EQ(done.at("groups").at("not_imported").at(0).at("first_line"), 202);
    const auto rest = Me().Get(path + "/failed-rows").body;
    EXPECT_EQ(Counts(Import(rest)), R"({"rows":250,"imported":250,"existing":0,"not_imported":0,"invalid":0} 250)");
}

TEST_F(CatalogImports, TwoOfOneFileAtOnceMakeEveryItemOnce) {  // ORD-2
    const std::string first = Start(FileOf(450));
    const std::string second = Start(FileOf(450));
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i) threads.emplace_back([this] { RunOne(); });
    threads.clear();
    std::int64_t imported = 0;
    std::int64_t existing = 0;
    for (const auto& path : {first, second}) {
        const auto done = Read(path);
        EXPECT_EQ(done.at("state"), "completed");
        imported += done.at("counts").at("imported").as_int64();
        existing += done.at("counts").at("existing").as_int64();
    }
    EXPECT_EQ(imported, 450);
    EXPECT_EQ(existing, 450);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM catalog_items"), "450");
}

TEST_F(CatalogImports, AFileThatIsRefusedLeavesNothing) {  // ORD-2
    std::string many = "part_number\r\n";
    for (int i = 0; i < 20'001; ++i) many += std::to_string(i) + "\r\n";
    for (const auto& [file, code] :
         std::vector<std::pair<std::string, std::string>>{{many, "catalog_import_too_many_rows"},
                                                          {"", "catalog_import_empty"},
                                                          {"a,b\r\n1,2\r\n", "catalog_import_no_header"},
                                                          {"name\r\nx\r\n", "import_columns"},
                                                          {kHeader, "catalog_import_no_rows"},
                                                          {std::string("PK\x03\x04zip"), "csv_binary"}}) {
        for (const char* target : {"/preview", ""}) {
            const auto refused = Me().Post(std::string(kPath) + target, file);
            EXPECT_EQ(refused.Code(), code);
            EXPECT_FALSE(refused.At("/detail").empty()) << code;
        }
    }
    EXPECT_EQ(Me().Post(std::string(kPath) + "?file_name=items.pdf", FileOf(1)).Code(), "catalog_import_file_name");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks"), "0");
}

TEST_F(CatalogImports, TakeTwentyThousandItems) {  // ORD-2
    const auto done = Import(FileOf(20'000));
    EXPECT_EQ(Counts(done), R"({"rows":20000,"imported":20000,"existing":0,"not_imported":0,"invalid":0} 20000)");
    EXPECT_EQ(Counts(Import(Export())),
              R"({"rows":20000,"imported":0,"existing":20000,"not_imported":0,"invalid":0} 0)");
}

TEST_F(CatalogImports, OnlyWhoKeepsTheCatalogueImportsAndOnlyTheOperatorExports) {  // ORG-6
    const std::string path = Start(FileOf(1));
    RunAll();
    for (const Role role : organizations::AllRoles()) {
        const auto name = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(world_.platen().id, {role}));
        const bool writes = organizations::permissions::kManageCatalog.Has(role);
        const bool reads = organizations::kOperatorRoles.Has(role);
        EXPECT_EQ(client.Post(std::string(kPath) + "/preview", FileOf(1)).status, writes ? 200 : 403) << name;
        EXPECT_EQ(client.Post(kPath, FileOf(1)).status, writes ? 201 : 403) << name;
        for (const std::string& target : {std::string(kPath) + "/sample", path, path + "/report", path + "/failed-rows",
                                          std::string("/api/v1/catalog-items/export")}) {
            EXPECT_EQ(client.Get(target).status, reads ? 200 : 403) << name << ' ' << target;
        }
    }
    const auto elsewhere = api_.SignIn(world_.AddOrganization(world_.platen(), "Partner").id, {Role::kWarehouse});
    EXPECT_EQ(api_.As(elsewhere).Get(path).status, 404);
}

}  // namespace
}  // namespace catalog
