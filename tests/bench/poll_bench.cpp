#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "agent/poll/survey.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/raw_asker.hpp"
#include "tests/bench/simulated_fleet.hpp"

// The full inventory of 5,000 printers by the agent's own survey: CPU time and round trips a printer.
// Target: <= 300 us and <= 6 round trips. The floor: as many datagrams, of the sizes that the survey
// exchanges, asked and thrown away.
namespace {

double Microseconds(std::chrono::nanoseconds span) {
    return std::chrono::duration<double, std::micro>(span).count();
}

std::vector<bench::Result> Poll() {
    constexpr std::size_t kPrinters = 5'000;
    bench::SimulatedFleet fleet(bench::SimulatedFleet::Options(kPrinters));
    const agent::devices::Makers makers;
    std::vector<snmp::Endpoint> endpoints;
    for (const auto& printer : fleet.printers()) {
        endpoints.push_back(
            *snmp::Endpoint::Parse(fmt::format("{}:{}", simulator::FormatAddress(printer.address), fleet.port())));
    }
    // Once before, so that the simulator has the state of each printer ready; the agent's work is the same.
    std::size_t answered = 0;
    std::size_t with_supplies = 0;
    std::uint64_t round_trips = 0;
    const auto survey_all = [&] {
        answered = with_supplies = 0;
        round_trips = 0;
        snmp::Client client;
        for (const snmp::Endpoint& endpoint : endpoints) {
            agent::Survey(client, makers, {.endpoint = endpoint}, [&](agent::SurveyResult result) {
                answered += result.outcome == snmp::Outcome::kAnswered ? 1 : 0;
                with_supplies += result.reading.supplies.empty() ? 0 : 1;
                round_trips += static_cast<std::uint64_t>(result.round_trips);
            });
        }
        client.Run();
    };
    survey_all();
    const auto cpu = bench::ThreadCpu();
    const auto start = std::chrono::steady_clock::now();
    survey_all();
    const double cpu_us = Microseconds(bench::ThreadCpu() - cpu) / kPrinters;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double trips = static_cast<double>(round_trips) / kPrinters;
    bench::Say(
        fmt::format("  {} of {} answered, {} with supplies, in {:.2f} s", answered, kPrinters, with_supplies, seconds));
    if (answered != kPrinters || with_supplies < kPrinters * 9 / 10) {
        throw std::runtime_error("not every printer was read: this run measures nothing");
    }

    // What a full inventory holds, in the fewest round trips that bring it: two.
    std::vector<bench::RawTarget> targets;
    const auto system = bench::MakeRequest(
        1, {{1, 3, 6, 1, 2, 1, 1}, {1, 3, 6, 1, 2, 1, 25, 3, 2, 1}, {1, 3, 6, 1, 2, 1, 43, 5, 1, 1}}, 20);
    const auto tables = bench::MakeRequest(2, {{1, 3, 6, 1, 2, 1, 43, 8, 2, 1}, {1, 3, 6, 1, 2, 1, 43, 11, 1, 1}}, 40);
    const auto count = static_cast<std::size_t>(std::max(1.0, trips + 0.5));
    for (const auto& printer : fleet.printers()) {
        if (printer.fault.behavior.v1_only) continue;
        for (std::size_t i = 0; i < count; ++i) {
            targets.push_back({printer.address, i % 2 == 0 ? system : tables});
        }
    }
    const bench::RawOutcome floor = bench::AskRaw(targets, fleet.port(), 256);
    if (floor.answers < targets.size() * 9 / 10) throw std::runtime_error("the floor lost its answers");
    return {{.name = "poll",
             .value = cpu_us,
             .unit = "us CPU/printer",
             .baseline = fmt::format("{} raw GETBULK exchanges a printer, answers thrown away", count),
             .baseline_value = floor.cpu_seconds * 1e6 / kPrinters},
            {.name = "poll_round_trips",
             .value = trips,
             .unit = "round trips/printer",
             .baseline = "the target of architecture.md",
             .baseline_value = 6}};
}

const bench::Registration kPoll("poll", "full inventory of 5,000 simulated printers", Poll);

}  // namespace
