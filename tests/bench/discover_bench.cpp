#include <fmt/format.h>

#include <stdexcept>

#include "agent/poll/discovery.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/simulated_fleet.hpp"

// A /24 with 54 printers and 200 addresses where nobody answers (target: 2.5 s), and a /20 with 400 printers scattered among
// its 4,094 addresses (target: 6 s), with one second of time-out. The floor is that one second: no asker knows earlier that
// an address is dead.
namespace {

constexpr int kTimeoutMs = 1'000;

// Seconds until all addresses 127.20.0.1 .. 127.20.<last network>.254 are searched.
double Search(std::size_t printers, std::size_t per_subnet, int networks) {
    const agent::devices::Makers makers;
    auto options = bench::SimulatedFleet::Options(printers);
    options.per_subnet = per_subnet;
    bench::SimulatedFleet fleet(std::move(options));
    std::vector<snmp::Endpoint> addresses;
    for (int at = 1; at < networks * 256 - 1; ++at) {
        addresses.push_back(*snmp::Endpoint::Parse(fmt::format("127.20.{}.{}:{}", at / 256, at % 256, fleet.port())));
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
    if (!done || found != printers)
        throw std::runtime_error(fmt::format("{} of {} printers were found", found, printers));
    return seconds;
}

std::vector<bench::Result> Discover() {
    std::vector<bench::Result> results;
    const auto add = [&](std::string name, double seconds) {
        results.push_back({.name = std::move(name),
                           .value = seconds,
                           .unit = "s",
                           .baseline = "one time-out: nobody knows earlier that an address is dead",
                           .baseline_value = kTimeoutMs / 1000.0});
    };
    add("discover", Search(54, 0, 1));
    add("discover_20", Search(400, 25, 16));
    return results;
}

const bench::Registration kDiscover("discover", "a /24 with 54 printers and a /20 with 400, 1 s time-out", Discover);

}  // namespace
