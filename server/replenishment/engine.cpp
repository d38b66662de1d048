#include "server/replenishment/engine.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace replenishment {
namespace {

constexpr int kHorizon = 129;      // days that are looked ahead
constexpr std::int64_t kMostPages = 200'000;  // in one day: more is a counter that was replaced
constexpr double kMostDays = 400;  // beyond, a forecast says nothing
// Where cartridges of this supply are really empty: seen when one is replaced, unless somebody replaced it early.
void LearnEnd(SupplyState& state, const Method& method, double level) {
    const double spread = state.end_doubt + method.end_noise;
    const bool stood_still = state.stalled > 0;
    const double off = level - state.end_level;
    const double run_dry = std::exp(-0.5 * off * off / spread) / std::sqrt(6.2832 * spread) * (1 - state.early);
    const double swapped = level > -1 && level < 30 ? state.early / 25 : level >= 30 ? 0.03 : 0;
    double trust = run_dry / (run_dry + swapped + 1e-6);
    if (stood_still) trust = std::max(trust, 0.8);
    state.early += static_cast<float>(0.15 * ((1 - trust) - state.early));
    state.early = std::clamp(state.early, 0.05F, 0.9F);
    if (level > 20) return;
    const double gain = trust * state.end_doubt / spread;
    state.end_level += static_cast<float>(gain * off);
    state.end_doubt = static_cast<float>((1 - gain) * state.end_doubt + 0.5);
}

// A busy printer that stands still at an empty gauge has no cartridge on the shelf, whatever the book says. Once it
// prints on without a new cartridge, that was wrong.
void AuditShelf(SupplyState& state, const Method& method, const GaugeStep& step, std::optional<double> use,
                bool working) {
    if (!use) return;
    if (*use > 0 || step.event == GaugeEvent::kReplaced) {
        if (step.event == GaugeEvent::kReplaced) {
            state.doubted = 0;
        } else if (state.doubted > 0) {
            state.shelf += state.doubted;
            state.doubted = 0;
        }
        state.stalled = 0;
        if (working) state.busy += 0.03F * (1 - state.busy);
        return;
    }
    if (!working) return;
    if (state.gauge.raw < 0 || state.gauge.raw > 12) {
        state.busy -= 0.03F * state.busy;
        return;
    }
    if (state.stalled < 1000) ++state.stalled;
    if (state.shelf > 0 && state.stalled >= 2 && state.stalled < 1000 &&
        std::pow(1.001 - state.busy, state.stalled) < method.stall) {
        state.doubted = static_cast<std::int16_t>(state.shelf);
        state.shelf = 0;
        state.stalled = 1000;  // once for each standstill
    }
}

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
    state.late = late;
    state.late_until = until;
}

void Engine::Delivered(std::size_t supply, std::int32_t cartridges) {
    auto& state = supplies_[supply].state;
    state.shelf += cartridges;
    state.transit = std::max(0, state.transit - cartridges);
    state.late = std::min(state.late, state.transit);
    if (state.late == 0) state.late_until = kNoDay;
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
    if (richest != nullptr && method_.neighbour > 0) --richest->state.shelf;
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
    if (!supply.spec.color && day - last <= 7) site.state.season.Learn(day, y * unit, weight);
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
        const GaugeStep step = Observe(state.gauge, supply.spec.gauge, method_, day,
                                       {readings[i].raw, readings[i].cartridge, state.shelf > 0, use});
        if (!state.gauge.Known()) continue;
        if (step.event == GaugeEvent::kReplaced) {
            for (int k = 0; k < step.cartridges; ++k) TakeFromShelf(at);
            state.stalled = 0;
        } else if (step.event == GaugeEvent::kUndone) {
            ++state.shelf;
        }
        Learn(supply, day, last, step, use);
        if (step.event == GaugeEvent::kReplaced) LearnEnd(state, method_, step.level_before);
        AuditShelf(state, method_, step, use, working);
    }
}

struct Engine::View {
    double level = 0;     // percent that can be counted on
    double position = 0;  // with shelf and transit
    Demand demand;
};

