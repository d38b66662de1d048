#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "server/agents/testing.hpp"
#include "server/contracts/contracts.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/reachability/reachability.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Printers that share an address, a serial number or a silence with others: lists, pages and "get printer status".
namespace {

using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;
using testing::ElementsAre;

class PrinterNeighbours : public testing::Test {
  protected:
    PrinterNeighbours() {
        partitions.EnsureAhead(clock.Now());
        printers::RegisterHttp(api.router(), {.ids = world.ids(), .contracts = &book});
        printer_views::RegisterHttp(api.router(), {catalogues});
        reachability::RegisterHttp(api.router(), {world.ids()});
        acme = world.AddCustomer("Acme");
        manager = api.SignIn(acme.organization, {http::Role::kFleetManager});
        stranger = api.SignIn(world.AddCustomer("Other").organization, {http::Role::kFleetManager});
    }
    void Send(const printers::Source& source, std::vector<printing::JournaledReading> list) {
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        ASSERT_TRUE(readings::TakeIn(tx, world.ids(), intake, source, {1, std::move(list), {}, {}}, clock.Now()));
        tx.Commit();
    }
    boost::json::value Get(const std::string& target) {
        const auto answer = api.As(manager).Get(target);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }
    std::string IdOf(int n) {
        return database.Value("SELECT id FROM printers WHERE serial_number = '" + *SampleReading(n).serial_number +
                              "'");
    }

    pg::testing::Database database;
    base::ManualClock clock{At("2026-11-21T12:00:00Z")};
    server::testing::World world{database, clock};
    printers::Intake intake{world.ids()};
    readings::Partitions partitions{database.pool()};
    i18n::Catalogues catalogues = i18n::Catalogues::BuiltIn();
    contracts::Book book{world.ids()};
    http::TestApi api{&database.pool(), clock};
    printers::Source acme;
    http::Actor manager;
    http::Actor stranger;
};

// AGT-3: a print server with two printers behind its address.
class BehindOneAddress : public PrinterNeighbours {
  protected:
    BehindOneAddress() {
        first.device_index = 1;
        second.device_index = 3;
        second.address = first.address;
        second.hardware_address = first.hardware_address;
        second.system_name = first.system_name;
        Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), first), Journaled(2, At("2026-11-21T08:00:00Z"), second),
                    Journaled(3, At("2026-11-21T08:00:00Z"), SampleReading(3))});
    }
    printing::Reading first = SampleReading(1), second = SampleReading(2);
};

TEST_F(BehindOneAddress, EachPageNamesTheOthers) {  // AGT-3
    const auto page = Get("/api/v1/printers/" + IdOf(2));
    EXPECT_EQ(page.at("device_index"), 3);
    ASSERT_EQ(page.at("behind_same_address").as_array().size(), 1U);
    const auto& other = page.at("behind_same_address").as_array().front();
    EXPECT_EQ(std::string(other.at("id").as_string()), IdOf(1));
    EXPECT_EQ(other.at("device_index"), 1);
    EXPECT_EQ(std::string(other.at("serial_number").as_string()), *SampleReading(1).serial_number);
    const auto alone = Get("/api/v1/printers/" + IdOf(3));
    EXPECT_TRUE(alone.at("device_index").is_null());
    EXPECT_TRUE(alone.at("behind_same_address").as_array().empty());
}

TEST_F(BehindOneAddress, AStatusIsOfThePrinterThatWasAskedFor) {  // PRN-5
    tasks::Registry registry;
    printers::RegisterTasks(registry, world.ids());
    const auto started = api.As(manager).Post("/api/v1/printers/status-requests",
                                              R"({"printer_ids":[")" + IdOf(1) + R"(",")" + IdOf(2) + "\"]}");
    ASSERT_EQ(started.status, 201) << started.body;
    tasks::Workers workers(database.pool(), clock, registry, {.threads = 1});
    workers.Start();
    const auto reaches = [&](const char* sql, const std::string& wanted) {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < give_up) {
            if (database.Value(sql) == wanted) return true;
            std::this_thread::yield();
        }
        return false;
    };
    ASSERT_TRUE(reaches("SELECT addresses::text FROM agent_commands", "{10.0.0.1}")) << "asked once";
    ASSERT_TRUE(reaches("SELECT state || ' ' || progress_done FROM tasks", "running 0"));
    // The second one is switched off; the address answers all the same.
    Send(acme, {Journaled(4, At("2026-11-21T12:00:01Z"), first)});
    agents::testing::AnswerCommand(database, "get_printer_status", "done");
    EXPECT_TRUE(reaches("SELECT state FROM tasks", "completed_with_errors"));
    EXPECT_EQ(database.Value("SELECT string_agg(outcome || ' ' || code, ', ' ORDER BY number) FROM task_items"),
              "done , failed printer_no_answer");
}

