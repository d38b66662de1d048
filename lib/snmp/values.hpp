#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/snmp/ber.hpp"

namespace snmp {

using Oid = ber::Oid;
using OidView = std::span<const std::uint32_t>;

// What one machine answered: OID -> value, sorted by OID. A pure container: mappers read it, tests and
// recordings fill it. Compact (two arenas, no allocation per value), because a poller holds thousands.
class Values {
  public:
    // Octet strings are cut here; no object of the MIBs in use is longer than 1,024 octets.
    static constexpr std::size_t kMaxOctets = 4096;

    struct Value {
        std::uint8_t tag = ber::kNull;
        std::int64_t number = 0;  // INTEGER, Counter32/64, Gauge32, TimeTicks
        std::string_view octets;  // OCTET STRING, IpAddress, Opaque: raw octets
        OidView oid;              // OBJECT IDENTIFIER

        [[nodiscard]] bool IsNumber() const;
        [[nodiscard]] bool IsOctets() const;
        [[nodiscard]] bool IsOid() const { return tag == ber::kObjectIdentifier; }
    };

    // Adds a value by its BER tag and content octets. False when it cannot be decoded or is an exception
    // (noSuchObject, endOfMibView ...); nothing is added then.
    bool Add(OidView name, std::uint8_t tag, ber::Bytes content);
    void AddNumber(OidView name, std::uint8_t tag, std::int64_t value);
    void AddOctets(OidView name, std::uint8_t tag, std::string_view octets);
    void AddOid(OidView name, OidView value);
    // Adds everything of `other` that is not here yet, and sorts.
    void Merge(Values other);

    // Call after the last Add and before the first look; a name that was added twice keeps its first value.
    void Sort();
    // The same where the order is mostly known: `places` has a number for each value, in the order in which they were added, and
    // values of a lower number, or of the same one and added before, are thought to come first. Wherever that is wrong, they
    // are sorted by their names all the same.
    void Sort(std::span<const std::uint16_t> places);

    // The last name; empty when there is none. Sorted.
    [[nodiscard]] OidView LastName() const { return entries_.empty() ? OidView() : Name(entries_.back()); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    [[nodiscard]] bool truncated() const { return truncated_; }  // some octet string was cut

    [[nodiscard]] std::optional<Value> Find(OidView name) const;
    [[nodiscard]] std::optional<std::int64_t> Number(OidView name) const;
    [[nodiscard]] std::optional<std::string_view> Octets(OidView name) const;
    [[nodiscard]] std::optional<OidView> ObjectId(OidView name) const;
    [[nodiscard]] bool HasUnder(OidView prefix) const;

    // Calls f(index, value) for every name that is longer than `prefix` and starts with it, in order;
    // `index` is what follows the prefix.
    template <class F>
    void ForEachUnder(OidView prefix, F&& f) const {
        for (auto at = LowerBound(prefix); at != entries_.end(); ++at) {
            const OidView name = Name(*at);
            if (!StartsWith(name, prefix)) break;
            if (name.size() > prefix.size()) f(name.subspan(prefix.size()), View(*at));
        }
    }
    template <class F>
    void ForEach(F&& f) const {
        for (const Entry& entry : entries_) f(Name(entry), View(entry));
    }

    static bool StartsWith(OidView name, OidView prefix) {
        return name.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), name.begin());
    }

  private:
    struct Entry {
        std::uint32_t name_at = 0;
        std::uint16_t name_size = 0;
        std::uint8_t tag = 0;
        std::uint32_t at = 0;  // octets: into octets_; OID: into ids_
        std::uint32_t size = 0;
        std::int64_t number = 0;
    };
    [[nodiscard]] OidView Name(const Entry& e) const { return {ids_.data() + e.name_at, e.name_size}; }
    [[nodiscard]] Value View(const Entry& e) const;
    [[nodiscard]] std::vector<Entry>::const_iterator LowerBound(OidView name) const;
    Entry& Append(OidView name, std::uint8_t tag);
    [[nodiscard]] bool Before(const Entry& a, const Entry& b) const;
    void DropRepeated();

    std::vector<std::uint32_t> ids_;
    std::string octets_;
    std::vector<Entry> entries_;
    bool sorted_ = true;
    bool truncated_ = false;
};

}  // namespace snmp
