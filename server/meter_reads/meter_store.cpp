#include "server/meter_reads/meter_store.hpp"

#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"

namespace meter_reads::store {
namespace {

// ---- printers

constexpr const char* kPrinterColumns = R"sql(
    p.organization_id, p.id, p.manufacturer, p.model, p.serial_number,
    COALESCE(NULLIF(p.location, ''), p.device_location) AS location, p.contract_id, p.meters, s.observed_at,
    s.meters AS meter_values, s.kept
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id)sql";

const pg::Query<PrinterRow(Organizations, PrinterId)> kFindPrinter{"meter_reads.find_printer",
                                                                   std::string("SELECT ") + kPrinterColumns + R"sql(
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL)sql"};
const pg::Query<PrinterRow(Organizations, std::vector<PrinterId>)> kHoldPrinters{
    "meter_reads.hold_printers", std::string("SELECT ") + kPrinterColumns + R"sql(
    WHERE p.organization_id = ANY ($1) AND p.id = ANY ($2) AND p.deregistered_at IS NULL
    ORDER BY p.organization_id, p.id FOR NO KEY UPDATE OF p)sql"};
const pg::Query<PrinterRow(base::OrganizationId, std::vector<PrinterId>)> kFindPrinters{
    "meter_reads.find_printers", std::string("SELECT ") + kPrinterColumns + R"sql(
    WHERE p.organization_id = $1 AND p.id = ANY ($2) ORDER BY p.id)sql"};
const pg::Query<PrinterRow(Organizations, std::vector<std::string>)> kFindBySerial{
    "meter_reads.find_by_serial", std::string("SELECT ") + kPrinterColumns + R"sql(
    WHERE p.organization_id = ANY ($1) AND p.serial_key = ANY ($2) AND p.deregistered_at IS NULL
    ORDER BY p.id)sql"};
const pg::Query<boost::json::value(base::OrganizationId, std::string, std::string)> kMetersOfModel{
    "meter_reads.meters_of_model", R"sql(
    SELECT meters FROM printers
    WHERE organization_id = $1 AND manufacturer = $2 AND model = $3 AND jsonb_array_length(meters) > 0
    ORDER BY id LIMIT 20)sql"};

// A read is due from so many days before the closing day on, while neither an agent nor a person has read a meter in the
// open period.
constexpr const char* kReadable = R"sql((
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $now >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable)sql";

constexpr const char* kPrinterTerms = "printer_terms";

const pg::List<ReadablePrinter, PrinterFilter, PrinterColumn> kPrinters{{
    .name = "meter_reads.printers",
    .from = kReadable,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($due IS NULL OR due = $due)\n"
             "  AND ($automatic IS NULL OR $automatic = COALESCE(agent_read_at > $now - interval '31 days', false))\n"
             "  AND " +
             pg::HasEveryWord("id", kPrinterTerms, "printer_id"),
    .sorts = {{PrinterColumn::kSerialNumber, "serial_key"},
              {PrinterColumn::kModel, "model_key"},
              {PrinterColumn::kLocation, "lower(location)"},
              {PrinterColumn::kAgentReadAt, "COALESCE(agent_read_at, '-infinity')", "timestamptz"},
              {PrinterColumn::kHandReadAt, "COALESCE(hand_read_at, '-infinity')", "timestamptz"},
              {PrinterColumn::kDueOn, "COALESCE(due_on, 'infinity')", "date"}},
}};

struct CountFilter {
    Organizations organizations;
    base::Instant from;
    base::Instant now;
};
BOOST_DESCRIBE_STRUCT(CountFilter, (), (organizations, from, now))
// Only printers of contracts that remind now are looked at.
const pg::Query<ReadCounts(CountFilter)> kCount{"meter_reads.count", R"sql(
    SELECT (SELECT count(*) FROM meter_terms AS t
            JOIN printers AS p ON p.organization_id = t.organization_id AND p.contract_id = t.contract_id
            JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
            WHERE t.organization_id = ANY ($organizations) AND t.reminder_days IS NOT NULL
              AND $now >= t.period_ends_at - make_interval(days => t.reminder_days) AND p.deregistered_at IS NULL
              AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
              AND NOT EXISTS (
                  SELECT FROM meter_reads AS r
                  WHERE r.organization_id = p.organization_id AND r.printer_id = p.id
                    AND r.read_at >= t.period_starts_at AND r.withdrawn_at IS NULL)) AS due,
        count(*) AS submitted, max(submitted_at) AS newest_at
    FROM meter_reads
    WHERE organization_id = ANY ($organizations) AND submitted_at >= $from AND source <> 'change'
      AND withdrawn_at IS NULL)sql"};

// ---- reads

constexpr const char* kShown = R"sql((
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads)sql";

