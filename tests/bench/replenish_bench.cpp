#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "tests/bench/bench.hpp"
#include "tests/bench/parallel.hpp"
#include "tests/bench/replenish_database.hpp"
#include "tests/bench/replenish_sample.hpp"

// `replenish`: one day of 1,000,000 supplies in 400,000 printers at 40,000 sites of 1,000
// organizations, once by the engine alone and once by the server's daily run on its database. All
// supplies have nine weeks behind them. PLATEN_BENCH_SUPPLIES sets another number.
namespace {

using bench::ReplenishSample;
using replenishment::DayNumber;
using replenishment::Engine;

constexpr std::size_t kSampleSites = 800;
constexpr int kWarmDays = 63;
constexpr int kMeasuredDays = 3;

// Organizations of very different size: the first has a tenth of all sites, most have a dozen or
// two.
std::vector<bench::ReplenishCustomer> CustomersOf(std::size_t sites) {
    const std::size_t count = std::max<std::size_t>(1, sites / 40);
    std::vector<bench::ReplenishCustomer> customers(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto border = [&](std::size_t number) {
            return static_cast<std::size_t>(std::cbrt(double(number) / double(count)) * double(sites));
        };
        customers[i] = {i, border(i), i + 1 == count ? sites : border(i + 1)};
    }
    return customers;
}

// ---- in memory ----------------------------------------------------------------------------------

std::unique_ptr<Engine> EngineOf(const bench::ReplenishCustomer& customer, const ReplenishSample& sample) {
    auto engine =
        std::make_unique<Engine>(replenishment::Profile::kBalanced, replenishment::Rule{}, replenishment::Holidays{},
                                 sample.engine().fleet(), replenishment::Method{.deliveries_reported_late = true});
    for (std::size_t site = customer.first_site; site < customer.end_site; ++site) {
        const std::size_t like = site % sample.sites();
        const auto at_site = engine->AddSite(sample.engine().SiteOf(replenishment::SiteIndex(like)));
        for (std::size_t i = 0; i < ReplenishSample::kPrintersOfSite; ++i) {
            const std::size_t printer = like * ReplenishSample::kPrintersOfSite + i;
            const auto at = engine->AddPrinter(at_site);
            for (std::size_t k = 0; k < ReplenishSample::SuppliesOf(printer); ++k) {
                const std::size_t supply = ReplenishSample::FirstOf(printer) + k;
                engine->AddSupply(at, sample.SpecOf(supply),
                                  sample.engine().StateOf(replenishment::SupplyIndex(supply)));
            }
        }
    }
    return engine;
}

void Deliver(Engine& engine, const bench::ReplenishCustomer& customer, const ReplenishSample& sample) {
    for (std::size_t at = 0; at < engine.supplies(); ++at) {
        const std::size_t site = (customer.first_site + at / ReplenishSample::kSuppliesOfSite) % sample.sites();
        const auto cartridges =
            sample.today().delivered[site * ReplenishSample::kSuppliesOfSite + at % ReplenishSample::kSuppliesOfSite];
        if (cartridges > 0) engine.Delivered(replenishment::SupplyIndex(at), cartridges);
    }
}

replenishment::BySupply<replenishment::Decision> LiveDay(Engine& engine, const bench::ReplenishCustomer& customer,
                                                         const ReplenishSample& sample) {
    const auto& today = sample.today();
    for (std::size_t at = 0; at < engine.printers(); ++at) {
        const std::size_t site = (customer.first_site + at / ReplenishSample::kPrintersOfSite) % sample.sites();
        const std::size_t printer = site * ReplenishSample::kPrintersOfSite + at % ReplenishSample::kPrintersOfSite;
        if (!today.answers[printer]) continue;
        engine.Read(replenishment::PrinterIndex(at), today.day, today.counters[printer],
                    {&today.readings[ReplenishSample::FirstOf(printer)], ReplenishSample::SuppliesOf(printer)});
    }
    return engine.Decide(today.day);
}

std::int64_t Ordered(const replenishment::BySupply<replenishment::Decision>& decisions) {
    std::int64_t cartridges = 0;
    for (const auto& decision : decisions) cartridges += decision.quantity;
    return cartridges;
}

// The published rule by itself, on figures that are known: due when all that is there lasts no
// longer than 21 days.
std::int64_t PlainRule(const replenishment::BySupply<replenishment::Decision>& decisions) {
    std::int64_t due = 0;
    for (const auto& decision : decisions) {
        const double position = decision.percent + 100.0 * (decision.shelf + decision.transit);
        due += position <= 21 * decision.daily_percent ? 1 : 0;
    }
    return due;
}

bench::Result InMemory(const std::vector<bench::ReplenishCustomer>& customers, ReplenishSample& sample,
                       std::size_t threads) {
    std::vector<std::unique_ptr<Engine>> engines(customers.size());
    bench::InParallel(customers.size(), threads, [&](std::size_t i) { engines[i] = EngineOf(customers[i], sample); });
    std::vector<replenishment::BySupply<replenishment::Decision>> decisions(customers.size());
    std::vector<double> seconds;
    for (int day = 0; day < kMeasuredDays; ++day) {
        sample.Live();
        bench::InParallel(customers.size(), threads,
                          [&](std::size_t i) { Deliver(*engines[i], customers[i], sample); });
        std::atomic<std::int64_t> ordered = 0;
        const auto cpu = bench::ProcessCpu();
        seconds.push_back(bench::InParallel(customers.size(), threads, [&](std::size_t i) {
            decisions[i] = LiveDay(*engines[i], customers[i], sample);
            ordered += Ordered(decisions[i]);
        }));
        const std::chrono::duration<double> used = bench::ProcessCpu() - cpu;
        bench::Say(fmt::format("  in memory: {:.2f} s, {:.2f} s CPU time, {} cartridges ordered", seconds.back(),
                               used.count(), ordered.load()));
        if (ordered == 0) throw std::runtime_error("nothing was ordered");
        sample.Close();
    }
    std::vector<double> plain;
    for (int round = 0; round < kMeasuredDays; ++round) {
        std::atomic<std::int64_t> due = 0;
        plain.push_back(
            bench::InParallel(customers.size(), threads, [&](std::size_t i) { due += PlainRule(decisions[i]); }));
        if (due == 0) throw std::runtime_error("nothing is due");
    }
    std::ranges::sort(seconds);
    std::ranges::sort(plain);
    return {"replenish_memory", seconds[kMeasuredDays / 2], "s", "one pass of the plain rule over the same rows",
            plain[kMeasuredDays / 2]};
}

std::vector<bench::Result> Replenish() {
    const std::size_t supplies = bench::Wanted("PLATEN_BENCH_SUPPLIES", 1'000'000);
    const std::size_t sites = std::max<std::size_t>(1, supplies / ReplenishSample::kSuppliesOfSite);
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    const auto customers = CustomersOf(sites);
    bench::Say(fmt::format("  {} supplies at {} sites of {} organizations", sites * ReplenishSample::kSuppliesOfSite,
                           sites, customers.size()));
    ReplenishSample sample(std::min(sites, kSampleSites), replenishment::NumberOf(bench::kReplenishDay) - kWarmDays);
    for (int day = 0; day < kWarmDays; ++day) {
        sample.Live();
        sample.Close();
    }
    ReplenishSample same = sample;
    std::vector<bench::Result> results;
    results.push_back(InMemory(customers, sample, threads));
    results.push_back(bench::ReplenishDatabase(customers, same));
    return results;
}

const bench::Registration kReplenish("replenish", "one day of 1,000,000 supplies, in memory and with the database",
                                     Replenish);

}  // namespace
