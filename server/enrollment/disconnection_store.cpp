#include "server/enrollment/disconnection_store.hpp"

#include <algorithm>

#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"

namespace enrollment::store {
namespace {

using Printers = std::vector<printers::PrinterId>;

const pg::Query<SilentPrinter(base::OrganizationId, base::Instant)> kSilent{"enrollment.silent", R"sql(
    SELECT p.id, s.observed_at, p.contract_id, p.site_id, p.contact_id, p.agent_id, p.address, p.host_name, p.manufacturer,
        p.model, p.serial_number, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, d.first_notice_at, d.last_notice_at
    FROM printer_states AS s
    JOIN printers AS p ON p.organization_id = s.organization_id AND p.id = s.printer_id AND p.deregistered_at IS NULL
    JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
        AND e.enrolled_at IS NOT NULL AND NOT e.silence_expected
    LEFT JOIN printer_disconnections AS d ON d.organization_id = p.organization_id AND d.printer_id = p.id
        AND d.ended_at IS NULL
    WHERE s.organization_id = $1 AND s.observed_at <= $2
    ORDER BY p.id)sql"};

const pg::Query<printers::PrinterId(base::OrganizationId, base::Instant, std::vector<DisconnectionId>, Printers,
                                    std::vector<base::Instant>)>
    kAdd{"enrollment.add_disconnections", R"sql(
    INSERT INTO printer_disconnections (organization_id, id, printer_id, silent_since, found_at)
    SELECT $1, id, printer_id, silent_since, $2
    FROM unnest($3, $4, $5) AS silent (id, printer_id, silent_since)
    ON CONFLICT DO NOTHING
    RETURNING printer_id)sql"};

const pg::Query<Ended(base::OrganizationId, base::Instant)> kEndOver{"enrollment.end_disconnections", R"sql(
    UPDATE printer_disconnections AS d
    SET ended_at = $2, version = d.version + 1,
        connected = COALESCE(over.observed_at > d.silent_since AND over.awaited, false)
    FROM (
        SELECT open.id, s.observed_at,
            p.deregistered_at IS NULL AND e.enrolled_at IS NOT NULL AND NOT e.silence_expected AS awaited
        FROM printer_disconnections AS open
        JOIN printers AS p ON p.organization_id = open.organization_id AND p.id = open.printer_id
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
        JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
        WHERE open.organization_id = $1 AND open.ended_at IS NULL) AS over
    WHERE d.organization_id = $1 AND d.id = over.id AND d.ended_at IS NULL
        AND (over.observed_at > d.silent_since OR NOT over.awaited)
    RETURNING d.printer_id, d.silent_since, d.connected, d.first_notice_at IS NOT NULL AS noticed)sql"};

using Mark = pg::Query<printers::PrinterId(base::OrganizationId, Printers, base::Instant)>;
const Mark kMarkFirst{"enrollment.mark_first_notice", R"sql(
    UPDATE printer_disconnections SET first_notice_at = $3, version = version + 1
    WHERE organization_id = $1 AND printer_id = ANY ($2) AND ended_at IS NULL AND first_notice_at IS NULL
    RETURNING printer_id)sql"};
const Mark kMarkLast{"enrollment.mark_last_notice", R"sql(
    UPDATE printer_disconnections SET last_notice_at = $3, version = version + 1
    WHERE organization_id = $1 AND printer_id = ANY ($2) AND ended_at IS NULL AND last_notice_at IS NULL
    RETURNING printer_id)sql"};

const pg::Query<base::OrganizationId(base::Instant)> kToWatch{"enrollment.to_watch", R"sql(
    SELECT organization_id FROM printer_disconnections WHERE ended_at IS NULL
    UNION
    SELECT s.organization_id FROM printer_states AS s
    JOIN printer_enrollments AS e ON e.organization_id = s.organization_id AND e.printer_id = s.printer_id
    WHERE s.observed_at <= $1 AND e.enrolled_at IS NOT NULL AND NOT e.silence_expected
    ORDER BY organization_id)sql"};

constexpr const char* kShownDisconnections = R"sql((
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected)sql";

const pg::List<DisconnectedPrinter, DisconnectedFilter, DisconnectedColumn> kListDisconnected{{
    .name = "enrollment.disconnected",
    .from = kShownDisconnections,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND (cardinality($customer) = 0 OR customer = ANY ($customer))\n"
             "  AND (cardinality($printers) = 0 OR printer_id = ANY ($printers))\n"
             "  AND ($called IS NULL OR (called_at IS NOT NULL) = $called)\n"
             "  AND " +
             pg::HasEveryWordOfPlace("printer_id", "printer_terms", "printer_id", "printers"),
    .sorts = {{DisconnectedColumn::kSilentSince, "silent_since", "timestamptz"},
              {DisconnectedColumn::kModel, "lower(manufacturer || ' ' || model)"},
              {DisconnectedColumn::kOrganizationName, "lower(organization_name)"},
              {DisconnectedColumn::kCustomer, "COALESCE(customer, '')"},
              {DisconnectedColumn::kContactName, "lower(contact_name)"},
              {DisconnectedColumn::kLastNoticeAt, "COALESCE(last_notice_at, '-infinity')", "timestamptz"},
              {DisconnectedColumn::kCalledAt, "COALESCE(called_at, '-infinity')", "timestamptz"}},
}};
const pg::Query<DisconnectedPrinter(std::span<const base::OrganizationId>, DisconnectionId)> kFindDisconnected{
    "enrollment.find_disconnected",
    std::string("SELECT {columns} FROM ") + kShownDisconnections + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<DisconnectionId(std::span<const base::OrganizationId>, DisconnectionId)> kLockDisconnected{
    "enrollment.lock_disconnected", R"sql(
    SELECT id FROM printer_disconnections WHERE organization_id = ANY ($1) AND id = $2 AND ended_at IS NULL
    FOR NO KEY UPDATE)sql"};
const pg::Query<void(base::OrganizationId, DisconnectionId, base::Instant, std::string, std::string)> kSetCalled{
    "enrollment.set_called", R"sql(
    UPDATE printer_disconnections SET called_at = $3, called_by = $4, call_note = $5, version = version + 1
    WHERE organization_id = $1 AND id = $2)sql"};

Printers Sorted(Printers printers) {
    std::ranges::sort(printers);
    return printers;
}

}  // namespace

std::vector<SilentPrinter> ListSilent(pg::Transaction& tx, base::OrganizationId organization, base::Instant before) {
    return tx.All(kSilent, organization, before);
}

Printers Add(pg::Transaction& tx, base::OrganizationId organization, const std::vector<NewDisconnection>& rows,
             base::Instant now) {
    std::vector<DisconnectionId> ids;
    Printers printers;
    std::vector<base::Instant> since;
    for (const auto& row : rows) {
        ids.push_back(row.id);
        printers.push_back(row.printer_id);
        since.push_back(row.silent_since);
    }
    return Sorted(tx.All(kAdd, organization, now, ids, printers, since));
}

std::vector<Ended> EndOver(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    auto ended = tx.All(kEndOver, organization, now);
    std::ranges::sort(ended, {}, &Ended::printer_id);
    return ended;
}

Printers MarkFirst(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers,
                   base::Instant now) {
    return Sorted(tx.All(kMarkFirst, organization, printers, now));
}
Printers MarkLast(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers, base::Instant now) {
    return Sorted(tx.All(kMarkLast, organization, printers, now));
}

std::vector<base::OrganizationId> ListToWatch(pg::Transaction& tx, base::Instant before) {
    return tx.All(kToWatch, before);
}

pg::Slice<DisconnectedPrinter> ListDisconnected(pg::Transaction& tx, const DisconnectedFilter& filter,
                                                const pg::Window<DisconnectedColumn>& window) {
    return kListDisconnected.Read(tx, filter, window);
}
std::optional<DisconnectedPrinter> FindDisconnected(pg::Transaction& tx,
                                                    std::span<const base::OrganizationId> organizations,
                                                    DisconnectionId id) {
    return tx.One(kFindDisconnected, organizations, id);
}
bool LockDisconnected(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, DisconnectionId id) {
    return tx.One(kLockDisconnected, organizations, id).has_value();
}
void SetCalled(pg::Transaction& tx, base::OrganizationId organization, DisconnectionId id, const std::string& by,
               const std::string& note, base::Instant now) {
    tx.Exec(kSetCalled, organization, id, now, by, note);
}

}  // namespace enrollment::store
