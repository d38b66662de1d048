#include "server/platform/imports/file.hpp"

#include <algorithm>
#include <array>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"

namespace imports {
namespace {

// ---- from octets to text --------------------------------------------------------------------------

// UTF-16 with its byte order mark, or with the zeros that Latin letters have in it.
bool LooksLikeUtf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
    const std::string_view begin = bytes.substr(0, 256);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < begin.size(); ++at) {
        if (begin[at] == '\0') ++zeros[at % 2];
    }
    return zeros[0] + zeros[1] >= begin.size() / 3 && (zeros[0] == 0 || zeros[1] == 0) && zeros[0] != zeros[1];
}

// All octets above ASCII mean a letter or sign in Windows-1252 and none of them is part of a character of UTF-8:
// a file that was UTF-8 and has been damaged is not called by another name.
bool LooksLikeWindows1252(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto octet = static_cast<unsigned char>(bytes[at]);
        if (octet < 0x80) continue;
        if (std::string_view("\x81\x8D\x8F\x90\x9D").find(bytes[at]) != std::string_view::npos) return false;
        const std::size_t length = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : octet >= 0xC2 ? 2 : 0;
        if (length > 0 && at + length <= bytes.size() && !base::FindInvalidUtf8(bytes.substr(at, length))) return false;
    }
    return true;
}

// The same problem that base::csv::Read finds, and what the file is instead.
std::unexpected<base::Problem> RefuseEncoding(std::string_view bytes) {
    if (LooksLikeUtf16(bytes)) {
        return base::Refuse(base::ProblemKind::kInvalid, "csv_not_utf8",
                            {{"line", std::int64_t{1}}, {"byte", std::int64_t{1}}, {"encoding", "utf16"}});
    }
    auto problem = base::csv::Read(bytes, {.max_rows = 0}).error();
    problem.args["encoding"] = LooksLikeWindows1252(bytes) ? "windows1252" : "unknown";
    return std::unexpected(std::move(problem));
}

}  // namespace

base::Result<void> CheckOctets(std::string_view bytes) {
    // Workbooks are ZIP archives or, of older programs, compound files.
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return base::Refuse(base::ProblemKind::kInvalid, "csv_binary", {{"kind", "workbook"}});
    }
    if (base::FindInvalidUtf8(bytes) || LooksLikeUtf16(bytes)) return RefuseEncoding(bytes);
    if (bytes.find('\0') != std::string_view::npos) {
        return base::Refuse(base::ProblemKind::kInvalid, "csv_binary", {{"kind", "unknown"}});
    }
    return {};
}

std::optional<Separator> SeparatorLine(std::string_view line) {
    line = base::csv::Trim(line.substr(0, line.find_last_not_of('\r') + 1));
    std::string text = base::ToLowerAscii(line);
    std::erase(text, '"');
    if (!text.starts_with("sep=")) return std::nullopt;
    if (text.size() == 4) return Separator::kTab;  // the tab went with the white space
    for (const Separator separator : kSeparators) {
        const char sign = SeparatorOf(separator);
        if (text[4] == sign && text.find_first_not_of(",;\t", 4) == std::string::npos) return separator;
    }
    return std::nullopt;
}

