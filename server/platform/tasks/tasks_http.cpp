#include <vector>
#include "lib/base/try.hpp"

#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/platform/tasks/task_store.hpp"

namespace tasks {
namespace {

using http::Call;
using http::Method;

struct ActorView {
    std::optional<base::Id<struct ActorTag>> id;  // null: the system
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ActorView, (), (id, name))

struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;  // 0: not known beforehand
};
BOOST_DESCRIBE_STRUCT(Progress, (), (done, total))

struct Reason {
    std::string code;
    boost::json::value args;
    std::string text;  // in the caller's language
};
BOOST_DESCRIBE_STRUCT(Reason, (), (code, args, text))

struct TaskView {
    TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    std::string title;
    State state = State::kQueued;
    ActorView created_by;
    base::Instant created_at;
    std::optional<base::Instant> started_at;
    std::optional<base::Instant> finished_at;
    Progress progress;
    std::int64_t items_failed = 0;
    std::optional<Reason> problem;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (id, organization_id, kind, title, state, created_by, created_at, started_at, finished_at,
                       progress, items_failed, problem, cancel_requested))

struct TaskDetail : TaskView {
    std::vector<store::OutcomeCount> outcomes;  // how many of its items have which, so far
};
BOOST_DESCRIBE_STRUCT(TaskDetail, (TaskView), (outcomes))

struct TaskItemView {
    std::int64_t number = 0;
    Outcome outcome = Outcome::kDone;
    std::string subject;
    std::optional<base::Id<struct ObjectTag>> object_id;
    std::optional<Reason> reason;
};
BOOST_DESCRIBE_STRUCT(TaskItemView, (), (number, outcome, subject, object_id, reason))

struct TaskPath : http::Parameters {
    TaskId task_id;
};
BOOST_DESCRIBE_STRUCT(TaskPath, (), (task_id))

enum class StartedBy { kPeople, kSystem };
BOOST_DESCRIBE_ENUM(StartedBy, kPeople, kSystem)

struct TaskList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kCreatedAt, true};
    std::vector<State> state;
    std::vector<std::string> kind;
    std::optional<StartedBy> started_by;  // absent: both
};
BOOST_DESCRIBE_STRUCT(TaskList, (http::Paging), (sort, state, kind, started_by))

struct TaskItemList : http::Paging {
    TaskId task_id;
    std::optional<Outcome> outcome;
};
BOOST_DESCRIBE_STRUCT(TaskItemList, (http::Paging), (task_id, outcome))

class Routes {
  public:
    explicit Routes(const i18n::Catalogues& catalogues) : catalogues_(catalogues) {}

    base::Result<http::Page<TaskView>> List(Call& call, const TaskList& params) {
        TRY(const auto window, call.Window(params));
        const store::ListFilter filter{
            call.actor().visible, params.state, params.kind,
            params.started_by.transform([](StartedBy by) { return by == StartedBy::kPeople; }),
            call.actor().sees_below};
        return http::MakePage(call, store::List(call.tx(), filter, window),
                              [&](const store::TaskRow& row) { return View(call, row); });
    }

    base::Result<TaskDetail> Get(Call& call, const TaskPath& path) {
        const auto row = store::Find(call.tx(), ReaderOf(call), path.task_id);
        if (!row) return http::NotFound();
        return TaskDetail{View(call, *row), store::CountOutcomes(call.tx(), row->organization_id, row->id)};
    }

