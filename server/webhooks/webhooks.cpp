#include "server/webhooks/webhooks.hpp"

#include "lib/base/json.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/webhooks/payload.hpp"
#include "server/webhooks/webhook_store.hpp"

namespace webhooks {
namespace {

constexpr const char* kCleanup = "webhooks.cleanup";
constexpr base::Duration kKept = std::chrono::hours(30 * 24);
constexpr std::int32_t kForgottenAtOnce = 5'000;

}  // namespace

store::NewDelivery NewDelivery(base::IdSource& ids, const store::Listener& listener, const Event& event) {
    return {.organization_id = listener.organization_id,
            .id = ids.Make<DeliveryId>(),
            .endpoint_id = listener.id,
            .event_id = event.id,
            .event_type = std::string(event.type.name),
            .source_organization_id = event.organization,
            .payload = base::json::Write(boost::json::value{{"type", event.type.name},
                                                            {"timestamp", base::FormatRfc3339(event.at)},
                                                            {"organization_id", event.organization.ToString()},
                                                            {"data", event.data}}),
            .created_at = event.at,
            .give_up_at = kGiveUpAfter.count()};
}

void PublishAll(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, EventType event,
                const std::vector<boost::json::object>& data, base::Instant now) {
    if (data.empty()) return;
    // Whoever is above is not to be seen from here, and hears of it all the same.
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    const auto listeners = store::ListListeners(tx, organization, event.name);
    if (!listeners.empty()) {
        for (const auto& one : data) {
            const Event happened{ids.Make<EventId>(), event, organization, one, now};
            for (const auto& listener : listeners) store::InsertDelivery(tx, NewDelivery(ids, listener, happened));
        }
    }
    tx.SetScope(scope);
}

void Publish(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, EventType event,
             const boost::json::object& data, base::Instant now) {
    PublishAll(tx, ids, organization, event, {data}, now);
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring) {
    registry.Add(
        kCleanup,
        [](tasks::Run& run) -> base::Result<void> {
            const base::Instant before = tasks::ForgetAt(run) - kKept;
            for (std::int64_t gone = kForgottenAtOnce; gone == kForgottenAtOnce;) {
                run.Step([&](pg::Transaction& tx) { gone = store::ForgetBefore(tx, before, kForgottenAtOnce); });
            }
            return {};
        },
        {.system_scope = true});
    recurring.Add({.kind = kCleanup, .every = std::chrono::hours(24)});
}

}  // namespace webhooks