// A burst is a job of so many pages of a black cartridge's yield; what it takes of this supply, relative to that.
double Engine::BurstScale(const Supply& supply) const {
    const SupplyState& state = supply.state;
    if (!state.by_pages || state.rate.weight < 10) return supply.spec.color ? method_.burst_color : 1;
    const double nominal = PercentPerPage(state.gauge, supply.spec.gauge);
    if (!supply.spec.color) return nominal * supply.spec.gauge.yield_pages / 100;
    for (const std::size_t other : printers_[supply.printer].supplies) {
        const Supply& black = supplies_[other];
        if (black.spec.color || black.state.rate.mean <= 0) continue;
        return nominal * black.spec.gauge.yield_pages / 100 * std::min(1.0F, state.rate.mean / black.state.rate.mean);
    }
    return method_.burst_color;
}

Engine::View Engine::Look(const Supply& supply, DayNumber today, const DayWeights& weights) const {
    const SupplyState& state = supply.state;
    View view;
    const double unit = state.by_pages ? PercentPerPage(state.gauge, supply.spec.gauge) : 1.0;
    const double known = state.rate.weight / (state.rate.weight + method_.prior_weight);
    double rate = MeanOf(state.rate, method_) * unit;
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
    view.demand.burst_size = method_.burst_size * BurstScale(supply);
    double level = state.gauge.level;
    const DayNumber seen = state.gauge.seen_on;
    if (today > seen) {
        level = std::max(-15.0, level - view.demand.rate * weights.Sum(seen + 1, std::min(today, seen + 30)));
    }
    if (state.gauge.raw == -3) level = std::max(level, 12.0);
    view.level = std::max(0.0, level - (method_.end_learn > 0 ? static_cast<double>(state.end_level) : 0.0) - method_.end_level);
    const double walked = state.gauge.coverage.pages * PercentPerPage(state.gauge, supply.spec.gauge);
    view.demand.level_variance = method_.level_var * (state.end_doubt + method_.end_noise + state.gauge.coverage.doubt * walked * walked);
    view.position = view.level + 100.0 * (state.shelf + state.transit);
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
    for (Site& site : sites_) DecideSite(site, today, leads, decisions);
    return decisions;
}

void Engine::DecideSite(Site& site, DayNumber today, const std::vector<int>& leads,
                        std::vector<Decision>& decisions) {
    const DayWeights weights(site.state.calendar, holidays_);
    site.state.season.Close(today, weights.Of(today), method_.season_half_life);
    const Ahead ahead{CumulativeWeights(weights, site.state.season, method_.season_doubt, today, kHorizon)};
    std::vector<std::size_t> candidates;
    bool must = false;
    double hazard = 0;
    for (const std::size_t index : site.supplies) {
        Supply& supply = supplies_[index];
        SupplyState& state = supply.state;
        Decision& decision = decisions[index];
        if (!state.gauge.Known()) continue;
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
            decision.risk = risk(0);
            const bool risky = decision.risk > method_.published_risk || risk(1) - decision.risk > method_.published_hazard;
            decision.why = due ? Why::kDue : risky ? Why::kDueByRisk : decision.why;
            due = due || risky;
            joins = joins || risk(static_cast<int>(method_.published_wait)) - decision.risk > method_.published_join;
        } else {
            decision.risk = risk(0);
            const double next = risk(1) - decision.risk;
            hazard += next;
            const double scale = std::pow(std::clamp(site.state.interval / 30.0, 0.3, 3.0), method_.adapt);
            due = decision.risk > method_.must_risk || next > method_.must_hazard_one;
            joins = risk(std::max(1, static_cast<int>(method_.join_wait * scale))) - decision.risk > method_.join_risk;
            const double wanted =
                demand.Mean(ahead.At(static_cast<int>(method_.cover_days * std::pow(scale, method_.adapt_cover)))) -
                method_.net * std::max(0.0, view.position - demand.Mean(ahead.At(leads[1] + static_cast<int>(method_.net_days))));
            decision.quantity = std::clamp(static_cast<int>(std::ceil(wanted / 100 - method_.round)), 1, method_.most_cartridges);
            decision.why = due ? Why::kDueByRisk : decision.why;
        }
        if (!due && !joins) {
            decision.quantity = 0;
            continue;
        }
        must |= due;
        candidates.push_back(index);
        decision.verdict = due ? Verdict::kOrder : Verdict::kJoin;
    }
    if (profile_ == Profile::kBalanced) must = must || hazard > method_.must_hazard / std::pow(std::clamp(site.state.interval / 30.0, 0.3, 3.0), method_.adapt_must) && !candidates.empty();
    if (must) {
        if (site.state.shipped_on != kNoDay) {
            site.state.interval += 0.25F * (static_cast<float>(std::min(120, today - site.state.shipped_on)) - site.state.interval);
        }
        site.state.shipped_on = today;
    }
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
