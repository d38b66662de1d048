#pragma once

#include <expected>
#include <map>
#include <string>
#include <vector>

#include "agent/devices/brands.hpp"
#include "lib/printing/reading.hpp"

// Printers that answer IPP (RFC 8011; PWG 5100.9, 5100.13): the second way to ask, for those without SNMP.
namespace agent {

// The attributes of a Get-Printer-Attributes answer. Numbers, booleans (0/1) and enums are in `numbers`, everything
// that is text in `texts`; an attribute that the printer does not know is in neither.
struct IppAttributes {
    int status = 0;  // IPP status code
    std::map<std::string, std::vector<std::int64_t>> numbers;
    std::map<std::string, std::vector<std::string>> texts;
};

// Asks `url` ("ipp://host/ipp/print", "ipps://...", "http://..."). The error is a text for a person.
std::expected<IppAttributes, std::string> AskIpp(const std::string& url, int timeout_ms);

// Pure. Address and port are the caller's. Supplies of printer-supply carry the index "1.<index>", those of the older
// marker-* attributes "ipp.<n>".
printing::Reading MapIpp(const IppAttributes& attributes, const devices::Brands& brands);

}  // namespace agent
