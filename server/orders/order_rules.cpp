#include "server/orders/orders.hpp"

// The life of an order (ORD-3). Forward only:
//   submitted -> confirmed -> shipped -> delivered, with a stop "on back order" before shipping;
//   cancelled while nothing has been shipped.
namespace orders {

bool IsClosed(State state) {
    return state == State::kDelivered || state == State::kCancelled;
}

base::Result<State> Next(State state, Action action) {
    const bool not_shipped = state == State::kSubmitted || state == State::kConfirmed || state == State::kOnBackOrder;
    switch (action) {
        case Action::kConfirm:
            if (state == State::kSubmitted) return State::kConfirmed;
            break;
        case Action::kBackOrder:
            if (state == State::kSubmitted || state == State::kConfirmed) return State::kOnBackOrder;
            break;
        case Action::kShip:
            if (not_shipped) return State::kShipped;
            break;
        case Action::kDeliver:
            if (state == State::kShipped) return State::kDelivered;
            break;
        case Action::kCancel:
            if (not_shipped) return State::kCancelled;
            break;
    }
    return base::Refuse(
        base::ProblemKind::kConflict, "order_state",
        {{"state", std::string(base::json::EnumName(state))}, {"action", std::string(base::json::EnumName(action))}});
}

}  // namespace orders
