#include "lib/base/log.hpp"
#include "server/alerts/alert_store.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"

namespace alerts {
namespace {

constexpr std::int32_t kMostRulesAtOnce = 500;
constexpr std::chrono::days kKeepLog{400};
constexpr std::int32_t kDroppedAtOnce = 1'000;

// All parts of one rule, each in a step of its own.
std::int64_t LookAtAll(tasks::Run& run, const Parts& parts, const store::RuleKey& key) {
    std::int64_t told = 0;
    std::optional<Looked> looked;
    std::optional<printers::PrinterId> after;
    do {
        run.Step(
            [&](pg::Transaction& tx) { looked = LookAt(tx, parts, key.organization_id, key.id, after, run.Now()); });
        if (looked) {
            told += looked->told;
            after = looked->after;
        }
    } while (looked && after);
    return told;
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts) {
    registry.Add("alerts.evaluate",
                 [parts](tasks::Run& run) -> base::Result<void> {
                     store::RuleKey last;
                     std::int64_t told = 0;
                     for (std::vector<store::RuleKey> keys;;) {
                         run.Step([&](pg::Transaction& tx) { keys = store::ListEnabled(tx, last, kMostRulesAtOnce); });
                         for (const auto& key : keys) {
                             // One rule's trouble is its own; it is looked at again in five minutes.
                             try {
                                 told += LookAtAll(run, parts, key);
                             } catch (const pg::Error& error) {
                                 base::log::Warn("alerts.rule_failed organization={} rule={} error={}",
                                                 key.organization_id.ToString(), key.id.ToString(), error.what());
                             }
                         }
                         if (keys.size() < static_cast<std::size_t>(kMostRulesAtOnce)) break;
                         last = keys.back();
                     }
                     if (told > 0) base::log::Info("alerts.reported things={}", told);
                     return {};
                 },
                 {.system_scope = true});
    registry.Add("alerts.cleanup",
                 [](tasks::Run& run) -> base::Result<void> {
                     std::int64_t dropped = 0;
                     do {
                         run.Step([&](pg::Transaction& tx) {
                             dropped = store::DropSendings(tx, tasks::ForgetAt(run) - kKeepLog, kDroppedAtOnce);
                         });
                     } while (dropped == kDroppedAtOnce);
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = "alerts.evaluate", .every = kEvery});
    recurring.Add({.kind = "alerts.cleanup", .every = std::chrono::hours(24)});
}

}  // namespace alerts
