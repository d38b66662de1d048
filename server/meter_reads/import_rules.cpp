#include "server/meter_reads/import_rules.hpp"

#include <algorithm>
#include <charconv>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"

namespace meter_reads {
namespace {

constexpr std::size_t kLongestText = 500;  // code points
constexpr std::int64_t kMostPages = 1'000'000'000'000;

const std::vector<std::string_view>& AllColumns() {
    static const std::vector<std::string_view> kColumns = [] {
        std::vector<std::string_view> columns{"serial_number", "read_on", "description"};
        columns.insert(columns.end(), MeterKinds().begin(), MeterKinds().end());
        return columns;
    }();
    return kColumns;
}

// Which printer it is, and where the read came from.
constexpr std::string_view kBeside[] = {
    "organization_name", "manufacturer", "model",        "source",       "reason",
    "read_at",           "submitted_by", "submitted_at", "withdrawn_by", "withdrawn_at"};

std::string FieldOf(const imports::Row& row, std::span<const std::string> columns, std::string_view name) {
    const auto place = std::ranges::find(columns, name);
    const auto at = static_cast<std::size_t>(place - columns.begin());
    return place == columns.end() || at >= row.fields.size() ? "" : base::CleanText(row.fields[at], 10'000);
}

// "1234567", or in groups of three as people and spreadsheets write them: "1,234,567", "1.234.567", "1 234 567".
std::optional<std::int64_t> PagesIn(const std::string& text) {
    std::string digits;
    std::string separator;
    std::size_t group = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= '0' && text[at] <= '9') {
            digits += text[at++];
            ++group;
            continue;
        }
        std::string found;
        for (const char* one : {",", ".", "'", " ", "\u00A0", "\u202F", "\u2019"}) {
            if (text.compare(at, std::string_view(one).size(), one) == 0) found = one;
        }
        const bool first = separator.empty();
        if (found.empty() || group == 0 || group > 3 || (!first && (found != separator || group != 3)))
            return std::nullopt;
        separator = found;
        group = 0;
        at += found.size();
    }
    if (digits.empty() || (!separator.empty() && group != 3)) return std::nullopt;
    std::int64_t pages = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), pages);
    if (error != std::errc() || end != digits.data() + digits.size() || pages > kMostPages) return std::nullopt;
    return pages;
}

bool SaysUnchanged(const std::string& text) {
    return text == "=" || base::ToLowerAscii(text) == "same";
}

std::optional<base::Day> DayIn(const imports::Row& row, std::span<const std::string> columns) {
    return base::ParseDay(FieldOf(row, columns, "read_on"));
}

// Whether people have submitted these values on that day.
bool IsThere(const MeterReadInput& input, const Known& known, base::Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    return std::ranges::all_of(input.meters, [&](const ReadMeter& meter) {
        const auto around = known.around.find(meter.kind);
        if (around == known.around.end() || !around->second.before) return false;
        const MeterPoint& before = *around->second.before;
        return before.by_hand && std::chrono::floor<std::chrono::days>(before.at) == day &&
               (meter.unchanged || meter.value == before.shown);
    });
}

}  // namespace

std::span<const std::string_view> ImportColumns() {
    return AllColumns();
}

std::span<const std::string_view> ExportColumns() {
    static const std::vector<std::string_view> kColumns = [] {
        std::vector<std::string_view> columns = AllColumns();
        columns.insert(columns.end(), std::begin(kBeside), std::end(kBeside));
        return columns;
    }();
    return kColumns;
}

std::vector<std::string> ExportRow(const store::ShownRow& row) {
    std::vector<std::string> fields{row.printer_serial_number,
                                    base::FormatDay(base::Day(std::chrono::floor<std::chrono::days>(row.read_at))),
                                    row.description};
    for (const auto kind : MeterKinds()) {
        const auto found = std::ranges::find(row.meters, kind);
        const auto place = static_cast<std::size_t>(found - row.meters.begin());
        fields.push_back(found == row.meters.end() ? "" : std::to_string(row.counts.at(place)));
    }
    const auto time = [](const std::optional<base::Instant>& at) { return at ? base::FormatRfc3339(*at) : ""; };
    const auto source = base::json::ToValue(row.source);
    for (const auto& told : {row.organization_name, row.printer_manufacturer, row.printer_model,
                             std::string(source.as_string()), row.reason, time(row.read_at), row.submitted_by,
                             time(row.submitted_at), row.withdrawn_by, time(row.withdrawn_at)})
        fields.push_back(told);
    return fields;
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {"serial_number", "read_on", "life", "mono", "color", "description"});
    base::csv::AppendRow(csv, {"AA2M021115700", "2026-11-30", "33810", "30110", "3700", ""});
    base::csv::AppendRow(csv, {"AA2M021115701", "2026-11-30", "12045", "12045", "same", "read at the display"});
    return csv;
}

