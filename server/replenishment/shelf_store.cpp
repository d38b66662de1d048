#include "server/replenishment/shelf_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace replenishment {
namespace store {
namespace {

struct MovementOf {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(MovementOf, (), (organization_id))

const pg::InsertRows<MovementOf, MovementRow> kInsertMovements{"replenishment.insert_movements", "shelf_movements"};

// With the names of what moved.
constexpr const char* kMovements = R"sql((
    SELECT m.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number, p.site_id,
        COALESCE(s.description, '') AS supply_description, COALESCE(s.colorant, '') AS supply_colorant,
        CASE WHEN other.id IS NULL THEN ''
            ELSE concat_ws(' ', other.manufacturer, other.model, NULLIF(other.serial_number, '')) END AS other_printer_name
    FROM shelf_movements AS m
    JOIN organizations AS o ON o.id = m.organization_id
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    LEFT JOIN printer_supplies AS s
        ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
    LEFT JOIN printers AS other ON other.organization_id = m.organization_id AND other.id = m.other_printer_id) AS movements)sql";

const pg::List<Movement, MovementFilter, MovementColumn> kList{{
    .name = "replenishment.movements",
    .from = kMovements,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($printer IS NULL OR printer_id = $printer)\n"
             "  AND ($slot IS NULL OR supply_slot = $slot)\n"
             "  AND ($site IS NULL OR site_id = $site)",
    .sorts = {{MovementColumn::kRecordedAt, "recorded_at", "timestamptz"},
              {MovementColumn::kDay, "day", "date"},
              {MovementColumn::kModel, "lower(printer_manufacturer || ' ' || printer_model)"},
              {MovementColumn::kSupply, "lower(supply_description)"},
              {MovementColumn::kCause, "cause"},
              {MovementColumn::kQuantity, "quantity", "integer"},
              {MovementColumn::kShelfAfter, "shelf_after", "integer"},
              {MovementColumn::kOrganizationName, "lower(organization_name)"},
              {MovementColumn::kActor, "lower(COALESCE(actor, ''))"}},
}};

const pg::Query<CartridgeRow(base::OrganizationId, std::vector<std::int64_t>)> kFindCartridges{
    "replenishment.find_cartridges", R"sql(
    SELECT {columns} FROM replenishment_cartridges
    WHERE organization_id = $1 AND cartridge = ANY ($2) ORDER BY cartridge)sql"};
const pg::InsertRows<MovementOf, CartridgeRow> kWriteCartridges{
    "replenishment.write_cartridges", "replenishment_cartridges",
    "ON CONFLICT (organization_id, cartridge) DO UPDATE SET\n"
    "    (printer_id, supply_slot, removed_on) = (excluded.printer_id, excluded.supply_slot, excluded.removed_on)"};

// ---- spares

struct RuleRow {
    base::OrganizationId organization_id;
    SparesRuleId id;
    std::optional<std::string> model_key;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::string part_key;
    std::string manufacturer;
    std::string model;
    std::string part_number;
    std::int32_t spares_kept = 0;
    bool together = false;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(RuleRow, (),
                      (organization_id, id, model_key, site_id, printer_id, part_key, manufacturer, model, part_number,
                       spares_kept, together, version, created_at, updated_at))

RuleRow RowOf(const SparesRule& rule) {
    RuleRow row{.organization_id = rule.organization_id,
                .id = rule.id,
                .site_id = rule.site_id,
                .printer_id = rule.printer_id,
                .part_key = base::FoldCase(rule.part_number),
                .manufacturer = rule.manufacturer,
                .model = rule.model,
                .part_number = rule.part_number,
                .spares_kept = rule.spares_kept,
                .together = rule.together,
                .version = rule.version,
                .created_at = rule.created_at,
                .updated_at = rule.updated_at};
    if (!rule.model.empty()) row.model_key = catalog::ModelKey(rule.manufacturer, rule.model);
    return row;
}

const pg::Insert<RuleRow, SparesRuleId> kInsertRule{"replenishment.insert_spares_rule", "spares_rules",
                                                    "ON CONFLICT DO NOTHING RETURNING id"};
const pg::Update<RuleRow> kUpdateRule{"replenishment.update_spares_rule", "spares_rules", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, SparesRuleId)> kDeleteRule{
    "replenishment.delete_spares_rule", "DELETE FROM spares_rules WHERE organization_id = $1 AND id = $2"};
const pg::Query<SparesRuleId(RuleRow)> kSameRule{"replenishment.same_spares_rule", R"sql(
    SELECT id FROM spares_rules
    WHERE organization_id = $organization_id AND id <> $id AND part_key = $part_key
      AND model_key IS NOT DISTINCT FROM $model_key AND site_id IS NOT DISTINCT FROM $site_id
      AND printer_id IS NOT DISTINCT FROM $printer_id)sql"};

constexpr const char* kRules = R"sql((
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules)sql";
const pg::List<SparesRule, RuleFilter, RuleColumn> kListRules{{
    .name = "replenishment.spares_rules",
    .from = kRules,
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{RuleColumn::kCreatedAt, "created_at", "timestamptz"},
              {RuleColumn::kAppliesTo, "lower(concat_ws(' ', site_name, printer_name, manufacturer, model))"},
              {RuleColumn::kPartNumber, "lower(part_number)"},
              {RuleColumn::kSparesKept, "COALESCE(spares_kept, -1)", "integer"},
              {RuleColumn::kTogether, "together::integer", "integer"},
              {RuleColumn::kUpdatedAt, "updated_at", "timestamptz"}},
}};
const pg::Query<SparesRule(base::OrganizationId)> kAllRules{
    "replenishment.all_spares_rules",
    std::string("SELECT {columns} FROM ") + kRules + " WHERE organization_id = $1 ORDER BY created_at, id"};
