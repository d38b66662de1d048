#include <fmt/format.h>

#include <stdexcept>

#include "tests/bench/bench.hpp"
#include "tests/bench/echo_server.hpp"
#include "tests/bench/raw_asker.hpp"
#include "tests/bench/simulated_fleet.hpp"

// How many answers a second the simulator gives on one core, so that a benchmark of the agent measures
// the agent. Target: more than 20,000.
namespace {

using snmp::ber::Oid;

double Seconds(std::chrono::nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

std::vector<bench::Result> Sim() {
    constexpr std::size_t kRequests = 200'000;
    constexpr std::size_t kPrinters = 1'000;
    // As an inventory asks: a GET of the system group, then GETBULKs over the tables.
    const std::vector<std::vector<std::uint8_t>> requests = {
        bench::MakeRequest(1, {{1, 3, 6, 1, 2, 1, 1, 1, 0}, {1, 3, 6, 1, 2, 1, 1, 2, 0}, {1, 3, 6, 1, 2, 1, 1, 3, 0}},
                           0),
        bench::MakeRequest(2, {{1, 3, 6, 1, 2, 1, 43, 8, 2, 1}}, 25),
        bench::MakeRequest(3, {{1, 3, 6, 1, 2, 1, 43, 11, 1, 1}}, 25),
        bench::MakeRequest(4, {{1, 3, 6, 1, 2, 1, 43, 18, 1, 1}}, 10),
    };
    bench::SimulatedFleet fleet(bench::SimulatedFleet::Options(kPrinters));
    std::vector<bench::RawTarget> targets;
    for (std::size_t i = 0; targets.size() < kRequests; ++i) {
        const auto& printer = fleet.printers()[i % kPrinters];
        if (printer.fault.behavior.v1_only) continue;
        for (const auto& request : requests) targets.push_back({printer.address, request});
    }
    const auto before = fleet.Cpu();
    const bench::RawOutcome answered = bench::AskRaw(targets, fleet.port(), 256);
    const double cpu = Seconds(fleet.Cpu() - before);
    if (answered.answers < kRequests * 99 / 100) throw std::runtime_error("answers were lost");
    const double rate = static_cast<double>(answered.answers) / cpu;
    bench::Say(fmt::format("  {} answers of {:.0f} octets in {:.2f} s, {:.1f} us CPU each", answered.answers,
                           static_cast<double>(answered.octets) / static_cast<double>(answered.answers),
                           answered.seconds, 1e6 / rate));

    bench::EchoServer echo(answered.octets / answered.answers);
    const bench::RawOutcome floor = bench::AskRaw(targets, echo.port(), 256);
    const double floor_rate = static_cast<double>(floor.answers) / Seconds(echo.Cpu());
    return {{.name = "sim",
             .value = rate,
             .unit = "answers/s/core",
             .baseline = "the same datagrams echoed without a look into them",
             .baseline_value = floor_rate}};
}

const bench::Registration kSim("sim", "answers a second of the simulator on one core", Sim);

}  // namespace
