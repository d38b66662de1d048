#include "tests/bench/simulated_fleet.hpp"

#include <pthread.h>
#include <time.h>

namespace bench {
namespace {

base::Instant Moment() {
    return *base::ParseRfc3339("2026-03-10T09:30:00Z");
}

}  // namespace

simulator::FleetOptions SimulatedFleet::Options(std::size_t printers) {
    simulator::FleetOptions options;
    options.printers = printers;
    options.rules.epoch = *base::ParseDay("2026-01-01");
    options.rules.outages = false;
    return options;
}

SimulatedFleet::SimulatedFleet(simulator::FleetOptions options)
    : clock_(Moment()),
      fleet_(std::make_unique<simulator::Fleet>(std::move(options), clock_)),
      server_(std::make_unique<simulator::Server>(*fleet_, 0, "")),
      thread_([this] { server_->Run(); }) {}

SimulatedFleet::~SimulatedFleet() {
    server_->Stop();
    thread_.join();
}

std::chrono::nanoseconds SimulatedFleet::Cpu() const {
    clockid_t clock{};
    timespec now{};
    if (pthread_getcpuclockid(const_cast<std::thread&>(thread_).native_handle(), &clock) == 0) {
        clock_gettime(clock, &now);
    }
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace bench
