#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/reports/reports.hpp"
#include "server/testing/program.hpp"

// Scheduled reports in the whole program: what a list shows its owner comes by mail (RPT-1).
namespace server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ScheduledReports : public Program {
  protected:
    static std::string Report(const std::string& recipients, const std::string& format = "csv",
                              const std::string& more = R"("filters":"")") {
        return R"({"name":"Weekly","source":"printers","format":")" + format +
               R"(","every":"week","first_on":"2026-11-22","hour":6,"time_zone":"UTC","enabled":true,"recipients":)" +
               recipients + "," + more + "}";
    }
    std::string Make(Browser& who, const std::string& body) {
        return Ok(who.Post("/api/v1/reports", body), 201).At("/id");
    }
    // What is due is started, and made.
    void Due() {
        {
            pg::Transaction tx(database_.pool(), pg::Scope::System());
            tasks::Enqueue(tx, ids_source_, clock_.Now(), {.kind = "reports.due"});
            tx.Commit();
        }
        RunTasks();
    }
    std::string Mails() {
        return Value(
            "SELECT coalesce(string_agg(template || ' ' || language || ' ' || to_address, ', ' ORDER BY "
            "template, to_address), '') FROM mails WHERE template LIKE 'report%'");
    }
};

TEST_F(ScheduledReports, ComeByThemselvesInTheLanguageOfEachRecipient) {  // RPT-1
    Put(child_admin_, "/api/v1/profile",
        R"({"first_name":"Carla","last_name":"Berg","language":"de","time_zone":"UTC"})");
    Person(child_, "ann@bakery.example", "viewer");
    const auto id = Make(child_admin_, Report(R"(["carla@bakery.example","ANN@bakery.example"])"));
    Due();
    EXPECT_EQ(Mails(), "") << "it is not due";
    clock_.Advance(std::chrono::hours(24));
    Due();
    EXPECT_EQ(Mails(), "report_ready en ann@bakery.example, report_ready de carla@bakery.example");
    EXPECT_EQ(Value("SELECT count(DISTINCT attachment_id) FROM mails WHERE template = 'report_ready'"), "2");
    const auto runs = Ok(child_admin_.Get("/api/v1/reports/" + id + "/runs"), 200);
    EXPECT_EQ(runs.At("/items/0/state"), "done") << runs.body;
    EXPECT_EQ(runs.At("/items/0/asked_by"), "");
    const auto file = Ok(child_admin_.Get("/api/v1/report-runs/" + runs.At("/items/0/id") + "/file"), 200);
    EXPECT_THAT(file.body, HasSubstr("Organisation,Standort,Hersteller,Modell"));
    EXPECT_THAT(std::string(file.headers.Get("Content-Disposition")), HasSubstr("printers-2026-11-22.csv"));
    // The next one is a week later, and what nobody fetched is dropped.
    Due();
    EXPECT_EQ(Value("SELECT count(*) FROM report_runs"), "1");
    EXPECT_EQ(Ok(child_admin_.Get("/api/v1/reports/" + id), 200).At("/next_run_at"), "2026-11-29T06:00:00Z");
    clock_.Advance(std::chrono::hours(24 * 31));
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        tasks::Enqueue(tx, ids_source_, clock_.Now(), {.kind = "reports.forget"});
        tx.Commit();
    }
    RunTasks();
    EXPECT_EQ(Value("SELECT count(*) FROM report_files"), "0");
    EXPECT_EQ(child_admin_.Get("/api/v1/report-runs/" + runs.At("/items/0/id") + "/file").Code(), "report_file_gone");
}

TEST_F(ScheduledReports, AreMadeInEachFormat) {  // RPT-1
    for (const char* format : {"csv", "xlsx", "pdf"}) {
        const auto id = Make(child_admin_, Report(R"(["carla@bakery.example"])", format));
        const auto run = Ok(child_admin_.Post("/api/v1/reports/" + id + "/runs", ""), 200).At("/id");
        RunTasks();
        const auto file = Ok(child_admin_.Get("/api/v1/report-runs/" + run + "/file"), 200);
        EXPECT_THAT(file.body.substr(0, 4), ::testing::AnyOf("%PDF", std::string("PK\x03\x04"), "\xEF\xBB\xBFO"))
            << format;
    }
    for (const char* source : {"supply_orders", "supplies_status", "cartridges", "cartridge_report"}) {
        auto body = Report(R"(["carla@bakery.example"])");
        body.replace(body.find("printers"), 8, source);
        const auto run = Ok(child_admin_.Post("/api/v1/reports/" + Make(child_admin_, body) + "/runs", ""), 200);
        RunTasks();
        EXPECT_EQ(Value("SELECT state || coalesce(problem, '') FROM report_runs WHERE id = '" + run.At("/id") + "'"),
                  "done")
            << source;
    }
}

