#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "server/platform/imports/file.hpp"

// What became of the rows of a file, or would become of them, and the two files of it to take away. `Row` derives from
// ResultBase and names the thing of the row. Pure.
namespace imports {

template <class Row>
struct Outcome {
    Row row;
    std::vector<Error> errors;
};

// Of results as they are stored.
template <class Row>
std::vector<Outcome<Row>> OutcomesOf(std::vector<Row> results) {
    std::vector<Outcome<Row>> outcomes;
    outcomes.reserve(results.size());
    for (Row& row : results) {
        auto errors = ErrorsFromJson(row.errors);
        outcomes.push_back({std::move(row), std::move(errors)});
    }
    return outcomes;
}

// The words of one feature for its report.
template <class Row>
struct ReportWords {
    std::vector<std::string> columns;                // that name the thing of a row
    std::vector<std::string> (*names)(const Row&);   // of a row, in them
    std::string (*taken)(const Row&, bool preview);  // what the file calls a row that is imported
    std::string unchanged;                           // the code of why a row changes nothing
};

// What is imported, what is there already, what was left, what is wrong; each in the order of the file.
template <class Row>
std::string ReportOf(Separator separator, const ReportWords<Row>& of, std::span<const Outcome<Row>> outcomes,
                     std::span<const LeftLines> left, const Words& words, bool preview) {
    Report report(separator, of.columns);
    for (const auto& [row, errors] : outcomes) {
        if (row.result == RowResult::kImported) report.Add(of.taken(row, preview), row.line, row.line, of.names(row));
    }
    const std::string unchanged = words.Title(of.unchanged);
    for (const auto& [row, errors] : outcomes) {
        if (row.result == RowResult::kExisting)
            report.Add("existing", row.line, row.line, of.names(row), "", "", unchanged);
    }
    for (const auto& lines : left)
        report.Add("not_imported", lines.first_line, lines.last_line, {}, "", "", lines.reason);
    for (const auto& [row, errors] : outcomes) {
        for (const auto& wrong : words.Invalid(row.line, errors))
            report.Add("invalid", row.line, row.line, of.names(row), wrong.column, wrong.value, wrong.reason);
    }
    return report.Take();
}

// The rows that are not imported, as they stood in the file.
template <class Row>
std::string FailedRowsOf(Separator separator, const Table& table, std::span<const Outcome<Row>> outcomes) {
    std::set<std::int64_t> fine;
    for (const auto& [row, errors] : outcomes) {
        if (row.result != RowResult::kInvalid) fine.insert(row.line);
    }
    const std::vector<std::string_view> columns(table.columns.begin(), table.columns.end());
    return FailedRows(separator, columns, table.rows, fine);
}

}  // namespace imports
