#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/book_keeper.hpp"
#include "server/replenishment/high_volume_report.hpp"
#include "server/replenishment/replenishment.hpp"

namespace replenishment {
namespace {

struct DailyInput {
    base::Day day;
};
BOOST_DESCRIBE_STRUCT(DailyInput, (), (day))

}  // namespace

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, orders::Office& office,
                   const Settings& settings) {
    // One task an organization, so that servers share the work and one organization's trouble is its own.
    registry.Add("replenishment.daily",
                 [&office](tasks::Run& run) -> base::Result<void> {
                     TRY(const auto period, run.Input<tasks::Period>());
                     run.Step([&](pg::Transaction& tx) {
                         for (const auto organization : printers::ListOrganizationsWithPrinters(tx)) {
                             tasks::Enqueue(tx, office.ids, run.Now(),
                                            {.organization = organization,
                                             .kind = "replenishment.organization",
                                             .input = base::json::ToValue(DailyInput{period.day}),
                                             .unique_key = "replenishment/" + base::FormatDay(period.day)});
                         }
                     });
                     return {};
                 },
                 {.system_scope = true});

    registry.Add("replenishment.organization", [&office, settings](tasks::Run& run) -> base::Result<void> {
        TRY(const auto input, run.Input<DailyInput>());
        // The day that ended before the run began.
        const base::Day today = input.day - std::chrono::days(1);
        RunResult result{.again = true};
        while (result.again) {
            const auto start = std::chrono::steady_clock::now();
            run.Step([&](pg::Transaction& tx) {
                result = RunDaily(tx, office, run.organization(), today, run.Now(), settings);
                run.SetProgress(result.supplies, result.supplies);
            });
            const auto took =
                std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
            base::log::Info(
                "replenishment.run organization={} day={} supplies={} orders={} rebuilt={} "
                "ms={}",
                run.organization().ToString(), base::FormatDay(today), result.supplies, result.orders, result.rebuilt,
                took.count());
        }
        return {};
    });

    RegisterHighVolumeReport(registry, office);
    RegisterMovedReport(registry, office);

    recurring.Add({.kind = "replenishment.daily", .every = std::chrono::hours(24), .offset = std::chrono::hours(2)});
}

}  // namespace replenishment
