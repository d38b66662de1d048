#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/enrollment/enrollment.hpp"
#include "server/platform/pg/list.hpp"

// The table printer_enrollments; nothing else writes it.
namespace enrollment::store {

using Organizations = std::span<const base::OrganizationId>;

// A printer with all that its state follows from.
struct PrinterRow {
    base::OrganizationId organization_id;
    printers::PrinterId id;
    std::string organization_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::string site_name;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::ContractId> contract_id;
    std::string contract_number;
    std::optional<contacts::ContactId> contact_id;
    bool has_agent = false;
    bool high_volume = false;
    printers::Managed managed = printers::Managed::kNone;
    std::optional<base::Instant> enrolled_at;
    std::string enrolled_by;
    Source source = Source::kNone;
    std::string confirmed_to;
    std::optional<base::Instant> held_at;
    std::string held_by;
    std::string hold_reason;
    bool silence_expected = false;
    std::string silence_reason;
};
BOOST_DESCRIBE_STRUCT(PrinterRow, (),
                      (organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name,
                       site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at,
                       enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected,
                       silence_reason))

// What the contract of a printer includes, whether it runs or not; of one that nobody enrolled or held there is no row.
struct SuppliedRow : contracts::Coverage {
    printers::PrinterId printer_id;
    bool looked_after = false;  // takes part, is under a contract and suited
    std::string hold_reason;    // "": not on hold
};
BOOST_DESCRIBE_STRUCT(SuppliedRow, (contracts::Coverage), (printer_id, looked_after, hold_reason))
std::vector<SuppliedRow> ListSupplied(pg::Transaction& tx, Organizations organizations,
                                      const std::vector<printers::PrinterId>& printers);

enum class SortColumn { kModel, kSerialNumber, kOrganizationName, kContractNumber, kLocation, kEnrolledAt, kHeldAt };
BOOST_DESCRIBE_ENUM(SortColumn, kModel, kSerialNumber, kOrganizationName, kContractNumber, kLocation, kEnrolledAt,
                    kHeldAt)
enum class Participating { kEnrolled, kNotEnrolled, kOnHold };
BOOST_DESCRIBE_ENUM(Participating, kEnrolled, kNotEnrolled, kOnHold)
struct ListFilter {
    Organizations organizations;
    std::vector<std::string> words;  // base::SearchWords
    std::optional<Participating> participating;
    std::vector<printers::ContractId> contract;
    std::vector<organizations::SiteId> site;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, words, participating, contract, site))
pg::Slice<PrinterRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);

// By organization and id; deregistered ones are missing.
std::vector<PrinterRow> Find(pg::Transaction& tx, Organizations organizations,
                             const std::vector<printers::PrinterId>& printers);

std::vector<Participation> ListParticipations(pg::Transaction& tx, base::OrganizationId organization);

// Each gives those that it changed, by id.
std::vector<printers::PrinterId> Enroll(pg::Transaction& tx, base::OrganizationId organization,
                                        const std::vector<printers::PrinterId>& printers, Source source,
                                        const std::string& by, base::Instant now);
std::vector<printers::PrinterId> Withdraw(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, const std::string& by,
                                          base::Instant now);
void SetConfirmedTo(pg::Transaction& tx, base::OrganizationId organization,
                    const std::vector<printers::PrinterId>& printers, const std::string& address);
// A reason of "" ends the hold.
void SetHold(pg::Transaction& tx, base::OrganizationId organization, const std::vector<printers::PrinterId>& printers,
             const std::string& reason, const std::string& by, base::Instant now);
void SetSilence(pg::Transaction& tx, base::OrganizationId organization,
                const std::vector<printers::PrinterId>& printers, bool expected, const std::string& reason);

}  // namespace enrollment::store
