#pragma once

#include <cstdint>
#include <string_view>

// A hash that is stored: its values never change, on whatever machine.
namespace base {

// FNV-1a, 64 bit (Fowler, Noll, Vo: offset basis 14695981039346656037, prime 1099511628211). Tells texts apart
// that nobody chose to collide; no protection against somebody who does.
[[nodiscard]] constexpr std::uint64_t StableHash(std::string_view text) {
    constexpr std::uint64_t kOffsetBasis = 0xcbf29ce484222325;
    constexpr std::uint64_t kPrime = 0x100000001b3;
    std::uint64_t hash = kOffsetBasis;
    for (const char octet : text) hash = (hash ^ static_cast<std::uint8_t>(octet)) * kPrime;
    return hash;
}

}  // namespace base
