#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/printing/reading.hpp"
#include "server/agents/agents.hpp"
#include "server/contacts/contacts.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/partial.hpp"

namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}
namespace pg {
class Transaction;
}
namespace tasks {
class Registry;
struct RecurringJob;
}  // namespace tasks

// Printers: found by agents, shown, filtered and sorted, given a delivery contact, asked for their
// status (AGT-3, AGT-7, CON-9, PRN-1..PRN-7).
namespace printers {

using PrinterId = base::Id<struct PrinterTag>;

// `observed_at` of a printer that was never read.
inline constexpr base::Instant kNever{};

// ---- intake: what readings hands over
// ----------------------------------------------------------------

// Who read the printers of a batch.
struct Source {
    base::OrganizationId organization;
    agents::AgentId agent;
    organizations::SiteId site;
};

struct Sighting {
    const printing::Reading* reading = nullptr;
    base::Instant observed_at;
};

struct Known {
    PrinterId printer;
    std::shared_ptr<const SlotMap> slots;
};

// Finds the printer of each reading; creates those that are new (PRN-6) and writes down what they
// say about themselves where that changed. What it has seen is remembered, so that in the usual
// case a batch costs one small query: whether anything changed in that organization since. One for
// the program; thread-safe.
class Intake {
  public:
    explicit Intake(base::IdSource& ids) : ids_(ids) {}

    // One answer a sighting, in their order. The sightings are sorted by observed_at: a description
    // only ever replaces an older one. What is remembered of it takes effect when `tx` commits.
    std::vector<Known> Resolve(pg::Transaction& tx, const Source& source, std::span<const Sighting> sightings,
                               base::Instant now);

  private:
    struct Fleet {
        std::int64_t revision = 0;
        std::unordered_map<std::int64_t, Known> by_fingerprint;
        std::unordered_map<PrinterId, std::int64_t> current;  // the one fingerprint kept for a printer
    };
    class Batch;
    void Publish(base::OrganizationId organization, std::int64_t expected, std::int64_t revision,
                 const std::vector<std::pair<std::int64_t, Known>>& learned);

    base::IdSource& ids_;
    std::mutex mutex_;
    std::unordered_map<base::OrganizationId, Fleet> fleets_;  // guarded by mutex_
    std::size_t remembered_ = 0;                              // guarded by mutex_
};

// What partial readings (AGT-4) do not say of their printers is put in from what is known of them, or from whole
// readings before them in the list, which is sorted by time: their sightings point to completed copies then, which
// the caller keeps. Nothing is asked of the database where every reading is whole, two queries else.
std::deque<printing::Reading> CompletePartials(pg::Transaction& tx, const Source& source,
                                               std::span<Sighting> sightings);

// The newest reading of a printer of a batch, as its current state.
struct NewState {
    PrinterId printer_id;
    base::Instant observed_at;
    std::int64_t seq = 0;
    std::int16_t layout = 0;
    std::int16_t status = 0;
    std::string status_text{};
    std::int32_t detected_errors = 0;
    std::string problems{};
    std::int32_t level_start = 0;  // in StateBatch::levels, counted from 1
    std::int32_t level_end = 0;
    std::int32_t meter_start = 0;
    std::int32_t meter_end = 0;
    std::int32_t input_start = 0;
    std::int32_t input_end = 0;
    std::optional<std::int64_t> uptime_seconds{};
    std::int64_t life_count = 0;
    std::int16_t lowest_percent = 0;
    std::string kept{};  // JSON; empty: nothing
};
BOOST_DESCRIBE_STRUCT(NewState, (),
                      (printer_id, observed_at, seq, layout, status, status_text, detected_errors, problems,
                       level_start, level_end, meter_start, meter_end, input_start, input_end, uptime_seconds,
                       life_count, lowest_percent, kept))

// States for one statement: ascending printer, no printer twice.
struct StateBatch {
    base::OrganizationId organization;
    std::int32_t journal = 0;
    std::vector<std::int32_t> levels{};  // of all printers, one behind the other
    std::vector<std::int64_t> meters{};
    std::vector<std::int32_t> input_levels{};
    std::vector<NewState> states{};

