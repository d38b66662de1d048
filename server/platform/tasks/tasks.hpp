#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/audit/audit.hpp"

namespace pg {
class Pool;
class Transaction;
}  // namespace pg
namespace http {
class Call;
class Router;
struct Permission;
}  // namespace http
namespace i18n {
class Catalogues;
}

// Durable background work (TSK-1): enqueued in the transaction of its cause, run by any server,
// resumed after a crash, visible to people with its progress and what became of each item; kept for
// 90 days.
//
//   // where it is asked for:
//   tasks::Enqueue(call, ids, {.organization = call.organization(), .kind = "contacts.import",
//       .input = base::json::ToValue(input), .progress_total = rows});
//
//   // what does it, one transaction a row:
//   base::Result<void> ImportContacts(tasks::Run& run) {
//       auto input = run.Input<ImportInput>();
//       if (!input) return std::unexpected(input.error());
//       for (auto row = run.Checkpoint<std::size_t>().value_or(0); row < input->rows.size(); ++row)
//       {
//           run.Step([&](pg::Transaction& tx) {
//               run.Audit({.organization = ..., .action = "contact.created", ...});
//               run.Report({.number = ..., .outcome = tasks::Outcome::kDone, .subject = name});
//               run.SetCheckpoint(row + 1);
//               run.SetProgress(row + 1, input->rows.size());
//           });
//       }
//       return {};
//   }
//   registry.Add("contacts.import", &ImportContacts);
namespace tasks {

using TaskId = base::Id<struct TaskTag>;

// Carries the work that belongs to no customer; only system transactions see its rows.
inline constexpr base::OrganizationId kSystemOrganization{};

enum class State { kQueued, kRunning, kCompleted, kCompletedWithErrors, kFailed, kCancelled };
BOOST_DESCRIBE_ENUM(State, kQueued, kRunning, kCompleted, kCompletedWithErrors, kFailed, kCancelled)

enum class Outcome {
    kDone,
    kSkipped,  // nothing to do, and nothing wrong
    kPartly,   // done, but for what its code says; makes the task "completed with errors" too
    kFailed,   // makes the task "completed with errors"
};
BOOST_DESCRIBE_ENUM(Outcome, kDone, kSkipped, kPartly, kFailed)

struct NewTask {
    base::OrganizationId organization = kSystemOrganization;
    std::string kind;  // registered with a Registry
    boost::json::value input = boost::json::object{};
    std::optional<base::Uuid> created_by{};  // the actor; absent: the system
    std::string created_by_name = "system";
    std::int64_t progress_total = 0;
    std::optional<base::Instant> run_at{};  // business time, not before; absent: now
    // While an unfinished task of the same kind and organization has this key, no second one is made.
    std::optional<std::string> unique_key{};
    // It works on what belongs to organizations below `organization`: only whoever sees those sees it (ORG-5).
    bool covers_below = false;
    std::optional<audit::Origin> origin{};  // who asked, and from where; absent: the system
};

// Part of `tx`: the task exists when it commits, and workers are woken then. Gives the task's id, or that
// of the unfinished one with the same unique_key.
TaskId Enqueue(pg::Transaction& tx, base::IdSource& ids, base::Instant now, const NewTask& task);
// For whoever sent the request: the task and what it will do later carry them, and the audit log says that they asked
// for it ("task.created").
TaskId Enqueue(http::Call& call, base::IdSource& ids, NewTask task);

// A queued task is cancelled at once, a running one stops before its next step; false when the task is
// finished already or not visible.
bool Cancel(pg::Transaction& tx, base::OrganizationId organization, TaskId task, base::Instant now);

// What became of one thing. `number` is unique in the task.
struct Item {
    std::int64_t number = 0;
    Outcome outcome = Outcome::kDone;
    std::string subject{};  // for people: a serial number, a name
    std::optional<base::Uuid> object_id{};
    std::string code{};  // why; text in the catalogues as problems.<code>
    base::Args args{};
};

// Tasks that wait for this (KindOptions::woken_by) go on when `tx` commits, on whichever server.
void Announce(pg::Transaction& tx, std::string_view event);

// Thrown by Run::Step() when the task is to stop: cancelled, the server shuts down, or another worker has
// taken over. Do not catch it.
struct Interrupted {};
// Thrown by Run::Wait(). Do not catch it either.
struct Waiting {
    base::Duration at_most{};
};

// One execution of a task, in the hands of its handler. Used by one thread.
class Run {
  public:
    struct Claim;
    struct Control;