// AGT-3, bad input: two machines with one serial number are marked in the list and on both pages.
TEST_F(PrinterNeighbours, MarksPrintersWithOneSerialNumber) {
    auto twin = SampleReading(1, 90'000);
    twin.address = "10.9.9.9";
    twin.hardware_address = "00:20:00:ff:00:01";
    for (int poll = 0; poll < 4; ++poll) {
        const auto at = clock.Now();
        Send(acme, {Journaled(3 * poll + 1, at, SampleReading(1)), Journaled(3 * poll + 2, at, SampleReading(2)),
                    Journaled(3 * poll + 3, at, twin)});
        clock.Advance(std::chrono::minutes(5));
    }
    std::vector<std::string> marked;
    std::vector<std::string> pages;
    const auto list = Get("/api/v1/printers?sort=address");
    for (const auto& item : list.at("items").as_array()) {
        marked.push_back(std::string(item.at("address").as_string()) +
                         (item.at("serial_shared").as_bool() ? " !" : ""));
        const auto page = Get("/api/v1/printers/" + std::string(item.at("id").as_string()));
        for (const auto& one : page.at("same_serial_number").as_array())
            pages.emplace_back(one.at("address").as_string());
    }
    EXPECT_THAT(marked, ElementsAre("10.0.0.1 !", "10.0.0.2", "10.9.9.9 !"));
    EXPECT_THAT(pages, ElementsAre("10.9.9.9", "10.0.0.1"));
    const auto file = api.As(manager).Get("/api/v1/printers/export?sort=address");
    EXPECT_NE(file.body.find("serial_shared"), std::string::npos);
}

TEST_F(PrinterNeighbours, FiltersByWhyPrintersAreSilent) {  // AGT-11
    Send(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1)),
                Journaled(2, At("2026-11-21T08:00:00Z"), SampleReading(2))});
    tasks::Registry registry;
    printers::RegisterTasks(registry, world.ids());
    tasks::Workers workers(database.pool(), clock, registry);
    clock.Set(At("2026-11-21T11:40:00Z"));  // more than three polling intervals of an hour
    {
        pg::Transaction tx(database.pool(), pg::Scope::System());
        tasks::Enqueue(tx, world.ids(), clock.Now(), {.kind = printers::SweepJob().kind});
        tx.Commit();
    }
    EXPECT_TRUE(workers.RunOne());
    Send(acme, {Journaled(3, At("2026-11-21T11:39:00Z"), SampleReading(2))});
    const auto found = [&](const std::string& query) { return Get(query).at("items").as_array().size(); };
    const auto printer = Get("/api/v1/printers/" + IdOf(1) + "/silence");
    const std::string cause(printer.at("cause").as_string());
    EXPECT_EQ(found("/api/v1/printers?silence=" + cause), 1U);
    EXPECT_EQ(found("/api/v1/printers/meters?silence=" + cause), 1U);
    EXPECT_EQ(found("/api/v1/printers/meters?silence=" + cause + "&printer_id=" + IdOf(2)), 0U);
    EXPECT_EQ(found("/api/v1/printers?silence=port_closed"), 0U);
    std::string causes;
    const auto list = Get("/api/v1/printers?sort=address");
    for (const auto& item : list.at("items").as_array())
        causes += item.at("silence").is_null() ? "- " : std::string(item.at("silence").as_string()) + ' ';
    EXPECT_EQ(causes, cause + " - ");
    EXPECT_EQ(api.As(stranger).Get("/api/v1/printers?silence=" + cause).Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(api.As(manager).Get("/api/v1/printers?silence=bad").status, 400);
}

}  // namespace
