#pragma once

#include <algorithm>
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
#include "server/platform/pg/packed.hpp"
#include "server/printers/doubts.hpp"
#include "server/printers/model_counts.hpp"
#include "server/printers/packing.hpp"
#include "server/printers/partial.hpp"
#include "server/printers/slots.hpp"

namespace http {
class Call;
class Router;
}  // namespace http
namespace pg {
class Transaction;
}
namespace tasks {
class Registry;
class Run;
struct RecurringJob;
}  // namespace tasks

// Printers: found by agents, described by their readings, given a location, a delivery contact and a contract, asked for
// their status (AGT-3, AGT-7, CON-9, PRN-4..PRN-7). server/printer_views shows them.
namespace printers {

using PrinterId = base::Id<struct PrinterTag>;
// What pays for a printer's supplies; server/contracts keeps them.
using ContractId = base::Id<struct ContractTag>;

// `observed_at` of a printer that was never read.
inline constexpr base::Instant kNever{};

// ---- the border to readings (server/readings/README.md draws the ways over it) ----------------------

// Who read the printers of a batch.
struct Source {
    base::OrganizationId organization;
    agents::AgentId agent;
    organizations::SiteId site;
    std::chrono::seconds polling_interval{3600};
};

// A reading on its way from an agent's journal into the database: the one thing that crosses the border between
// readings and printers. Readings says what came and when, Intake whose it is and how it is packed.
struct Arrival {
    std::int64_t seq = 0;  // in the agent's journal
    base::Instant observed_at;
    const printing::Reading* reading = nullptr;

    // From Intake::Resolve() on.
    PrinterId printer{};
    std::shared_ptr<const SlotMap> slots{};
    Packed packed{};
    std::shared_ptr<const printing::Reading> completed{};  // what `reading` points to, where a part was not answered
    std::optional<Beside> beside{};                        // from KeepUnanswered() on
    const char* set_aside = "";                            // without slots: why, a code of locales/*/readings.json
};

// Which of several printers behind one address (Reading::device_index) has this weak key; absent: it is alone there.
std::optional<std::int64_t> DeviceIndexOf(std::string_view weak_key);

// Finds the printer of each reading; creates those that are new (PRN-6) and writes down what they say about themselves
// where that changed. What it has seen is remembered, so that in the usual case a batch costs one small query: whether
// anything changed in that organization since. One for the program; thread-safe.
class Intake {
  public:
    explicit Intake(base::IdSource& ids) : ids_(ids) {}

    // The arrivals are sorted by observed_at: a description only ever replaces an older one. What a partial reading
    // (AGT-4) does not say of its printer is put in from what is known of it. One of a printer that another site has gets
    // neither printer nor slots: it is not to be taken in (HasMoved), and so does one of a machine that claims another one's
    // serial number, until it shows which it is (DecideSerial). What is remembered takes effect when `tx` commits.
    void Resolve(pg::Transaction& tx, const Source& source, std::span<Arrival> arrivals, base::Instant now);

  private:
    struct Known {
        PrinterId printer{};
        std::shared_ptr<const SlotMap> slots{};
        const char* set_aside = "";
    };
    // What is remembered of one organization's printers.
    struct Memory {
        std::int64_t revision = 0;
        std::unordered_map<std::int64_t, Known> by_fingerprint;
        std::unordered_map<PrinterId, std::int64_t> current;  // the one fingerprint kept for a printer
    };
    class Batch;
    // One answer an arrival, in their order.
    std::vector<Known> Find(pg::Transaction& tx, const Source& source, std::span<const Arrival> arrivals,
                            base::Instant now);
    void Publish(base::OrganizationId organization, std::int64_t expected, std::int64_t revision,
                 const std::vector<std::pair<std::int64_t, Known>>& learned);

