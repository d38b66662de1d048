#include "server/platform/tasks/tasks.hpp"

#include "server/platform/api/call.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/tasks/task_store.hpp"

namespace tasks {

TaskId Enqueue(pg::Transaction& tx, base::IdSource& ids, base::Instant now, const NewTask& task) {
    const store::NewRow row{.organization_id = task.organization,
                            .id = ids.Make<TaskId>(),
                            .kind = task.kind,
                            .created_by = task.created_by,
                            .created_by_name = task.created_by_name,
                            .created_at = now,
                            .run_at = task.run_at.value_or(now),
                            .input = task.input,
                            .progress_total = task.progress_total,
                            .unique_key = task.unique_key,
                            .covers_below = task.covers_below,
                            .origin = task.origin ? std::optional(base::json::ToValue(*task.origin)) : std::nullopt};
    // With a unique key: between the failed insert and the look the other task may finish; then try again.
    for (;;) {
        if (const auto inserted = store::Insert(tx, row)) {
            tx.Notify(store::kChannel, task.kind);
            return *inserted;
        }
        if (const auto other = store::FindUnfinished(tx, task.organization, task.kind, task.unique_key)) return *other;
    }
}

TaskId Enqueue(http::Call& call, base::IdSource& ids, NewTask task) {
    task.origin = audit::OriginOf(call);
    if (call.actor().kind != http::ActorKind::kAnonymous) {
        task.created_by = call.actor().id;
        task.created_by_name = call.actor().name;
    }
    const TaskId id = Enqueue(call.tx(), ids, call.now(), task);
    if (task.organization != kSystemOrganization) {
        boost::json::object after{{"kind", task.kind}};
        if (task.progress_total > 0) after["total"] = task.progress_total;
        audit::Record(call, {.organization = task.organization,
                             .action = audit::action::kTaskCreated,
                             .object_type = "task",
                             .object_id = id.value,
                             .after = std::move(after),
                             .object_name = task.kind});
    }
    return id;
}

void Announce(pg::Transaction& tx, std::string_view event) {
    tx.Notify(store::kChannel, event);
}

bool Cancel(pg::Transaction& tx, base::OrganizationId organization, TaskId task, base::Instant now) {
    return store::Cancel(tx, organization, task, now);
}

}  // namespace tasks
