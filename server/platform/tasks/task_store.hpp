#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/tasks/tasks.hpp"

// The tables tasks, task_items and recurring_jobs.
namespace tasks::store {

// Workers listen to it; the payload is the kind of a new task, or what was announced.
inline constexpr const char* kChannel = "platen_tasks";

// As lists and pages show it.
struct TaskRow {
    TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    State state = State::kQueued;
    std::optional<base::Uuid> created_by;
    std::string created_by_name;
    base::Instant created_at;
    std::optional<base::Instant> started_at;
    std::optional<base::Instant> finished_at;
    std::int64_t progress_done = 0;
    std::int64_t progress_total = 0;
    std::int64_t items_failed = 0;
    std::optional<std::string> problem_code;
    std::optional<boost::json::value> problem_args;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(TaskRow, (),
                      (id, organization_id, kind, state, created_by, created_by_name, created_at, started_at,
                       finished_at, progress_done, progress_total, items_failed, problem_code, problem_args,
                       cancel_requested))

struct ItemRow {
    std::int64_t number = 0;
    Outcome outcome = Outcome::kDone;
    std::string subject;
    std::optional<base::Uuid> object_id;
    std::string code;
    boost::json::value args;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (number, outcome, subject, object_id, code, args))

// What a worker gets with a task.
struct ClaimRow {
    TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    boost::json::value input;
    std::optional<boost::json::value> origin;
    std::optional<boost::json::value> checkpoint;
    std::int32_t attempts = 0;
    std::int64_t lease_number = 0;
    std::int64_t progress_done = 0;
    std::int64_t progress_total = 0;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (),
                      (id, organization_id, kind, input, origin, checkpoint, attempts, lease_number, progress_done,
                       progress_total))

// A task that is made, queued.
struct NewRow {
    base::OrganizationId organization_id;
    TaskId id;
    std::string kind;
    std::optional<base::Uuid> created_by;
    std::string created_by_name;
    base::Instant created_at;
    base::Instant run_at;
    boost::json::value input;
    std::int64_t progress_total = 0;
    std::optional<std::string> unique_key;
    bool covers_below = false;
    std::optional<boost::json::value> origin;
};
BOOST_DESCRIBE_STRUCT(NewRow, (),
                      (organization_id, id, kind, created_by, created_by_name, created_at, run_at, input,
                       progress_total, unique_key, covers_below, origin))

// Who holds a task: every write of a worker names it and finds nothing when another one has taken over.
struct Fence {
    base::OrganizationId organization;
    TaskId task;
    std::int64_t lease_number = 0;
};

// An organization with something to run, and the database's time when it was seen.
struct Candidate {
    base::OrganizationId organization_id;
    base::Instant database_now;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (organization_id, database_now))

// ---- for whoever asks for it
// Nothing where an unfinished task of its kind and organization has the same unique key.
std::optional<TaskId> Insert(pg::Transaction& tx, const NewRow& task);
std::optional<TaskId> FindUnfinished(pg::Transaction& tx, base::OrganizationId organization, const std::string& kind,
                                     const std::optional<std::string>& unique_key);
bool Cancel(pg::Transaction& tx, base::OrganizationId organization, TaskId task, base::Instant now);

// ---- for people (in the actor's scope)
using Organizations = std::span<const base::OrganizationId>;

// Whoever sees nothing below does not see what works on it (NewTask::covers_below).
struct Reader {
    Organizations organizations;
    bool sees_below = false;
};
std::optional<TaskRow> Find(pg::Transaction& tx, const Reader& reader, TaskId task);

enum class SortColumn { kCreatedAt, kKind, kState, kFinishedAt };
BOOST_DESCRIBE_ENUM(SortColumn, kCreatedAt, kKind, kState, kFinishedAt)
struct ListFilter {
    Organizations organizations;
    std::vector<State> state{};
    std::vector<std::string> kind{};
    std::optional<bool> of_people{};  // false: only those of the system
    bool sees_below = false;          // as of a Reader
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, state, kind, of_people, sees_below))
pg::Slice<TaskRow> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);

enum class ItemColumn { kNumber };
BOOST_DESCRIBE_ENUM(ItemColumn, kNumber)
struct ItemFilter {
    base::OrganizationId organization;
    TaskId task;
    std::optional<Outcome> outcome{};
};
BOOST_DESCRIBE_STRUCT(ItemFilter, (), (organization, task, outcome))
struct OutcomeCount {
    Outcome outcome = Outcome::kDone;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OutcomeCount, (), (outcome, count))