const pg::List<ShownRow, ReadFilter, ReadColumn> kReads{{
    .name = "meter_reads.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($printer IS NULL OR printer_id = $printer)\n"
             "  AND (cardinality($source) = 0 OR source = ANY ($source))\n"
             "  AND " +
             pg::HasEveryWord("printer_id", kPrinterTerms, "printer_id"),
    .sorts = {{ReadColumn::kReadAt, "read_at", "timestamptz"},
              {ReadColumn::kSubmittedAt, "submitted_at", "timestamptz"},
              {ReadColumn::kModel, "lower(printer_manufacturer || ' ' || printer_model)"},
              {ReadColumn::kSource, "source"},
              {ReadColumn::kSubmittedBy, "lower(submitted_by)"}},
}};
const pg::Query<ShownRow(Organizations, MeterReadId)> kFindRead{
    "meter_reads.find",
    std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<ReadRow(Organizations, MeterReadId)> kLockRead{
    "meter_reads.lock", "SELECT {columns} FROM meter_reads WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const pg::Insert<ReadRow> kInsertRead{"meter_reads.insert", "meter_reads"};
const pg::Update<ReadRow> kUpdateRead{"meter_reads.update", "meter_reads", {"organization_id", "id"}};
const pg::Query<ReadRow(base::OrganizationId, std::vector<PrinterId>, base::Instant, base::Instant)> kListCounting{
    "meter_reads.list_counting", R"sql(
    SELECT {columns} FROM meter_reads
    WHERE organization_id = $1 AND printer_id = ANY ($2) AND withdrawn_at IS NULL
      AND (source = 'change' OR read_at BETWEEN $3 AND $4)
    ORDER BY printer_id, read_at, id)sql"};
const pg::Query<HandMeter(base::OrganizationId, PrinterId)> kNewestByHand{"meter_reads.newest_by_hand", R"sql(
    SELECT DISTINCT ON (read.kind) read.kind, read.value, r.read_at, r.submitted_by AS read_by
    FROM meter_reads AS r CROSS JOIN LATERAL unnest(r.meters, r.counts) AS read (kind, value)
    WHERE r.organization_id = $1 AND r.printer_id = $2 AND r.withdrawn_at IS NULL
    ORDER BY read.kind, r.read_at DESC, r.id DESC)sql"};

// ---- terms

const pg::Query<ContractRow(Organizations, ContractId)> kHoldContract{
    "meter_reads.hold_contract",
    "SELECT {columns} FROM contracts WHERE organization_id = ANY ($1) AND id = $2 FOR KEY SHARE"};
const pg::Query<ContractRow(Organizations, ContractId)> kFindContract{
    "meter_reads.find_contract", "SELECT {columns} FROM contracts WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<TermsRow(base::OrganizationId, ContractId)> kFindTerms{
    "meter_reads.find_terms", "SELECT {columns} FROM meter_terms WHERE organization_id = $1 AND contract_id = $2"};
const pg::Query<TermsRow(base::OrganizationId, ContractId)> kLockTerms{
    "meter_reads.lock_terms",
    "SELECT {columns} FROM meter_terms WHERE organization_id = $1 AND contract_id = $2 FOR UPDATE"};
const pg::Insert<TermsRow> kInsertTerms{"meter_reads.insert_terms", "meter_terms", "ON CONFLICT DO NOTHING"};
const pg::Update<TermsRow> kUpdateTerms{"meter_reads.update_terms", "meter_terms", {"organization_id", "contract_id"}};
const pg::Query<void(base::OrganizationId, ContractId)> kDeleteTerms{
    "meter_reads.delete_terms", "DELETE FROM meter_terms WHERE organization_id = $1 AND contract_id = $2"};

// ---- work

const pg::Query<ContractKey(base::Instant)> kListToClose{"meter_reads.list_to_close", R"sql(
    SELECT organization_id, contract_id FROM meter_terms
    WHERE period_ends_at + make_interval(days => close_after_days) <= $1
    ORDER BY organization_id, contract_id)sql"};
const pg::Query<printers::PrinterName(base::OrganizationId, ContractId)> kListUnder{"meter_reads.list_under", R"sql(
    SELECT id, manufacturer, model, serial_number FROM printers
    WHERE organization_id = $1 AND contract_id = $2 ORDER BY id)sql"};
const pg::Query<ContractKey(base::Instant)> kListToRemind{"meter_reads.list_to_remind", R"sql(
    SELECT organization_id, contract_id FROM meter_terms
    WHERE reminder_days IS NOT NULL AND period_ends_at - make_interval(days => reminder_days) <= $1
      AND period_ends_at + make_interval(days => close_after_days) > $1
      AND reminded_for IS DISTINCT FROM period_ends_on
    ORDER BY organization_id, contract_id)sql"};
const pg::Query<DuePrinter(base::OrganizationId, ContractId, base::Instant)> kListDue{"meter_reads.list_due", R"sql(
    SELECT p.id, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, p.contact_id,
        GREATEST(CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END, h.hand_read_at) AS read_at
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.organization_id = $1 AND p.contract_id = $2 AND p.deregistered_at IS NULL
      AND (cardinality(s.meters) = 0 OR s.observed_at < $3) AND COALESCE(h.hand_read_at < $3, true)
    ORDER BY p.id)sql"};

}  // namespace

std::optional<PrinterRow> FindPrinter(pg::Transaction& tx, Organizations organizations, PrinterId printer) {
    return tx.One(kFindPrinter, organizations, printer);
}
std::vector<PrinterRow> HoldPrinters(pg::Transaction& tx, Organizations organizations,
                                     const std::vector<PrinterId>& printers) {
    return tx.All(kHoldPrinters, organizations, printers);
}
std::vector<PrinterRow> FindPrinters(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<PrinterId>& printers) {
    return tx.All(kFindPrinters, organization, printers);
}
std::vector<PrinterRow> FindBySerial(pg::Transaction& tx, Organizations organizations,
                                     const std::vector<std::string>& folded) {
    return tx.All(kFindBySerial, organizations, folded);
}
std::vector<boost::json::value> MetersOfModel(pg::Transaction& tx, const PrinterRow& printer) {
    return tx.All(kMetersOfModel, printer.organization_id, printer.manufacturer, printer.model);
}
pg::Slice<ReadablePrinter> ListPrinters(pg::Transaction& tx, const PrinterFilter& filter,
                                        const pg::Window<PrinterColumn>& window) {
    return kPrinters.Read(tx, filter, window);
}
ReadCounts Count(pg::Transaction& tx, Organizations organizations, base::Instant from, base::Instant now) {
    return tx.Get(kCount, CountFilter{organizations, from, now});
}

pg::Slice<ShownRow> ListReads(pg::Transaction& tx, const ReadFilter& filter, const pg::Window<ReadColumn>& window) {
    return kReads.Read(tx, filter, window);
}
std::optional<ShownRow> FindRead(pg::Transaction& tx, Organizations organizations, MeterReadId id) {
    return tx.One(kFindRead, organizations, id);
}
std::optional<ReadRow> LockRead(pg::Transaction& tx, Organizations organizations, MeterReadId id) {
    return tx.One(kLockRead, organizations, id);
}
void InsertRead(pg::Transaction& tx, const ReadRow& row) {
    tx.Exec(kInsertRead, row);
}
void UpdateRead(pg::Transaction& tx, const ReadRow& row) {
    tx.Exec(kUpdateRead, row);
}
std::vector<ReadRow> ListCounting(pg::Transaction& tx, base::OrganizationId organization,
                                  const std::vector<PrinterId>& printers, base::Instant from, base::Instant to) {
    return tx.All(kListCounting, organization, printers, from, to);
}

std::vector<HandMeter> NewestByHand(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer) {
    return tx.All(kNewestByHand, organization, printer);
}

std::optional<ContractRow> HoldContract(pg::Transaction& tx, Organizations organizations, ContractId contract) {
    return tx.One(kHoldContract, organizations, contract);
}
std::optional<ContractRow> FindContract(pg::Transaction& tx, Organizations organizations, ContractId contract) {
    return tx.One(kFindContract, organizations, contract);
}
std::optional<TermsRow> FindTerms(pg::Transaction& tx, base::OrganizationId organization, ContractId contract) {
    return tx.One(kFindTerms, organization, contract);
}
std::optional<TermsRow> LockTerms(pg::Transaction& tx, base::OrganizationId organization, ContractId contract) {
    return tx.One(kLockTerms, organization, contract);
}
bool InsertTerms(pg::Transaction& tx, const TermsRow& terms) {
    return tx.Exec(kInsertTerms, terms) == 1;
}
void UpdateTerms(pg::Transaction& tx, const TermsRow& terms) {
    tx.Exec(kUpdateTerms, terms);
}
void DeleteTerms(pg::Transaction& tx, const TermsRow& terms) {
    tx.Exec(kDeleteTerms, terms.organization_id, terms.contract_id);
}

std::vector<ContractKey> ListToClose(pg::Transaction& tx, base::Instant now) {
    return tx.All(kListToClose, now);
}
std::vector<printers::PrinterName> ListUnder(pg::Transaction& tx, const ContractKey& contract) {
    return tx.All(kListUnder, contract.organization_id, contract.contract_id);
}
std::vector<ContractKey> ListToRemind(pg::Transaction& tx, base::Instant now) {
    return tx.All(kListToRemind, now);
}
std::vector<DuePrinter> ListDue(pg::Transaction& tx, const ContractKey& contract, base::Instant since) {
    return tx.All(kListDue, contract.organization_id, contract.contract_id, since);
}

}  // namespace meter_reads::store
