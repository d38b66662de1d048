#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Where an agent looks, as a set: compared, counted, held against others (AGT-2, AGT-12). Pure; entries that are none (CheckSearch
// lets none through) count for nothing.
namespace agents {

// An address as 16 octets, IPv4 as ::ffff:a.b.c.d; compared as octets.
using AddressOctets = std::array<std::uint8_t, 16>;

struct AddressSpan {
    AddressOctets first{};
    AddressOctets last{};  // included
    bool operator==(const AddressSpan&) const = default;
};

class Coverage {
  public:
    // `include` and `exclude` as people wrote them (agents::Search). Of an IPv4 block of 30 bits and fewer the first and the
    // last address are nobody's, as the agent sees it.
    Coverage(const std::vector<std::string>& include, const std::vector<std::string>& exclude);

    // Whether it asks whatever `other` asks. Host names are compared as they are written: what they mean is known at
    // the site only. Never true of agents that listen for what printers announce.
    [[nodiscard]] bool Covers(const Coverage& other) const;
    // Different addresses that are asked, a host name as one; at most 2^62. 0: nothing was said, and the agent listens for what
    // printers announce.
    [[nodiscard]] std::int64_t addresses() const;
    [[nodiscard]] std::int64_t host_names() const { return static_cast<std::int64_t>(names_.size()); }
    // Whether an address of the span is asked at that port, by this one and by `other`.
    [[nodiscard]] bool BothAsk(const Coverage& other, std::uint16_t port, const AddressSpan& span) const;

  private:
    bool announced_ = false;                                   // no list at all
    std::map<std::uint16_t, std::vector<AddressSpan>> spans_;  // by port; ascending, neither touch nor overlap
    std::set<std::string> names_;                              // "name:port", folded
};

// Two entries that name the same addresses.
struct EntryOverlap {
    std::string entry;
    std::string other_entry;
    std::string first;  // the first address that both name; of host names the name
    std::string last;
    std::int64_t addresses = 0;  // at most 2^62

    bool operator==(const EntryOverlap&) const = default;
};
// More are not looked for.
inline constexpr std::size_t kMostOverlaps = 50;
// Of one list, each pair once, in its order.
std::vector<EntryOverlap> OverlapsWithin(const std::vector<std::string>& include);
// Of two agents' lists, but for what one of them does not ask in the end. `covered` and `other_covered` are of the same agents.
std::vector<EntryOverlap> OverlapsBetween(const std::vector<std::string>& include, const Coverage& covered,
                                          const std::vector<std::string>& other_include, const Coverage& other_covered);

// A search with more addresses takes long, and its packets are seen in the network: pointed out.
inline constexpr std::int64_t kLargeSearch = 16'384;

}  // namespace agents
