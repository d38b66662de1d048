#pragma once

#include <optional>

#include "server/platform/imports/imports.hpp"

// From the octets of a file to its rows. Pure.
namespace imports {

inline constexpr Separator kSeparators[] = {Separator::kComma, Separator::kSemicolon, Separator::kTab};

// Refuses what is no text in UTF-8: "csv_not_utf8" with {encoding} ("utf16", "windows1252" or "unknown"), "csv_binary"
// with {kind} ("workbook" or "unknown").
base::Result<void> CheckOctets(std::string_view bytes);

// "sep=;" alone in the first line, as spreadsheets take it; also with the empty columns that one adds when it saves.
std::optional<Separator> SeparatorLine(std::string_view line);
std::string_view FirstLine(std::string_view text);
std::string_view WithoutFirstLine(std::string_view text);

// A file whose columns may stand in any order, and some of them be left out.
struct Shape {
    std::span<const std::string_view> columns;  // that it may have
    std::string_view required;                  // the one that says which thing a row is
    std::size_t max_rows = 0;
    std::string codes;  // "catalog_import": of the refusals that speak of what is imported
};
struct Table : File {
    std::vector<std::string> columns;  // in the order of the file; each row has so many fields, or more or fewer
};
// Refuses the file as a whole: what CheckOctets and base::csv::Read refuse, "<codes>_empty", "<codes>_no_header" with
// {columns}, "import_columns" with "column_unknown", "column_repeated" or "column_missing" at "/columns/<name>",
// "<codes>_no_rows", "<codes>_too_many_rows" with {limit}.
base::Result<Table> ReadTable(std::string_view bytes, const Shape& shape);

}  // namespace imports
