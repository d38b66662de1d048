#include "server/printer_views/printer_views.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/meter_reads/meter_reads.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/printer_views/deregistered_store.hpp"
#include "server/printer_views/timeline_http.hpp"
#include "server/printer_views/views.hpp"

// What of printers is only read: the list, one printer, and those that are away (PRN-1..PRN-3, PRN-7).
namespace printer_views {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

constexpr std::chrono::hours kNewFor{7 * 24};  // "newly discovered"
// PRN-2: a service request that was completed longer ago is none any more.
constexpr std::chrono::hours kCompletedFor{90 * 24};

enum class RequestState { kNew, kInProgress, kCompleted, kNone };
BOOST_DESCRIBE_ENUM(RequestState, kNew, kInProgress, kCompleted, kNone)

struct PrinterPath : http::Parameters {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterPath, (), (printer_id))

// PRN-2. All of them hold; of one that may be repeated (a vector) any value.
struct PrinterFilter {
    std::optional<std::string> search;
    std::vector<organizations::SiteId> site_id;
    std::vector<agents::AgentId> agent_id;
    std::optional<contacts::ContactId> contact_id;
    std::vector<std::string> model;
    std::vector<PrinterState> state;
    std::optional<bool> communicating;
    std::optional<bool> under_contract;
    std::optional<bool> high_volume;
    std::vector<Managed> managed;
    std::optional<std::int32_t> supply_below_percent;
    std::optional<std::int32_t> supply_below_days;
    std::optional<bool> newly_discovered;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
    std::optional<bool> registration_failed;
    // The printer has a service request or an incident in this state, completed in the last 90 days; or none of these.
    std::vector<RequestState> service_request;
    // Why it does not communicate (AGT-11).
    std::vector<reachability::SilenceCause> silence;
    pg::Order<store::SortColumn> sort{store::SortColumn::kModel};
};
BOOST_DESCRIBE_STRUCT(PrinterFilter, (),
                      (search, site_id, agent_id, contact_id, model, state, communicating, under_contract, high_volume,
                       managed, supply_below_percent, supply_below_days, newly_discovered, external_system, external_id,
                       registration_failed, service_request, silence, sort))

struct PrinterList : PrinterFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(PrinterList, (PrinterFilter, http::Paging), ())
// Those that were chosen, or all that match.
struct PrinterMetersList : PrinterFilter, http::Paging {
    std::vector<PrinterId> printer_id;

    static constexpr base::Limit kLimits[] = {{.field = "printer_id", .max_items = 200}};
};
BOOST_DESCRIBE_STRUCT(PrinterMetersList, (PrinterFilter, http::Paging), (printer_id))
struct PrinterExport : PrinterFilter, http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
};
BOOST_DESCRIBE_STRUCT(PrinterExport, (PrinterFilter), (format, heads))

struct PrinterPage {
    std::vector<PrinterSummaryView> items;
    std::optional<std::string> next_cursor;
    std::optional<std::int64_t> total_estimate;  // on the first page
    std::optional<bool> total_is_exact;          // beside it: counted, not estimated
};
BOOST_DESCRIBE_STRUCT(PrinterPage, (), (items, next_cursor, total_estimate, total_is_exact))

