#include "tests/bench/replenish_sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace bench {
namespace {

using replenishment::DayNumber;

constexpr std::array kColorants{"black", "cyan", "magenta", "yellow"};
constexpr std::array kManufacturers{"Lexmark", "HP", "Brother", "Kyocera", "Ricoh", "Canon", "Xerox", "Epson"};
constexpr std::array kSeries{"CX", "LaserJet M", "HL-L", "TASKalfa ", "IM C", "LBP", "VersaLink C", "WF-"};
constexpr std::array kYields{1'500, 2'500, 3'000, 6'000, 10'000, 15'000};
constexpr std::array kActivity{1.0, 1.05, 1.05, 1.0, 0.85, 0.05, 0.02};  // Monday first

// 0 <= result < 1, the same for the same arguments.
double Chance(std::uint64_t stream, std::uint64_t a, std::uint64_t b = 0) {
    std::uint64_t z = stream * 0xD1B54A32D192ED03ULL + a * 0x8CB92BA72F3D8DD7ULL + b * 0xAEF17502108EF2D9ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

double Normal(std::uint64_t stream, std::uint64_t a) {
    return std::sqrt(-2 * std::log(1 - Chance(stream, a, 1))) * std::cos(2 * std::numbers::pi * Chance(stream, a, 2));
}

bool IsColor(std::size_t model) {
    return model % 2 == 1;
}
// How a model shows its levels.
enum class Shows { kPercent, kFives, kTenParts, kSome };
Shows ShowsOf(std::size_t model) {
    constexpr std::array kOf{Shows::kPercent, Shows::kPercent, Shows::kPercent,  Shows::kFives,
                             Shows::kPercent, Shows::kPercent, Shows::kTenParts, Shows::kSome};
    return kOf[model / 2];
}

std::vector<catalog::Item> MakeItems() {
    std::vector<catalog::Item> items;
    for (std::size_t model = 0; model < ReplenishSample::kModels; ++model) {
        for (std::size_t color = 0; color < (IsColor(model) ? kColorants.size() : 1); ++color) {
            catalog::Item item;
            item.id = *catalog::ItemId::Parse(fmt::format("0199c000-0000-7000-8000-{:012x}", items.size()));
            item.part_number = fmt::format("P{}{}", model, kColorants[color]);
            item.manufacturer = ReplenishSample::ManufacturerOf(model);
            item.name = fmt::format("{} toner {}", kColorants[color], model);
            item.supply_type = "toner";
            item.colorant = kColorants[color];
            item.yield_pages = kYields[model % kYields.size()];
            if (model % 3 == 0) item.lead_time_days = 5;
            item.models = {{item.manufacturer, ReplenishSample::NameOf(model)}};
            items.push_back(std::move(item));
        }
    }
    return items;
}

std::size_t IndexOfItem(std::size_t model, std::size_t color) {
    return (model + 1) / 2 + model / 2 * kColorants.size() + color;
}

}  // namespace

std::string ReplenishSample::ManufacturerOf(std::size_t model) {
    return kManufacturers[model % kManufacturers.size()];
}
std::string ReplenishSample::NameOf(std::size_t model) {
    return fmt::format("{}{}", kSeries[model % kSeries.size()], 300 + 10 * model);
}
const std::vector<catalog::Item>& ReplenishSample::Items() {
    static const std::vector<catalog::Item> items = MakeItems();
    return items;
}

// Of each site five printers without color come first.
std::size_t ReplenishSample::SuppliesOf(std::size_t printer) {
    return printer % kPrintersOfSite < 5 ? 1 : 4;
}
std::size_t ReplenishSample::FirstOf(std::size_t printer) {
    const std::size_t place = printer % kPrintersOfSite;
    return printer / kPrintersOfSite * kSuppliesOfSite + (place < 5 ? place : 5 + 4 * (place - 5));
}

ReplenishSample::ReplenishSample(std::size_t sites, DayNumber first_day)
    : sites_(sites), engine_(replenishment::Profile::kBalanced, {}, {}, {}, {.deliveries_reported_late = true}) {
    for (std::size_t site = 0; site < sites; ++site) engine_.AddSite();
    for (std::size_t at = 0; at < sites * kPrintersOfSite; ++at) {
        const std::size_t site = at / kPrintersOfSite;
        const std::size_t color = at % kPrintersOfSite < 5 ? 0 : 1;
        Printer printer{.model = (14 * site + at % 3 * 2) % kModels + color};
        const double lasts_days = Chance(1, at) < 0.05 ? 2'000 : std::max(14.0, 85 * std::exp(0.6 * Normal(2, at)));
        printer.pages_a_day = Items()[IndexOfItem(printer.model, 0)].yield_pages / lasts_days * 7 / 5;
        printer.color_share = 0.15 + 0.5 * Chance(3, at);
        printer.pages = static_cast<std::int64_t>(400'000 * Chance(4, at));
        printer.color_pages = printer.pages / 5;
        printers_.push_back(printer);
        const auto index = engine_.AddPrinter(replenishment::SiteIndex(site));
        for (std::size_t slot = 0; slot < SuppliesOf(at); ++slot) {
            const std::size_t number = supplies_.size();
            const std::size_t item = IndexOfItem(printer.model, slot);
            Supply supply{.coverage = std::exp(0.25 * Normal(5, number)),
                          .level = 100 * Chance(6, number),
                          .shelf = Chance(7, number) < 0.5 ? 1 : 0};
            supply.fact = {.slot = static_cast<std::int32_t>(slot),
                           .type = "toner",
                           .colorant = kColorants[slot],
                           .description = fmt::format("{} toner", kColorants[slot]),
                           .unit = printing::Unit::kPercent,
                           .max_capacity_raw = 100};
            if (ShowsOf(printer.model) == Shows::kTenParts) {
                supply.fact.unit = printing::Unit::kItems;
                supply.fact.max_capacity_raw = 10;
            }
            supply.spec = replenishment::SpecOf(supply.fact, {&Items()[item], item});
            engine_.AddSupply(index, supply.spec, {.book = {.shelf = supply.shelf}});
            supplies_.push_back(std::move(supply));
        }
    }
    today_.day = first_day - 1;
    today_.answers.resize(printers_.size());
    today_.counters.resize(printers_.size());
    today_.readings.resize(supplies_.size());
}

void ReplenishSample::Use(std::size_t at, double pages) {
    Supply& supply = supplies_[at];
    supply.level -= pages * supply.coverage * 100 / supply.spec.gauge.yield_pages;
    while (supply.level <= 0 && supply.shelf > 0) {
        --supply.shelf;
        ++supply.cartridge;
        supply.level += 100;
    }
    supply.level = std::max(0.0, supply.level);
}

void ReplenishSample::Tell(std::size_t at, std::size_t model) {
    auto& fact = supplies_[at].fact;
    const double level = supplies_[at].level;
    switch (ShowsOf(model)) {
        case Shows::kPercent:
            fact.level_raw = std::lround(std::ceil(level));
            break;
        case Shows::kFives:
            fact.level_raw = 5 * std::lround(std::ceil(level / 5));
            break;
        case Shows::kTenParts:
            fact.level_raw = std::lround(std::ceil(level / 10));
            break;
        case Shows::kSome:
            fact.level_raw = level > 10 ? -3 : std::lround(std::ceil(level));
            break;
    }
    // Every other model reads the chip on its cartridges.
    if (model / 2 % 2 == 0) fact.cartridge_serial_number = fmt::format("C{}-{}", at, supplies_[at].cartridge);
    today_.readings[at] = replenishment::ReadingOf(fact);
}

const ReplenishSample::Day& ReplenishSample::Live() {
    const DayNumber day = ++today_.day;
    today_.delivered.assign(supplies_.size(), 0);
    for (std::size_t at = 0; at < supplies_.size(); ++at) {
        Supply& supply = supplies_[at];
        for (const Arrival& arrival : supply.arrivals) {
            if (arrival.day == day) today_.delivered[at] += arrival.cartridges;
        }
        std::erase_if(supply.arrivals, [&](const Arrival& arrival) { return arrival.day == day; });
        if (today_.delivered[at] == 0) continue;
        supply.shelf += today_.delivered[at];
        engine_.Delivered(replenishment::SupplyIndex(at), today_.delivered[at]);
    }
    for (std::size_t at = 0; at < printers_.size(); ++at) {
        Printer& printer = printers_[at];
        const auto number = static_cast<std::uint64_t>(day);
        const double busy = 0.4 - 0.6 * std::log(1 - Chance(8, at, number));
        const double pages =
            std::floor(printer.pages_a_day * busy * kActivity[static_cast<std::size_t>(replenishment::WeekdayOf(day))]);
        const double color = IsColor(printer.model) ? std::floor(pages * printer.color_share) : 0;
        printer.pages += static_cast<std::int64_t>(pages);
        printer.color_pages += static_cast<std::int64_t>(color);
        for (std::size_t i = 0; i < SuppliesOf(at); ++i) Use(FirstOf(at) + i, i == 0 ? pages : color);
        // One in forty is switched off for a week.
        today_.answers[at] = Chance(9, at, number / 7) >= 0.025;
        if (!today_.answers[at]) continue;
        printer.seen_on = day;
        today_.counters[at] = {printer.pages, std::nullopt};
        if (IsColor(printer.model)) today_.counters[at].color_pages = printer.color_pages;
        for (std::size_t i = 0; i < SuppliesOf(at); ++i) Tell(FirstOf(at) + i, printer.model);
    }
    return today_;
}

void ReplenishSample::Close() {
    for (std::size_t at = 0; at < printers_.size(); ++at) {
        if (!today_.answers[at]) continue;
        engine_.Read(replenishment::PrinterIndex(at), today_.day, today_.counters[at],
                     {&today_.readings[FirstOf(at)], SuppliesOf(at)});
    }
    decisions_ = engine_.Decide(today_.day);
    for (std::size_t at = 0; at < supplies_.size(); ++at) {
        const auto& decision = DecisionOf(at);
        if (decision.quantity == 0) continue;
        const auto days = 3 + static_cast<DayNumber>(4 * Chance(10, at, static_cast<std::uint64_t>(today_.day)));
        supplies_[at].arrivals.push_back({today_.day + days, decision.quantity});
    }
}

}  // namespace bench
