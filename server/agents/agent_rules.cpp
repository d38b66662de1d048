#include "server/agents/agent_rules.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "lib/base/text.hpp"

namespace agents {
namespace {

using Octets = std::array<std::uint8_t, 16>;  // IPv4 as ::ffff:a.b.c.d

std::optional<Octets> ReadAddress(std::string_view text) {
    const std::string copy(text);
    Octets octets{};
    if (in_addr v4{}; ::inet_pton(AF_INET, copy.c_str(), &v4) == 1) {
        octets[10] = octets[11] = 0xFF;
        std::memcpy(octets.data() + 12, &v4, 4);
        return octets;
    }
    if (in6_addr v6{}; ::inet_pton(AF_INET6, copy.c_str(), &v6) == 1) {
        std::memcpy(octets.data(), &v6, 16);
        return octets;
    }
    return std::nullopt;
}

bool IsV4(const Octets& octets) {
    return std::all_of(octets.begin(), octets.begin() + 10, [](auto o) { return o == 0; }) && octets[10] == 0xFF &&
           octets[11] == 0xFF;
}

// The block of 16 or 32 bits of the special-purpose registries (RFC 6890) that an address lies in; 0: it is public.
int PrivateBlock(const Octets& a) {
    if (!IsV4(a)) {
        if ((a[0] & 0xFE) == 0xFC) return 1;                                        // fc00::/7
        if (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) return 2;                        // fe80::/10
        if (a == Octets{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}) return 3;  // ::1
        return 0;
    }
    const std::uint8_t first = a[12];
    const std::uint8_t second = a[13];
    if (first == 10) return 4;
    if (first == 127) return 5;
    if (first == 172 && (second & 0xF0) == 16) return 6;
    if (first == 192 && second == 168) return 7;
    if (first == 169 && second == 254) return 8;
    if (first == 100 && (second & 0xC0) == 64) return 9;  // shared address space, RFC 6598
    return 0;
}

std::optional<int> ReadNumber(std::string_view text, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
    return value;
}

// Host names of RFC 1123, also a single label.
bool IsHostName(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    bool letter = false;
    std::size_t label = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.') {
            if (label == 0 || text[i - 1] == '-') return false;
            label = 0;
            continue;
        }
        const bool alphabetic = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        letter = letter || alphabetic;
        const bool inner = c == '-' || c == '_';
        if (!alphabetic && !inner && !(c >= '0' && c <= '9')) return false;
        if (inner && label == 0) return false;
        if (++label > 63) return false;
    }
    return label > 0 && text.back() != '-' && letter;
}

std::optional<Target> ReadBlock(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = ReadAddress(text.substr(0, slash));
    if (!address) return std::nullopt;
    const bool v4 = IsV4(*address);
    const auto bits = ReadNumber(text.substr(slash + 1), v4 ? 32 : 128);
    if (!bits) return std::nullopt;
    const int all_bits = *bits + (v4 ? 96 : 0);
    Octets last = *address;
    Octets first = *address;
    for (int bit = all_bits; bit < 128; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
        first[static_cast<std::size_t>(bit / 8)] &= static_cast<std::uint8_t>(~mask);
        last[static_cast<std::size_t>(bit / 8)] |= mask;
    }
    const int block = PrivateBlock(first);
    return Target{TargetKind::kRange, block != 0 && block == PrivateBlock(last), first, last};
}

std::optional<Target> ReadRange(std::string_view text) {
    const auto dash = text.find('-');
    const auto first = ReadAddress(base::Trim(text.substr(0, dash)));
    if (!first) return std::nullopt;
    const std::string_view end = base::Trim(text.substr(dash + 1));
    auto last = ReadAddress(end);
    if (!last && IsV4(*first)) {  // 10.0.0.1-20
        const auto octet = ReadNumber(end, 255);
        if (!octet) return std::nullopt;
        last = *first;
        last->back() = static_cast<std::uint8_t>(*octet);
    }
    if (!last || IsV4(*first) != IsV4(*last) || *last < *first) return std::nullopt;
    const int block = PrivateBlock(*first);
    return Target{TargetKind::kRange, block != 0 && block == PrivateBlock(*last), *first, *last};
}

std::vector<std::string> CheckTargets(const std::vector<std::string>& entries, const std::string& pointer,
                                      bool allow_public, base::FieldProblems& problems) {
    std::vector<std::string> kept;
    if (entries.size() > kMostTargets) {
        problems.Add(pointer, "too_many_items", {{"limit", static_cast<std::int64_t>(kMostTargets)}});
        return kept;
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string entry(base::Trim(entries[i]));
        if (entry.empty()) continue;
        const auto target = ReadTarget(entry);
        const std::string at = fmt::format("{}/{}", pointer, i);
        if (!target) {
            problems.Add(at, "invalid_target", {{"entry", base::CleanText(entry, 80)}});
        } else if (!allow_public && target->kind == TargetKind::kRange && !target->is_private) {
            problems.Add(at, "public_range_unconfirmed", {{"entry", entry}});
        } else {
            kept.push_back(entry);
        }
    }
    return kept;
}

void CheckSecret(const std::string& secret, const std::string& pointer, std::size_t least,
                 base::FieldProblems& problems) {
    if (secret.size() < least) problems.Add(pointer, "too_short", {{"limit", static_cast<std::int64_t>(least)}});
    if (secret.size() > kMaxSecret) {
        problems.Add(pointer, "too_long", {{"limit", static_cast<std::int64_t>(kMaxSecret)}});
    }
}

}  // namespace

