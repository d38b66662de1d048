#include "lib/snmp/walk_text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "lib/base/hex.hpp"

namespace snmp {
namespace {

bool AddLine(Values& values, std::string_view line) {
    const auto first = line.find('|');
    const auto second = first == std::string_view::npos ? first : line.find('|', first + 1);
    if (second == std::string_view::npos) return false;
    const auto name = Oid::Parse(line.substr(0, first));
    std::string_view type = line.substr(first + 1, second - first - 1);
    std::string_view text = line.substr(second + 1);
    const bool hex = type.ends_with('x');
    if (hex) type.remove_suffix(1);
    unsigned tag = 0;
    const auto [end, error] = std::from_chars(type.data(), type.data() + type.size(), tag);
    if (!name || error != std::errc{} || end != type.data() + type.size() || tag > 255) return false;
    const auto octet = static_cast<std::uint8_t>(tag);
    switch (octet) {
        case ber::kOctetString:
        case ber::kOpaque:
        case ber::kIpAddress: {
            std::optional<std::string> octets = hex ? base::FromHex(text) : std::string(text);
            in_addr address{};
            if (octet == ber::kIpAddress && !hex) {
                if (inet_pton(AF_INET, octets->c_str(), &address) != 1) return false;
                octets = std::string(reinterpret_cast<const char*>(&address), sizeof address);
            }
            if (!octets) return false;
            values.AddOctets(name->ids(), octet, *octets);
            return true;
        }
        case ber::kObjectIdentifier: {
            const auto oid = Oid::Parse(text);
            if (!oid) return false;
            values.AddOid(name->ids(), oid->ids());
            return true;
        }
        case ber::kInteger:
        case ber::kCounter32:
        case ber::kGauge32:
        case ber::kTimeTicks:
        case ber::kCounter64: {
            std::int64_t number = 0;
            const auto [last, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (wrong != std::errc{} || last != text.data() + text.size()) return false;
            values.AddNumber(name->ids(), octet, number);
            return true;
        }
        default:
            return false;
    }
}

bool IsPlain(std::string_view octets) {
    return std::ranges::all_of(octets, [](char c) { return c >= ' ' && c <= '~'; });
}

std::string Dotted(OidView ids) {
    std::string text;
    for (const auto id : ids) text += (text.empty() ? "" : ".") + std::to_string(id);
    return text;
}

}  // namespace

std::expected<Values, std::string> ParseWalkText(std::string_view text) {
    Values values;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        if (!AddLine(values, line)) return std::unexpected("line " + std::to_string(number) + ": " + std::string(line));
    }
    values.Sort();
    return values;
}

std::string WriteWalkText(const Values& values) {
    std::string text;
    values.ForEach([&](OidView name, const Values::Value& value) {
        text += Dotted(name) + '|' + std::to_string(value.tag);
        if (value.IsOid()) {
            text += '|' + Dotted(value.oid);
        } else if (value.IsOctets()) {
            const bool plain = value.tag == ber::kOctetString && IsPlain(value.octets);
            text += plain ? '|' + std::string(value.octets) : "x|" + base::ToHex(value.octets);
        } else {
            text += '|' + std::to_string(value.number);
        }
        text += '\n';
    });
    return text;
}

}  // namespace snmp
