#pragma once

#include "server/meter_reads/meter_rules.hpp"

// What people add to what is known of a printer's meters, in the transaction of whoever asks. The caller holds the printer.
namespace meter_reads {

MetersAround AroundOfPrinter(pg::Transaction& tx, const store::PrinterRow& printer, base::Instant at);
// The meters that are asked of a person: those that the printer has, else those of its model, and those that were read before.
std::vector<KindSlot> MetersToRead(pg::Transaction& tx, const store::PrinterRow& printer, const MetersAround& around);

// What submitting needs to know of printers of one organization at a time. A few queries, however many.
struct Known {
    MetersAround around;
    MetersAround earlier;  // long before, for the usual pace
};
std::map<PrinterId, Known> KnownOf(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<store::PrinterRow>& printers, base::Instant at);
// A read that was checked, as it is written: InsertRead() is the caller's.
store::ReadRow ReadOf(base::IdSource& ids, const store::PrinterRow& printer, const std::vector<CheckedMeter>& checked,
                      const Known& known, base::Instant at, const std::string& actor, base::Instant now);

// `input` is clean.
base::Result<store::ReadRow> Submit(pg::Transaction& tx, base::IdSource& ids, const store::PrinterRow& printer,
                                    const MeterReadInput& input, const std::string& actor, base::Instant now);
base::Result<store::ReadRow> RecordChange(pg::Transaction& tx, base::IdSource& ids, const store::PrinterRow& printer,
                                          const MeterChangeInput& input, const std::string& actor, base::Instant now);
// Of a person who has checked meters: without what is its own of a read or a change.
store::ReadRow NewRow(base::IdSource& ids, const store::PrinterRow& printer, const std::vector<CheckedMeter>& meters,
                      const std::string& actor, base::Instant now);

}  // namespace meter_reads
