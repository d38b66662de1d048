#pragma once

#include <cstdint>
#include <vector>

// Which readings of one incarnation of an agent's journal are in. Pure.
namespace readings {

class Received {
  public:
    Received() = default;
    // `beyond`: first and last of each range that is in beyond `acknowledged`, ascending, as the database has it.
    Received(std::int64_t acknowledged, const std::vector<std::int64_t>& beyond);

    // Every reading from 1 up to here is in: what an agent may forget.
    [[nodiscard]] std::int64_t acknowledged() const { return acknowledged_; }
    [[nodiscard]] bool Has(std::int64_t seq) const;
    // Something is in beyond a reading that is missing.
    [[nodiscard]] bool HasGap() const { return !beyond_.empty(); }
    [[nodiscard]] std::vector<std::int64_t> Beyond() const;
    [[nodiscard]] std::size_t ranges() const { return beyond_.size(); }
    // Both included; what is in already changes nothing.
    void Add(std::int64_t first, std::int64_t last);

    bool operator==(const Received&) const = default;

  private:
    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
        bool operator==(const Range&) const = default;
    };
    std::int64_t acknowledged_ = 0;
    std::vector<Range> beyond_;  // ascending, neither touching each other nor acknowledged_
};

}  // namespace readings
