#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/enrollment/enrollment.hpp"
#include "server/platform/pg/list.hpp"

// The table printer_disconnections; nothing else writes it.
namespace enrollment::store {

// ---- the watch

// An enrolled printer that was not read since a moment.
struct SilentPrinter {
    printers::PrinterId id;
    base::Instant observed_at;
    std::optional<printers::ContractId> contract_id;
    std::optional<organizations::SiteId> site_id;
    std::optional<contacts::ContactId> contact_id;
    std::optional<agents::AgentId> agent_id;
    std::string address;
    std::string host_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::optional<base::Instant> first_notice_at;  // of its disconnection
    std::optional<base::Instant> last_notice_at;
};
BOOST_DESCRIBE_STRUCT(SilentPrinter, (),
                      (id, observed_at, contract_id, site_id, contact_id, agent_id, address, host_name, manufacturer,
                       model, serial_number, location, first_notice_at, last_notice_at))
// By id; those that are not expected to report are missing.
std::vector<SilentPrinter> ListSilent(pg::Transaction& tx, base::OrganizationId organization, base::Instant before);

struct NewDisconnection {
    DisconnectionId id;
    printers::PrinterId printer_id;
    base::Instant silent_since;
};
BOOST_DESCRIBE_STRUCT(NewDisconnection, (), (id, printer_id, silent_since))
// Gives the printers whose silence was not known yet.
std::vector<printers::PrinterId> Add(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<NewDisconnection>& rows, base::Instant now);

// Ends those whose printers report again, and those of printers that nobody waits for any more.
struct Ended {
    printers::PrinterId printer_id;
    base::Instant silent_since;
    bool connected = false;
    bool noticed = false;  // the contact was told that it was silent
};
BOOST_DESCRIBE_STRUCT(Ended, (), (printer_id, silent_since, connected, noticed))
std::vector<Ended> EndOver(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);

// Each gives the printers that nobody had told about: a notice goes out once, however many look at the same time.
std::vector<printers::PrinterId> MarkFirst(pg::Transaction& tx, base::OrganizationId organization,
                                           const std::vector<printers::PrinterId>& printers, base::Instant now);
std::vector<printers::PrinterId> MarkLast(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, base::Instant now);

// Where there may be something to do; `tx` has the scope of the system.
std::vector<base::OrganizationId> ListToWatch(pg::Transaction& tx, base::Instant before);

// ---- the list

struct DisconnectedPrinter {
    base::OrganizationId organization_id;
    DisconnectionId id;
    printers::PrinterId printer_id;
    std::string organization_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string host_name;
    std::string location;
    std::string site_name;
    std::optional<agents::AgentId> agent_id;
    std::string agent_name;
    std::optional<contracts::CustomerKind> customer;  // absent: under no contract any more
    std::string contact_name;
    std::string contact_email;
    std::string contact_phone;  // "" where it has none
    base::Instant silent_since;
    std::optional<base::Instant> first_notice_at;
    std::optional<base::Instant> last_notice_at;
    std::optional<base::Instant> called_at;
    std::string called_by;
    std::string call_note;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(DisconnectedPrinter, (),
                      (organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address,
                       host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email,
                       contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note,
                       version))

enum class DisconnectedColumn {
    kSilentSince,
    kModel,
    kOrganizationName,
    kCustomer,
    kContactName,
    kLastNoticeAt,
    kCalledAt
};
BOOST_DESCRIBE_ENUM(DisconnectedColumn, kSilentSince, kModel, kOrganizationName, kCustomer, kContactName, kLastNoticeAt,
                    kCalledAt)
struct DisconnectedFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<std::string> words;
    std::vector<contracts::CustomerKind> customer;
    std::optional<bool> called;
    std::vector<printers::PrinterId> printers;  // only these; empty: all
};
BOOST_DESCRIBE_STRUCT(DisconnectedFilter, (), (organizations, words, customer, called, printers))
pg::Slice<DisconnectedPrinter> ListDisconnected(pg::Transaction& tx, const DisconnectedFilter& filter,
                                                const pg::Window<DisconnectedColumn>& window);
std::optional<DisconnectedPrinter> FindDisconnected(pg::Transaction& tx,
                                                    std::span<const base::OrganizationId> organizations,
                                                    DisconnectionId id);
// Holds it; false: it is over.
bool LockDisconnected(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, DisconnectionId id);
void SetCalled(pg::Transaction& tx, base::OrganizationId organization, DisconnectionId id, const std::string& by,
               const std::string& note, base::Instant now);

}  // namespace enrollment::store