// Of the items so far, each outcome with how many have it, 0 too.
std::vector<OutcomeCount> CountOutcomes(pg::Transaction& tx, base::OrganizationId organization, TaskId task);
pg::Slice<ItemRow> ListItems(pg::Transaction& tx, const ItemFilter& filter, const pg::Window<ItemColumn>& window);

// ---- for whoever looks after the server (system scope)
// When a recurring job was due last, and what became of it.
struct JobRunRow {
    std::string name;
    base::Instant started_at;               // business time
    std::optional<base::Instant> ended_at;  // of the run that ended last; absent: none did since this is kept
    std::optional<State> end_state;         // with ended_at
    std::optional<std::string> problem_code;
};
BOOST_DESCRIBE_STRUCT(JobRunRow, (), (name, started_at, ended_at, end_state, problem_code))
// By name; readable in any scope.
std::vector<JobRunRow> LastRuns(pg::Transaction& tx);

// ---- for workers (system scope)
std::vector<Candidate> Candidates(pg::Transaction& tx, base::Instant now, const std::vector<std::string>& kinds);
std::optional<ClaimRow> Claim(pg::Transaction& tx, const Candidate& candidate, base::Instant now,
                              const std::vector<std::string>& kinds, base::Duration lease,
                              std::optional<std::int32_t> holder);
// While a process lives it keeps the advisory lock (kHolders, its number). What others have of processes that are gone is
// free before its lease ends; true when there was something. `holder` is the number of whoever asks.
inline constexpr std::int32_t kHolders = 0x504c5457;
bool ReleaseOrphans(pg::Transaction& tx, std::optional<std::int32_t> holder);
// The earliest run_at that lies ahead.
std::optional<base::Instant> NextRunAt(pg::Transaction& tx, base::Instant now, const std::vector<std::string>& kinds);

enum class Hold { kHeld, kCancelled, kLost };
// Locks the row until the transaction ends, and extends the lease.
Hold Extend(pg::Transaction& tx, const Fence& fence, base::Duration lease);
void SaveItems(pg::Transaction& tx, const Fence& fence, const std::vector<Item>& items);
void SaveProgress(pg::Transaction& tx, const Fence& fence, std::int64_t done, std::int64_t total,
                  const std::optional<boost::json::value>& checkpoint);
// False: another worker has taken over.
bool Finish(pg::Transaction& tx, const Fence& fence, State state, base::Instant now,
            const std::optional<base::Problem>& problem);
// Back into the queue, at once (a server shuts down; the attempt does not count) or after a pause.
bool Requeue(pg::Transaction& tx, const Fence& fence, std::optional<base::Duration> pause);

// No worker holds it until `at_most` has passed or Release(); at once where a person wants it to stop. Its fence is void.
bool Park(pg::Transaction& tx, const Fence& fence, base::Duration at_most);
// Those of these kinds that wait are to be run now.
void Release(pg::Transaction& tx, const std::vector<std::string>& kinds);
// How long until the first of these kinds has waited long enough.
std::optional<base::Duration> NextParked(pg::Transaction& tx, const std::vector<std::string>& kinds);

struct StartedPeriod {
    base::Instant forget_at;                      // Period::forget_at
    std::optional<base::Instant> started_before;  // the last one; absent: the job is new
};
BOOST_DESCRIBE_STRUCT(StartedPeriod, (), (forget_at, started_before))
// How far ahead of now a period may have been started (clocks of servers differ); beyond it was a mistake.
inline constexpr base::Duration kAhead = std::chrono::minutes(15);
inline constexpr base::Duration kForgetAtMost = std::chrono::days(7);
// For the one server that is first to start this period of the job.
std::optional<StartedPeriod> StartPeriod(pg::Transaction& tx, const std::string& job, std::int64_t period,
                                         base::Instant now);
// The newest start of any; absent: no job was ever started.
std::optional<base::Instant> NewestStart(pg::Transaction& tx);
// Leases and pauses that a clock wrote which was wrong: days ahead.
void RightTimes(pg::Transaction& tx);
std::int64_t DeleteFinishedBefore(pg::Transaction& tx, base::Instant before, std::int64_t limit);

boost::json::value ArgsToJson(const base::Args& args);

}  // namespace tasks::store
