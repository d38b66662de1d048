#include "lib/asr1/plot.hpp"

#include <algorithm>

namespace replenishment {

GaugeEvent EventBetween(const SupplyState& before, const SupplyState& after) {
    const Gauge& then = before.gauge;
    const Gauge& now = after.gauge;
    if (!then.Known()) return GaugeEvent::kNone;
    if (then.undo_day != kNoDay && now.undo_day == kNoDay && now.level < then.level - 20) {
        return GaugeEvent::kUndone;
    }
    const bool other = then.cartridge != 0 && now.cartridge != 0 && then.cartridge != now.cartridge;
    const bool rose = now.level > then.level + 8;
    if (other || (rose && now.cartridge == 0)) return GaugeEvent::kReplaced;
    return rose ? GaugeEvent::kRefilled : GaugeEvent::kNone;
}

PlotDay& Plot::DayOf(DayNumber day) {
    if (days_.empty() || days_.back().day != day) {
        days_.emplace_back();
        days_.back().day = day;
    }
    return days_.back();
}

void Plot::OnSupply(SupplyIndex supply, PrinterIndex printer, std::string_view color, std::string_view item,
                    const SupplySpec& spec) {
    if (supply != supply_) return;
    known_ = true;
    printer_ = printer;
    color_ = color;
    item_ = item;
    gauge_ = spec.gauge;
}

void Plot::OnDelivery(SupplyIndex supply, DayNumber day, std::int32_t cartridges) {
    if (supply == supply_) DayOf(day).delivered += cartridges;
}

void Plot::OnReading(SupplyIndex supply, DayNumber day, const SupplyReading& reading, const SupplyState& before,
                     const SupplyState& after) {
    if (supply != supply_) return;
    PlotDay& here = DayOf(day);
    here.read = true;
    const bool level = reading.raw && *reading.raw >= 0 && *reading.raw <= 100;
    if (level || reading.raw == -3) here.reported = CellOf(gauge_, *reading.raw);
    const GaugeEvent event = EventBetween(before, after);
    here.replaced = here.replaced || event == GaugeEvent::kReplaced;
    here.refilled = here.refilled || event == GaugeEvent::kRefilled;
}

void Plot::OnDecision(SupplyIndex supply, DayNumber day, const Decision& decision, const SupplyState& state) {
    if (supply != supply_) return;
    PlotDay& here = DayOf(day);
    if (decision.forecast) {
        // Without a reading the gauge's state does not change; the decision goes on.
        here.level = here.read ? state.gauge.level : std::min(state.gauge.level, static_cast<float>(decision.percent));
        here.q10 = static_cast<float>(decision.q10);
        here.q50 = static_cast<float>(decision.q50);
        here.q90 = static_cast<float>(decision.q90);
        here.lasts = static_cast<float>(decision.lasts_days);
        here.trigger_days = static_cast<float>(decision.trigger_days);
    }
    here.shelf = state.book.shelf;
    here.transit = state.book.transit;
    if (decision.quantity > 0) orders_.emplace(day, decision);
}

std::string Plot::Svg(const PlotWords& words) const {
    return DrawPlot(days_, orders_,
                    {{"supply", static_cast<std::int64_t>(supply_.value())},
                     {"printer", static_cast<std::int64_t>(printer_.value())},
                     {"color", color_},
                     {"item", item_}},
                    words);
}

}  // namespace replenishment