struct DeregisteredList : http::Paging {
    pg::Order<store::DeregisteredColumn> sort{store::DeregisteredColumn::kDeregisteredAt, true};
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(DeregisteredList, (http::Paging), (sort, search))

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

base::Result<store::ListFilter> FilterOf(Call& call, const PrinterFilter& params) {
    store::ListFilter filter{.organizations = call.actor().visible,
                             .search_words = base::SearchWords(params.search.value_or("")),
                             .sites = params.site_id,
                             .agents = params.agent_id,
                             .contact = params.contact_id,
                             .models = params.model,
                             .communicating = params.communicating,
                             .under_contract = params.under_contract,
                             .high_volume = params.high_volume,
                             .supply_below_percent = params.supply_below_percent,
                             .external_system = params.external_system.transform(&external::SystemKey),
                             .external_id = params.external_id,
                             .registration_failed = params.registration_failed};
    if (params.supply_below_days)
        filter.supply_ends_before = printers::EndsBefore(*params.supply_below_days, call.now());
    for (const auto state : params.state) filter.states.push_back(StateCode(state));
    for (const auto managed : params.managed) filter.managed.emplace_back(base::json::EnumName(managed));
    for (const auto state : params.service_request) {
        if (state == RequestState::kNone) {
            filter.no_requests = true;
        } else {
            filter.requests.emplace_back(base::json::EnumName(state));
        }
    }
    filter.requests_since = call.now() - kCompletedFor;
    if (params.newly_discovered.value_or(false)) filter.discovered_since = call.now() - kNewFor;
    if (!params.silence.empty()) {
        TRY(filter.printers, reachability::FindSilent(call.tx(), call.actor().visible, params.silence, call.now()));
    }
    return filter;
}

template <class Row>
std::vector<store::SupplyRow> SuppliesOf(Call& call, const std::vector<Row>& rows) {
    store::Organizations organizations;
    std::vector<PrinterId> ids;
    for (const auto& row : rows) {
        organizations.push_back(row.organization_id);
        ids.push_back(row.id);
    }
    return store::Supplies(call.tx(), organizations, ids, call.now());
}

std::vector<PrinterSummaryView> Summaries(Call& call, const std::vector<store::PrinterRow>& rows) {
    std::map<PrinterId, std::vector<store::SupplyRow>> supplies;
    for (auto& supply : SuppliesOf(call, rows)) supplies[supply.printer_id].push_back(std::move(supply));
    store::Organizations organizations;
    std::vector<PrinterId> ids;
    for (const auto& row : rows) {
        organizations.push_back(row.organization_id);
        ids.push_back(row.id);
    }
    const auto alerts = store::CountOpenAlerts(call.tx(), organizations, ids);
    const auto shared = store::WithSharedSerial(call.tx(), organizations, ids);
    std::vector<PrinterId> silent;
    for (const auto& row : rows) {
        if (!row.communicating) silent.push_back(row.id);
    }
    std::map<PrinterId, reachability::SilenceCause> causes;
    if (!silent.empty()) {
        for (const auto& silence : reachability::ExplainSilences(call.tx(), call.actor().visible, silent, call.now()))
            causes.emplace(silence.printer_id, silence.cause);
    }
    std::vector<PrinterSummaryView> views;
    views.reserve(rows.size());
    for (const auto& row : rows) {
        views.push_back(SummaryOf(row, supplies[row.id]));
        const auto open = alerts.find(row.id);
        views.back().open_alerts = open != alerts.end() ? open->second : 0;
        views.back().serial_shared = std::ranges::find(shared, row.id) != shared.end();
        if (const auto cause = causes.find(row.id); cause != causes.end()) views.back().silence = cause->second;
    }
    external::Fill(call.tx(), external::Kind::kPrinter, std::span(views));
    return views;
}

// As it is in its list.
DeregisteredPrinterView AwayOf(store::DeregisteredRow& row) {
    return {row.id,
            row.organization_id,
            std::move(row.organization_name),
            std::move(row.manufacturer),
            std::move(row.model),
            std::move(row.serial_number),
            std::move(row.address),
            std::move(row.host_name),
            std::move(row.location),
            std::move(row.site_name),
            row.deregistered_at,
            std::move(row.deregistered_by),
            row.observed_at == printers::kNever ? std::nullopt : std::optional(row.observed_at)};
}

class Routes {
  public:
    base::Result<PrinterPage> List(Call& call, const PrinterList& params) {
        TRY(const auto window, call.Window(params));
        TRY(const auto filter, FilterOf(call, params));
        const auto [slice, total] = store::List(call.tx(), filter, window);
        PrinterPage page{.items = Summaries(call, slice.rows), .next_cursor = call.NextCursor(slice.next)};
        if (window.after) return page;
        const auto shown = static_cast<std::int64_t>(slice.rows.size());
        const bool more = slice.next.has_value();
        page.total_estimate = more ? std::max(shown + 1, total ? *total : store::Estimate(call.tx(), filter)) : shown;
        page.total_is_exact = !more || total.has_value();
        return page;
    }

    // PRN-4. What the counters of many printers say.
    base::Result<http::Page<PrinterMetersView>> Meters(Call& call, const PrinterMetersList& params) {
        TRY(const auto window, call.Window(params));
        TRY(auto filter, FilterOf(call, params));
        if (params.silence.empty()) {
            filter.printers = params.printer_id;
        } else if (!params.printer_id.empty()) {
            std::erase_if(filter.printers, [&](PrinterId id) {
                return std::ranges::find(params.printer_id, id) == params.printer_id.end();
            });
            if (filter.printers.empty()) filter.printers.emplace_back();
        }
        const auto slice = store::List(call.tx(), filter, window).slice;
        store::Organizations organizations;
        std::vector<PrinterId> ids;
        for (const auto& row : slice.rows) {
            organizations.push_back(row.organization_id);
            ids.push_back(row.id);
        }
        auto values = store::MeterValues(call.tx(), organizations, ids);
        http::Page<PrinterMetersView> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
        for (const auto& row : slice.rows) page.items.push_back(MetersOf(row, values[row.id]));
        return page;
    }

