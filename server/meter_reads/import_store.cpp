#include "server/meter_reads/import_store.hpp"

#include <charconv>

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace meter_reads::store {

const imports::Store<ImportResultRow> kImports{
    {.feature = "meter_reads", .imports = "meter_read_imports", .results = "meter_read_import_results"}};

RowPrinters PrintersOf(pg::Transaction& tx, Organizations visible, const imports::Table& table) {
    std::set<std::string> serials;
    for (const auto& row : table.rows) serials.insert(SerialIn(row, table.columns));
    serials.erase("");
    std::map<std::string, RowPrinter> by_serial;
    for (const auto& printer : FindBySerial(tx, visible, {serials.begin(), serials.end()})) {
        RowPrinter& found = by_serial[base::FoldCase(printer.serial_number)];
        ++found.found;
        found.organization = printer.organization_id;
        found.printer = printer.id;
    }
    RowPrinters printers;
    for (const auto& row : table.rows) {
        const auto found = by_serial.find(SerialIn(row, table.columns));
        if (found != by_serial.end()) printers[row.line] = found->second;
    }
    return printers;
}

imports::File WithPrinters(const imports::Table& table, const RowPrinters& printers) {
    imports::File file{table.recognized, {{0, table.columns}}};
    for (const auto& row : table.rows) {
        imports::Row stored = row;
        const auto found = printers.find(row.line);
        const RowPrinter printer = found == printers.end() ? RowPrinter{} : found->second;
        stored.fields.push_back(std::to_string(printer.found));
        stored.fields.push_back(printer.organization.ToString());
        stored.fields.push_back(printer.printer.ToString());
        file.rows.push_back(std::move(stored));
    }
    return file;
}

StoredTable TableOf(std::vector<imports::Row> stored) {
    StoredTable read;
    read.table.columns = std::move(stored.front().fields);
    const auto take = [](imports::Row& row) {
        std::string last = std::move(row.fields.back());
        row.fields.pop_back();
        return last;
    };
    for (auto row = stored.begin() + 1; row != stored.end(); ++row) {
        RowPrinter printer;
        if (const auto id = base::json::Bind<PrinterId>(boost::json::value(take(*row)))) printer.printer = *id;
        if (const auto id = base::json::Bind<base::OrganizationId>(boost::json::value(take(*row))))
            printer.organization = *id;
        const std::string found = take(*row);
        std::from_chars(found.data(), found.data() + found.size(), printer.found);
        read.printers[row->line] = printer;
        read.table.rows.push_back(std::move(*row));
    }
    return read;
}

KnownPrinters::KnownPrinters(pg::Transaction& tx, std::span<const imports::Row> rows,
                             std::span<const std::string> columns, const RowPrinters& printers, base::Instant now,
                             bool hold)
    : printers_(printers) {
    std::map<base::OrganizationId, std::set<PrinterId>> wanted;
    for (const auto& row : rows) {
        const auto found = printers.find(row.line);
        if (found != printers.end() && found->second.found == 1)
            wanted[found->second.organization].insert(found->second.printer);
    }
    for (const auto& [organization, ids] : wanted) {
        const std::vector<PrinterId> list(ids.begin(), ids.end());
        auto held = hold ? HoldPrinters(tx, {&organization, 1}, list) : FindPrinters(tx, organization, list);
        for (auto& row : held) rows_.emplace(row.id, std::move(row));
    }
    // Rows of one organization and time together.
    std::map<std::pair<base::OrganizationId, base::Instant>, std::map<PrinterId, std::vector<std::int64_t>>> times;
    for (const auto& row : rows) {
        const PrinterRow* printer = RowOf(row);
        if (printer != nullptr)
            times[{printer->organization_id, ReadAtIn(row, columns, now)}][printer->id].push_back(row.line);
    }
    for (const auto& [key, lines] : times) {
        std::vector<PrinterRow> of;
        for (const auto& [id, at_lines] : lines) of.push_back(rows_.at(id));
        const auto known = KnownOf(tx, key.first, of, key.second);
        for (const auto& [id, at_lines] : lines) {
            for (const auto line : at_lines) known_[line] = known.at(id);
        }
    }
}

KnownPrinter KnownPrinters::Of(const imports::Row& row) const {
    const auto found = printers_.find(row.line);
    if (found == printers_.end()) return {};
    const auto known = known_.find(row.line);
    if (found->second.found != 1) return {found->second.found, nullptr};
    return known == known_.end() ? KnownPrinter{} : KnownPrinter{1, &known->second};
}

const PrinterRow* KnownPrinters::RowOf(const imports::Row& row) const {
    const auto found = printers_.find(row.line);
    if (found == printers_.end() || found->second.found != 1) return nullptr;
    const auto printer = rows_.find(found->second.printer);
    return printer == rows_.end() ? nullptr : &printer->second;
}

}  // namespace meter_reads::store
