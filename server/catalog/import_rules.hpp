#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/catalog/catalog.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/imports/file.hpp"

// Items as rows of a file (ORD-2, API-2); docs/catalog.md says what people read of it. Pure: the preview and the task
// that imports share it.
namespace catalog {

inline constexpr const char* kImportKind = "catalog.import";
inline constexpr std::size_t kMostImported = 20'000;     // items of one file
inline constexpr std::size_t kLargestImport = 16 << 20;  // octets

// All columns, in the order in which they are exported. A file needs part_number; a column that it does not have leaves
// items as they are.
std::span<const std::string_view> ImportColumns();
// An item as a row with all columns: what is exported can be imported again.
std::vector<std::string> ExportRow(const ItemInput& item, const external::Ids& ids);
// The header, and two items to write over.
std::string ImportSample();

base::Result<imports::Table> ReadImport(std::string_view bytes);

// "HP: LaserJet M404; MX722ade": entries between semicolons or line ends, each with what stands before its first colon.
// A backslash before a semicolon, colon or backslash makes it part of the text.
using Pairs = std::vector<std::pair<std::string, std::string>>;  // "" where there is no colon
Pairs ReadPairs(std::string_view cell);
std::string WritePairs(const Pairs& pairs);

// "129.50" or "129,5" in the smallest unit of a currency with so many digits; nullopt: it is no such number.
std::optional<std::int64_t> ReadAmount(std::string_view cell, int digits);
std::string WriteAmount(std::int64_t amount_minor, int digits);

// ---- rows

struct KnownItem {
    Item item;
    external::Ids ids;
};
// The items that rows may be about, those of the file included as they are imported.
class KnownItems {
  public:
    void Add(KnownItem item);
    [[nodiscard]] const KnownItem* ByPartNumber(std::string_view part_number) const;
    [[nodiscard]] const KnownItem* ByExternalId(const external::ExternalId& id) const;

  private:
    std::map<ItemId, KnownItem> items_;
    std::map<std::string, ItemId, std::less<>> by_part_number_;
    std::map<std::pair<std::string, std::string>, ItemId> by_external_id_;
};

// Under which a row finds its item: the part number, else one of the external ids.
struct RowKeys {
    std::string part_number_key;
    external::Ids ids;
};
RowKeys KeysOf(const imports::Row& row, std::span<const std::string> columns);

// The line on which each part number stands first: a file says of an item once what it is.
std::map<std::string, std::int64_t> FirstLines(std::span<const imports::Row> rows,
                                               std::span<const std::string> columns);

struct JudgedRow {
    imports::RowResult result = imports::RowResult::kImported;
    bool created = false;              // else an item that is there is changed
    KnownItem item;                    // as it is to be; of a new one without an id
    std::vector<std::string> changes;  // columns
    std::string before_part_number;    // of the item that is there
    std::string part_number;           // for people, also of an invalid row
    std::string name;
    std::vector<imports::Error> errors;  // of an invalid row, in the order of the columns
};
// Its changes, with commas between them.
std::string ChangesOf(const JudgedRow& judged);
JudgedRow Judge(const imports::Row& row, std::span<const std::string> columns,
                const std::map<std::string, std::int64_t>& first_lines, const KnownItems& known);

}  // namespace catalog
