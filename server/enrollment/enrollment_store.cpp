#include "server/enrollment/enrollment_store.hpp"

#include <algorithm>

#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"

namespace enrollment::store {
namespace {

using Printers = std::vector<printers::PrinterId>;

constexpr const char* kShown = R"sql((
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers)sql";

const pg::List<PrinterRow, ListFilter, SortColumn> kList{{
    .name = "enrollment.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND (cardinality($contract) = 0 OR contract_id = ANY ($contract)) AND (cardinality($site) = 0 OR "
             "site_id = ANY ($site))\n"
             "  AND ($participating IS NULL OR CASE $participating WHEN 'enrolled' THEN enrolled_at IS NOT NULL\n"
             "      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)\n"
             "  AND " +
             pg::HasEveryWordOfPlace("id", "printer_terms", "printer_id", "printers"),
    .sorts = {{SortColumn::kModel, "model_key"},
              {SortColumn::kSerialNumber, "serial_key"},
              {SortColumn::kOrganizationName, "lower(organization_name)"},
              {SortColumn::kContractNumber, "lower(contract_number)"},
              {SortColumn::kLocation, "lower(location)"},
              {SortColumn::kEnrolledAt, "COALESCE(enrolled_at, '-infinity')", "timestamptz"},
              {SortColumn::kHeldAt, "COALESCE(held_at, '-infinity')", "timestamptz"}},
}};

const pg::Query<PrinterRow(Organizations, Printers)> kFind{
    "enrollment.find", std::string("SELECT {columns} FROM ") + kShown +
                           " WHERE organization_id = ANY ($1) AND id = ANY ($2) ORDER BY organization_id, id"};

const pg::Query<Participation(base::OrganizationId)> kParticipations{"enrollment.participations", R"sql(
    SELECT printer_id, enrolled_at IS NOT NULL AS enrolled, held_at IS NOT NULL AS on_hold
    FROM printer_enrollments WHERE organization_id = $1 ORDER BY printer_id)sql"};

const pg::Query<SuppliedRow(Organizations, Printers)> kSupplied{"enrollment.supplied", R"sql(
    SELECT COALESCE(contracts.customer, 'self_service') AS customer,
           COALESCE(contracts.supplies_included, false) AS supplies_included,
           COALESCE(contracts.excluded_kinds, '{}') AS excluded_kinds, contracts.starts_on, contracts.ends_on,
           printers.id AS printer_id,
           contracts.id IS NOT NULL AND e.enrolled_at IS NOT NULL AND printers.high_volume_since IS NULL AS looked_after,
           CASE WHEN e.held_at IS NULL THEN '' ELSE e.hold_reason END AS hold_reason
    FROM printers
    JOIN printer_enrollments AS e ON e.organization_id = printers.organization_id AND e.printer_id = printers.id
    LEFT JOIN contracts
        ON contracts.organization_id = printers.organization_id AND contracts.id = printers.contract_id
    WHERE printers.organization_id = ANY ($1) AND printers.id = ANY ($2) AND printers.deregistered_at IS NULL)sql"};

const pg::Query<printers::PrinterId(base::OrganizationId, Printers, Source, std::string, base::Instant)> kEnroll{
    "enrollment.enroll", R"sql(
    INSERT INTO printer_enrollments AS known (organization_id, printer_id, enrolled_at, enrolled_by, source)
    SELECT $1, printer_id, $5, $4, $3 FROM unnest($2) AS chosen (printer_id)
    ON CONFLICT (organization_id, printer_id) DO UPDATE
        SET enrolled_at = excluded.enrolled_at, enrolled_by = excluded.enrolled_by, source = excluded.source,
            confirmed_to = '', withdrawn_at = NULL, withdrawn_by = ''
        WHERE known.enrolled_at IS NULL
    RETURNING printer_id)sql"};
const pg::Query<printers::PrinterId(base::OrganizationId, Printers, std::string, base::Instant)> kWithdraw{
    "enrollment.withdraw", R"sql(
    UPDATE printer_enrollments SET enrolled_at = NULL, withdrawn_at = $4, withdrawn_by = $3
    WHERE organization_id = $1 AND printer_id = ANY ($2) AND enrolled_at IS NOT NULL
    RETURNING printer_id)sql"};
const pg::Query<void(base::OrganizationId, Printers, std::string)> kSetConfirmedTo{"enrollment.set_confirmed_to", R"sql(
    UPDATE printer_enrollments SET confirmed_to = $3 WHERE organization_id = $1 AND printer_id = ANY ($2))sql"};
const pg::Query<void(base::OrganizationId, Printers, std::optional<base::Instant>, std::string, std::string)> kSetHold{
    "enrollment.set_hold", R"sql(
    INSERT INTO printer_enrollments (organization_id, printer_id, held_at, held_by, hold_reason)
    SELECT $1, printer_id, $3, $4, $5 FROM unnest($2) AS chosen (printer_id)
    ON CONFLICT (organization_id, printer_id) DO UPDATE
        SET held_at = excluded.held_at, held_by = excluded.held_by, hold_reason = excluded.hold_reason)sql"};
const pg::Query<void(base::OrganizationId, Printers, bool, std::string)> kSetSilence{"enrollment.set_silence", R"sql(
    INSERT INTO printer_enrollments (organization_id, printer_id, silence_expected, silence_reason)
    SELECT $1, printer_id, $3, $4 FROM unnest($2) AS chosen (printer_id)
    ON CONFLICT (organization_id, printer_id) DO UPDATE
        SET silence_expected = excluded.silence_expected, silence_reason = excluded.silence_reason)sql"};

}  // namespace

pg::Slice<PrinterRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}
std::vector<PrinterRow> Find(pg::Transaction& tx, Organizations organizations, const Printers& printers) {
    return tx.All(kFind, organizations, printers);
}
std::vector<Participation> ListParticipations(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kParticipations, organization);
}

std::vector<SuppliedRow> ListSupplied(pg::Transaction& tx, Organizations organizations,
                                      const std::vector<printers::PrinterId>& printers) {
    return tx.All(kSupplied, organizations, printers);
}

Printers Enroll(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers, Source source,
                const std::string& by, base::Instant now) {
    auto changed = tx.All(kEnroll, organization, printers, source, by, now);
    std::ranges::sort(changed);
    return changed;
}
Printers Withdraw(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers,
                  const std::string& by, base::Instant now) {
    auto changed = tx.All(kWithdraw, organization, printers, by, now);
    std::ranges::sort(changed);
    return changed;
}
void SetConfirmedTo(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers,
                    const std::string& address) {
    tx.Exec(kSetConfirmedTo, organization, printers, address);
}
void SetHold(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers,
             const std::string& reason, const std::string& by, base::Instant now) {
    tx.Exec(kSetHold, organization, printers, reason.empty() ? std::nullopt : std::optional(now),
            reason.empty() ? "" : by, reason);
}
void SetSilence(pg::Transaction& tx, base::OrganizationId organization, const Printers& printers, bool expected,
                const std::string& reason) {
    tx.Exec(kSetSilence, organization, printers, expected, reason);
}

}  // namespace enrollment::store
