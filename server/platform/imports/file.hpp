#pragma once

#include <optional>

#include "server/platform/imports/imports.hpp"

// From the octets of a file to its rows. Pure.
namespace imports {

// What a file may be called: it ends with .csv or .txt; "" is not asked.
bool IsFileName(std::string_view name);
// The name as it is kept and shown: a long one keeps its beginning and its ending.
inline constexpr std::size_t kLongestGiven = 10'000;  // code points
inline constexpr std::size_t kLongestName = 255;      // code points
std::string KeptFileName(std::string_view given);

// What the rows of a file are about. Without `required` it has all columns in this order (CON-5), else they may stand in
// any order, and all but that one be left out.
struct Shape {
    std::span<const std::string_view> columns;
    std::string_view required;  // the one that says which thing a row is
    std::size_t max_rows = 0;
    std::string codes;  // "catalog_import": of the refusals that speak of what is imported
    // What the list's own file has for whoever reads it, and an import passes over; with `required` only.
    std::span<const std::string_view> beside = {};
};
struct Table : File {
    std::vector<std::string> columns;  // in the order of the file; each row has so many fields, or more or fewer
};

// Refuses the file as a whole: what base::csv::Read refuses, "csv_not_utf8" with {encoding} ("utf16", "windows1252" or
// "unknown"), "csv_binary" with {kind} ("workbook"), "csv_nul" with {line, byte}, "import_separator" with {separator},
// "<codes>_empty", "<codes>_no_header" with {columns}, "import_columns" with "column_missing", "column_unknown",
// "column_repeated" or "column_misplaced" at "/columns/<name>" and "column_unnamed" at "/columns/#<place>",
// "<codes>_no_rows", "<codes>_too_many_rows" with {limit}.
base::Result<Table> ReadTable(std::string_view bytes, const Shape& shape);

// What the file is says more than how it is called: `table` of its octets, refused with "<codes>_file_name" where only
// its name is wrong.
base::Result<Table> CheckName(base::Result<Table> table, const std::string& name, const std::string& codes);

}  // namespace imports
