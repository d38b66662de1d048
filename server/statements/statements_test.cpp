#include <gmock/gmock.h>

#include "server/meter_reads/meter_reads_testing.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/statements/statements.hpp"

// The close of a period, from readings to an approved statement, on a real database (MTR-5).
namespace statements {
namespace {

using meter_reads::testing::At;
using meter_reads::testing::Role;
using ::testing::HasSubstr;

constexpr const char* kPath = "/api/v1/statements";

class Statements : public meter_reads::testing::Customer {
  protected:
    Statements() {
        RegisterHttp(api_.router(), ids_);
        RegisterTasks(registry_, recurring_, ids_);
        clock_.Set(At("2026-10-31T20:00:00Z"));
        Read(1, 1000);
        Read(2, 1000);
        world_.PutUnderContract(mine_.organization, {IdOf(1), IdOf(2)});
        EXPECT_EQ(Terms(R"({"starts_on":"2026-11-01"})").status, 200);
        clock_.Set(At("2026-11-30T20:00:00Z"));
        Read(1, 1600);
    }
    std::optional<StatementId> CloseAt(const char* at) {
        clock_.Set(At(at));
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto made =
            Close(tx, ids_, {mine_.organization, *printers::ContractId::Parse(ContractId())}, clock_.Now());
        tx.Commit();
        return made;
    }
    std::string StatementPath(const StatementId& id) { return std::string(kPath) + "/" + id.ToString(); }
    boost::json::value Line(const StatementId& id, int place) {
        const auto page = api_.As(viewer_).Get(StatementPath(id) + "/lines").Json();
        return page.at("items").as_array().at(static_cast<std::size_t>(place));
    }
    http::TestAnswer Correct(const http::Actor& who, const boost::json::value& line, const std::string& body) {
        return api_.As(who).Put("/api/v1/statement-lines/" + std::string(line.at("id").as_string()), body,
                                '"' + std::to_string(line.at("version").as_int64()) + '"');
    }
    http::TestAnswer Approve(const http::Actor& who, const StatementId& id) {
        return api_.As(who).Post(StatementPath(id) + "/approval", "",
                                 {{"If-Match", api_.As(viewer_).Get(StatementPath(id)).ETag()}});
    }

    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, ids_};
};

TEST_F(Statements, APeriodIsClosedOnceAndSaysWhereEachValueComesFrom) {  // MTR-5
    EXPECT_FALSE(CloseAt("2026-12-02T12:00:00Z")) << "three days are left for reads that come late";
    const auto made = CloseAt("2026-12-04T12:00:00Z");
    ASSERT_TRUE(made);
    EXPECT_FALSE(CloseAt("2026-12-04T13:00:00Z")) << "a close that runs twice";
    const auto statement = api_.As(viewer_).Get(StatementPath(*made));
    EXPECT_EQ(statement.At("/period_starts_on"), "2026-11-01");
    EXPECT_EQ(statement.At("/period_ends_on"), "2026-11-30");
    EXPECT_EQ(statement.At("/groups/0/pages"), "600") << statement.body;
    EXPECT_EQ(statement.At("/groups/0/pages_over"), "500");
    const auto read = Line(*made, 0);
    EXPECT_EQ(read.at("start_value"), 1000);
    EXPECT_EQ(read.at("end_value"), 1600);
    EXPECT_EQ(read.at("pages"), 600);
    EXPECT_EQ(read.at("end_origin"), "read");
    const auto silent = Line(*made, 1);
    EXPECT_EQ(silent.at("end_origin"), "carried_forward");
    EXPECT_EQ(silent.at("end_basis").at(0).at("before_value"), 1000);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM statements"), "1");
}

TEST_F(Statements, TheTaskCatchesUpWithEveryPeriodAndEachBeginsWhereTheLastEnded) {  // MTR-5
    clock_.Set(At("2027-02-10T12:00:00Z"));
    recurring_.EnqueueDue();
    RunAll(registry_);
    EXPECT_EQ(database_.Value("SELECT string_agg(period_ends_on::text, ' ' ORDER BY period_ends_on) FROM statements"),
              "2026-11-30 2026-12-31 2027-01-31");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM statement_lines AS l JOIN statements AS s ON s.id = l.statement_id "
                              "JOIN statements AS n ON n.period_starts_on = s.period_ends_on + 1 "
                              "JOIN statement_lines AS m ON m.statement_id = n.id AND m.printer_id = l.printer_id "
                              "WHERE m.start_value = l.end_value"),
              "4");
}

