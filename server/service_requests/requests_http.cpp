#include <algorithm>
#include <memory>
#include <set>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/files/file_type.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printer_notes/printer_notes.hpp"
#include "server/service_requests/batch.hpp"
#include "server/service_requests/request_steps.hpp"
#include "server/service_requests/routes.hpp"

// Requests, what happens to them and what is attached to them (SRV-1..6).
namespace service_requests {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using base::ProblemKind;
using http::Call;
using http::Method;
using http::Reply;
using store::EventKind;
using store::KeptRequest;
using store::ShownServiceRequest;

// ---- shapes

struct RequestPath : http::Parameters {
    RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(RequestPath, (), (request_id))

struct RequestFilter {
    pg::Order<store::SortColumn> sort{store::SortColumn::kOccurredAt, true};
    std::vector<State> state;
    std::vector<Source> source;
    std::vector<Kind> kind;
    std::optional<std::string> service;
    std::optional<printers::PrinterId> printer_id;
    std::optional<organizations::SiteId> site_id;
    std::optional<std::string> assignee;  // an e-mail address
    std::optional<bool> unassigned;
    std::optional<bool> overdue;
    std::optional<base::Instant> occurred_since;
    std::optional<base::Instant> occurred_before;
    // Words of its number, summary, printer, site, requester, item, application and reference.
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(RequestFilter, (),
                      (sort, state, source, kind, service, printer_id, site_id, assignee, unassigned, overdue,
                       occurred_since, occurred_before, search))
struct RequestList : RequestFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(RequestList, (RequestFilter, http::Paging), ())
struct RequestExport : RequestFilter, http::Parameters, http::FileForm {};
BOOST_DESCRIBE_STRUCT(RequestExport, (RequestFilter, http::FileForm), ())

struct RequestEvents : http::Paging {
    RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(RequestEvents, (http::Paging), (request_id))

// The next state, and what is to be said about it; why, where it is cancelled.
struct ServiceRequestStep {
    State state = State::kInProgress;
    std::string comment;

