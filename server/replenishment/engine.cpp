#include "server/replenishment/engine.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace replenishment {
namespace {

constexpr int kHorizon = 129;      // days that are looked ahead
constexpr std::int64_t kMostPages = 200'000;  // in one day: more is a counter that was replaced
constexpr double kMostDays = 400;  // beyond, a forecast says nothing
// A delivery takes 3, 4, 6 working days, or 14 on back order, with these shares.
constexpr std::array kLeadDays{3, 4, 6, 14};
constexpr std::array kLeadShares{0.35, 0.40, 0.21, 0.04};

}  // namespace

std::size_t Engine::AddSite(SiteState state) {
    sites_.push_back({state, {}});
    return sites_.size() - 1;
}

std::size_t Engine::AddPrinter(std::size_t site) {
    printers_.push_back({site, {}});
    return printers_.size() - 1;
}

std::size_t Engine::AddSupply(std::size_t printer, const SupplySpec& spec, const SupplyState& state) {
    const std::size_t site = printers_[printer].site;
    supplies_.push_back({printer, site, spec, state});
    const std::size_t index = supplies_.size() - 1;
    printers_[printer].supplies.push_back(index);
    sites_[site].supplies.push_back(index);
    return index;
}

void Engine::SetTransit(std::size_t supply, std::int32_t cartridges, std::int32_t late, DayNumber until) {
    auto& state = supplies_[supply].state;
    state.transit = cartridges;
    state.early = std::min(state.early, cartridges);
    state.late = late;
    state.late_until = until;
}

void Engine::Delivered(std::size_t supply, std::int32_t cartridges) {
    auto& state = supplies_[supply].state;
    const std::int32_t put_in = std::min(state.early, cartridges);
    state.early -= put_in;
    state.shelf += cartridges - put_in;
    state.transit = std::max(0, state.transit - cartridges);
    state.late = std::min(state.late, state.transit);
    if (state.late == 0) state.late_until = kNoDay;
    state.stalled = 0;
}

void Engine::Announced(std::size_t supply, std::int32_t cartridges, DayNumber job_day) {
    auto& state = supplies_[supply].state;
    state.transit += cartridges;
    state.reserved = 100.0F * static_cast<float>(cartridges);
    state.reserved_from = job_day;
}

void Engine::Emergency(std::size_t supply, std::int32_t cartridges) {
    auto& state = supplies_[supply].state;
    state.transit += cartridges;
    state.shelf = 0;
    state.gauge.level = 0;
    state.stalled = 0;
}

void Engine::BackOrdered(std::size_t supply, std::int32_t cartridges, DayNumber arrives) {
    auto& state = supplies_[supply].state;
    state.late = std::min(state.transit, state.late + cartridges);
    state.late_until = std::max(state.late_until, arrives);
}

void Engine::TakeFromShelf(std::size_t index) {
    Supply& supply = supplies_[index];
    if (supply.state.shelf > 0) {
        --supply.state.shelf;
        return;
    }
    // Nothing of its own: somebody took a neighbour's.
    Supply* richest = nullptr;
    for (const std::size_t other : sites_[supply.site].supplies) {
        Supply& candidate = supplies_[other];
        if (other == index || candidate.spec.item != supply.spec.item || candidate.state.shelf == 0) continue;
        if (richest == nullptr || candidate.state.shelf > richest->state.shelf) richest = &candidate;
    }
    if (richest != nullptr) {
        --richest->state.shelf;
    } else if (method_.deliveries_told_late && supply.state.early < supply.state.transit) {
        ++supply.state.early;
    }
}

