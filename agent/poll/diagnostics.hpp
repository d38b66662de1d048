#pragma once

#include <atomic>
#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "agent/poll/address_check.hpp"
#include "lib/snmp/values.hpp"

// What a device answers, for those who look at it elsewhere (AGT-11): a walk in the form of tests/golden/devices.
namespace agent {

// Bounds of one walk: objects of one subtree, octets of the text, and real time.
struct WalkBounds {
    int objects = 12'000;
    std::size_t octets = printing::kMostDiagnosticsOctets - 4096;
    std::chrono::milliseconds time{150'000};
};

// Asks for the subtrees of printing and of the maker with the first community or user that the device answers to, and replaces
// what names people, places and machines. Jobs (PWG 5107.1 and the MIB of RFC 2707), connections and routes are not asked for. The error is a
// sentence in English for a technician.
std::expected<std::string, std::string> WalkDevice(const std::string& address, const CheckAccess& access,
                                                   const devices::Makers& makers, const std::atomic<bool>& stop,
                                                   const WalkBounds& bounds = {});

// What is replaced, the same by the same everywhere in one walk: serial numbers (those of `reading` and of the standard
// objects), sysName, sysContact, sysLocation, the operator's and the service person's names, IP addresses (also in names of
// objects), MAC addresses, host names of URLs, e-mail addresses. The replacement of a serial number is as long and has
// letters and digits at the same places, so that what is read is the same but for it. Texts whose sense nobody knows stay:
// whoever sends a walk looks at it first. Pure.
snmp::Values ReplaceNames(const snmp::Values& values, const printing::Reading& reading);

}  // namespace agent
