#include "server/printers/intake_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"

namespace printers::store {
namespace {

using base::OrganizationId;

const pg::Query<std::int64_t(OrganizationId)> kRevision{
    "printers.revision", "SELECT revision FROM printer_fleets WHERE organization_id = $1"};

const pg::Query<std::int64_t(OrganizationId)> kBumpRevision{"printers.bump_revision", R"sql(
    INSERT INTO printer_fleets (organization_id, revision) VALUES ($1, 1)
    ON CONFLICT (organization_id) DO UPDATE SET revision = printer_fleets.revision + 1
    RETURNING revision)sql"};

const pg::Query<std::int64_t(OrganizationId)> kLockFleet{
    "printers.lock_fleet", "SELECT revision FROM printer_fleets WHERE organization_id = $1 FOR UPDATE"};
const pg::Query<PrinterId(OrganizationId, std::vector<std::string>, std::vector<std::string>)> kLockSeen{
    "printers.lock_seen", R"sql(
    SELECT id FROM printers
    WHERE organization_id = $1 AND (identity_key = ANY ($2) OR weak_key = ANY ($3))
    ORDER BY id FOR NO KEY UPDATE)sql"};

const pg::Query<void(OrganizationId, std::int64_t)> kCountPrinters{
    "printers.count", "UPDATE printer_fleets SET printers = printers + $2 WHERE organization_id = $1"};

const pg::Query<KnownRow(OrganizationId, std::vector<std::string>)> kFindByIdentity{"printers.find_by_identity", R"sql(
    SELECT id, identity_key, weak_key, fingerprint, layout, meters, described_at, deregistered_at, address,
           firmware, location
    FROM printers WHERE organization_id = $1 AND identity_key = ANY ($2))sql"};

const pg::Query<KnownRow(OrganizationId, std::string)> kFindByWeakKey{"printers.find_by_weak_key",
                                                                      R"sql(
    SELECT id, identity_key, weak_key, fingerprint, layout, meters, described_at, deregistered_at, address,
           firmware, location
    FROM printers WHERE organization_id = $1 AND weak_key = $2
    ORDER BY deregistered_at IS NOT NULL, described_at DESC, id)sql"};

const pg::Query<SupplySlot(OrganizationId, std::vector<PrinterId>)> kSupplySlots{"printers.supply_slots", R"sql(
    SELECT printer_id, slot, supply_key, serial_number, description
    FROM printer_supplies WHERE organization_id = $1 AND printer_id = ANY ($2)
    ORDER BY printer_id, slot)sql"};

using DescribeSignature = void(OrganizationId, PrinterId, std::string, std::string, organizations::SiteId,
                               agents::AgentId, std::string, std::string, std::string, std::string, std::int32_t,
                               std::string, std::string, std::string, std::string, std::vector<std::string>,
                               boost::json::value, boost::json::value, base::Instant, std::int64_t, std::int16_t,
                               std::string, std::string, std::string, std::string, std::string, std::string,
                               base::Instant);

const pg::Query<DescribeSignature> kInsert{"printers.insert", R"sql(
    INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, manufacturer, model,
        serial_number, address, port, host_name, hardware_address, device_location, firmware, features, inputs,
        meters, described_at, fingerprint, layout, manufacturer_key, model_key, serial_key, address_key, host_key,
        location_key, discovered_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
        $23, $24, $25, $26, $27, $19, $28))sql"};

const pg::Query<DescribeSignature> kUpdate{"printers.describe", R"sql(
    UPDATE printers SET identity_key = $3, weak_key = $4, site_id = $5, agent_id = $6, manufacturer = $7,
        model = $8, serial_number = $9, address = $10, port = $11, host_name = $12, hardware_address = $13,
        device_location = $14, firmware = $15, features = $16, inputs = $17, meters = $18, described_at = $19,
        fingerprint = $20, layout = $21, manufacturer_key = $22, model_key = $23, serial_key = $24,
        address_key = $25, host_key = $26, location_key = $27, updated_at = $28
    WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, PrinterId, base::Instant)> kInsertState{"printers.insert_state", R"sql(
    INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, layout, status,
        status_text, detected_errors, problems, levels, meters, input_levels, alerts, uptime_seconds,
        communicating, life_count, lowest_percent)
    VALUES ($1, $2, $3, 0, 0, 0, 1, '', 0, '', '{}', '{}', '{}', 0, NULL, true, -1, 101))sql"};

