#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/orders/carriers.hpp"
#include "server/orders/cart_store.hpp"
#include "server/orders/order_rules_store.hpp"
#include "server/orders/orders.hpp"

namespace orders {
namespace {

TEST(Order, TakesEachStepInItsStatesOnly) {  // ORD-3
    using enum State;
    const std::set<State> at_work{kSubmitted, kConfirmed, kOnBackOrder, kPartlyShipped};
    const std::map<Action, std::set<State>> allowed{
        {Action::kConfirm, {kSubmitted}},
        {Action::kShip, at_work},
        {Action::kPack, {kConfirmed, kPartlyShipped}},
        {Action::kBackOrder, at_work},
        {Action::kReplaceItem, at_work},
        {Action::kDeliver, {kPartlyShipped, kShipped}},
        {Action::kCancel, {kAwaitingApproval, kSubmitted, kConfirmed, kOnBackOrder, kPartlyShipped}},
        {Action::kApprove, {kAwaitingApproval}},
        {Action::kReject, {kAwaitingApproval}},
        {Action::kReturn, {kPartlyShipped, kShipped, kDelivered}}};
    for (const auto& [state, state_name] : base::json::EnumNames<State>()) {
        for (const auto& [action, action_name] : base::json::EnumNames<Action>()) {
            const auto checked = CheckAction(state, action);
            ASSERT_EQ(checked.has_value(), allowed.at(action).contains(state)) << state_name << " " << action_name;
            if (!checked) {
                EXPECT_EQ(checked.error().code, "order_state");
            }
        }
    }
}

State Of(State before, const std::vector<Pieces>& lines) {
    return StateOf(before, lines);
}

TEST(Order, ItsStateFollowsFromThePiecesOfItsLines) {  // ORD-3
    using enum State;
    EXPECT_EQ(Of(kConfirmed, {{.quantity = 2}, {.quantity = 1}}), kConfirmed);
    EXPECT_EQ(Of(kSubmitted, {{.quantity = 2, .on_back_order = true}, {.quantity = 1}}), kOnBackOrder);
    EXPECT_EQ(Of(kSubmitted, {{.quantity = 2, .shipped = 1}}), kPartlyShipped);
    EXPECT_EQ(Of(kPartlyShipped, {{.quantity = 2, .cancelled = 1, .shipped = 1}}), kShipped)
        << "what was not shipped was cancelled";
    EXPECT_EQ(Of(kShipped, {{.quantity = 2, .shipped = 2, .delivered = 1}}), kShipped);
    EXPECT_EQ(Of(kShipped, {{.quantity = 2, .shipped = 2, .delivered = 2}}), kDelivered);
    EXPECT_EQ(Of(kDelivered, {{.quantity = 2, .shipped = 2, .delivered = 2, .returned = 1}}), kDelivered);
    EXPECT_EQ(Of(kDelivered, {{.quantity = 2, .shipped = 2, .delivered = 2, .returned = 2}}), kReturned);
    EXPECT_EQ(Of(kShipped, {{.quantity = 2, .shipped = 2, .refused = 2}}), kReturned) << "nobody took it";
    EXPECT_EQ(Of(kSubmitted, {{.quantity = 2, .cancelled = 2}}), kCancelled);
}

TEST(Order, ItsStateNeverGoesBack) {  // ORD-3
    using enum State;
    EXPECT_EQ(Of(kOnBackOrder, {{.quantity = 2}}), kOnBackOrder) << "the line on back order was cancelled";
    EXPECT_EQ(Of(kReturned, {{.quantity = 1, .shipped = 1, .delivered = 1}}), kReturned);
}

TEST(Order, IsClosedWhenNothingIsLeftToDo) {
    EXPECT_TRUE(IsClosed(State::kDelivered));
    EXPECT_TRUE(IsClosed(State::kReturned));
    EXPECT_TRUE(IsClosed(State::kCancelled));
    EXPECT_FALSE(IsClosed(State::kShipped));
    EXPECT_FALSE(IsClosed(State::kOnBackOrder));
}

TEST(OrderNumber, NoTwoPlacesHaveOneAndNeighborsDoNotLookAlike) {  // ORD-1
    std::set<std::string> numbers;
    int near = 0;
    std::int64_t before = 0;
    for (std::int64_t place = 1; place <= 20'000; ++place) {
        const std::string number = NumberAt(place, "key");
        EXPECT_EQ(number.size(), 12U) << number;
        EXPECT_TRUE(numbers.insert(number).second) << number;
        const std::int64_t digits = std::stoll(number.substr(3));
        if (std::abs(digits - before) < 1'000'000) ++near;
        before = digits;
    }
    EXPECT_LT(near, 100);
    EXPECT_NE(NumberAt(1, "key"), NumberAt(1, "another"));
    EXPECT_EQ(NumberAt(1, "key"), NumberAt(1, "key"));
    EXPECT_EQ(NumberAt(900'000'001, "key").size(), 13U) << "beyond all numbers of nine digits";
}

TEST(Carrier, ItsPageIsKnownByItsNameWhateverFollows) {  // ORD-1
    EXPECT_EQ(TrackingUrl("dhl Express 12:00", "00340 4"),
              "https://www.dhl.com/global-en/home/tracking.html?tracking-id=00340%204");
    EXPECT_EQ(TrackingUrl("UPS", "1Z&<x>"), "https://www.ups.com/track?tracknum=1Z%26%3Cx%3E");
    EXPECT_EQ(TrackingUrl("Upstairs", "1"), "");
    EXPECT_EQ(TrackingUrl("DHL", ""), "");
}

NewOrder Ordered(Source source, std::vector<std::pair<std::optional<catalog::ItemId>, std::int32_t>> lines) {
    NewOrder order{.source = source};
    for (const auto& [item, quantity] : lines) order.lines.push_back({.item = {.id = item}, .quantity = quantity});
    return order;
}
std::vector<std::string> Codes(const std::vector<LineReason>& reasons) {
    std::vector<std::string> codes;
    for (const auto& reason : reasons) codes.push_back(reason.code);
    return codes;
}

TEST(OrderRules, SayWhatWaitsForAnApprovalAndWhy) {  // ORD-2, ASR-11
    base::ManualClock clock{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids{clock};
    const auto item = ids.Make<catalog::ItemId>();
    const std::vector<ItemPrice> prices{{item, {10'000, "EUR"}}};
    using Strings = std::vector<std::string>;
    EXPECT_EQ(Codes(WhyWaits({}, Ordered(Source::kPerson, {{item, 5}}), prices)), Strings{});
    EXPECT_EQ(Codes(WhyWaits({.approve_people = true}, Ordered(Source::kPerson, {{item, 1}}), prices)),
              Strings{"order_waits.people"});
    EXPECT_EQ(Codes(WhyWaits({.approve_people = true}, Ordered(Source::kExtra, {{item, 1}}), prices)), Strings{});
    EXPECT_EQ(Codes(WhyWaits({.approve_extra = true}, Ordered(Source::kExtra, {{item, 1}}), prices)),
              Strings{"order_waits.extra"});
    EXPECT_EQ(Codes(WhyWaits({.approve_generic = true}, Ordered(Source::kPerson, {{std::nullopt, 2}}), prices)),
              Strings{"order_waits.generic"});
    OrderRulesInput rules{.approve_above_quantity = 3, .approve_above_amount_minor = 29'999, .approve_currency = "EUR"};
    EXPECT_EQ(Codes(WhyWaits(rules, Ordered(Source::kPerson, {{item, 2}}), prices)), Strings{});
    EXPECT_EQ(Codes(WhyWaits(rules, Ordered(Source::kPerson, {{item, 3}}), prices)), Strings{"order_waits.amount"});
    EXPECT_EQ(Codes(WhyWaits(rules, Ordered(Source::kPerson, {{item, 4}}), prices)),
              (Strings{"order_waits.quantity", "order_waits.amount"}));
    rules.approve_currency = "NOK";
    EXPECT_EQ(Codes(WhyWaits(rules, Ordered(Source::kPerson, {{item, 1}}), prices)),
              Strings{"order_waits.other_currency"})
        << "nobody knows whether it is above";
    EXPECT_EQ(Codes(WhyWaits(rules, Ordered(Source::kPerson, {{ids.Make<catalog::ItemId>(), 1}}), prices)), Strings{})
        << "without a price there is nothing to compare";
    EXPECT_EQ(Codes(WhyWaits({.approve_people = true, .approve_extra = true, .approve_generic = true},
                             Ordered(Source::kReplenishment, {{std::nullopt, 9}}), prices)),
              Strings{});
}

TEST(OrderRules, AnAmountHasItsCurrency) {  // ORD-2
    EXPECT_TRUE(CheckRules({}).has_value());
    EXPECT_FALSE(CheckRules({.approve_above_amount_minor = 5}).has_value());
    EXPECT_FALSE(CheckRules({.approve_currency = "EUR"}).has_value());
    EXPECT_FALSE(CheckRules({.approve_above_amount_minor = 5, .approve_currency = "eur"}).has_value());
    EXPECT_TRUE(CheckRules({.approve_above_amount_minor = 5, .approve_currency = "EUR"}).has_value());
    EXPECT_FALSE(CheckRules({.most_of_item = 0}).has_value());
}

catalog::FittingItem Fitting(base::IdSource& ids, const std::string& part, const std::string& type,
                             const std::string& colorant, std::int32_t yield, bool allowed = true) {
    catalog::FittingItem item;
    item.id = ids.Make<catalog::ItemId>();
    item.part_number = item.name = part;
    item.supply_type = type;
    item.colorant = colorant;
    item.yield_pages = yield;
    item.kind_allowed = allowed;
    return item;
}

TEST(Offer, HasTheItemsOfTheModelElseAGenericOne) {  // ORD-2
    base::ManualClock clock{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids{clock};
    const std::vector<printers::SupplyFact> supplies{
        {.slot = 0, .type = "toner_cartridge", .colorant = "black"},
        {.slot = 1, .type = "toner", .colorant = "cyan", .description = "Cyan Toner"}};
    const std::vector<catalog::FittingItem> items{
        Fitting(ids, "K-1", "toner", "black", 1'000), Fitting(ids, "K-2", "toner", "black", 9'000),
        Fitting(ids, "K-3", "toner", "black", 99'000, false), Fitting(ids, "MK", "fuser", "", 0)};
    const contracts::Coverage all;
    const auto offers = OffersFor(supplies, items, &all);
    ASSERT_EQ(offers.size(), 4U);
    EXPECT_EQ(offers[0].item.part_number, "K-1");
    EXPECT_FALSE(offers[0].usual);
    EXPECT_EQ(offers[1].item.part_number, "K-2");
    EXPECT_TRUE(offers[1].usual);
    EXPECT_TRUE(offers[1].covered);
    EXPECT_EQ(offers[2].item.name, "Cyan Toner");
    EXPECT_FALSE(offers[2].item.id.has_value());
    EXPECT_TRUE(offers[2].covered);
    EXPECT_EQ(offers[3].item.part_number, "MK");
    EXPECT_EQ(offers[3].supply_slot, kNoSlot);
    EXPECT_FALSE(offers[3].covered) << "maintenance does not come by itself";

    const contracts::Coverage no_toner{.excluded_kinds = {"toner"}};
    EXPECT_FALSE(OffersFor(supplies, items, &no_toner)[1].covered) << "its contract excludes toner (ASR-2)";
    EXPECT_FALSE(OffersFor(supplies, items, nullptr)[1].covered);
}

}  // namespace
}  // namespace orders
