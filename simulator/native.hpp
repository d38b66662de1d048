#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

#include "lib/printing/agent_messages.hpp"
#include "simulator/fleet.hpp"

// A printer that reports itself (AGT-6, Device Direct): it calls the agents' API with a credential of its own and answers no SNMP.
namespace simulator {

// What it says of itself at this moment, with its supplies and meters.
printing::Reading NativeReading(Fleet& fleet, Printer& printer, std::uint64_t seed);

struct NativeOptions {
    std::string server;            // https://..., or http:// on this machine
    std::string token;             // one-time; needed until `folder` has a credential
    std::filesystem::path folder;  // keeps identity.json, 0600
    std::uint64_t seed = 1;        // of the fleet
    std::string report_as;         // serial number that it claims in place of its own; "": its own
};

// Enrolls where it has no credential yet; then reports at the interval of its configuration, and whenever the server asks for its
// status, until `stop`. Throws std::runtime_error with words for the user where the server refuses it; what fails on the
// way is tried again.
void RunNative(Fleet& fleet, const base::Clock& clock, const NativeOptions& options, const std::atomic<bool>& stop);

}  // namespace simulator
