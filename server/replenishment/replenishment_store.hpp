#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/replenishment/decision.hpp"
#include "lib/replenishment/due.hpp"
#include "lib/replenishment/state.hpp"
#include "server/platform/pg/list.hpp"
#include "server/platform/pg/packed.hpp"
#include "server/printers/printers.hpp"

// The tables replenishment_printers, replenishment_sites and replenishment_fleets: what the engine remembers, and its
// last decisions. The daily run writes all of them, so a printer is one row, and its supplies are packed in it.
namespace replenishment::store {

// ---- states ----------------------------------------------------------------------------------------

// A supply as it is kept: what the engine remembers and its last decision. Packed, so fields are added at the end.
struct KeptSupply {
    std::int32_t supply_slot = 0;
    std::int32_t shelf = 0;  // now. These two count, not what is in `state`: readings do not bring them back
    std::int32_t early_replacements = 0;  // put in before somebody said that they were delivered
    std::int32_t state_version = 0;
    std::optional<pg::Bytes> state;
    std::optional<base::Day> last_day;  // of the newest reading that was taken in, also one without a level
    std::optional<base::Instant> replaced_at;
    // From here on the last decision.
    std::optional<base::Day> decided_on;
    std::optional<base::Instant> decided_at;
    Verdict decision = Verdict::kNoOrder;
    Why why = Why::kLearning;
    std::int32_t quantity = 0;
    std::int32_t decided_shelf = 0;
    std::int32_t decided_transit = 0;
    std::int32_t in_transit = 0;  // when it was decided, with its own order
    std::int32_t silent_days = 0;
    std::optional<double> percent;
    std::optional<double> daily_percent;
    std::optional<double> days_left_low;
    std::optional<double> days_left;
    std::optional<double> days_left_high;
    std::optional<double> lasts_days;
    std::optional<double> risk;
    std::int32_t trigger_days = 0;
    std::int32_t cover_days = 0;
    std::optional<base::Day> order_due_on;
    std::optional<double> decided_percent;
    std::string decided_serial;
    std::optional<base::Day> due_was_on;
    std::optional<base::Day> due_moved_on;
    std::optional<Moved> due_moved;
    std::int32_t spares_kept = 0;  // cartridges that the decision did not count on (ASR-18)
    // When a person counted the shelf last, and whether a cartridge had been put in that no run had taken off it yet.
    std::optional<base::Instant> counted_at;
    std::string counted_by;
    bool counted_with_newest = false;
};
BOOST_DESCRIBE_STRUCT(KeptSupply, (),
                      (supply_slot, shelf, early_replacements, state_version, state, last_day, replaced_at, decided_on,
                       decided_at, decision, why, quantity, decided_shelf, decided_transit, in_transit, silent_days,
                       percent, daily_percent, days_left_low, days_left, days_left_high, lasts_days, risk, trigger_days,
                       cover_days, order_due_on, decided_percent, decided_serial, due_was_on, due_moved_on, due_moved,
                       spares_kept, counted_at, counted_by, counted_with_newest))

struct Row : KeptSupply {
    printers::PrinterId printer_id;
    std::optional<base::Day> first_end;  // of the printer's supplies, when the first is used up; only List() tells it
};

// The state as it is kept, with its shelf; nullopt: of another version, damaged, or none yet.
std::optional<SupplyState> StateOf(const Row& row);

// Of one organization, by printer and slot, and of one printer. Either holds the organization until the transaction
// ends, so that two runs, or a run and a delivery, come one after the other.
std::vector<Row> LockAll(pg::Transaction& tx, base::OrganizationId organization);
std::vector<Row> Lock(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer);
std::vector<Row> Lock(pg::Transaction& tx, base::OrganizationId organization,
                      const std::vector<printers::PrinterId>& printers);

// The nil ids stand for no site, no contact.
struct SiteRow {
    organizations::SiteId site_id;
    contacts::ContactId contact_id;
    std::int32_t state_version = 0;
    pg::Bytes state;
};
BOOST_DESCRIBE_STRUCT(SiteRow, (), (site_id, contact_id, state_version, state))
std::vector<SiteRow> Sites(pg::Transaction& tx, base::OrganizationId organization);
std::optional<SiteState> StateOf(const SiteRow& row);

FleetState Fleet(pg::Transaction& tx, base::OrganizationId organization);

// ---- writing ---------------------------------------------------------------------------------------

struct SupplyKey {
    printers::PrinterId printer;
    std::int32_t slot = 0;
    std::optional<base::Day> last_day;
    std::optional<base::Instant> replaced_at;
    const Row* before = nullptr;  // what a person said of it is kept; nullptr: it is new
};
// What stands beside a decision.
struct Beside {
    printers::CartridgeLevel told;
    std::optional<base::Day> due_on;
    std::optional<base::Day> due_was_on;
    std::optional<base::Day> due_moved_on;
    std::optional<Moved> due_moved;
};
struct Decided {
    base::Day on;
    base::Instant at;
};
Row RowOf(const Decided& decided, const SupplyKey& key, const SupplyState& state, const Decision& decision,
          const Beside& beside);
// A state that was built anew; what else is known of the supply stays. nullptr: it is new.
Row RowOf(const Row* before, printers::PrinterId printer, std::int32_t slot, const SupplyState& state,
          std::optional<base::Day> last_day);
// The supplies of a printer are written together: `kept` is what Lock() or LockAll() gave, and `changed` what takes its
// place or is new; both by printer and slot. All by one statement. `estimates`: what is shown of all printers of
// `changed`, in their order; without it, what was written before stays.
void Write(pg::Transaction& tx, base::OrganizationId organization, std::span<const Row> kept,
           std::span<const Row> changed);
void Write(pg::Transaction& tx, base::OrganizationId organization, std::span<const Row> kept,
           std::span<const Row> changed, const std::vector<printers::Estimates>& estimates);

SiteRow RowOf(organizations::SiteId site, contacts::ContactId contact, const SiteState& state);
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<SiteRow>& rows);
void Write(pg::Transaction& tx, base::OrganizationId organization, const FleetState& fleet);