std::optional<Target> ReadTarget(std::string_view entry) {
    entry = base::Trim(entry);
    // One colon is a port behind anything but a bare IPv6 address: 10.0.0.1-20:1161, 10.0.0.0/24:161.
    if (const auto colon = entry.find(':'); colon != std::string_view::npos && colon == entry.rfind(':')) {
        const auto port = ReadNumber(entry.substr(colon + 1), 65535);
        if (!port || *port == 0 || colon == 0) return std::nullopt;
        entry = base::Trim(entry.substr(0, colon));
    }
    if (entry.find('/') != std::string_view::npos) return ReadBlock(entry);
    if (const auto address = ReadAddress(entry)) {
        return Target{TargetKind::kAddress, PrivateBlock(*address) != 0, *address, *address};
    }
    if (const auto dash = entry.find('-');
        dash != std::string_view::npos && ReadAddress(base::Trim(entry.substr(0, dash)))) {
        return ReadRange(entry);
    }
    // name:port, 10.0.0.1:161, [fe80::1]:161
    if (const auto colon = entry.rfind(':'); colon != std::string_view::npos) {
        const auto port = ReadNumber(entry.substr(colon + 1), 65535);
        std::string_view host = entry.substr(0, colon);
        if (!port || *port == 0 || host.empty()) return std::nullopt;
        if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
        if (host.find(':') != std::string_view::npos && !ReadAddress(host)) return std::nullopt;
        return ReadTarget(host);
    }
    if (!IsHostName(entry)) return std::nullopt;
    return Target{TargetKind::kHostName, true};
}

bool IsSearched(const SearchedPlaces& places, std::string_view address, std::string_view host_name) {
    if (places.include.empty()) return true;  // it looks at the networks that it is in
    const auto octets = ReadAddress(address);
    const auto holds = [&](const std::string& entry) {
        const auto target = ReadTarget(entry);
        if (!target) return false;
        if (target->kind != TargetKind::kHostName) return octets && target->first <= *octets && *octets <= target->last;
        const std::string_view name = base::Trim(entry);
        return base::FoldCase(std::string(name.substr(0, name.find(':')))) == base::FoldCase(std::string(host_name));
    };
    return std::ranges::any_of(places.include, holds) && std::ranges::none_of(places.exclude, holds);
}

Search CheckSearch(const Search& search, base::FieldProblems& problems) {
    Search checked = search;
    checked.include = CheckTargets(search.include, "/search/include", search.allow_public_addresses, problems);
    checked.exclude = CheckTargets(search.exclude, "/search/exclude", true, problems);
    base::CheckNumber(kDiscoveryLimit, search.discovery_interval_seconds, "/search/discovery_interval_seconds",
                      problems);
    base::CheckNumber(kPollingLimit, search.polling_interval_seconds, "/search/polling_interval_seconds", problems);
    return checked;
}

bool MayWrite(const SearchSecrets& secrets, std::string_view user) {
    return secrets.writing_users && std::ranges::find(*secrets.writing_users, user) != secrets.writing_users->end();
}

void CheckSecrets(const SearchSecrets& secrets, base::FieldProblems& problems) {
    const auto limit = static_cast<std::int64_t>(kMostSecrets);
    if (secrets.communities.size() > kMostSecrets) {
        problems.Add("/search/communities", "too_many_items", {{"limit", limit}});
    }
    if (secrets.v3_users.size() > kMostSecrets) {
        problems.Add("/search/v3_users", "too_many_items", {{"limit", limit}});
    }
    for (std::size_t i = 0; i < secrets.communities.size(); ++i) {
        CheckSecret(secrets.communities[i], fmt::format("/search/communities/{}", i), 1, problems);
    }
    const auto writing = secrets.write_communities.value_or(std::vector<std::string>());
    if (writing.size() > kMostSecrets) problems.Add("/search/write_communities", "too_many_items", {{"limit", limit}});
    for (std::size_t i = 0; i < writing.size(); ++i) {
        CheckSecret(writing[i], fmt::format("/search/write_communities/{}", i), 1, problems);
    }
    for (std::size_t i = 0; i < secrets.v3_users.size(); ++i) {
        const auto& user = secrets.v3_users[i];
        const std::string at = fmt::format("/search/v3_users/{}", i);
        CheckSecret(user.name, at + "/user", 1, problems);
        const bool encrypts = user.privacy != printing::PrivacyProtocol::kNone;
        if (user.auth != printing::AuthProtocol::kNone || encrypts) {  // RFC 3414: no privacy without authentication
            CheckSecret(user.auth_password.value_or(""), at + "/auth_secret", kMinPassword, problems);
        }
        if (encrypts) CheckSecret(user.privacy_password.value_or(""), at + "/priv_secret", kMinPassword, problems);
    }
}

std::string CheckName(std::string_view name, base::FieldProblems& problems) {
    std::string clean = base::CleanText(name, kNameLimit.max_length + 1);
    base::CheckText(kNameLimit, clean, "/name", problems);
    return clean;
}

std::string SecretsContext(AgentId agent) {
    return "agents.secrets " + agent.ToString();
}

AgentState StateOf(bool enrolled, bool disabled, std::optional<base::Instant> heard_at, base::Instant system_now) {
    if (disabled) return AgentState::kDisabled;
    if (!enrolled) return AgentState::kInvited;
    if (!heard_at || system_now - *heard_at > kContactInterval * kMissedContacts) {
        return AgentState::kNotCommunicating;
    }
    return AgentState::kActive;
}

}  // namespace agents
