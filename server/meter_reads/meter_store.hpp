#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/meter_reads/meter_reads.hpp"
#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"

// The tables meter_reads and meter_terms; nothing else writes them.
namespace meter_reads::store {

using Organizations = std::span<const base::OrganizationId>;

// ---- printers

// What reading a printer needs to know of it.
struct PrinterRow {
    base::OrganizationId organization_id;
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<ContractId> contract_id;
    boost::json::value meters;  // slots
    base::Instant observed_at;  // printers::kNever: never
    std::vector<std::int64_t> meter_values;
    std::optional<boost::json::value> kept;
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (),
                      (organization_id, id, manufacturer, model, serial_number, location, contract_id, meters,
                       observed_at, meter_values, kept))
std::optional<PrinterRow> FindPrinter(pg::Transaction& tx, Organizations organizations, PrinterId printer);
// By id; nobody submits anything else of them until the transaction ends.
std::vector<PrinterRow> HoldPrinters(pg::Transaction& tx, Organizations organizations,
                                     const std::vector<PrinterId>& printers);
std::vector<PrinterRow> FindPrinters(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<PrinterId>& printers);
// Of serial numbers as people write them, whatever their case; those that are registered.
std::vector<PrinterRow> FindBySerial(pg::Transaction& tx, Organizations organizations,
                                     const std::vector<std::string>& folded);
// Kinds of meters that other printers of the model have, of the same organization: slots of a few of them.
std::vector<boost::json::value> MetersOfModel(pg::Transaction& tx, const PrinterRow& printer);

// A printer in the list of those to read.
struct ReadablePrinter {
    PrinterId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<base::Instant> agent_read_at;  // of meters
    std::optional<base::Instant> hand_read_at;
    bool due = false;
    std::optional<base::Day> due_on;  // the closing day of the open period of its contract
};
BOOST_DESCRIBE_STRUCT(ReadablePrinter, (),
                      (id, organization_id, organization_name, manufacturer, model, serial_number, location,
                       agent_read_at, hand_read_at, due, due_on))
enum class PrinterColumn { kSerialNumber, kModel, kLocation, kAgentReadAt, kHandReadAt, kDueOn };
BOOST_DESCRIBE_ENUM(PrinterColumn, kSerialNumber, kModel, kLocation, kAgentReadAt, kHandReadAt, kDueOn)
struct PrinterFilter {
    Organizations organizations;
    std::vector<std::string> words;  // base::SearchWords
    std::optional<bool> due;
    std::optional<bool> automatic;  // whether an agent has read its meters in the last 31 days
    base::Instant now;
};
BOOST_DESCRIBE_STRUCT(PrinterFilter, (), (organizations, words, due, automatic, now))
pg::Slice<ReadablePrinter> ListPrinters(pg::Transaction& tx, const PrinterFilter& filter,
                                        const pg::Window<PrinterColumn>& window);

struct ReadCounts {
    std::int64_t due = 0;                    // printers whose read is due
    std::int64_t submitted = 0;              // since `from`
    std::optional<base::Instant> newest_at;  // of those
};
BOOST_DESCRIBE_STRUCT(ReadCounts, (), (due, submitted, newest_at))
ReadCounts Count(pg::Transaction& tx, Organizations organizations, base::Instant from, base::Instant now);

// ---- reads

enum class Source { kHand, kFile, kChange };
BOOST_DESCRIBE_ENUM(Source, kHand, kFile, kChange)

struct ReadRow {
    base::OrganizationId organization_id;
    MeterReadId id;
    PrinterId printer_id;
    Source source = Source::kHand;
    base::Instant read_at;
    std::vector<std::string> meters;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> before;  // -1: nothing was known
    std::vector<std::int64_t> ended;   // of a change
    std::string description;
    std::string reason;
    boost::json::value hints;
    std::string submitted_by;
    base::Instant submitted_at;
    std::string withdrawn_by;
    std::optional<base::Instant> withdrawn_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ReadRow, (),
                      (organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description,
                       reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version))
struct ShownRow : ReadRow {
    std::string organization_name;
    std::string printer_manufacturer;
    std::string printer_model;
    std::string printer_serial_number;
};
BOOST_DESCRIBE_STRUCT(ShownRow, (ReadRow),
                      (organization_name, printer_manufacturer, printer_model, printer_serial_number))

enum class ReadColumn { kReadAt, kSubmittedAt, kModel, kSource, kSubmittedBy };
BOOST_DESCRIBE_ENUM(ReadColumn, kReadAt, kSubmittedAt, kModel, kSource, kSubmittedBy)
struct ReadFilter {
    Organizations organizations;
    std::vector<std::string> words;
    std::optional<PrinterId> printer;
    std::vector<Source> source;
};
BOOST_DESCRIBE_STRUCT(ReadFilter, (), (organizations, words, printer, source))
pg::Slice<ShownRow> ListReads(pg::Transaction& tx, const ReadFilter& filter, const pg::Window<ReadColumn>& window);
std::optional<ShownRow> FindRead(pg::Transaction& tx, Organizations organizations, MeterReadId id);
std::optional<ReadRow> LockRead(pg::Transaction& tx, Organizations organizations, MeterReadId id);
void InsertRead(pg::Transaction& tx, const ReadRow& row);
void UpdateRead(pg::Transaction& tx, const ReadRow& row);
// Of these printers all changes, and the reads from `from` to `to`, those that count, by printer and time.
std::vector<ReadRow> ListCounting(pg::Transaction& tx, base::OrganizationId organization,
                                  const std::vector<PrinterId>& printers, base::Instant from, base::Instant to);

// The newest value of each meter that counts, whoever read others since.
std::vector<HandMeter> NewestByHand(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);

// ---- terms

struct TermsRow : MeterPeriod {
    base::OrganizationId organization_id;
    ContractId contract_id;
    std::int32_t closing_day = 31;
    std::string time_zone;
    base::Day starts_on{};
    std::int32_t close_after_days = 3;
    std::optional<std::int32_t> reminder_days;
    boost::json::value groups;
    std::optional<base::Day> reminded_for;
    std::int64_t version = 0;  // 0: there are none yet
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(TermsRow, (MeterPeriod),
                      (organization_id, contract_id, closing_day, time_zone, starts_on, close_after_days, reminder_days,
                       groups, reminded_for, version, updated_at))
struct ContractRow {
    base::OrganizationId organization_id;
    ContractId id;
    std::string number;
    std::string name;
    std::optional<base::Day> ends_on;
};
BOOST_DESCRIBE_STRUCT(ContractRow, (), (organization_id, id, number, name, ends_on))
// It stays until the transaction ends.
std::optional<ContractRow> HoldContract(pg::Transaction& tx, Organizations organizations, ContractId contract);
std::optional<ContractRow> FindContract(pg::Transaction& tx, Organizations organizations, ContractId contract);
std::optional<TermsRow> FindTerms(pg::Transaction& tx, base::OrganizationId organization, ContractId contract);
std::optional<TermsRow> LockTerms(pg::Transaction& tx, base::OrganizationId organization, ContractId contract);
bool InsertTerms(pg::Transaction& tx, const TermsRow& terms);  // false: somebody else has made them
void UpdateTerms(pg::Transaction& tx, const TermsRow& terms);
void DeleteTerms(pg::Transaction& tx, const TermsRow& terms);

// ---- work

std::vector<ContractKey> ListToClose(pg::Transaction& tx, base::Instant now);
std::vector<printers::PrinterName> ListUnder(pg::Transaction& tx, const ContractKey& contract);
std::vector<ContractKey> ListToRemind(pg::Transaction& tx, base::Instant now);
struct DuePrinter {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<contacts::ContactId> contact_id;
    std::optional<base::Instant> read_at;  // of its meters, by whomever
};
BOOST_DESCRIBE_STRUCT(DuePrinter, (), (id, manufacturer, model, serial_number, location, contact_id, read_at))
std::vector<DuePrinter> ListDue(pg::Transaction& tx, const ContractKey& contract, base::Instant since);

}  // namespace meter_reads::store
