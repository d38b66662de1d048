#pragma once

#include <expected>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"
#include "server/contacts/contacts.hpp"

// What a file of contacts may be (CON-4, CON-5, CON-8). Pure: octets in, rows or everything that is wrong out; the
// preview and the task that imports share it.
namespace contacts {

inline constexpr std::size_t kMostImported = 300;       // contacts of one file
inline constexpr std::size_t kLargestImport = 1 << 20;  // octets

// The header of the sample file; every file has these columns in this order.
std::span<const std::string_view> ImportColumns();
// A contact as a row of such a file: what is exported can be imported again.
std::vector<std::string> ExportRow(ContactInput contact);
// The header, and a contact to write over.
std::string ImportSample();

enum class Separator { kComma, kSemicolon, kTab };
BOOST_DESCRIBE_ENUM(Separator, kComma, kSemicolon, kTab)
char SeparatorOf(Separator separator);

// What was found in a file besides its rows; the preview says it.
struct Recognized {
    Separator separator = Separator::kComma;
    bool separator_line = false;    // a first line "sep=;"
    bool byte_order_mark = false;   // before the text
    bool respelled_header = false;  // "First name" for first_name
};
BOOST_DESCRIBE_STRUCT(Recognized, (), (separator, separator_line, byte_order_mark, respelled_header))

struct ImportRow {
    std::int64_t line = 0;            // of the file, where the row starts
    std::vector<std::string> fields;  // without what is not seen around them and without the guard of formulas
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (line, fields))

struct ImportFile {
    Recognized recognized;
    std::vector<ImportRow> rows;
};

// Refuses the file as a whole: what base::csv::Read refuses, "csv_not_utf8" with {encoding} ("utf16", "windows1252" or
// "unknown"), "csv_binary" with {kind} ("workbook"), "csv_nul" with {line, byte}, "import_empty", "import_separator",
// "import_no_header", "import_columns" with "column_missing", "column_unknown", "column_repeated" or "column_misplaced" at
// "/columns/<name>" and "column_unnamed" at "/columns/#<place>", "import_no_rows", "import_too_many_rows".
base::Result<ImportFile> ReadImport(std::string_view bytes);

// The name of a file ends with .csv or .txt; "" is not asked.
bool IsImportFileName(std::string_view name);

// One value that is wrong. The column is "" where the row as a whole is.
struct ImportError {
    std::string column;
    std::string value;
    std::string code;
    base::Args args;

    bool operator==(const ImportError&) const = default;
};

// The contact of a row, or everything that is wrong with it, in the order of the columns.
std::expected<ContactInput, std::vector<ImportError>> CheckImportRow(const ImportRow& row);

// Under these a contact is the same as another (CON-8): the e-mail address; where a row has none, first name, last name
// and delivery address. Case counts for nothing. A contact without a person goes by its company.
struct SameBy {
    std::string email;   // "" without one
    std::string person;  // name and address
    static SameBy Of(const ContactInput& contact);
};

// The contacts that there are, the file's own included as they are imported.
class KnownContacts {
  public:
    void Add(const ContactInput& contact);
    [[nodiscard]] bool Has(const ContactInput& contact) const;

  private:
    std::set<std::string, std::less<>> emails_;
    std::set<std::string, std::less<>> people_;
};

enum class RowResult { kImported, kExisting, kInvalid };
BOOST_DESCRIBE_ENUM(RowResult, kImported, kExisting, kInvalid)

struct JudgedRow {
    RowResult result = RowResult::kImported;
    ContactInput contact;             // as it is kept; of an invalid row only the names
    std::vector<ImportError> errors;  // of an invalid row
};

// What becomes of a row; adds what is to be imported to `known`.
JudgedRow Judge(const ImportRow& row, KnownContacts& known);

// For people, also of a row that is no contact.
struct RowName {
    std::string first_name;
    std::string last_name;
    std::string company;
};
RowName NameOfRow(const ImportRow& row);

// Runs of lines whose rows have been left, "12 to 48": numbers of the file, in its order.
struct LineRange {
    std::int64_t first_line = 0;
    std::int64_t last_line = 0;
    std::int64_t count = 0;  // rows

    bool operator==(const LineRange&) const = default;
};
// `handled` are the lines that something became of.
std::vector<LineRange> LinesLeft(std::span<const ImportRow> rows, const std::set<std::int64_t>& handled);

}  // namespace contacts
