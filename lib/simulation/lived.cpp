#include "lib/simulation/lived.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace simulation {
namespace {

using namespace replenishment;

constexpr double kEmpty = 0;      // percent: here a cartridge is replaced
constexpr double kSomeFrom = 12;  // percent: from here on a gauge of that kind says "some"
constexpr double kLowStage = 10;  // percent: values of a gauge of three stages
constexpr double kVeryLowStage = 1;
constexpr std::int32_t kMostSwaps = 20;  // of one supply a day

// A cartridge as it really is, and what lies beside it.
struct Real {
    double level = 0;  // percent
    std::int32_t shelf = 0;
    std::uint64_t cartridge = 0;
    bool out = false;
};

struct Delivery {
    std::size_t supply = 0;
    std::int32_t cartridges = 0;
};

class Life {
  public:
    Life(const Past& past, const Part& part, const Scenario& scenario)
        : past_(past),
          part_(part),
          scenario_(scenario),
          engine_(scenario.profile, scenario.rule, {}, part.fleet, MethodOf(scenario)) {
        for (std::size_t i = 0; i < part.sites.size(); ++i) {
            engine_.AddSite(part.site_states[i], past.holidays[part.sites[i]]);
        }
        for (const auto& printer : part.printers) {
            const auto& told = past.printers[printer.past];
            const PrinterIndex at = engine_.AddPrinter(printer.site);
            first_.push_back(real_.size());
            pages_.emplace_back(static_cast<double>(printer.pages), static_cast<double>(printer.color_pages));
            for (std::size_t i = 0; i < told.supplies.size(); ++i) {
                SupplySpec spec = told.supplies[i].spec;
                if (!scenario.own_terms) {
                    spec.rule.reset();
                    spec.spares = scenario.spares_kept;
                }
                engine_.AddSupply(at, spec, printer.states[i]);
                const auto& gauge = printer.states[i].gauge;
                real_.push_back({gauge.Known() ? std::max<double>(kEmpty, gauge.level) : figure::kFull, 0,
                                 printer.tells_serial[i] ? ++serial_ : 0, false});
                sites_.push_back(printer.site);
                items_.push_back(spec.item);
                prices_.push_back(told.supplies[i].price);
            }
        }
        for (std::size_t at = 0; at < real_.size(); ++at) of_item_[{sites_[at].value(), items_[at]}].push_back(at);
    }

    Outcome Go(const std::function<bool()>& stop) {
        const DayNumber begin = past_.first + kWarmUpDays;
        for (DayNumber day = begin; day <= past_.last; ++day) {
            const auto month = static_cast<std::size_t>((day - begin) / kDaysOfMonth);
            if (month >= outcome_.months.size()) {
                if (stop && stop()) return {};
                outcome_.months.emplace_back();
                days_.push_back(0);
            }
            Arrive(day);
            for (std::size_t i = 0; i < part_.printers.size(); ++i)
                Print(i, static_cast<std::size_t>(day - begin), day);
            Order(day);
            std::int64_t shelf = 0;
            for (const auto& real : real_) {
                shelf += real.shelf;
                if (real.out) ++outcome_.stock_out_days;
            }
            outcome_.months.back().shelf += static_cast<double>(shelf);
            outcome_.shelf += static_cast<double>(shelf);
            ++days_.back();
        }
        const DayNumber lived = past_.last - begin + 1;
        if (lived > 0) outcome_.shelf /= lived;
        for (std::size_t i = 0; i < days_.size(); ++i) outcome_.months[i].shelf /= days_[i];
        return std::move(outcome_);
    }

  private:
    static Method MethodOf(const Scenario& scenario) {
        Method method;
        if (scenario.must_risk > 0) {
            method.must_risk = method.published_must_risk = scenario.must_risk;
            method.young_must_risk = method.published_young_must_risk =
                std::min(scenario.must_risk, method.young_must_risk);
        }
        return method;
    }

    void Arrive(DayNumber day) {
        const auto [first, last] = on_their_way_.equal_range(day);
        for (auto at = first; at != last; ++at) {
            real_[at->second.supply].shelf += at->second.cartridges;
            engine_.Delivered(SupplyIndex(at->second.supply), at->second.cartridges, day);
        }
        on_their_way_.erase(first, last);
    }

    // From the own shelf, or from a neighbor's (ASR-12).
    bool Swap(std::size_t at) {
        std::size_t from = at;
        if (real_[at].shelf == 0) {
            for (const std::size_t other : of_item_[{sites_[at].value(), items_[at]}]) {
                if (real_[other].shelf > real_[from].shelf) from = other;
            }
        }
        if (real_[from].shelf == 0) return false;
        --real_[from].shelf;
        real_[at].level += figure::kFull;
        if (real_[at].cartridge != 0) real_[at].cartridge = ++serial_;
        return true;
    }

