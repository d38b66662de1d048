#include "lib/replenishment/engine.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "lib/replenishment/due.hpp"
#include "lib/replenishment/high_volume.hpp"

namespace replenishment {
namespace {

// A cartridge that was in the printer when it was first read may be anywhere in the cell of its
// gauge, of which `level` was at first taken to be the middle; what was used since is known, and
// makes what is left of the cell smaller.
double FoundVariance(const Cell& cell, double level) {
    const double width = cell.high - cell.low;
    if (width <= figure::kWideCell) return 0;
    const double used = (cell.high + cell.low) / 2 - level;
    const double left = std::clamp(width - used, 0.0, width);
    return left * left / figure::kUniform;
}

// Of a full cartridge, what the one in the printer holds (ASR-19).
double ShareOf(const SupplySpec& spec, const SupplyState& state) {
    return state.starter == Starter::kIn && spec.starter_yield_pages > 0
               ? spec.starter_yield_pages / spec.gauge.yield_pages
               : 1;
}

// ASR-18: cartridges that stay are not counted on.
void KeepBack(Outlook& outlook, const ShelfBook& book, std::int32_t spares) {
    outlook.position -= figure::kFull * std::min(spares, book.shelf + book.Coming());
    outlook.position = std::max(0.0, outlook.position);
}

}  // namespace

SiteIndex Engine::AddSite(SiteState state, std::shared_ptr<const Holidays> holidays, DeliveryWeek week) {
    return sites_.Add({state, holidays ? std::move(holidays) : holidays_, week, {}});
}

PrinterIndex Engine::AddPrinter(SiteIndex site) {
    return printers_.Add({site, {}});
}

SupplyIndex Engine::AddSupply(PrinterIndex printer, const SupplySpec& spec, const SupplyState& state) {
    const SiteIndex site = printers_[printer].site;
    const SupplyIndex index = supplies_.Add({printer, site, spec, state});
    printers_[printer].supplies.push_back(index);
    sites_[site].supplies.push_back(index);
    return index;
}

void Engine::SetTransit(SupplyIndex supply, std::int32_t cartridges, std::int32_t late, DayNumber until) {
    ShelfBook& book = supplies_[supply].state.book;
    book.transit = cartridges;
    book.early = std::min(book.early, cartridges);
    book.late = late;
    book.late_until = late > 0 ? until : kNoDay;
}

void Engine::Delivered(SupplyIndex supply, std::int32_t cartridges, DayNumber day) {
    ShelfBook& book = supplies_[supply].state.book;
    const Holidays& holidays = *sites_[supplies_[supply].site].holidays;
    // With two orders on their way it is not known which of them arrived.
    if (day != kNoDay && book.ordered_on != kNoDay && book.transit == cartridges) {
        fleet_.lead_times.Learn(WorkingDays(holidays, book.ordered_on, day));
        book.ordered_on = kNoDay;
    }
    const std::int32_t before = book.shelf;
    book.Deliver(cartridges);
    NoteShelf(supply, day, ShelfCause::kDelivered, before);
    // A new chance to be put in: a standstill is counted anew from now on.
    if (book.doubted == 0) book.standstill = 0;
}

void Engine::Announced(SupplyIndex supply, std::int32_t cartridges, DayNumber job_day) {
    SupplyState& state = supplies_[supply].state;
    state.book.transit = std::max(0, state.book.transit + cartridges);
    // With a second job it is not known which cartridges belong to which: all wait for the later day.
    state.reserved = std::max(0.0F, state.reserved + static_cast<float>(figure::kFull * cartridges));
    state.reserved_from = std::max(state.reserved_from, job_day);
}

void Engine::Returned(SupplyIndex supply, std::int32_t cartridges, bool announced) {
    SupplyState& state = supplies_[supply].state;
    state.book.shelf = std::max(0, state.book.shelf - cartridges);
    if (announced) state.reserved = std::max(0.0F, state.reserved - static_cast<float>(figure::kFull * cartridges));
}

void Engine::Emergency(SupplyIndex supply, std::int32_t cartridges) {
    SupplyState& state = supplies_[supply].state;
    state.book.transit += cartridges;
    const std::int32_t before = std::exchange(state.book.shelf, 0);
    NoteShelf(supply, state.gauge.seen_on, ShelfCause::kCorrected, before);
    state.book.doubted = 0;
    state.gauge.level = 0;
}

void Engine::BackOrdered(SupplyIndex supply, std::int32_t cartridges, DayNumber arrives) {
    supplies_[supply].state.book.BackOrder(cartridges, arrives);
}

std::optional<SupplyIndex> Engine::RichestNeighbor(SupplyIndex index) const {
    std::optional<SupplyIndex> richest;
    std::int32_t most = 0;
    for (const SupplyIndex other : sites_[supplies_[index].site].supplies) {
        if (other == index || supplies_[other].spec.item != supplies_[index].spec.item) continue;
        if (supplies_[other].state.book.shelf <= most) continue;
        most = supplies_[other].state.book.shelf;
        richest = other;
    }
    return richest;
}

void Engine::NoteShelf(SupplyIndex supply, DayNumber day, ShelfCause cause, std::int32_t before,
                       std::optional<SupplyIndex> other) {
    const std::int32_t change = supplies_[supply].state.book.shelf - before;
    if (change != 0) happenings_.shelf.push_back({supply, day, cause, change, other});
}

void Engine::TakeFromShelf(SupplyIndex index, CartridgeNews& news) {
    ShelfBook& book = supplies_[index].state.book;
    if (book.IsInCount(news.day)) return;
    if (book.HasSpare()) {
        std::int32_t before = book.shelf;
        if (book.shelf == 0) book.TakeBack();
        NoteShelf(index, news.day, ShelfCause::kFound, before);
        before = book.shelf;
        book.Take();
        NoteShelf(index, news.day, ShelfCause::kInstalled, before);
        ++news.taken;
        return;
    }
    // Nothing of its own: a neighbor's was taken (ASR-12).
    if (const auto richest = RichestNeighbor(index)) {
        const std::int32_t before = supplies_[*richest].state.book.shelf--;
        NoteShelf(*richest, news.day, ShelfCause::kLent, before, index);
        news.lender = richest;
        ++news.taken;
    } else if (method_.deliveries_reported_late && book.early < book.transit) {
        ++book.early;
        ++news.early;
    }
}

bool Engine::HasOwn(const ShelfBook& book) const {
    return book.HasSpare() || (method_.deliveries_reported_late && book.early < book.transit);
}

void Engine::CameFromPrinter(const CartridgeNews& news, SupplyIndex from) {
    if (news.taken > 0) {
        const SupplyIndex shelf = news.lender.value_or(news.supply);
        const std::int32_t before = supplies_[shelf].state.book.shelf++;
        NoteShelf(shelf, news.day, ShelfCause::kMoved, before, from);
    } else if (news.early > 0) {
        ShelfBook& book = supplies_[news.supply].state.book;
        book.early = std::max(0, book.early - 1);
    }
}

void Engine::KeepSparesTogether(std::span<const SupplyIndex> supplies, std::int32_t cartridges) {
    std::optional<SupplyIndex> keeper;
    double most = -1;
    for (const SupplyIndex at : supplies) {
        const Supply& supply = supplies_[at];
        if (supply.spec.blocked) continue;
        const double page = supply.state.by_pages ? PercentPerPage(supply.state.gauge, supply.spec.gauge) : 1;
        const double used = MeanOf(supply.state.rate, method_) * page;
        if (used <= most) continue;
        most = used;
        keeper = at;
    }
    if (!keeper) return;
    std::int32_t left = cartridges;
    for (const SupplyIndex at : supplies) {
        Supply& supply = supplies_[at];
        const std::int32_t here = std::min(left, supply.state.book.shelf + supply.state.book.Coming());
        supply.spec.spares = std::max(supply.spec.spares, here);
        left -= here;
    }
    Supply& supply = supplies_[*keeper];
    const std::int32_t own = std::min(supply.spec.spares, supply.state.book.shelf + supply.state.book.Coming());
    supply.spec.spares = std::max(supply.spec.spares, own + left);
}

GaugeSpec Engine::GaugeOfCartridge(const Supply& supply) {
    GaugeSpec spec = SpecFromEvidence(supply.state.evidence, supply.spec.gauge);
    spec.yield_pages *= ShareOf(supply.spec, supply.state);
    return spec;
}

// ASR-19: the first cartridge of a new printer counts as its starter until what it prints says otherwise.
void Engine::LearnStarter(Supply& supply, std::optional<std::int64_t> counter, bool first) {
    const double starter = supply.spec.starter_yield_pages;
    const double yield = supply.spec.gauge.yield_pages;
    if (starter <= 0 || starter >= yield) return;
    SupplyState& state = supply.state;
    if (first) {
        if (!counter) return;
        const auto pages = static_cast<double>(*counter);
        const double as_starter = figure::kFull * pages / starter;
        const double as_full = figure::kFull * pages / yield;
        if (as_starter > figure::kMostOfStarter) return;
        const double used = figure::kFull - state.gauge.level;
        if (state.gauge.raw >= 0 && as_starter - as_full > figure::kStarterTells &&
            std::abs(used - as_full) < std::abs(used - as_starter)) {
            return;
        }
        state.starter = Starter::kIn;
        return;
    }
    if (state.starter != Starter::kIn) return;
    Coverage& coverage = state.gauge.coverage;
    const double fuller = std::log(yield / starter);
    if (coverage.doubt > figure::kStarterDoubt * figure::kPriorCoverageDoubt || coverage.log_ratio > -fuller / 2)
        return;
    // A page takes what it would take of a full one.
    coverage.log_ratio += static_cast<float>(fuller);
    state.starter = Starter::kNone;
}

// Each day once and in order, also those on which no decision was asked for.
void Engine::CloseDays(Site& site, DayNumber last) const {
    if (site.state.closed_on == kNoDay) site.state.closed_on = last - 1;
    if (site.state.closed_on >= last) return;
    const DayWeights weights(site.state.calendar, *site.holidays);
    while (site.state.closed_on < last) {
        const DayNumber day = ++site.state.closed_on;
        site.state.season.Close(day, weights.Of(day), method_.season_half_life);
    }
}

void Engine::Read(PrinterIndex index, DayNumber day, const Counters& counters,
                  std::span<const SupplyReading> readings) {
    const Printer& printer = printers_[index];
    // A reading that lacks the counter of color pages says nothing of the pages of a supply that goes by it.
    const auto counter_of = [&](const Supply& supply) {
        const bool by_color = supply.spec.color && (counters.color_pages || supply.state.by_color_pages);
        return by_color ? counters.color_pages : counters.pages;
    };
    // -1 also where it was the other counter.
    const auto counter_before = [&](const Supply& supply) {
        const bool other = supply.spec.color && counters.color_pages && !supply.state.by_color_pages;
        return other ? -1 : supply.state.counter;
    };
    // All counters count, or none: a board that was replaced resets them together.
    const bool counted = std::ranges::all_of(printer.supplies, [&](SupplyIndex at) {
        const auto now = counter_of(supplies_[at]);
        const std::int64_t before = counter_before(supplies_[at]);
        return !now || before < 0 || (*now >= before && *now - before < figure::kMostPages);
    });
    const bool working_day = IsWorkingDay(*sites_[printer.site].holidays, day);
    CloseDays(sites_[printer.site], day - 1);
    for (std::size_t i = 0; i < printer.supplies.size() && i < readings.size(); ++i) {
        const SupplyIndex at = printer.supplies[i];
        Supply& supply = supplies_[at];
        SupplyState& state = supply.state;
        const DayNumber last = state.gauge.seen_on;
        if (day <= last) continue;
        const auto counter = counter_of(supply);
        std::optional<double> pages;
        if (const std::int64_t before = counter_before(supply); counted && counter && before >= 0) {
            pages = static_cast<double>(*counter - before);
        }
        if (counter) {
            state.counter = *counter;
            state.by_color_pages = supply.spec.color && counters.color_pages.has_value();
        }
        AddEvidence(state.evidence, readings[i].raw);
        const bool was_known = state.gauge.Known();
        const float level_before = state.gauge.level;
        CartridgeNews news{.supply = at,
                           .day = day,
                           .raw = state.gauge.raw,
                           .starter = state.starter == Starter::kIn,
                           .stood_still = state.book.standstill > 0,
                           .before = state.gauge.cartridge,
                           .pages = counters.pages,
                           .color_pages = counters.color_pages};
        const GaugeStep step = FilterReading(
            state.gauge, GaugeOfCartridge(supply), method_, day,
            {readings[i].raw, readings[i].cartridge, state.book.HasSpare() || RichestNeighbor(at).has_value(), pages});
        if (!state.gauge.Known()) continue;
        news.now = state.gauge.cartridge;
        LearnStarter(supply, counter, !was_known);
        if (!was_known) {
            news.change = CartridgeChange::kFound;
            news.starter = state.starter == Starter::kIn;
            happenings_.cartridges.push_back(news);
        }
        const bool replaced = step.event == GaugeEvent::kReplaced;
        if (state.book.owes && state.gauge.undo_day == kNoDay && step.event != GaugeEvent::kUndone) {
            state.book.owes = false;
            CartridgeNews owed = news;
            TakeFromShelf(at, owed);
        }
        if (replaced) {
            LearnEnding(state.ending, method_, step.level_before, state.book.standstill > 0);
            // No reading says whether it stood still until a delivery came.
            if (day - last > figure::kWatchedDays) {
                const std::int32_t before = state.book.shelf;
                state.book.TakeBack();
                NoteShelf(at, day, ShelfCause::kFound, before);
            }
        }
        if (step.event != GaugeEvent::kNone) Tell(at, day, step, news);
        if (last != kNoDay) LearnRate(supply, day, last, step, pages);
        if (was_known)
            CountTurnover(state.turnover, step, level_before - state.gauge.level, readings[i].raw, day - last);
        if (pages) AuditShelf(at, day, *pages > 0, replaced, working_day);
    }
}

void Engine::Tell(SupplyIndex at, DayNumber day, const GaugeStep& step, CartridgeNews news) {
    SupplyState& state = supplies_[at].state;
    news.level = std::clamp(step.level_before, 0.0, figure::kFull);
    if (step.event == GaugeEvent::kReplaced) {
        news.cartridges = step.cartridges;
        state.book.owes = step.doubted && !HasOwn(state.book);
        for (int k = 0; k < step.cartridges && !state.book.owes; ++k) TakeFromShelf(at, news);
        state.replaced_on = day;
        state.starter = state.starter == Starter::kIn ? Starter::kWasIn : Starter::kNone;
    } else if (step.event == GaugeEvent::kUndone) {
        news.change = CartridgeChange::kUndone;
        ShelfBook& book = state.book;
        const bool in_count = book.counted_on != kNoDay && state.replaced_on < book.counted_on;
        if (book.owes) {
            book.owes = false;
        } else if (book.early > 0) {
            --book.early;
        } else if (!in_count) {
            const std::int32_t before = book.shelf++;
            NoteShelf(at, day, ShelfCause::kPutBack, before);
        }
        state.replaced_on = kNoDay;
        if (state.starter == Starter::kWasIn) state.starter = Starter::kIn;
    } else {
        news.change = CartridgeChange::kRefilled;
    }
    happenings_.cartridges.push_back(news);
}

void Engine::AuditShelf(SupplyIndex at, DayNumber day, bool printed, bool replaced, bool working_day) {
    SupplyState& state = supplies_[at].state;
    const bool low = state.gauge.raw >= 0 && state.gauge.raw <= figure::kLowRaw;
    const std::int32_t before = state.book.shelf;
    state.book.Audit(method_, printed, replaced, low, working_day);
    NoteShelf(at, day, state.book.shelf < before ? ShelfCause::kDoubted : ShelfCause::kFound, before);
}

void Engine::LearnRate(Supply& supply, DayNumber day, DayNumber last, const GaugeStep& step,
                       std::optional<double> pages) {
    SupplyState& state = supply.state;
    if (!pages && !step.used) return;
    if (pages && !state.by_pages) {
        state.by_pages = true;
        state.rate = {};
    }
    // Percent that a unit of `used` takes: pages where they were ever counted, else percent.
    const double unit = state.by_pages ? PercentPerPage(state.gauge, supply.spec.gauge) : 1;
    double used = pages ? *pages : *step.used * ShareOf(supply.spec, state) / unit;
    Site& site = sites_[supply.site];
    const DayWeights weights(site.state.calendar, *site.holidays);
    const double weight = weights.Sum(std::max(last + 1, day - figure::kMostGuessedDays), day);
    const double usual = state.rate.mean;
    const bool known = state.rate.weight > figure::kKnownRate;
    if (day - last <= 1 && !supply.spec.color && known && usual * unit > figure::kLeastLearned) {
        site.state.calendar.Learn(day, site.holidays->contains(day), used / usual);
    }
    if (state.reserved > 0 && day >= state.reserved_from && day < state.reserved_from + figure::kJobDays && known &&
        used > figure::kJobTimes * usual * weight) {
        used = usual * weight;  // the announced job is no habit (ASR-11)
    }
    if (!supply.spec.color && day - last <= figure::kSeasonGap) site.state.season.Learn(day, used * unit, weight);
    const RateStep taken = AddUse(state.rate, method_, used, weight, figure::kLeastCap / unit);
    if (taken.weight > 0 && state.rate.weight > figure::kKnownBursts) {
        LearnBursts(supply, day, taken, usual * unit, unit);
    }
}

void Engine::LearnBursts(Supply& supply, DayNumber day, const RateStep& taken, double usual, double unit) {
    const double burst = std::min(figure::kMostBurstSize, taken.burst * unit);
    fleet_.weight += taken.weight;
    fleet_.used += usual * taken.weight;
    fleet_.burst += burst;
    fleet_.burst_squares += burst * burst;
    if (supply.spec.color) return;
    fleet_.printer_days += taken.weight * figure::kDaysInWeek / figure::kWeekSum;
    const double size = std::min(figure::kMostBurstSize, taken.excess * unit / BurstScale(supply));
    if (size <= FleetState::kLeastBurst) return;
    // A job of some days is one burst.
    if (day - supply.state.burst_on > figure::kBurstDays) ++fleet_.bursts;
    fleet_.burst_sizes += size;
    supply.state.burst_on = day;
}

// A burst is a job of so many pages of a black cartridge's yield; what it takes of this supply, relative to that.
double Engine::BurstScale(const Supply& supply) const {
    const SupplyState& state = supply.state;
    if (!state.by_pages || state.rate.weight < figure::kKnownScale) {
        return supply.spec.color ? figure::kColorBurst : 1;
    }
    const double page = PercentPerPage(state.gauge, supply.spec.gauge);
    if (!supply.spec.color) return page * supply.spec.gauge.yield_pages / figure::kFull;
    for (const SupplyIndex other : printers_[supply.printer].supplies) {
        const Supply& black = supplies_[other];
        if (black.spec.color || black.state.rate.mean <= 0) continue;
        const double share = std::min(1.0F, state.rate.mean / black.state.rate.mean);
        return page * black.spec.gauge.yield_pages / figure::kFull * share;
    }
    return figure::kColorBurst;
}

Outlook Engine::OutlookOf(const Supply& supply, DayNumber today, const DayWeights& weights) const {
    const SupplyState& state = supply.state;
    Outlook outlook;
    Demand& demand = outlook.demand;
    const double page = PercentPerPage(state.gauge, supply.spec.gauge);
    const Rate& rate = state.rate;
    if (rate.weight == 0) {
        demand = {
            .rate = method_.prior_rate, .day_variance = figure::kUnseenVariance, .rate_doubt = figure::kUnseenDoubt};
    } else {
        const double known = rate.weight / (rate.weight + method_.prior_weight);
        double mean = MeanOf(rate, method_) * (state.by_pages ? page : 1);
        if (rate.weight < figure::kFirstDays) mean = known * mean + (1 - known) * method_.prior_rate;
        demand = {.rate = std::max(mean * fleet_.Inflation(), figure::kLeastRate),
                  .day_variance = std::clamp<double>(rate.variance, figure::kLeastVariance, figure::kMostVariance),
                  .rate_doubt = std::hypot(method_.rate_doubt, figure::kYoungDoubt * (1 - known))};
    }
    outlook.seen_weight = rate.weight;
    outlook.seen_variance = rate.variance;
    const double walked = state.gauge.coverage.pages * page;
    demand.level_variance = state.ending.doubt + method_.end_noise + state.gauge.coverage.doubt * walked * walked;
    if (state.replaced_on == kNoDay) {
        demand.level_variance += FoundVariance(
            CellOf(SpecFromEvidence(state.evidence, supply.spec.gauge), state.gauge.raw), state.gauge.level);
    }
    demand.burst_variance = fleet_.BurstVariance(method_) * std::min(1.0, demand.rate / figure::kBurstyRate);
    demand.burst_rate = fleet_.BurstRate(method_) * Activity(rate, method_);
    demand.burst_size = fleet_.BurstSize(method_) * BurstScale(supply);

    // Of what the cartridge in the printer holds, until here; of a full one from here on.
    const double share = ShareOf(supply.spec, state);
    double level = state.gauge.level;
    const DayNumber seen = state.gauge.seen_on;
    if (today > seen) {
        level -= demand.rate / share * weights.Sum(seen + 1, std::min(today, seen + figure::kMostGuessedDays));
        level = std::max(level, Gauge::kDeepest);
    }
    if (state.gauge.raw == figure::kSomeRemaining) level = std::max(level, figure::kSomeFloor);
    outlook.level = std::max(0.0, level - state.ending.level) * share;
    outlook.position = outlook.level + figure::kFull * (state.book.shelf + state.book.Coming());
    if (state.reserved > 0 && today < state.reserved_from + figure::kReservedDays &&
        (state.book.transit > 0 || state.book.shelf > 0)) {
        outlook.position -= std::min<double>(state.reserved, outlook.position);
    }
    return outlook;
}

BySupply<Decision> Engine::Decide(DayNumber today) {
    BySupply<Decision> decisions(supplies_.size());
    // By what is a holiday, of a country all sites alike, and when goods are taken.
    std::map<std::pair<const Holidays*, DeliveryWeek>, LaterDeliveries> deliveries;
    for (Site& site : sites_) {
        const auto at = deliveries.try_emplace(site.Goods(), *site.holidays, fleet_.lead_times, today, site.week).first;
        DecideSite(site, today, at->second.From(0), decisions);
    }
    return decisions;
}

void Engine::DecideSite(Site& site, DayNumber today, const Ahead::Deliveries& deliveries,
                        BySupply<Decision>& decisions) {
    CloseDays(site, today);
    const DayWeights weights(site.state.calendar, *site.holidays);
    const auto sums = CumulativeWeights(weights, site.state.season, method_.season_doubt, today, Ahead::kHorizon);
    const Ahead ahead{today, sums, deliveries};
    bool must = false;
    for (const SupplyIndex index : site.supplies) {
        Supply& supply = supplies_[index];
        DecideSupply(supply, ahead, weights, decisions[index]);
        must = must || decisions[index].verdict == Verdict::kOrder;
    }
    // ASR-6: one shipment for what is due and what would be due soon; without the former nothing is sent.
    for (const SupplyIndex index : site.supplies) {
        Decision& decision = decisions[index];
        if (decision.verdict == Verdict::kNoOrder) continue;
        if (!must) {
            decision.verdict = Verdict::kNoOrder;
            decision.why = Why::kWaits;
            decision.quantity = 0;
            continue;
        }
        if (decision.verdict == Verdict::kJoin) decision.why = Why::kJoins;
        ShelfBook& book = supplies_[index].state.book;
        book.ordered_on = book.transit == 0 ? today : kNoDay;
        book.transit += decision.quantity;
    }
}

void Engine::DecideSupply(Supply& supply, const Ahead& ahead, const DayWeights& weights, Decision& decision) {
    SupplyState& state = supply.state;
    if (!state.gauge.Known()) {
        if (supply.spec.blocked) decision.why = *supply.spec.blocked;
        return;
    }
    if (state.reserved > 0 && ahead.today >= state.reserved_from + figure::kReservedDays) state.reserved = 0;
    Outlook outlook = OutlookOf(supply, ahead.today, weights);
    if (supply.spec.lead_time_days) {
        outlook.extra_lead_days = std::max(0, *supply.spec.lead_time_days - ahead.deliveries[1].days);
    }
    decision.forecast = true;
    decision.percent = outlook.level / ShareOf(supply.spec, state);
    decision.spares = supply.spec.spares;
    KeepBack(outlook, state.book, supply.spec.spares);
    decision.shelf = state.book.shelf;
    decision.transit = state.book.transit;
    decision.silent_days = ahead.today - state.gauge.seen_on;
    Forecast(outlook, ahead, method_, decision);
    if (supply.spec.blocked) {
        decision.why = *supply.spec.blocked;
    } else if (decision.silent_days > method_.silent_days) {
        decision.why = Why::kNotReporting;
    } else {
        Appraise(profile_, supply.spec.rule.value_or(rule_), method_, outlook, state.book, ahead, decision);
        OrderSpares(state.book, decision);
    }
}

// What is missing of the cartridges that are kept comes on top of what is going to be used.
void Engine::OrderSpares(const ShelfBook& book, Decision& decision) const {
    const std::int32_t missing = decision.spares - book.shelf - book.Coming();
    if (missing <= 0) return;
    if (decision.verdict != Verdict::kOrder) decision.why = Why::kKeepsSpares;
    decision.verdict = Verdict::kOrder;
    decision.quantity = std::min(method_.most_cartridges, decision.quantity + missing);
    decision.due_in_days = 0;
}

void Engine::Wait(SupplyIndex supply, Decision& decision) {
    if (decision.verdict != Verdict::kJoin) return;
    ShelfBook& book = supplies_[supply].state.book;
    book.transit -= decision.quantity;
    if (book.transit == 0) book.ordered_on = kNoDay;
    decision.verdict = Verdict::kNoOrder;
    decision.why = Why::kWaits;
    decision.quantity = 0;
}

void Engine::SetDueDays(DayNumber today, BySupply<Decision>& decisions) const {
    std::map<std::pair<const Holidays*, DeliveryWeek>, LaterDeliveries> deliveries;
    for (const Site& site : sites_) {
        const auto at = deliveries.try_emplace(site.Goods(), *site.holidays, fleet_.lead_times, today, site.week).first;
        Later later(site.state, *site.holidays, method_, at->second, today);
        const DayWeights weights(site.state.calendar, *site.holidays);
        for (const SupplyIndex index : site.supplies) {
            if (!IsAppraised(decisions[index])) continue;
            const Supply& supply = supplies_[index];
            Outlook outlook = OutlookOf(supply, today, weights);
            KeepBack(outlook, supply.state.book, supply.spec.spares);
            if (supply.spec.lead_time_days) {
                outlook.extra_lead_days = std::max(0, *supply.spec.lead_time_days - later.From(0).deliveries[1].days);
            }
            decisions[index].due_in_days =
                FirstDueDay(profile_, supply.spec.rule.value_or(rule_), method_, outlook, supply.state.book, later);
        }
    }
}

bool Engine::HighVolume(PrinterIndex printer, bool was, double cartridges) const {
    return std::ranges::any_of(printers_[printer].supplies, [&](SupplyIndex index) {
        const SupplyState& state = supplies_[index].state;
        const double unit = state.by_pages ? PercentPerPage(state.gauge, supplies_[index].spec.gauge) : 1;
        return IsHighVolume(state, unit, was, cartridges);
    });
}

}  // namespace replenishment
