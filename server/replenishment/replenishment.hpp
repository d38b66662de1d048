#pragma once

#include <memory>

#include "lib/base/ids.hpp"
#include "lib/holidays/holidays.hpp"
#include "lib/replenishment/method.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"

// Automatic supplies replenishment (ASR-3..7, ASR-10): once a day every supply is looked at, what is due is ordered,
// and every decision keeps the figures that it came from.
namespace replenishment {

// The operator's settings.
struct Settings {
    Profile profile = Profile::kPublished;
    Rule rule;
    // Public holidays by country; nullptr: none. A site has those of its address's country.
    std::shared_ptr<const holidays::Book> holidays;
};

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
    void OnDelivered(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                     std::int32_t supply_slot, std::int32_t quantity, base::Instant now) override;
    void OnReturned(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                    std::int32_t supply_slot, std::int32_t quantity, base::Instant now) override;
    void OnAnnounced(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                     std::int32_t supply_slot, std::int32_t quantity, base::Day job_on) override;
};

// "replenishment.daily": the recurring job; it queues "replenishment.organization" for each organization with printers.
// Both outlive the registry.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, orders::Office& office,
                   const Settings& settings);

// GET /api/v1/replenishment/supplies (ASR-10).
// `most_looked`: rows that a page of supplies status may cost; it is short where that does not fill it.
void RegisterHttp(http::Router& router, const i18n::Catalogues& texts, std::size_t most_looked = 4'000);

}  // namespace replenishment
