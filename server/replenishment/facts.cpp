#include "server/replenishment/facts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "lib/printing/reading.hpp"
#include "server/orders/orders.hpp"

namespace replenishment {
namespace {

// Of a cartridge that the catalogue does not know; the engine learns the true figure as the gauge falls.
constexpr double kUsualYield = 6'000;
constexpr double kUsualWasteYield = 30'000;
constexpr int kNearlyEmpty = 15;  // percent
// Times its capacity that a full cartridge may report; more is a capacity that is not true, and says nothing (ASR-15).
constexpr double kFullest = 1.2;
constexpr float kLeastWeight = 4;  // working days of consumption that were seen
// A supply that counts in so few parts has a gauge of as many steps.
constexpr std::int64_t kFewParts = 20;

// Percent between two values of its gauge; 0: what it shows tells.
double ToldStep(const printers::SupplyFact& supply) {
    if (!supply.max_capacity_raw || *supply.max_capacity_raw <= 0 || *supply.max_capacity_raw > kFewParts) return 0;
    return 100.0 / static_cast<double>(*supply.max_capacity_raw);
}

}  // namespace

base::Day DayOf(base::Instant observed_at) {
    return std::chrono::floor<std::chrono::days>(observed_at - kDayBegins);
}

SupplyReading ReadingOf(const printers::SupplyFact& supply) {
    SupplyReading reading{.cartridge = CartridgeHash(supply.cartridge_serial_number)};
    if (!supply.level_raw) return reading;
    const auto level = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
    switch (printing::StateOf(level)) {
        case printing::LevelState::kUnrestricted:
            reading.raw = -1;
            break;
        case printing::LevelState::kUnknown:
            reading.raw = -2;
            break;
        case printing::LevelState::kSomeRemaining:
            reading.raw = -3;
            break;
        case printing::LevelState::kAmount:
            const auto percent = printing::RemainingPercent(level);
            const bool overfull =
                supply.max_capacity_raw.value_or(0) > 0 &&
                static_cast<double>(*supply.level_raw) > kFullest * static_cast<double>(*supply.max_capacity_raw);
            reading.raw = percent && !overfull ? static_cast<int>(std::lround(*percent)) : -2;
            break;
    }
    return reading;
}

std::optional<double> ShownPercent(const printers::SupplyFact& supply) {
    return printing::RemainingPercent(printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit));
}

bool IsReceptacle(std::string_view type) {
    return type.starts_with("waste");
}

Counters CountersOf(const printers::PageMeters& meters, const std::vector<std::int64_t>& values) {
    return {printers::MeterAt(values, meters.all), printers::MeterAt(values, meters.color)};
}

Cartridges::Cartridges(pg::Transaction& tx, const std::vector<printers::PrinterFact>& printers) {
    std::set<std::string> keys;
    for (const auto& printer : printers) {
        const auto [at, is_new] = models_.try_emplace(printer.manufacturer + '\n' + printer.model);
        if (!is_new) continue;
        at->second.key = catalog::ModelKey(printer.manufacturer, printer.model);
        keys.insert(at->second.key);
    }
    items_ = catalog::FindItems(tx, {keys.begin(), keys.end()});
}

const Cartridges::Cartridge& Cartridges::Of(const printers::PrinterFact& printer, const printers::SupplyFact& supply) {
    Model& model = models_.at(printer.manufacturer + '\n' + printer.model);
    for (const Fitting& fitting : model.fittings) {
        if (fitting.type == supply.type && fitting.colorant == supply.colorant) return fitting.cartridge;
    }
    Fitting& fitting = model.fittings.emplace_back(Fitting{supply.type, supply.colorant, {}});
    if (const auto items = items_.find(model.key); items != items_.end()) {
        fitting.cartridge.item = catalog::ChooseItem(items->second, supply.type, supply.colorant);
    }
    if (fitting.cartridge.item == nullptr) {
        fitting.cartridge.index = next_index_++;
    } else {
        const auto [at, is_new] = indices_.try_emplace(fitting.cartridge.item->id, next_index_);
        if (is_new) ++next_index_;
        fitting.cartridge.index = at->second;
    }
    return fitting.cartridge;
}

Rule RuleOf(const contracts::EffectiveTerms& terms) {
    return {.order_days = terms.trigger_days, .cover_days = terms.coverage_days, .join_days = terms.join_days};
}

DeliveryWeek WeekOf(const contracts::EffectiveTerms& terms) {
    DeliveryWeek week = 0;
    for (const auto day : terms.delivery_days) week |= 1U << static_cast<unsigned>(day);
    return week == 0 ? kEveryWeekday : week;
}

std::optional<Why> WhyBlocked(const Circumstances& circumstances, const Method& method) {
    const auto& [printer, supply, terms, participation, reading, state, high_volume, contact_exists, today] =
        circumstances;
    if (!orders::IsCoveredType(supply.type)) return Why::kNotCovered;
    if (!terms.contract || !terms.contract->RunsOn(DayOf(today))) return Why::kNotUnderContract;
    if (!terms.contract->Covers(supply.type)) return Why::kNotIncluded;
    if (!participation.enrolled) return Why::kNotEnrolled;
    if (participation.on_hold) return Why::kOnHold;
    if (high_volume) return Why::kHighVolume;
    if (!printer.contact_id || !contact_exists) return Why::kNoContact;
    if (reading.raw == -1) return Why::kUnrestricted;
    if (!state.gauge.Known()) return Why::kUnknownLevel;
    if (today - state.gauge.seen_on > method.silent_days) return Why::kNotReporting;
    const bool nearly_empty = reading.raw && *reading.raw >= 0 && *reading.raw <= kNearlyEmpty;
    if (state.rate.weight < kLeastWeight && !nearly_empty) return Why::kLearning;
    return std::nullopt;
}

GaugeSpec GaugeOf(const printers::SupplyFact& supply, const GaugeEvidence& evidence) {
    return SpecFromEvidence(evidence, {.step = ToldStep(supply)});
}

SupplySpec SpecOf(const printers::SupplyFact& supply, const Cartridges::Cartridge& cartridge) {
    SupplySpec spec{.item = cartridge.index,
                    .color = !supply.colorant.empty() && supply.colorant != "black" && !IsReceptacle(supply.type)};
    spec.gauge.step = ToldStep(supply);
    spec.gauge.yield_pages = IsReceptacle(supply.type) ? kUsualWasteYield : kUsualYield;
    if (cartridge.item != nullptr) {
        if (cartridge.item->yield_pages > 0) spec.gauge.yield_pages = cartridge.item->yield_pages;
        spec.lead_time_days = cartridge.item->lead_time_days;
        spec.starter_yield_pages = cartridge.item->starter_yield_pages;
    }
    return spec;
}

}  // namespace replenishment
