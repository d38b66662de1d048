#include "server/agents/coverage.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "lib/base/text.hpp"
#include "server/agents/agent_rules.hpp"

namespace agents {
namespace {

constexpr std::uint16_t kSnmpPort = 161;
constexpr std::int64_t kMostCounted = std::int64_t{1} << 62;

using Number = unsigned __int128;

Number NumberOf(const AddressOctets& octets) {
    Number number = 0;
    for (const std::uint8_t octet : octets) number = (number << 8) | octet;
    return number;
}

AddressOctets OctetsOf(Number number) {
    AddressOctets octets{};
    for (std::size_t i = octets.size(); i-- > 0; number >>= 8) octets.at(i) = static_cast<std::uint8_t>(number & 0xFF);
    return octets;
}

std::int64_t CountOf(const AddressSpan& span) {
    const Number count = NumberOf(span.last) - NumberOf(span.first);
    return count >= static_cast<Number>(kMostCounted) ? kMostCounted : static_cast<std::int64_t>(count) + 1;
}

bool IsMappedV4(const AddressOctets& octets) {
    return std::all_of(octets.begin(), octets.begin() + 10, [](auto o) { return o == 0; }) && octets[10] == 0xFF &&
           octets[11] == 0xFF;
}

std::string TextOf(const AddressOctets& octets) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool v4 = IsMappedV4(octets);
    ::inet_ntop(v4 ? AF_INET : AF_INET6, octets.data() + (v4 ? 12 : 0), text.data(), text.size());
    return text.data();
}

struct Entry {
    std::string text;
    std::optional<AddressSpan> span;  // absent: a host name
    std::string name;                 // folded
    std::optional<std::uint16_t> port;
};

// The port behind an entry, by the rules of ReadTarget; the rest stays in `entry`.
std::optional<std::uint16_t> TakePort(std::string_view& entry) {
    const auto colon = entry.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const bool alone = entry.find(':') == colon;
    if (!alone && (colon == 0 || entry[colon - 1] != ']')) return std::nullopt;  // of a bare IPv6 address
    int port = 0;
    for (const char c : entry.substr(colon + 1)) {
        if (c < '0' || c > '9' || port > 65535) return std::nullopt;
        port = port * 10 + (c - '0');
    }
    entry = base::Trim(entry.substr(0, colon));
    if (port < 1 || port > 65535) return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

std::optional<Entry> ReadEntry(const std::string& text) {
    std::string_view rest = base::Trim(text);
    const auto target = ReadTarget(rest);
    if (!target) return std::nullopt;
    Entry entry{.text = std::string(rest), .span = std::nullopt, .name = {}, .port = TakePort(rest)};
    if (target->kind == TargetKind::kHostName) {
        entry.name = base::FoldCase(rest);
        return entry;
    }
    entry.span = AddressSpan{target->first, target->last};
    if (rest.find('/') != std::string_view::npos && IsMappedV4(target->first) && CountOf(*entry.span) > 2) {
        entry.span->first = OctetsOf(NumberOf(target->first) + 1);
        entry.span->last = OctetsOf(NumberOf(target->last) - 1);
    }
    return entry;
}

// What is taken out is taken out with its first and last address.
std::optional<Entry> ReadExcluded(const std::string& text) {
    auto entry = ReadEntry(text);
    if (!entry || !entry->span) return entry;
    const auto target = ReadTarget(text);
    entry->span = AddressSpan{target->first, target->last};
    return entry;
}

std::vector<AddressSpan> Joined(std::vector<AddressSpan> spans) {
    std::ranges::sort(spans, {}, &AddressSpan::first);
    std::vector<AddressSpan> joined;
    for (const AddressSpan& span : spans) {
        const bool touches = !joined.empty() && (span.first <= joined.back().last ||
                                                 NumberOf(span.first) == NumberOf(joined.back().last) + 1);
        if (touches) {
            joined.back().last = std::max(joined.back().last, span.last);
        } else {
            joined.push_back(span);
        }
    }
    return joined;
}

// `spans` and `without` are joined.
std::vector<AddressSpan> Minus(const std::vector<AddressSpan>& spans, const std::vector<AddressSpan>& without) {
    std::vector<AddressSpan> rest;
    for (AddressSpan span : spans) {
        bool left = true;
        for (const AddressSpan& out : without) {
            if (out.last < span.first) continue;
            if (span.last < out.first) break;
            if (span.first < out.first) rest.push_back({span.first, OctetsOf(NumberOf(out.first) - 1)});
            left = out.last < span.last;
            if (!left) break;
            span.first = OctetsOf(NumberOf(out.last) + 1);
        }
        if (left) rest.push_back(span);
    }
    return rest;
}

bool HasAll(const std::vector<AddressSpan>& spans, const AddressSpan& wanted) {
    return std::ranges::any_of(
        spans, [&](const AddressSpan& span) { return span.first <= wanted.first && wanted.last <= span.last; });
}

std::string NameOf(const Entry& entry) {
    return fmt::format("{}:{}", entry.name, entry.port.value_or(kSnmpPort));
}

AddressSpan CommonOf(const AddressSpan& one, const AddressSpan& other) {
    return {std::max(one.first, other.first), std::min(one.last, other.last)};
}

bool Meet(const AddressSpan& one, const AddressSpan& other) {
    return one.first <= other.last && other.first <= one.last;
}

std::optional<EntryOverlap> OverlapOf(const Entry& one, const Entry& other) {
    if (one.port.value_or(kSnmpPort) != other.port.value_or(kSnmpPort)) return std::nullopt;
    if (!one.span || !other.span) {
        if (one.span || other.span || one.name != other.name) return std::nullopt;
        return EntryOverlap{one.text, other.text, one.name, one.name, 1};
    }
    if (!Meet(*one.span, *other.span)) return std::nullopt;
    const AddressSpan both = CommonOf(*one.span, *other.span);
    return EntryOverlap{one.text, other.text, TextOf(both.first), TextOf(both.last), CountOf(both)};
}

std::vector<Entry> ReadEntries(const std::vector<std::string>& texts) {
    std::vector<Entry> entries;
    for (const auto& text : texts) {
        if (auto entry = ReadEntry(text)) entries.push_back(std::move(*entry));
    }
    return entries;
}

}  // namespace

Coverage::Coverage(const std::vector<std::string>& include, const std::vector<std::string>& exclude)
    : announced_(include.empty()) {
    std::vector<Entry> out;
    for (const auto& text : exclude) {
        if (auto entry = ReadExcluded(text)) {
            out.push_back(std::move(*entry));
        }
    }
    for (const auto& entry : ReadEntries(include)) {
        if (entry.span) {
            spans_[entry.port.value_or(kSnmpPort)].push_back(*entry.span);
        } else if (std::ranges::none_of(out, [&](const Entry& o) { return !o.span && o.name == entry.name; })) {
            names_.insert(NameOf(entry));
        }
    }
    for (auto& [port, spans] : spans_) {
        std::vector<AddressSpan> without;
        for (const auto& entry : out) {
            if (entry.span && entry.port.value_or(port) == port) without.push_back(*entry.span);
        }
        spans = Minus(Joined(std::move(spans)), Joined(std::move(without)));
    }
    std::erase_if(spans_, [](const auto& of_port) { return of_port.second.empty(); });
}

bool Coverage::Covers(const Coverage& other) const {
    // What is announced reaches the network of the agent only, and two of them may be in two networks.
    if (announced_ || other.announced_) return false;
    if (!std::ranges::includes(names_, other.names_)) return false;
    return std::ranges::all_of(other.spans_, [&](const auto& of_port) {
        const auto own = spans_.find(of_port.first);
        return own != spans_.end() &&
               std::ranges::all_of(of_port.second, [&](const AddressSpan& span) { return HasAll(own->second, span); });
    });
}

std::int64_t Coverage::addresses() const {
    std::int64_t count = host_names();
    for (const auto& [port, spans] : spans_) {
        for (const AddressSpan& span : spans) count += std::min(CountOf(span), kMostCounted - count);
    }
    return count;
}

bool Coverage::BothAsk(const Coverage& other, std::uint16_t port, const AddressSpan& span) const {
    const auto own = spans_.find(port);
    const auto theirs = other.spans_.find(port);
    if (own == spans_.end() || theirs == other.spans_.end()) return false;
    return std::ranges::any_of(own->second, [&](const AddressSpan& asked) {
        return Meet(asked, span) && std::ranges::any_of(theirs->second, [&](const AddressSpan& too) {
                   return Meet(CommonOf(asked, span), too);
               });
    });
}

std::vector<EntryOverlap> OverlapsWithin(const std::vector<std::string>& include) {
    const auto entries = ReadEntries(include);
    std::vector<EntryOverlap> found;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        for (std::size_t j = i + 1; j < entries.size(); ++j) {
            if (auto overlap = OverlapOf(entries[i], entries[j])) found.push_back(std::move(*overlap));
            if (found.size() == kMostOverlaps) return found;
        }
    }
    return found;
}

std::vector<EntryOverlap> OverlapsBetween(const std::vector<std::string>& include, const Coverage& covered,
                                          const std::vector<std::string>& other_include,
                                          const Coverage& other_covered) {
    const auto entries = ReadEntries(include);
    const auto others = ReadEntries(other_include);
    std::vector<EntryOverlap> found;
    for (const auto& entry : entries) {
        for (const auto& other : others) {
            auto overlap = OverlapOf(entry, other);
            const std::uint16_t port = entry.port.value_or(kSnmpPort);
            if (!overlap) continue;
            if (entry.span && !covered.BothAsk(other_covered, port, CommonOf(*entry.span, *other.span))) continue;
            found.push_back(std::move(*overlap));
            if (found.size() == kMostOverlaps) return found;
        }
    }
    return found;
}

}  // namespace agents
