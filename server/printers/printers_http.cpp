#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/csv.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printers/admin_store.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/printer_views_http.hpp"
#include "server/printers/timeline_http.hpp"

// The routes of printers: lists, details, and what people decide about them (PRN-1..PRN-7, CON-9).
namespace printers {
namespace {

using base::ProblemKind;
using http::Call;
using http::Method;
using http::Nothing;
using http::Reply;

// At most this many printers in one request that names them.
constexpr std::size_t kMostAtOnce = 5000;
constexpr std::size_t kMostExported = 100'000;
constexpr std::chrono::hours kNewFor{7 * 24};  // "newly discovered"

struct PrinterPath {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterPath, (), (printer_id))

struct PrinterFilter {
    std::optional<std::string> search;
    std::optional<organizations::SiteId> site_id;
    std::optional<agents::AgentId> agent_id;
    std::optional<contacts::ContactId> contact_id;
    std::optional<std::string> model;
    std::vector<PrinterState> state;  // may be repeated
    std::optional<bool> communicating;
    std::optional<bool> under_contract;
    std::optional<bool> high_volume;
    std::optional<Managed> managed;
    std::optional<std::int32_t> supply_below_percent;
    std::optional<std::int32_t> supply_below_days;
    std::optional<bool> newly_discovered;
    std::optional<std::string> sort;
};
BOOST_DESCRIBE_STRUCT(PrinterFilter, (),
                      (search, site_id, agent_id, contact_id, model, state, communicating, under_contract, high_volume,
                       managed, supply_below_percent, supply_below_days, newly_discovered, sort))

struct PrinterList : PrinterFilter {
    http::Limit limit;
    http::Cursor cursor;
};
BOOST_DESCRIBE_STRUCT(PrinterList, (PrinterFilter), (limit, cursor))

struct PrinterPage {
    std::vector<PrinterSummaryView> items;
    std::optional<std::string> next_cursor;
    std::optional<std::int64_t> total_estimate;  // on the first page
    std::optional<bool> total_is_exact;          // beside it: counted, not estimated
};
BOOST_DESCRIBE_STRUCT(PrinterPage, (), (items, next_cursor, total_estimate, total_is_exact))

struct PrinterContactBody {
    std::optional<contacts::ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(PrinterContactBody, (), (contact_id))
struct PrinterLocationBody {
    std::string location;  // "": the printer's own
};
BOOST_DESCRIBE_STRUCT(PrinterLocationBody, (), (location))
struct ContactAssignmentBody {
    std::vector<PrinterId> printer_ids;
    std::optional<contacts::ContactId> contact_id;  // null takes the contact away
};
BOOST_DESCRIBE_STRUCT(ContactAssignmentBody, (), (printer_ids, contact_id))
struct ContractBody {
    std::vector<PrinterId> printer_ids;
    bool under_contract = false;
};
BOOST_DESCRIBE_STRUCT(ContractBody, (), (printer_ids, under_contract))
struct PrinterSelectionBody {
    std::vector<PrinterId> printer_ids;
};
BOOST_DESCRIBE_STRUCT(PrinterSelectionBody, (), (printer_ids))
struct AssignmentResult {
    std::int64_t assigned = 0;
};
BOOST_DESCRIBE_STRUCT(AssignmentResult, (), (assigned))
// What the printers had that were given another contact: sent back, it undoes the assignment.
struct ContactBefore {
    std::optional<contacts::ContactId> contact_id;
    std::vector<PrinterId> printer_ids;
};
BOOST_DESCRIBE_STRUCT(ContactBefore, (), (contact_id, printer_ids))
struct ContactAssignmentResult {
    std::int64_t assigned = 0;
    std::vector<ContactBefore> before;
};
BOOST_DESCRIBE_STRUCT(ContactAssignmentResult, (), (assigned, before))
struct StartedTask {
    tasks::TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    tasks::State state = tasks::State::kQueued;
    base::Instant created_at;
    std::int64_t progress_done = 0;
    std::int64_t progress_total = 0;
};
BOOST_DESCRIBE_STRUCT(StartedTask, (), (id, organization_id, kind, state, created_at, progress_done, progress_total))

// ---- lists ----------------------------------------------------------------------------------------

base::Result<store::ListFilter> ReadFilter(const Call& call, const PrinterFilter& params) {
    store::ListFilter filter{.organizations = call.actor().visible,
                             .search_words = base::SearchWords(params.search.value_or("")),
                             .site = params.site_id,
                             .agent = params.agent_id,
                             .contact = params.contact_id,
                             .model = params.model,
                             .communicating = params.communicating,
                             .under_contract = params.under_contract,
                             .high_volume = params.high_volume,
                             .supply_below_percent = params.supply_below_percent,
                             .supply_below_days = params.supply_below_days};
    for (const auto state : params.state) filter.states.push_back(StateCode(state));
    if (params.managed) filter.managed = base::json::EnumName(*params.managed);
    if (params.newly_discovered.value_or(false)) filter.discovered_since = call.now() - kNewFor;
    std::string sort = params.sort.value_or("model");
    filter.descending = sort.starts_with('-');
    if (filter.descending) sort.erase(0, 1);
    const auto column = base::json::ParseEnum<store::SortColumn>(sort);
    if (!column) {
        std::string allowed;
        for (const auto& [value, name] : base::json::EnumNames<store::SortColumn>()) {
            allowed += (allowed.empty() ? "" : ", ") + name;
        }
        return base::Refuse(ProblemKind::kMalformed, "invalid_parameters", {},
                            {{"?sort", "not_one_of", {{"allowed", allowed}}}});
    }
    filter.sort = *column;
    return filter;
}

template <class Row>
std::vector<store::SupplyRow> SuppliesOf(pg::Transaction& tx, const std::vector<Row>& rows) {
    store::Organizations organizations;
    std::vector<PrinterId> ids;
    for (const auto& row : rows) {
        organizations.push_back(row.organization_id);
        ids.push_back(row.id);
    }
    return store::Supplies(tx, organizations, ids);
}

std::vector<PrinterSummaryView> Summaries(pg::Transaction& tx, const std::vector<store::ListRow>& rows) {
    std::map<PrinterId, std::vector<store::SupplyRow>> supplies;
    for (auto& supply : SuppliesOf(tx, rows)) supplies[supply.printer_id].push_back(std::move(supply));
    store::Organizations organizations;
    std::vector<PrinterId> ids;
    for (const auto& row : rows) {
        organizations.push_back(row.organization_id);
        ids.push_back(row.id);
    }
    const auto alerts = store::CountOpenAlerts(tx, organizations, ids);
    std::vector<PrinterSummaryView> views;
    views.reserve(rows.size());
    for (const auto& row : rows) {
        views.push_back(SummaryOf(row, supplies[row.id]));
        const auto open = alerts.find(row.id);
        views.back().open_alerts = open != alerts.end() ? open->second : 0;
    }
    return views;
}

base::Result<Reply<PrinterPage>> List(Call& call, const PrinterList& params) {
    auto filter = ReadFilter(call, params);
    if (!filter) return std::unexpected(std::move(filter.error()));
    auto after = call.OpenCursor<store::ListKey>(params.cursor);
    if (!after) return std::unexpected(std::move(after.error()));
    filter->after = *after;
    filter->limit = params.limit + 1;
    auto [rows, total] = store::List(call.tx(), *filter);
    PrinterPage page;
    const bool more = rows.size() > static_cast<std::size_t>(params.limit.value);
    if (more) {
        rows.pop_back();
        page.next_cursor = call.SealCursor(store::ListKey{rows.back().sort_key, rows.back().id});
    }
    if (!filter->after) {
        const auto shown = static_cast<std::int64_t>(rows.size());
        page.total_estimate = more ? std::max(shown + 1, total ? *total : store::Estimate(call.tx(), *filter)) : shown;
        page.total_is_exact = !more || total.has_value();
    }
    page.items = Summaries(call.tx(), rows);
    return page;
}

// PRN-1. In the order and with the filters of the list.
base::Result<Reply<http::Raw>> Export(Call& call, const PrinterFilter& params) {
    constexpr std::int32_t kStep = 1000;
    auto filter = ReadFilter(call, params);
    if (!filter) return std::unexpected(std::move(filter.error()));
    filter->limit = kStep;
    std::string csv = "\xEF\xBB\xBF";  // spreadsheets read UTF-8 by its byte order mark
    base::csv::AppendRow(csv, {"organization",      "site",       "manufacturer",    "model",         "serial_number",
                               "address",           "host_name",  "location",        "state",         "state_text",
                               "communicating",     "life_count", "last_contact_at", "agent",         "under_contract",
                               "high_volume_since", "managed",    "contact",         "discovered_at", "supplies"});
    for (std::size_t count = 0; count < kMostExported;) {
        const auto rows = store::List(call.tx(), *filter).rows;
        for (const auto& view : Summaries(call.tx(), rows)) AppendCsv(csv, view);
        count += rows.size();
        if (rows.size() < static_cast<std::size_t>(kStep)) break;
        filter->after = store::ListKey{rows.back().sort_key, rows.back().id};
    }
    return http::Raw{"text/csv; charset=utf-8", std::move(csv), "printers.csv"};
}

// ---- one printer ----------------------------------------------------------------------------------

std::optional<PrinterView> View(Call& call, PrinterId id) {
    const auto row = store::Find(call.tx(), call.actor().visible, id);
    if (!row) return std::nullopt;
    return DetailOf(*row, SuppliesOf(call.tx(), std::vector{*row}),
                    store::OpenAlerts(call.tx(), row->organization_id, row->id));
}

base::Result<Reply<PrinterView>> Get(Call& call, const PrinterPath& path) {
    auto view = View(call, path.printer_id);
    if (!view) return http::NotFound();
    Reply<PrinterView> reply = std::move(*view);
    // The ETag is of what people change; levels and state change without it, so no cache may answer with them.
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

// The printer, locked, in the version that the client has seen.
base::Result<store::AdminRow> LockOne(Call& call, PrinterId id) {
    const auto rows = store::Lock(call.tx(), call.actor().visible, {id});
    if (rows.empty()) return http::NotFound();
    if (auto fresh = call.CheckVersion(rows.front().version); !fresh) return std::unexpected(fresh.error());
    return rows.front();
}

void RecordChange(Call& call, base::IdSource& ids, const store::AdminRow& before, const char* action,
                  boost::json::object from, boost::json::object to) {
    boost::json::object args{{"from", from.begin()->value()}, {"to", to.begin()->value()}};
    audit::Record(call, {before.organization_id, action, "printer", before.id.value, std::move(from), std::move(to),
                         store::NameOf(before)});
    std::string code = action;
    std::replace(code.begin(), code.end(), '.', '_');
    store::AddEvent(call.tx(), before.organization_id, before.id, ids.Next(), call.now(), code, args,
                    call.actor().name);
}

boost::json::value IdOrNull(const std::optional<contacts::ContactId>& id) {
    return id ? boost::json::value(id->ToString()) : boost::json::value(nullptr);
}

// CON-9. The contact is of the printers' own organization; locked, so that it is not deleted meanwhile.
base::Result<void> CheckContact(Call& call, base::OrganizationId organization,
                                const std::optional<contacts::ContactId>& contact) {
    if (!contact) return {};
    if (contacts::LockContact(call.tx(), {&organization, 1}, *contact)) return {};
    return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, {{"/contact_id", "contact_unknown", {}}});
}

base::Result<ContactAssignmentResult> Assign(Call& call, const HttpParts& parts,
                                             const std::vector<store::AdminRow>& printers,
                                             const std::optional<contacts::ContactId>& contact) {
    ContactAssignmentResult result;
    std::map<base::OrganizationId, std::vector<PrinterId>> by_organization;
    for (const auto& printer : printers) {
        if (printer.contact_id != contact) by_organization[printer.organization_id].push_back(printer.id);
    }
    for (const auto& [organization, changed] : by_organization) {
        if (auto known = CheckContact(call, organization, contact); !known)
            return std::unexpected(std::move(known.error()));
        store::SetContact(call.tx(), organization, changed, contact, call.now());
        result.assigned += static_cast<std::int64_t>(changed.size());
    }
    std::map<std::optional<contacts::ContactId>, std::vector<PrinterId>> before;
    for (const auto& printer : printers) {
        if (printer.contact_id == contact) continue;
        before[printer.contact_id].push_back(printer.id);
        RecordChange(call, parts.ids, printer, "printer.contact_changed",
                     {{"contact_id", IdOrNull(printer.contact_id)}}, {{"contact_id", IdOrNull(contact)}});
    }
    for (auto& [id, of_contact] : before) result.before.push_back({id, std::move(of_contact)});
    // Without a contact there is nobody else to send to: what is ordered goes where it went.
    if (parts.assignments == nullptr || !contact) return result;
    for (const auto& [organization, changed] : by_organization) {
        for (const auto& change :
             parts.assignments->OnAssigned(call.tx(), organization, changed, *contact, call.actor().name, call.now())) {
            audit::Record(call, change);
        }
    }
    return result;
}

base::Result<Reply<PrinterView>> SetContact(Call& call, const HttpParts& parts, const PrinterPath& path,
                                            const PrinterContactBody& body) {
    const auto printer = LockOne(call, path.printer_id);
    if (!printer) return std::unexpected(printer.error());
    if (auto done = Assign(call, parts, {*printer}, body.contact_id); !done) {
        return std::unexpected(done.error());
    }
    return *View(call, path.printer_id);
}

base::Result<Reply<PrinterView>> SetLocation(Call& call, base::IdSource& ids, const PrinterPath& path,
                                             const PrinterLocationBody& body) {
    constexpr std::size_t kMost = 255;
    const auto printer = LockOne(call, path.printer_id);
    if (!printer) return std::unexpected(printer.error());
    const std::string location = base::CleanText(body.location, kMost + 1);
    if (base::CountCodePoints(location) > kMost) {
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                            {{"/location", "too_long", {{"limit", static_cast<std::int64_t>(kMost)}}}});
    }
    if (location != printer->location) {
        store::SetLocation(call.tx(), *printer, location, call.now());
        RecordChange(call, ids, *printer, "printer.location_changed", {{"location", printer->location}},
                     {{"location", location}});
    }
    return *View(call, path.printer_id);
}

// ---- many printers --------------------------------------------------------------------------------

// All of them, locked; a printer that is not visible is answered like one that never was.
enum class Which { kListed, kListedLocked, kAway };

base::Result<std::vector<store::AdminRow>> Chosen(Call& call, std::vector<PrinterId> ids, Which which) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.empty() || ids.size() > kMostAtOnce) {
        const char* code = ids.empty() ? "missing" : "too_many_items";
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                            {{"/printer_ids", code, {{"limit", static_cast<std::int64_t>(kMostAtOnce)}}}});
    }
    const auto& visible = call.actor().visible;
    auto rows = which == Which::kListedLocked ? store::Lock(call.tx(), visible, ids)
                : which == Which::kListed     ? store::FindMany(call.tx(), visible, ids)
                                              : store::FindDeregistered(call.tx(), visible, ids);
    if (rows.size() != ids.size()) return http::NotFound();
    return rows;
}

