#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "lib/base/clock.hpp"

// Identity of rows: UUID version 7 (RFC 9562), so that new rows lie side by side in an index.
// PrinterId is not OrganizationId: each feature names its own `using ContactId = base::Id<struct
// Contact>`.
namespace base {

// The 16 octets, network order. Compared as octets: the order of creation.
struct Uuid {
    std::array<std::uint8_t, 16> octets{};

    auto operator<=>(const Uuid&) const = default;
    [[nodiscard]] std::string ToString() const;  // 8-4-4-4-12, lower case
    // Accepts only the 36-character form (either case).
    static std::optional<Uuid> Parse(std::string_view text);
};

template <class Tag>
struct Id {
    Uuid value{};

    auto operator<=>(const Id&) const = default;
    [[nodiscard]] std::string ToString() const { return value.ToString(); }
    [[nodiscard]] bool IsNil() const { return value == Uuid{}; }
    static std::optional<Id> Parse(std::string_view text) {
        auto uuid = Uuid::Parse(text);
        if (!uuid) return std::nullopt;
        return Id{*uuid};
    }
};

// The one id that all layers share: rows of customers carry it.
using OrganizationId = Id<struct OrganizationTag>;

// Makes ids that never go back within one process, even when the clock does. Thread-safe.
class IdSource {
  public:
    explicit IdSource(const Clock& clock) : clock_(clock) {}
    Uuid Next();
    template <class IdType>
    IdType Make() {
        return IdType{Next()};
    }

  private:
    const Clock& clock_;
    std::mutex mutex_;
    std::int64_t last_ms_ = 0;
    std::uint32_t counter_ = 0;
    std::random_device random_;
};

}  // namespace base

template <>
struct std::hash<base::Uuid> {
    std::size_t operator()(const base::Uuid& uuid) const noexcept {
        std::uint64_t low = 0;
        std::memcpy(&low, uuid.octets.data() + 8, sizeof low);
        std::uint64_t high = 0;
        std::memcpy(&high, uuid.octets.data(), sizeof high);
        return low ^ (high * 0x9E3779B97F4A7C15ULL);
    }
};
template <class Tag>
struct std::hash<base::Id<Tag>> {
    std::size_t operator()(const base::Id<Tag>& id) const noexcept { return std::hash<base::Uuid>{}(id.value); }
};
