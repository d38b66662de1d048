#include <fmt/format.h>

#include <stdexcept>

#include "agent/poll/discovery.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/simulated_fleet.hpp"

// A /24 with 54 printers and 200 addresses where nobody answers, one second of time-out. Target: 2.5 s.
// The floor is that one second: no asker knows earlier that an address is dead.
namespace {

std::vector<bench::Result> Discover() {
    constexpr std::size_t kPrinters = 54;
    constexpr int kTimeoutMs = 1'000;
    const agent::devices::Makers makers;
    bench::SimulatedFleet fleet(bench::SimulatedFleet::Options(kPrinters));
    std::vector<snmp::Endpoint> addresses;
    for (int last = 1; last <= 254; ++last) {
        addresses.push_back(*snmp::Endpoint::Parse(fmt::format("127.20.0.{}:{}", last, fleet.port())));
    }
    std::size_t found = 0;
    bool done = false;
    const auto start = std::chrono::steady_clock::now();
    snmp::Client client(agent::DiscoveryOptions(kTimeoutMs, 0));
    agent::DiscoveryHooks hooks;
    hooks.found = [&found](agent::SurveyResult result) { found += result.outcome == snmp::Outcome::kAnswered ? 1 : 0; };
    hooks.done = [&done] { done = true; };
    agent::Discover(client, makers, addresses, {snmp::Credentials{}}, hooks);
    client.Run();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!done || found != kPrinters) {
        throw std::runtime_error(fmt::format("{} of {} printers were found", found, kPrinters));
    }
    return {{.name = "discover",
             .value = seconds,
             .unit = "s",
             .baseline = "one time-out: nobody knows earlier that an address is dead",
             .baseline_value = kTimeoutMs / 1000.0}};
}

const bench::Registration kDiscover("discover", "a /24 with 54 printers, 1 s time-out", Discover);

}  // namespace
