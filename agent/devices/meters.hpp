#pragma once

#include "agent/devices/maker.hpp"
#include "lib/snmp/values.hpp"

// What a maker's counters come to. Nothing is counted twice: of several sources of one kind one counts, and what is added
// are counters of which the maker's file says that none holds the other.
namespace agent::devices {

// The value of a column in the row `index`.
snmp::Oid Cell(const snmp::Oid& column, snmp::OidView index);

// Adds the meters of the maker's counters and tables to what the standard tables gave; kinds that are there stay as they are.
// Where the maker's tables were not answered to their end (Part::kMakersTable), what needs all of them is left out: a sum
// that lacks a part would go back. A count that is negative or above 10^12 is a problem, and no meter.
void AddMeters(const snmp::Values& values, const Maker& maker, printing::Reading& reading);

// Adds the maker's sums, as far as all their parts are there; after everything that adds meters.
void AddSums(const Maker& maker, printing::Reading& reading);

}  // namespace agent::devices
