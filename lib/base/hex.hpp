#pragma once

#include <optional>
#include <string>
#include <string_view>

// Octets as hexadecimal digits.
namespace base {

// 0 to 15; -1 for what is no such digit. Takes both cases.
constexpr int HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string ToHex(std::string_view octets);  // in lower case
// nullopt: not two digits an octet.
std::optional<std::string> FromHex(std::string_view text);

}  // namespace base
