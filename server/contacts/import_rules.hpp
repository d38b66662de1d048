#pragma once

#include <expected>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"
#include "server/contacts/contacts.hpp"
#include "server/platform/imports/imports.hpp"

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

// What all imports have in common (server/platform/imports).
using imports::Recognized;
using imports::RowResult;
using imports::Separator;
using imports::SeparatorOf;
using ImportRow = imports::Row;
using ImportFile = imports::File;
using ImportError = imports::Error;

// All columns in their order; refuses what imports::ReadTable refuses, with the codes of "import".
base::Result<ImportFile> ReadImport(std::string_view bytes);

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

}  // namespace contacts
