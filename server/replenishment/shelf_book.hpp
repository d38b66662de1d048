#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "lib/replenishment/happenings.hpp"
#include "server/catalog/catalog.hpp"
#include "server/platform/pg/list.hpp"
#include "server/printers/printers.hpp"

// The shelf book, counts by hand and spares that are kept (ASR-12, ASR-18): what others may ask of them. The book itself
// is kept by the daily run, deliveries and counts.
namespace replenishment {

using MovementId = base::Id<struct MovementTag>;
using SparesRuleId = base::Id<struct SparesRuleTag>;

// ---- the book, line by line

struct Movement {
    MovementId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    printers::PrinterId printer_id;
    std::string printer_manufacturer;
    std::string printer_model;
    std::string printer_serial_number;
    std::int32_t supply_slot = 0;
    std::string supply_description;  // as the printer says; "" where it does not
    std::string supply_colorant;
    ShelfCause cause = ShelfCause::kOpening;
    std::int32_t quantity = 0;  // cartridges that came (above 0) or went
    std::int32_t shelf_before = 0;
    std::int32_t shelf_after = 0;
    base::Day day;                                        // on which it happened
    base::Instant recorded_at;                            // when the book learned of it
    std::string actor;                                    // who counted; "": the system
    std::string order_number;                             // of what was delivered
    std::optional<printers::PrinterId> other_printer_id;  // it was put into, or came out of
    std::string other_printer_name;
    std::optional<std::int32_t> counted;
};
BOOST_DESCRIBE_STRUCT(Movement, (),
                      (id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model,
                       printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity,
                       shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id,
                       other_printer_name, counted))

enum class MovementColumn {
    kRecordedAt,
    kDay,
    kModel,
    kSupply,
    kCause,
    kQuantity,
    kShelfAfter,
    kOrganizationName,
    kActor
};
BOOST_DESCRIBE_ENUM(MovementColumn, kRecordedAt, kDay, kModel, kSupply, kCause, kQuantity, kShelfAfter,
                    kOrganizationName, kActor)
struct MovementFilter {
    std::span<const base::OrganizationId> organizations;
    std::optional<printers::PrinterId> printer{};
    std::optional<std::int32_t> slot{};
    std::optional<organizations::SiteId> site{};
};
BOOST_DESCRIBE_STRUCT(MovementFilter, (), (organizations, printer, slot, site))
// The newest last recorded first.
pg::Slice<Movement> ListMovements(pg::Transaction& tx, const MovementFilter& filter,
                                  const pg::Window<MovementColumn>& window);

// ---- counting by hand

// What a shelf holds, for whoever counts it.
struct ShelfLine {
    printers::PrinterId printer_id;
    std::string printer_name;
    std::string printer_serial_number;
    std::string printer_location;
    std::int32_t supply_slot = 0;
    std::string supply_description;
    std::string supply_colorant;
    std::int32_t shelf = 0;
    std::optional<base::Instant> counted_at;
    std::string counted_by;
};
BOOST_DESCRIBE_STRUCT(ShelfLine, (),
                      (printer_id, printer_name, printer_serial_number, printer_location, supply_slot,
                       supply_description, supply_colorant, shelf, counted_at, counted_by))
// Supplies that automatic replenishment covers (ASR-1), by printer and slot; at most `most` printers.
std::vector<ShelfLine> ListShelf(pg::Transaction& tx, base::OrganizationId organization,
                                 const std::optional<printers::PrinterId>& printer,
                                 const std::optional<organizations::SiteId>& site, std::size_t most);

struct CountedLine {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int32_t counted = 0;

    static constexpr base::Limit kLimits[] = {
        {.field = "supply_slot", .range = base::Range{0, 10'000}},
        {.field = "counted", .range = base::Range{0, 999}},
    };
};
BOOST_DESCRIBE_STRUCT(CountedLine, (), (printer_id, supply_slot, counted))
struct Counted {
    std::vector<CountedLine> before;  // what the book said of the same supplies, in the order of the lines
    std::string place;                // the printer of the first: "Lexmark MS431 SN1"
};
// The shelves are what was counted, each with a line in the book. Nothing where a printer or supply is not there.
std::optional<Counted> CountShelf(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                  std::span<const CountedLine> lines, const std::string& actor, base::Instant now);

// ---- spares (ASR-18)

struct SparesRuleInput {
    std::string manufacturer;  // of one model; both "" for all
    std::string model;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::string part_number;  // of an item of the catalogue; "" for each item
    std::int32_t spares_kept = 1;
    bool together = false;  // so many at a site in all, not for each of its printers

    static constexpr base::Limit kLimits[] = {
        {.field = "manufacturer", .max_length = 100},
        {.field = "model", .max_length = 100},
        {.field = "part_number", .max_length = 100},
        {.field = "spares_kept", .range = base::Range{0, 20}},
    };

    bool operator==(const SparesRuleInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(SparesRuleInput, (),
                      (manufacturer, model, site_id, printer_id, part_number, spares_kept, together))

struct SparesRule : SparesRuleInput {
    SparesRuleId id;
    base::OrganizationId organization_id;
    std::string site_name;
    std::string printer_name;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(SparesRule, (SparesRuleInput),
                      (id, organization_id, site_name, printer_name, version, created_at, updated_at))

// As it is kept, or "invalid_fields": a rule is for one printer, one site or one model, and "together" not for a printer.
base::Result<SparesRuleInput> CheckSparesRule(const SparesRuleInput& input);

enum class RuleColumn { kCreatedAt, kAppliesTo, kPartNumber, kSparesKept, kTogether, kUpdatedAt };
BOOST_DESCRIBE_ENUM(RuleColumn, kCreatedAt, kAppliesTo, kPartNumber, kSparesKept, kTogether, kUpdatedAt)
struct RuleFilter {
    std::span<const base::OrganizationId> organizations;
};
BOOST_DESCRIBE_STRUCT(RuleFilter, (), (organizations))
pg::Slice<SparesRule> ListSparesRules(pg::Transaction& tx, const RuleFilter& filter,
                                      const pg::Window<RuleColumn>& window);
std::optional<SparesRule> FindSparesRule(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                         SparesRuleId id, bool lock = false);
// False: there is one for the same.
bool InsertSparesRule(pg::Transaction& tx, const SparesRule& rule);
bool UpdateSparesRule(pg::Transaction& tx, const SparesRule& rule);
void DeleteSparesRule(pg::Transaction& tx, base::OrganizationId organization, SparesRuleId id);

// The rule that counts for a supply: the most particular one. Pure.
struct SparesOf {
    organizations::SiteId site;  // nil: none
    printers::PrinterId printer;
    std::string manufacturer;
    std::string model;
    std::string part_number;  // "" where the catalogue has none
};
const SparesRule* RuleFor(std::span<const SparesRule> rules, const SparesOf& of);

}  // namespace replenishment