const pg::Query<SparesRule(std::span<const base::OrganizationId>, SparesRuleId)> kFindRule{
    "replenishment.find_spares_rule",
    std::string("SELECT {columns} FROM ") + kRules + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<SparesRuleId(std::span<const base::OrganizationId>, SparesRuleId)> kLockRule{
    "replenishment.lock_spares_rule",
    "SELECT id FROM spares_rules WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};

}  // namespace

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<MovementRow>& rows) {
    if (!rows.empty()) tx.Exec(kInsertMovements, {organization}, rows);
}

pg::Slice<Movement> ListMovements(pg::Transaction& tx, const MovementFilter& filter,
                                  const pg::Window<MovementColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::vector<CartridgeRow> FindCartridges(pg::Transaction& tx, base::OrganizationId organization,
                                         const std::vector<std::int64_t>& cartridges) {
    if (cartridges.empty()) return {};
    return tx.All(kFindCartridges, organization, cartridges);
}

void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<CartridgeRow>& rows) {
    if (!rows.empty()) tx.Exec(kWriteCartridges, {organization}, rows);
}

std::vector<SparesRule> ListRules(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kAllRules, organization);
}

}  // namespace store

pg::Slice<Movement> ListMovements(pg::Transaction& tx, const MovementFilter& filter,
                                  const pg::Window<MovementColumn>& window) {
    return store::ListMovements(tx, filter, window);
}

pg::Slice<SparesRule> ListSparesRules(pg::Transaction& tx, const RuleFilter& filter,
                                      const pg::Window<RuleColumn>& window) {
    return store::kListRules.Read(tx, filter, window);
}

std::optional<SparesRule> FindSparesRule(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                         SparesRuleId id, bool lock) {
    if (lock && !tx.One(store::kLockRule, organizations, id)) return std::nullopt;
    return tx.One(store::kFindRule, organizations, id);
}

bool InsertSparesRule(pg::Transaction& tx, const SparesRule& rule) {
    return tx.One(store::kInsertRule, store::RowOf(rule)).has_value();
}

bool UpdateSparesRule(pg::Transaction& tx, const SparesRule& rule) {
    const auto row = store::RowOf(rule);
    if (tx.One(store::kSameRule, row)) return false;
    tx.Exec(store::kUpdateRule, row);
    return true;
}

void DeleteSparesRule(pg::Transaction& tx, base::OrganizationId organization, SparesRuleId id) {
    tx.Exec(store::kDeleteRule, organization, id);
}

}  // namespace replenishment
