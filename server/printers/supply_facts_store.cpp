#include "server/platform/pg/transaction.hpp"
#include "server/printers/printers.hpp"

// What replenishment reads of printers and tells them.
namespace printers {

const pg::Query<SupplyFact(base::OrganizationId, std::optional<PrinterId>, std::optional<std::int32_t>)> kSupplyFacts{
    "printers.supply_facts", R"sql(
    SELECT supplies.printer_id, supplies.slot, supplies.type, supplies.colorant, supplies.description,
           supplies.serial_number AS cartridge_serial_number, supplies.unit, supplies.max_capacity_raw,
           NULLIF(states.levels[supplies.slot + 1], -2147483648)::bigint AS level_raw,
           states.observed_at, states.communicating, printers.manufacturer, printers.model, printers.serial_number,
           COALESCE(NULLIF(printers.location, ''), printers.device_location) AS location,
           printers.site_id, printers.contact_id
    FROM printers
    JOIN printer_states AS states ON states.organization_id = $1 AND states.printer_id = printers.id
    JOIN printer_supplies AS supplies ON supplies.organization_id = $1 AND supplies.printer_id = printers.id
    WHERE printers.organization_id = $1 AND printers.deregistered_at IS NULL AND supplies.present
      AND ($2 IS NULL OR printers.id = $2) AND ($3 IS NULL OR supplies.slot = $3)
    ORDER BY supplies.printer_id, supplies.slot)sql"};

std::vector<SupplyFact> ListSupplyFacts(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kSupplyFacts, organization, std::nullopt, std::nullopt);
}

std::optional<SupplyFact> FindSupplyFact(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                         std::int32_t slot) {
    return tx.One(kSupplyFacts, organization, printer, slot);
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
