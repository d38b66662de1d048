#include <boost/json.hpp>
#include <unordered_map>

#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/printers.hpp"

// What replenishment reads of printers and tells them.
namespace printers {

namespace {

using Organizations = std::vector<base::OrganizationId>;

struct PrinterRow {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<organizations::SiteId> site_id;
    std::optional<contacts::ContactId> contact_id;
    std::optional<ContractId> contract_id;
    bool high_volume = false;
    base::Instant observed_at;
    std::string meter_slots;  // JSON
    std::vector<std::int64_t> meters;
    std::vector<std::int32_t> levels;
    std::optional<boost::json::value> kept;  // of pages only: the daily run goes by what was read
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (),
                      (id, manufacturer, model, serial_number, location, site_id, contact_id, contract_id, high_volume,
                       observed_at, meter_slots, meters, levels, kept))

struct SupplyRow {
    PrinterId printer_id;
    std::int16_t slot = 0;
    std::string type;
    std::string colorant;
    std::string description;
    std::string serial_number;
    std::string unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(SupplyRow, (),
                      (printer_id, slot, type, colorant, description, serial_number, unit, max_capacity_raw, source))

std::string PrintersSql(const char* condition, const char* kept) {
    return std::string(R"sql(
    SELECT printers.id, printers.manufacturer, printers.model, printers.serial_number,
           COALESCE(NULLIF(printers.location, ''), printers.device_location) AS location,
           printers.site_id, printers.contact_id, printers.contract_id,
           printers.high_volume_since IS NOT NULL AS high_volume, states.observed_at, printers.meters AS meter_slots, states.meters,
           states.levels, )sql") +
           kept + R"sql( AS kept
    FROM printers
    JOIN printer_states AS states
        ON states.organization_id = printers.organization_id AND states.printer_id = printers.id
    WHERE printers.deregistered_at IS NULL AND )sql" +
           condition + " ORDER BY printers.id";
}

// Printers of one model describe their meters alike, so each text is read once.
class MeterTexts {
  public:
    const PageMeters& Read(const std::string& json) {
        const auto [at, is_new] = known_.try_emplace(json);
        if (!is_new) return at->second;
        const auto slots = base::json::Bind<std::vector<MeterSlot>>(boost::json::parse(json));
        if (!slots) return at->second;
        PageMeters& meters = at->second;
        std::optional<std::size_t> color_prints;
        for (std::size_t i = 0; i < slots->size(); ++i) {
            const std::string& kind = (*slots)[i].kind;
            // Several markers: the first one counts the sheets that go through.
            if (kind == "life" && !meters.all) meters.all = i;
            if (kind == "color" && !meters.color) meters.color = i;
            if (kind == "prints_color" && !color_prints) color_prints = i;
        }
        if (!meters.color) meters.color = color_prints;
        return meters;
    }

