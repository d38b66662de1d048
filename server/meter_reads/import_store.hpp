#pragma once

#include "server/meter_reads/import_rules.hpp"
#include "server/platform/imports/import_store.hpp"

// The tables meter_read_imports and meter_read_import_results, and the printers that rows are about.
namespace meter_reads::store {

struct ImportResultRow : imports::ResultBase {
    std::string serial_number;
    std::optional<PrinterId> printer_id;
};
BOOST_DESCRIBE_STRUCT(ImportResultRow, (imports::ResultBase), (serial_number, printer_id))

extern const imports::Store<ImportResultRow> kImports;

// The printer of a row: how many there are, and which where it is one.
struct RowPrinter {
    std::size_t found = 0;
    base::OrganizationId organization;
    PrinterId printer;
};
// By line of the file.
using RowPrinters = std::map<std::int64_t, RowPrinter>;
RowPrinters PrintersOf(pg::Transaction& tx, Organizations visible, const imports::Table& table);

// The file of an import as it is stored: the names of its columns are the first row, and behind its values each row has the
// printer that whoever started it saw, so that the task touches no other.
imports::File WithPrinters(const imports::Table& table, const RowPrinters& printers);
struct StoredTable {
    imports::Table table;
    RowPrinters printers;
};
StoredTable TableOf(std::vector<imports::Row> stored);

// What is known of the printers of some rows, each at the time of its row. A few queries for each day that rows name.
class KnownPrinters {
  public:
    // `hold`: nobody submits anything else of them until the transaction ends.
    KnownPrinters(pg::Transaction& tx, std::span<const imports::Row> rows, std::span<const std::string> columns,
                  const RowPrinters& printers, base::Instant now, bool hold);
    [[nodiscard]] KnownPrinter Of(const imports::Row& row) const;
    // nullptr: there is none, or it is gone.
    [[nodiscard]] const PrinterRow* RowOf(const imports::Row& row) const;

  private:
    const RowPrinters& printers_;
    std::map<PrinterId, PrinterRow> rows_;
    std::map<std::int64_t, Known> known_;  // by line
};

}  // namespace meter_reads::store