    // PRN-1. In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const PrinterExport& params) {
        constexpr std::int32_t kStep = 1000;
        TRY(const auto filter, FilterOf(call, params));
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "printers", ExportColumns());
        while (file.rows() < tables::kMostRows) {
            const auto slice = store::List(call.tx(), filter, window).slice;
            for (const auto& view : Summaries(call, slice.rows)) file.Add(ExportRow(view));
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<Reply<PrinterView>> Get(Call& call, const PrinterPath& path) {
        const auto row = store::Find(call.tx(), call.actor().visible, path.printer_id);
        if (!row) return http::NotFound();
        Reply<PrinterView> reply = DetailOf(*row, SuppliesOf(call, std::vector{*row}),
                                            store::OpenAlerts(call.tx(), row->organization_id, row->id),
                                            printers::ListMeterHolds(call.tx(), row->organization_id, row->id));
        ShowHandMeters(call, reply.body);
        for (const auto& other : store::BehindSameAddress(call.tx(), row->organization_id, row->id))
            reply.body.behind_same_address.push_back(NeighbourOf(other));
        for (const auto& other : store::WithSameSerial(call.tx(), row->organization_id, row->id))
            reply.body.same_serial_number.push_back(NeighbourOf(other));
        reply.body.external_ids = external::Of(call.tx(), external::Kind::kPrinter, row->id.value);
        // The ETag is of what people change; levels and state change without it, so no cache may answer with them.
        reply.headers.emplace_back("Cache-Control", "no-store");
        return reply;
    }

    // MTR-1: what a person read stands in place of an older value; the readings of agents stay as they are.
    static void ShowHandMeters(Call& call, PrinterView& view) {
        for (const auto& read : meter_reads::ListHandMeters(call.tx(), view.organization_id, view.id)) {
            const auto meter = std::ranges::find(view.meters, read.kind, &MeterView::kind);
            if (meter == view.meters.end()) {
                view.meters.push_back({read.kind, read.value, std::nullopt, read.read_at, read.read_by});
            } else if (!meter->observed_at || *meter->observed_at < read.read_at) {
                meter->value = read.value;
                meter->observed_at = read.read_at;
                meter->read_by = read.read_by;
            }
        }
    }

    base::Result<http::Page<DeregisteredPrinterView>> ListAway(Call& call, const DeregisteredList& params) {
        TRY(const auto window, call.Window(params));
        const store::DeregisteredFilter filter{call.actor().visible, base::SearchWords(params.search.value_or(""))};
        return http::MakePage(call, store::ListDeregistered(call.tx(), filter, window), &AwayOf);
    }
};

}  // namespace

void RegisterHttp(http::Router& router, const HttpParts& parts) {
    RegisterTimeline(router, parts);
    const auto routes = std::make_shared<Routes>();
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers",
                .id = "listPrinters",
                .tag = "printers",
                .summary = "List printers",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/export",
                .id = "exportPrinters",
                .tag = "printers",
                .summary = "The list as CSV or as a workbook (XLSX), at most a million rows",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}",
                .id = "getPrinter",
                .tag = "printers",
                .summary = "Read a printer",
                .allow = permissions::kSeeFleet,
                .returns_etag = true},
               routes, &Routes::Get);
    http::AddList(router, "meters",
                  {.method = Method::kGet,
                   .path = "/api/v1/printers/meters",
                   .id = "listMetersOfPrinters",
                   .tag = "printers",
                   .summary = "What the counters of printers say: of those that are named, or of all that match",
                   .allow = permissions::kSeeFleet},
                  routes, &Routes::Meters);
    http::AddList(router, "deregistered-printers",
                  {.method = Method::kGet,
                   .path = "/api/v1/printers/deregistered",
                   .id = "listDeregisteredPrinters",
                   .tag = "printers",
                   .summary = "Printers that were taken out of the list, the latest first",
                   .allow = permissions::kSeeFleet},
                  routes, &Routes::ListAway);
}

}  // namespace printer_views
