#include "server/platform/imports/file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/platform/tables/heads.hpp"

namespace imports {
namespace {

using Names = std::vector<std::string>;

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

// The line of an octet and its place in it, both from 1; lines end with LF, CRLF or CR.
base::Args PlaceOf(std::string_view bytes, std::size_t at) {
    std::int64_t line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < at; ++i) {
        if (bytes[i] != '\n' && (bytes[i] != '\r' || bytes[i + 1] == '\n')) continue;
        ++line;
        start = i + 1;
    }
    return {{"line", line}, {"byte", static_cast<std::int64_t>(at - start + 1)}};
}

base::Result<void> CheckOctets(std::string_view bytes) {
    // Workbooks are ZIP archives or, of older programs, compound files.
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return base::Refuse(base::ProblemKind::kInvalid, "csv_binary", {{"kind", "workbook"}});
    }
    if (base::FindInvalidUtf8(bytes) || LooksLikeUtf16(bytes)) return RefuseEncoding(bytes);
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return base::Refuse(base::ProblemKind::kInvalid, "csv_nul", PlaceOf(bytes, nul));
    }
    return {};
}

// ---- header ---------------------------------------------------------------------------------------

std::string CleanCell(std::string_view field) {
    return base::csv::CleanValue(base::csv::StripFormulaGuard(base::csv::Trim(field)));
}

// The fields without the empty ones at their end: spreadsheets save columns that were filled once.
std::vector<std::string> CleanCells(const std::vector<std::string>& fields) {
    std::vector<std::string> cells;
    for (const auto& field : fields) cells.push_back(CleanCell(field));
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
}

// What is left of a name when it does not matter how its words are joined: "First name", "first-name", "FirstName".
std::string Squeezed(std::string_view name) {
    std::string squeezed = base::ToLowerAscii(name);
    std::erase_if(squeezed, [](char c) { return std::string_view(" _-./\r\n\t").find(c) != std::string_view::npos; });
    return squeezed;
}

// The columns that the cells name; what names none stays as it is.
Names HeaderOf(const std::vector<std::string>& fields, const Shape& shape) {
    std::map<std::string, std::string_view> columns;
    for (const auto column : shape.columns) columns.emplace(Squeezed(column), column);
    for (const auto column : shape.beside) columns.emplace(Squeezed(column), column);
    auto names = CleanCells(fields);
    for (auto& name : names) {
        if (const auto found = columns.find(Squeezed(name)); found != columns.end()) {
            name = found->second;
            continue;
        }
        // What a person took away has the heads of a language.
        const auto is_said = [&](std::string_view column) { return tables::IsHeadOf(name, column); };
        const auto said = std::ranges::find_if(shape.columns, is_said);
        const auto beside = std::ranges::find_if(shape.beside, is_said);
        name = said != shape.columns.end()    ? std::string(*said)
               : beside != shape.beside.end() ? std::string(*beside)
                                              : base::ToLowerAscii(name);
    }
    return names;
}

bool IsKnown(const std::string& name, const Shape& shape) {
    return std::ranges::count(shape.columns, name) > 0 || std::ranges::count(shape.beside, name) > 0;
}

std::ptrdiff_t CountKnown(const Names& names, const Shape& shape) {
    return std::ranges::count_if(names, [&](const std::string& name) { return IsKnown(name, shape); });
}

// As it should be.
bool IsHeader(const Names& names, const Shape& shape) {
    if (shape.required.empty()) return std::ranges::equal(names, shape.columns);
    return std::cmp_equal(CountKnown(names, shape), names.size()) && std::ranges::count(names, shape.required) > 0 &&
           std::set(names.begin(), names.end()).size() == names.size();
}

