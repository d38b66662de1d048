#include "lib/simulation/observed.hpp"

#include <algorithm>
#include <map>

namespace simulation {
namespace {

using namespace replenishment;

constexpr DayNumber kMostSpread = 31;  // days: what was used in a longer gap is spread over its end only

// Counters of two readings; 0 where they say nothing or were reset.
float Printed(const std::optional<std::int64_t>& before, const std::optional<std::int64_t>& now) {
    if (!before || !now || *now < *before || *now - *before >= figure::kMostPages) return 0;
    return static_cast<float>(*now - *before);
}

class Watcher {
  public:
    Watcher(const Past& past, const PrinterPast& printer, Engine& engine, PrinterIndex at, SupplyIndex first,
            ObservedPrinter& observed)
        : past_(past), printer_(printer), engine_(engine), at_(at), first_(first), observed_(observed) {
        const auto lived = static_cast<std::size_t>(std::max(0, past.last - past.first - kWarmUpDays + 1));
        observed.days.resize(lived);
        for (auto& day : observed.days) day.used.resize(printer.supplies.size());
        observed.tells_serial.resize(printer.supplies.size());
        levels_.resize(printer.supplies.size(), -1);
    }

    void Read(const DayPast& day) {
        engine_.Read(at_, day.day, day.counters, day.supplies);
        const float pages = Printed(counters_.pages, day.counters.pages);
        const float color = Printed(counters_.color_pages, day.counters.color_pages);
        std::vector<float> used(printer_.supplies.size());
        for (std::size_t i = 0; i < used.size(); ++i) {
            const auto& state = engine_.StateOf(SupplyIndex(first_.value() + i));
            if (day.supplies.size() > i && day.supplies[i].cartridge != 0) observed_.tells_serial[i] = true;
            const float level = state.gauge.Known() ? state.gauge.level : -1;
            const float before = std::exchange(levels_[i], level);
            if (level < 0 || before < 0) continue;
            used[i] = level <= before ? before - level : std::max(0.0F, static_cast<float>(figure::kFull) - level);
        }
        const DayNumber from = last_ == kNoDay ? day.day : std::max(last_ + 1, day.day - kMostSpread + 1);
        const auto share = 1.0F / static_cast<float>(day.day - from + 1);
        for (DayNumber each = from; each <= day.day; ++each) {
            ObservedDay* into = DayOf(each);
            if (into == nullptr) continue;
            into->read = into->read || each == day.day;
            into->pages += pages * share;
            into->color_pages += color * share;
            for (std::size_t i = 0; i < used.size(); ++i) into->used[i] += used[i] * share;
        }
        if (day.counters.pages) counters_.pages = day.counters.pages;
        if (day.counters.color_pages) counters_.color_pages = day.counters.color_pages;
        last_ = day.day;
        if (day.day < past_.first + kWarmUpDays) {
            observed_.pages = counters_.pages.value_or(0);
            observed_.color_pages = counters_.color_pages.value_or(0);
        }
    }

    // Pages are counted exactly: where they are, a supply takes the same percent of each of them.
    void Finish() {
        observed_.counts = counters_.pages.has_value();
        observed_.counts_color = counters_.color_pages.has_value();
        for (std::size_t i = 0; i < printer_.supplies.size(); ++i) {
            const auto& spec = printer_.supplies[i].spec;
            const auto& state = engine_.StateOf(SupplyIndex(first_.value() + i));
            observed_.gauges.push_back(SpecFromEvidence(state.evidence, spec.gauge));
            if (!state.by_pages) continue;
            const auto page = static_cast<float>(PercentPerPage(state.gauge, spec.gauge));
            for (auto& day : observed_.days) {
                day.used[i] = page * (spec.color && observed_.counts_color ? day.color_pages : day.pages);
            }
        }
    }

  private:
    ObservedDay* DayOf(DayNumber day) {
        const DayNumber at = day - past_.first - kWarmUpDays;
        return at < 0 || static_cast<std::size_t>(at) >= observed_.days.size()
                   ? nullptr
                   : &observed_.days[static_cast<std::size_t>(at)];
    }

    const Past& past_;
    const PrinterPast& printer_;
    Engine& engine_;
    const PrinterIndex at_;
    const SupplyIndex first_;
    ObservedPrinter& observed_;
    std::vector<float> levels_;
    Counters counters_;
    DayNumber last_ = kNoDay;
};

}  // namespace

Part Observe(const Past& past, const std::vector<std::size_t>& sites, const std::vector<std::size_t>& printers) {
    Part part{.sites = sites, .printers = {}, .site_states = {}, .fleet = {}};
    Engine engine(Profile::kPublished, {}, {}, past.fleet);
    std::map<std::size_t, SiteIndex> index;
    for (const std::size_t site : sites) index.emplace(site, engine.AddSite({}, past.holidays[site]));
    part.printers.resize(printers.size());
    std::vector<Watcher> watchers;
    std::vector<std::size_t> next(printers.size(), 0);
    std::vector<SupplyIndex> first;
    for (std::size_t i = 0; i < printers.size(); ++i) {
        const auto& printer = past.printers[printers[i]];
        auto& observed = part.printers[i];
        observed.past = printers[i];
        observed.site = index.at(printer.site);
        const PrinterIndex at = engine.AddPrinter(observed.site);
        first.push_back(SupplyIndex(engine.supplies()));
        for (const auto& supply : printer.supplies) engine.AddSupply(at, supply.spec);
        watchers.emplace_back(past, printer, engine, at, first.back(), observed);
    }
    const DayNumber begin = past.first + kWarmUpDays;
    for (DayNumber day = past.first; day <= past.last; ++day) {
        if (day == begin) {
            part.fleet = engine.fleet();
            for (const auto& [site, at] : index) part.site_states.push_back(engine.SiteOf(at));
            for (std::size_t i = 0; i < printers.size(); ++i) {
                const auto count = past.printers[printers[i]].supplies.size();
                for (std::size_t k = 0; k < count; ++k) {
                    auto state = engine.StateOf(SupplyIndex(first[i].value() + k));
                    state.book = {};
                    state.book.busy = engine.StateOf(SupplyIndex(first[i].value() + k)).book.busy;
                    part.printers[i].states.push_back(state);
                }
            }
        }
        for (std::size_t i = 0; i < printers.size(); ++i) {
            const auto& days = past.printers[printers[i]].days;
            while (next[i] < days.size() && days[next[i]].day < day) ++next[i];
            if (next[i] < days.size() && days[next[i]].day == day) watchers[i].Read(days[next[i]]);
        }
        (void)engine.TakeHappenings();
    }
    for (auto& watcher : watchers) watcher.Finish();
    return part;
}

}  // namespace simulation
