#include "agent/poll/ranges.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "lib/base/text.hpp"

namespace agent {
namespace {

struct Block {
    std::uint32_t first = 0;  // host byte order
    std::uint32_t last = 0;
    std::uint16_t port = snmp::kSnmpPort;
    bool any_port = true;  // no port was written
};

std::optional<std::uint32_t> ParseV4(std::string_view text) {
    in_addr address{};
    if (inet_pton(AF_INET, std::string(text).c_str(), &address) != 1) return std::nullopt;
    return ntohl(address.s_addr);
}

template <class T>
std::optional<T> ParseNumber(std::string_view text, T most) {
    T number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number > most) {
        return std::nullopt;
    }
    return number;
}

// nullopt when it is neither an IPv4 range nor a block; `problem` says why when it looks like one.
std::optional<Block> ParseBlock(std::string_view text, std::string& problem) {
    Block block;
    if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
        const auto port = ParseNumber<std::uint16_t>(text.substr(colon + 1), 65535);
        if (!port || *port == 0 || text.find(':') != colon) return std::nullopt;
        block.port = *port;
        block.any_port = false;
        text = text.substr(0, colon);
    }
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto address = ParseV4(text.substr(0, slash));
        const auto bits = ParseNumber<unsigned>(text.substr(slash + 1), 32);
        if (!address || !bits) {
            problem = "range_malformed";
            return std::nullopt;
        }
        const std::uint32_t mask = *bits == 0 ? 0 : ~std::uint32_t{0} << (32 - *bits);
        block.first = *address & mask;
        block.last = block.first | ~mask;
        if (*bits <= 30) {
            ++block.first;
            --block.last;
        }
        return block;
    }
    const auto dash = text.find('-');
    const auto first = ParseV4(text.substr(0, dash));
    if (!first) return std::nullopt;
    block.first = block.last = *first;
    if (dash == std::string_view::npos) return block;
    const std::string_view end = text.substr(dash + 1);
    if (const auto last = ParseV4(end)) {
        block.last = *last;
    } else if (const auto octet = ParseNumber<unsigned>(end, 255)) {
        block.last = (*first & 0xFFFFFF00U) | *octet;
    } else {
        problem = "range_malformed";
        return std::nullopt;
    }
    if (block.last < block.first) {
        problem = "range_backwards";
        return std::nullopt;
    }
    return block;
}

snmp::Endpoint V4Endpoint(std::uint32_t address, std::uint16_t port) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(address);
    v4.sin_port = htons(port);
    return {reinterpret_cast<const sockaddr*>(&v4), sizeof v4};
}

bool PrivateV4(std::uint32_t a) {
    return (a >> 24) == 10 || (a >> 20) == 0xAC1 || (a >> 16) == 0xC0A8 || (a >> 24) == 127 || (a >> 16) == 0xA9FE ||
           (a >> 22) == (0x64400000U >> 22);
}

}  // namespace

bool IsPrivateAddress(const snmp::Endpoint& endpoint) {
    if (!endpoint.is_ipv6()) {
        return PrivateV4(ntohl(reinterpret_cast<const sockaddr_in*>(endpoint.address())->sin_addr.s_addr));
    }
    const auto& a = reinterpret_cast<const sockaddr_in6*>(endpoint.address())->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(&a) || IN6_IS_ADDR_LINKLOCAL(&a) || (a.s6_addr[0] & 0xFE) == 0xFC;
}

std::vector<snmp::Endpoint> ExpandGoodRanges(const SearchRanges& ranges, std::optional<base::Problem>& problem_of_all) {
    base::FieldProblems problems;
    std::vector<Block> excluded_blocks;
    std::unordered_set<std::string> excluded_hosts;
    for (std::size_t i = 0; i < ranges.exclude.size(); ++i) {
        const std::string_view text = base::Trim(ranges.exclude[i]);
        const std::string pointer = "/exclude/" + std::to_string(i);
        std::string problem;
        if (const auto block = ParseBlock(text, problem)) {
            excluded_blocks.push_back(*block);
        } else if (!problem.empty()) {
            problems.Add(pointer, problem, {{"entry", std::string(text)}});
        } else if (const auto endpoint = snmp::Endpoint::Resolve(text)) {
            excluded_hosts.insert(endpoint->host());
        }  // an excluded name that does not exist excludes nothing
    }
    std::vector<snmp::Endpoint> found;
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t i = 0; i < ranges.include.size(); ++i) {
        const std::string_view text = base::Trim(ranges.include[i]);
        const std::string pointer = "/include/" + std::to_string(i);
        const auto refuse = [&](std::string code) {
            problems.Add(pointer, std::move(code), {{"entry", std::string(text)}});
        };
        std::string problem;
        const auto block = ParseBlock(text, problem);
        if (!block) {
            if (!problem.empty() || text.empty()) {
                refuse(problem.empty() ? "range_malformed" : problem);
                continue;
            }
            const auto endpoint = snmp::Endpoint::Resolve(text);
            if (!endpoint) {
                refuse("unknown_host");
            } else if (!ranges.allow_public && !IsPrivateAddress(*endpoint)) {
                refuse("public_address");
            } else if (!excluded_hosts.contains(endpoint->host())) {
                found.push_back(*endpoint);
            }
            continue;
        }
        if (std::uint64_t{block->last} - block->first >= kMaxAddresses ||
            found.size() + (block->last - block->first) >= kMaxAddresses) {
            refuse("range_too_large");
            continue;
        }
        if (!ranges.allow_public && (!PrivateV4(block->first) || !PrivateV4(block->last))) {
            refuse("public_address");
            continue;
        }
        for (std::uint64_t address = block->first; address <= block->last; ++address) {
            const auto a = static_cast<std::uint32_t>(address);
            const bool excluded = std::any_of(excluded_blocks.begin(), excluded_blocks.end(), [&](const Block& b) {
                return a >= b.first && a <= b.last && (b.any_port || b.port == block->port);
            });
            if (excluded || !seen.insert((address << 16) | block->port).second) continue;
            snmp::Endpoint endpoint = V4Endpoint(a, block->port);
            if (!excluded_hosts.empty() && excluded_hosts.contains(endpoint.host())) continue;
            found.push_back(std::move(endpoint));
        }
    }
    if (!problems.empty()) {
        for (const auto& field : problems.fields()) {
            if (field.pointer.starts_with("/exclude")) found.clear();
        }
        problem_of_all = std::move(problems).Refuse().error();
    }
    return found;
}

base::Result<std::vector<snmp::Endpoint>> ExpandRanges(const SearchRanges& ranges) {
    std::optional<base::Problem> problem;
    auto found = ExpandGoodRanges(ranges, problem);
    if (problem) return std::unexpected(std::move(*problem));
    return found;
}

}  // namespace agent