void Engine::Learn(Supply& supply, DayNumber day, DayNumber last, const GaugeStep& step,
                   std::optional<double> pages) {
    SupplyState& state = supply.state;
    if (last == kNoDay) return;
    std::optional<double> used = step.used;
    double unit = 1;  // percent
    if (pages) {
        used = pages;
        unit = PercentPerPage(state.gauge, supply.spec.gauge);
    }
    if (!used) return;
    if (!state.by_pages && pages) {
        state.by_pages = true;
        state.rate = {};
    } else if (state.by_pages && !pages) {
        used = *used / PercentPerPage(state.gauge, supply.spec.gauge);
        unit = PercentPerPage(state.gauge, supply.spec.gauge);
    }
    Site& site = sites_[supply.site];
    const DayWeights weights(site.state.calendar, holidays_);
    const double weight = weights.Sum(std::min(day, last + 1), day);
    if (day - last <= 1 && !supply.spec.color && state.rate.weight > 10 && state.rate.mean * unit > 0.15) {
        site.state.calendar.Learn(day, holidays_.contains(day), *used / state.rate.mean);
    }
    double y = *used;
    if (state.reserved > 0 && day >= state.reserved_from && day < state.reserved_from + 10 &&
        state.rate.weight > 0 && y > 3 * state.rate.mean * weight) {
        y = state.rate.mean * weight;  // the announced job
    }
    const double before = state.rate.mean;
    const bool learned = state.rate.weight > 15;
    const RateStep result = Observe(state.rate, method_, y, weight, 0.5 / unit);
    if (result.weight > 0 && learned) {
        const double burst = std::min(150.0, result.burst * unit);
        fleet_.weight += result.weight;
        fleet_.used += before * unit * result.weight;
        fleet_.burst += burst;
        fleet_.burst_squares += burst * burst;
    }
}

void Engine::Read(std::size_t index, DayNumber day, const Counters& counters,
                  std::span<const SupplyReading> readings) {
    const Printer& printer = printers_[index];
    const bool working = IsWorkingDay(holidays_, day);
    // Both counters count, or neither: a board that was replaced resets them together.
    bool counted = true;
    const auto counter_of = [&](const Supply& supply) {
        return supply.spec.color && counters.color_pages ? counters.color_pages : counters.pages;
    };
    for (const std::size_t at : printer.supplies) {
        const auto now = counter_of(supplies_[at]);
        const std::int64_t before = supplies_[at].state.counter;
        counted = counted && (!now || before < 0 || (*now >= before && *now - before < kMostPages));
    }
    for (std::size_t i = 0; i < printer.supplies.size() && i < readings.size(); ++i) {
        const std::size_t at = printer.supplies[i];
        Supply& supply = supplies_[at];
        SupplyState& state = supply.state;
        const DayNumber last = state.gauge.seen_on;
        if (day <= last) continue;
        const auto counter = counter_of(supply);
        std::optional<double> use;
        if (counted && counter && state.counter >= 0) use = static_cast<double>(*counter - state.counter);
        if (counter) state.counter = *counter;
        See(state.looks, readings[i].raw);
        const GaugeStep step = Observe(state.gauge, SpecAsSeen(state.looks, supply.spec.gauge), method_, day,
                                       {readings[i].raw, readings[i].cartridge, state.shelf > 0, use});
        if (!state.gauge.Known()) continue;
        if (step.event == GaugeEvent::kReplaced) {
            for (int k = 0; k < step.cartridges; ++k) TakeFromShelf(at);
            state.stalled = 0;
            state.replaced_on = day;
        } else if (step.event == GaugeEvent::kUndone) {
            state.early > 0 ? --state.early : ++state.shelf;
            state.replaced_on = kNoDay;
        }
        Learn(supply, day, last, step, use);
        if (!working || !use) continue;
        if (*use > 0) {
            state.busy += 0.1F * (static_cast<float>(*use) - state.busy);
            state.stalled = 0;
        } else if (state.gauge.raw >= 0 && state.gauge.raw <= 12 && state.busy > 8) {
            ++state.stalled;
        }
        // A busy printer that stands still at an empty gauge: there is no cartridge on the shelf, whatever the book says.
        if (state.shelf > 0 && state.stalled >= 2 && day - state.audited_on > 30) {
            state.shelf = 0;
            state.stalled = 0;
            state.audited_on = day;
        }
    }
}

struct Engine::View {
    double level = 0;     // percent that can be counted on
    double position = 0;  // with shelf and transit
    Demand demand;
};