    base::IdSource& ids_;
    std::mutex mutex_;
    std::unordered_map<base::OrganizationId, Memory> memories_;  // guarded by mutex_
    std::size_t remembered_ = 0;                                 // guarded by mutex_
};

// `arrivals` have those of a printer together, by time. What the newest one does not say because its printer did not
// answer stays in the state beside it. Nothing is asked of the database where every reading is whole, one query else.
void KeepUnanswered(pg::Transaction& tx, base::OrganizationId organization, std::span<Arrival> arrivals);
// Late arrivals of one printer, older than its state: they may be a newer source of what the state keeps.
void RenewKept(pg::Transaction& tx, base::OrganizationId organization, const CurrentState& state,
               std::span<const Arrival> late);
// Makes each of them, the newest of its printer, the current state, but never in place of a newer one. Ascending
// printers, none twice; one statement. Alerts are RecordAlerts' part.
void UpdateStates(pg::Transaction& tx, base::OrganizationId organization, std::int32_t journal,
                  std::span<const Arrival* const> newest);

std::optional<CurrentState> FindCurrentState(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);

// Opens the alerts that a reading has and closes those that it has no more. The caller sees to it that the readings of
// a printer come in the order of their time.
void RecordAlerts(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, PrinterId printer,
                  base::Instant observed_at, const std::vector<printing::Alert>& alerts);

// ---- doubts (doubts.hpp) ------------------------------------------------------------------------------

// The meters of these arrivals, those of a printer together and by time: those that are doubted are left out of them as if
// the printer had not told them, and kept with what is known (printer_meter_holds). Arrivals that are older than the state
// are left as they are. One query where nothing is doubted.
void DoubtMeters(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                 std::span<Arrival> arrivals);
// What the printer says of these meters from now on is compared with what a person has recorded.
void AcceptMeters(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                  std::span<const MeterBegin> begins, base::Instant at);
std::vector<MeterHold> ListMeterHolds(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);
// Tells in the history of these printers that times of their readings were corrected; of each of them once a day.
void TellTimes(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
               const std::vector<PrinterId>& printers, TimeOf how, const std::optional<base::Duration>& ahead,
               base::Instant now);

// ---- for replenishment ------------------------------------------------------------------------------

// One supply of a printer, as the daily run needs it (ASR-3). Texts "" where the printer does not say.
struct SupplyFact {
    std::int32_t slot = 0;
    std::string type;  // prtMarkerSuppliesType in snake_case
    std::string colorant;
    std::string description;
    std::string cartridge_serial_number;
    std::optional<printing::Unit> unit;
    std::optional<std::int64_t> max_capacity_raw;
    std::optional<std::int64_t> level_raw;                            // absent: the newest reading did not have it
    printing::LevelSource source = printing::LevelSource::kStandard;  // where it comes from
};

// Which meter slots of a printer count its pages: all of them, and those in color.
struct PageMeters {
    std::optional<std::size_t> all;
    std::optional<std::size_t> color;
};
// A packed meter; nullopt: not reported.
std::optional<std::int64_t> MeterAt(const std::vector<std::int64_t>& meters, std::optional<std::size_t> slot);

struct PrinterFact {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<organizations::SiteId> site_id;
    std::optional<contacts::ContactId> contact_id;
    std::optional<ContractId> contract_id;  // absent: not under contract
    bool high_volume = false;               // as WriteHighVolume said last
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
// The delivery contacts of these printers, in the order of their ids; no other transaction gives them another one
// before the transaction ends (CON-9).
std::vector<DeliveryContact> HoldDeliveryContacts(pg::Transaction& tx, base::OrganizationId organization,
                                                  const std::vector<PrinterId>& printers);

// What replenishment expects of a supply, shown beside its level (ASR-10). Packed, so fields are added at the end.
struct Estimate {
    std::int32_t slot = 0;
    std::optional<double> days_left;
    // What they were made from, as the printer said.
    std::optional<double> percent;
    std::string serial_number;  // of the cartridge; "": not reported
};
BOOST_DESCRIBE_STRUCT(Estimate, (), (slot, days_left, percent, serial_number))
// All of a printer at a time.
struct Estimates {
    PrinterId printer_id;
    base::Instant estimated_at;
    pg::Packed<Estimate> supplies;  // by slot