base::Result<Reply<ContactAssignmentResult>> AssignMany(Call& call, const HttpParts& parts,
                                                        const ContactAssignmentBody& body) {
    const auto printers = Chosen(call, body.printer_ids, Which::kListedLocked);
    if (!printers) return std::unexpected(printers.error());
    auto done = Assign(call, parts, *printers, body.contact_id);
    if (!done) return std::unexpected(std::move(done.error()));
    return std::move(*done);
}

base::Result<Reply<AssignmentResult>> SetContract(Call& call, base::IdSource& ids, const ContractBody& body) {
    const auto printers = Chosen(call, body.printer_ids, Which::kListedLocked);
    if (!printers) return std::unexpected(printers.error());
    std::map<base::OrganizationId, std::vector<PrinterId>> by_organization;
    AssignmentResult result;
    for (const auto& printer : *printers) {
        if (printer.under_contract == body.under_contract) continue;
        by_organization[printer.organization_id].push_back(printer.id);
        RecordChange(call, ids, printer, "printer.contract_changed", {{"under_contract", printer.under_contract}},
                     {{"under_contract", body.under_contract}});
        ++result.assigned;
    }
    for (const auto& [organization, changed] : by_organization) {
        store::SetUnderContract(call.tx(), organization, changed, body.under_contract, call.now());
    }
    return result;
}