// ---- reading ---------------------------------------------------------------------------------------

// The decision as it was taken.
Decision DecisionOf(const Row& row);
// What its gauge has shown so far.
GaugeEvidence EvidenceOf(const Row& row);

// The list has two parts: supplies that show days left, then those that show none, by printer and slot. In the first
// part the supplies of a printer stay together, for they are ordered together; the printer whose first supply is used
// up first comes first, and of its supplies the first to run out. Which part a row belongs to, its reader says: an
// estimate may have lost its meaning since (another cartridge, silence).
enum class Part : std::uint8_t {
    kWithDays,     // looked for among the rows that were given days left
    kWithoutDays,  // looked for among all rows; days are not filtered by
};
struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::optional<printers::PrinterId> printer{};
    std::optional<double> below_days{};
    base::Instant now{};               // no decision is of a later day
    std::vector<std::string> words{};  // base::SearchWords; of its printer, site or customer
    std::optional<organizations::SiteId> site{};
};
// At most `limit` rows behind a place of that part.
std::vector<Row> List(pg::Transaction& tx, Part part, const ListFilter& filter, const std::optional<pg::Place>& after,
                      std::int32_t limit);
// All of these printers, by printer and slot.
std::vector<Row> ListOf(pg::Transaction& tx, base::OrganizationId organization,
                        const std::vector<printers::PrinterId>& printers);
pg::Place PlaceOf(Part part, const Row& row);
Part PartOf(const pg::Place& place);
// Before its first row.
pg::Place BeginOf(Part part);
// Whose a printer is and where it stands.
struct PrinterPlace {
    printers::PrinterId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string site_name;  // "" without a site
};
BOOST_DESCRIBE_STRUCT(PrinterPlace, (), (id, organization_id, organization_name, site_name))
// Of these printers, by id: for a page of the list.
std::vector<PrinterPlace> PlacesOf(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   const std::vector<printers::PrinterId>& printers);
// The supplies of these printers that orders are placed for, as long as their printers have a
// delivery contact.
std::int64_t CountSupplied(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                           const std::vector<printers::PrinterId>& printers);

}  // namespace replenishment::store