Engine::View Engine::Look(const Supply& supply, DayNumber today, const DayWeights& weights) const {
    const SupplyState& state = supply.state;
    View view;
    const double unit = state.by_pages ? PercentPerPage(state.gauge, supply.spec.gauge) : 1.0;
    const double known = state.rate.weight / (state.rate.weight + method_.prior_weight);
    double rate = MeanOf(state.rate) * unit;
    if (state.rate.weight == 0) {
        rate = method_.prior_rate;
        view.demand = {.rate = rate, .day_variance = 4, .rate_doubt = 0.6};
    } else {
        if (state.rate.weight < 3) rate = known * rate + (1 - known) * method_.prior_rate;
        const double doubt = 0.35 * (1 - known);
        view.demand = {.rate = std::max(rate * fleet_.Inflation(), 0.004),
                       .day_variance = std::clamp<double>(state.rate.variance, 0.15, 30),
                       .rate_doubt = std::sqrt(method_.rate_doubt * method_.rate_doubt + doubt * doubt)};
    }
    view.demand.burst_variance = fleet_.BurstVariance(method_) * std::min(1.0, view.demand.rate / 0.6);
    view.demand.burst_rate = method_.burst_rate;
    view.demand.burst_size = method_.burst_size * (supply.spec.color ? method_.burst_color : 1);
    double level = state.gauge.level;
    const DayNumber seen = state.gauge.seen_on;
    if (today > seen) {
        level = std::max(0.0, level - view.demand.rate * weights.Sum(seen + 1, std::min(today, seen + 30)));
    }
    if (state.gauge.raw == -3) level = std::max(level, 12.0);
    view.level = std::max(0.0, level - method_.end_level);
    view.position = view.level + 100.0 * (state.shelf + std::max(0, state.transit - state.early));
    if (state.reserved > 0 && today < state.reserved_from + 21 && (state.transit > 0 || state.shelf > 0)) {
        view.position -= std::min<double>(state.reserved, view.position);
    }
    return view;
}

// What is ahead of a site, seen from today.
struct Engine::Ahead {
    std::vector<double> sums;  // calendar weight of the next k days
    [[nodiscard]] double At(int days) const { return sums[static_cast<std::size_t>(std::min(days, kHorizon))]; }
};

void Engine::Forecast(const View& seen, const Ahead& ahead, Decision& decision) const {
    View view = seen;
    view.demand.rate /= 1 + method_.fc_deflate * (fleet_.Inflation() - 1);
    const double level = std::max(0.0, view.level + method_.fc_end);
    // The first day on which `need` reaches the level.
    const auto first = [&](auto need) {
        const double most = need(kHorizon);
        if (most < level) return std::min(kMostDays, most > 0 ? kHorizon * level / most : kMostDays);
        int low = 0;
        int high = kHorizon;
        while (high - low > 1) {
            const int middle = (low + high) / 2;
            (need(middle) < level ? low : high) = middle;
        }
        return static_cast<double>(high);
    };
    const auto quantile = [&](double z) {
        return first([&](int days) { return view.demand.Quantile(z, ahead.At(days), days); });
    };
    decision.q50 = first([&](int days) { return view.demand.Mean(ahead.At(days)); });
    decision.q10 = std::min(decision.q50, quantile(method_.fc_z10));
    decision.q90 = std::max(decision.q50, quantile(-method_.fc_z90));
    const double week = view.demand.Mean(ahead.At(28)) / 28;
    decision.daily_percent = week;
    decision.lasts_days = week > 0 ? std::min(kMostDays, view.position / week) : kMostDays;
}

std::vector<Decision> Engine::Decide(DayNumber today) {
    std::vector<Decision> decisions(supplies_.size());
    std::vector<int> leads;
    for (const int days : kLeadDays) leads.push_back(CalendarDays(holidays_, today, days));
    leads.push_back(CalendarDays(holidays_, today, method_.must_working_days));
    for (const Site& site : sites_) DecideSite(site, today, leads, decisions);
    return decisions;
}

