#pragma once

#include <memory>
#include <thread>

#include "lib/base/clock.hpp"
#include "simulator/server.hpp"

namespace bench {

// Simulated printers that answer in a thread of this process, at a moment that stands still.
class SimulatedFleet {
  public:
    explicit SimulatedFleet(simulator::FleetOptions options);
    ~SimulatedFleet();

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] const std::vector<simulator::Printer>& printers() const { return fleet_->printers(); }
    // CPU time of the answering thread so far.
    [[nodiscard]] std::chrono::nanoseconds Cpu() const;

    // Printers that are always on, so that a benchmark waits for nobody.
    static simulator::FleetOptions Options(std::size_t printers);

  private:
    base::ManualClock clock_;
    std::unique_ptr<simulator::Fleet> fleet_;
    std::unique_ptr<simulator::Server> server_;
    std::thread thread_;
};

}  // namespace bench
