#include "lib/simulation/simulation.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include "lib/simulation/lived.hpp"

namespace simulation {
namespace {

// Printers of a part: enough that the engine learns what they have in common, few enough that all cores have work.
constexpr std::size_t kPrintersOfPart = 40;

struct Group {
    std::vector<std::size_t> sites;
    std::vector<std::size_t> printers;
};

std::vector<Group> GroupsOf(const Past& past) {
    std::vector<std::vector<std::size_t>> of_site(past.holidays.size());
    for (std::size_t i = 0; i < past.printers.size(); ++i) {
        if (IsLongEnough(past, past.printers[i])) of_site[past.printers[i].site].push_back(i);
    }
    std::vector<Group> groups;
    for (std::size_t site = 0; site < of_site.size(); ++site) {
        if (of_site[site].empty()) continue;
        if (groups.empty() || groups.back().printers.size() >= kPrintersOfPart) groups.emplace_back();
        groups.back().sites.push_back(site);
        groups.back().printers.insert(groups.back().printers.end(), of_site[site].begin(), of_site[site].end());
    }
    return groups;
}

void AddTo(Outcome& sum, const Outcome& part) {
    sum.stock_outs += part.stock_outs;
    sum.stock_out_days += part.stock_out_days;
    sum.shipments += part.shipments;
    sum.cartridges += part.cartridges;
    sum.shelf += part.shelf;
    sum.cartridge_cost += part.cartridge_cost;
    sum.without_price += part.without_price;
    sum.shipment_cost += part.shipment_cost;
    if (sum.months.size() < part.months.size()) sum.months.resize(part.months.size());
    for (std::size_t i = 0; i < part.months.size(); ++i) {
        sum.months[i].stock_outs += part.months[i].stock_outs;
        sum.months[i].shipments += part.months[i].shipments;
        sum.months[i].cartridges += part.months[i].cartridges;
        sum.months[i].shelf += part.months[i].shelf;
    }
}

}  // namespace

bool IsLongEnough(const Past& past, const PrinterPast& printer) {
    const auto begin = std::ranges::lower_bound(printer.days, past.first + kWarmUpDays, {}, &DayPast::day);
    const bool watched = begin != printer.days.begin();
    return watched && static_cast<std::size_t>(printer.days.end() - begin) >= kLeastDays && !printer.supplies.empty();
}

std::vector<Outcome> Live(const Past& past, const std::vector<Scenario>& scenarios, unsigned threads,
                          const Progress& progress) {
    const auto groups = GroupsOf(past);
    std::vector<std::vector<Outcome>> outcomes(groups.size(), std::vector<Outcome>(scenarios.size()));
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stopped = false;
    std::mutex mutex;
    std::size_t done = 0;
    const auto stop = [&] {
        if (!stopped && progress.stop && progress.stop()) stopped = true;
        return stopped.load();
    };
    const auto work = [&] {
        for (std::size_t at = next++; at < groups.size() && !stopped; at = next++) {
            const Part part = Observe(past, groups[at].sites, groups[at].printers);
            for (std::size_t i = 0; i < scenarios.size() && !stopped; ++i) {
                outcomes[at][i] = LivePart(past, part, scenarios[i], stop);
                const std::scoped_lock lock(mutex);
                ++done;
                if (progress.tell) progress.tell(done, groups.size() * scenarios.size());
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
        work();
    }
    if (stopped) return {};
    // In the order of the parts: sums of decimals come out the same whoever was faster.
    std::vector<Outcome> sums(scenarios.size());
    for (const auto& part : outcomes) {
        for (std::size_t i = 0; i < scenarios.size(); ++i) AddTo(sums[i], part[i]);
    }
    return sums;
}

}  // namespace simulation
