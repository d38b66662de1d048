#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/economics/economics.hpp"
#include "server/platform/pg/list.hpp"

// The tables cartridges_in_printers and cartridge_records.
namespace economics::store {

std::vector<InPrinter> InPrinters(pg::Transaction& tx, base::OrganizationId organization,
                                  const std::vector<printers::PrinterId>& printers);
// Each supply once.
void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<InPrinter>& rows);
void Insert(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Record>& records);

// The newest record of a supply, taken away: it was none after all.
std::optional<Record> TakeNewest(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                 std::int32_t slot);
// A cartridge that turned up elsewhere: the record of the printer that it was in says so.
void SetMoved(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
              std::int64_t cartridge);
// Forgets what is known of these supplies since a day.
void Forget(pg::Transaction& tx, base::OrganizationId organization,
            const std::vector<replenishment::CartridgeListener::Rebuilt>& supplies, base::Day first);

// ---- what is shown

struct ShownCartridge : Record {
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string site_name;
    std::string printer_serial_number;
};
BOOST_DESCRIBE_STRUCT(ShownCartridge, (Record), (organization_id, organization_name, site_name, printer_serial_number))

struct Filter {
    std::span<const base::OrganizationId> organizations;
    std::optional<base::Day> first{};
    std::optional<base::Day> last{};
    std::optional<organizations::SiteId> site{};
    std::optional<printers::PrinterId> printer{};
    std::optional<std::string> model_key{};
    std::optional<std::string> part_number{};
    std::optional<std::string> colorant{};
    std::vector<std::string> ended{};
};
BOOST_DESCRIBE_STRUCT(Filter, (), (organizations, first, last, site, printer, model_key, part_number, colorant, ended))

enum class RecordColumn {
    kRemovedOn,
    kLevelPercent,
    kModel,
    kSupply,
    kEnded,
    kPages,
    kPagesExpected,
    kCoveragePercent,
    kInstalledOn,
    kSerialNumber
};
BOOST_DESCRIBE_ENUM(RecordColumn, kRemovedOn, kLevelPercent, kModel, kSupply, kEnded, kPages, kPagesExpected,
                    kCoveragePercent, kInstalledOn, kSerialNumber)
pg::Slice<ShownCartridge> List(pg::Transaction& tx, const Filter& filter, const pg::Window<RecordColumn>& window);

// ---- the report

enum class GroupBy { kCustomer, kSite, kPrinter, kModel, kItem, kColor, kMonth };
BOOST_DESCRIBE_ENUM(GroupBy, kCustomer, kSite, kPrinter, kModel, kItem, kColor, kMonth)

struct GroupCounts {
    std::string key;   // what the list of records is filtered by
    std::string name;  // for people; "" where it has none
    std::int64_t replaced = 0;
    std::int64_t empty = 0;
    std::int64_t early = 0;
    std::int64_t refilled = 0;
    std::int64_t moved = 0;
    std::int64_t unknown = 0;
    std::int64_t pages = 0;           // of records that were counted and have a yield ...
    std::int64_t pages_expected = 0;  // ... and what their yields, as far as they were used, let expect
    std::int64_t delivered = 0;       // cartridges in the period
};
BOOST_DESCRIBE_STRUCT(GroupCounts, (),
                      (key, name, replaced, empty, early, refilled, moved, unknown, pages, pages_expected, delivered))
struct Group : GroupCounts {
    std::int64_t value_left_minor = 0;  // in the currency that was asked for ...
    std::int64_t other_currency = 0;    // ... and so many records with a value in another one
};
BOOST_DESCRIBE_STRUCT(Group, (GroupCounts), (value_left_minor, other_currency))
// The groups with the most early ones first, at most `most`; one statement.
std::vector<Group> Report(pg::Transaction& tx, GroupBy by, const Filter& filter, const std::string& currency,
                          std::int32_t most);
// All of them as one.
Group Total(pg::Transaction& tx, const Filter& filter, const std::string& currency);
// In which most records of the period have a value; "" where none has.
std::string UsualCurrency(pg::Transaction& tx, const Filter& filter);

}  // namespace economics::store
