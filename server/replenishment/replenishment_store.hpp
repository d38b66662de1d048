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
#include "server/printers/printers.hpp"

// The tables replenishment_supplies, replenishment_sites and replenishment_fleets: what the engine remembers, and its
// last decisions.
namespace replenishment::store {

// ---- states ----------------------------------------------------------------------------------------

// What is kept of a supply between two runs.
struct StateRow {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int32_t state_version = 0;
    std::optional<pg::Bytes> state;
    std::optional<base::Day> last_day;    // of the newest reading that was taken in, also one without a level
    std::int32_t shelf = 0;               // these two count, not what is in `state`: readings do not bring them back
    std::int32_t early_replacements = 0;  // put in before somebody said that they were delivered
    std::optional<base::Instant> replaced_at;
    std::optional<base::Day> decided_on;
    // From here on what the last decision came from: why its date moves follows from it.
    std::optional<double> percent;
    std::optional<double> daily_percent;
    std::int32_t decided_shelf = 0;
    std::int32_t in_transit = 0;
    std::optional<base::Day> order_due_on;
    std::optional<base::Day> due_was_on;
    std::optional<base::Day> due_moved_on;
    std::optional<Moved> due_moved;
    std::optional<double> decided_percent;  // what the printer said then
    std::string decided_serial;
    // When a person counted the shelf last.
    std::optional<base::Instant> counted_at;
    bool counted_with_newest = false;
};
BOOST_DESCRIBE_STRUCT(StateRow, (),
                      (printer_id, supply_slot, state_version, state, last_day, shelf, early_replacements, replaced_at,
                       decided_on, percent, daily_percent, decided_shelf, in_transit, order_due_on, due_was_on,
                       due_moved_on, due_moved, decided_percent, decided_serial, counted_at, counted_with_newest))

// The state as it is kept, with its shelf; nullopt: of another version, damaged, or none yet.
std::optional<SupplyState> StateOf(const StateRow& row);

// Of one organization, by printer and slot, and of one supply. Either holds the organization until the transaction
// ends, so that two runs, or a run and a delivery, come one after the other.
std::vector<StateRow> LockAll(pg::Transaction& tx, base::OrganizationId organization);
std::optional<StateRow> Lock(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                             std::int32_t slot);

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

// One supply with its last decision.
struct Row {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int32_t state_version = 0;
    std::optional<pg::Bytes> state;
    std::int32_t shelf = 0;       // now
    std::int32_t in_transit = 0;  // when it was decided, with its own order
    std::optional<base::Instant> replaced_at;
    std::optional<base::Day> decided_on;
    std::optional<base::Instant> decided_at;
    std::optional<base::Day> order_due_on;
    std::optional<double> decided_percent;
    std::string decided_serial;
    std::optional<base::Day> due_was_on;
    std::optional<base::Day> due_moved_on;
    std::optional<Moved> due_moved;
    Verdict decision = Verdict::kNoOrder;
    Why why = Why::kLearning;
    std::int32_t quantity = 0;
    std::int32_t decided_shelf = 0;
    std::int32_t decided_transit = 0;
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
    std::int32_t spares_kept = 0;
    bool counted_with_newest = false;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (printer_id, supply_slot, state_version, state, shelf, in_transit, replaced_at, decided_on,
                       decided_at, order_due_on, decided_percent, decided_serial, due_was_on, due_moved_on, due_moved,
                       decision, why, quantity, decided_shelf, decided_transit, silent_days, percent, daily_percent,
                       days_left_low, days_left, days_left_high, lasts_days, risk, trigger_days, cover_days,
                       spares_kept, counted_with_newest))

// The same as lists show it.
struct ShownRow : Row {
    std::optional<base::Instant> counted_at;
    std::string counted_by;
};
BOOST_DESCRIBE_STRUCT(ShownRow, (Row), (counted_at, counted_by))

// The same as a run writes it.
struct DecidedRow : Row {
    std::optional<base::Day> last_day;
    std::int32_t early_replacements = 0;
};
BOOST_DESCRIBE_STRUCT(DecidedRow, (Row), (last_day, early_replacements))

struct SupplyKey {
    printers::PrinterId printer;
    std::int32_t slot = 0;
    std::optional<base::Day> last_day;
    std::optional<base::Instant> replaced_at;
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
DecidedRow RowOf(const Decided& decided, const SupplyKey& key, const SupplyState& state, const Decision& decision,
                 const Beside& beside);
// All by one statement. Each supply has its row: a new one is written with its state first.
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DecidedRow>& rows);

// A state that was built anew, also of a supply that is new; what else is known of it stays.
struct RebuiltRow {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    pg::Bytes state;
    std::optional<base::Day> last_day;
};
BOOST_DESCRIBE_STRUCT(RebuiltRow, (), (printer_id, supply_slot, state, last_day))
RebuiltRow RowOf(printers::PrinterId printer, std::int32_t slot, const SupplyState& state,
                 std::optional<base::Day> last_day);
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<RebuiltRow>& rows);

SiteRow RowOf(organizations::SiteId site, contacts::ContactId contact, const SiteState& state);
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<SiteRow>& rows);
void Write(pg::Transaction& tx, base::OrganizationId organization, const FleetState& fleet);

// What a delivery changes between two runs; the row is made where there is none yet.
void WriteDelivery(pg::Transaction& tx, base::OrganizationId organization, const StateRow& row);

// ---- reading ---------------------------------------------------------------------------------------

// The decision as it was taken.
Decision DecisionOf(const Row& row);
// What its gauge has shown so far.
GaugeEvidence EvidenceOf(const Row& row);

// The list has two parts: supplies that show days left, the first to run out first; then those that show none, by
// printer. Which part a row belongs to, its reader says: an estimate may have lost its meaning since (another
// cartridge, silence).
enum class Part : std::uint8_t {
    kWithDays,     // looked for among the rows that were given days left
    kWithoutDays,  // looked for among all rows; days are not filtered by
};
struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::optional<printers::PrinterId> printer{};
    std::optional<double> below_days{};
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, printer, below_days))
// At most `limit` rows behind a place of that part.
std::vector<ShownRow> List(pg::Transaction& tx, Part part, const ListFilter& filter, const std::optional<pg::Place>& after,
                      std::int32_t limit);
// All of these printers.
std::vector<ShownRow> ListOf(pg::Transaction& tx, base::OrganizationId organization,
                             const std::vector<printers::PrinterId>& printers);
pg::Place PlaceOf(Part part, const Row& row);
Part PartOf(const pg::Place& place);
// Before its first row.
pg::Place BeginOf(Part part);
// The supplies of these printers that orders are placed for, as long as their printers have a
// delivery contact.
std::int64_t CountSupplied(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                           const std::vector<printers::PrinterId>& printers);

}  // namespace replenishment::store
