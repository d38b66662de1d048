#include <memory>

#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/what_if/run_store.hpp"

namespace what_if {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

struct RunPath : http::Parameters {
    RunId run_id;
};
BOOST_DESCRIBE_STRUCT(RunPath, (), (run_id))

struct RunFile : RunPath, http::FileForm {};
BOOST_DESCRIBE_STRUCT(RunFile, (RunPath, http::FileForm), ())

// What is compared with, and over how many printers.
struct WhatIfToday : WhatIfSettings {
    std::int64_t printers = 0;  // of the organization itself; without any nothing is compared

    // Of the terms, which may be more than what can be asked for.
    static constexpr base::Limit kLimits[] = {{.field = "name", .max_length = 60}};
};
BOOST_DESCRIBE_STRUCT(WhatIfToday, (WhatIfSettings), (printers))

struct RunList : http::Paging {
    pg::Order<store::RunColumn> sort{store::RunColumn::kCreatedAt, true};
};
BOOST_DESCRIBE_STRUCT(RunList, (http::Paging), (sort))

struct WhatIfRun {
    RunId id;
    base::OrganizationId organization_id;
    base::Instant created_at;
    std::string created_by;
    tasks::State state = tasks::State::kQueued;
    std::string site_name;  // of input.site_id
    WhatIfInput input;
    std::optional<base::Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(WhatIfRun, (),
                      (id, organization_id, created_at, created_by, state, site_name, input, finished_at))

struct WhatIfRunDetail : WhatIfRun {
    std::optional<WhatIfOutcome> outcome;  // absent until it is finished
};
BOOST_DESCRIBE_STRUCT(WhatIfRunDetail, (WhatIfRun), (outcome))

WhatIfRun View(const store::ShownRow& row) {
    WhatIfRun view{.id = row.id,
                   .organization_id = row.organization_id,
                   .created_at = row.created_at,
                   .created_by = row.created_by,
                   .state = row.state,
                   .site_name = row.site_name,
                   .input = {},
                   .finished_at = row.finished_at};
    if (auto input = base::json::Bind<WhatIfInput>(row.input)) view.input = std::move(*input);
    return view;
}

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<WhatIfToday> Today(Call& call) {
        return WhatIfToday{TodaysSettings(call.tx(), call.organization(), parts_.settings), CountPrinters(call)};
    }

    base::Result<http::Page<WhatIfRun>> List(Call& call, const RunList& params) {
        TRY(const auto window, call.Window(params));
        const auto slice = store::List(call.tx(), {call.actor().visible}, window);
        http::Page<WhatIfRun> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
        for (const auto& row : slice.rows) page.items.push_back(View(row));
        return page;
    }

    base::Result<WhatIfRunDetail> Get(Call& call, const RunPath& path) { return Show(call, path.run_id); }

