#include <algorithm>
#include <cmath>

#include "lib/printing/reading.hpp"

namespace printing {

SupplyLevel ReadLevel(std::optional<std::int64_t> level_raw, std::optional<std::int64_t> max_capacity_raw,
                      std::optional<Unit> unit) {
    if (!level_raw) return level::Unknown{};
    const std::int64_t value = *level_raw;
    if (value == -1) return level::Unrestricted{};
    if (value == -3) return level::SomeRemaining{};
    if (value < 0) return level::Unknown{};  // -2, and makers' own negative codes
    level::Amount amount{value, std::nullopt};
    std::int64_t whole = max_capacity_raw.value_or(-2);
    if (whole <= 0 && unit == Unit::kPercent && value <= 100 && whole != 0) whole = 100;
    if (whole > 0) {
        const double percent = 100.0 * static_cast<double>(value) / static_cast<double>(whole);
        amount.remaining_percent = std::min(100.0, std::round(percent * 10.0) / 10.0);
    }
    return amount;
}

LevelState StateOf(const SupplyLevel& level) {
    if (std::holds_alternative<level::Amount>(level)) return LevelState::kAmount;
    if (std::holds_alternative<level::Unrestricted>(level)) return LevelState::kUnrestricted;
    if (std::holds_alternative<level::SomeRemaining>(level)) return LevelState::kSomeRemaining;
    return LevelState::kUnknown;
}

std::optional<double> RemainingPercent(const SupplyLevel& level) {
    const auto* amount = std::get_if<level::Amount>(&level);
    return amount ? amount->remaining_percent : std::nullopt;
}

}  // namespace printing
