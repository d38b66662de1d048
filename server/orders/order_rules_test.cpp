#include <gtest/gtest.h>

#include <map>

#include "server/orders/orders.hpp"

namespace orders {
namespace {

TEST(Order, GoesForwardOnly) {  // ORD-3
    using enum State;
    const std::map<std::pair<State, Action>, State> allowed{
        {{kSubmitted, Action::kConfirm}, kConfirmed},     {{kSubmitted, Action::kBackOrder}, kOnBackOrder},
        {{kSubmitted, Action::kShip}, kShipped},          {{kSubmitted, Action::kCancel}, kCancelled},
        {{kConfirmed, Action::kBackOrder}, kOnBackOrder}, {{kConfirmed, Action::kShip}, kShipped},
        {{kConfirmed, Action::kCancel}, kCancelled},      {{kOnBackOrder, Action::kShip}, kShipped},
        {{kOnBackOrder, Action::kCancel}, kCancelled},    {{kShipped, Action::kDeliver}, kDelivered}};
    for (const auto& [state, state_name] : base::json::EnumNames<State>()) {
        for (const auto& [action, action_name] : base::json::EnumNames<Action>()) {
            const auto next = Next(state, action);
            const auto expected = allowed.find({state, action});
            ASSERT_EQ(next.has_value(), expected != allowed.end()) << state_name << " " << action_name;
            if (next) {
                EXPECT_EQ(*next, expected->second) << state_name << " " << action_name;
            } else {
                EXPECT_EQ(next.error().code, "order_state");
            }
        }
    }
}

TEST(Order, IsClosedWhenDeliveredOrCancelled) {
    EXPECT_TRUE(IsClosed(State::kDelivered));
    EXPECT_TRUE(IsClosed(State::kCancelled));
    EXPECT_FALSE(IsClosed(State::kShipped));
    EXPECT_FALSE(IsClosed(State::kOnBackOrder));
}

}  // namespace
}  // namespace orders
