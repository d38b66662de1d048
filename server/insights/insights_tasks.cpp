#include "server/insights/insights.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/printers/printers.hpp"

namespace insights {
namespace {

// All printers of one organization, so many a step.
void CountOne(tasks::Run& run, base::OrganizationId organization) {
    std::vector<base::Day> months;
    run.Step([&](pg::Transaction& tx) {
        CountFleetFigures(tx, organization, run.Now());
        months = MonthsToCount(tx, organization, run.Now());
    });
    std::vector<FleetMonth> sums;
    std::optional<base::Uuid> after;
    bool more = true;
    while (more) {
        SomePages some;
        run.Step([&](pg::Transaction& tx) { some = PagesOf(tx, organization, months, after, kPrintersAStep); });
        if (sums.empty()) {
            sums = std::move(some.months);
        } else {
            for (std::size_t i = 0; i < sums.size(); ++i) {
                sums[i].pages += some.months[i].pages;
                sums[i].color_pages += some.months[i].color_pages;
                sums[i].printers += some.months[i].printers;
            }
        }
        after = some.after;
        more = after.has_value();
    }
    run.Step([&](pg::Transaction& tx) { KeepMonths(tx, organization, sums); });
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring) {
    registry.Add(
        "insights.count",
        [](tasks::Run& run) -> base::Result<void> {
            std::vector<base::OrganizationId> organizations;
            run.Step([&](pg::Transaction& tx) { organizations = printers::ListOrganizationsWithPrinters(tx); });
            for (const auto organization : organizations) CountOne(run, organization);
            return {};
        },
        {.system_scope = true});
    recurring.Add({.kind = "insights.count", .every = std::chrono::hours(1)});
}

}  // namespace insights