    // `state` says who, when and in which layout; the rest is put in here. `beside`: of a partial reading.
    void Add(NewState state, const printing::Reading& reading, const Packed& packed,
             const std::optional<Beside>& beside);
};
BOOST_DESCRIBE_STRUCT(StateBatch, (), (organization, journal, levels, meters, input_levels, states))
// Makes them the current state of their printers, but never in place of a newer one. Alerts are
// RecordAlerts' part.
void UpdateStates(pg::Transaction& tx, const StateBatch& batch);

std::optional<CurrentState> FindCurrentState(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);
// Of several; one query.
std::map<PrinterId, CurrentState> FindCurrentStates(pg::Transaction& tx, base::OrganizationId organization,
                                                    const std::vector<PrinterId>& printers);
// A late reading told something that is kept, and newer: only while the state is of `observed_at`.
void UpdateKept(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer, base::Instant observed_at,
                const Kept& kept);

// Opens the alerts that a reading has and closes those that it has no more. The caller sees to it
// that the readings of a printer come in the order of their time.
void RecordAlerts(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, PrinterId printer,
                  base::Instant observed_at, const std::vector<printing::Alert>& alerts);

// ---- for replenishment
// -------------------------------------------------------------------------------

// One supply of a printer, as the daily run needs it (ASR-3). Texts "" where not told.
struct SupplyFact {
    std::int32_t slot = 0;
    std::string type;  // prtMarkerSuppliesType in snake_case
    std::string colorant;
    std::string description;
    std::string cartridge_serial_number;
    std::optional<printing::Unit> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;                            // absent: the newest reading did not have it
    printing::LevelSource source = printing::LevelSource::kStandard;  // who told it
};

// Which meter slots of a printer count its pages: all of them, and those in color.
struct PageMeters {
    std::optional<std::size_t> all;
    std::optional<std::size_t> color;
};
// A packed meter; nullopt: not told.
std::optional<std::int64_t> MeterAt(const std::vector<std::int64_t>& meters, std::optional<std::size_t> slot);

struct PrinterFact {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<organizations::SiteId> site_id;
    std::optional<contacts::ContactId> contact_id;
    bool under_contract = false;
    bool high_volume = false;  // as WriteHighVolume said last
    base::Instant observed_at;
    PageMeters page_meters;
    std::vector<std::int64_t> meters;  // by slot
    std::vector<SupplyFact> supplies;  // what it has today, by slot; at least one
};

// The printers of the organization with their supplies, by id. Two queries.
std::vector<PrinterFact> ListPrinterFacts(pg::Transaction& tx, base::OrganizationId organization);
// Some printers among the organizations that the actor sees: for a page of a list.
std::vector<PrinterFact> ListPrinterFactsOf(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                            const std::vector<PrinterId>& printers);

// What a slot of a packed level meant in one layout of a printer.
struct LayoutFact {
    PrinterId printer_id;
    std::int16_t layout = 0;
    std::vector<SupplyFact> supplies;  // by slot; without type, description and level
};
// All layouts of these printers, by printer and layout. One query.
std::vector<LayoutFact> ListLayoutFacts(pg::Transaction& tx, base::OrganizationId organization,
                                        const std::vector<PrinterId>& printers);

// Where there is something to replenish. `tx` has the scope of the system.
std::vector<base::OrganizationId> ListOrganizationsWithPrinters(pg::Transaction& tx);

struct DeliveryContact {
    PrinterId printer_id;
    std::optional<contacts::ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryContact, (), (printer_id, contact_id))
// The delivery contacts of these printers, in the order of their ids; nobody gives them another one
// before the transaction ends (CON-9).
std::vector<DeliveryContact> HoldDeliveryContacts(pg::Transaction& tx, base::OrganizationId organization,
                                                  const std::vector<PrinterId>& printers);

// What replenishment expects, shown beside the levels (ASR-10); all supplies of a printer one behind the other.
struct DaysLeft {
    PrinterId printer_id;
    std::int32_t slot = 0;
    std::optional<double> days_left;
    // What they were made from, as the printer said.
    std::optional<double> percent;
    std::string serial_number;  // of the cartridge; "": not told
};
BOOST_DESCRIBE_STRUCT(DaysLeft, (), (printer_id, slot, days_left, percent, serial_number))
void WriteDaysLeft(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DaysLeft>& rows,
                   base::Instant now);
// What lists sort and filter by: the fewest days that a page of the printer shows. For printers whose levels or
// supplies are others than they were; two queries, at most.
void RenewLowestDaysLeft(pg::Transaction& tx, base::OrganizationId organization, std::span<const PrinterId> printers);

// Printers that began to use two or more cartridges of one color a week (ASR-8), or stopped; each
// with a line in its history.
void WriteHighVolume(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                     const std::vector<PrinterId>& began, const std::vector<PrinterId>& stopped, base::Instant now);

// Whether another cartridge is in the printer than when an estimate was made: its serial number is
// another one, or it is fuller by more than gauges bounce. The estimate says nothing of it then.
// The same everywhere, so that lists and pages agree.
struct LevelTold {
    std::optional<double> percent;
    std::string cartridge_serial_number;
};
[[nodiscard]] bool ReplacedSince(const LevelTold& then, const LevelTold& now);

// What the packed readings of a printer mean.
struct HistoryMeaning {
    struct Meter {
        std::string kind;
        std::optional<std::string> unit;
    };
    struct Supply {
        std::string description;
        std::string colorant;
        std::string serial_number;
        std::optional<std::int64_t> max_capacity_raw;
        std::optional<printing::Unit> unit;
    };
    base::OrganizationId organization;
    std::chrono::seconds polling_interval{3600};                       // of its agent
    std::vector<Meter> meters;                                         // by slot
    std::map<std::int16_t, std::map<std::int16_t, Supply>> by_layout;  // layout -> slot -> supply
    std::map<std::int16_t, Supply> today;                              // slot -> supply
};
// nullopt: not visible, or deregistered.
std::optional<HistoryMeaning> FindHistoryMeaning(pg::Transaction& tx,
                                                 const std::vector<base::OrganizationId>& organizations,
                                                 PrinterId printer);

// ---- interfaces of features to the left
// --------------------------------------------------------------

// CON-3, CON-9: contacts that printers are assigned to are not deleted.
class ContactGuard final : public contacts::AssignmentGuard {
  public:
    std::map<contacts::ContactId, std::int64_t> CountAssigned(pg::Transaction& tx,
                                                              std::span<const contacts::ContactId> contacts) override;
    Assignments LockAssigned(pg::Transaction& tx, base::OrganizationId organization,
                             contacts::ContactId contact) override;
};

// AGT-7, AGT-8: an agent with managed printers stays; printers stay when their agent goes.
class AgentGuard final : public agents::RemovalGuard {
  public:
    std::map<agents::AgentId, Counts> Count(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                            std::span<const agents::AgentId> agents) override;
    Counts Lock(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent) override;
    void Detach(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent) override;
};

// ORG-2: organizations and sites with printers stay.
class PrinterDeletionGuard final : public organizations::DeletionGuard {
  public:
    std::vector<Holding> OfOrganization(pg::Transaction& tx, base::OrganizationId organization) override;
    std::vector<Holding> OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                organizations::SiteId site) override;
};
// For organizations::CountHoldings.
std::map<base::OrganizationId, std::int64_t> CountPrinters(pg::Transaction& tx,
                                                           std::span<const base::OrganizationId> organizations);

