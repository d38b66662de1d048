#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/replenishment/replenishment.hpp"

// Cartridge economics: what became of each cartridge, and what that cost (ECO-1, ECO-2).
namespace economics {

using RecordId = base::Id<struct CartridgeRecordTag>;

enum class Ended {
    kEmpty,     // used up
    kEarly,     // more than kEarlyAbove was left
    kRefilled,  // more in the same cartridge
    kMoved,     // it turned up in another printer
    kUnknown,   // the gauge says nothing
};
BOOST_DESCRIBE_ENUM(Ended, kEmpty, kEarly, kRefilled, kMoved, kUnknown)

// Percent: more in a cartridge that was taken out is early.
inline constexpr double kEarlyAbove = 15;
// Percent of a page that yields are measured with (ISO/IEC 19752, 19798).
inline constexpr double kYieldCoverage = 5;

// The cartridge that is in a printer.
struct InPrinter {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::int64_t cartridge = 0;
    std::string serial_number;
    std::optional<base::Day> installed_on;
    std::optional<std::int64_t> pages_at;
    std::optional<std::int64_t> color_pages_at;
    bool starter = false;
    bool moved = false;
};
BOOST_DESCRIBE_STRUCT(InPrinter, (),
                      (printer_id, supply_slot, cartridge, serial_number, installed_on, pages_at, color_pages_at,
                       starter, moved))

// A cartridge that was taken out.
struct Record {
    RecordId id;
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::optional<organizations::SiteId> site_id;
    std::string model_key;
    std::string model_name;
    std::string supply_type;
    std::string colorant;
    std::optional<catalog::ItemId> item_id;
    std::string part_number;
    std::string item_name;
    std::int64_t cartridge = 0;
    std::string serial_number;
    bool starter = false;
    std::optional<base::Day> installed_on;
    base::Day removed_on;
    std::optional<std::int64_t> pages_at;
    std::optional<std::int64_t> color_pages_at;
    std::optional<std::int64_t> pages;
    std::optional<std::int64_t> color_pages;
    std::optional<std::int32_t> pages_expected;
    std::optional<double> coverage_percent;
    std::optional<double> level_percent;
    Ended ended = Ended::kUnknown;
    std::optional<std::int64_t> value_left_minor;
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id,
                       part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at,
                       color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended,
                       value_left_minor, currency))

// ---- rules, pure

// How the cartridge that `event` takes out has ended.
Ended EndOf(const replenishment::CartridgeEvent& event, bool moved);
// The record that closes with `event`; `in` is what was in the printer until then.
Record Close(const InPrinter& in, const replenishment::CartridgeEvent& event, RecordId id);
// What is in the printer from `event` on.
InPrinter Open(const replenishment::CartridgeEvent& event);

// ---- the book of cartridges

class Book final : public replenishment::CartridgeListener {
  public:
    explicit Book(base::IdSource& ids) : ids_(ids) {}
    void OnCartridges(pg::Transaction& tx, base::OrganizationId organization,
                      const std::vector<replenishment::CartridgeEvent>& events, base::Instant now) override;
    void OnRebuilt(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Rebuilt>& supplies,
                   base::Day first, const std::vector<replenishment::CartridgeEvent>& events,
                   base::Instant now) override;

  private:
    base::IdSource& ids_;
};

void RegisterHttp(http::Router& router, const i18n::Catalogues& texts);

}  // namespace economics