    [[nodiscard]] const Estimate* Find(std::int32_t slot) const {
        const auto at = std::ranges::find(supplies.rows, slot, &Estimate::slot);
        return at == supplies.rows.end() ? nullptr : &*at;
    }
};
BOOST_DESCRIBE_STRUCT(Estimates, (), (printer_id, estimated_at, supplies))
// Whoever has written them tells it, for RenewLowestEnd(). `facts`: what they were made from, by printer. Printers that
// are not among them, and those that were read meanwhile, are looked at again.
void RenewEnds(pg::Transaction& tx, base::OrganizationId organization, std::span<const Estimates> rows,
               std::span<const PrinterFact> facts);
// Of these printers, those that have any; by printer.
std::vector<Estimates> ListEstimates(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                     const std::vector<PrinterId>& printers);
// What is left now of days that were left when it was estimated, for whole days (UTC) that have passed; never below 0.
[[nodiscard]] double DaysLeftNow(double days_left, base::Instant estimated_at, base::Instant now);
// Fewer than so many days are left now of what is used up before that day.
[[nodiscard]] base::Day EndsBefore(std::int32_t days, base::Instant now);
// What lists sort and filter by: the day on which the first of the supplies is used up of which a page of the printer
// shows days left. For printers whose levels or supplies are others than they were; three queries, at most.
void RenewLowestEnd(pg::Transaction& tx, base::OrganizationId organization, std::span<const PrinterId> printers);

// Printers that began to use two or more cartridges of one color a week (ASR-8), or stopped; each
// with a line in its history.
void WriteHighVolume(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                     const std::vector<PrinterId>& began, const std::vector<PrinterId>& stopped, base::Instant now);

// Whether another cartridge is in the printer than when an estimate was made: its serial number is
// another one, or it is fuller by more than gauges bounce. The estimate says nothing of it then.
// The same everywhere, so that lists and pages agree.
struct CartridgeLevel {
    std::optional<double> percent;
    std::string cartridge_serial_number;
};
[[nodiscard]] bool ReplacedSince(const CartridgeLevel& then, const CartridgeLevel& now);

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

// ---- for MPS Express --------------------------------------------------------------------------------

// Whether a printer is in the programme; the programme alone says so (SetManaged).
enum class Managed { kNone, kPendingMpsExpress, kMpsExpress };
BOOST_DESCRIBE_ENUM(Managed, kNone, kPendingMpsExpress, kMpsExpress)

// PRN-6: why the back office did not take a printer. A printer without a serial number is never registered; of one whose
// serial number another organization has, nobody learns whose.
enum class RegistrationProblem { kNone, kSerialMissing, kSerialRegisteredElsewhere, kModelUnknown };
BOOST_DESCRIBE_ENUM(RegistrationProblem, kNone, kSerialMissing, kSerialRegisteredElsewhere, kModelUnknown)

// What the programme asks of a printer that is not deregistered.
struct ProgrammeFact {
    PrinterId id;
    Managed managed = Managed::kNone;
    bool registration_failed = false;
    std::string manufacturer;
    std::string model;
    std::int64_t life_count = -1;  // -1: it does not tell
    bool has_contact = false;
    std::optional<agents::AgentId> agent_id;
};
BOOST_DESCRIBE_STRUCT(ProgrammeFact, (),
                      (id, managed, registration_failed, manufacturer, model, life_count, has_contact, agent_id))
// By id; one statement. `printers`: only these of the organization.
std::vector<ProgrammeFact> ListProgrammeFacts(pg::Transaction& tx, base::OrganizationId organization,
                                              const std::optional<std::vector<PrinterId>>& printers);
// The same of printers whose rows nobody else changes before `tx` ends.
std::vector<ProgrammeFact> HoldProgrammeFacts(pg::Transaction& tx, base::OrganizationId organization,
                                              const std::vector<PrinterId>& printers);

// What people call a printer, for whoever names many.
struct PrinterName {
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
};
BOOST_DESCRIBE_STRUCT(PrinterName, (), (id, manufacturer, model, serial_number))
// By id.
std::vector<PrinterName> FindPrinterNames(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<PrinterId>& printers);

// The same line into the history of each of them (PRN-3): `code` is a sentence of the catalogues. `actor` "": the system.
void AddHistory(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                const std::vector<PrinterId>& printers, const std::string& code, const boost::json::object& args,
                const std::string& actor, base::Instant now);

// The caller holds the printers. `code` is a sentence of their history, with the reason as its argument.
struct ManagedChange {
    base::OrganizationId organization;
    std::vector<PrinterId> printers;
    Managed managed = Managed::kNone;
    std::string code;
    std::string reason;
    std::string actor;
};
void SetManaged(pg::Transaction& tx, base::IdSource& ids, const ManagedChange& change, base::Instant now);
// What the back office said of these printers (PRN-6); it stays until they are other ones or somebody says otherwise.
void SetRegistrationProblem(pg::Transaction& tx, base::OrganizationId organization,
                            const std::vector<PrinterId>& printers, RegistrationProblem problem, base::Instant now);

// ---- interfaces of features to the left -------------------------------------------------------------

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
    std::vector<base::CountedText> OfOrganization(pg::Transaction& tx, base::OrganizationId organization) override;
    std::vector<base::CountedText> OfSite(pg::Transaction& tx, base::OrganizationId organization,
                                          organizations::SiteId site) override;
};
// ORG-4: MPS Express is taken away only where no printer is managed or pending.
class ManagedPrintersGuard final : public organizations::EntitlementGuard {
  public:
    std::vector<base::CountedText> MadeWith(pg::Transaction& tx, base::OrganizationId organization,
                                            organizations::Entitlement entitlement) override;
};
// For organizations::CountHoldings.
std::map<base::OrganizationId, std::int64_t> CountPrinters(pg::Transaction& tx,
                                                           std::span<const base::OrganizationId> organizations);

// What another feature adds to a printer's history, e.g. its orders (PRN-3).
using HistoryEventId = base::Id<struct HistoryEventTag>;
struct HistoryEvent {
    base::Instant at;
    HistoryEventId id;
    std::string kind;  // alert, change, supply, order
    std::string code;  // sentences.<code> of the catalogues
    boost::json::value args;
    std::string actor;  // "": the system
};
BOOST_DESCRIBE_STRUCT(HistoryEvent, (), (at, id, kind, code, args, actor))
class HistorySource {
  public:
    virtual ~HistorySource() = default;
    // Newest first, those with (at, id) before the given ones; at most `limit`.
    virtual std::vector<HistoryEvent> Before(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                             base::Instant at, HistoryEventId id, std::int32_t limit) = 0;
};

// ---- routes and tasks -------------------------------------------------------------------------------

// CON-9: called, in the transaction of the assignment, when printers have this delivery contact now.
// It counts for every order not yet shipped; server/orders fills it.
class AssignmentListener {
  public:
    virtual ~AssignmentListener() = default;
    // What was changed by it, for the audit log.
    virtual std::vector<audit::Change> OnAssigned(pg::Transaction& tx, base::OrganizationId organization,
                                                  const std::vector<PrinterId>& printers, contacts::ContactId contact,
                                                  const std::string& actor, base::Instant now) = 0;
};

// PRN-4: the contract that printers come under. Printers cannot know contracts: server/contracts fills this, features.cpp
// hands it over.
class ContractBook {
  public:
    virtual ~ContractBook() = default;
    // The one that is asked for, else the standard contract or the only one that the organization has; it stays until the transaction ends. Refuses the field
    // /contract_id: "contract_unknown", "contract_missing" (there are several).
    virtual base::Result<ContractId> Hold(http::Call& call, base::OrganizationId organization,
                                          const std::optional<ContractId>& asked) = 0;
};

// Told in the transaction in which printers go: out of their contract, or out of the list. server/enrollment fills it.
class DepartureListener {
  public:
    virtual ~DepartureListener() = default;
    virtual void OnLeft(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                        const std::string& actor, base::Instant now) = 0;
};

// PRN-6: the models that the back office knows. Printers cannot know catalogue and programme: server/mps_express fills
// this, features.cpp hands it over.
struct ModelName {
    std::string manufacturer;
    std::string model;
    auto operator<=>(const ModelName&) const = default;
};
class ModelRegister {
  public:
    virtual ~ModelRegister() = default;
    // Those of `models` that it should know and does not.
    virtual std::vector<ModelName> Unknown(pg::Transaction& tx, const std::vector<ModelName>& models) = 0;
};

// Takes a printer out of its contract as POST /printers/contract-changes does, for a service request (SRV-6): with the rows
// in audit log and history; `departures` is called. False: it is under none, deregistered or not visible.
bool TakeOutOfContract(http::Call& call, base::IdSource& ids, base::OrganizationId organization, PrinterId printer,
                       DepartureListener* departures);

struct HttpParts {
    base::IdSource& ids;
    AssignmentListener* assignments = nullptr;  // absent where there are no orders
    std::vector<std::string> languages{"en"};   // that there are texts in
    ContractBook* contracts = nullptr;          // absent: no printer comes under contract
    DepartureListener* departures = nullptr;
};
void RegisterHttp(http::Router& router, HttpParts parts);
// "printers.status_request" (PRN-5), "printers.deregister" (PRN-7), "printers.sweep" (not communicating, AGT-7: to be
// run every minute of business time, see SweepJob), "printers.registration" (PRN-6, see RegistrationJob). Without
// `models` every model is known that a printer tells.
void RegisterTasks(tasks::Registry& registry, base::IdSource& ids, ModelRegister* models = nullptr,
                   DepartureListener* departures = nullptr);
// Decides now what the job would decide within a minute (PRN-6), for whoever must not miss it: nothing is added to a
// programme that the back office does not take. Takes the lock of the job, then holds the printers; none may be held yet.
void DecideRegistrationsOf(pg::Transaction& tx, base::IdSource& ids, ModelRegister* models,
                           base::OrganizationId organization, const std::vector<PrinterId>& printers,
                           base::Instant now);
tasks::RecurringJob SweepJob();
tasks::RecurringJob RegistrationJob();

}  // namespace printers
