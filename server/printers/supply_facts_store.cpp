#include "server/platform/pg/transaction.hpp"
#include "server/printers/printers.hpp"

// What replenishment reads of printers and tells them.
namespace printers {

namespace {

using Organizations = std::vector<base::OrganizationId>;

// A slot counts from 0, an array of the database from 1.
std::string SupplyFactsSql(const char* condition) {
    return std::string(R"sql(
    SELECT supplies.printer_id, supplies.slot, supplies.type, supplies.colorant, supplies.description,
           supplies.serial_number AS cartridge_serial_number, supplies.unit, supplies.max_capacity_raw,
           NULLIF(states.levels[supplies.slot + 1], -2147483648)::bigint AS level_raw,
           states.observed_at, states.communicating, printers.manufacturer, printers.model, printers.serial_number,
           COALESCE(NULLIF(printers.location, ''), printers.device_location) AS location,
           printers.site_id, printers.contact_id
    FROM printers
    JOIN printer_states AS states
        ON states.organization_id = printers.organization_id AND states.printer_id = printers.id
    JOIN printer_supplies AS supplies
        ON supplies.organization_id = printers.organization_id AND supplies.printer_id = printers.id
    WHERE printers.deregistered_at IS NULL AND supplies.present AND )sql") +
           condition + " ORDER BY supplies.printer_id, supplies.slot";
}

}  // namespace

const pg::Query<SupplyFact(base::OrganizationId)> kSupplyFacts{
    "printers.supply_facts", SupplyFactsSql("printers.organization_id = $1").c_str()};
const pg::Query<SupplyFact(Organizations, std::vector<PrinterId>)> kSupplyFactsOf{
    "printers.supply_facts_of",
    SupplyFactsSql("printers.organization_id = ANY ($1) AND printers.id = ANY ($2)").c_str()};

std::vector<SupplyFact> ListSupplyFacts(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kSupplyFacts, organization);
}

std::vector<SupplyFact> ListSupplyFactsOf(pg::Transaction& tx, const Organizations& organizations,
                                          const std::vector<PrinterId>& printers) {
    return tx.All(kSupplyFactsOf, organizations, printers);
}

const pg::Query<base::OrganizationId()> kOrganizations{
    "printers.organizations", "SELECT organization_id FROM printer_fleets ORDER BY organization_id"};

Organizations ListOrganizationsWithPrinters(pg::Transaction& tx) {
    return tx.All(kOrganizations);
}

const pg::Query<contacts::ContactId(base::OrganizationId, std::vector<PrinterId>)> kDeliveryContacts{
    "printers.delivery_contacts", R"sql(
    SELECT DISTINCT contact_id FROM printers
    WHERE organization_id = $1 AND id = ANY ($2) AND contact_id IS NOT NULL)sql"};

std::vector<contacts::ContactId> DeliveryContactsOf(pg::Transaction& tx, base::OrganizationId organization,
                                                    const std::vector<PrinterId>& printers) {
    return tx.All(kDeliveryContacts, organization, printers);
}

const pg::Query<void(base::OrganizationId, std::vector<PrinterId>, std::vector<std::int32_t>, std::vector<double>,
                     base::Instant)>
    kWriteDaysLeft{"printers.write_days_left", R"sql(
    UPDATE printer_supplies AS supplies
    SET days_left = NULLIF(fresh.days_left, 'NaN'), days_left_at = $5
    FROM unnest($2, $3, $4) AS fresh (printer_id, slot, days_left)
    WHERE supplies.organization_id = $1 AND supplies.printer_id = fresh.printer_id AND supplies.slot = fresh.slot
      AND supplies.days_left IS DISTINCT FROM NULLIF(fresh.days_left, 'NaN'))sql"};

// Lists sort by the first supply that runs out.
const pg::Query<void(base::OrganizationId, std::vector<PrinterId>)> kLowestDaysLeft{"printers.lowest_days_left", R"sql(
    UPDATE printer_states AS states SET lowest_days_left = fresh.lowest
    FROM (SELECT printer_id, COALESCE(floor(min(days_left))::integer, 2147483647) AS lowest
          FROM printer_supplies WHERE organization_id = $1 AND printer_id = ANY ($2) AND present
          GROUP BY printer_id) AS fresh
    WHERE states.organization_id = $1 AND states.printer_id = fresh.printer_id
      AND states.lowest_days_left <> fresh.lowest)sql"};

void WriteDaysLeft(pg::Transaction& tx, base::OrganizationId organization, const DaysLeftColumns& columns,
                   base::Instant now) {
    tx.Exec(kWriteDaysLeft, organization, columns.printers, columns.slots, columns.days_left, now);
    tx.Exec(kLowestDaysLeft, organization, columns.printers);
}

}  // namespace printers
