#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/imports.hpp"
#include "server/contacts/testing.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"

// Imports of contacts from the upload to the report, against a real database: what crashes, cancellation and two at once
// leave behind.
namespace contacts {
namespace {

using http::Role;
using testing::Fields;
using testing::Header;
using testing::Joined;
using testing::Row;
using Strings = std::vector<std::string>;

constexpr const char* kPath = "/api/v1/contact-imports";

// The server is gone, and its connection with it.
constexpr const char* kDie = "PERFORM pg_terminate_backend(pg_backend_pid())";

class NoPrinters final : public AssignmentGuard {
  public:
    std::map<ContactId, std::int64_t> CountAssigned(pg::Transaction&, std::span<const ContactId>) override {
        return {};
    }
    Assignments LockAssigned(pg::Transaction&, base::OrganizationId, ContactId) override { return {}; }
};

// "N1" to "N<count>", each a contact of its own.
std::string FileOf(int count) {
    std::vector<Fields> rows{Header()};
    for (int i = 1; i <= count; ++i) rows.push_back(Row("N" + std::to_string(i)));
    return Joined(rows);
}

// The lines of one group: "2 5", runs as "3-7".
std::string Lines(const boost::json::value& import, const char* group) {
    std::string lines;
    for (const auto& item : import.at("groups").at(group).as_array()) {
        const auto& object = item.as_object();
        const auto text = [&](const char* name) { return std::to_string(object.at(name).as_int64()); };
        lines += lines.empty() ? "" : " ";
        lines += object.contains("first_line") ? text("first_line") + "-" + text("last_line") : text("line");
    }
    return lines;
}

class ContactImports : public ::testing::Test {
  protected:
    ContactImports() {
        RegisterHttp(api_.router(), {.ids = ids_, .guard = guard_});
        RegisterImports(api_.router(), {ids_, catalogues_});
        RegisterExport(api_.router());
        RegisterTasks(registry_, ids_);
        tasks::AddCleanup(registry_, recurring_);
        tasks::RegisterHttp(api_.router(), catalogues_, organizations::permissions::kSeeTasks,
                            organizations::permissions::kCancelTasks);
        mine_ = world_.AddOrganization(partner_, "Nordlys").id;
        other_ = world_.AddOrganization(partner_, "Fjord").id;
        manager_ = api_.SignIn(mine_, {Role::kSuppliesManager});
    }

    http::TestClient Me() { return api_.As(manager_); }
    http::TestAnswer Preview(const std::string& file) { return Me().Post(std::string(kPath) + "/preview", file); }
    // The path of the import that was started.
    std::string Start(const std::string& file, const std::string& query = "") {
        const auto started = Me().Post(kPath + query, file);
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
    http::TestAnswer Cancel(const std::string& path) {
        return Me().Post("/api/v1/tasks/" + path.substr(path.rfind('/') + 1) + "/cancellation", "");
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
    std::string CountContacts(base::OrganizationId organization) {
        return database_.Value("SELECT count(*) FROM contacts WHERE organization_id = '" + organization.ToString() +
                               "'");
    }
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
    organizations::Organization partner_ = world_.AddOrganization(world_.platen(), "Partner");
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    NoPrinters guard_;
    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, ids_};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    http::Actor manager_;
};

TEST_F(ContactImports, GoFromTheUploadToTheReport) {  // CON-4, CON-6, CON-7, TSK-1
    Import(Joined({Header(), Row("Old")}));
    const std::string file = Joined({Header(), Row("Ida"), Row("Old"), Row("Bad", {{"email", "bad@"}, {"city", ""}}),
                                     Row("Ida", {{"room", "7"}}), Row("Eva")},
                                    ';');

    const auto preview = Preview("\xEF\xBB\xBF" + file);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.At("/recognized/separator"), "semicolon");
    EXPECT_EQ(preview.At("/recognized/byte_order_mark"), "true");
    EXPECT_EQ(preview.At("/recognized/separator_line"), "false");
    EXPECT_EQ(Lines(preview.Json(), "imported"), "2 6");
    EXPECT_EQ(Lines(preview.Json(), "existing"), "3 5");
    EXPECT_EQ(Lines(preview.Json(), "invalid"), "4 4") << "one for each value";
    EXPECT_EQ(CountContacts(mine_), "1") << "nothing is written before it is started";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks"), "1");

