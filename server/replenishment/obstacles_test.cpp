#include <cmath>
#include <functional>

#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/testing.hpp"

// What stands against an order (ASR-1, ASR-2, ASR-8, ASR-13, ASR-15, CON-9): without each of them,
// it is ordered.
namespace replenishment {
namespace {

constexpr DayNumber kToday = 20'605;

struct Case {
    printers::PrinterFact printer{.contact_id = contacts::ContactId{}};
    printers::SupplyFact supply{.type = "toner"};
    contracts::Terms terms;
    enrollment::Participation participation{.enrolled = true};
    SupplyReading reading{.raw = 40};
    SupplyState state;
    bool high_volume = false;
    bool contact_exists = true;

    Case() {
        terms.contract.emplace();
        state.gauge.raw = 40;
        state.gauge.seen_on = kToday;
        state.rate.weight = 20;
    }
    [[nodiscard]] std::optional<Why> Blocked() const {
        return WhyBlocked({printer, supply, terms, participation, reading, state, high_volume, contact_exists, kToday},
                          {});
    }
};

TEST(Terms, SayOnWhichWeekdaysGoodsCome) {  // ASR-4
    contracts::EffectiveTerms terms;
    EXPECT_EQ(WeekOf(terms), kEveryWeekday);
    terms.delivery_days = {contracts::Weekday::kMonday, contracts::Weekday::kFriday};
    EXPECT_EQ(WeekOf(terms), 0b0010001);
}

TEST(Obstacles, EachOneStopsAnOrderByItself) {
    EXPECT_EQ(Case().Blocked(), std::nullopt);
    const std::pair<Why, std::function<void(Case&)>> obstacles[] = {
        {Why::kNotCovered, [](Case& c) { c.supply.type = "opc"; }},
        {Why::kNotUnderContract, [](Case& c) { c.terms.contract.reset(); }},
        {Why::kNotUnderContract, [](Case& c) { c.terms.contract->ends_on = DayOf(kToday - 1); }},
        {Why::kNotUnderContract, [](Case& c) { c.terms.contract->starts_on = DayOf(kToday + 1); }},
        {Why::kNotIncluded, [](Case& c) { c.terms.contract->supplies_included = false; }},
        {Why::kNotIncluded, [](Case& c) { c.terms.contract->excluded_kinds = {"toner"}; }},
        {Why::kNotEnrolled, [](Case& c) { c.participation.enrolled = false; }},
        {Why::kOnHold, [](Case& c) { c.participation.on_hold = true; }},
        {Why::kHighVolume, [](Case& c) { c.high_volume = true; }},
        {Why::kNoContact, [](Case& c) { c.printer.contact_id.reset(); }},
        {Why::kNoContact, [](Case& c) { c.contact_exists = false; }},
        {Why::kUnrestricted, [](Case& c) { c.reading.raw = -1; }},
        {Why::kUnknownLevel,
         [](Case& c) {
             c.reading.raw = -2;
             c.state.gauge = {};
         }},
        {Why::kNotReporting, [](Case& c) { c.state.gauge.seen_on -= Method{}.silent_days + 1; }},
        {Why::kLearning, [](Case& c) { c.state.rate.weight = 1; }},
    };
    for (const auto& [why, stand_in_the_way] : obstacles) {
        Case one;
        stand_in_the_way(one);
        EXPECT_EQ(one.Blocked(), why);
    }
}

TEST(Obstacles, WhatIsNearlyEmptyDoesNotWaitForWhatIsLearned) {  // ASR-15
    Case one;
    one.state.rate.weight = 1;
    one.reading.raw = 10;
    EXPECT_EQ(one.Blocked(), std::nullopt);
}

class OnADatabase : public testing::Customer {
  protected:
    std::string Why() { return std::string(Supply(1).at("reason").at("code").as_string()); }
    // Days until it is ordered, at most `most`.
    int Empty(int most) {
        for (int day = 0; day < most; ++day) {
            if (Day({std::max(0.0, 40.0 - 3 * day)}).orders > 0) return day;
        }
        return most;
    }
};

TEST_F(OnADatabase, APrinterOutsideTheContractIsNotSupplied) {  // ASR-2, PRN-2
    under_contract_ = false;
    EXPECT_EQ(Empty(20), 20);
    EXPECT_EQ(Why(), "replenishment.not_under_contract");
    EXPECT_TRUE(Supply(1).at("order_due_on").is_null());
    under_contract_ = true;
    EXPECT_EQ(Day({0}).orders, 1);
}

TEST_F(OnADatabase, ADeregisteredPrinterIsNotSupplied) {  // PRN-7
    for (int day = 0; day < 5; ++day) Day({40.0 - 3 * day});
    NextDay();
    Deliver({Reading(1, 2)});
    world_.Deregister(organization_, world_.PrintersOf(organization_));
    EXPECT_EQ(Run().orders, 0);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM supply_orders"), "0");
}

TEST_F(OnADatabase, ASilentPrinterIsNotSupplied) {  // ASR-13
    has_contact_ = false;                           // nothing is ordered so far
    for (int day = 0; day < 5; ++day) Day({50.0 - day});
    for (int day = 0; day < Method{}.silent_days; ++day) NextDay();
    world_.AssignContact(organization_, world_.PrintersOf(organization_), contact_.id);
    NextDay();
    EXPECT_EQ(Run().orders, 0);
    EXPECT_EQ(Why(), "replenishment.not_reporting");
}

TEST_F(OnADatabase, AHighVolumePrinterIsFlaggedReportedAndNotSupplied) {  // ASR-8
    double used = 0;
    const auto work = [&](int days, double a_week) {
        for (int day = 0; day < days; ++day) {
            NextDay();
            if ((day + 1) % 7 < 5) used += 20 * a_week;
            const double level = 100 - std::fmod(used, 100);
            Deliver({Reading(1, level, 50'000 + std::llround(used * 60))});
            Run();
        }
    };
    printers::RegisterHttp(api_.router(), {ids_});
    printer_views::RegisterHttp(api_.router(), {texts_});
    const auto flagged = [&] {
        const auto list = api_.As(warehouse()).Get("/api/v1/printers?high_volume=true").Json();
        return list.at("items").as_array().size();
    };
    work(28, 4.2);
    EXPECT_EQ(flagged(), 0U) << "not for five weeks yet";
    work(9, 4.2);
    EXPECT_EQ(flagged(), 1U);
    EXPECT_EQ(Why(), "replenishment.high_volume");
    const auto orders = database_.Value("SELECT count(*) FROM supply_orders");
    work(5, 4.2);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM supply_orders"), orders);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printer_events WHERE code = "
                              "'printer_high_volume'"),
              "1");

    // The operator is told, once, in the language of each reader.
    world_.AddUser(world_.platen().id, "desk@mail.example", {http::Role::kOperatorServiceDesk}, "de");
    tasks::Registry registry;
    tasks::Recurring recurring(database_.pool(), clock_, ids_);
    RegisterTasks(registry, recurring, office_, settings_);
    tasks::Workers workers(database_.pool(), clock_, registry);
    while (workers.RunOne()) {
    }
    const std::string told_of = " FROM mails WHERE template = 'printers_high_volume'";
    EXPECT_EQ(database_.Value("SELECT string_agg(to_address, ', ')" + told_of), "desk@mail.example");
    EXPECT_EQ(database_.Value("SELECT subject" + told_of), "Vieldrucker: Nordlys");
    // Of one printer it speaks as of one.
    const auto told = database_.Value("SELECT body_text" + told_of);
    EXPECT_NE(told.find("verbraucht 1 Drucker"), std::string::npos) << told;
    EXPECT_NE(told.find("ist er nicht geeignet"), std::string::npos) << told;

    work(80, 0.5);
    EXPECT_EQ(flagged(), 0U) << "it is used like any other again";
    EXPECT_NE(Why(), "replenishment.high_volume");
}

}  // namespace
}  // namespace replenishment