base::Result<imports::Table> ReadImport(std::string_view bytes) {
    return imports::ReadTable(bytes, {.columns = AllColumns(),
                                      .required = "serial_number",
                                      .max_rows = kMostImported,
                                      .codes = "meter_import",
                                      .beside = kBeside});
}

std::string SerialIn(const imports::Row& row, std::span<const std::string> columns) {
    return base::FoldCase(FieldOf(row, columns, "serial_number"));
}

base::Instant ReadAtIn(const imports::Row& row, std::span<const std::string> columns, base::Instant now) {
    const auto day = DayIn(row, columns);
    return day ? std::min(base::Instant(*day) + std::chrono::hours(12), now) : now;
}

FirstLines FirstLinesOf(std::span<const imports::Row> rows, std::span<const std::string> columns) {
    FirstLines lines;
    for (const auto& row : rows) lines.emplace(SerialIn(row, columns), row.line);
    return lines;
}

JudgedRead Judge(const imports::Row& row, std::span<const std::string> columns, const FirstLines& first_lines,
                 const KnownPrinter& printer, base::Instant now) {
    JudgedRead judged{.serial_number = FieldOf(row, columns, "serial_number"), .errors = {}, .meters = {}};
    const auto refuse = [&](std::string_view column, std::string value, std::string code, base::Args args = {}) {
        judged.errors.push_back({std::string(column), std::move(value), std::move(code), std::move(args)});
    };
    if (row.fields.size() != columns.size()) {
        refuse("", "", "row_values",
               {{"count", static_cast<std::int64_t>(row.fields.size())},
                {"expected", static_cast<std::int64_t>(columns.size())}});
    }
    if (judged.serial_number.empty()) {
        refuse("serial_number", "", "missing");
    } else if (const auto first = first_lines.at(SerialIn(row, columns)); first != row.line) {
        refuse("serial_number", judged.serial_number, "meter_row_twice", {{"line", first}});
    } else if (printer.found != 1) {
        refuse("serial_number", judged.serial_number, printer.found == 0 ? "meter_row_unknown" : "meter_row_several");
    }
    const std::string day = FieldOf(row, columns, "read_on");
    if (!day.empty()) {
        const auto parsed = base::ParseDay(day);
        if (!parsed) {
            refuse("read_on", day, "meter_row_day");
        } else if (*parsed > std::chrono::floor<std::chrono::days>(now)) {
            refuse("read_on", day, "meter_read_in_future");
        } else if (*parsed < std::chrono::floor<std::chrono::days>(now - kFarthest)) {
            refuse("read_on", day, "meter_read_too_old");
        }
    }
    judged.description = FieldOf(row, columns, "description");
    if (base::CountCodePoints(judged.description) > kLongestText) {
        refuse("description", "", "too_long", {{"limit", static_cast<std::int64_t>(kLongestText)}});
    }
    MeterReadInput input;
    for (const auto& column : columns) {
        const std::string text = FieldOf(row, columns, column);
        if (!IsMeterKind(column) || text.empty()) continue;
        const auto pages = PagesIn(text);
        if (!SaysUnchanged(text) && !pages) {
            refuse(column, text, "meter_row_number");
            continue;
        }
        input.meters.push_back({column, pages, SaysUnchanged(text)});
    }
    if (judged.errors.empty() && input.meters.empty()) refuse("", "", "meter_row_empty");
    if (judged.errors.empty()) {
        if (IsThere(input, *printer.known, ReadAtIn(row, columns, now))) {
            judged.result = imports::RowResult::kExisting;
            return judged;
        }
        auto checked = CheckRead(input, printer.known->around);
        if (checked) {
            judged.meters = std::move(*checked);
        } else {
            for (const auto& field : checked.error().fields) {
                // "/meters/<place>/value"
                std::size_t place = 0;
                const auto digits = field.pointer.find_first_of("0123456789");
                if (digits != std::string::npos)
                    std::from_chars(field.pointer.data() + digits, field.pointer.data() + field.pointer.size(), place);
                const std::string column = place < input.meters.size() ? input.meters[place].kind : "";
                refuse(column, FieldOf(row, columns, column), field.code, field.args);
            }
        }
    }
    if (!judged.errors.empty()) judged.result = imports::RowResult::kInvalid;
    return judged;
}

}  // namespace meter_reads
