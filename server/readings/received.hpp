#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
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

// What was in the newest readings of a journal, so that one that is sent again is known from another one of the same number:
// two machines share an agent's identity and journal (a copied disk, a restored snapshot). Pure.
class Digests {
  public:
    static constexpr std::size_t kMost = 512;  // readings; agents send 200 at once, and only the newest ones again

    Digests() = default;
    // Sequence number and digest of each, as the database has them.
    explicit Digests(const std::vector<std::int64_t>& flat);

    enum class Repeated {
        kSame,
        kOther,    // another reading had this number
        kUnknown,  // of a journal that nobody kept digests of then, or a reading that could not be understood
    };
    [[nodiscard]] Repeated Compare(std::int64_t seq, std::int64_t digest) const;
    void Add(std::int64_t seq, std::int64_t digest);
    [[nodiscard]] std::vector<std::int64_t> Flat() const;

  private:
    std::map<std::int64_t, std::int64_t> by_seq_;
};

}  // namespace readings
