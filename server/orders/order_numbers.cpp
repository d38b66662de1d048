#include "server/orders/order_numbers.hpp"

#include <fmt/format.h>

#include "lib/base/secrets.hpp"

namespace orders {
namespace {

constexpr std::int64_t kFirst = 100'000'000;  // nine digits: older numbers had six
constexpr std::int64_t kPlaces = 900'000'000;
constexpr std::int64_t kBlock = 1'000'000'000;
constexpr int kHalfBits = 15;
constexpr std::uint32_t kHalfMask = (1U << kHalfBits) - 1;
constexpr int kRounds = 6;

// A Feistel network over 30 bits.
std::uint32_t Permute(std::uint32_t value, std::string_view key) {
    std::uint32_t left = value >> kHalfBits;
    std::uint32_t right = value & kHalfMask;
    for (int round = 0; round < kRounds; ++round) {
        const std::string hash = base::Sha256(fmt::format("{}/{}/{}", key, round, right));
        const auto mixed = (static_cast<std::uint32_t>(static_cast<unsigned char>(hash[0])) << 8 |
                            static_cast<std::uint32_t>(static_cast<unsigned char>(hash[1]))) &
                           kHalfMask;
        left ^= mixed;
        std::swap(left, right);
    }
    return left << kHalfBits | right;
}

}  // namespace

std::string NumberAt(std::int64_t place, std::string_view key) {
    // What falls beyond the nine digits goes on until it falls within: still a permutation.
    auto value = static_cast<std::uint32_t>(place % kPlaces);
    do {
        value = Permute(value, key);
    } while (value >= kPlaces);
    return fmt::format("SO-{}", place / kPlaces * kBlock + kFirst + value);
}

}  // namespace orders
