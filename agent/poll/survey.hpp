#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "agent/ipp/ipp_client.hpp"
#include "lib/printing/reading.hpp"
#include "lib/snmp/sessions.hpp"

// Everything that one printer tells, in as few round trips as it allows: the standard tables first, then
// the private MIB of its maker, then other SNMP contexts where the supplies are missing.
namespace agent {

// Bits by printing::Part.
using PartSet = std::uint32_t;

struct SurveyTarget {
    snmp::Endpoint endpoint;
    snmp::Credentials credentials;
    bool identity_only = false;             // discovery: no supplies, trays and alerts
    const devices::Maker* maker = nullptr;  // known from last time: saves a round trip
    bool known = false;                     // as a printer; one that answers only in part is none the less
    bool in_context = false;                // its supplies were found in the maker's context last time
    PartSet answered_before = 0;            // parts that had values before: its MIB does not end before them
    bool several = false;                   // several printers answered at this address before
    // What it was silent about before: not asked for again, so that not every poll waits for it.
    std::vector<snmp::Answer::Silence> silent;
};

struct SurveyResult {
    snmp::Outcome outcome = snmp::Outcome::kNoAnswer;  // of IPP's, where that answered alone
    printing::Reading reading;                         // address and port always; the rest when it answered
    // Of the other printers behind this address, ascending by device_index; `reading` is of the first then.
    std::vector<printing::Reading> further{};
    bool several = false;  // `reading` is of one of several printers, though the others may be switched off
    std::vector<snmp::Answer::Silence> silent{};  // what it is silent about, now or before
    const devices::Maker* maker = nullptr;
    bool in_context = false;
    PartSet answered = 0;           // parts that have values, now or before
    snmp::Credentials credentials;  // those that worked
    int round_trips = 0;
    std::optional<IppPlace> ipp;  // where it answers IPP, or says that it does
};

// Asks through `client`; `done` is called once, from the client's Run(). `makers` must live until then, and as long as
// anything points at a maker of it.
void Survey(snmp::Client& client, const devices::Makers& makers, SurveyTarget target,
            std::function<void(SurveyResult)> done);

}  // namespace agent