void Engine::DecideSite(const Site& site, DayNumber today, const std::vector<int>& leads,
                        std::vector<Decision>& decisions) {
    const DayWeights weights(site.state.calendar, holidays_);
    const Ahead ahead{CumulativeWeights(weights, today, kHorizon)};
    std::vector<std::size_t> candidates;
    bool must = false;
    double hazard = 0;
    for (const std::size_t index : site.supplies) {
        Supply& supply = supplies_[index];
        SupplyState& state = supply.state;
        Decision& decision = decisions[index];
        if (!state.gauge.Known()) {
            if (supply.spec.blocked) decision.why = *supply.spec.blocked;
            continue;
        }
        if (state.reserved > 0 && today >= state.reserved_from + 21) state.reserved = 0;
        const View view = Look(supply, today, weights);
        decision.forecast = true;
        decision.percent = view.level;
        decision.shelf = state.shelf;
        decision.transit = state.transit;
        decision.silent_days = today - state.gauge.seen_on;
        Forecast(view, ahead, decision);
        if (supply.spec.blocked) {
            decision.why = *supply.spec.blocked;
            continue;
        }
        if (decision.silent_days > method_.silent_days) {
            decision.why = Why::kNotReporting;
            continue;
        }
        decision.why = state.transit > 0 ? Why::kOnItsWay : Why::kEnough;
        const auto& demand = view.demand;
        // P(out when an order of `delay` days from now arrives).
        const auto risk = [&](int delay) {
            double sum = 0;
            for (std::size_t i = 0; i < kLeadShares.size(); ++i) {
                const int days = std::min(kHorizon, leads[i] + delay);
                const double position =
                    view.position - (state.late > 0 && today + days < state.late_until ? 100.0 * state.late : 0);
                sum += kLeadShares[i] * demand.Exceeds(position, ahead.At(days), days);
            }
            return sum;
        };
        bool due = false;
        bool joins = false;
        if (profile_ == Profile::kPublished) {
            due = view.position <= demand.Mean(ahead.At(rule_.order_days));
            joins = view.position <= demand.Mean(ahead.At(rule_.join_days));
            decision.quantity = std::max(1, static_cast<int>(std::ceil(demand.Mean(ahead.At(rule_.cover_days)) / 100 - 1e-9)));
            decision.why = due ? Why::kDue : decision.why;
        } else if (method_.rule < 0.5) {
            const int lead = leads.back();
            due = view.position < demand.Quantile(method_.must_z, ahead.At(lead), lead);
            const int join = std::min(kHorizon, lead + method_.join_days);
            joins = view.position < demand.Quantile(method_.join_z, ahead.At(join), join);
            const double wanted = (demand.Mean(ahead.At(lead + method_.cover_days)) - view.position) / 100;
            decision.quantity = std::clamp(static_cast<int>(std::ceil(wanted - 0.5)), 1, method_.most_cartridges);
        } else {
            decision.risk = risk(0);
            hazard += risk(1) - decision.risk;
            const int wait = static_cast<int>(method_.join_wait);
            joins = (risk(wait) - decision.risk) / wait >= method_.join_hazard;
            const double wanted = (demand.Mean(ahead.At(leads[1] + method_.cover_days)) - view.position) / 100;
            decision.quantity = std::clamp(static_cast<int>(std::ceil(wanted - method_.round)), 1, method_.most_cartridges);
        }
        if (!due && !joins) {
            decision.quantity = 0;
            continue;
        }
        must |= due;
        candidates.push_back(index);
        decision.verdict = due ? Verdict::kOrder : Verdict::kJoin;
    }
    if (profile_ == Profile::kBalanced && method_.rule > 0.5) must = hazard > method_.must_hazard && !candidates.empty();
    for (const std::size_t index : candidates) {
        Decision& decision = decisions[index];
        if (!must) {
            decision.verdict = Verdict::kNoOrder;
            decision.why = Why::kWaits;
            decision.quantity = 0;
            continue;
        }
        if (decision.verdict == Verdict::kJoin) decision.why = Why::kJoins;
        supplies_[index].state.transit += decision.quantity;
    }
}

bool Engine::HighVolume(std::size_t printer) const {
    for (const std::size_t index : printers_[printer].supplies) {
        const Supply& supply = supplies_[index];
        const SupplyState& state = supply.state;
        const double unit = state.by_pages ? PercentPerPage(state.gauge, supply.spec.gauge) : 1.0;
        if (state.rate.weight > 25 && state.rate.mean * unit * 5.2 >= 200) return true;
    }
    return false;
}

double FleetState::BurstVariance(const Method& method) const {
    return weight > 3000 ? 0.2 * method.burst_variance + 0.8 * burst_squares / weight * 5.4 / 7
                         : method.burst_variance;
}

double FleetState::Inflation() const { return weight > 3000 ? 1 + burst / std::max(1.0, used) : 1.05; }

}  // namespace replenishment
