#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/printers/printers.hpp"

// The printers that were taken out of the list (PRN-7).
namespace printer_views::store {

struct DeregisteredRow {
    base::OrganizationId organization_id;
    std::string organization_name;
    printers::PrinterId id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string host_name;
    std::string location;
    std::optional<std::string> site_name;
    base::Instant deregistered_at;
    std::string deregistered_by;
    base::Instant observed_at;  // kNever: never read
};
BOOST_DESCRIBE_STRUCT(DeregisteredRow, (),
                      (organization_id, organization_name, id, manufacturer, model, serial_number, address, host_name,
                       location, site_name, deregistered_at, deregistered_by, observed_at))
enum class DeregisteredColumn {
    kDeregisteredAt,
    kModel,
    kSerialNumber,
    kAddress,
    kSiteName,
    kOrganizationName,
    kLocation,
    kDeregisteredBy
};
BOOST_DESCRIBE_ENUM(DeregisteredColumn, kDeregisteredAt, kModel, kSerialNumber, kAddress, kSiteName, kOrganizationName,
                    kLocation, kDeregisteredBy)
struct DeregisteredFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<std::string> words;  // each of them somewhere in what the row shows
};
BOOST_DESCRIBE_STRUCT(DeregisteredFilter, (), (organizations, words))
pg::Slice<DeregisteredRow> ListDeregistered(pg::Transaction& tx, const DeregisteredFilter& filter,
                                            const pg::Window<DeregisteredColumn>& window);

}  // namespace printer_views::store
