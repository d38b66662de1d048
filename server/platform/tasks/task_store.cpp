#include "server/platform/tasks/task_store.hpp"

namespace tasks::store {
namespace {

using Kinds = std::vector<std::string>;

const pg::Insert<NewRow, TaskId> kInsert{"tasks.insert",
                                         "tasks",
                                         R"sql(
    ON CONFLICT (organization_id, kind, unique_key)
        WHERE unique_key IS NOT NULL AND state IN ('queued', 'running') DO NOTHING
    RETURNING id)sql",
                                         {{"state", "'queued'"}}};

const pg::Query<TaskId(base::OrganizationId, std::string_view, std::optional<std::string>)> kFindUnfinished{
    "tasks.find_unfinished", R"sql(
    SELECT id FROM tasks WHERE organization_id = $1 AND kind = $2 AND unique_key = $3
        AND state IN ('queued', 'running'))sql"};

const pg::Query<void(base::OrganizationId, TaskId, base::Instant)> kCancel{"tasks.cancel", R"sql(
    UPDATE tasks SET cancel_requested = true,
        state = CASE WHEN state = 'queued' OR retry_at IS NOT NULL THEN 'cancelled' ELSE state END,
        finished_at = CASE WHEN state = 'queued' OR retry_at IS NOT NULL THEN $3 END,
        lease_until = CASE WHEN state = 'queued' OR retry_at IS NOT NULL THEN NULL ELSE lease_until END
    WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running'))sql"};

const pg::Query<TaskRow(Organizations, TaskId, bool)> kFind{
    "tasks.find",
    "SELECT {columns} FROM tasks WHERE organization_id = ANY ($1) AND id = $2 AND ($3 OR NOT covers_below)"};

const pg::List<TaskRow, ListFilter, SortColumn> kList{{
    .name = "tasks.list",
    .from = "tasks",
    .where =
        "organization_id = ANY ($organizations) AND ($sees_below OR NOT covers_below)\n"
        "  AND (cardinality($state) = 0 OR state = ANY ($state)) AND (cardinality($kind) = 0 OR kind = ANY ($kind))\n"
        "  AND ($of_people IS NULL OR NOT $of_people OR created_by IS NOT NULL)\n"
        "  AND ($of_people IS NULL OR $of_people OR created_by IS NULL)",
    .sorts = {{SortColumn::kCreatedAt, "created_at", "timestamptz"},
              {SortColumn::kKind, "kind"},
              {SortColumn::kState, "state"},
              {SortColumn::kFinishedAt, "COALESCE(finished_at, 'infinity')", "timestamptz"}},
}};

// Numbers are unique in a task, so its own id follows them.
const pg::List<ItemRow, ItemFilter, ItemColumn> kItems{{
    .name = "tasks.items",
    .from = "task_items",
    .where = "organization_id = $organization AND task_id = $task AND ($outcome IS NULL OR outcome = $outcome)",
    .id = "task_id",
    .sorts = {{ItemColumn::kNumber, "number", "bigint"}},
}};

const pg::Query<OutcomeCount(base::OrganizationId, TaskId)> kCountOutcomes{"tasks.count_outcomes", R"sql(
    SELECT outcome, count(*) AS count FROM task_items WHERE organization_id = $1 AND task_id = $2
    GROUP BY outcome)sql"};

// Without locks and over all organizations; the claim that follows names one. In random order, so that
// servers spread out and no organization waits behind another one's thousand tasks.
const pg::Query<Candidate(base::Instant, Kinds)> kCandidates{"tasks.candidates", R"sql(
    SELECT organization_id, clock_timestamp() AS database_now FROM tasks
    WHERE kind = ANY ($2) AND (
        (state = 'queued' AND run_at <= $1 AND (retry_at IS NULL OR retry_at <= clock_timestamp()))
        OR (state = 'running' AND lease_until < clock_timestamp()))
    GROUP BY organization_id ORDER BY random() LIMIT 20)sql"};

const pg::Query<ClaimRow(base::OrganizationId, base::Instant, Kinds, base::Instant, base::Instant,
                         std::optional<std::int32_t>)>
    kClaim{"tasks.claim", R"sql(
    UPDATE tasks SET state = 'running', lease_number = lease_number + 1, lease_until = $5, retry_at = NULL, holder = $6,
        attempts = attempts + 1, started_at = coalesce(started_at, $2)
    WHERE organization_id = $1 AND id = (
        SELECT id FROM tasks
        WHERE organization_id = $1 AND kind = ANY ($3) AND (
            (state = 'queued' AND run_at <= $2 AND (retry_at IS NULL OR retry_at <= $4))
            OR (state = 'running' AND lease_until < $4))
        ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING {columns})sql"};

const pg::Query<std::optional<base::Instant>(base::Instant, Kinds)> kNextRunAt{"tasks.next_run_at",
                                                                               R"sql(
    SELECT min(run_at) FROM tasks WHERE state = 'queued' AND run_at > $1 AND kind = ANY ($2))sql"};

const pg::Query<bool(base::OrganizationId, TaskId, std::int64_t, std::int64_t)> kExtend{"tasks.extend", R"sql(
    UPDATE tasks SET lease_until = clock_timestamp() + $4 * interval '1 microsecond'
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'running'
    RETURNING cancel_requested)sql"};

struct OfTask {
    base::OrganizationId organization_id;
    TaskId task_id;
};
BOOST_DESCRIBE_STRUCT(OfTask, (), (organization_id, task_id))
const pg::InsertRows<OfTask, ItemRow> kInsertItems{"tasks.insert_items", "task_items"};

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

// One that waits is running for people; its lease is the time it waits, retry_at says that no worker has it. A new
// number for the lease: the heartbeat of the worker that had it finds nothing.
const pg::Query<void(base::OrganizationId, TaskId, std::int64_t, std::int64_t)> kPark{"tasks.park", R"sql(
    UPDATE tasks SET lease_number = lease_number + 1, attempts = attempts - 1, retry_at = clock_timestamp(),
        lease_until = clock_timestamp() + CASE WHEN cancel_requested THEN 0 ELSE $4 END * interval '1 microsecond'
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'running')sql"};
const pg::Query<void(Kinds)> kRelease{"tasks.release", R"sql(
    UPDATE tasks SET lease_until = retry_at
    WHERE state = 'running' AND retry_at IS NOT NULL AND kind = ANY ($1))sql"};
// Their process is gone: it does not keep its lock any more. `objid` is unsigned.
const pg::Query<void(std::int32_t, std::optional<std::int32_t>)> kReleaseOrphans{"tasks.release_orphans", R"sql(
    UPDATE tasks SET lease_until = clock_timestamp() - interval '1 microsecond', holder = NULL
    WHERE state = 'running' AND retry_at IS NULL AND holder IS NOT NULL AND holder IS DISTINCT FROM $2
        AND NOT EXISTS (
            SELECT FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = $1
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND objid::bigint = holder))sql"};
const pg::Query<std::optional<std::int64_t>(Kinds)> kNextParked{"tasks.next_parked", R"sql(
    SELECT (extract(epoch FROM min(lease_until) - clock_timestamp()) * 1000000)::bigint FROM tasks
    WHERE state = 'running' AND retry_at IS NOT NULL AND kind = ANY ($1))sql"};

// A period that was started in the future was started by a clock that was wrong then.
const pg::Query<StartedPeriod(std::string_view, std::int64_t, base::Instant, std::int64_t, std::int64_t)> kStartPeriod{
    "tasks.start_period", R"sql(
    WITH before AS (SELECT started_at FROM recurring_jobs WHERE name = $1)
    INSERT INTO recurring_jobs AS job (name, last_period, started_at, forget_at) VALUES ($1, $2, $3, $3)
    ON CONFLICT (name) DO UPDATE SET last_period = excluded.last_period, started_at = excluded.started_at,
        forget_at = least(excluded.started_at, job.forget_at + $5 * interval '1 microsecond')
        WHERE job.last_period < excluded.last_period
            OR job.started_at > excluded.started_at + $4 * interval '1 microsecond'
    RETURNING forget_at, (SELECT started_at FROM before) AS started_before)sql"};
const pg::Query<std::optional<base::Instant>()> kNewestStart{"tasks.newest_start",
                                                             "SELECT max(started_at) FROM recurring_jobs"};
// Pauses and leases are of minutes: what lies days ahead was written by a clock that was wrong then.
const pg::Query<void()> kRightTimes{"tasks.right_times", R"sql(
    UPDATE tasks SET retry_at = CASE WHEN state = 'running' THEN retry_at END,
        lease_until = CASE WHEN state = 'running' THEN clock_timestamp() - interval '1 microsecond' END
    WHERE (state = 'running' AND lease_until > clock_timestamp() + interval '2 days')
        OR (state = 'queued' AND retry_at > clock_timestamp() + interval '2 days'))sql"};

const pg::Query<void(base::OrganizationId, TaskId)> kNoteJobEnd{"tasks.note_job_end", R"sql(
    UPDATE recurring_jobs SET ended_at = task.finished_at, end_state = task.state, problem_code = task.problem_code
    FROM tasks task WHERE task.organization_id = $1 AND task.id = $2 AND task.created_by IS NULL AND name = task.kind)sql"};
const pg::Query<JobRunRow()> kLastRuns{"tasks.last_runs", R"sql(
    SELECT name, started_at, ended_at, end_state, problem_code FROM recurring_jobs ORDER BY name)sql"};

const pg::Query<void(base::Instant, std::int64_t)> kDeleteFinished{"tasks.delete_finished", R"sql(
    DELETE FROM tasks WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM tasks WHERE finished_at < $1 LIMIT $2))sql"};

}  // namespace

boost::json::value ArgsToJson(const base::Args& args) {
    boost::json::object object;
    for (const auto& [name, arg] : args) {
        std::visit([&](const auto& value) { object[name] = value; }, arg);
    }
    return object;
}

std::optional<TaskRow> Find(pg::Transaction& tx, const Reader& reader, TaskId task) {
    return tx.One(kFind, reader.organizations, task, reader.sees_below);
}

pg::Slice<TaskRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

pg::Slice<ItemRow> ListItems(pg::Transaction& tx, const ItemFilter& filter, const pg::Window<ItemColumn>& window) {
    return kItems.Read(tx, filter, window);
}

std::vector<OutcomeCount> CountOutcomes(pg::Transaction& tx, base::OrganizationId organization, TaskId task) {
    std::vector<OutcomeCount> counts;
    for (const auto& [outcome, name] : base::json::EnumNames<Outcome>()) counts.push_back({outcome, 0});
    for (const auto& row : tx.All(kCountOutcomes, organization, task)) {
        for (auto& one : counts) {
            if (one.outcome == row.outcome) one.count = row.count;
        }
    }
    return counts;
}

std::optional<TaskId> Insert(pg::Transaction& tx, const NewRow& task) {
    return tx.One(kInsert, task);
}

std::optional<TaskId> FindUnfinished(pg::Transaction& tx, base::OrganizationId organization, const std::string& kind,
                                     const std::optional<std::string>& unique_key) {
    return tx.One(kFindUnfinished, organization, kind, unique_key);
}

bool Cancel(pg::Transaction& tx, base::OrganizationId organization, TaskId task, base::Instant now) {
    return tx.Exec(kCancel, organization, task, now) == 1;
}

std::vector<Candidate> Candidates(pg::Transaction& tx, base::Instant now, const Kinds& kinds) {
    return tx.All(kCandidates, now, kinds);
}

std::optional<ClaimRow> Claim(pg::Transaction& tx, const Candidate& candidate, base::Instant now, const Kinds& kinds,
                              base::Duration lease, std::optional<std::int32_t> holder) {
    return tx.One(kClaim, candidate.organization_id, now, kinds, candidate.database_now, candidate.database_now + lease,
                  holder);
}

bool ReleaseOrphans(pg::Transaction& tx, std::optional<std::int32_t> holder) {
    return tx.Exec(kReleaseOrphans, kHolders, holder) > 0;
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
    std::vector<ItemRow> rows;
    std::int64_t failed = 0;
    for (const Item& item : items) {
        rows.push_back({item.number, item.outcome, item.subject, item.object_id, item.code, ArgsToJson(item.args)});
        if (item.outcome == Outcome::kFailed || item.outcome == Outcome::kPartly) ++failed;
    }
    tx.Exec(kInsertItems, {fence.organization, fence.task}, rows);
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
    if (tx.Exec(kFinish, fence.organization, fence.task, fence.lease_number, state, now, code, args) != 1) return false;
    if (fence.organization == kSystemOrganization) tx.Exec(kNoteJobEnd, fence.organization, fence.task);
    return true;
}

bool Requeue(pg::Transaction& tx, const Fence& fence, std::optional<base::Duration> pause) {
    std::optional<std::int64_t> microseconds;
    if (pause) microseconds = pause->count();
    return tx.Exec(kRequeue, fence.organization, fence.task, fence.lease_number, microseconds) == 1;
}

bool Park(pg::Transaction& tx, const Fence& fence, base::Duration at_most) {
    return tx.Exec(kPark, fence.organization, fence.task, fence.lease_number, at_most.count()) == 1;
}

void Release(pg::Transaction& tx, const Kinds& kinds) {
    tx.Exec(kRelease, kinds);
}

std::optional<base::Duration> NextParked(pg::Transaction& tx, const Kinds& kinds) {
    const auto left = tx.Get(kNextParked, kinds);
    return left ? std::optional(base::Duration(*left)) : std::nullopt;
}

std::optional<StartedPeriod> StartPeriod(pg::Transaction& tx, const std::string& job, std::int64_t period,
                                         base::Instant now) {
    return tx.One(kStartPeriod, job, period, now, kAhead.count(), kForgetAtMost.count());
}
std::optional<base::Instant> NewestStart(pg::Transaction& tx) {
    return tx.Get(kNewestStart);
}
void RightTimes(pg::Transaction& tx) {
    tx.Exec(kRightTimes);
}

std::vector<JobRunRow> LastRuns(pg::Transaction& tx) {
    return tx.All(kLastRuns);
}

std::int64_t DeleteFinishedBefore(pg::Transaction& tx, base::Instant before, std::int64_t limit) {
    return tx.Exec(kDeleteFinished, before, limit);
}

}  // namespace tasks::store
