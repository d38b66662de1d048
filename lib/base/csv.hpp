#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"

// CSV by RFC 4180, in memory: what a person uploads is small, what we export is appended row by
// row.
namespace base::csv {

struct Row {
    std::size_t line = 0;  // 1-based line of the file where the row starts
    std::vector<std::string> fields;
};

// Reads the whole text (UTF-8, with or without byte order mark; LF, CRLF or CR; empty lines are
// skipped). kInvalid "csv_not_utf8" {line, byte} (1-based byte of the line), "csv_unclosed_quote"
// {line}, "csv_text_after_quote" {line}, "csv_too_many_rows" {limit}.
Result<std::vector<Row>> Read(std::string_view text, std::size_t max_rows);

// Appends one row with CRLF. A field that a spreadsheet would run as a formula (=, +, -, @, tab, CR
// first) is written with a leading apostrophe (OWASP, CSV injection); StripFormulaGuard takes it
// away again on import.
void AppendRow(std::string& out, const std::vector<std::string>& fields);
std::string_view StripFormulaGuard(std::string_view field);

}  // namespace base::csv
