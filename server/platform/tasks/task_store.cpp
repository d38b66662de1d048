#include "server/platform/tasks/task_store.hpp"

namespace tasks::store {
namespace {

using Kinds = std::vector<std::string>;
using Organizations = std::vector<base::OrganizationId>;

#define TASK_COLUMNS                                                                         \
    "id, organization_id, kind, state, created_by, created_by_name, created_at, started_at," \
    " finished_at, progress_done, progress_total, items_failed, problem_code, problem_args," \
    " cancel_requested "

const pg::Query<TaskId(base::OrganizationId, TaskId, std::string_view, std::optional<base::Uuid>, std::string_view,
                       base::Instant, base::Instant, boost::json::value, std::int64_t, std::optional<std::string>,
                       std::optional<boost::json::value>)>
    kInsert{"tasks.insert", R"sql(
    INSERT INTO tasks (organization_id, id, kind, state, created_by, created_by_name, created_at, run_at,
                       input, progress_total, unique_key, origin)
    VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (organization_id, kind, unique_key)
        WHERE unique_key IS NOT NULL AND state IN ('queued', 'running') DO NOTHING
    RETURNING id)sql"};

const pg::Query<TaskId(base::OrganizationId, std::string_view, std::optional<std::string>)> kFindUnfinished{
    "tasks.find_unfinished", R"sql(
    SELECT id FROM tasks WHERE organization_id = $1 AND kind = $2 AND unique_key = $3
        AND state IN ('queued', 'running'))sql"};

const pg::Query<void(base::OrganizationId, TaskId, base::Instant)> kCancel{"tasks.cancel", R"sql(
    UPDATE tasks SET cancel_requested = true,
        state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
        finished_at = CASE WHEN state = 'queued' THEN $3 END
    WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running'))sql"};

const pg::Query<TaskRow(Organizations, TaskId)> kFind{
    "tasks.find", "SELECT " TASK_COLUMNS "FROM tasks WHERE organization_id = ANY ($1) AND id = $2"};

const pg::Query<TaskRow(Organizations, std::optional<std::string>, std::optional<std::string>, base::Instant, TaskId,
                        std::int64_t)>
    kList{"tasks.list", "SELECT " TASK_COLUMNS R"sql(FROM tasks
    WHERE organization_id = ANY ($1) AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
        AND (created_at, id) < ($4, $5)
    ORDER BY created_at DESC, id DESC LIMIT $6)sql"};

const pg::Query<ItemRow(base::OrganizationId, TaskId, std::optional<std::string>, std::int64_t, std::int64_t)>
    kListItems{"tasks.list_items", R"sql(
    SELECT number, outcome, subject, object_id, code, args FROM task_items
    WHERE organization_id = $1 AND task_id = $2 AND ($3 IS NULL OR outcome = $3) AND number > $4
    ORDER BY number LIMIT $5)sql"};

// Without locks and over all organizations; the claim that follows names one. In random order, so that
// servers spread out and no organization waits behind another one's thousand tasks.
const pg::Query<Candidate(base::Instant, Kinds)> kCandidates{"tasks.candidates", R"sql(
    SELECT organization_id, clock_timestamp() AS database_now FROM tasks
    WHERE kind = ANY ($2) AND (
        (state = 'queued' AND run_at <= $1 AND (retry_at IS NULL OR retry_at <= clock_timestamp()))
        OR (state = 'running' AND lease_until < clock_timestamp()))
    GROUP BY organization_id ORDER BY random() LIMIT 20)sql"};

const pg::Query<ClaimRow(base::OrganizationId, base::Instant, Kinds, base::Instant, base::Instant)> kClaim{
    "tasks.claim", R"sql(
    UPDATE tasks SET state = 'running', lease_number = lease_number + 1, lease_until = $5, retry_at = NULL,
        attempts = attempts + 1, started_at = coalesce(started_at, $2)
    WHERE organization_id = $1 AND id = (
        SELECT id FROM tasks
        WHERE organization_id = $1 AND kind = ANY ($3) AND (
            (state = 'queued' AND run_at <= $2 AND (retry_at IS NULL OR retry_at <= $4))
            OR (state = 'running' AND lease_until < $4))
        ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, organization_id, kind, input, origin, checkpoint, attempts, lease_number, progress_done,
        progress_total)sql"};

const pg::Query<std::optional<base::Instant>(base::Instant, Kinds)> kNextRunAt{"tasks.next_run_at",
                                                                               R"sql(
    SELECT min(run_at) FROM tasks WHERE state = 'queued' AND run_at > $1 AND kind = ANY ($2))sql"};

const pg::Query<bool(base::OrganizationId, TaskId, std::int64_t, std::int64_t)> kExtend{"tasks.extend", R"sql(
    UPDATE tasks SET lease_until = clock_timestamp() + $4 * interval '1 microsecond'
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'running'
    RETURNING cancel_requested)sql"};

const pg::Query<void(base::OrganizationId, TaskId, std::vector<std::int64_t>, std::vector<Outcome>,
                     std::vector<std::string>, std::vector<std::optional<base::Uuid>>, std::vector<std::string>,
                     std::vector<boost::json::value>)>
    kInsertItems{"tasks.insert_items", R"sql(
    INSERT INTO task_items (organization_id, task_id, number, outcome, subject, object_id, code, args)
    SELECT $1, $2, * FROM unnest($3, $4, $5, $6, $7, $8))sql"};

const pg::Query<void(base::OrganizationId, TaskId, std::int64_t, std::int64_t)> kCountFailed{"tasks.count_failed",
                                                                                             R"sql(
    UPDATE tasks SET items_failed = items_failed + $4
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3)sql"};

const pg::Query<void(base::OrganizationId, TaskId, std::int64_t, std::int64_t, std::int64_t,
                     std::optional<boost::json::value>)>
    kSaveProgress{"tasks.save_progress", R"sql(
    UPDATE tasks SET progress_done = $4, progress_total = $5, checkpoint = coalesce($6, checkpoint)
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3)sql"};

const pg::Query<void(base::OrganizationId, TaskId, std::int64_t, State, base::Instant, std::optional<std::string>,
                     std::optional<boost::json::value>)>
    kFinish{"tasks.finish", R"sql(
    UPDATE tasks SET finished_at = $5, problem_code = $6, problem_args = $7, lease_until = NULL,
        state = CASE WHEN $4 = 'completed' AND items_failed > 0 THEN 'completed_with_errors' ELSE $4 END
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'running')sql"};

const pg::Query<void(base::OrganizationId, TaskId, std::int64_t, std::optional<std::int64_t>)> kRequeue{"tasks.requeue",
                                                                                                        R"sql(
    UPDATE tasks SET state = 'queued', lease_until = NULL,
        attempts = attempts - CASE WHEN $4 IS NULL THEN 1 ELSE 0 END,
        retry_at = clock_timestamp() + $4 * interval '1 microsecond'
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'running')sql"};

const pg::Query<void(std::string_view, std::int64_t, base::Instant)> kStartPeriod{"tasks.start_period", R"sql(
    INSERT INTO recurring_jobs (name, last_period, started_at) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET last_period = excluded.last_period, started_at = excluded.started_at
        WHERE recurring_jobs.last_period < excluded.last_period)sql"};

const pg::Query<void(base::Instant, std::int64_t)> kDeleteFinished{"tasks.delete_finished", R"sql(
    DELETE FROM tasks WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM tasks WHERE finished_at < $1 LIMIT $2))sql"};

std::optional<std::string> Text(const auto& value) {
    if (!value) return std::nullopt;
    return std::string(base::json::EnumName(*value));
}

}  // namespace

boost::json::value ArgsToJson(const base::Args& args) {
    boost::json::object object;
    for (const auto& [name, arg] : args) {
        std::visit([&](const auto& value) { object[name] = value; }, arg);
    }
    return object;
}

std::optional<TaskRow> Find(pg::Transaction& tx, const Organizations& organizations, TaskId task) {
    return tx.One(kFind, organizations, task);
}

std::vector<TaskRow> List(pg::Transaction& tx, const Organizations& organizations, const std::optional<State>& state,
                          const std::optional<std::string>& kind, const std::optional<ListKey>& after,
                          std::int64_t limit) {
    // The first page begins at the far future, so that one statement serves all pages.
    const ListKey key = after.value_or(ListKey{base::Instant(base::Day(std::chrono::year(9999) / 12 / 31)), {}});
    return tx.All(kList, organizations, Text(state), kind, key.created_at, key.id, limit);
}

std::vector<ItemRow> ListItems(pg::Transaction& tx, base::OrganizationId organization, TaskId task,
                               const std::optional<Outcome>& outcome, std::int64_t after, std::int64_t limit) {
    return tx.All(kListItems, organization, task, Text(outcome), after, limit);
}

std::vector<Candidate> Candidates(pg::Transaction& tx, base::Instant now, const Kinds& kinds) {
    return tx.All(kCandidates, now, kinds);
}

std::optional<ClaimRow> Claim(pg::Transaction& tx, const Candidate& candidate, base::Instant now, const Kinds& kinds,
                              base::Duration lease) {
    return tx.One(kClaim, candidate.organization_id, now, kinds, candidate.database_now,
                  candidate.database_now + lease);
}

std::optional<base::Instant> NextRunAt(pg::Transaction& tx, base::Instant now, const Kinds& kinds) {
    return tx.Get(kNextRunAt, now, kinds);
}

Hold Extend(pg::Transaction& tx, const Fence& fence, base::Duration lease) {
    const auto cancelled = tx.One(kExtend, fence.organization, fence.task, fence.lease_number, lease.count());
    if (!cancelled) return Hold::kLost;
    return *cancelled ? Hold::kCancelled : Hold::kHeld;
}

void SaveItems(pg::Transaction& tx, const Fence& fence, const std::vector<Item>& items) {
    std::vector<std::int64_t> numbers;
    std::vector<Outcome> outcomes;
    std::vector<std::string> subjects;
    std::vector<std::optional<base::Uuid>> objects;
    std::vector<std::string> codes;
    std::vector<boost::json::value> args;
    std::int64_t failed = 0;
    for (const Item& item : items) {
        numbers.push_back(item.number);
        outcomes.push_back(item.outcome);
        subjects.push_back(item.subject);
        objects.push_back(item.object_id);
        codes.push_back(item.code);
        args.push_back(ArgsToJson(item.args));
        if (item.outcome == Outcome::kFailed || item.outcome == Outcome::kPartly) ++failed;
    }
    tx.Exec(kInsertItems, fence.organization, fence.task, numbers, outcomes, subjects, objects, codes, args);
    if (failed > 0) tx.Exec(kCountFailed, fence.organization, fence.task, fence.lease_number, failed);
}

void SaveProgress(pg::Transaction& tx, const Fence& fence, std::int64_t done, std::int64_t total,
                  const std::optional<boost::json::value>& checkpoint) {
    tx.Exec(kSaveProgress, fence.organization, fence.task, fence.lease_number, done, total, checkpoint);
}

bool Finish(pg::Transaction& tx, const Fence& fence, State state, base::Instant now,
            const std::optional<base::Problem>& problem) {
    std::optional<std::string> code;
    std::optional<boost::json::value> args;
    if (problem) {
        code = problem->code;
        args = ArgsToJson(problem->args);
    }
    return tx.Exec(kFinish, fence.organization, fence.task, fence.lease_number, state, now, code, args) == 1;
}

bool Requeue(pg::Transaction& tx, const Fence& fence, std::optional<base::Duration> pause) {
    std::optional<std::int64_t> microseconds;
    if (pause) microseconds = pause->count();
    return tx.Exec(kRequeue, fence.organization, fence.task, fence.lease_number, microseconds) == 1;
}

bool StartPeriod(pg::Transaction& tx, const std::string& job, std::int64_t period, base::Instant now) {
    return tx.Exec(kStartPeriod, job, period, now) == 1;
}

std::int64_t DeleteFinishedBefore(pg::Transaction& tx, base::Instant before, std::int64_t limit) {
    return tx.Exec(kDeleteFinished, before, limit);
}

}  // namespace tasks::store

namespace tasks {

// Workers listen to it; the payload is the kind.
constexpr std::string_view kChannel = "platen_tasks";

TaskId Enqueue(pg::Transaction& tx, base::IdSource& ids, base::Instant now, const NewTask& task) {
    const auto id = ids.Make<TaskId>();
    std::optional<boost::json::value> origin;
    if (task.origin) origin = base::json::ToValue(*task.origin);
    // With a unique key: between the failed insert and the look the other task may finish; then try again.
    for (;;) {
        const auto inserted =
            tx.One(store::kInsert, task.organization, id, task.kind, task.created_by, task.created_by_name, now,
                   task.run_at.value_or(now), task.input, task.progress_total, task.unique_key, origin);
        if (inserted) {
            tx.Notify(kChannel, task.kind);
            return *inserted;
        }
        const auto other = tx.One(store::kFindUnfinished, task.organization, task.kind, task.unique_key);
        if (other) return *other;
    }
}

bool Cancel(pg::Transaction& tx, base::OrganizationId organization, TaskId task, base::Instant now) {
    return tx.Exec(store::kCancel, organization, task, now) == 1;
}

}  // namespace tasks
