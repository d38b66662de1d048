#include <algorithm>
#include <map>

#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "server/enrollment/disconnection_store.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/enrollment/enrollment_store.hpp"
#include "server/enrollment/notices.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/webhooks/webhooks.hpp"

// ASR-13: which enrolled printers fell silent, who is told when, and who is back.
namespace enrollment {
namespace {

// The least that a contract may say.
constexpr std::chrono::days kLeastSilence{7};
constexpr std::chrono::days kLastNotice{30};
// Between the first notice and the last one, where the first came late.
constexpr std::chrono::days kBetweenNotices{7};

constexpr const char* kWatchTask = "enrollment.watch";
constexpr const char* kWatchOrganizationTask = "enrollment.watch_organization";

bool Contains(const std::vector<printers::PrinterId>& sorted, printers::PrinterId id) {
    return std::ranges::binary_search(sorted, id);
}

// One organization at one moment.
class Pass {
  public:
    Pass(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, base::Instant now)
        : tx_(tx), parts_(parts), organization_(organization), now_(now) {}

    WatchResult Go() {
        End();
        Find();
        Notice();
        return result_;
    }

  private:
    void End() {
        std::vector<printers::PrinterId> back;
        std::vector<printers::PrinterId> told;
        for (const auto& ended : store::EndOver(tx_, organization_, now_)) {
            if (!ended.connected) continue;
            back.push_back(ended.printer_id);
            if (ended.noticed) told.push_back(ended.printer_id);
        }
        if (back.empty()) return;
        result_.connected = static_cast<std::int64_t>(back.size());
        printers::AddHistory(tx_, parts_.ids, organization_, back, "printer_reconnected", {}, "", now_);
        std::vector<store::SilentPrinter> printers;
        std::vector<boost::json::object> events;
        for (const auto& printer : store::Find(tx_, {&organization_, 1}, back)) {
            events.push_back(ToldOf(printer));
            if (!Contains(told, printer.id)) continue;
            printers.push_back({.id = printer.id,
                                .contract_id = printer.contract_id,
                                .site_id = printer.site_id,
                                .contact_id = printer.contact_id,
                                .agent_id = {},
                                .manufacturer = printer.manufacturer,
                                .model = printer.model,
                                .serial_number = printer.serial_number,
                                .location = printer.location});
        }
        webhooks::PublishAll(tx_, parts_.ids, organization_, webhooks::event::kPrinterReconnected, events, now_);
        Tell(tx_, parts_, organization_, NoticeKind::kConnectedAgain, printers, now_);
    }

    void Find() {
        contracts::TermsBook book(tx_, {&organization_, 1}, parts_.installation);
        std::vector<store::NewDisconnection> found;
        for (auto& printer : store::ListSilent(tx_, organization_, now_ - kLeastSilence)) {
            const auto& terms =
                book.Of({organization_, printer.contract_id, printer.site_id, printer.manufacturer, printer.model});
            if (now_ - printer.observed_at < std::chrono::days(terms.first_notice_days)) continue;
            found.push_back({parts_.ids.Make<DisconnectionId>(), printer.id, printer.observed_at});
            // The operator's service desk calls the others (ASR-17).
            const bool told = terms.contract && terms.contract->customer == contracts::CustomerKind::kSelfService;
            if (told && printer.contact_id) silent_.push_back(std::move(printer));
        }
        if (found.empty()) return;
        const auto added = store::Add(tx_, organization_, found, now_);
        result_.disconnected = static_cast<std::int64_t>(added.size());
        if (added.empty()) return;
        printers::AddHistory(tx_, parts_.ids, organization_, added, "printer_disconnected", {}, "", now_);
        std::vector<boost::json::object> events;
        for (const auto& printer : store::Find(tx_, {&organization_, 1}, added)) events.push_back(ToldOf(printer));
        webhooks::PublishAll(tx_, parts_.ids, organization_, webhooks::event::kPrinterDisconnected, events, now_);
    }

    void Notice() {
        std::vector<printers::PrinterId> first;
        std::vector<printers::PrinterId> last;
        for (const auto& printer : silent_) {
            if (!printer.first_notice_at) {
                first.push_back(printer.id);
            } else if (!printer.last_notice_at && now_ - printer.observed_at >= kLastNotice &&
                       now_ - *printer.first_notice_at >= kBetweenNotices) {
                last.push_back(printer.id);
            }
        }
        if (!first.empty()) {
            result_.first_notices = Send(NoticeKind::kDisconnected, store::MarkFirst(tx_, organization_, first, now_));
        }
        if (!last.empty()) {
            result_.last_notices = Send(NoticeKind::kLastNotice, store::MarkLast(tx_, organization_, last, now_));
        }
    }

    std::int64_t Send(NoticeKind kind, const std::vector<printers::PrinterId>& marked) {
        std::vector<store::SilentPrinter> printers;
        for (const auto& printer : silent_) {
            if (Contains(marked, printer.id)) printers.push_back(printer);
        }
        Tell(tx_, parts_, organization_, kind, printers, now_);
        return static_cast<std::int64_t>(printers.size());
    }

    pg::Transaction& tx_;
    const Parts& parts_;
    const base::OrganizationId organization_;
    const base::Instant now_;
    std::vector<store::SilentPrinter> silent_;  // whose contacts are told
    WatchResult result_;
};

}  // namespace

WatchResult Watch(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, base::Instant now) {
    return Pass(tx, parts, organization, now).Go();
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts) {
    // One task an organization, so that one organization's trouble is its own.
    registry.Add(kWatchTask,
                 [&ids = parts.ids](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) {
                         for (const auto organization : store::ListToWatch(tx, run.Now() - kLeastSilence)) {
                             tasks::Enqueue(
                                 tx, ids, run.Now(),
                                 {.organization = organization, .kind = kWatchOrganizationTask, .unique_key = "watch"});
                         }
                     });
                     return {};
                 },
                 {.system_scope = true});
    registry.Add(kWatchOrganizationTask,
                 [parts](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) {
                         const auto result = Watch(tx, parts, run.organization(), run.Now());
                         base::log::Info(
                             "enrollment.watched organization={} disconnected={} first_notices={} last_notices={} "
                             "connected={}",
                             run.organization().ToString(), result.disconnected, result.first_notices,
                             result.last_notices, result.connected);
                     });
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = kWatchTask, .every = std::chrono::hours(1)});
}

}  // namespace enrollment
