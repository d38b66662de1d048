#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

// Randomness that depends on nothing but its arguments: the same seed, printer and moment give the same
// number, whatever was asked before. So a simulator that starts again goes on where it was.
namespace simulator {

constexpr std::uint64_t Mix(std::uint64_t x) {  // splitmix64
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

// What a number is drawn for; keeps the draws apart.
enum class Stream : std::uint64_t {
    kModel,
    kSerial,
    kMac,
    kPlace,
    kVolume,
    kColor,
    kCoverage,
    kStart,
    kDay,
    kDayColor,
    kOutage,
    kOutageLength,
    kJam,
    kCover,
    kRefill,
    kSwap,
    kCartridge,
    kSchedule,
    kReboot,
    kGarbage,
};

constexpr std::uint64_t Draw(std::uint64_t seed, Stream stream, std::uint64_t who, std::uint64_t when = 0) {
    return Mix(Mix(Mix(Mix(seed) ^ static_cast<std::uint64_t>(stream)) ^ who) ^ when);
}

// 0 <= x < 1
constexpr double Unit(std::uint64_t random) {
    return static_cast<double>(random >> 11) * 0x1.0p-53;
}

constexpr double Between(std::uint64_t random, double low, double high) {
    return low + (high - low) * Unit(random);
}

// Standard normal, by Box and Muller from the halves of one number.
inline double Normal(std::uint64_t random) {
    const double u = (static_cast<double>(random >> 32) + 1) * 0x1.0p-32;
    const double v = static_cast<double>(random & 0xFFFFFFFF) * 0x1.0p-32;
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
}

}  // namespace simulator
