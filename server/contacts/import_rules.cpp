#include "server/contacts/import_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/platform/imports/file.hpp"

namespace contacts {
namespace {

// A column, where its value goes, and where CheckContact says that it is wrong.
struct ImportColumn {
    std::string_view name;
    std::string_view pointer;
    std::string& (*member)(ContactInput&);
};

constexpr std::array kImportColumns{
    ImportColumn{"first_name", "/first_name", [](ContactInput& c) -> std::string& { return c.first_name; }},
    ImportColumn{"last_name", "/last_name", [](ContactInput& c) -> std::string& { return c.last_name; }},
    ImportColumn{"company", "/company", [](ContactInput& c) -> std::string& { return c.company; }},
    ImportColumn{"email", "/email", [](ContactInput& c) -> std::string& { return c.email; }},
    ImportColumn{"phone_country_code", "/phone/country_code",
                 [](ContactInput& c) -> std::string& { return c.phone.country_code; }},
    ImportColumn{"phone_number", "/phone/number", [](ContactInput& c) -> std::string& { return c.phone.number; }},
    ImportColumn{"phone_extension", "/phone/extension",
                 [](ContactInput& c) -> std::string& { return c.phone.extension; }},
    ImportColumn{"address_1", "/address/street1", [](ContactInput& c) -> std::string& { return c.address.street1; }},
    ImportColumn{"address_2", "/address/street2", [](ContactInput& c) -> std::string& { return c.address.street2; }},
    ImportColumn{"address_3", "/address/street3", [](ContactInput& c) -> std::string& { return c.address.street3; }},
    ImportColumn{"building", "/address/building", [](ContactInput& c) -> std::string& { return c.address.building; }},
    ImportColumn{"floor", "/address/floor", [](ContactInput& c) -> std::string& { return c.address.floor; }},
    ImportColumn{"room", "/address/room", [](ContactInput& c) -> std::string& { return c.address.room; }},
    ImportColumn{"city", "/address/city", [](ContactInput& c) -> std::string& { return c.address.city; }},
    ImportColumn{"state_province", "/address/state", [](ContactInput& c) -> std::string& { return c.address.state; }},
    ImportColumn{"postal_code", "/address/postal_code",
                 [](ContactInput& c) -> std::string& { return c.address.postal_code; }},
    ImportColumn{"country", "/address/country", [](ContactInput& c) -> std::string& { return c.address.country; }},
};

constexpr auto kImportNames = [] {
    std::array<std::string_view, kImportColumns.size()> names{};
    for (std::size_t at = 0; at < names.size(); ++at) names[at] = kImportColumns[at].name;
    return names;
}();

// ---- header ---------------------------------------------------------------------------------------

std::string CleanCell(std::string_view field) {
    field = base::csv::StripFormulaGuard(base::csv::Trim(field));
    std::string clean;
    // No-break spaces between the groups of a number are spaces; a zero-width one is nothing.
    constexpr std::pair<std::string_view, std::string_view> kInside[] = {
        {"\xC2\xA0", " "},    {"\xE2\x80\xAF", " "}, {"\xE2\x80\x87", " "},
        {"\xE2\x80\x8B", ""}, {"\xE2\x81\xA0", ""},  {"\xEF\xBB\xBF", ""},
    };
    while (!field.empty()) {
        const auto* found =
            std::ranges::find_if(kInside, [&](const auto& pair) { return field.starts_with(pair.first); });
        if (found == std::end(kInside)) {
            clean += field.front();
            field.remove_prefix(1);
        } else {
            clean += found->second;
            field.remove_prefix(found->first.size());
        }
    }
    return std::string(base::csv::Trim(clean));
}

// The fields without the empty ones at their end: spreadsheets save columns that were filled once.
std::vector<std::string> CleanCells(const std::vector<std::string>& fields) {
    std::vector<std::string> cells;
    for (const auto& field : fields) cells.push_back(CleanCell(field));
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
}

std::vector<std::string> HeaderOf(const std::vector<std::string>& fields) {
    auto names = CleanCells(fields);
    for (auto& name : names) name = base::ToLowerAscii(name);
    return names;
}

bool IsHeader(const std::vector<std::string>& names) {
    return std::ranges::equal(names, kImportNames);
}

std::unexpected<base::Problem> RefuseColumns(const std::vector<std::string>& names) {
    const auto known = [](const std::string& name) { return std::ranges::count(kImportNames, name) > 0; };
    if (std::ranges::none_of(names, known)) {
        std::string columns;
        for (const auto name : kImportNames) columns += (columns.empty() ? "" : ", ") + std::string(name);
        return base::Refuse(base::ProblemKind::kInvalid, "import_no_header", {{"columns", columns}});
    }
    // A header of a megabyte is somebody's mistake, too: the first mistakes say enough.
    constexpr std::size_t kMostNamed = 40;
    constexpr std::size_t kLongestName = 60;  // octets
    base::FieldProblems problems;
    std::vector<std::string> found;  // what belongs here, once
    std::vector<std::string> wanted;
    for (const auto name : kImportNames) {
        if (std::ranges::count(names, name) > 0) wanted.emplace_back(name);
    }
    for (std::size_t at = 0; at < names.size(); ++at) {
        const std::string name = base::CleanText(names[at], kLongestName);
        const std::string pointer = "/columns/" + name;
        if (!known(names[at])) {
            if (problems.fields().size() >= kMostNamed) continue;
            problems.Add(pointer, "column_unknown", {{"column", name}, {"place", static_cast<std::int64_t>(at + 1)}});
        } else if (std::ranges::count(found, names[at]) > 0) {
            if (problems.fields().size() >= kMostNamed) continue;
            problems.Add(pointer, "column_repeated", {{"column", names[at]}});
        } else {
            found.push_back(names[at]);
        }
    }
    for (const auto name : kImportNames) {
        if (std::ranges::count(names, name) == 0) {
            problems.Add("/columns/" + std::string(name), "column_missing", {{"column", std::string(name)}});
        }
    }
    for (std::size_t at = 0; at < wanted.size(); ++at) {
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

// The names in the first row of the text, if it is separated like this.
std::vector<std::string> HeaderBy(std::string_view text, Separator separator) {
    const auto names = text.find_first_not_of("\r\n,;\t ");
    if (names == std::string_view::npos) return {};
    const std::string_view first = imports::FirstLine(text.substr(names));
    const auto rows = base::csv::Read(first, {.max_rows = 1, .separator = SeparatorOf(separator)});
    return rows && !rows->empty() ? HeaderOf(rows->front().fields) : std::vector<std::string>{};
}

// The separator under which the header is as it should be, else the one that finds the most of its columns.
Separator FindSeparator(std::string_view text, std::optional<Separator> said) {
    Separator best = said.value_or(Separator::kComma);
    if (said && IsHeader(HeaderBy(text, *said))) return *said;
    std::ptrdiff_t most =
        said ? std::ranges::count_if(HeaderBy(text, *said),
                                     [](const std::string& name) { return std::ranges::count(kImportNames, name) > 0; })
             : 0;
    for (const Separator separator : imports::kSeparators) {
        const auto names = HeaderBy(text, separator);
        if (IsHeader(names)) return separator;
        const auto known = std::ranges::count_if(
            names, [](const std::string& name) { return std::ranges::count(kImportNames, name) > 0; });
        if (known > most) {
            most = known;
            best = separator;
        }
    }
    return best;
}

// ---- rows -----------------------------------------------------------------------------------------

bool IsDigits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// 4.7E+11, 4,7E+11 and 22334455.0: a number as a spreadsheet writes it. Digits are lost in the first two, and the last
// would get one too many.
bool IsSpreadsheetNumber(std::string_view text) {
    const auto power = text.find_first_of("eE");
    const std::string_view number = text.substr(0, power);
    const auto point = number.find_first_of(".,");
    const bool plain = point == std::string_view::npos;
    if (!IsDigits(number.substr(0, point)) || (!plain && !IsDigits(number.substr(point + 1)))) return false;
    if (power == std::string_view::npos)
        return !plain && number.substr(point + 1).find_first_not_of('0') == std::string_view::npos;
    std::string_view exponent = text.substr(power + 1);
    if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
    return IsDigits(exponent);
}

bool IsPhone(const ImportColumn& column) {
    return column.pointer.starts_with("/phone/");
}

}  // namespace

std::span<const std::string_view> ImportColumns() {
    return kImportNames;
}

std::vector<std::string> ExportRow(ContactInput contact) {
    std::vector<std::string> fields;
    fields.reserve(kImportColumns.size());
    for (const ImportColumn& column : kImportColumns) fields.push_back(std::move(column.member(contact)));
    return fields;
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {kImportNames.begin(), kImportNames.end()});
    base::csv::AppendRow(csv,
                         {"Ida", "Berg", "Nordlys AS", "ida.berg@example.com", "47", "22334455", "12", "Storgata 1",
                          "Entrance B, second yard", "", "Building 2", "3", "314", "Oslo", "", "0155", "NO"});
    return csv;
}

bool IsImportFileName(std::string_view name) {
    const std::string lower = base::ToLowerAscii(base::csv::Trim(name));
    return lower.empty() || lower.ends_with(".csv") || lower.ends_with(".txt");
}

base::Result<ImportFile> ReadImport(std::string_view bytes) {
    TRY_DO(imports::CheckOctets(bytes));
    ImportFile file;
    std::string_view text = bytes;
    file.recognized.byte_order_mark = text.starts_with(imports::kByteOrderMark);
    if (file.recognized.byte_order_mark) text.remove_prefix(imports::kByteOrderMark.size());
    const auto said = imports::SeparatorLine(imports::FirstLine(text));
    file.recognized.separator_line = said.has_value();
    if (said) text = imports::WithoutFirstLine(text);
    if (text.find_first_not_of("\r\n,;\t\" ") == std::string_view::npos) {
        return base::Refuse(base::ProblemKind::kInvalid, "import_empty");
    }
    file.recognized.separator = FindSeparator(text, said);

    auto read = base::csv::Read(text, {.max_rows = kMostImported + 1,
                                       .separator = SeparatorOf(file.recognized.separator),
                                       .first_line = said ? 2U : 1U});
    if (!read && read.error().code == "csv_too_many_rows") {
        // Too many rows of something else are no contacts at all: the header is looked at first.
        const auto names = HeaderBy(text, file.recognized.separator);
        if (!IsHeader(names)) return RefuseColumns(names);
        return base::Refuse(base::ProblemKind::kInvalid, "import_too_many_rows",
                            {{"limit", static_cast<std::int64_t>(kMostImported)}});
    }
    TRY(const auto rows, std::move(read));
    if (rows.empty()) return base::Refuse(base::ProblemKind::kInvalid, "import_empty");
    const auto names = HeaderOf(rows.front().fields);
    if (!IsHeader(names)) return RefuseColumns(names);
    if (rows.size() == 1) return base::Refuse(base::ProblemKind::kInvalid, "import_no_rows");
    for (std::size_t at = 1; at < rows.size(); ++at) {
        // Empty fields behind the last column count for nothing.
        const std::size_t given = rows[at].fields.size();
        auto cells = CleanCells(rows[at].fields);
        if (cells.size() <= kImportNames.size()) cells.resize(std::min(given, kImportNames.size()));
        file.rows.push_back({static_cast<std::int64_t>(rows[at].line), std::move(cells)});
    }
    return file;
}

std::expected<ContactInput, std::vector<ImportError>> CheckImportRow(const ImportRow& row) {
    std::vector<ImportError> errors;
    if (row.fields.size() != kImportColumns.size()) {
        errors.push_back({"",
                          "",
                          "row_values",
                          {{"count", static_cast<std::int64_t>(row.fields.size())},
                           {"expected", static_cast<std::int64_t>(kImportColumns.size())}}});
        return std::unexpected(std::move(errors));
    }
    ContactInput input;
    std::map<std::string, ImportError, std::less<>> wrong;  // by column; one sentence each
    for (std::size_t at = 0; at < kImportColumns.size(); ++at) {
        const ImportColumn& column = kImportColumns[at];
        const std::string& value = row.fields[at];
        const std::string name{column.name};
        if (IsPhone(column) && IsSpreadsheetNumber(value)) {
            wrong[name] = {name, value, "phone_spreadsheet_number", {{"value", value}}};
        } else if (column.name == "phone_country_code" && !value.empty() && !IsDigits(value)) {
            wrong[name] = {name, value, "country_code_digits", {{"value", value}}};
        } else {
            column.member(input) = value;
        }
    }
    const bool phone_is_wrong = !wrong.empty();
    const auto checked = CheckContact(input);
    if (checked && wrong.empty()) return *checked;
    if (!checked) {
        for (const auto& field : checked.error().fields) {
            const auto* column = std::ranges::find(kImportColumns, field.pointer, &ImportColumn::pointer);
            if (column == kImportColumns.end()) continue;
            // A part of the number that was not taken over is not missing.
            if (phone_is_wrong && IsPhone(*column) && field.code == "missing") continue;
            const std::string name{column->name};
            const auto at = static_cast<std::size_t>(column - kImportColumns.begin());
            // "Norway" is not too long, it is no code.
            const bool country = column->name == "country" && field.code == "too_long";
            wrong.try_emplace(name, ImportError{name, row.fields[at], country ? "invalid_country" : field.code,
                                                country ? base::Args{} : field.args});
        }
    }
    for (const auto& column : kImportColumns) {
        if (const auto found = wrong.find(column.name); found != wrong.end()) errors.push_back(found->second);
    }
    return std::unexpected(std::move(errors));
}

SameBy SameBy::Of(const ContactInput& contact) {
    const auto& a = contact.address;
    const bool person = !contact.first_name.empty() || !contact.last_name.empty();
    std::string key;
    for (const auto& part :
         {contact.first_name, contact.last_name, person ? std::string() : contact.company, a.street1, a.street2,
          a.street3, a.building, a.floor, a.room, a.city, a.state, a.postal_code, a.country}) {
        key += base::FoldCase(part) + '\x1F';
    }
    return {base::FoldCase(contact.email), std::move(key)};
}

void KnownContacts::Add(const ContactInput& contact) {
    auto same = SameBy::Of(contact);
    if (!same.email.empty()) emails_.insert(std::move(same.email));
    people_.insert(std::move(same.person));
}

bool KnownContacts::Has(const ContactInput& contact) const {
    const auto same = SameBy::Of(contact);
    return same.email.empty() ? people_.contains(same.person) : emails_.contains(same.email);
}

JudgedRow Judge(const ImportRow& row, KnownContacts& known) {
    auto checked = CheckImportRow(row);
    if (!checked) {
        const auto name = NameOfRow(row);
        return {RowResult::kInvalid,
                {.first_name = name.first_name, .last_name = name.last_name, .company = name.company},
                std::move(checked.error())};
    }
    if (known.Has(*checked)) return {RowResult::kExisting, std::move(*checked), {}};
    known.Add(*checked);
    return {RowResult::kImported, std::move(*checked), {}};
}

RowName NameOfRow(const ImportRow& row) {
    const auto cell = [&](std::size_t at) {
        return at < row.fields.size() ? base::CleanText(row.fields[at], 100) : std::string();
    };
    return {cell(0), cell(1), cell(2)};
}

}  // namespace contacts