TEST_F(ScheduledReports, OneWhoLeftIsSkippedAndNamed) {  // RPT-1
    auto ann = Person(child_, "ann@bakery.example", "viewer");
    const auto id = Make(child_admin_, Report(R"(["carla@bakery.example","ann@bakery.example"])"));
    const auto user = "/api/v1/users/" + Value("SELECT id FROM users WHERE email = 'ann@bakery.example'");
    Delete(child_admin_, user);
    clock_.Advance(std::chrono::hours(24));
    Due();
    EXPECT_EQ(Mails(), "report_ready en carla@bakery.example");
    const auto runs = Ok(child_admin_.Get("/api/v1/reports/" + id + "/runs"), 200);
    EXPECT_EQ(runs.At("/items/0/skipped/0"), "ann@bakery.example") << runs.body;
    EXPECT_EQ(runs.At("/items/0/sent_to/0"), "carla@bakery.example");
}

TEST_F(ScheduledReports, PauseWithoutTheirOwnerAndTellTheAdministrators) {  // RPT-1
    auto ann = Person(child_, "ann@bakery.example", "viewer");
    const auto id = Make(ann, Report(R"(["carla@bakery.example"])"));
    Delete(child_admin_, "/api/v1/users/" + Value("SELECT id FROM users WHERE email = 'ann@bakery.example'"));
    clock_.Advance(std::chrono::hours(24));
    Forget();
    Due();
    EXPECT_EQ(Mails(), "report_paused en carla@bakery.example");
    const auto report = Ok(child_admin_.Get("/api/v1/reports/" + id), 200);
    EXPECT_EQ(report.At("/paused_because"), "owner_gone") << report.body;
    EXPECT_EQ(report.At("/enabled"), "false");
    EXPECT_THAT(Actions(NewRows()), ElementsAre("report.paused"));
    EXPECT_EQ(Value("SELECT count(*) FROM report_files"), "0");
    clock_.Advance(std::chrono::hours(24 * 14));
    Due();
    EXPECT_EQ(Value("SELECT count(*) FROM report_runs"), "1") << "it stays paused";
    Delete(child_admin_, "/api/v1/reports/" + id);
}

TEST_F(ScheduledReports, FollowTheirView) {  // RPT-1, PRN-1
    const auto view = Ok(child_admin_.Post("/api/v1/views", R"({"name":"None","list":"printers","shared":false,
        "query":"search=zzz","filters":"search=zzz","columns":[]})"),
                         201);
    EXPECT_EQ(parent_admin_
                  .Post("/api/v1/reports", Report(R"(["paul@northwind.example"])", "csv",
                                                  R"("filters":"","view_id":")" + view.At("/id") + "\""))
                  .Field(),
              "/view_id report_view");
    const auto id = Make(child_admin_, Report(R"(["carla@bakery.example"])", "csv",
                                              R"("filters":"","view_id":")" + view.At("/id") + "\""));
    EXPECT_EQ(Ok(child_admin_.Get("/api/v1/reports/" + id), 200).At("/view_name"), "None");
    const auto run = Ok(child_admin_.Post("/api/v1/reports/" + id + "/runs", ""), 200).At("/id");
    RunTasks();
    EXPECT_EQ(Value("SELECT state FROM report_runs WHERE id = '" + run + "'"), "done");
    Delete(child_admin_, "/api/v1/views/" + view.At("/id"));
    Ok(child_admin_.Post("/api/v1/reports/" + id + "/runs", ""), 200);
    RunTasks();
    EXPECT_EQ(Ok(child_admin_.Get("/api/v1/reports/" + id), 200).At("/paused_because"), "view_gone");
}

TEST_F(ScheduledReports, GoToPeopleAndAreTheirOwners) {  // RPT-1, ORG-5
    EXPECT_EQ(child_admin_.Post("/api/v1/reports", Report(R"(["sven@southwind.example"])")).Field(),
              "/recipients/0 report_recipient");
    EXPECT_EQ(child_admin_.Post("/api/v1/reports", Report("[]")).Field(), "/recipients missing");
    auto ann = Person(child_, "ann@bakery.example", "viewer");
    auto ben = Person(child_, "ben@bakery.example", "viewer");
    const auto id = Make(ann, Report(R"(["ann@bakery.example","carla@bakery.example"])"));
    const std::string path = "/api/v1/reports/" + id;
    const auto run = Ok(ann.Post(path + "/runs", ""), 200).At("/id");
    RunTasks();
    const std::string file = "/api/v1/report-runs/" + run + "/file";
    EXPECT_EQ(ann.Get(file).status, 200);
    EXPECT_EQ(child_admin_.Get(file).status, 200) << "it was sent to her";
    EXPECT_EQ(ben.Get(file).status, 404);
    EXPECT_EQ(operator_.Get(file).status, 404);
    EXPECT_EQ(stranger_.Get(path).status, 404);
    EXPECT_THAT(ben.Get(path).body, Not(HasSubstr("carla@bakery.example")));
    EXPECT_EQ(
        child_admin_
            .Put(path, Report(R"(["carla@bakery.example"])"), std::string(child_admin_.Get(path).headers.Get("ETag")))
            .Code(),
        "report_of_another");
    EXPECT_EQ(child_admin_.Post(path + "/runs", "").Code(), "report_of_another");
    EXPECT_EQ(ben.Delete(path, std::string(ben.Get(path).headers.Get("ETag"))).Code(), "report_of_another");
    Delete(child_admin_, path);
}

}  // namespace
}  // namespace server::testing
