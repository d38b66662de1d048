#include <algorithm>
#include <bit>
#include <cmath>

#include "server/economics/economics.hpp"

namespace economics {
namespace {

using replenishment::CartridgeChange;
using replenishment::CartridgeEvent;

constexpr double kFull = 100;

// Counters that ran on; nullopt where they are not told or were reset.
std::optional<std::int64_t> Between(const std::optional<std::int64_t>& at, const std::optional<std::int64_t>& now) {
    if (!at || !now || *now < *at) return std::nullopt;
    return *now - *at;
}

bool TakesColorOnly(const CartridgeEvent& event) {
    return !event.colorant.empty() && event.colorant != "black" && !event.type.starts_with("waste");
}

bool GaugeTells(const CartridgeEvent& event) {
    return event.raw >= 0;
}

}  // namespace

Ended EndOf(const CartridgeEvent& event, bool moved) {
    if (event.change == CartridgeChange::kRefilled) return Ended::kRefilled;
    if (moved) return Ended::kMoved;
    if (event.stood_still) return Ended::kEmpty;
    if (!GaugeTells(event)) return Ended::kUnknown;
    return event.level > kEarlyAbove ? Ended::kEarly : Ended::kEmpty;
}

Record Close(const InPrinter& in, const CartridgeEvent& event, RecordId id) {
    Record record{.id = id,
                  .printer_id = event.printer,
                  .supply_slot = event.slot,
                  .site_id = event.site,
                  .model_key = catalog::ModelKey(event.manufacturer, event.model),
                  .model_name = event.manufacturer + " " + event.model,
                  .supply_type = event.type,
                  .colorant = event.colorant,
                  .item_id = std::nullopt,
                  .part_number = "",
                  .item_name = "",
                  .cartridge = in.cartridge,
                  .serial_number = in.serial_number,
                  .starter = in.starter,
                  .installed_on = in.installed_on,
                  .removed_on = event.day,
                  .pages_at = in.pages_at,
                  .color_pages_at = in.color_pages_at};
    record.ended = EndOf(event, in.moved);
    if (GaugeTells(event) || event.stood_still) {
        record.level_percent = event.stood_still ? 0 : std::clamp(std::round(event.level * 10) / 10, 0.0, kFull);
    }
    // What was printed before the printer was first read belongs to its first cartridge, too, and is not known.
    if (in.installed_on) {
        record.pages = Between(in.pages_at, event.pages);
        record.color_pages = Between(in.color_pages_at, event.color_pages);
    }
    if (!event.item) return record;
    const catalog::Item& item = *event.item;
    record.item_id = item.id;
    record.part_number = item.part_number;
    record.item_name = item.name;
    const std::int32_t yield = in.starter && item.starter_yield_pages > 0 ? item.starter_yield_pages : item.yield_pages;
    if (yield > 0) record.pages_expected = yield;
    const auto& printed = TakesColorOnly(event) && record.color_pages ? record.color_pages : record.pages;
    if (yield > 0 && printed && *printed > 0 && record.level_percent) {
        const double used = yield * (kFull - *record.level_percent) / kFull;
        record.coverage_percent = kYieldCoverage * used / static_cast<double>(*printed);
    }
    const bool is_left = record.ended == Ended::kEarly || record.ended == Ended::kEmpty;
    if (is_left && record.level_percent && item.price.amount_minor) {
        record.value_left_minor =
            std::llround(static_cast<double>(*item.price.amount_minor) * *record.level_percent / kFull);
        record.currency = item.price.currency;
    }
    return record;
}

InPrinter Open(const CartridgeEvent& event) {
    InPrinter in{.printer_id = event.printer,
                 .supply_slot = event.slot,
                 .cartridge = std::bit_cast<std::int64_t>(event.now),
                 .serial_number = event.serial_number,
                 .installed_on = event.day,
                 .pages_at = event.pages,
                 .color_pages_at = event.color_pages};
    if (event.change == CartridgeChange::kFound) {
        in.installed_on.reset();
        in.starter = event.starter;
    }
    return in;
}

}  // namespace economics
