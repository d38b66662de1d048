#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "lib/snmp/values.hpp"

namespace snmp {

// What a machine answers, as text: one line "OID|TAG|VALUE" for each object, as snmpsim writes it. TAG is the
// BER tag in decimal (2 INTEGER, 4 OCTET STRING, 6 OBJECT IDENTIFIER, 64 IpAddress, 65 Counter32, 66 Gauge32,
// 67 TimeTicks, 70 Counter64); "4x" and "64x" carry octets in hexadecimal. Empty lines and lines that start
// with "#" are skipped. The error names the line.
std::expected<Values, std::string> ParseWalkText(std::string_view text);

// The way back: what ParseWalkText gives is the same. Octets that are no printable ASCII are in hexadecimal.
std::string WriteWalkText(const Values& values);

}  // namespace snmp
