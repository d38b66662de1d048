#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orders {

// The number of the order at that place of all orders, e.g. "SO-481516234": nine digits that no other place has, and
// that say nothing about how many orders there are without the key of the installation. Pure.
std::string NumberAt(std::int64_t place, std::string_view key);

}  // namespace orders