const pg::Query<void(OrganizationId, PrinterId, boost::json::value)> kUpdateMeters{
    "printers.update_meters", "UPDATE printers SET meters = $3 WHERE organization_id = $1 AND id = $2"};

const pg::Query<void(OrganizationId, PrinterId, std::vector<std::string>)> kDropTerms{"printers.drop_terms", R"sql(
    DELETE FROM printer_terms WHERE organization_id = $1 AND printer_id = $2 AND term <> ALL ($3))sql"};
const pg::Query<void(OrganizationId, PrinterId, std::vector<std::string>)> kAddTerms{"printers.add_terms", R"sql(
    INSERT INTO printer_terms (organization_id, printer_id, term) SELECT $1, $2, unnest($3)
    ON CONFLICT DO NOTHING)sql"};

const pg::Query<std::int16_t(OrganizationId, PrinterId, std::int64_t)> kFindLayout{"printers.find_layout", R"sql(
    SELECT layout FROM printer_layouts
    WHERE organization_id = $1 AND printer_id = $2 AND fingerprint = $3)sql"};
const pg::Query<std::int16_t(OrganizationId, PrinterId)> kLastLayout{"printers.last_layout", R"sql(
    SELECT layout FROM printer_layouts WHERE organization_id = $1 AND printer_id = $2
    ORDER BY layout DESC LIMIT 1)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::int16_t, std::int64_t, boost::json::value, base::Instant)>
    kAddLayout{"printers.add_layout", R"sql(
    INSERT INTO printer_layouts (organization_id, printer_id, layout, fingerprint, supplies, created_at)
    VALUES ($1, $2, $3, $4, $5, $6))sql"};

const pg::Query<void(OrganizationId, PrinterId, std::vector<std::int16_t>, std::vector<std::string>,
                     std::vector<std::string>, std::vector<std::string>, std::vector<std::string>,
                     std::vector<std::string>, std::vector<std::string>, std::vector<std::string>,
                     std::vector<std::string>, std::vector<std::string>, std::vector<std::optional<std::int64_t>>, bool,
                     std::vector<std::string>)>
    kPutSupplies{"printers.put_supplies", R"sql(
    INSERT INTO printer_supplies AS known (organization_id, printer_id, slot, supply_key, supply_index, type, class,
        colorant, description, part_number, serial_number, unit, max_capacity_raw, source, present)
    SELECT $1, $2, rows.*, $14
    FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15) AS rows
    ON CONFLICT (organization_id, printer_id, slot) DO UPDATE SET supply_index = excluded.supply_index,
        type = excluded.type, class = excluded.class, colorant = excluded.colorant,
        description = excluded.description, part_number = excluded.part_number,
        serial_number = excluded.serial_number, unit = excluded.unit,
        max_capacity_raw = excluded.max_capacity_raw, source = excluded.source, present = true
    WHERE $14)sql"};
const pg::Query<void(OrganizationId, PrinterId, std::vector<std::int16_t>)> kMarkAbsent{"printers.mark_absent", R"sql(
    UPDATE printer_supplies SET present = false
    WHERE organization_id = $1 AND printer_id = $2 AND present AND slot <> ALL ($3))sql"};

const pg::Query<void(OrganizationId, PrinterId, base::Instant, base::Uuid, std::string, boost::json::value,
                     std::string)>
    kAddEvent{"printers.add_event", R"sql(
    INSERT INTO printer_events (organization_id, printer_id, at, id, code, args, actor)
    VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};

std::vector<std::string> TermsOf(const Description& d, const std::string& location) {
    return base::SearchTerms({d.manufacturer, d.model, d.serial_number, d.address, d.host_name, d.hardware_address,
                              location.empty() ? d.device_location : location});
}

template <class Query>
void Describe(pg::Transaction& tx, const Query& query, OrganizationId organization, const Description& d,
              const std::string& location, base::Instant now) {
    tx.Exec(query, organization, d.id, d.identity_key, d.weak_key, d.site_id, d.agent_id, d.manufacturer, d.model,
            d.serial_number, d.address, d.port, d.host_name, d.hardware_address, d.device_location, d.firmware,
            d.features, d.inputs, d.meters, d.described_at, d.fingerprint, d.layout, d.manufacturer_key, d.model_key,
            d.serial_key, d.address_key, d.host_key, base::FoldCase(location.empty() ? d.device_location : location),
            now);
}

}  // namespace

std::int64_t Revision(pg::Transaction& tx, OrganizationId organization) {
    return tx.One(kRevision, organization).value_or(0);
}

