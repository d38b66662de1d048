#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/devices/brands.hpp"
#include "lib/printing/reading.hpp"

// Printers that answer IPP (RFC 8010, 8011; PWG 5100.9, 5100.13): messages as octets, and what they mean. Pure.
namespace agent {

// The attributes of a Get-Printer-Attributes answer. Numbers, booleans (0/1) and enums are in `numbers`, everything
// that is text in `texts`; an attribute that the printer does not know is in neither. Collections are left out.
struct IppAttributes {
    int status = 0;  // IPP status code
    std::map<std::string, std::vector<std::int64_t>> numbers;
    std::map<std::string, std::vector<std::string>> texts;
    std::vector<std::string> problems;  // what could not be read, in English, for a technician

    [[nodiscard]] bool empty() const { return numbers.empty() && texts.empty(); }
};

// Bounds on what one printer can make us keep.
inline constexpr std::size_t kMostIppOctets = 1 << 20;
inline constexpr std::size_t kMostIppAttributes = 1000;
inline constexpr std::size_t kMostIppValues = 500;  // of one attribute

enum class IppVersion { k11, k20 };

// A Get-Printer-Attributes request for everything that MapIpp reads, or for all that the printer has: some refuse the
// list (`by_name` false then).
std::string EncodeIppRequest(IppVersion version, std::string_view printer_uri, bool by_name);

// What can be read of an answer, whatever comes: a value that is wrong is left out and named in `problems`, what stands
// before a break stays. The error is a text for a person: these octets are no IPP at all.
std::expected<IppAttributes, std::string> DecodeIpp(std::string_view octets);

// A print queue of CUPS (it has printer-type), which speaks IPP as printers do and copies their values in its own way.
struct CupsQueue {
    std::string device;  // device-uri of what stands behind it; empty: it does not say
    std::string model;
};
std::optional<CupsQueue> ReadCupsQueue(const IppAttributes& attributes);

// Address and port are the caller's. Supplies of printer-supply carry the index "1.<index>", those of the older marker-*
// attributes "ipp.<n>". A queue of CUPS is no printer; the problems say what stands behind it.
printing::Reading MapIpp(const IppAttributes& attributes, const devices::Brands& brands);

}  // namespace agent
