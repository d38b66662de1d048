#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/printers/printers.hpp"

// What people decide about printers, and what becomes of them over time.
namespace printers::store {

struct AdminRow {
    base::OrganizationId organization_id;
    PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::int32_t port = 161;
    std::string host_name;
    std::string hardware_address;
    std::string device_location;
    std::string location;
    bool under_contract = false;
    std::optional<ContractId> contract_id;
    std::string managed;
    std::optional<contacts::ContactId> contact_id;
    std::optional<agents::AgentId> agent_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(AdminRow, (),
                      (organization_id, id, manufacturer, model, serial_number, address, port, host_name,
                       hardware_address, device_location, location, under_contract, contract_id, managed, contact_id,
                       agent_id, version))

// What people call it: model and serial number.
std::string NameOf(const AdminRow& printer);

// Locked, ascending; those that are not visible or deregistered are missing.
std::vector<AdminRow> Lock(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                           const std::vector<PrinterId>& printers);
// Without a lock.
std::vector<AdminRow> FindMany(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                               const std::vector<PrinterId>& printers);

// The same line into the history of each of them.
void AddEvents(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
               const std::vector<PrinterId>& printers, const std::string& code, const boost::json::object& args,
               const std::string& actor, base::Instant now);

// Each makes the versions grow by one.
void SetContact(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                std::optional<contacts::ContactId> contact, base::Instant now);
void SetContract(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                 std::optional<ContractId> contract, base::Instant now);
void SetLocation(pg::Transaction& tx, const AdminRow& printer, const std::string& location, base::Instant now);
// For what of a printer is kept elsewhere.
void Touch(pg::Transaction& tx, const AdminRow& printer, base::Instant now);
// `by`: who, for the list of those that are away. False when the printer is away already or managed.
bool Deregister(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer, const std::string& by,
                base::Instant now);

// What the newest answers of these printers lack: the names of the parts, joined by commas. Printers that
// answered everything are missing.
std::map<PrinterId, std::string> FindUnanswered(pg::Transaction& tx, base::OrganizationId organization,
                                                const std::vector<PrinterId>& printers);
// Those that are away; without a lock, and locked, ascending.
std::vector<AdminRow> FindDeregistered(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                       const std::vector<PrinterId>& printers);
std::vector<AdminRow> LockDeregistered(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                       const std::vector<PrinterId>& printers);
// Back into the list, as it describes itself today; found when it was found first. The caller holds its row.
void Register(pg::Transaction& tx, const AdminRow& printer, base::Instant now);

// When each of these was read last, as they stand (kNever: never, or no such printer).
std::vector<base::Instant> ReadLast(pg::Transaction& tx, base::OrganizationId organization,
                                    const std::vector<PrinterId>& printers);
// Those of them that are one of several behind one address.
std::vector<PrinterId> OfSeveral(pg::Transaction& tx, base::OrganizationId organization,
                                 const std::vector<PrinterId>& printers);

// Marks printers as not communicating whose newest reading is older than three polling intervals of their agent,
// at least `least`; gives how many changed.
std::int64_t MarkSilent(pg::Transaction& tx, base::Instant now, base::Duration least);

}  // namespace printers::store
