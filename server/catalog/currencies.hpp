#pragma once

#include <optional>
#include <string_view>

// Currencies of ISO 4217 that something can be paid in.
namespace catalog {

// How many digits its smallest unit has: 2 for EUR (cent), 0 for JPY; nullopt: there is no such currency. Pure.
std::optional<int> MinorDigits(std::string_view currency);

}  // namespace catalog