std::unexpected<base::Problem> RefuseColumns(const Names& names, const Shape& shape) {
    if (CountKnown(names, shape) == 0) {
        std::string columns;
        for (const auto name : shape.columns) columns += (columns.empty() ? "" : ", ") + std::string(name);
        return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_no_header", {{"columns", columns}});
    }
    // A header of a megabyte is somebody's mistake, too: the first mistakes say enough.
    constexpr std::size_t kMostNamed = 40;
    constexpr std::size_t kLongestName = 60;  // octets
    base::FieldProblems problems;
    std::vector<std::string> found;  // what belongs here, once
    std::vector<std::string> wanted;
    for (const auto name : shape.columns) {
        if (std::ranges::count(names, name) > 0) wanted.emplace_back(name);
    }
    for (std::size_t at = 0; at < names.size(); ++at) {
        const std::string name = base::CleanText(names[at], kLongestName);
        const std::string pointer = "/columns/" + name;
        if (name.empty()) {
            if (problems.fields().size() >= kMostNamed) continue;
            const std::string number = "#" + std::to_string(at + 1);
            problems.Add("/columns/" + number, "column_unnamed",
                         {{"column", number}, {"place", static_cast<std::int64_t>(at + 1)}});
        } else if (!IsKnown(names[at], shape)) {
            if (problems.fields().size() >= kMostNamed) continue;
            problems.Add(pointer, "column_unknown", {{"column", name}, {"place", static_cast<std::int64_t>(at + 1)}});
        } else if (std::ranges::count(found, names[at]) > 0) {
            if (problems.fields().size() >= kMostNamed) continue;
            problems.Add(pointer, "column_repeated", {{"column", names[at]}});
        } else {
            found.push_back(names[at]);
        }
    }
    for (const auto name : shape.columns) {
        const bool needed = shape.required.empty() || name == shape.required;
        if (needed && std::ranges::count(names, name) == 0) {
            problems.Add("/columns/" + std::string(name), "column_missing", {{"column", std::string(name)}});
        }
    }
    for (std::size_t at = 0; shape.required.empty() && at < wanted.size(); ++at) {
        if (found[at] == wanted[at]) continue;
        problems.Add("/columns/" + found[at], "column_misplaced", {{"column", found[at]}, {"expected", wanted[at]}});
    }
    std::string columns;
    for (const auto& field : problems.fields()) {
        const auto& column = std::get<std::string>(field.args.at("column"));
        columns += (columns.empty() ? "" : ", ") + column;
    }
    return base::Refuse(base::ProblemKind::kInvalid, "import_columns", {{"columns", columns}}, problems.fields());
}

// ---- separator ------------------------------------------------------------------------------------

constexpr Separator kSeparators[] = {Separator::kComma, Separator::kSemicolon, Separator::kTab};

// Octets that no name of a column has and that programs separate by, though no import does.
constexpr std::string_view kForeignSeparators = "|:^~#/\\&!%$";

struct SeparatorLine {
    std::string sign;                    // as it is said
    std::optional<Separator> separator;  // absent: none that an import takes
};

// "sep=;" alone in the first line, as spreadsheets take it; also with the empty columns that one adds when it saves.
std::optional<SeparatorLine> ReadSeparatorLine(std::string_view line) {
    std::string text = base::ToLowerAscii(base::csv::Trim(line));
    std::erase(text, '"');
    if (!text.starts_with("sep=")) return std::nullopt;
    if (text.size() == 4) return SeparatorLine{"\t", Separator::kTab};  // the tab went with the white space
    for (const Separator separator : kSeparators) {
        const char sign = SeparatorOf(separator);
        if (text[4] == sign && text.find_first_not_of(",;\t", 4) == std::string::npos) {
            return SeparatorLine{std::string(1, sign), separator};
        }
    }
    std::string sign = text.substr(4, text.find_last_not_of(",;\t") - 3);
    if (sign.find_first_not_of(sign[0]) == std::string::npos) sign.resize(1);
    if (base::CountCodePoints(sign) != 1) return std::nullopt;
    return SeparatorLine{std::move(sign), std::nullopt};
}

std::string_view FirstLine(std::string_view text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

std::string_view WithoutFirstLine(std::string_view text) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return {};
    return text.substr(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
}

// Nothing but separators, closed quotes and what is not seen.
bool SaysNothing(std::string line) {
    if (std::ranges::count(line, '"') % 2 != 0) return false;
    std::erase_if(line, [](char c) { return std::string_view(",;\t\"").find(c) != std::string_view::npos; });
    return base::csv::IsBlank(line);
}

// No names of columns are so long, also with what a spreadsheet saves of columns that were filled once.
constexpr std::size_t kLongestHeader = 64 << 10;  // octets

// The names in the first line of the text, if it is separated like this.
Names HeaderBy(std::string_view text, char separator, const Shape& shape) {
    auto line = FirstLine(text);
    if (line.size() > kLongestHeader) {
        line = line.substr(0, kLongestHeader);
        line = line.substr(0, line.rfind(separator));
    }
    const auto rows = base::csv::Read(line, {.max_rows = 1, .separator = separator});
    return rows && !rows->empty() ? HeaderOf(rows->front().fields, shape) : Names{};
}

std::ptrdiff_t ColumnsBy(std::string_view text, char separator, const Shape& shape) {
    return CountKnown(HeaderBy(text, separator, shape), shape);
}

// The separator under which the header is as it should be, else the one that finds the most of its columns.
base::Result<Separator> FindSeparator(std::string_view text, const std::optional<SeparatorLine>& said,
                                      const Shape& shape) {
    Separator best = Separator::kComma;
    std::ptrdiff_t most = 0;
    if (said && said->separator) {
        best = *said->separator;
        if (IsHeader(HeaderBy(text, SeparatorOf(best), shape), shape)) return best;
        most = ColumnsBy(text, SeparatorOf(best), shape);
    }
    for (const Separator separator : kSeparators) {
        if (IsHeader(HeaderBy(text, SeparatorOf(separator), shape), shape)) return separator;
        const auto known = ColumnsBy(text, SeparatorOf(separator), shape);
        if (known > most) {
            most = known;
            best = separator;
        }
    }
    if (most > 0) return best;
    const auto refuse = [](std::string sign) {
        return base::Refuse(base::ProblemKind::kInvalid, "import_separator", {{"separator", std::move(sign)}});
    };
    if (said && !said->separator) return refuse(said->sign);
    const auto* sign = std::ranges::find_if(kForeignSeparators, [&](char c) { return ColumnsBy(text, c, shape) > 1; });
    if (sign != kForeignSeparators.end()) return refuse(std::string(1, *sign));
    return best;
}

// Takes out the columns that only tell, where each row has a field for each column; a row of another length is refused
// as it stands.
void PassOver(Table& table, const Shape& shape) {
    const Names names = table.columns;
    const auto is_beside = [&](std::size_t at) { return std::ranges::count(shape.beside, names[at]) > 0; };
    std::erase_if(table.columns, [&](const std::string& name) { return std::ranges::count(shape.beside, name) > 0; });
    if (table.columns.size() == names.size()) return;
    for (auto& row : table.rows) {
        if (row.fields.size() != names.size()) continue;
        std::vector<std::string> fields;
        for (std::size_t at = 0; at < names.size(); ++at) {
            if (!is_beside(at)) fields.push_back(std::move(row.fields[at]));
        }
        row.fields = std::move(fields);
    }
}

}  // namespace

