#include "lib/base/csv.hpp"

#include <algorithm>
#include <boost/algorithm/string/replace.hpp>
#include <utility>

#include "lib/base/text.hpp"

namespace base::csv {
namespace {

// Also with guards before it: what looks guarded gets one more, so that taking one away gives back what was written.
bool StartsLikeFormula(std::string_view field) {
    const auto first = field.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    if (std::string_view("=+-@\t\r\n").find(field[first]) != std::string_view::npos) return true;
    // Spreadsheets of East Asia read the full-width signs as the others: U+FF1D, U+FF0B, U+FF0D, U+FF20.
    constexpr std::string_view kWide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::ranges::any_of(kWide, [&](std::string_view sign) { return field.substr(first).starts_with(sign); });
}

// Octets of the line break at `at`: LF, CRLF or CR; 0 where there is none.
std::size_t LineBreakAt(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return 1;
    if (text[at] != '\r') return 0;
    return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

std::unexpected<Problem> RefuseNotUtf8(std::string_view text, std::size_t bad, std::size_t line) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < bad;) {
        const std::size_t length = LineBreakAt(text, at);
        at += std::max<std::size_t>(length, 1);
        if (length == 0) continue;
        ++line;
        start = at;
    }
    return Refuse(ProblemKind::kInvalid, "csv_not_utf8",
                  {{"line", static_cast<std::int64_t>(line)}, {"byte", static_cast<std::int64_t>(bad - start + 1)}});
}

// Code points that stand for nothing that is seen, each from and to.
constexpr std::pair<char32_t, char32_t> kUnseen[] = {
    {0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x1680, 0x1680},
    {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
};

// The length of the unseen code point at the beginning of valid UTF-8 of at most three octets; 0: something is seen.
std::size_t UnseenAt(std::string_view text) {
    const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    char32_t point = octet(0);
    std::size_t length = 1;
    if (octet(0) >= 0xE0 && octet(0) < 0xF0 && text.size() >= 3) {
        point = static_cast<char32_t>((octet(0) & 0x0F) << 12 | (octet(1) & 0x3F) << 6 | (octet(2) & 0x3F));
        length = 3;
    } else if (octet(0) >= 0xC2 && octet(0) < 0xE0 && text.size() >= 2) {
        point = static_cast<char32_t>((octet(0) & 0x1F) << 6 | (octet(1) & 0x3F));
        length = 2;
    } else if (octet(0) >= 0x80) {
        return 0;
    }
    const bool unseen =
        std::ranges::any_of(kUnseen, [&](const auto& range) { return point >= range.first && point <= range.second; });
    return unseen ? length : 0;
}

}  // namespace

std::string_view Trim(std::string_view field) {
    while (!field.empty()) {
        const std::size_t length = UnseenAt(field);
        if (length == 0) break;
        field.remove_prefix(length);
    }
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, field.size());) {
        const std::string_view last = field.substr(field.size() - back);
        if ((static_cast<unsigned char>(last[0]) & 0xC0) == 0x80) {
            ++back;
            continue;
        }
        if (UnseenAt(last) != back) break;
        field.remove_suffix(back);
        back = 1;
    }
    return field;
}

std::string CleanValue(std::string_view value) {
    constexpr std::pair<std::string_view, std::string_view> kWithin[] = {
        {"\xC2\xA0", " "},    {"\xE2\x80\xAF", " "}, {"\xE2\x80\x87", " "},
        {"\xE2\x80\x8B", ""}, {"\xE2\x81\xA0", ""},  {"\xEF\xBB\xBF", ""},
    };
    std::string clean(Trim(value));
    if (std::ranges::none_of(clean, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return clean;
    for (const auto& [unseen, instead] : kWithin) boost::algorithm::replace_all(clean, unseen, instead);
    return std::string(Trim(clean));
}

Result<std::vector<Row>> Read(std::string_view text, const ReadOptions& options) {
    if (const auto bad = FindInvalidUtf8(text)) return RefuseNotUtf8(text, *bad, options.first_line);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

    std::vector<Row> rows;
    std::size_t line = options.first_line;
    Row row{.line = line, .fields = {}};
    std::string field;
    std::size_t quote_line = 0;
    bool quoted = false;      // inside quotes
    bool was_quoted = false;  // the field began with a quote that has been closed

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
                if (c == '\n' || (c == '\r' && LineBreakAt(text, at) == 1)) ++line;
                field += c;
            }
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (!end) at += LineBreakAt(text, at) - 1;
            end_field();
            if (!std::ranges::all_of(row.fields, &IsBlank)) {
                if (rows.size() == options.max_rows) {
                    return Refuse(ProblemKind::kInvalid, "csv_too_many_rows",
                                  {{"limit", static_cast<std::int64_t>(options.max_rows)}});
                }
                rows.push_back(std::move(row));
            }
            ++line;
            row = Row{.line = line, .fields = {}};
            continue;
        }
        if (c == options.separator) {
            end_field();
        } else if (was_quoted) {
            // Some programs leave spaces between a quote and the separator.
            if (c == ' ' || c == '\t') continue;
            return Refuse(ProblemKind::kInvalid, "csv_text_after_quote", {{"line", static_cast<std::int64_t>(line)}});
        } else if (c == '"' && IsBlank(field)) {
            field.clear();  // some programs leave spaces between a separator and a quote, too
            quoted = true;
            quote_line = line;
        } else {
            field += c;
        }
    }
    return rows;
}

void AppendRow(std::string& out, const std::vector<std::string>& fields, char separator) {
    const std::string special = std::string("\"\r\n") + separator;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out += separator;
        const std::string guarded = StartsLikeFormula(fields[i]) ? "'" + fields[i] : fields[i];
        if (guarded.find_first_of(special) == std::string::npos) {
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
    if (field.starts_with('\'') && StartsLikeFormula(field)) field.remove_prefix(1);
    return field;
}

}  // namespace base::csv
