#pragma once

#include "agent/ipp/ipp_client.hpp"

// One reading of what a printer says by SNMP and by IPP (AGT-10). Pure.
namespace agent {

// Of an answer that has attributes: with its origin, its certificate, and what is wrong with both. Address and port are the
// caller's.
printing::Reading ReadingOf(const IppAnswer& answer, const devices::Brands& brands);

// Whether IPP may know something that SNMP did not say: no serial number, status, life count or supplies, a level without a
// number, parts that were not answered.
[[nodiscard]] bool SaysLess(const printing::Reading& snmp);

// `snmp`, completed with what only `ipp` says; each value with its source. Levels of supplies are the better ones of both.
// Two serial numbers are two machines behind one address: then `snmp` stays alone, and the problems say so.
printing::Reading Merge(printing::Reading snmp, printing::Reading ipp);

// For a printer that SNMP used to read and only IPP answers: parts of which IPP said nothing were not answered, so that
// what was known of them stays. A serial number that goes on where the known one ends is the known one.
void KeepKnownParts(printing::Reading& ipp, const std::string& known_serial);

}  // namespace agent
