#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lib/base/secrets.hpp"
#include "server/orders/orders.hpp"

// The life of an order (ORD-3). Forward only:
//   awaiting approval -> submitted -> confirmed -> on back order -> partly shipped -> shipped -> delivered -> returned;
// each may be left out, and cancelled is what ships nothing. Where it is follows from the pieces of its lines.
namespace orders {

namespace {

bool IsPossible(State state, Action action) {
    using enum State;
    const bool at_work = state == kSubmitted || state == kConfirmed || state == kOnBackOrder || state == kPartlyShipped;
    switch (action) {
        case Action::kConfirm:
            return state == kSubmitted;
        case Action::kBackOrder:
        case Action::kShip:
        case Action::kReplaceItem:
            return at_work;
        case Action::kPack:
            return state == kConfirmed || state == kPartlyShipped;
        case Action::kDeliver:
            return state == kPartlyShipped || state == kShipped;
        case Action::kCancel:
            return at_work || state == kAwaitingApproval;
        case Action::kApprove:
        case Action::kReject:
            return state == kAwaitingApproval;
        case Action::kReturn:
            return state == kPartlyShipped || state == kShipped || state == kDelivered;
    }
    return false;
}

constexpr std::int64_t kFirst = 100'000'000;  // nine digits: older numbers had six
constexpr std::int64_t kPlaces = 900'000'000;
constexpr std::int64_t kBlock = 1'000'000'000;
constexpr int kHalfBits = 15;
constexpr std::uint32_t kHalfMask = (1U << kHalfBits) - 1;
constexpr int kRounds = 6;

// A Feistel network over 30 bits.
std::uint32_t Permute(std::uint32_t value, std::string_view key) {
    std::uint32_t left = value >> kHalfBits;
    std::uint32_t right = value & kHalfMask;
    for (int round = 0; round < kRounds; ++round) {
        const std::string hash = base::Sha256(fmt::format("{}/{}/{}", key, round, right));
        const auto mixed = (static_cast<std::uint32_t>(static_cast<unsigned char>(hash[0])) << 8 |
                            static_cast<std::uint32_t>(static_cast<unsigned char>(hash[1]))) &
                           kHalfMask;
        left ^= mixed;
        std::swap(left, right);
    }
    return left << kHalfBits | right;
}

}  // namespace

bool IsClosed(State state) {
    return state == State::kDelivered || state == State::kReturned || state == State::kCancelled;
}

base::Result<void> CheckAction(State state, Action action) {
    if (IsPossible(state, action)) return {};
    return base::Refuse(
        base::ProblemKind::kConflict, "order_state",
        {{"state", std::string(base::json::EnumName(state))}, {"action", std::string(base::json::EnumName(action))}});
}

State StateOf(State before, std::span<const Pieces> lines) {
    std::int32_t to_ship = 0;
    std::int32_t shipped = 0;
    std::int32_t in_transit = 0;
    std::int32_t kept = 0;  // shipped and not come back
    bool on_back_order = false;
    for (const Pieces& line : lines) {
        to_ship += line.ToShip();
        shipped += line.shipped;
        in_transit += line.InTransit();
        kept += line.shipped - line.refused - line.returned;
        on_back_order = on_back_order || (line.on_back_order && line.ToShip() > 0);
    }
    State now = before;
    if (shipped == 0) {
        if (to_ship == 0) return State::kCancelled;
        if (on_back_order) now = State::kOnBackOrder;
    } else if (to_ship > 0) {
        now = State::kPartlyShipped;
    } else if (kept == 0) {
        now = State::kReturned;
    } else {
        now = in_transit > 0 ? State::kShipped : State::kDelivered;
    }
    return std::max(before, now);
}

bool IsCoveredType(std::string_view supply_type) {
    static constexpr std::array<std::string_view, 5> kCovered{"toner", "toner_cartridge", "ink", "ink_cartridge",
                                                              "waste_toner"};
    return std::ranges::find(kCovered, supply_type) != kCovered.end();
}

std::string NumberAt(std::int64_t place, std::string_view key) {
    // What falls beyond the nine digits goes on until it falls within: still a permutation.
    auto value = static_cast<std::uint32_t>(place % kPlaces);
    do {
        value = Permute(value, key);
    } while (value >= kPlaces);
    return fmt::format("SO-{}", place / kPlaces * kBlock + kFirst + value);
}

}  // namespace orders
