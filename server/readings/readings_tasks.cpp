#include "server/platform/tasks/recurring.hpp"
#include "server/readings/readings.hpp"

namespace readings {

namespace {
constexpr const char* kPartitionTask = "readings.partitions";
}  // namespace

void RegisterTasks(tasks::Registry& registry, Partitions& partitions) {
    registry.Add(kPartitionTask,
                 [&partitions](tasks::Run& run) -> base::Result<void> {
                     partitions.EnsureAhead(run.Now());
                     return {};
                 },
                 {.system_scope = true});
}

tasks::RecurringJob PartitionJob() {
    return {.kind = kPartitionTask, .every = std::chrono::hours(24)};
}

}  // namespace readings
