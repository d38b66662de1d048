#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "lib/base/json.hpp"
#include "server/agents/testing.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// What people have printers do, on one or many (PRN-4): from the request by the agent's command to the task's report.
namespace {

using server::testing::Journaled;
using server::testing::SampleReading;
using Strings = std::vector<std::string>;

class PrinterActions : public testing::Test {
  protected:
    PrinterActions() {
        printers::RegisterHttp(api.router(), {.ids = world.ids()});
        printer_views::RegisterHttp(api.router(), {texts});
        printers::RegisterTasks(registry, world.ids());
        for (int n = 1; n <= 2; ++n) world.Deliver(mine, {Journaled(n, clock.Now(), SampleReading(n))});
        ids = world.PrintersOf(mine.organization);
        manager = api.SignIn(mine.organization, {http::Role::kFleetManager});
        viewer = api.SignIn(mine.organization, {http::Role::kViewer});
        stranger = api.SignIn(foreign.organization, {http::Role::kAdministrator});
    }
    [[nodiscard]] std::string Chosen(const std::string& more = "") const {
        return R"({"printer_ids":[")" + ids[0].ToString() + R"(",")" + ids[1].ToString() + "\"]" + more + "}";
    }
    bool Reaches(const std::string& sql, const std::string& wanted) {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < give_up) {
            if (database.Value(sql) == wanted) return true;
            std::this_thread::yield();
        }
        return false;
    }
    // The agent answers; the task of that kind ends.
    void Run(const std::string& kind) {
        tasks::Workers workers(database.pool(), clock, registry, {.threads = 1});
        workers.Start();
        ASSERT_TRUE(Reaches("SELECT count(*) FROM agent_commands WHERE kind = '" + kind + "'", "1"));
        agents::testing::AnswerCommand(database, kind, "not_allowed");
        EXPECT_TRUE(Reaches("SELECT count(*) FROM tasks WHERE state = 'completed_with_errors'",
                            kind == "restart_printers" ? "1" : "2"));
    }

    pg::testing::Database database;
    base::ManualClock clock{server::testing::At("2026-11-21T12:00:00Z")};
    server::testing::World world{database, clock};
    printers::Source mine = world.AddCustomer("Acme");
    printers::Source foreign = world.AddCustomer("Other");
    i18n::Catalogues texts = i18n::Catalogues::BuiltIn();
    tasks::Registry registry;
    http::TestApi api{&database.pool(), clock};
    http::Actor manager, viewer, stranger;
    std::vector<printers::PrinterId> ids;
};

TEST_F(PrinterActions, ARestartAndATestPageEndInAReportOfEachPrinter) {  // PRN-4
    for (const std::string path : {"restarts", "test-pages"}) {
        const std::string at = "/api/v1/printers/" + path;
        EXPECT_EQ(api.As(viewer).Post(at, Chosen()).status, 403);
        EXPECT_EQ(api.As(stranger).Post(at, Chosen()).status, 404);
        EXPECT_EQ(api.As(manager).Post(at, R"({"printer_ids":[]})").Errors(), Strings{"/printer_ids missing"});
        const auto started = api.As(manager).Post(at, Chosen());
        ASSERT_EQ(started.status, 201) << started.body;
        Run(path == "restarts" ? "restart_printers" : "print_test_pages");
    }
    EXPECT_EQ(database.Value("SELECT string_agg(code, ', ' ORDER BY code) FROM task_items WHERE outcome = 'failed'"),
              "printer_test_page_failed, restart_not_set_up");
    EXPECT_EQ(database.Value("SELECT string_agg(action, ', ' ORDER BY action) FROM audit_events "
                             "WHERE action IN ('printer.restarted', 'printer.test_page_printed')"),
              "printer.restarted, printer.test_page_printed");
}

TEST_F(PrinterActions, ManyPrintersGetALocation) {  // PRN-4
    const std::string at = "/api/v1/printers/location-changes";
    EXPECT_EQ(api.As(viewer).Post(at, Chosen(R"(,"location":"x")")).status, 403);
    EXPECT_EQ(api.As(stranger).Post(at, Chosen(R"(,"location":"x")")).status, 404);
    const auto set = api.As(manager).Post(at, Chosen(R"(,"location":" Hall  2 ")"));
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.Json().at("changed"), 2);
    EXPECT_EQ(set.At("/before/0/location"), "");
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers/" + ids[1].ToString()).At("/location"), "Hall 2");
    EXPECT_EQ(api.As(manager).Post(at, Chosen(R"(,"location":"Hall 2")")).Json().at("changed"), 0);
    EXPECT_EQ(database.Value("SELECT count(*) FROM audit_events WHERE action = 'printer.location_changed'"), "2");
}

}  // namespace
