#include "server/platform/imports/imports.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lib/base/csv.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace imports {

char SeparatorOf(Separator separator) {
    switch (separator) {
        case Separator::kComma:
            return ',';
        case Separator::kSemicolon:
            return ';';
        case Separator::kTab:
            return '\t';
    }
    return ',';
}

boost::json::value ErrorsToJson(std::span<const Error> errors) {
    boost::json::array array;
    for (const auto& error : errors) {
        boost::json::object args;
        for (const auto& [name, value] : error.args) {
            std::visit([&](const auto& plain) { args[name] = plain; }, value);
        }
        array.push_back(boost::json::object{
            {"column", error.column}, {"value", error.value}, {"code", error.code}, {"args", std::move(args)}});
    }
    return array;
}

std::vector<Error> ErrorsFromJson(const boost::json::value& errors) {
    std::vector<Error> read;
    for (const auto& item : errors.as_array()) {
        Error error{std::string(item.at("column").as_string()),
                    std::string(item.at("value").as_string()),
                    std::string(item.at("code").as_string()),
                    {}};
        for (const auto& [name, value] : item.at("args").as_object()) {
            if (value.is_int64()) {
                error.args[name] = value.as_int64();
            } else if (value.is_double()) {
                error.args[name] = value.as_double();
            } else {
                error.args[name] = std::string(value.as_string());
            }
        }
        read.push_back(std::move(error));
    }
    return read;
}

std::vector<LineRange> LinesLeft(std::span<const Row> rows, const std::set<std::int64_t>& handled) {
    std::vector<LineRange> ranges;
    bool open = false;
    for (const auto& row : rows) {
        if (handled.contains(row.line)) {
            open = false;
            continue;
        }
        if (!open) ranges.push_back({row.line, row.line, 0});
        open = true;
        ranges.back().last_line = row.line;
        ++ranges.back().count;
    }
    return ranges;
}

tasks::Item ItemOf(const Row& row, RowResult result, std::string subject, std::optional<base::Uuid> object,
                   std::span<const Error> errors, const char* existing) {
    tasks::Item item{.number = row.line, .subject = std::move(subject)};
    switch (result) {
        case RowResult::kImported:
            item.object_id = object;
            break;
        case RowResult::kExisting:
            item.outcome = tasks::Outcome::kSkipped;
            item.code = existing;
            item.args = {{"line", row.line}};
            break;
        case RowResult::kInvalid: {
            std::string columns;
            for (const auto& error : errors) columns += (columns.empty() ? "" : ", ") + error.column;
            item.outcome = tasks::Outcome::kFailed;
            item.code = "import_row_invalid";
            item.args = {{"line", row.line}, {"columns", columns}};
            break;
        }
    }
    return item;
}

void RunInSteps(tasks::Run& run, std::size_t rows_a_step, const std::function<std::vector<Row>(pg::Transaction&)>& load,
                const std::function<void(pg::Transaction&, std::span<const Row>)>& step,
                const std::function<bool(const Row&, const Row&)>& together) {
    std::vector<Row> rows;
    std::size_t done = run.Checkpoint<std::size_t>().value_or(0);
    run.Step([&](pg::Transaction& tx) { rows = load(tx); });
    while (done < rows.size()) {
        std::size_t end = done + std::min(rows_a_step, rows.size() - done);
        while (together && end < rows.size() && together(rows[end - 1], rows[end])) ++end;
        const auto next = std::span<const Row>(rows).subspan(done, end - done);
        run.Step([&](pg::Transaction& tx) {
            step(tx, next);
            run.SetCheckpoint(done + next.size());
            run.SetProgress(static_cast<std::int64_t>(done + next.size()), static_cast<std::int64_t>(rows.size()));
        });
        done += next.size();
    }
}

void ImportCounts::Add(RowResult result, std::int64_t count) {
    switch (result) {
        case RowResult::kImported:
            imported += count;
            break;
        case RowResult::kExisting:
            existing += count;
            break;
        case RowResult::kInvalid:
            invalid += count;
            break;
    }
}

std::string Words::Title(const std::string& code) const {
    return catalogues_.Format(language_, fmt::format("problems.{}.title", code), {});
}

std::vector<InvalidValue> Words::Invalid(std::int64_t line, std::span<const Error> errors) const {
    std::vector<InvalidValue> values;
    const auto words = [&](const Error& error, std::string_view part) {
        return catalogues_.Format(language_, fmt::format("problems.{}{}", error.code, part), error.args);
    };
    for (const auto& error : errors) {
        values.push_back(
            {line, error.column, error.value, error.code, words(error, ".title") + ". " + words(error, ".detail")});
    }
    return values;
}

std::vector<LeftLines> Words::Left(tasks::State state, std::span<const Row> rows,
                                   const std::set<std::int64_t>& handled) const {
    const bool cancelled = state == tasks::State::kCancelled;
    if (!cancelled && state != tasks::State::kFailed) return {};
    const std::string code = cancelled ? "import_cancelled" : "import_system_error";
    std::vector<LeftLines> left;
    for (const auto& range : LinesLeft(rows, handled)) {
        left.push_back({range.first_line, range.last_line, range.count, code, Title(code)});
    }
    return left;
}

Report::Report(Separator separator, const std::vector<std::string>& names)
    : separator_(SeparatorOf(separator)), names_(names.size()), csv_(kByteOrderMark) {
    std::vector<std::string> header{"result", "line", "last_line"};
    header.insert(header.end(), names.begin(), names.end());
    for (const char* column : {"column", "value", "reason"}) header.emplace_back(column);
    base::csv::AppendRow(csv_, header, separator_);
}

void Report::Add(std::string_view result, std::int64_t line, std::int64_t last_line, std::vector<std::string> names,
                 const std::string& column, const std::string& value, const std::string& reason) {
    names.resize(names_);
    std::vector<std::string> row{std::string(result), std::to_string(line), std::to_string(last_line)};
    row.insert(row.end(), names.begin(), names.end());
    for (const auto& text : {column, value, reason}) row.push_back(text);
    base::csv::AppendRow(csv_, row, separator_);
}

std::string FailedRows(Separator separator, std::span<const std::string_view> columns, std::span<const Row> rows,
                       const std::set<std::int64_t>& fine) {
    std::string csv{kByteOrderMark};
    base::csv::AppendRow(csv, {columns.begin(), columns.end()}, SeparatorOf(separator));
    for (const auto& row : rows) {
        if (!fine.contains(row.line)) base::csv::AppendRow(csv, row.fields, SeparatorOf(separator));
    }
    return csv;
}

}  // namespace imports
