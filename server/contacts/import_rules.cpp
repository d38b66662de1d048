#include "server/contacts/import_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "server/contacts/contact_text.hpp"
#include "server/contacts/country_calling_codes.hpp"
#include "server/contacts/import_phone.hpp"
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

constexpr std::size_t kPhoneNumberAt = 5;
static_assert(kImportColumns[kPhoneNumberAt].name == "phone_number");

// What a spreadsheet or a person has made of a part of a telephone number, in the words of this column.
std::optional<ImportError> PhoneError(const ImportColumn& column, const std::string& given) {
    if (!IsPhone(column)) return std::nullopt;
    const std::string value = WithoutMarks(given);
    const std::string name{column.name};
    const bool is_code = column.name == "phone_country_code";
    if (IsSpreadsheetNumber(value)) {
        // "47.0" has lost nothing, and the person can be told what to write.
        const std::string digits = value.substr(0, value.find_first_of(".,"));
        if (is_code && IsCountryCallingCode(digits)) {
            return ImportError{name, given, "country_code_spreadsheet", {{"value", given}, {"code", digits}}};
        }
        return ImportError{name, given, "phone_spreadsheet_number", {{"value", given}}};
    }
    if (is_code && !value.empty() && (!IsDigits(value) || value.starts_with('0'))) {
        return ImportError{name, given, "country_code_digits", {{"value", given}}};
    }
    return std::nullopt;
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

base::Result<ImportFile> ReadImport(std::string_view bytes) {
    return imports::ReadTable(bytes, {.columns = kImportNames, .max_rows = kMostImported, .codes = "import"});
}

std::string ImportSample() {
    std::string csv{imports::kByteOrderMark};
    base::csv::AppendRow(csv, {kImportNames.begin(), kImportNames.end()});
    base::csv::AppendRow(csv,
                         {"Ida", "Berg", "Nordlys AS", "ida.berg@example.com", "47", "22334455", "12", "Storgata 1",
                          "Entrance B, second yard", "", "Building 2", "3", "314", "Oslo", "", "0155", "NO"});
    return csv;
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
        if (auto error = PhoneError(column, value)) {
            wrong[name] = std::move(*error);
        } else {
            column.member(input) = IsPhone(column) ? WithoutMarks(value) : value;
        }
    }
    if (const std::string code = SplitInternational(input.phone); !code.empty()) {
        const std::string& value = row.fields[kPhoneNumberAt];
        wrong["phone_number"] = {"phone_number", value, code, {{"value", value}}};
        input.phone.number.clear();
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
