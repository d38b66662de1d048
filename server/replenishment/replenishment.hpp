#pragma once

#include <memory>

#include "lib/base/ids.hpp"
#include "lib/holidays/holidays.hpp"
#include "lib/replenishment/happenings.hpp"
#include "lib/replenishment/method.hpp"
#include "server/contracts/terms.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/replenishment/fleet_past.hpp"  // IWYU pragma: export
#include "server/replenishment/shelf_book.hpp"  // IWYU pragma: export

// Automatic supplies replenishment (ASR-3..7, ASR-10): once a day every supply is looked at, what is due is ordered,
// and every decision keeps the figures that it came from.
namespace replenishment {

// What became of a cartridge, as the printer's readings tell (ECO-1).
struct CartridgeEvent {
    printers::PrinterId printer;
    std::int32_t slot = 0;
    CartridgeChange change = CartridgeChange::kReplaced;
    base::Day day;
    int cartridges = 1;        // put in since the last reading
    double level = 0;          // percent that was left in the old one, as estimated
    std::int32_t raw = 0;      // what its gauge said last; -3: "some", Gauge::kNone: nothing
    bool starter = false;      // the old one; with kFound the one that was found (ASR-19)
    bool stood_still = false;  // the printer had stood still at an empty gauge
    std::uint64_t before = 0;  // serial numbers, hashed; 0: not reported
    std::uint64_t now = 0;
    std::string serial_number;          // of the new one where it is known as text
    std::optional<std::int64_t> pages;  // counters when it was seen
    std::optional<std::int64_t> color_pages;
    std::optional<printers::PrinterId> from;  // the new one came out of this printer
    // What it is for.
    std::optional<organizations::SiteId> site;
    std::string manufacturer;
    std::string model;
    std::string type;
    std::string colorant;
    std::optional<catalog::Item> item;
};

// Told by the daily run, in its transaction. Replenishment cannot know who keeps books of cartridges: server/economics
// fills this, features.cpp hands it over.
class CartridgeListener {
  public:
    virtual ~CartridgeListener() = default;
    // In the order of their days.
    virtual void OnCartridges(pg::Transaction& tx, base::OrganizationId organization,
                              const std::vector<CartridgeEvent>& events, base::Instant now) = 0;
    // The states of these supplies were built anew from the days since `first`: what is known of those days is what
    // `events` say, and nothing else.
    struct Rebuilt {
        printers::PrinterId printer;
        std::int32_t slot = 0;
    };
    virtual void OnRebuilt(pg::Transaction& tx, base::OrganizationId organization, const std::vector<Rebuilt>& supplies,
                           base::Day first, const std::vector<CartridgeEvent>& events, base::Instant now) = 0;
};

// The operator's settings.
// Where they come from is one question, asked by PlanOf().
struct Settings {
    Profile profile = Profile::kPublished;
    Rule rule;
    // Public holidays by country; nullptr: none. A site has those of its address's country.
    std::shared_ptr<const holidays::Book> holidays;
    CartridgeListener* cartridges = nullptr;  // nullptr: nobody
};

// What contracts inherit where nobody says anything.
contracts::EffectiveTerms InstallationOf(const Settings& settings);

// By what is ordered for an organization today, where neither model nor contract nor site says anything else.
struct Plan {
    Profile profile = Profile::kPublished;
    Rule rule;
    int lead_days = 0;  // working days from order to door, as its deliveries have taught
};
Plan PlanOf(pg::Transaction& tx, base::OrganizationId organization, const Settings& settings);

// The daily run of one organization, in one transaction, at the close of `today`: takes the newest
// readings into the state of each supply, and those of days that it has missed, decides, writes
// states and decisions, creates the orders. Repeating it for the same day changes nothing and orders
// nothing twice. Where many supplies have no state it only builds some from the history and is to
// be called again, in a transaction of its own.
struct RunResult {
    std::int64_t supplies = 0;  // decided
    std::int64_t orders = 0;
    std::int64_t rebuilt = 0;  // states built from the history
    bool again = false;
};
RunResult RunDaily(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization, base::Day today,
                   base::Instant now, const Settings& settings);

// Deliveries reach the shelf through this.
class Shelf final : public orders::DeliveryListener {
  public:
    explicit Shelf(base::IdSource& ids) : ids_(ids) {}
    void OnDelivered(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                     std::int32_t supply_slot, std::int32_t quantity, const std::string& order_number,
                     base::Instant now) override;
    void OnReturned(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                    std::int32_t supply_slot, std::int32_t quantity, bool announced, base::Instant now) override;
    void OnAnnounced(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                     std::int32_t supply_slot, std::int32_t quantity, base::Day job_on) override;

  private:
    base::IdSource& ids_;
};

// "replenishment.daily": the recurring job; it queues "replenishment.organization" for each organization with printers.
// Both outlive the registry.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, orders::Office& office,
                   const Settings& settings);

// GET /api/v1/replenishment/supplies (ASR-10).
// `most_looked`: rows that a page of supplies status may cost; it is short where that does not fill it.
void RegisterHttp(http::Router& router, const i18n::Catalogues& texts, std::size_t most_looked = 4'000);

}  // namespace replenishment