    const std::string path = Start(file, "?file_name=Customers.CSV");
    const auto queued = Read(path);
    EXPECT_EQ(queued.at("state"), "queued");
    EXPECT_EQ(queued.at("counts").at("not_imported"), 0) << "it is still going to be";
    RunAll();
    const auto done = Read(path);
    EXPECT_EQ(done.at("state"), "completed_with_errors");
    EXPECT_EQ(done.at("file_name"), "Customers.CSV");
    EXPECT_EQ(boost::json::serialize(done.at("counts")),
              R"({"rows":5,"imported":2,"existing":2,"not_imported":0,"invalid":1})");
    for (const char* group : {"imported", "existing", "invalid"}) {
        EXPECT_EQ(Lines(done, group), Lines(preview.Json(), group)) << group;
    }
    const auto& existing = done.at("groups").at("existing").at(0);
    EXPECT_EQ(existing.at("first_name"), "Old");
    EXPECT_EQ(existing.at("last_name"), "Berg");
    const auto& wrong = done.at("groups").at("invalid").at(0);
    EXPECT_EQ(wrong.at("column"), "email");
    EXPECT_EQ(wrong.at("value"), "bad@");
    EXPECT_EQ(wrong.at("reason"), "This is not an e-mail address. Enter an address such as name@example.com.");
    const auto& imported = done.at("groups").at("imported").at(1);
    EXPECT_EQ(Me().Get("/api/v1/contacts/" + std::string(imported.at("contact_id").as_string())).At("/first_name"),
              "Eva");
    const auto found = Me().Get("/api/v1/contacts?search=eva%20nordlys").Json();
    EXPECT_EQ(found.at("items").as_array().size(), 1u) << "found by its words";

