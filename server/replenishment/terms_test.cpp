#include "server/enrollment/enrollment.hpp"
#include "server/replenishment/testing.hpp"

// What contracts, enrollment and holds make of the daily run.
namespace replenishment {
namespace {

class Agreed : public testing::Customer {
  protected:
    Agreed() {
        contracts::RegisterHttp(api_.router(), {ids_});
        enrollment::RegisterHttp(api_.router(), {ids_});
    }
    http::Actor desk() {
        return api_.SignIn(world_.platen().id, {http::Role::kOperatorServiceDesk, http::Role::kOperatorAdministrator},
                           {world_.platen().id, organization_});
    }
    std::string Why(std::size_t number = 1) { return std::string(Supply(number).at("reason").at("code").as_string()); }
    void Post(const std::string& path, const std::string& more = "") {
        std::string ids;
        for (const auto& id : world_.PrintersOf(organization_))
            ids += (ids.empty() ? "\"" : ",\"") + id.ToString() + '"';
        const auto answer =
            api_.As(desk()).Post("/api/v1/replenishment/" + path, R"({"printer_ids":[)" + ids + "]" + more + "}");
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    // Says this of a contract or a site, and nothing else.
    void Change(const std::string& path, boost::json::object changes) {
        changes.emplace("delivery_days", boost::json::array{});
        if (path.find("/contracts/") != std::string::npos) {
            changes.emplace("number", "STANDARD");
            changes.emplace("name", "Print");
            changes.emplace("customer", "self_service");
            changes.emplace("supplies_included", true);
            changes.emplace("excluded_kinds", boost::json::array{});
        }
        const auto client = api_.As(desk());
        const auto now = client.Get(path);
        const auto answer = client.Put(path, boost::json::serialize(changes), now.ETag());
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    std::string Site() { return "/api/v1/sites/" + site_.ToString() + "/supply-terms"; }
    base::Day DueOn() { return *base::ParseDay(std::string(Supply(1).at("order_due_on").as_string())); }
};

TEST_F(Agreed, NothingIsOrderedForAPrinterThatIsNotEnrolled) {  // ASR-2
    for (int day = 0; day < 20; ++day) Day({90.0 - day / 2});
    Post("withdrawals");
    EXPECT_EQ(Day({3}).orders, 0);
    EXPECT_EQ(Why(), "replenishment.not_enrolled");
    EXPECT_TRUE(Supply(1).at("order_due_on").is_null());
    world_.Enroll(organization_, world_.PrintersOf(organization_));
    EXPECT_EQ(Day({2}).orders, 1) << Why();
}

TEST_F(Agreed, OnHoldNothingIsOrderedAndWhatWasDueIsOrderedThen) {  // ASR-16
    for (int day = 0; day < 20; ++day) Day({90.0 - day / 2});
    Post("holds", R"(,"reason":"unpaid")");
    EXPECT_EQ(Day({3}).orders, 0);
    EXPECT_EQ(Why(), "replenishment.on_hold");
    Post("hold-endings");
    EXPECT_EQ(Day({2}).orders, 1) << Why();
}

TEST_F(Agreed, TheDaysOfTheSiteMakeAnOrderEarlier) {  // ASR-4
    for (int day = 0; day < 20; ++day) Day({98.0 - day});
    const auto usual = DueOn();
    // More than the risk of a printer that is known for three weeks only makes of it.
    Change(Site(), {{"trigger_days", 70}});
    Day({78});
    const auto agreed = DueOn();
    EXPECT_LT(agreed, usual - std::chrono::days(9)) << "at one percent a day";
    EXPECT_GT(agreed, clock_.Today());
}

TEST_F(Agreed, WhatAContractExcludesIsNotOrdered) {  // ASR-2
    Day({60});
    const auto contract = database_.Value("SELECT contract_id FROM printers");
    Change("/api/v1/contracts/" + contract, {{"excluded_kinds", boost::json::array{"toner"}}});
    EXPECT_EQ(Day({3}).orders, 0);
    EXPECT_EQ(Why(), "replenishment.not_included");
    Change("/api/v1/contracts/" + contract, {{"ends_on", "2026-06-01"}});
    EXPECT_EQ(Day({2}).orders, 0);
    EXPECT_EQ(Why(), "replenishment.not_under_contract") << "it has ended";
}

TEST_F(Agreed, EachPrinterGetsAShipmentOfItsOwnWhereItIsAgreed) {  // ASR-6
    Day({60, 60});
    Change(Site(), {{"consolidation", "per_printer"}});
    for (int day = 0; day < 10; ++day) Day({58.0 - day, 58.0 - day});
    Day({3, 3});
    EXPECT_EQ(database_.Value("SELECT count(*) FROM supply_orders"), "2");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM supply_order_lines"), "2");
}

}  // namespace
}  // namespace replenishment
