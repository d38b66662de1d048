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

struct ReadOptions {
    std::size_t max_rows = 0;    // that say something
    char separator = ',';        // spreadsheets of many locales write ';'
    std::size_t first_line = 1;  // of the text in its file, where lines before it were taken away
};

// Reads the whole text (UTF-8, with or without byte order mark; lines end with LF, CRLF or CR; empty
// lines and rows whose fields are all IsBlank are skipped). kInvalid "csv_not_utf8" {line, byte} (1-based
// byte of the line), "csv_unclosed_quote" {line}, "csv_text_after_quote" {line}, "csv_too_many_rows" {limit}.
Result<std::vector<Row>> Read(std::string_view text, const ReadOptions& options);

// The field without white space and what is not seen (no-break and zero-width spaces, marks of byte
// order and of the direction of writing) at both ends: people paste them from web pages.
std::string_view Trim(std::string_view field);
inline bool IsBlank(std::string_view field) {
    return Trim(field).empty();
}

// Also within: no-break spaces there are spaces, zero-width ones are nothing. Joiners stay, writings and signs are made
// with them.
std::string CleanValue(std::string_view value);

// Appends one row with CRLF. A field that a spreadsheet would run as a formula (=, +, -, @, tab, CR or
// LF first) is written with a leading apostrophe (OWASP, CSV injection), and so is one that looks like
// a guarded field; StripFormulaGuard gives every field back as it was.
void AppendRow(std::string& out, const std::vector<std::string>& fields, char separator = ',');
std::string_view StripFormulaGuard(std::string_view field);

}  // namespace base::csv
