#pragma once

#include "server/meter_reads/submitting.hpp"
#include "server/platform/imports/file.hpp"

// Meter reads of many printers as rows of a file (MTR-3); docs/meter-reads.md says what people read of it. Pure: the
// preview and the task that imports share it.
namespace meter_reads {

inline constexpr const char* kImportKind = "meter_reads.import";
inline constexpr std::size_t kMostImported = 20'000;    // rows of one file
inline constexpr std::size_t kLargestImport = 4 << 20;  // octets

// serial_number, read_on, description and each kind of meter. A file needs `serial_number`; an empty field is no meter, "="
// or "same" says that there were no pages since then.
std::span<const std::string_view> ImportColumns();
// The columns of the list's own file: those of an import, and behind them what only tells; an import passes over the latter.
std::span<const std::string_view> ExportColumns();
// One read in these columns; times are RFC 3339, a meter that was not read is "".
std::vector<std::string> ExportRow(const store::ShownRow& row);
// The header, and rows to write over.
std::string ImportSample();
base::Result<imports::Table> ReadImport(std::string_view bytes);

// As printers are found by it: folded, without spaces around.
std::string SerialIn(const imports::Row& row, std::span<const std::string> columns);
// The day of the read, at noon (UTC), and never later than now; `now` where the row names none, or one that is none.
base::Instant ReadAtIn(const imports::Row& row, std::span<const std::string> columns, base::Instant now);

// The line on which each serial number stands first: a file says it once.
using FirstLines = std::map<std::string, std::int64_t>;
FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns);

// The printers of a row's serial number that whoever started the import sees, and what is known of the first one.
struct KnownPrinter {
    std::size_t found = 0;
    const Known* known = nullptr;  // where there is exactly one
};

struct JudgedRead {
    std::string serial_number;  // as it stands in the row
    imports::RowResult result = imports::RowResult::kImported;
    std::vector<imports::Error> errors;
    std::vector<CheckedMeter> meters;  // of one that is imported
    std::string description;
};
// Refuses a row by "missing", "too_long", "row_values", "meter_row_unknown", "meter_row_several", "meter_row_twice" with
// {line}, "meter_row_day", "meter_row_number", "meter_row_empty", and what CheckRead refuses. A read of the same day with the
// same values is there already.
JudgedRead Judge(const imports::Row& row, std::span<const std::string> columns, const FirstLines& first_lines,
                 const KnownPrinter& printer, base::Instant now);

}  // namespace meter_reads