    Run(pg::Pool& pool, const base::Clock& clock, Claim& claim, Control& control)
        : pool_(pool), clock_(clock), claim_(claim), control_(control) {}

    [[nodiscard]] TaskId id() const;
    [[nodiscard]] base::OrganizationId organization() const;
    [[nodiscard]] int attempt() const;  // 1 for the first
    [[nodiscard]] base::Instant Now() const { return clock_.Now(); }
    [[nodiscard]] pg::Pool& pool() { return pool_; }

    template <class T>
    [[nodiscard]] base::Result<T> Input() const {
        return base::json::Bind<T>(input());
    }
    // What an earlier, interrupted execution saved last.
    template <class T>
    [[nodiscard]] std::optional<T> Checkpoint() const {
        if (!checkpoint()) return std::nullopt;
        auto value = base::json::Bind<T>(*checkpoint());
        return value ? std::optional<T>(std::move(*value)) : std::nullopt;
    }

    // One step in one transaction, whose scope the Registry's entry says: what `work` does and what it
    // reports here commit together and exactly once, or not at all when another worker has taken over.
    // Keep steps well under a second.
    void Step(const std::function<void(pg::Transaction&)>& work);

    // The person who asked for the task, else the system under the name of the kind.
    [[nodiscard]] audit::Origin origin() const;

    // Inside of a step.
    void Report(Item item);
    // A change of this step, by the actor of origin(). All of them are written at the end of the step, in one statement.
    void Audit(audit::Change change);
    template <class T>
    void SetCheckpoint(const T& value) {
        SaveCheckpoint(base::json::ToValue(value));
    }
    void SetProgress(std::int64_t done, std::int64_t total);

    // Ends this execution, but not the task: no worker holds it until what it waits for is announced
    // (KindOptions::woken_by) or `at_most` has passed (real time). Then its handler is called again and goes on from
    // its checkpoint. People see a running task meanwhile, and cancel it at once.
    [[noreturn]] static void Wait(base::Duration at_most) { throw Waiting{at_most}; }

    // For work between steps that takes long: when true, throw Interrupted{}. A handler that returns has finished the
    // task.
    [[nodiscard]] bool ShouldStop() const;

  private:
    [[nodiscard]] const boost::json::value& input() const;
    [[nodiscard]] const std::optional<boost::json::value>& checkpoint() const;
    void SaveCheckpoint(boost::json::value value);

    pg::Pool& pool_;
    const base::Clock& clock_;
    Claim& claim_;
    Control& control_;
    std::vector<Item> reported_;
    std::vector<audit::Change> changes_;
};

// A Problem ends the task as failed, with that code. An exception lets it be tried again, from its last
// checkpoint, a few times (KindOptions) with growing pauses.
using Handler = std::function<base::Result<void>(Run&)>;

struct KindOptions {
    // Steps see only the task's organization; true: everything. For work over several organizations.
    bool system_scope = false;
    int attempts = 5;        // executions that ended by an exception or a crash, before the task is failed
    std::string woken_by{};  // the event that ends Run::Wait() early, e.g. "agents.command_finished"
};

// Which handler does which kind. Filled by features.cpp before workers start.
class Registry {
  public:
    void Add(std::string kind, Handler handler, KindOptions options = {});

    struct Entry {
        Handler handler;
        KindOptions options;
    };
    [[nodiscard]] const Entry* Find(const std::string& kind) const;
    [[nodiscard]] std::vector<std::string> Kinds() const;

  private:
    std::map<std::string, Entry> entries_;
};

struct RecurringJob;

// GET /api/v1/tasks, /tasks/{task_id}, /tasks/{task_id}/items, POST /tasks/{task_id}/cancellation.
// Names of kinds are the texts tasks.<kind>, reasons those of problems.<code>.
void RegisterHttp(http::Router& router, const i18n::Catalogues& catalogues, http::Permission see,
                  http::Permission cancel);
// GET /api/v1/recurring-jobs: how what comes back by itself goes. `jobs` may be filled until the first request.
void RegisterJobsHttp(http::Router& router, const i18n::Catalogues& catalogues,
                      std::shared_ptr<const std::vector<RecurringJob>> jobs, http::Permission see);

}  // namespace tasks