    base::Result<http::Raw> Export(Call& call, const RunFile& path) {
        TRY(const auto run, Show(call, path.run_id));
        using enum tables::Kind;
        auto file = http::FileOf(call, path, "what-if",
                                 {"settings",
                                  "method",
                                  {"order_days", kNumber},
                                  {"cover_days", kNumber},
                                  {"join_days", kNumber},
                                  {"spares_kept", kNumber},
                                  {"lead_days", kNumber},
                                  {"must_risk_percent", kNumber},
                                  {"stock_outs", kNumber},
                                  {"stock_out_days", kNumber},
                                  {"shipments", kNumber},
                                  {"cartridges", kNumber},
                                  {"shelf", kNumber},
                                  {"cartridge_cost_minor", kNumber},
                                  {"without_price", kNumber},
                                  {"shipment_cost_minor", kNumber},
                                  "currency"});
        if (!run.outcome) return http::AnswerOf(std::move(file).Finish());
        for (const auto& lived : run.outcome->lived) {
            const auto& settings = lived.settings;
            file.Add(
                {settings.name, std::string(base::json::EnumName(settings.method)), std::to_string(settings.order_days),
                 std::to_string(settings.cover_days), std::to_string(settings.join_days),
                 std::to_string(settings.spares_kept), std::to_string(settings.lead_days),
                 settings.must_risk_percent ? std::to_string(*settings.must_risk_percent) : "",
                 std::to_string(lived.stock_outs), std::to_string(lived.stock_out_days),
                 std::to_string(lived.shipments), std::to_string(lived.cartridges), std::to_string(lived.shelf),
                 lived.cartridge_cost_minor ? std::to_string(*lived.cartridge_cost_minor) : "",
                 std::to_string(lived.without_price), std::to_string(lived.shipment_cost_minor), run.input.currency});
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<Reply<WhatIfRunDetail>> Start(Call& call, const WhatIfInput& input) {
        TRY(const auto checked, CheckRun(input));
        // Settings belong to one organization: those below it have their own, and are compared by themselves.
        if (CountPrinters(call) == 0) return base::Refuse(base::ProblemKind::kConflict, "what_if_no_printers");
        if (checked.site_id && !organizations::FindSite(call.tx(), call.organization(), *checked.site_id)) {
            return http::NotFound();
        }
        store::Row row;
        row.organization_id = call.organization();
        row.id = tasks::Enqueue(
            call, parts_.ids,
            {.organization = call.organization(), .kind = "what_if.run", .input = base::json::ToValue(checked)});
        row.created_at = call.now();
        row.created_by = call.actor().name;
        row.input = base::json::ToValue(checked);
        store::Insert(call.tx(), row);
        TRY(Reply<WhatIfRunDetail> reply, Show(call, row.id));
        reply.location = "/api/v1/what-if-runs/" + row.id.ToString();
        return reply;
    }

  private:
    static std::int64_t CountPrinters(Call& call) {
        const base::OrganizationId own[] = {call.organization()};
        const auto counts = printers::CountPrinters(call.tx(), own);
        const auto found = counts.find(call.organization());
        return found == counts.end() ? 0 : found->second;
    }

    static base::Result<WhatIfRunDetail> Show(Call& call, RunId id) {
        const auto row = store::Find(call.tx(), call.actor().visible, id);
        if (!row) return http::NotFound();
        WhatIfRunDetail detail{View(*row), std::nullopt};
        if (row->outcome) {
            if (auto outcome = base::json::Bind<WhatIfOutcome>(*row->outcome)) detail.outcome = std::move(*outcome);
        }
        // What all cartridges of a year cost says what one costs: prices are the operator's.
        if (detail.outcome && !call.actor().May(permissions::kSeeCatalogDetails)) {
            for (auto& lived : detail.outcome->lived) lived.cartridge_cost_minor.reset();
        }
        return detail;
    }

    HttpParts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/what-if-settings",
                .id = "readTodaysSettings",
                .tag = "what if",
                .summary = "The settings of automatic replenishment that are compared with",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Today);
    http::AddList(router, "what-if-runs",
                  {.method = Method::kGet,
                   .path = "/api/v1/what-if-runs",
                   .id = "listWhatIfRuns",
                   .tag = "what if",
                   .summary = "List comparisons of settings that were asked for",
                   .allow = permissions::kSeeFleet},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/what-if-runs",
                .id = "startWhatIfRun",
                .tag = "what if",
                .summary = "Compare settings over the past of a fleet, as a task",
                .allow = permissions::kCompareSettings,
                .creates = true},
               routes, &Routes::Start);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/what-if-runs/{run_id}",
                .id = "getWhatIfRun",
                .tag = "what if",
                .summary = "Read a comparison of settings with what came of each",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Get);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/what-if-runs/{run_id}/export",
                .id = "exportWhatIfRun",
                .tag = "what if",
                .summary = "A comparison of settings as CSV or as a workbook",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);
}

}  // namespace what_if
