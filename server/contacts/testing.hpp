#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/contacts/import_rules.hpp"

// Files for tests of imports.
namespace contacts::testing {

using Fields = std::vector<std::string>;

inline Fields Header() {
    const auto columns = ImportColumns();
    return {columns.begin(), columns.end()};
}

// A good row, and what is different about it.
inline Fields Row(const std::string& first_name, const std::map<std::string, std::string>& other = {}) {
    std::map<std::string, std::string> values{{"first_name", first_name},   {"last_name", "Berg"},
                                              {"company", "Nordlys"},       {"email", first_name + "@mail.example"},
                                              {"phone_country_code", "47"}, {"phone_number", "22334455"},
                                              {"address_1", "Storgata 1"},  {"city", "Oslo"},
                                              {"postal_code", "0155"},      {"country", "NO"}};
    // Only letters and digits are good in an address.
    std::erase_if(values["email"], [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == ' '; });
    for (const auto& [column, value] : other) values[column] = value;
    Fields row;
    for (const auto& column : Header()) row.push_back(values[column]);
    return row;
}

// Without quotes and guards: what a test writes is what is read.
inline std::string Joined(const std::vector<Fields>& rows, char separator = ',') {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t at = 0; at < row.size(); ++at) text += (at > 0 ? std::string(1, separator) : "") + row[at];
        text += "\r\n";
    }
    return text;
}

}  // namespace contacts::testing
