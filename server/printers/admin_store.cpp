#include "server/printers/admin_store.hpp"

#include <map>

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/intake_store.hpp"

namespace printers {
namespace store {
namespace {

using base::Instant;
using base::OrganizationId;
using Organizations = std::vector<OrganizationId>;
using Ids = std::vector<PrinterId>;

// `which`: " IS NULL" for those in the list, " IS NOT NULL" for those that are away.
std::string AdminRows(const char* which, const char* lock) {
    return std::string(
               "SELECT {columns} FROM printers\n"
               "WHERE organization_id = ANY ($1) AND id = ANY ($2) AND deregistered_at") +
           which + "\nORDER BY organization_id, id" + lock;
}
constexpr const char* kLock = " FOR NO KEY UPDATE";
using AdminQuery = pg::Query<AdminRow(Organizations, Ids)>;
const AdminQuery kFindMany{"printers.find_many", AdminRows(" IS NULL", "")};
const AdminQuery kLockMany{"printers.lock_many", AdminRows(" IS NULL", kLock)};
const AdminQuery kFindDeregistered{"printers.find_deregistered", AdminRows(" IS NOT NULL", "")};
const AdminQuery kLockDeregistered{"printers.lock_deregistered", AdminRows(" IS NOT NULL", kLock)};

const pg::Query<void(OrganizationId, Ids, std::optional<contacts::ContactId>, Instant)> kSetContact{
    "printers.set_contact", R"sql(
    UPDATE printers SET contact_id = $3, version = version + 1, updated_at = $4
    WHERE organization_id = $1 AND id = ANY ($2))sql"};
const pg::Query<void(OrganizationId, Ids, std::optional<ContractId>, Instant)> kSetContract{"printers.set_contract",
                                                                                            R"sql(
    UPDATE printers SET under_contract = $3 IS NOT NULL, contract_id = $3, version = version + 1, updated_at = $4
    WHERE organization_id = $1 AND id = ANY ($2))sql"};
const pg::Query<void(OrganizationId, PrinterId, std::string, std::string, Instant)> kSetLocation{
    "printers.set_location", R"sql(
    UPDATE printers SET location = $3, location_key = $4, version = version + 1, updated_at = $5
    WHERE organization_id = $1 AND id = $2)sql"};
const pg::Query<void(OrganizationId, PrinterId, Instant)> kTouchPrinter{"printers.touch", R"sql(
    UPDATE printers SET version = version + 1, updated_at = $3 WHERE organization_id = $1 AND id = $2)sql"};
struct ReadRow {
    PrinterId printer_id;
    Instant observed_at;
};
BOOST_DESCRIBE_STRUCT(ReadRow, (), (printer_id, observed_at))
const pg::Query<ReadRow(OrganizationId, Ids)> kReadLast{"printers.read_last", R"sql(
    SELECT {columns} FROM printer_states
    WHERE organization_id = $1 AND printer_id = ANY ($2))sql"};

// Behind chr(31) of a weak key is which of several it is (identity.hpp).
const pg::Query<PrinterId(OrganizationId, Ids)> kOnesOfSeveral{"printers.of_several", R"sql(
    SELECT id FROM printers WHERE organization_id = $1 AND id = ANY ($2) AND strpos(weak_key, chr(31)) > 0)sql"};

const pg::Query<void(OrganizationId, PrinterId, Instant)> kRegister{"printers.register", R"sql(
    UPDATE printers SET deregistered_at = NULL, deregistered_by = '', version = version + 1, updated_at = $3
    WHERE organization_id = $1 AND id = $2 AND deregistered_at IS NOT NULL)sql"};

// Its serial number is free for others; that it was refused stays until the reason goes, whoever registers it again.
const pg::Query<void(OrganizationId, PrinterId, Instant, std::string)> kDeregister{"printers.deregister", R"sql(
    UPDATE printers SET deregistered_at = $3, deregistered_by = $4, contact_id = NULL, under_contract = false, contract_id = NULL,
        registered_as = CASE WHEN registration_problem = 'none' THEN '' ELSE registered_as END,
        version = version + 1, updated_at = $3
    WHERE organization_id = $1 AND id = $2 AND managed = 'none' AND deregistered_at IS NULL)sql"};

// The index on observed_at leads to the candidates; who is silent for long already is not touched
// again. Readings that are taken in just now hold rows: such a printer is not silent, and waiting for it could be a
// circle.
const pg::Query<void(Instant, double)> kMarkSilent{"printers.mark_silent", R"sql(
    WITH silent AS MATERIALIZED (
        SELECT s.organization_id, s.printer_id
        FROM printer_states AS s
        JOIN printers AS p ON p.organization_id = s.organization_id AND p.id = s.printer_id
        LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
        WHERE s.communicating AND s.observed_at < $1 - make_interval(secs => $2)
            AND s.observed_at < $1 - make_interval(secs => 3 * COALESCE(a.polling_interval_seconds, 0))
        ORDER BY s.organization_id, s.printer_id
        FOR NO KEY UPDATE OF s SKIP LOCKED)
    UPDATE printer_states AS s SET communicating = false FROM silent
    WHERE s.organization_id = silent.organization_id AND s.printer_id = silent.printer_id)sql"};

// ---- guards ---------------------------------------------------------------------------------------

struct ContactCount {
    contacts::ContactId contact_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ContactCount, (), (contact_id, count))
const pg::Query<ContactCount(std::vector<contacts::ContactId>)> kCountByContact{"printers.count_by_contact", R"sql(
    SELECT contact_id, count(*) AS count FROM printers WHERE contact_id = ANY ($1) GROUP BY contact_id)sql"};
// Whoever assigns a contact locks its row first (contacts::LockContact), so the caller's lock holds assignments off.
struct NamedPrinter {
    std::string name;
    std::int64_t count = 0;  // of all, not only those that are named
};
BOOST_DESCRIBE_STRUCT(NamedPrinter, (), (name, count))
const pg::Query<NamedPrinter(OrganizationId, contacts::ContactId, std::int32_t)> kNamesByContact{
    "printers.names_by_contact", R"sql(
    SELECT btrim(model || ' ' || serial_number) AS name, count(*) OVER () AS count FROM printers
    WHERE organization_id = $1 AND contact_id = $2 ORDER BY model_key, serial_key, id LIMIT $3)sql"};

struct AgentCount {
    agents::AgentId agent_id;
    std::int64_t printers = 0;
    std::int64_t managed = 0;
    std::int64_t pending = 0;
};
BOOST_DESCRIBE_STRUCT(AgentCount, (), (agent_id, printers, managed, pending))
const pg::Query<AgentCount(Organizations, std::vector<agents::AgentId>)> kCountByAgent{"printers.count_by_agent", R"sql(
    SELECT agent_id, count(*) AS printers, count(*) FILTER (WHERE managed <> 'none') AS managed,
        count(*) FILTER (WHERE managed = 'pending_mps_express') AS pending FROM printers
    WHERE organization_id = ANY ($1) AND agent_id = ANY ($2) AND deregistered_at IS NULL GROUP BY agent_id)sql"};
struct PrinterOfAgent {
    std::string managed;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PrinterOfAgent, (), (managed, name))
const pg::Query<PrinterOfAgent(OrganizationId, agents::AgentId)> kLockByAgent{"printers.lock_by_agent",
                                                                              R"sql(
    SELECT managed, btrim(model || ' ' || serial_number) AS name FROM printers
    WHERE organization_id = $1 AND agent_id = $2 AND deregistered_at IS NULL ORDER BY id
    FOR NO KEY UPDATE)sql"};
const pg::Query<void(OrganizationId, agents::AgentId)> kDetach{"printers.detach_agent", R"sql(
    UPDATE printers SET agent_id = NULL WHERE organization_id = $1 AND agent_id = $2)sql"};

struct OrganizationCount {
    OrganizationId organization_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OrganizationCount, (), (organization_id, count))
const pg::Query<OrganizationCount(Organizations)> kCountByOrganization{"printers.count_by_organization", R"sql(
    SELECT organization_id, count(*) AS count FROM printers
    WHERE organization_id = ANY ($1) AND deregistered_at IS NULL GROUP BY organization_id)sql"};
const pg::Query<NamedPrinter(OrganizationId, std::int32_t)> kNamesByOrganization{"printers.names_by_organization",
                                                                                 R"sql(
    SELECT btrim(model || ' ' || serial_number) AS name, count(*) OVER () AS count FROM printers
    WHERE organization_id = $1 AND deregistered_at IS NULL ORDER BY model_key, serial_key, id LIMIT $2)sql"};
// Also deregistered ones: their rows name the site.
const pg::Query<NamedPrinter(OrganizationId, organizations::SiteId, std::int32_t)> kNamesBySite{
    "printers.names_by_site", R"sql(
    SELECT btrim(model || ' ' || serial_number) AS name, count(*) OVER () AS count FROM printers
    WHERE organization_id = $1 AND site_id = $2 ORDER BY model_key, serial_key, id LIMIT $3)sql"};

// What a printer that is in the list is found by.
std::vector<std::string> TermsOf(const AdminRow& p, const std::string& location) {
    return base::SearchTerms(
        {p.manufacturer, p.model, p.serial_number, p.address, p.host_name, p.hardware_address, location});
}

}  // namespace

std::string NameOf(const AdminRow& p) {
    return p.serial_number.empty() ? p.model : p.model + ' ' + p.serial_number;
}

std::vector<AdminRow> Lock(pg::Transaction& tx, const Organizations& organizations, const Ids& printers) {
    return tx.All(kLockMany, organizations, printers);
}
std::vector<AdminRow> FindMany(pg::Transaction& tx, const Organizations& organizations, const Ids& printers) {
    return tx.All(kFindMany, organizations, printers);
}
void SetContact(pg::Transaction& tx, OrganizationId organization, const Ids& printers,
                std::optional<contacts::ContactId> contact, Instant now) {
    tx.Exec(kSetContact, organization, printers, contact, now);
}
void SetContract(pg::Transaction& tx, OrganizationId organization, const Ids& printers,
                 std::optional<ContractId> contract, Instant now) {
    tx.Exec(kSetContract, organization, printers, contract, now);
}
void Touch(pg::Transaction& tx, const AdminRow& printer, Instant now) {
    tx.Exec(kTouchPrinter, printer.organization_id, printer.id, now);
}

void SetLocation(pg::Transaction& tx, const AdminRow& p, const std::string& location, Instant now) {
    const std::string& shown = location.empty() ? p.device_location : location;
    tx.Exec(kSetLocation, p.organization_id, p.id, location, base::FoldCase(shown), now);
    ReplaceTerms(tx, p.organization_id, p.id, TermsOf(p, shown));
}
bool Deregister(pg::Transaction& tx, OrganizationId organization, PrinterId printer, const std::string& by,
                Instant now) {
    if (tx.Exec(kDeregister, organization, printer, now, by) == 0) return false;
    ReplaceTerms(tx, organization, printer, {});
    BumpRevision(tx, organization);  // what servers remember of it is no longer so
    CountPrinters(tx, organization, -1);
    return true;
}

std::vector<Instant> ReadLast(pg::Transaction& tx, OrganizationId organization, const Ids& printers) {
    std::map<PrinterId, Instant> rows;
    for (const auto& row : tx.All(kReadLast, organization, printers)) rows[row.printer_id] = row.observed_at;
    std::vector<Instant> times;
    for (const auto printer : printers) {
        const auto row = rows.find(printer);
        times.push_back(row == rows.end() ? kNever : row->second);
    }
    return times;
}

std::vector<PrinterId> OfSeveral(pg::Transaction& tx, OrganizationId organization, const Ids& printers) {
    return tx.All(kOnesOfSeveral, organization, printers);
}

std::vector<AdminRow> FindDeregistered(pg::Transaction& tx, const Organizations& organizations, const Ids& printers) {
    return tx.All(kFindDeregistered, organizations, printers);
}

std::vector<AdminRow> LockDeregistered(pg::Transaction& tx, const Organizations& organizations, const Ids& printers) {
    return tx.All(kLockDeregistered, organizations, printers);
}

void Register(pg::Transaction& tx, const AdminRow& p, Instant now) {
    tx.Exec(kRegister, p.organization_id, p.id, now);
    ReplaceTerms(tx, p.organization_id, p.id, TermsOf(p, p.location.empty() ? p.device_location : p.location));
    BumpRevision(tx, p.organization_id);
    CountPrinters(tx, p.organization_id, 1);
}

std::int64_t MarkSilent(pg::Transaction& tx, Instant now, base::Duration least) {
    return tx.Exec(kMarkSilent, now, std::chrono::duration<double>(least).count());
}

}  // namespace store

std::map<contacts::ContactId, std::int64_t> ContactGuard::CountAssigned(pg::Transaction& tx,
                                                                        std::span<const contacts::ContactId> contacts) {
    std::map<contacts::ContactId, std::int64_t> counts;
    for (const auto& row : tx.All(store::kCountByContact, {contacts.begin(), contacts.end()})) {
        counts[row.contact_id] = row.count;
    }
    return counts;
}

ContactGuard::Assignments ContactGuard::LockAssigned(pg::Transaction& tx, base::OrganizationId organization,
                                                     contacts::ContactId contact) {
    Assignments assignments;
    for (auto& row : tx.All(store::kNamesByContact, organization, contact, base::kNamed)) {
        assignments.count = row.count;
        assignments.printers.push_back(std::move(row.name));
    }
    return assignments;
}

std::map<agents::AgentId, AgentGuard::Counts> AgentGuard::Count(pg::Transaction& tx,
                                                                std::span<const base::OrganizationId> organizations,
                                                                std::span<const agents::AgentId> agents) {
    std::map<agents::AgentId, Counts> counts;
    for (const auto& row :
         tx.All(store::kCountByAgent, {organizations.begin(), organizations.end()}, {agents.begin(), agents.end()})) {
        counts[row.agent_id] = {row.printers, row.managed, row.pending, {}};
    }
    return counts;
}

AgentGuard::Counts AgentGuard::Lock(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent) {
    Counts counts;
    store::LockFleet(tx, organization);
    for (auto& printer : tx.All(store::kLockByAgent, organization, agent)) {
        ++counts.printers;
        if (printer.managed == "none") continue;
        ++counts.managed;
        if (printer.managed == "pending_mps_express") ++counts.pending;
        if (counts.managed <= base::kNamed) counts.names.push_back(std::move(printer.name));
    }
    return counts;
}

void AgentGuard::Detach(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent) {
    // What servers remember of these printers names the agent.
    store::BumpRevision(tx, organization);
    tx.Exec(store::kDetach, organization, agent);
}

std::vector<base::CountedText> PrinterDeletionGuard::OfOrganization(pg::Transaction& tx,
                                                                    base::OrganizationId organization) {
    return {base::CountNamed("holdings.printers", tx.All(store::kNamesByOrganization, organization, base::kNamed))};
}

std::vector<base::CountedText> PrinterDeletionGuard::OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                                            organizations::SiteId site) {
    return {base::CountNamed("holdings.printers", tx.All(store::kNamesBySite, organization, site, base::kNamed))};
}

std::map<base::OrganizationId, std::int64_t> CountPrinters(pg::Transaction& tx,
                                                           std::span<const base::OrganizationId> organizations) {
    std::map<base::OrganizationId, std::int64_t> counts;
    for (const auto& row : tx.All(store::kCountByOrganization, {organizations.begin(), organizations.end()})) {
        counts[row.organization_id] = row.count;
    }
    return counts;
}

}  // namespace printers