    // A printer whose supply is empty prints nothing that takes it.
    void Print(std::size_t i, std::size_t lived, DayNumber day) {
        const auto& printer = part_.printers[i];
        const auto& told = past_.printers[printer.past];
        const ObservedDay& was = printer.days[lived];
        bool black_out = false;
        bool color_out = false;
        for (std::size_t k = 0; k < told.supplies.size(); ++k) {
            const std::size_t at = first_[i] + k;
            if (real_[at].out && Swap(at)) real_[at].out = false;
            if (real_[at].out) (told.supplies[k].spec.color ? color_out : black_out) = true;
        }
        const double color = black_out || color_out ? 0 : was.color_pages;
        const double pages = black_out ? 0 : was.pages - was.color_pages + color;
        pages_[i].first += pages;
        pages_[i].second += color;
        for (std::size_t k = 0; k < told.supplies.size(); ++k) {
            const std::size_t at = first_[i] + k;
            const bool is_color = told.supplies[k].spec.color;
            if (black_out || (is_color && color_out)) continue;
            const double share = is_color || was.pages <= 0 ? 1 : pages / was.pages;
            Use(at, was.used[k] * share);
        }
        if (!was.read) return;
        readings_.clear();
        for (std::size_t k = 0; k < told.supplies.size(); ++k) {
            const Real& real = real_[first_[i] + k];
            readings_.push_back({Shown(printer.gauges[k], real.level), real.cartridge});
        }
        Counters counters;
        if (printer.counts) counters.pages = std::llround(pages_[i].first);
        if (printer.counts_color) counters.color_pages = std::llround(pages_[i].second);
        engine_.Read(PrinterIndex(i), day, counters, readings_);
    }

    void Use(std::size_t at, double percent) {
        Real& real = real_[at];
        real.level -= percent;
        for (std::int32_t swaps = 0; real.level <= kEmpty && swaps < kMostSwaps; ++swaps) {
            if (Swap(at)) continue;
            real.level = kEmpty;
            real.out = true;
            ++outcome_.stock_outs;
            ++outcome_.months.back().stock_outs;
            return;
        }
    }

    void Order(DayNumber day) {
        const auto decisions = engine_.Decide(day);
        (void)engine_.TakeHappenings();
        std::vector<bool> shipped(part_.sites.size());
        for (const SupplyIndex at : decisions.Indexes()) {
            if (decisions[at].verdict == Verdict::kNoOrder) continue;
            const std::int32_t cartridges = decisions[at].quantity;
            const SiteIndex site = sites_[at.value()];
            const auto& holidays = past_.holidays[part_.sites[site.value()]];
            static const Holidays kNone;
            const DayNumber door =
                day + std::max(1, CalendarDays(holidays ? *holidays : kNone, day, scenario_.lead_days));
            on_their_way_.emplace(door, Delivery{at.value(), cartridges});
            outcome_.cartridges += cartridges;
            outcome_.months.back().cartridges += cartridges;
            outcome_.cartridge_cost += prices_[at.value()] * cartridges;
            if (prices_[at.value()] <= 0) outcome_.without_price += cartridges;
            if (shipped[site.value()]) continue;
            shipped[site.value()] = true;
            ++outcome_.shipments;
            ++outcome_.months.back().shipments;
            outcome_.shipment_cost += scenario_.shipment_cost;
        }
    }

    const Past& past_;
    const Part& part_;
    const Scenario& scenario_;
    Engine engine_;
    std::vector<Real> real_;  // by supply of the engine
    std::vector<SiteIndex> sites_;
    std::vector<std::size_t> items_;
    std::vector<double> prices_;
    std::vector<std::size_t> first_;                // by printer: its first supply
    std::vector<std::pair<double, double>> pages_;  // by printer: all, in color
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> of_item_;
    std::multimap<DayNumber, Delivery> on_their_way_;
    std::vector<SupplyReading> readings_;
    std::vector<int> days_;  // by month
    std::uint64_t serial_ = 0;
    Outcome outcome_;
};

}  // namespace

int Shown(const GaugeSpec& gauge, double level) {
    const double left = std::clamp(level, 0.0, figure::kFull);
    switch (gauge.kind) {
        case GaugeKind::kThreeStage:
            return static_cast<int>(left > kLowStage       ? figure::kFull
                                    : left > kVeryLowStage ? kLowStage
                                    : left > 0             ? kVeryLowStage
                                                           : 0);
        case GaugeKind::kSomeRemaining:
            return left > kSomeFrom ? figure::kSomeRemaining : static_cast<int>(std::ceil(left));
        case GaugeKind::kSteps:
            break;
    }
    const double step = std::max(1.0, gauge.step);
    return static_cast<int>(std::min(figure::kFull, step * std::ceil(left / step)));
}

Outcome LivePart(const Past& past, const Part& part, const Scenario& scenario, const std::function<bool()>& stop) {
    return Life(past, part, scenario).Go(stop);
}

}  // namespace simulation