// What another feature has to tell in a printer's history, e.g. its orders (PRN-3).
struct HistoryEvent {
    base::Instant at;
    base::Id<struct TimelineTag> id;
    std::string kind;  // alert, change, supply, order
    std::string code;  // sentences.<code> of the catalogues
    boost::json::value args;
    std::string actor;  // "" for nobody
};
BOOST_DESCRIBE_STRUCT(HistoryEvent, (), (at, id, kind, code, args, actor))
class HistorySource {
  public:
    virtual ~HistorySource() = default;
    // Newest first, those with (at, id) before the given ones; at most `limit`.
    virtual std::vector<HistoryEvent> Before(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                             base::Instant at, base::Id<struct TimelineTag> id, std::int32_t limit) = 0;
};

// ---- routes and tasks
// --------------------------------------------------------------------------------

// CON-9: told, in the transaction of the assignment, that printers have this delivery contact now.
// It counts for every order not yet shipped; server/orders fills it.
class AssignmentListener {
  public:
    virtual ~AssignmentListener() = default;
    // What was changed by it, for the audit log.
    virtual std::vector<audit::Change> OnAssigned(pg::Transaction& tx, base::OrganizationId organization,
                                                  const std::vector<PrinterId>& printers, contacts::ContactId contact,
                                                  const std::string& actor, base::Instant now) = 0;
};

struct HttpParts {
    base::IdSource& ids;
    const i18n::Catalogues& catalogues;
    AssignmentListener* assignments = nullptr;  // absent where there are no orders
    std::vector<HistorySource*> history{};      // beside the printer's own; live longer than the routes
};
void RegisterHttp(http::Router& router, HttpParts parts);
// "printers.status_request" (PRN-5), "printers.deregister" (PRN-7), "printers.sweep" (not
// communicating, AGT-7: to be run every minute of business time, see SweepJob).
void RegisterTasks(tasks::Registry& registry, base::IdSource& ids);
tasks::RecurringJob SweepJob();

}  // namespace printers