std::string_view FirstLine(std::string_view text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

std::string_view WithoutFirstLine(std::string_view text) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return {};
    return text.substr(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
}

// ---- a table ---------------------------------------------------------------------------------------

namespace {

std::string Cell(std::string_view field) {
    return std::string(base::csv::Trim(base::csv::StripFormulaGuard(base::csv::Trim(field))));
}

// "Part number" is part_number.
std::vector<std::string> HeaderOf(const std::vector<std::string>& fields) {
    std::vector<std::string> names;
    for (const auto& field : fields) {
        names.push_back(base::ToLowerAscii(Cell(field)));
        std::ranges::replace(names.back(), ' ', '_');
    }
    // Spreadsheets save columns that were filled once.
    while (!names.empty() && names.back().empty()) names.pop_back();
    return names;
}

std::ptrdiff_t CountKnown(const std::vector<std::string>& names, const Shape& shape) {
    return std::ranges::count_if(names,
                                 [&](const std::string& name) { return std::ranges::count(shape.columns, name) > 0; });
}

// The names in the first row that says something, if it is separated like this.
std::vector<std::string> HeaderBy(std::string_view text, Separator separator) {
    const auto names = text.find_first_not_of("\r\n,;\t ");
    if (names == std::string_view::npos) return {};
    const auto rows =
        base::csv::Read(FirstLine(text.substr(names)), {.max_rows = 1, .separator = SeparatorOf(separator)});
    return rows && !rows->empty() ? HeaderOf(rows->front().fields) : std::vector<std::string>{};
}

// The one under which the header has the most columns that are known; of equal ones the one that the file names.
Separator FindSeparator(std::string_view text, std::optional<Separator> said, const Shape& shape) {
    Separator best = said.value_or(Separator::kComma);
    auto most = CountKnown(HeaderBy(text, best), shape);
    for (const Separator separator : kSeparators) {
        const auto known = CountKnown(HeaderBy(text, separator), shape);
        if (known > most) {
            most = known;
            best = separator;
        }
    }
    return best;
}

base::Result<void> CheckColumns(const std::vector<std::string>& names, const Shape& shape) {
    if (CountKnown(names, shape) == 0) {
        std::string columns;
        for (const auto name : shape.columns) columns += (columns.empty() ? "" : ", ") + std::string(name);
        return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_no_header", {{"columns", columns}});
    }
    // A header of a megabyte is somebody's mistake, too: the first mistakes say enough.
    constexpr std::size_t kMostNamed = 40;
    constexpr std::size_t kLongestName = 60;  // code points
    base::FieldProblems problems;
    std::string wrong;
    const auto add = [&](const std::string& name, const char* code, base::Args args) {
        if (problems.fields().size() >= kMostNamed) return;
        args["column"] = name;
        problems.Add("/columns/" + name, code, std::move(args));
        wrong += (wrong.empty() ? "" : ", ") + name;
    };
    for (std::size_t at = 0; at < names.size(); ++at) {
        const std::string name = base::CleanText(names[at], kLongestName);
        if (std::ranges::count(shape.columns, names[at]) == 0) {
            add(name, "column_unknown", {{"place", static_cast<std::int64_t>(at + 1)}});
        } else if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(at), names[at]) !=
                   names.begin() + static_cast<std::ptrdiff_t>(at)) {
            add(name, "column_repeated", {});
        }
    }
    if (std::ranges::count(names, shape.required) == 0) add(std::string(shape.required), "column_missing", {});
    if (problems.empty()) return {};
    return base::Refuse(base::ProblemKind::kInvalid, "import_columns", {{"columns", wrong}}, problems.fields());
}

}  // namespace

base::Result<Table> ReadTable(std::string_view bytes, const Shape& shape) {
    TRY_DO(CheckOctets(bytes));
    Table table;
    std::string_view text = bytes;
    table.recognized.byte_order_mark = text.starts_with(kByteOrderMark);
    if (table.recognized.byte_order_mark) text.remove_prefix(kByteOrderMark.size());
    const auto said = SeparatorLine(FirstLine(text));
    table.recognized.separator_line = said.has_value();
    if (said) text = WithoutFirstLine(text);
    const auto empty = [&] { return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_empty"); };
    if (text.find_first_not_of("\r\n,;\t\" ") == std::string_view::npos) return empty();
    table.recognized.separator = FindSeparator(text, said, shape);

    // Of something else the columns are wrong, however many rows it has.
    TRY_DO(CheckColumns(HeaderBy(text, table.recognized.separator), shape));
    auto read = base::csv::Read(text, {.max_rows = shape.max_rows + 1,
                                       .separator = SeparatorOf(table.recognized.separator),
                                       .first_line = said ? 2U : 1U});
    if (!read && read.error().code == "csv_too_many_rows") {
        return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_too_many_rows",
                            {{"limit", static_cast<std::int64_t>(shape.max_rows)}});
    }
    TRY(const auto rows, std::move(read));
    if (rows.empty()) return empty();
    table.columns = HeaderOf(rows.front().fields);
    TRY_DO(CheckColumns(table.columns, shape));
    if (rows.size() == 1) return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_no_rows");
    for (std::size_t at = 1; at < rows.size(); ++at) {
        Row row{static_cast<std::int64_t>(rows[at].line), {}};
        for (const auto& field : rows[at].fields) row.fields.push_back(Cell(field));
        // Empty fields behind the last column count for nothing.
        while (row.fields.size() > table.columns.size() && row.fields.back().empty()) row.fields.pop_back();
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace imports