std::int64_t BumpRevision(pg::Transaction& tx, OrganizationId organization) {
    return tx.Get(kBumpRevision, organization);
}

void LockFleet(pg::Transaction& tx, OrganizationId organization) {
    tx.All(kLockFleet, organization);
}

void LockSeen(pg::Transaction& tx, OrganizationId organization, const std::vector<std::string>& identities,
              const std::vector<std::string>& places) {
    tx.All(kLockSeen, organization, identities, places);
}

void CountPrinters(pg::Transaction& tx, OrganizationId organization, std::int64_t more) {
    tx.Exec(kCountPrinters, organization, more);
}

std::vector<KnownRow> FindByIdentity(pg::Transaction& tx, OrganizationId organization,
                                     const std::vector<std::string>& keys) {
    return tx.All(kFindByIdentity, organization, keys);
}

std::vector<KnownRow> FindByWeakKey(pg::Transaction& tx, OrganizationId organization, const std::string& key) {
    return tx.All(kFindByWeakKey, organization, key);
}

std::vector<SupplySlot> SupplySlots(pg::Transaction& tx, OrganizationId organization,
                                    const std::vector<PrinterId>& printers) {
    return tx.All(kSupplySlots, organization, printers);
}

void Insert(pg::Transaction& tx, OrganizationId organization, const Description& description, base::Instant now) {
    Describe(tx, kInsert, organization, description, "", now);
    tx.Exec(kInsertState, organization, description.id, kNever);
    CountPrinters(tx, organization, 1);
    tx.Exec(kAddTerms, organization, description.id, TermsOf(description, ""));
}

void Update(pg::Transaction& tx, OrganizationId organization, const Description& description,
            const std::string& location, base::Instant now) {
    Describe(tx, kUpdate, organization, description, location, now);
    ReplaceTerms(tx, organization, description.id, TermsOf(description, location));
}

void UpdateMeters(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                  const boost::json::value& meters) {
    tx.Exec(kUpdateMeters, organization, printer, meters);
}

void ReplaceTerms(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                  const std::vector<std::string>& terms) {
    tx.Exec(kDropTerms, organization, printer, terms);
    tx.Exec(kAddTerms, organization, printer, terms);
}

std::int16_t FindOrAddLayout(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                             std::int64_t fingerprint, const std::vector<LayoutSupply>& supplies, base::Instant now) {
    if (const auto known = tx.One(kFindLayout, organization, printer, fingerprint)) return *known;
    const std::int16_t last = tx.One(kLastLayout, organization, printer).value_or(0);
    // A printer that describes itself anew with every reading must not end the numbers: the last one then
    // stands for all that follow.
    if (last == std::numeric_limits<std::int16_t>::max()) return last;
    const auto layout = static_cast<std::int16_t>(last + 1);
    tx.Exec(kAddLayout, organization, printer, layout, fingerprint, base::json::ToValue(supplies), now);
    return layout;
}

void PutSupplies(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                 const std::vector<std::string>& keys, const std::vector<LayoutSupply>& supplies, bool current) {
    std::vector<std::int16_t> slots;
    std::vector<std::string> indexes, types, classes, colorants, descriptions, parts, serials, units, sources;
    std::vector<std::optional<std::int64_t>> capacities;
    for (const auto& supply : supplies) {
        slots.push_back(supply.slot);
        indexes.push_back(supply.index);
        types.push_back(supply.type);
        classes.push_back(supply.class_);
        colorants.push_back(supply.colorant);
        descriptions.push_back(supply.description);
        parts.push_back(supply.part_number);
        serials.push_back(supply.serial_number);
        units.push_back(supply.unit);
        capacities.push_back(supply.max_capacity_raw);
        sources.push_back(supply.source.value_or(""));
    }
    tx.Exec(kPutSupplies, organization, printer, slots, keys, indexes, types, classes, colorants, descriptions, parts,
            serials, units, capacities, current, sources);
}

void KeepSupplies(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                  const std::vector<LayoutSupply>& supplies) {
    std::vector<std::int16_t> slots;
    for (const auto& supply : supplies) slots.push_back(supply.slot);
    tx.Exec(kMarkAbsent, organization, printer, slots);
}

void AddEvent(pg::Transaction& tx, OrganizationId organization, PrinterId printer, base::Uuid id, base::Instant at,
              const std::string& code, const boost::json::value& args, const std::string& actor) {
    tx.Exec(kAddEvent, organization, printer, at, id, code, args, actor);
}

}  // namespace printers::store