    base::Result<http::Page<TaskItemView>> Items(Call& call, const TaskItemList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::ItemColumn::kNumber}));
        const auto task = store::Find(call.tx(), ReaderOf(call), params.task_id);
        if (!task) return http::NotFound();
        return http::MakePage(call,
                              store::ListItems(call.tx(), {task->organization_id, task->id, params.outcome}, window),
                              [&](const store::ItemRow& row) { return View(call, row); });
    }

    base::Result<TaskView> CancelTask(Call& call, const TaskPath& path) {
        const auto before = store::Find(call.tx(), ReaderOf(call), path.task_id);
        if (!before) return http::NotFound();
        if (!Cancel(call.tx(), before->organization_id, before->id, call.now())) {
            return base::Refuse(base::ProblemKind::kConflict, "task_finished");
        }
        const auto after = store::Find(call.tx(), ReaderOf(call), path.task_id).value();
        audit::Record(call, {after.organization_id, audit::action::kTaskCancelled, "task", after.id.value,
                             CancellationOf(*before), CancellationOf(after), after.kind});
        return View(call, after);
    }

  private:
    static store::Reader ReaderOf(const Call& call) { return {call.actor().visible, call.actor().sees_below}; }

    static boost::json::object CancellationOf(const store::TaskRow& task) {
        return {{"state", base::json::ToValue(task.state)}, {"cancel_requested", task.cancel_requested}};
    }

    TaskView View(const Call& call, const store::TaskRow& row) const {
        TaskView view{.id = row.id,
                      .organization_id = row.organization_id,
                      .kind = row.kind,
                      .title = catalogues_.Format(call.language(), "tasks." + row.kind),
                      .state = row.state,
                      .created_by = {std::nullopt, row.created_by_name},
                      .created_at = row.created_at,
                      .started_at = row.started_at,
                      .finished_at = row.finished_at,
                      .progress = {row.progress_done, row.progress_total},
                      .items_failed = row.items_failed,
                      .problem = std::nullopt,
                      .cancel_requested = row.cancel_requested};
        if (row.created_by) view.created_by.id = {*row.created_by};
        if (row.problem_code) {
            view.problem = MakeReason(call, *row.problem_code, row.problem_args.value_or(boost::json::object{}));
        }
        return view;
    }

    TaskItemView View(const Call& call, const store::ItemRow& row) const {
        TaskItemView item{row.number, row.outcome, row.subject, std::nullopt, std::nullopt};
        if (row.object_id) item.object_id = {*row.object_id};
        if (!row.code.empty()) item.reason = MakeReason(call, row.code, row.args);
        return item;
    }

    Reason MakeReason(const Call& call, const std::string& code, const boost::json::value& args) const {
        base::Args named;
        for (const auto& [name, value] : args.as_object()) {
            if (value.is_string()) {
                named[name] = InWords(call, code, name, std::string(value.as_string()));
            } else if (value.is_int64()) {
                named[name] = value.as_int64();
            } else if (value.is_double()) {
                named[name] = value.as_double();
            }
        }
        return {code, args, catalogues_.Format(call.language(), "problems." + code + ".title", named)};
    }

    // "problems.<code>.lists.<argument>" names where the words of a list of codes are: "alerts,meters" is shown as
    // "alerts, meters" of the reader's language.
    std::string InWords(const Call& call, const std::string& code, std::string_view argument, std::string value) const {
        const std::string list = "problems." + code + ".lists." + std::string(argument);
        if (!catalogues_.Has("en", list)) return value;
        const std::string words_under = catalogues_.Format(call.language(), list) + ".";
        std::string words;
        for (std::size_t at = 0; at < value.size();) {
            const auto end = std::min(value.find(',', at), value.size());
            words += (words.empty() ? "" : ", ") +
                     catalogues_.Format(call.language(), words_under + value.substr(at, end - at));
            at = end + 1;
        }
        return words;
    }

    const i18n::Catalogues& catalogues_;
};

}  // namespace

void RegisterHttp(http::Router& router, const i18n::Catalogues& catalogues, http::Permission see,
                  http::Permission cancel) {
    const auto routes = std::make_shared<Routes>(catalogues);
    http::AddList(router, "tasks",
                  {.method = Method::kGet,
                   .path = "/api/v1/tasks",
                   .id = "listTasks",
                   .tag = "tasks",
                   .summary = "List background tasks, newest first",
                   .allow = see},
                  routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/tasks/{task_id}",
                .id = "getTask",
                .tag = "tasks",
                .summary = "Show a task",
                .allow = see},
               routes, &Routes::Get);
    http::AddList(router, "task-results",
                  {.method = Method::kGet,
                   .path = "/api/v1/tasks/{task_id}/items",
                   .id = "listTaskItems",
                   .tag = "tasks",
                   .summary = "List what became of each thing a task worked on",
                   .allow = see},
                  routes, &Routes::Items);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/tasks/{task_id}/cancellation",
                .id = "cancelTask",
                .tag = "tasks",
                .summary = "Stop a task before its next step",
                .allow = cancel,
                .idempotent = true},
               routes, &Routes::CancelTask);
}

}  // namespace tasks
