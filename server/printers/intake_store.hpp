#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/pg/types.hpp"
#include "server/printers/doubts.hpp"
#include "server/printers/printers.hpp"
#include "server/printers/slots.hpp"

// What finding and describing printers reads and writes: printer_fleets, printers, printer_terms, printer_layouts,
// printer_supplies, printer_events.
namespace printers::store {

// What is known of a printer before a reading is looked at.
struct KnownColumns {
    PrinterId id;
    std::string identity_key;
    std::string weak_key;
    std::int64_t fingerprint = 0;
    std::int16_t layout = 0;
    boost::json::value meters;
    base::Instant described_at;
    std::optional<base::Instant> deregistered_at;
    std::string model;
    std::string model_key;
    std::string address;
    std::int32_t port = 161;
    std::string firmware;
    std::string location;
    std::string certificate;
    std::optional<base::Instant> certificate_ends;
    std::optional<agents::AgentId> agent_id;
    std::optional<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(KnownColumns, (),
                      (id, identity_key, weak_key, fingerprint, layout, meters, described_at, deregistered_at, model,
                       model_key, address, port, firmware, location, certificate, certificate_ends, agent_id, site_id))
struct KnownRow : KnownColumns {
    std::int64_t life_count = -1;  // kNoLifeCount: none
    base::Instant read_at;         // kNever: never
};
BOOST_DESCRIBE_STRUCT(KnownRow, (KnownColumns), (life_count, read_at))

struct SupplySlot {
    PrinterId printer_id;
    std::int16_t slot = 0;
    std::string supply_key;
    std::string serial_number;
    std::string description;
};
BOOST_DESCRIBE_STRUCT(SupplySlot, (), (printer_id, slot, supply_key, serial_number, description))

// The organization's revision; 0 before its first printer.
std::int64_t Revision(pg::Transaction& tx, base::OrganizationId organization);
// Makes it grow by one and keeps every other transaction from doing so until this one ends.
std::int64_t BumpRevision(pg::Transaction& tx, base::OrganizationId organization);
// The same lock where nothing may grow in the end. It comes before the rows of printers and their supplies
// (docs/architecture.md: one order of locks).
void LockFleet(pg::Transaction& tx, base::OrganizationId organization);
// The printers that readings with these keys may describe, ascending.
void LockSeen(pg::Transaction& tx, base::OrganizationId organization, const std::vector<std::string>& identities,
              const std::vector<std::string>& places);
// So many printers more, or fewer, are in the list; after BumpRevision.
void CountPrinters(pg::Transaction& tx, base::OrganizationId organization, std::int64_t more);

// With those that claim the same serial number.
std::vector<KnownRow> FindByIdentity(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<std::string>& keys);
// Printers with this weak key: those that are not away first, of these the one described last.
std::vector<KnownRow> FindByWeakKey(pg::Transaction& tx, base::OrganizationId organization, const std::string& key);
std::vector<SupplySlot> SupplySlots(pg::Transaction& tx, base::OrganizationId organization,
                                    const std::vector<PrinterId>& printers);

// What a reading says about the printer itself, as columns.
struct Description {
    PrinterId id;
    std::string identity_key;
    std::string weak_key;
    organizations::SiteId site_id;
    agents::AgentId agent_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::int32_t port = 161;
    std::string host_name;
    std::string hardware_address;
    std::string device_location;
    std::string firmware;
    std::vector<std::string> features;
    boost::json::value inputs;
    boost::json::value meters;
    boost::json::value origins;  // printing::Origin
    std::string certificate;
    std::optional<base::Instant> certificate_ends;
    base::Instant described_at;
    std::int64_t fingerprint = 0;
    std::int16_t layout = 0;
    std::string manufacturer_key;
    std::string model_key;
    std::string serial_key;
    std::string address_key;
    std::string host_key;
};
BOOST_DESCRIBE_STRUCT(Description, (),
                      (id, identity_key, weak_key, site_id, agent_id, manufacturer, model, serial_number, address, port,
                       host_name, hardware_address, device_location, firmware, features, inputs, meters, origins,
                       certificate, certificate_ends, described_at, fingerprint, layout, manufacturer_key, model_key,
                       serial_key, address_key, host_key))

// The printer, its empty state and its terms.
void Insert(pg::Transaction& tx, base::OrganizationId organization, const Description& description, base::Instant now);
// `location` is what a person entered: terms and sort key come from it or from the printer's own.
void Update(pg::Transaction& tx, base::OrganizationId organization, const Description& description,
            const std::string& location, base::Instant now);
// The list of meter slots grew by those of a late reading.
void UpdateMeters(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                  const boost::json::value& meters);
// What a search finds the printer by; none once it is deregistered.
void ReplaceTerms(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                  const std::vector<std::string>& terms);

// What partial readings (AGT-4) do not say of their printers is put in from what is known of them, or from whole readings
// before them in the list, which is sorted by time: their arrivals point to completed copies then. Nothing is asked of the
// database where every reading is whole, two queries else.
void CompletePartials(pg::Transaction& tx, const Source& source, std::span<Arrival> arrivals);

// The number of the layout with this fingerprint; made when there is none.
std::int16_t FindOrAddLayout(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                             std::int64_t fingerprint, const std::vector<LayoutSupply>& supplies, base::Instant now);
// Adds slots that are not there yet; with `current` also overwrites the others.
void PutSupplies(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                 const std::vector<std::string>& keys, const std::vector<LayoutSupply>& supplies, bool current);
// All others of the printer are there no more.
void KeepSupplies(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                  const std::vector<LayoutSupply>& supplies);

void AddEvent(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer, base::Uuid id,
              base::Instant at, const std::string& code, const boost::json::value& args, const std::string& actor);

// An agent of another site has read the printer; whether it is the printer's from now on (HasMoved). Tells the printer's
// history the first time, and when it moves.
struct Claim {
    PrinterId printer;
    agents::AgentId owner;
    agents::AgentId agent;
    std::string address;
};
bool TakeOver(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, const Claim& claim,
              base::Instant now);

// A machine elsewhere says that it has the serial number of this printer. Tells the printer's history the first time.
struct SerialClaim {
    PrinterId printer;
    std::string weak_key;
    std::string address;
    std::string model;
    base::Instant owner_read_at;
    std::int64_t claimants = 1;  // printers that have it
};
WhoseSerial ClaimSerial(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                        const SerialClaim& claim, base::Instant now);

}  // namespace printers::store