// ---- printers that are away --------------------------------------------------------------------------

struct DeregisteredList : http::Paging {
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(DeregisteredList, (http::Paging), (search))

struct DeregisteredPrinterView {
    PrinterId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string host_name;
    std::string location;
    std::optional<std::string> site_name;
    base::Instant deregistered_at;
    std::string deregistered_by;
    std::optional<base::Instant> last_contact_at;  // an agent may still find it
};
BOOST_DESCRIBE_STRUCT(DeregisteredPrinterView, (),
                      (id, organization_id, organization_name, manufacturer, model, serial_number, address, host_name,
                       location, site_name, deregistered_at, deregistered_by, last_contact_at))

base::Result<Reply<http::Page<DeregisteredPrinterView>>> ListAway(Call& call, const DeregisteredList& params) {
    auto after = call.OpenCursor<store::DeregisteredKey>(params.cursor);
    if (!after) return std::unexpected(std::move(after.error()));
    auto rows = store::ListDeregistered(call.tx(), call.actor().visible, base::SearchWords(params.search.value_or("")),
                                        *after, params.limit + 1);
    http::Page<DeregisteredPrinterView> page;
    if (rows.size() > static_cast<std::size_t>(params.limit.value)) {
        rows.pop_back();
        page.next_cursor = call.SealCursor(store::DeregisteredKey{rows.back().deregistered_at, rows.back().id});
    }
    for (auto& row : rows) {
        page.items.push_back({row.id, row.organization_id, std::move(row.organization_name),
                              std::move(row.manufacturer), std::move(row.model), std::move(row.serial_number),
                              std::move(row.address), std::move(row.host_name), std::move(row.location),
                              std::move(row.site_name), row.deregistered_at, std::move(row.deregistered_by),
                              row.observed_at == kNever ? std::nullopt : std::optional(row.observed_at)});
    }
    return page;
}

// One task over the organization acted in; its printers may belong to organizations below it.
base::Result<Reply<StartedTask>> StartTask(Call& call, base::IdSource& ids, const char* kind,
                                           const PrinterSelectionBody& body, Which which = Which::kListed) {
    const auto printers = Chosen(call, body.printer_ids, which);
    if (!printers) return std::unexpected(printers.error());
    std::vector<ChosenPrinter> input;
    for (const auto& printer : *printers) input.push_back({printer.organization_id, printer.id});
    StartedTask task{.organization_id = call.organization(),
                     .kind = kind,
                     .created_at = call.now(),
                     .progress_total = static_cast<std::int64_t>(input.size())};
    task.id = tasks::Enqueue(call, ids,
                             {.organization = task.organization_id,
                              .kind = kind,
                              .input = base::json::ToValue(TaskInput{std::move(input)}),
                              .progress_total = task.progress_total});
    return task;
}

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    base::IdSource& ids = parts.ids;
    RegisterTimeline(router, parts);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers",
                .id = "listPrinters",
                .tag = "printers",
                .summary = "List printers",
                .allow = http::kAnyRole},
               [](Call& call, const PrinterList& params, const Nothing&) -> base::Result<Reply<PrinterPage>> {
                   return List(call, params);
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/export",
                .id = "exportPrinters",
                .tag = "printers",
                .summary = "The list as CSV, at most 100,000 rows",
                .allow = http::kAnyRole,
                .raw = true},
               [](Call& call, const PrinterFilter& params, const Nothing&) -> base::Result<Reply<http::Raw>> {
                   return Export(call, params);
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}",
                .id = "getPrinter",
                .tag = "printers",
                .summary = "Read a printer",
                .allow = http::kAnyRole,
                .returns_etag = true},
               [](Call& call, const PrinterPath& path, const Nothing&) -> base::Result<Reply<PrinterView>> {
                   return Get(call, path);
               });
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/contact",
                .id = "setPrinterContact",
                .tag = "printers",
                .summary = "Set the supplies delivery contact of a printer",
                .allow = http::kSuppliesWriters,
                .if_match = true,
                .returns_etag = true},
               [parts](Call& call, const PrinterPath& path, const PrinterContactBody& body)
                   -> base::Result<Reply<PrinterView>> { return SetContact(call, parts, path, body); });
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/location",
                .id = "setPrinterLocation",
                .tag = "printers",
                .summary = "Set the location of a printer",
                .allow = http::kFleetWriters,
                .if_match = true,
                .returns_etag = true},
               [&ids](Call& call, const PrinterPath& path, const PrinterLocationBody& body)
                   -> base::Result<Reply<PrinterView>> { return SetLocation(call, ids, path, body); });
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/contact-assignments",
                .id = "assignPrinterContacts",
                .tag = "printers",
                .summary = "Set the supplies delivery contact of many printers",
                .allow = http::kSuppliesWriters,
                .idempotent = true},
               [parts](Call& call, const Nothing&, const ContactAssignmentBody& body)
                   -> base::Result<Reply<ContactAssignmentResult>> { return AssignMany(call, parts, body); });
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/contract-changes",
                .id = "changePrinterContracts",
                .tag = "printers",
                .summary = "Set printers under contract or not",
                .allow = http::kFleetWriters,
                .idempotent = true},
               [&ids](Call& call, const Nothing&, const ContractBody& body) -> base::Result<Reply<AssignmentResult>> {
                   return SetContract(call, ids, body);
               });
    router.Add(
        {.method = Method::kPost,
         .path = "/api/v1/printers/status-requests",
         .id = "requestPrinterStatus",
         .tag = "printers",
         .summary = "Read printers now; the task shows each printer's result",
         .allow = http::kAnyRole,
         .creates = true},
        [&ids](Call& call, const Nothing&, const PrinterSelectionBody& body) -> base::Result<Reply<StartedTask>> {
            return StartTask(call, ids, kStatusRequestTask, body);
        });
    router.Add(
        {.method = Method::kPost,
         .path = "/api/v1/printers/deregistrations",
         .id = "deregisterPrinters",
         .tag = "printers",
         .summary = "Take printers out of the list",
         .allow = http::kFleetWriters,
         .creates = true},
        [&ids](Call& call, const Nothing&, const PrinterSelectionBody& body) -> base::Result<Reply<StartedTask>> {
            return StartTask(call, ids, kDeregisterTask, body);
        });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/deregistered",
                .id = "listDeregisteredPrinters",
                .tag = "printers",
                .summary = "Printers that were taken out of the list, the latest first",
                .allow = http::kAnyRole},
               [](Call& call, const DeregisteredList& params, const Nothing&)
                   -> base::Result<Reply<http::Page<DeregisteredPrinterView>>> { return ListAway(call, params); });
    router.Add(
        {.method = Method::kPost,
         .path = "/api/v1/printers/registrations",
         .id = "registerPrinters",
         .tag = "printers",
         .summary = "Take deregistered printers back into the list",
         .allow = http::kFleetWriters,
         .creates = true},
        [&ids](Call& call, const Nothing&, const PrinterSelectionBody& body) -> base::Result<Reply<StartedTask>> {
            return StartTask(call, ids, kRegisterTask, body, Which::kAway);
        });
}

}  // namespace printers