    static constexpr base::Limit kLimits[] = {{.field = "comment", .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(ServiceRequestStep, (), (state, comment))
struct ServiceRequestCancellation {
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "reason", .required = true, .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(ServiceRequestCancellation, (), (reason))
struct ServiceRequestComment {
    std::string text;
    bool reopen = false;  // what was completed is in progress again

    static constexpr base::Limit kLimits[] = {{.field = "text", .required = true, .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(ServiceRequestComment, (), (text, reopen))
struct ServiceRequestNote {
    std::string text;

    static constexpr base::Limit kLimits[] = {{.field = "text", .required = true, .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(ServiceRequestNote, (), (text))
struct ServiceRequestAssignment {
    std::string assignee;  // e-mail address of one of the operator's people; "": nobody

    static constexpr base::Limit kLimits[] = {{.field = "assignee", .max_length = 254}};
};
BOOST_DESCRIBE_STRUCT(ServiceRequestAssignment, (), (assignee))

struct ServiceRequestAttachments {
    std::vector<store::ServiceRequestAttachment> items;  // by the time of upload
};
BOOST_DESCRIBE_STRUCT(ServiceRequestAttachments, (), (items))
struct AttachmentUpload : http::Parameters {
    RequestId request_id;
    std::optional<std::string> file_name;
};
BOOST_DESCRIBE_STRUCT(AttachmentUpload, (), (request_id, file_name))
struct AttachmentPath : http::Parameters {
    RequestId request_id;
    AttachmentId attachment_id;
};
BOOST_DESCRIBE_STRUCT(AttachmentPath, (), (request_id, attachment_id))

// PRN-4: the same for each of several printers.
struct ServiceRequestsInput : ServiceRequestInput {
    std::vector<printers::PrinterId> printer_ids;
    bool skip_open = false;  // none for a printer that has an open request already, made by a person

    static constexpr base::Limit kLimits[] = {
        {.field = "service", .required = true, .max_length = 60},
        {.field = "description", .required = true, .max_length = 4000},
        {.field = "error_code", .max_length = 100},
        {.field = "item", .max_length = 200},
        {.field = "quantity", .range = base::Range{1, 999}},
        {.field = "severity", .range = base::Range{1, 4}},
        {.field = "category", .max_length = 80},
        {.field = "application", .max_length = 80},
        {.field = "source_reference", .max_length = 100},
        {.field = "new_location", .max_length = 300},
        {.field = "contact_name", .max_length = 120},
        {.field = "contact_email", .max_length = 254},
        {.field = "contact_phone", .max_length = 40},
        {.field = "printer_ids", .required = true, .max_items = kMostPrinters},
    };
};
BOOST_DESCRIBE_STRUCT(ServiceRequestsInput, (ServiceRequestInput), (printer_ids, skip_open))
struct StartedServiceRequests {
    tasks::TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    tasks::State state = tasks::State::kQueued;
    base::Instant created_at;
    std::int64_t progress_done = 0;
    std::int64_t progress_total = 0;
};
BOOST_DESCRIBE_STRUCT(StartedServiceRequests, (),
                      (id, organization_id, kind, state, created_at, progress_done, progress_total))
struct PrintersWithRequests {
    std::vector<printers::PrinterId> printer_ids;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostPrinters}};
};
BOOST_DESCRIBE_STRUCT(PrintersWithRequests, (), (printer_ids))
constexpr std::int32_t kMostShown = 200;
struct OpenServiceRequests {
    std::vector<ShownServiceRequest> items;  // newest first, at most 200
    bool more = false;                       // there are more of them
};
BOOST_DESCRIBE_STRUCT(OpenServiceRequests, (), (items, more))

// ---- pieces

// Each once, ascending.
base::Result<std::vector<printers::PrinterId>> CheckChosen(std::vector<printers::PrinterId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (!ids.empty() && ids.size() <= kMostPrinters) return ids;
    return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                        {{"/printer_ids",
                          ids.empty() ? "missing" : "too_many_items",
                          {{"limit", static_cast<std::int64_t>(kMostPrinters)}}}});
}

store::ListFilter FilterOf(const Call& call, const RequestFilter& params) {
    store::ListFilter filter{
        .organizations = call.actor().visible,
        .states = params.state,
        .sources = params.source,
        .kinds = params.kind,
        .service = params.service,
        .printers = params.printer_id ? std::vector{*params.printer_id} : std::vector<printers::PrinterId>(),
        .site = params.site_id,
        .assignee = params.assignee,
        .overdue_at = {},
        .occurred_since = params.occurred_since,
        .occurred_before = params.occurred_before,
        .words = base::SearchWords(params.search.value_or(""))};
    if (params.unassigned.value_or(false)) filter.assignee = "";
    if (params.overdue.value_or(false)) filter.overdue_at = call.now();
    return filter;
}

constexpr std::int32_t kExportStep = 500;

std::vector<tables::Column> ExportColumns() {
    using enum tables::Kind;
    return {"number",
            "organization",
            "site",
            "printer_serial_number",
            "manufacturer",
            "model",
            {"occurred_at", kTime},
            "service",
            "source",
            "state",
            "summary",
            "description",
            "last_name",
            "first_name",
            "email",
            "contact_name",
            "contact_email",
            "contact_phone",
            "assignee",
            {"due_at", kTime},
            {"closed_at", kTime},
            {"severity", kNumber},
            "category",
            "application",
            "source_reference",
            "item",
            {"quantity", kNumber},
            "error_code",
            {"wanted_on", kDay},
            "new_location",
            {"updated_at", kTime}};
}
void AppendRow(tables::File& file, const ShownServiceRequest& request) {
    const auto time = [](const std::optional<base::Instant>& at) {
        return at ? base::FormatRfc3339(*at) : std::string();
    };
    const auto number = [](const std::optional<std::int32_t>& value) {
        return value ? std::to_string(*value) : std::string();
    };
    file.Add({request.number,
              request.organization_name,
              request.site_name,
              request.printer_serial_number,
              request.printer_manufacturer,
              request.printer_model,
              base::FormatRfc3339(request.occurred_at),
              request.service_name.empty() ? std::string(base::json::EnumName(request.kind)) : request.service_name,
              std::string(base::json::EnumName(request.source)),
              std::string(base::json::EnumName(request.state)),
              request.summary,
              request.description,
              request.requester_last_name,
              request.requester_first_name,
              request.requester_email,
              request.contact_name,
              request.contact_email,
              request.contact_phone,
              request.assignee,
              time(request.due_at),
              time(request.closed_at),
              number(request.severity),
              request.category,
              request.application,
              request.source_reference,
              request.item,
              number(request.quantity),
              request.error_code,
              request.wanted_on ? base::FormatDay(*request.wanted_on) : std::string(),
              request.new_location,
              base::FormatRfc3339(request.updated_at)});
}

// By the account of whoever asks; a key has a name only.
Requester RequesterOf(Call& call) {
    const auto& actor = call.actor();
    Requester requester{.name = actor.name, .id = base::Id<struct store::RequesterTag>{actor.id}};
    if (actor.kind != http::ActorKind::kUser) return requester;
    requester.email = actor.name;
    // Their home may be above what is acted in.
    const pg::Scope scope = call.tx().scope();
    call.tx().SetScope(pg::Scope::System());
    for (const auto& person : identity::ListActive(call.tx(), actor.home, organizations::AllRoles())) {
        if (person.id.value != actor.id) continue;
        requester.first_name = person.first_name;
        requester.last_name = person.last_name;
        requester.email = person.email;
        requester.language = person.language;
    }
    call.tx().SetScope(scope);
    return requester;
}

template <class Body>
base::Result<std::string> CheckedText(const Body& body, std::string Body::* text) {
    Body clean = body;
    clean.*text = printer_notes::CleanLines(body.*text);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return std::move(clean.*text);
}

const char* ActionOf(State state) {
    switch (state) {
        case State::kCompleted:
            return action::kServiceRequestCompleted;
        case State::kCancelled:
            return action::kServiceRequestCancelled;
        default:
            return action::kServiceRequestStarted;
    }
}
EventKind EventOf(State state) {
    switch (state) {
        case State::kCompleted:
            return EventKind::kCompleted;
        case State::kCancelled:
            return EventKind::kCancelled;
        default:
            return EventKind::kStarted;
    }
}

// ---- routes

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : parts_(parts) {}

    base::Result<http::Page<ShownServiceRequest>> List(Call& call, const RequestList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownServiceRequest>(call, store::List(call.tx(), FilterOf(call, params), window));
    }

    base::Result<http::Raw> Export(Call& call, const RequestExport& params) {
        const auto filter = FilterOf(call, params);
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kExportStep};
        auto file = http::FileOf(call, params, "service-requests", ExportColumns());
        while (file.rows() < tables::kMostRows) {
            const auto slice = store::List(call.tx(), filter, window);
            for (const auto& request : slice.rows) AppendRow(file, request);
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<store::ServiceRequestCounts> Counts(Call& call) {
        return store::Count(call.tx(), call.actor().visible, call.now(), call.now() - std::chrono::hours(30 * 24));
    }

    base::Result<ShownServiceRequest> Get(Call& call, const RequestPath& path) { return Show(call, path.request_id); }

    base::Result<http::Page<store::ServiceRequestEvent>> Events(Call& call, const RequestEvents& params) {
        TRY(const auto window,
            call.Window(params, pg::Order<store::EventColumn>{store::EventColumn::kAt, /*descending=*/true}));
        TRY_DO(Show(call, params.request_id));
        const store::EventFilter filter{call.actor().visible, params.request_id,
                                        call.actor().May(permissions::kHandleServiceRequests)};
        return http::MakePage<store::ServiceRequestEvent>(call, store::ListEvents(call.tx(), filter, window));
    }

    base::Result<Reply<ShownServiceRequest>> Create(Call& call, const ServiceRequestInput& input) {
        base::OrganizationId organization = call.organization();
        std::optional<store::PrinterOf> printer;
        if (input.printer_id) {
            printer = store::HoldPrinter(call.tx(), call.actor().visible, *input.printer_id);
            // Another one took it out of the list meanwhile, or it was never seen from here.
            if (!printer) return base::Refuse(ProblemKind::kNotFound, "service_printer_gone");
            organization = printer->organization_id;
        }
        TRY(const KeptRequest request,
            Open(call.tx(), parts_.office, organization, input, printer, RequesterOf(call), call.now()));
        Record(call, action::kServiceRequestCreated, nullptr, &request);
        TRY(Reply<ShownServiceRequest> reply, Show(call, request.id));
        reply.location = "/api/v1/service-requests/" + request.id.ToString();
        return reply;
    }

    // PRN-4: one request for each of the printers, by a task that says which was made and which not.
    base::Result<StartedServiceRequests> CreateMany(Call& call, const ServiceRequestsInput& input) {
        TRY(const auto ids, CheckChosen(input.printer_ids));
        BatchInput batch{.skip_open = input.skip_open, .requester = RequesterOf(call)};
        batch.input = static_cast<const ServiceRequestInput&>(input);
        bool covers_below = false;
        std::set<base::OrganizationId> organizations;
        for (const auto& printer : store::FindPrinters(call.tx(), call.actor().visible, ids)) {
            batch.printers.push_back(printer);
            organizations.insert(printer.organization_id);
            covers_below |= printer.organization_id != call.organization();
        }
        // Another one took one out of the list meanwhile, or it was never seen from here.
        if (batch.printers.size() != ids.size()) return base::Refuse(ProblemKind::kNotFound, "service_printer_gone");
        for (const auto organization : organizations) {
            ServiceRequestInput one = batch.input;
            one.printer_id = ids.front();
            TRY_DO(CheckRequest(one, store::FindDesk(call.tx(), organization)));
        }
        StartedServiceRequests task{.organization_id = call.organization(),
                                    .kind = kBatchTask,
                                    .created_at = call.now(),
                                    .progress_total = static_cast<std::int64_t>(ids.size())};
        task.id = tasks::Enqueue(call, parts_.office.ids,
                                 {.organization = task.organization_id,
                                  .kind = kBatchTask,
                                  .input = base::json::ToValue(batch),
                                  .progress_total = task.progress_total,
                                  .covers_below = covers_below});
        return task;
    }

    // SRV-1: what is open for printers already, so that it is not asked for twice.
    base::Result<OpenServiceRequests> FindOpen(Call& call, const PrintersWithRequests& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        const store::ListFilter filter{
            .organizations = call.actor().visible, .states = {State::kNew, State::kInProgress}, .printers = ids};
        const pg::Window<store::SortColumn> window{
            .order = {store::SortColumn::kOccurredAt, true}, .after = std::nullopt, .limit = kMostShown};
        auto slice = store::List(call.tx(), filter, window);
        return OpenServiceRequests{std::move(slice.rows), slice.next.has_value()};
    }

    base::Result<ShownServiceRequest> Step(Call& call, const RequestPath& path, const ServiceRequestStep& body) {
        TRY(const auto comment, CheckedText(body, &ServiceRequestStep::comment));
        if (body.state == State::kCancelled && comment.empty()) {
            return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, {{"/comment", "missing", {}}});
        }
        return Enter(call, path.request_id, body.state, comment);
    }

    base::Result<ShownServiceRequest> Cancel(Call& call, const RequestPath& path,
                                             const ServiceRequestCancellation& body) {
        TRY(const auto reason, CheckedText(body, &ServiceRequestCancellation::reason));
        return Enter(call, path.request_id, State::kCancelled, reason);
    }

    base::Result<ShownServiceRequest> Assign(Call& call, const RequestPath& path,
                                             const ServiceRequestAssignment& body) {
        const std::string wanted = base::CleanText(body.assignee, 254);
        const auto before = store::Lock(call.tx(), call.actor().visible, path.request_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (!IsOpen(before->state)) return Closed(*before);
        const auto people = wanted.empty() ? std::vector<DeskPerson>() : DeskPeople(call.tx());
        const auto person = std::ranges::find_if(
            people, [&](const DeskPerson& one) { return base::FoldCase(one.email) == base::FoldCase(wanted); });
        if (!wanted.empty() && person == people.end()) {
            return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                                {{"/assignee", "assignee_unknown", {{"value", wanted}}}});
        }
        KeptRequest after = *before;
        after.assignee = wanted.empty() ? "" : person->email;
        if (after.assignee == before->assignee) return Show(call, before->id);
        Touch(call, after);
        store::Update(call.tx(), after);
        Tell(call.tx(), parts_.office, after,
             {wanted.empty() ? EventKind::kUnassigned : EventKind::kAssigned, call.actor().name, after.assignee, true},
             call.now());
        Record(call, action::kServiceRequestAssigned, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<ShownServiceRequest> Comment(Call& call, const RequestPath& path, const ServiceRequestComment& body) {
        TRY(const auto text, CheckedText(body, &ServiceRequestComment::text));
        TRY(const auto before, LockForMore(call, path.request_id));
        KeptRequest after = before;
        if (body.reopen) {
            TRY_DO(CheckReopens(call, before));
            service_requests::Enter(after, State::kInProgress, call.now());
        } else {
            after.updated_at = call.now();
        }
        store::Update(call.tx(), after);
        Tell(call.tx(), parts_.office, after,
             {body.reopen ? EventKind::kReopened : EventKind::kCommented, call.actor().name, text}, call.now());
        RecordSaid(call, body.reopen ? action::kServiceRequestReopened : action::kServiceRequestCommented, after, text);
        return Show(call, after.id);
    }

    base::Result<ShownServiceRequest> Note(Call& call, const RequestPath& path, const ServiceRequestNote& body) {
        TRY(const auto text, CheckedText(body, &ServiceRequestNote::text));
        TRY(const auto request, LockForMore(call, path.request_id));
        Tell(call.tx(), parts_.office, request, {EventKind::kNoted, call.actor().name, text, true}, call.now());
        // The customer's administrators read the log of their organization: the note is not in it.
        RecordSaid(call, action::kServiceRequestNoted, request, "");
        return Show(call, request.id);
    }

    base::Result<ServiceRequestAttachments> Attachments(Call& call, const RequestPath& path) {
        TRY_DO(Show(call, path.request_id));
        return ServiceRequestAttachments{store::Attachments(call.tx(), call.actor().visible, path.request_id)};
    }

    base::Result<ServiceRequestAttachments> Attach(Call& call, const AttachmentUpload& params,
                                                   const http::Raw& upload) {
        const std::string file_name = base::CleanText(params.file_name.value_or(""));
        TRY_DO(Show(call, params.request_id));
        TRY(auto type, CheckFile(file_name, upload.bytes));
        TRY(const auto request, LockForMore(call, params.request_id));
        const auto there = store::Attachments(call.tx(), call.actor().visible, request.id);
        if (there.size() >= static_cast<std::size_t>(kMostAttachments)) {
            return base::Refuse(ProblemKind::kConflict, "attachments_full", {{"most", kMostAttachments}});
        }
        const store::Attachment attachment{
            {parts_.office.ids.Make<AttachmentId>(), file_name, std::move(type),
             static_cast<std::int64_t>(upload.bytes.size()), call.actor().name, call.now()},
            request.organization_id,
            request.id,
            {upload.bytes}};
        store::Insert(call.tx(), attachment);
        Tell(call.tx(), parts_.office, request, {EventKind::kAttached, call.actor().name, file_name}, call.now());
        audit::Record(call,
                      {request.organization_id, action::kServiceRequestAttached, "service_request", request.id.value,
                       boost::json::object{{"attachments", static_cast<std::int64_t>(there.size())}},
                       boost::json::object{{"attachments", static_cast<std::int64_t>(there.size()) + 1},
                                           {"file_name", file_name},
                                           {"media_type", attachment.media_type},
                                           {"size_bytes", attachment.size_bytes}},
                       request.number});
        return ServiceRequestAttachments{store::Attachments(call.tx(), call.actor().visible, request.id)};
    }

    base::Result<http::Raw> Download(Call& call, const AttachmentPath& path) {
        auto content = store::FindContent(call.tx(), call.actor().visible, path.request_id, path.attachment_id);
        if (!content) return http::NotFound();
        return http::Raw{std::move(content->media_type), std::move(content->content.value),
                         std::move(content->file_name)};
    }

  private:
    static base::Result<ShownServiceRequest> Show(Call& call, RequestId id) {
        auto request = store::Find(call.tx(), call.actor().visible, id);
        if (!request) return http::NotFound();
        return std::move(*request);
    }
    static std::unexpected<base::Problem> Closed(const ServiceRequest& request) {
        return base::Refuse(ProblemKind::kConflict, "service_request_closed", {{"number", request.number}});
    }
    static void Touch(const Call& call, KeptRequest& request) {
        ++request.version;
        request.updated_at = call.now();
    }
    // For something more in its history, which is bounded.
    static base::Result<KeptRequest> LockForMore(Call& call, RequestId id) {
        auto request = store::Lock(call.tx(), call.actor().visible, id);
        if (!request) return http::NotFound();
        if (store::CountEvents(call.tx(), request->organization_id, request->id) >= kMostEvents) {
            return base::Refuse(ProblemKind::kConflict, "service_request_full", {{"most", kMostEvents}});
        }
        return std::move(*request);
    }
    static base::Result<std::string> CheckFile(const std::string& file_name, const std::string& bytes) {
        files::FileType type = files::TypeOf(file_name, bytes);
        if (!type.wrong) return std::move(type.media_type);
        if (*type.wrong == files::Wrong::kEmpty) return base::Refuse(ProblemKind::kInvalid, "attachment_empty");
        if (*type.wrong == files::Wrong::kType) {
            return base::Refuse(ProblemKind::kInvalid, "attachment_type", {{"type", type.media_type}});
        }
        return base::Refuse(ProblemKind::kInvalid, "attachment_ending",
                            {{"name", base::CleanText(file_name, 100)}, {"type", type.media_type}});
    }

    base::Result<ShownServiceRequest> Enter(Call& call, RequestId id, State state, const std::string& comment) {
        // SRV-6: what was asked for is done with it. Printers are locked before what hangs on them; where the request may
        // not be completed after all, nothing of this stays.
        std::optional<bool> removed;
        const auto seen = store::Find(call.tx(), call.actor().visible, id);
        if (!seen) return http::NotFound();
        if (state == State::kCompleted && seen->kind == Kind::kContractRemoval && seen->printer_id) {
            removed = printers::TakeOutOfContract(call, parts_.office.ids, seen->organization_id, *seen->printer_id,
                                                  parts_.departures);
        }
        const auto before = store::Lock(call.tx(), call.actor().visible, id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (!IsOpen(before->state)) return Closed(*before);
        if (!MayBecome(before->state, state)) {
            return base::Refuse(ProblemKind::kConflict, "service_request_state", {{"number", before->number}});
        }
        KeptRequest after = *before;
        service_requests::Enter(after, state, call.now());
        store::Update(call.tx(), after);
        Tell(call.tx(), parts_.office, after, {EventOf(state), call.actor().name, comment}, call.now());
        Record(call, ActionOf(state), &*before, &after);
        if (removed) {
            Tell(call.tx(), parts_.office, after,
                 {*removed ? EventKind::kContractRemoved : EventKind::kContractNotRemoved, call.actor().name},
                 call.now());
        }
        return Show(call, after.id);
    }

    static base::Result<void> CheckReopens(const Call& call, const KeptRequest& request) {
        if (request.state != State::kCompleted || request.source != Source::kPerson ||
            request.kind == Kind::kContractRemoval) {
            return base::Refuse(ProblemKind::kConflict, "service_request_not_reopened", {{"number", request.number}});
        }
        if (!request.closed_at || call.now() - *request.closed_at > kMayReopen) {
            return base::Refuse(ProblemKind::kConflict, "service_request_too_late", {{"number", request.number}});
        }
        return {};
    }

    static boost::json::value Shown(const KeptRequest& request) {
        return base::json::ToValue(static_cast<const ServiceRequest&>(request));
    }
    static void Record(Call& call, const char* what, const KeptRequest* before, const KeptRequest* after) {
        audit::Record(call, {after->organization_id, what, "service_request", after->id.value,
                             before != nullptr ? Shown(*before) : nullptr, Shown(*after), after->number});
    }
    // What was said to a request: it itself is as before.
    static void RecordSaid(Call& call, const char* what, const KeptRequest& request, const std::string& text) {
        audit::Record(
            call, {request.organization_id, what, "service_request", request.id.value,
                   boost::json::object{{"number", request.number}, {"said", false}},
                   boost::json::object{{"number", request.number}, {"said", true}, {"text", text}}, request.number});
    }

    HttpParts parts_;
};

}  // namespace

void RegisterRequests(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);
    const auto add = [&](http::Operation operation, auto member) {
        operation.tag = "service requests";
        router.Add(std::move(operation), routes, member);
    };
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests",
         .id = "listServiceRequests",
         .summary = "List service requests and incidents, newest first",
         .allow = permissions::kSeeServiceRequests},
        &Routes::List);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/export",
         .id = "exportServiceRequests",
         .summary = "The list of service requests as CSV or as a workbook, at most 100,000",
         .allow = permissions::kSeeServiceRequests,
         .gives = http::media::kTables},
        &Routes::Export);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/counts",
         .id = "countServiceRequests",
         .summary = "Count open service requests, and those completed in the last 30 days",
         .allow = permissions::kSeeServiceRequests},
        &Routes::Counts);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests",
         .id = "createServiceRequest",
         .summary = "Ask for a service, for a printer or without one",
         .allow = permissions::kRequestService,
         .creates = true,
         .returns_etag = true},
        &Routes::Create);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/batches",
         .id = "createServiceRequests",
         .summary = "Ask for the same service for each of at most 100 printers; the task shows each printer's request",
         .allow = permissions::kRequestService,
         .creates = true},
        &Routes::CreateMany);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/open-for-printers",
         .id = "findOpenServiceRequests",
         .summary = "The open service requests of at most 100 printers",
         .allow = permissions::kSeeServiceRequests,
         .only_reads = true},
        &Routes::FindOpen);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/{request_id}",
         .id = "getServiceRequest",
         .summary = "Read a service request",
         .allow = permissions::kSeeServiceRequests,
         .returns_etag = true},
        &Routes::Get);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/{request_id}/events",
         .id = "listServiceRequestEvents",
         .summary = "Steps and comments of a service request, newest first; internal notes for the operator's people",
         .allow = permissions::kSeeServiceRequests},
        &Routes::Events);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/{request_id}/state",
         .id = "changeServiceRequestState",
         .summary = "Start, complete or cancel a service request",
         .allow = permissions::kHandleServiceRequests,
         .idempotent = true,
         .if_match = true,
         .returns_etag = true},
        &Routes::Step);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/{request_id}/cancellation",
         .id = "cancelServiceRequest",
         .summary = "Cancel a service request that is not needed any more",
         .allow = permissions::kRequestService,
         .idempotent = true,
         .if_match = true,
         .returns_etag = true},
        &Routes::Cancel);
    add({.method = Method::kPut,
         .path = "/api/v1/service-requests/{request_id}/assignment",
         .id = "assignServiceRequest",
         .summary = "Say who of the operator's people works on a service request",
         .allow = permissions::kHandleServiceRequests,
         .if_match = true,
         .returns_etag = true},
        &Routes::Assign);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/{request_id}/comments",
         .id = "commentServiceRequest",
         .summary = "Comment on a service request; what was completed may be reopened with it for 14 days",
         .allow = permissions::kRequestService,
         .idempotent = true,
         .returns_etag = true},
        &Routes::Comment);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/{request_id}/notes",
         .id = "noteServiceRequest",
         .summary = "Write an internal note, which only the operator's people read",
         .allow = permissions::kHandleServiceRequests,
         .idempotent = true,
         .returns_etag = true},
        &Routes::Note);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/{request_id}/attachments",
         .id = "listServiceRequestAttachments",
         .summary = "The files attached to a service request",
         .allow = permissions::kSeeServiceRequests},
        &Routes::Attachments);
    add({.method = Method::kPost,
         .path = "/api/v1/service-requests/{request_id}/attachments",
         .id = "attachToServiceRequest",
         .summary = "Attach a file of at most 10 MiB: the file is the body",
         .allow = permissions::kRequestService,
         .idempotent = true,
         .takes = http::media::kAny,
         .body_limit = kLargestAttachment},
        &Routes::Attach);
    add({.method = Method::kGet,
         .path = "/api/v1/service-requests/{request_id}/attachments/{attachment_id}/content",
         .id = "downloadServiceRequestAttachment",
         .summary = "An attached file",
         .allow = permissions::kSeeServiceRequests,
         .gives = http::media::kAny},
        &Routes::Download);
}

}  // namespace service_requests