TEST_F(Statements, ALineIsCorrectedWithAReasonAndWhatIsApprovedStays) {  // MTR-5
    const auto first = CloseAt("2026-12-04T12:00:00Z");
    ASSERT_EQ(meter_reads::testing::Customer::Submit(manager_, IdOf(2), Meter("life", 1400)).status, 201);
    const auto second = CloseAt("2027-01-04T12:00:00Z");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(Correct(operator_, Line(*first, 1), R"({"end_value":1250,"reason":""})").Field(), "/reason missing");
    EXPECT_EQ(Correct(viewer_, Line(*first, 1), R"({"end_value":1250,"reason":"read"})").status, 403);
    EXPECT_EQ(Correct(operator_, Line(*first, 1), R"({"end_value":900,"reason":"read"})").Field(),
              "/end_value statement_end_before_start");
    const auto corrected =
        Correct(operator_, Line(*first, 1), R"({"end_value":1250,"reason":"read on the telephone"})");
    ASSERT_EQ(corrected.status, 200) << corrected.body;
    EXPECT_EQ(corrected.At("/end_origin"), "corrected");
    EXPECT_EQ(corrected.At("/found_end_value"), "1000");
    EXPECT_EQ(Line(*second, 1).at("start_value"), 1250) << "the next period begins there";
    EXPECT_EQ(Approve(operator_, *second).Code(), "statement_earlier_open");
    EXPECT_EQ(Approve(viewer_, *first).status, 403);
    const auto approved = Approve(operator_, *first);
    EXPECT_EQ(approved.At("/state"), "approved") << approved.body;
    EXPECT_EQ(Correct(operator_, Line(*first, 1), R"({"end_value":1260,"reason":"again"})").Code(),
              "statement_approved");
    EXPECT_EQ(Approve(operator_, *second).status, 200);
}

TEST_F(Statements, GoesOutAsCsvAndJsonAndForeignersSeeNothing) {  // MTR-5
    const auto made = CloseAt("2026-12-04T12:00:00Z");
    ASSERT_TRUE(made);
    const auto csv = api_.As(viewer_).Get(StatementPath(*made) + "/csv");
    EXPECT_THAT(csv.body,
                HasSubstr("STANDARD,2026-11-01,2026-11-30,7500000001A,Lexmark,MX722ade,All,1000,1600,0,600,read,read"));
    const auto json = boost::json::parse(api_.As(viewer_).Get(StatementPath(*made) + "/json").body);
    EXPECT_EQ(json.at("lines").as_array().size(), 2U);
    for (const char* path : {"", "/lines", "/csv", "/json"}) {
        EXPECT_EQ(api_.As(stranger_).Get(StatementPath(*made) + path).status, 404) << path;
    }
    EXPECT_EQ(api_.As(stranger_).Get(kPath).Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(api_.As(viewer_).Get(std::string(kPath) + "?state=open").Json().at("items").as_array().size(), 1U);
}

TEST_F(Statements, WhatIsMissingIsNotApprovedUntilSomebodySaysIt) {  // MTR-5
    // A printer that tells no meters, and that nobody has read.
    auto reading = server::testing::SampleReading(3);
    reading.meters.clear();
    world_.Deliver(mine_, {server::testing::Journaled(++seq_, clock_.Now(), reading)});
    world_.PutUnderContract(mine_.organization, {IdOf(3)});
    const auto made = CloseAt("2026-12-04T12:00:00Z");
    ASSERT_TRUE(made);
    EXPECT_EQ(Line(*made, 2).at("end_origin"), "missing");
    EXPECT_EQ(Approve(operator_, *made).Code(), "statement_lines_wrong");
    EXPECT_EQ(Correct(operator_, Line(*made, 2), R"({"start_value":10,"end_value":20,"reason":"as agreed"})").status,
              200);
    EXPECT_EQ(Approve(operator_, *made).status, 200);
}

TEST_F(Statements, APersonClosesAPeriodThatIsOverWithoutWaiting) {  // MTR-5
    clock_.Set(At("2026-11-30T22:00:00Z"));
    const std::string path = "/api/v1/contracts/" + ContractId() + "/closings";
    EXPECT_EQ(api_.As(operator_).Post(path, "").Code(), "statement_period_open");
    clock_.Set(At("2026-12-01T00:00:00Z"));
    EXPECT_EQ(api_.As(viewer_).Post(path, "").status, 403);
    EXPECT_EQ(api_.As(stranger_).Post(path, "").status, 404);
    EXPECT_EQ(api_.As(operator_).Post(path, "").status, 201);
    EXPECT_EQ(api_.As(operator_).Post(path, "").Code(), "statement_period_open") << "a close that runs twice";
    EXPECT_FALSE(CloseAt("2026-12-04T12:00:00Z"));
}

}  // namespace
}  // namespace statements