bool IsFileName(std::string_view name) {
    const std::string lower = base::ToLowerAscii(base::csv::Trim(name));
    return lower.empty() || lower.ends_with(".csv") || lower.ends_with(".txt");
}

std::string KeptFileName(std::string_view given) {
    const std::string name = base::CleanText(given, kLongestGiven);
    if (base::CountCodePoints(name) <= kLongestName) return name;
    const std::string ending = IsFileName(name) ? name.substr(name.rfind('.')) : "";
    return base::CleanText(name, kLongestName - 1 - ending.size()) + "\u2026" + ending;
}

base::Result<Table> ReadTable(std::string_view bytes, const Shape& shape) {
    TRY_DO(CheckOctets(bytes));
    Table table;
    std::string_view text = bytes;
    // Programs that add a mark to what has one leave several.
    for (; text.starts_with(kByteOrderMark); text.remove_prefix(kByteOrderMark.size())) {
        table.recognized.byte_order_mark = true;
    }
    std::size_t line = 1;
    const auto said = ReadSeparatorLine(FirstLine(text));
    table.recognized.separator_line = said.has_value();
    if (said) {
        text = WithoutFirstLine(text);
        ++line;
    }
    for (; !text.empty() && SaysNothing(std::string(FirstLine(text))); ++line) text = WithoutFirstLine(text);
    const auto empty = [&] { return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_empty"); };
    if (text.empty()) return empty();
    TRY(table.recognized.separator, FindSeparator(text, said, shape));
    const char separator = SeparatorOf(table.recognized.separator);

    if (FirstLine(text).size() > kLongestHeader) return RefuseColumns(HeaderBy(text, separator, shape), shape);
    auto read = base::csv::Read(text, {.max_rows = shape.max_rows + 1, .separator = separator, .first_line = line});
    if (!read && read.error().code == "csv_too_many_rows") {
        // Of something else the columns are wrong, however many rows it has.
        const auto names = HeaderBy(text, separator, shape);
        if (!IsHeader(names, shape)) return RefuseColumns(names, shape);
        return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_too_many_rows",
                            {{"limit", static_cast<std::int64_t>(shape.max_rows)}});
    }
    TRY(const auto rows, std::move(read));
    if (rows.empty()) return empty();
    table.columns = HeaderOf(rows.front().fields, shape);
    if (!IsHeader(table.columns, shape)) return RefuseColumns(table.columns, shape);
    table.recognized.respelled_header = CleanCells(rows.front().fields) != table.columns;
    if (rows.size() == 1) return base::Refuse(base::ProblemKind::kInvalid, shape.codes + "_no_rows");
    for (std::size_t at = 1; at < rows.size(); ++at) {
        // Empty fields behind the last column count for nothing.
        const std::size_t given = rows[at].fields.size();
        auto cells = CleanCells(rows[at].fields);
        if (cells.size() <= table.columns.size()) cells.resize(std::min(given, table.columns.size()));
        table.rows.push_back({static_cast<std::int64_t>(rows[at].line), std::move(cells)});
    }
    PassOver(table, shape);
    return table;
}

base::Result<Table> CheckName(base::Result<Table> table, const std::string& name, const std::string& codes) {
    if ((!table && table.error().code == "csv_binary") || IsFileName(name)) return table;
    return base::Refuse(base::ProblemKind::kInvalid, codes + "_file_name", {{"name", KeptFileName(name)}});
}

}  // namespace imports
