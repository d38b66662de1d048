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

const std::string kKnownRow =
    "SELECT " + pg::Columns<KnownColumns>("p") + R"sql(, s.life_count, s.observed_at AS read_at
    )sql";
constexpr const char* kItsState =
    "JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id";
// Behind chr(30) are those that claim the same serial number (TwinKey): few, with an index of their own.
const std::string kOfIdentity =
    kKnownRow + "FROM printers AS p " + kItsState + "\n    WHERE p.organization_id = $1 AND ";
const pg::Query<KnownRow(OrganizationId, std::vector<std::string>)> kFindByIdentity{
    "printers.find_by_identity",
    kOfIdentity + "p.identity_key = ANY ($2)\n    UNION ALL\n    " + kOfIdentity +
        "strpos(p.identity_key, chr(30)) > 0 AND split_part(p.identity_key, chr(30), 1) = ANY ($2)\n"
        "    ORDER BY identity_key"};

const pg::Query<KnownRow(OrganizationId, std::string)> kFindByWeakKey{"printers.find_by_weak_key",
                                                                      kKnownRow + "FROM printers AS p " + kItsState +
                                                                          R"sql(
    WHERE p.organization_id = $1 AND p.weak_key = $2
    ORDER BY p.deregistered_at IS NOT NULL, p.described_at DESC, p.id)sql"};

const pg::Query<SupplySlot(OrganizationId, std::vector<PrinterId>)> kSupplySlots{"printers.supply_slots", R"sql(
    SELECT {columns} FROM printer_supplies WHERE organization_id = $1 AND printer_id = ANY ($2)
    ORDER BY printer_id, slot)sql"};

struct DescribedPrinter : Description {
    OrganizationId organization_id;
    std::string location_key;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(DescribedPrinter, (Description), (organization_id, location_key, updated_at))

const pg::Insert<DescribedPrinter> kInsert{"printers.insert", "printers", "", {{"discovered_at", "$described_at"}}};
const pg::Update<DescribedPrinter> kUpdate{"printers.describe", "printers", {"organization_id", "id"}};

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

struct OfPrinter {
    OrganizationId organization_id;
    PrinterId printer_id;
    bool present = false;  // now; else only told late
};
BOOST_DESCRIBE_STRUCT(OfPrinter, (), (organization_id, printer_id, present))
struct NewSupply : SupplyDescription {
    std::string supply_key;
};
BOOST_DESCRIBE_STRUCT(NewSupply, (SupplyDescription), (supply_key))
const pg::InsertRows<OfPrinter, NewSupply> kPutSupplies{
    "printers.put_supplies", "printer_supplies",
    "ON CONFLICT (organization_id, printer_id, slot) DO UPDATE SET present = true, " +
        pg::Overwrite<SupplyDescription>({"slot"}) + "\nWHERE excluded.present"};
const pg::Query<void(OrganizationId, PrinterId, std::vector<std::int16_t>)> kMarkAbsent{"printers.mark_absent", R"sql(
    UPDATE printer_supplies SET present = false
    WHERE organization_id = $1 AND printer_id = $2 AND present AND slot <> ALL ($3))sql"};

struct NewEvent {
    OrganizationId organization_id;
    PrinterId printer_id;
    base::Instant at;
    base::Uuid id;
    std::string code;
    boost::json::value args;
    std::string actor;
};
BOOST_DESCRIBE_STRUCT(NewEvent, (), (organization_id, printer_id, at, id, code, args, actor))
const pg::Insert<NewEvent> kAddEvent{"printers.add_event", "printer_events"};

std::vector<std::string> TermsOf(const Description& d, const std::string& location) {
    return base::SearchTerms({d.manufacturer, d.model, d.serial_number, d.address, d.host_name, d.hardware_address,
                              location.empty() ? d.device_location : location});
}

// `location`: what a person entered.
DescribedPrinter RowOf(OrganizationId organization, const Description& description, const std::string& location,
                       base::Instant now) {
    return {description, organization, base::FoldCase(location.empty() ? description.device_location : location), now};
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
    tx.Exec(kInsert, RowOf(organization, description, "", now));
    tx.Exec(kInsertState, organization, description.id, kNever);
    CountPrinters(tx, organization, 1);
    tx.Exec(kAddTerms, organization, description.id, TermsOf(description, ""));
}

void Update(pg::Transaction& tx, OrganizationId organization, const Description& description,
            const std::string& location, base::Instant now) {
    tx.Exec(kUpdate, RowOf(organization, description, location, now));
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
    std::vector<NewSupply> rows;
    for (std::size_t i = 0; i < supplies.size(); ++i) {
        const LayoutSupply& supply = supplies[i];
        rows.push_back({{supply.slot, supply.index, supply.type, supply.class_, supply.colorant, supply.description,
                         supply.part_number, supply.serial_number, supply.unit, supply.max_capacity_raw,
                         supply.source.value_or("")},
                        keys[i]});
    }
    tx.Exec(kPutSupplies, {organization, printer, current}, rows);
}

void KeepSupplies(pg::Transaction& tx, OrganizationId organization, PrinterId printer,
                  const std::vector<LayoutSupply>& supplies) {
    std::vector<std::int16_t> slots;
    for (const auto& supply : supplies) slots.push_back(supply.slot);
    tx.Exec(kMarkAbsent, organization, printer, slots);
}

void AddEvent(pg::Transaction& tx, OrganizationId organization, PrinterId printer, base::Uuid id, base::Instant at,
              const std::string& code, const boost::json::value& args, const std::string& actor) {
    tx.Exec(kAddEvent, {organization, printer, at, id, code, args, actor});
}

}  // namespace printers::store