    const auto task = Me().Get("/api/v1/tasks/" + std::string(done.at("id").as_string()));
    EXPECT_EQ(task.At("/progress/done"), "5");
    EXPECT_EQ(task.At("/title"), "Import contacts");
    const auto items = Me().Get("/api/v1/tasks/" + std::string(done.at("id").as_string()) + "/items").Json();
    EXPECT_EQ(items.at("items").at(2).at("outcome"), "failed");
    EXPECT_EQ(items.at("items").at(2).at("reason").at("text"), "Line 4 was not imported: email, city");
}

TEST_F(ContactImports, ASecondImportOfTheSameFileAddsNothing) {  // CON-8
    Import(FileOf(60));
    const auto again = Import(FileOf(60));
    EXPECT_EQ(again.at("state"), "completed");
    EXPECT_EQ(again.at("counts").at("existing"), 60);
    EXPECT_EQ(CountContacts(mine_), "60");
}

TEST_F(ContactImports, AnswerWithTheFileOfTheSampleAndOfTheReport) {  // CON-4, CON-7
    const auto sample = Me().Get(std::string(kPath) + "/sample");
    EXPECT_EQ(sample.body, ImportSample());
    EXPECT_EQ(sample.Header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_NE(sample.Header("Content-Disposition").find("contacts-sample.csv"), std::string::npos);

    const std::string path =
        Start(Joined({Header(), Row("Ida"), Row("=1+1", {{"city", ""}, {"email", ""}}), Row("Ida")}, ';'));
    RunAll();
    EXPECT_EQ(Me().Get(path + "/report").body,
              "\xEF\xBB\xBF"
              "result;line;last_line;first_name;last_name;company;column;value;reason\r\n"
              "imported;2;2;Ida;Berg;Nordlys;;;\r\n"
              "existing;4;4;Ida;Berg;Nordlys;;;This contact is there already\r\n"
              "invalid;3;3;'=1+1;Berg;Nordlys;city;;A value is missing. This value is mandatory.\r\n");

    const auto failed = Me().Get(path + "/failed-rows");
    EXPECT_NE(failed.body.find("\n'=1+1;Berg;"), std::string::npos) << "defused: " << failed.body;
    auto corrected = failed.body;
    const std::string_view gap = "Storgata 1;;;;;;;;0155";
    ASSERT_NE(corrected.find(gap), std::string::npos) << corrected;
    corrected.replace(corrected.find(gap), gap.size(), "Storgata 1;;;;;;Oslo;;0155");
    const auto imported = Import(corrected);
    EXPECT_EQ(imported.at("counts").at("imported"), 1) << boost::json::serialize(imported);
    EXPECT_EQ(imported.at("groups").at("imported").at(0).at("first_name"), "=1+1") << "and restored";
}

// All that is wrong with a file can be taken away before anything is written.
TEST_F(ContactImports, GiveAPreviewsReportAndFailedRowsAsFiles) {  // CON-4, CON-7
    Import(Joined({Header(), Row("Old")}));
    std::vector<Fields> rows{Header(), Row("Ida"), Row("Old")};
    for (int i = 0; i < 298; ++i) {
        rows.push_back(Row("Bad" + std::to_string(i), {{"email", ""}, {"city", ""}, {"country", "XX"}}));
    }
    const std::string file = Joined(rows, ';');
    const auto preview = Preview(file);
    EXPECT_EQ(preview.Json().at("groups").at("invalid").as_array().size(), 596u);
    EXPECT_EQ(preview.At("/groups/invalid/1/first_name"), "Bad0");
    const auto report = Me().Post(std::string(kPath) + "/preview/report?file_name=a.csv", file);
    ASSERT_EQ(report.status, 200) << report.body;
    EXPECT_THAT(report.Header("Content-Disposition"), ::testing::HasSubstr("contacts-import-report.csv"));
    EXPECT_THAT(report.body,
                ::testing::StartsWith("\xEF\xBB\xBF"
                                      "result;line;last_line;first_name;last_name;company;column;value;reason\r\n"
                                      "to_import;2;2;Ida;Berg;Nordlys;;;\r\n"
                                      "existing;3;3;Old;Berg;Nordlys;;;"));
    EXPECT_THAT(report.body, ::testing::HasSubstr("\r\ninvalid;301;301;Bad297;Berg;Nordlys;country;XX;"));
    EXPECT_EQ(std::ranges::count(report.body, '\n'), 1 + 2 + 596);
    const auto failed = Me().Post(std::string(kPath) + "/preview/failed-rows", file);
    ASSERT_EQ(failed.status, 200) << failed.body;
    std::vector<Fields> wrong(rows.begin() + 3, rows.end());
    wrong.insert(wrong.begin(), Header());
    EXPECT_EQ(failed.body, "\xEF\xBB\xBF" + Joined(wrong, ';'));
    EXPECT_EQ(Preview(failed.body).At("/counts/invalid"), "298");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM contact_imports"), "1");
    for (const char* part : {"report", "failed-rows"}) {
        const std::string path = std::string(kPath) + "/preview/" + part;
        EXPECT_EQ(Me().Post(path, "").Code(), "import_empty");
        EXPECT_EQ(Me().Post(path + "?file_name=a.pdf", FileOf(1)).Code(), "import_file_name");
        EXPECT_EQ(api_.As(api_.SignIn(mine_, {Role::kViewer})).Post(path, FileOf(1)).status, 403);
    }
}

TEST_F(ContactImports, SayThatTheNamesOfColumnsAreWrittenInAnotherWay) {  // CON-4
    auto header = Header();
    header[0] = "First name";
    const std::string file = Joined({header, Row("Ida")});
    EXPECT_EQ(Preview(file).At("/recognized/respelled_header"), "true");
    EXPECT_EQ(Preview(FileOf(1)).At("/recognized/respelled_header"), "false");
    EXPECT_EQ(Import(file).at("recognized").at("respelled_header"), true);
}

TEST_F(ContactImports, ALongFileNameKeepsItsEnding) {  // CON-4
    for (const std::string& letter : {std::string("a"), std::string("\u00E9"), std::string("%20x")}) {
        std::string name;
        for (int i = 0; i < 300; ++i) name += letter;
        const auto preview = Me().Post(std::string(kPath) + "/preview?file_name=" + name + ".csv", FileOf(1));
        ASSERT_EQ(preview.status, 200) << preview.body;
        EXPECT_NEAR(static_cast<double>(base::CountCodePoints(preview.At("/file_name"))), 254.5, 0.5)
            << "no space before \u2026";
        EXPECT_THAT(preview.At("/file_name"), ::testing::EndsWith(letter.substr(letter.size() - 1) + "\u2026.csv"));
        EXPECT_EQ(Read(Start(FileOf(1), "?file_name=" + name + ".csv")).at("file_name").as_string(),
                  preview.At("/file_name"));
        EXPECT_EQ(Me().Post(std::string(kPath) + "?file_name=" + name + ".pdf", FileOf(1)).Code(), "import_file_name");
    }
    EXPECT_EQ(Me().Post(std::string(kPath) + "/preview?file_name=a." + std::string(300, 'b'), FileOf(1)).Code(),
              "import_file_name");
}

TEST_F(ContactImports, TakeWhatWasExportedUnchanged) {  // CON-1, CON-4
    // What a spreadsheet would run, what looks like a guard, and what must be quoted.
    Import(Joined({Header(), Row("=cmd", {{"company", "-2+3"}, {"email", "a@n.example"}}),
                   Row("@sum", {{"company", "''=kept"}, {"email", "b@n.example"}}),
                   Row("\"A, \"\"B\"\"\"", {{"floor", "+1"}, {"email", "c@n.example"}}),
                   Row("'plain", {{"email", "d@n.example"}})}));
    const auto mine = Me().Get("/api/v1/contacts/export");
    EXPECT_EQ(mine.status, 200) << mine.body;
    EXPECT_THAT(mine.Header("Content-Disposition"), ::testing::HasSubstr("contacts.csv"));
    EXPECT_THAT(mine.body, ::testing::HasSubstr("'=cmd,"));
    EXPECT_THAT(mine.body, ::testing::HasSubstr("''=kept,"));

    const auto there = api_.SignIn(other_, {Role::kSuppliesManager});
    EXPECT_EQ(api_.As(there).Get("/api/v1/contacts/export").body, mine.body.substr(0, mine.body.find('\n') + 1));
    ASSERT_EQ(api_.As(there).Post(kPath, mine.body).status, 201);
    RunAll();
    EXPECT_EQ(api_.As(there).Get("/api/v1/contacts/export").body, mine.body);
    EXPECT_EQ(CountContacts(other_), "4");
    // With the filters of the list.
    const auto one = Me().Get("/api/v1/contacts/export?company=-2%2B3").body;
    EXPECT_EQ(std::ranges::count(one, '\n'), 2);
}

TEST_F(ContactImports, AFileThatIsRefusedLeavesNothing) {  // CON-4, CON-5
    struct Case {
        std::string file;
        std::string code;
    };
    const std::vector<Case> cases{{FileOf(301), "import_too_many_rows"},
                                  {Joined({Header(), Row("\xC9lodie")}), "csv_not_utf8"},
                                  {FileOf(1) + "\"Ida,Berg\r\n", "csv_unclosed_quote"},
                                  {"a,b\r\n1,2\r\n", "import_no_header"},
                                  {"", "import_empty"},
                                  {FileOf(0), "import_no_rows"},
                                  {std::string("PK\x03\x04zip"), "csv_binary"}};
    for (const auto& it : cases) {
        for (const char* target : {"/preview", ""}) {
            const auto refused = Me().Post(std::string(kPath) + target, it.file);
            EXPECT_EQ(refused.status, 422) << it.code;
            EXPECT_EQ(refused.Code(), it.code);
            EXPECT_FALSE(refused.At("/detail").empty()) << it.code;
        }
    }
    auto header = Header();
    header.erase(header.begin() + 13);
    EXPECT_EQ(Me().Post(kPath, Joined({header, Row("Ida")})).Errors(), Strings{"/columns/city column_missing"});
    EXPECT_EQ(Me().Post(std::string(kPath) + "?file_name=contacts.pdf", FileOf(1)).Code(), "import_file_name");
    EXPECT_EQ(Me().Post(std::string(kPath) + "?file_name=contacts.xlsx", "PK\x03\x04").Code(), "csv_binary")
        << "what to do helps more than the name";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM contact_imports"), "0");
    EXPECT_EQ(CountContacts(mine_), "0");
}

TEST_F(ContactImports, NameTheEncodingAndWhatToDo) {  // CON-5
    const auto detail = [&](const std::string& file, const char* language) {
        http::Actor reader = manager_;
        reader.id = ids_.Next();
        reader.language = language;
        api_.SignIn(reader);
        return api_.As(reader).Post(std::string(kPath) + "/preview", file).At("/detail");
    };
    const std::string windows = Joined({Header(), Row("\xC9lodie")});
    EXPECT_THAT(detail(windows, "en"),
                ::testing::AllOf(::testing::HasSubstr("Windows-1252"), ::testing::HasSubstr("line 2"),
                                 ::testing::HasSubstr("CSV UTF-8")));
    EXPECT_THAT(detail(windows, "de"),
                ::testing::AllOf(::testing::HasSubstr("Windows-1252"), ::testing::HasSubstr("Zeile 2")));
    EXPECT_THAT(detail("\xFF\xFE" + std::string("f\0i\0", 4), "en"), ::testing::HasSubstr("UTF-16"));
    EXPECT_THAT(detail(Joined({Header(), Row("\xC3\x89"), Row("\xFF")}), "en"),
                ::testing::AllOf(::testing::HasSubstr("line 3"), ::testing::HasSubstr("byte 1")));
}

TEST_F(ContactImports, ADoubleClickStartsOneImport) {  // API-1
    const http::TestHeaders key{{"Idempotency-Key", "one"}};
    const auto first = Me().Post(kPath, FileOf(3), key);
    const auto second = Me().Post(kPath, FileOf(3), key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.Header("Location"), second.Header("Location"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks"), "1");
    EXPECT_NE(Me().Post(kPath, FileOf(4), key).status, 201) << "another file is another request";
}

// The server is gone in the transaction that writes the n-th of something; its connection with it. What had been
// committed stays, another worker goes on, and in the end every row has one result and every contact is there once.
TEST_F(ContactImports, AreExactAfterACrashAtAnyRow) {  // CON-6
    struct Place {
        std::string table, row;
    };
    int crashes = 0;
    for (const int n : {1, 2, 24, 25, 26, 49, 50, 51, 60}) {
        const std::string line = std::to_string(n + 1);
        for (const auto& [table, row] : std::vector<Place>{
                 {"contacts", "NEW.first_name = 'N" + std::to_string(n) + "'"},
                 {"audit_events", "NEW.after->>'first_name' = 'N" + std::to_string(n) + "'"},
                 {"contact_import_results", "NEW.line = " + line},
                 {"task_items", "NEW.number = " + line},
             }) {
            SCOPED_TRACE(table + " " + std::to_string(n));
            const auto organization = world_.AddOrganization(partner_, "Crash " + std::to_string(++crashes)).id;
            manager_ = api_.SignIn(organization, {Role::kSuppliesManager});
            const std::string path = Start(FileOf(60));
            Once(table, row, kDie);
            EXPECT_TRUE(RunOne());
            const auto crashed = Read(path);
            EXPECT_EQ(crashed.at("state"), "queued");
            EXPECT_EQ(CountContacts(organization),
                      std::to_string(crashed.at("groups").at("imported").as_array().size()))
                << "what is reported is there, and nothing else";
            EXPECT_EQ(crashed.at("rows_done").as_int64(), (n - 1) / 25 * 25) << "whole steps";
            RunAll();
            database_.Sql("DROP TRIGGER once ON " + table);
            const auto done = Read(path);
            EXPECT_EQ(done.at("state"), "completed");
            EXPECT_EQ(done.at("counts").at("imported"), 60);
            EXPECT_EQ(CountContacts(organization), "60");
            EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'contact.created' AND "
                                      "organization_id = '" +
                                      organization.ToString() + "'"),
                      "60");
        }
    }
}

TEST_F(ContactImports, ReportWhatWasLeftWhenTheyAreGivenUp) {  // CON-6, CON-7
    const std::string path = Start(FileOf(60));
    database_.Sql(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.first_name = 'N30' THEN "
        "RAISE 'disk full'; END IF; RETURN NEW; END $$");
    database_.Sql("CREATE TRIGGER fail BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION fail()");
    RunAll();
    const auto failed = Read(path);
    EXPECT_EQ(failed.at("state"), "failed");
    EXPECT_EQ(failed.at("counts").at("imported"), 25);
    EXPECT_EQ(failed.at("counts").at("not_imported"), 35);
    EXPECT_EQ(Lines(failed, "not_imported"), "27-61");
    EXPECT_EQ(failed.at("groups").at("not_imported").at(0).at("code"), "import_system_error");
    EXPECT_EQ(CountContacts(mine_), "25");
    database_.Sql("DROP TRIGGER fail ON contacts");
    const auto rest = Import(Me().Get(path + "/failed-rows").body);
    EXPECT_EQ(rest.at("counts").at("imported"), 35);
    EXPECT_EQ(CountContacts(mine_), "60");
}

// The worker has done some steps and is gone; then somebody cancels what it left.
TEST_F(ContactImports, StopWhereTheyAreCancelled) {  // CON-6, CON-7
    for (const int n : {1, 25, 26, 60}) {
        SCOPED_TRACE(n);
        const auto organization = world_.AddOrganization(partner_, "Cancel " + std::to_string(n)).id;
        manager_ = api_.SignIn(organization, {Role::kSuppliesManager});
        const std::string path = Start(FileOf(60));
        Once("contacts", "NEW.first_name = 'N" + std::to_string(n) + "'", kDie);
        RunOne();
        database_.Sql("DROP TRIGGER once ON contacts");
        EXPECT_EQ(Cancel(path).status, 200);
        RunAll();
        const auto done = Read(path);
        const std::int64_t kept = (n - 1) / 25 * 25;
        EXPECT_EQ(done.at("state"), "cancelled");
        EXPECT_EQ(done.at("counts").at("imported"), kept);
        EXPECT_EQ(done.at("counts").at("not_imported"), 60 - kept);
        EXPECT_EQ(CountContacts(organization), std::to_string(kept));
        EXPECT_EQ(Lines(done, "not_imported"), std::to_string(kept + 2) + "-61");
        EXPECT_EQ(done.at("groups").at("not_imported").at(0).at("reason"), "The import was cancelled");
        EXPECT_EQ(Cancel(path).Code(), "task_finished");
    }
}

// Somebody cancels while a contact is made: the worker asks the time once, a step twice for each contact.
class CancellingClock final : public base::Clock {
  public:
    CancellingClock(const base::Clock& clock, int at, std::function<void()> cancel)
        : clock_(clock), left_(at), cancel_(std::move(cancel)) {}
    [[nodiscard]] base::Instant Now() const override {
        // It waits for the step that asks, so a thread of its own does it.
        if (--left_ == 0) thread_ = std::jthread(cancel_);
        return clock_.Now();
    }
    [[nodiscard]] base::Duration RealTimeUntil(base::Instant at) const override { return clock_.RealTimeUntil(at); }

  private:
    const base::Clock& clock_;
    mutable int left_;
    std::function<void()> cancel_;
    mutable std::jthread thread_;
};

TEST_F(ContactImports, AreExactWhenTheyAreCancelledWhileARowIsWritten) {  // CON-6
    for (const int n : {2, 25, 30, 100}) {
        SCOPED_TRACE(n);
        const auto organization = world_.AddOrganization(partner_, "Late " + std::to_string(n)).id;
        manager_ = api_.SignIn(organization, {Role::kSuppliesManager});
        const std::string path = Start(FileOf(200));
        {
            const CancellingClock clock(clock_, 2 * n, [&] { Cancel(path); });
            tasks::Workers workers(database_.pool(), clock, registry_);
            EXPECT_TRUE(workers.RunOne());
        }
        const auto done = Read(path);
        const auto imported = done.at("counts").at("imported").as_int64();
        EXPECT_EQ(done.at("state"), imported == 200 ? "completed" : "cancelled");
        EXPECT_EQ(imported % 25, 0) << "the step under way ends";
        EXPECT_GE(imported, (n - 1) / 25 * 25);
        EXPECT_EQ(imported + done.at("counts").at("not_imported").as_int64(), 200);
        EXPECT_EQ(CountContacts(organization), std::to_string(imported));
    }
}

TEST_F(ContactImports, TwoOfOneFileAtOnceMakeEveryContactOnce) {  // CON-8
    const std::string first = Start(FileOf(120));
    const std::string second = Start(FileOf(120));
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i) threads.emplace_back([this] { RunOne(); });
    threads.clear();
    EXPECT_EQ(CountContacts(mine_), "120");
    std::int64_t imported = 0;
    std::int64_t existing = 0;
    for (const auto& path : {first, second}) {
        const auto done = Read(path);
        EXPECT_EQ(done.at("state"), "completed");
        imported += done.at("counts").at("imported").as_int64();
        existing += done.at("counts").at("existing").as_int64();
    }
    EXPECT_EQ(imported, 120);
    EXPECT_EQ(existing, 120);
}

TEST_F(ContactImports, OnlyThoseWhoManageContactsImport) {  // ORG-6
    const std::string path = Start(FileOf(1));
    RunAll();
    const auto writers = organizations::permissions::kManageContacts.roles;
    for (const Role role : organizations::AllRoles()) {
        const auto name = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        EXPECT_EQ(client.Post(std::string(kPath) + "/preview", FileOf(1)).status, writers.Has(role) ? 200 : 403)
            << name;
        EXPECT_EQ(client.Post(kPath, FileOf(1)).status, writers.Has(role) ? 201 : 403) << name;
        for (const std::string& target :
             {std::string(kPath) + "/sample", path, path + "/report", path + "/failed-rows"}) {
            EXPECT_EQ(client.Get(target).status, role == Role::kAgent ? 403 : 200) << name << ' ' << target;
        }
    }
    for (const char* target : {"", "/preview"}) {
        EXPECT_EQ(api_.Anonymous().Post(std::string(kPath) + target, FileOf(1)).status, 401);
    }
}

TEST_F(ContactImports, AForeignOrganizationSeesNothingOfThem) {  // ORG-7
    const std::string path = Start(Joined({Header(), Row("Canary")}));
    RunAll();
    const auto stranger = api_.As(api_.SignIn(other_, {Role::kAdministrator}));
    for (const char* part : {"", "/report", "/failed-rows"}) EXPECT_EQ(stranger.Get(path + part).status, 404) << part;
    EXPECT_EQ(stranger.Post(std::string(kPath) + "/preview", Joined({Header(), Row("Canary")})).At("/counts/existing"),
              "0")
        << "whether a foreign organization has a contact is its own matter";
    EXPECT_EQ(stranger.Post(kPath + std::string("?organization_id=") + mine_.ToString(), FileOf(1)).status, 404);
    const auto theirs = stranger.Post(kPath, Joined({Header(), Row("Canary")}));
    RunAll();
    EXPECT_EQ(stranger.Get(theirs.Header("Location")).At("/counts/imported"), "1");
    EXPECT_EQ(CountContacts(mine_), "1");
}

TEST_F(ContactImports, EveryContactIsInTheAuditLogUnderWhoeverAsked) {  // IDN-5
    Import(FileOf(2));
    EXPECT_EQ(database_.Value("SELECT string_agg(action || ' ' || (actor_name = '" + manager_.name +
                              "'), ', ' ORDER BY at, action DESC, object_name) FROM audit_events "
                              "WHERE action IN ('contact.created', 'task.created')"),
              "task.created true, contact.created true, contact.created true");
}

TEST_F(ContactImports, GoWithTheirTask) {  // TSK-1
    Import(FileOf(2));
    clock_.Advance(std::chrono::hours(24 * 91));
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        tasks::Enqueue(tx, ids_, clock_.Now(), {.kind = "tasks.cleanup"});
        tx.Commit();
    }
    RunAll();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM contact_imports"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM contact_import_results"), "0");
    EXPECT_EQ(CountContacts(mine_), "2");
}

}  // namespace
}  // namespace contacts