  private:
    std::unordered_map<std::string, PageMeters> known_;
};

// Both are sorted by printer.
std::vector<PrinterFact> Join(std::vector<PrinterRow> printers, std::vector<SupplyRow> supplies) {
    std::vector<PrinterFact> facts;
    facts.reserve(printers.size());
    MeterTexts texts;
    auto supply = supplies.begin();
    for (auto& row : printers) {
        while (supply != supplies.end() && supply->printer_id < row.id) ++supply;
        if (supply == supplies.end()) break;
        if (supply->printer_id != row.id) continue;
        PrinterFact& fact = facts.emplace_back(PrinterFact{.id = row.id,
                                                           .manufacturer = std::move(row.manufacturer),
                                                           .model = std::move(row.model),
                                                           .serial_number = std::move(row.serial_number),
                                                           .location = std::move(row.location),
                                                           .site_id = row.site_id,
                                                           .contact_id = row.contact_id,
                                                           .contract_id = row.contract_id,
                                                           .high_volume = row.high_volume,
                                                           .observed_at = row.observed_at,
                                                           .page_meters = texts.Read(row.meter_slots),
                                                           .meters = std::move(row.meters)});
        const Kept kept = ReadKept(row.kept);
        for (; supply != supplies.end() && supply->printer_id == row.id; ++supply) {
            fact.supplies.push_back({.slot = supply->slot,
                                     .type = std::move(supply->type),
                                     .colorant = std::move(supply->colorant),
                                     .description = std::move(supply->description),
                                     .cartridge_serial_number = std::move(supply->serial_number),
                                     .unit = base::json::ParseEnum<printing::Unit>(supply->unit),
                                     .max_capacity_raw = supply->max_capacity_raw,
                                     .level_raw = LastValueAt(row.levels, kLevelAbsent, kept.levels,
                                                              static_cast<std::size_t>(supply->slot), {})
                                                      .value,
                                     .source = base::json::ParseEnum<printing::LevelSource>(supply->source)
                                                   .value_or(printing::LevelSource::kStandard)});
        }
    }
    return facts;
}

}  // namespace

const pg::Query<PrinterRow(base::OrganizationId)> kPrinterFacts{
    "printers.printer_facts", PrintersSql("printers.organization_id = $1", "NULL::jsonb").c_str()};
const pg::Query<PrinterRow(Organizations, std::vector<PrinterId>)> kPrinterFactsOf{
    "printers.printer_facts_of",
    PrintersSql("printers.organization_id = ANY ($1) AND printers.id = ANY ($2)", "states.kept").c_str()};
const pg::Query<SupplyRow(base::OrganizationId)> kSupplyFacts{"printers.supply_facts", R"sql(
    SELECT {columns} FROM printer_supplies WHERE organization_id = $1 AND present ORDER BY printer_id, slot)sql"};
const pg::Query<SupplyRow(Organizations, std::vector<PrinterId>)> kSupplyFactsOf{"printers.supply_facts_of", R"sql(
    SELECT {columns} FROM printer_supplies WHERE organization_id = ANY ($1) AND printer_id = ANY ($2) AND present
    ORDER BY printer_id, slot)sql"};

std::vector<PrinterFact> ListPrinterFacts(pg::Transaction& tx, base::OrganizationId organization) {
    return Join(tx.All(kPrinterFacts, organization), tx.All(kSupplyFacts, organization));
}

std::vector<PrinterFact> ListPrinterFactsOf(pg::Transaction& tx, const Organizations& organizations,
                                            const std::vector<PrinterId>& printers) {
    return Join(tx.All(kPrinterFactsOf, organizations, printers), tx.All(kSupplyFactsOf, organizations, printers));
}

std::optional<std::int64_t> MeterAt(const std::vector<std::int64_t>& meters, std::optional<std::size_t> slot) {
    if (!slot || *slot >= meters.size() || meters[*slot] == kMeterAbsent) return std::nullopt;
    return meters[*slot];
}

struct LayoutRow {
    PrinterId printer_id;
    std::int16_t layout = 0;
    boost::json::value supplies;
};
BOOST_DESCRIBE_STRUCT(LayoutRow, (), (printer_id, layout, supplies))
const pg::Query<LayoutRow(base::OrganizationId, std::vector<PrinterId>)> kLayoutFacts{"printers.layout_facts", R"sql(
    SELECT {columns} FROM printer_layouts
    WHERE organization_id = $1 AND printer_id = ANY ($2) ORDER BY printer_id, layout)sql"};

std::vector<LayoutFact> ListLayoutFacts(pg::Transaction& tx, base::OrganizationId organization,
                                        const std::vector<PrinterId>& printers) {
    std::vector<LayoutFact> facts;
    for (const auto& row : tx.All(kLayoutFacts, organization, printers)) {
        LayoutFact& fact = facts.emplace_back(LayoutFact{row.printer_id, row.layout, {}});
        const auto supplies = base::json::Bind<std::vector<LayoutSupply>>(row.supplies);
        if (!supplies) continue;
        for (const auto& supply : *supplies) {
            fact.supplies.push_back({.slot = supply.slot,
                                     .colorant = supply.colorant,
                                     .cartridge_serial_number = supply.serial_number,
                                     .unit = base::json::ParseEnum<printing::Unit>(supply.unit),
                                     .max_capacity_raw = supply.max_capacity_raw});
        }
    }
    return facts;
}

const pg::Query<base::OrganizationId()> kOrganizations{
    "printers.organizations", "SELECT organization_id FROM printer_fleets ORDER BY organization_id"};

Organizations ListOrganizationsWithPrinters(pg::Transaction& tx) {
    return tx.All(kOrganizations);
}

const pg::Query<DeliveryContact(base::OrganizationId, std::vector<PrinterId>)> kDeliveryContacts{
    "printers.delivery_contacts", R"sql(
    SELECT id AS printer_id, contact_id FROM printers
    WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR SHARE)sql"};

std::vector<DeliveryContact> HoldDeliveryContacts(pg::Transaction& tx, base::OrganizationId organization,
                                                  const std::vector<PrinterId>& printers) {
    return tx.All(kDeliveryContacts, organization, printers);
}

const pg::Query<void(base::OrganizationId, std::vector<PrinterId>, std::optional<base::Instant>, base::Instant)>
    kSetHighVolume{"printers.set_high_volume", R"sql(
    UPDATE printers SET high_volume_since = $3, version = version + 1, updated_at = $4
    WHERE organization_id = $1 AND id = ANY ($2))sql"};

void WriteHighVolume(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                     const std::vector<PrinterId>& began, const std::vector<PrinterId>& stopped, base::Instant now) {
    const auto write = [&](const std::vector<PrinterId>& printers, std::optional<base::Instant> since,
                           const char* code) {
        if (printers.empty()) return;
        tx.Exec(kSetHighVolume, organization, printers, since, now);
        for (const auto printer : printers) store::AddEvent(tx, organization, printer, ids.Next(), now, code, {}, "");
    };
    write(began, now, "printer_high_volume");
    write(stopped, std::nullopt, "printer_high_volume_ended");
}

}  // namespace printers
