#include "lib/base/csv.hpp"

#include <algorithm>

#include "lib/base/text.hpp"

namespace base::csv {
namespace {

bool StartsLikeFormula(std::string_view field) {
    return !field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos;
}

std::unexpected<Problem> RefuseNotUtf8(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto start = before.rfind('\n');
    const auto byte = static_cast<std::int64_t>(start == std::string_view::npos ? at + 1 : at - start);
    return Refuse(ProblemKind::kInvalid, "csv_not_utf8", {{"line", static_cast<std::int64_t>(line)}, {"byte", byte}});
}

}  // namespace

Result<std::vector<Row>> Read(std::string_view text, std::size_t max_rows) {
    if (const auto bad = FindInvalidUtf8(text)) return RefuseNotUtf8(text, *bad);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

    std::vector<Row> rows;
    Row row{.line = 1, .fields = {}};
    std::string field;
    std::size_t line = 1;
    std::size_t quote_line = 0;
    bool quoted = false;      // inside quotes
    bool was_quoted = false;  // the field began with a quote that has been closed
    bool any = false;         // the row has at least one character or comma

    const auto end_field = [&] {
        row.fields.push_back(std::move(field));
        field.clear();
        was_quoted = false;
    };
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool end = at == text.size();
        const char c = end ? '\n' : text[at];
        if (quoted) {
            if (end) {
                return Refuse(ProblemKind::kInvalid, "csv_unclosed_quote",
                              {{"line", static_cast<std::int64_t>(quote_line)}});
            }
            if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
                field += '"';
                ++at;
            } else if (c == '"') {
                quoted = false;
                was_quoted = true;
            } else {
                if (c == '\n') ++line;
                field += c;
            }
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
            if (any) {
                end_field();
                if (rows.size() == max_rows) {
                    return Refuse(ProblemKind::kInvalid, "csv_too_many_rows",
                                  {{"limit", static_cast<std::int64_t>(max_rows)}});
                }
                rows.push_back(std::move(row));
            }
            ++line;
            row = Row{.line = line, .fields = {}};
            any = false;
            continue;
        }
        any = true;
        if (c == ',') {
            end_field();
        } else if (was_quoted) {
            return Refuse(ProblemKind::kInvalid, "csv_text_after_quote", {{"line", static_cast<std::int64_t>(line)}});
        } else if (c == '"' && field.empty()) {
            quoted = true;
            quote_line = line;
        } else {
            field += c;
        }
    }
    return rows;
}

void AppendRow(std::string& out, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out += ',';
        const std::string guarded = StartsLikeFormula(fields[i]) ? "'" + fields[i] : fields[i];
        if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
            out += guarded;
            continue;
        }
        out += '"';
        for (const char c : guarded) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

std::string_view StripFormulaGuard(std::string_view field) {
    if (field.size() > 1 && field[0] == '\'' && StartsLikeFormula(field.substr(1))) field.remove_prefix(1);
    return field;
}

}  // namespace base::csv
