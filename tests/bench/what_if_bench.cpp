#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <thread>

#include "lib/base/clock.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"
#include "server/what_if/what_if.hpp"
#include "tests/bench/bench.hpp"

// `what_if`: a year of 1,000 color printers at 20 sites, lived through under today's settings and one other set, from the
// database to the answer. Its baseline is reading that year alone. PLATEN_BENCH_PRINTERS and PLATEN_BENCH_DAYS set other numbers.
namespace {

constexpr std::array kColors{"black", "cyan", "magenta", "yellow"};

printing::JournaledReading ReadingOf(int printer, int day, std::int64_t seq, base::Instant at) {
    printing::JournaledReading reading{.seq = seq, .observed_at = at};
    auto& said = reading.reading;
    said.address = fmt::format("10.{}.{}.{}", printer / 62'500, printer / 250 % 250, printer % 250 + 1);
    said.is_printer = true;
    said.manufacturer = "Lexmark";
    said.model = "CX735";
    said.serial_number = fmt::format("WI{:06}", printer);
    const double a_day = 20 + printer % 37 * 6;
    const auto pages = static_cast<std::int64_t>(5'000 + a_day * day * 5 / 7);
    said.meters = {{printing::MeterKind::kLife, pages, printing::Unit::kImpressions, "1.1"}};
    for (std::size_t i = 0; i < kColors.size(); ++i) {
        const double used =
            a_day * day * 5 / 7 / (i == 0 ? 60 : 90) + static_cast<double>(printer * 7 % 100) + 23.0 * double(i);
        const double left = std::ceil(100 - std::fmod(used, 100));
        said.supplies.push_back({.index = fmt::format("1.{}", i + 1),
                                 .type = printing::SupplyType::kToner,
                                 .class_ = printing::SupplyClass::kConsumed,
                                 .colorant = kColors[i],
                                 .description = fmt::format("{} cartridge", kColors[i]),
                                 .unit = printing::Unit::kPercent,
                                 .max_capacity_raw = 100,
                                 .level_raw = static_cast<std::int64_t>(left),
                                 .level_state = printing::LevelState::kAmount,
                                 .remaining_percent = left});
    }
    return reading;
}

std::vector<bench::Result> WhatIf() {
    const auto printers = static_cast<int>(bench::Wanted("PLATEN_BENCH_PRINTERS", 1'000));
    const auto days = static_cast<int>(bench::Wanted("PLATEN_BENCH_DAYS", 365));
    pg::testing::Database database;
    base::ManualClock clock{*base::ParseRfc3339("2026-01-05T06:00:00Z")};
    server::testing::World world(database, clock);
    const auto first = world.AddCustomer("Nordlys");
    constexpr int kSites = 20;  // each with an agent: more from one address are turned away
    std::vector<printers::Source> sources{first};
    for (int site = 1; site < kSites; ++site) {
        const auto added = world.AddSite(first.organization, fmt::format("Site {}", site));
        sources.push_back(
            {first.organization, world.AddAgent(first.organization, added, fmt::format("A{}", site)), added});
    }
    bench::Say(fmt::format("{} printers send their readings of {} days", printers, days));
    std::vector<std::int64_t> seq(kSites, 0);
    for (int day = 0; day < days; ++day) {
        for (int site = 0; site < kSites; ++site) {
            std::vector<printing::JournaledReading> readings;
            for (int printer = site; printer < printers; printer += kSites) {
                readings.push_back(ReadingOf(printer, day, ++seq[static_cast<std::size_t>(site)], clock.Now()));
            }
            if (!readings.empty()) world.Deliver(sources[static_cast<std::size_t>(site)], std::move(readings));
        }
        clock.Advance(std::chrono::hours(24));
    }
    const base::Day today = clock.Today() + std::chrono::days(1);
    const replenishment::Settings settings;
    what_if::WhatIfInput input;
    input.settings.resize(1);
    input.settings[0].name = "Balanced";
    input.settings[0].method = what_if::OrderMethod::kBalanced;
    pg::Transaction tx(database.pool(), pg::Scope::Organization(first.organization));
    const auto start = std::chrono::steady_clock::now();
    const auto past = replenishment::ReadPast(tx, first.organization, {}, today - std::chrono::days(days),
                                              today - std::chrono::days(1), settings, what_if::kMostPrinters);
    const auto read = std::chrono::steady_clock::now();
    const auto outcome = what_if::Answer(tx, first.organization, input, today, settings);
    const auto answered = std::chrono::steady_clock::now();
    const auto seconds = [](auto duration) { return std::chrono::duration<double>(duration).count(); };
    bench::Say(fmt::format("{} printers lived through, {} too short, on {} cores; today {} stock-outs in {} shipments",
                           outcome->printers, outcome->too_short, std::thread::hardware_concurrency(),
                           outcome->lived.at(0).stock_outs, outcome->lived.at(0).shipments));
    return {{.name = "what_if",
             .value = seconds(answered - read),
             .unit = "s a year and 2 settings",
             .baseline = "reading that year",
             .baseline_value = seconds(read - start)}};
}

const bench::Registration kWhatIf("what_if", "a year of 1,000 printers under two sets of settings", WhatIf);

}  // namespace
