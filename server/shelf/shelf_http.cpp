#include <memory>

#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/shelf/link_store.hpp"
#include "server/shelf/shelf_views.hpp"

// The shelf book and counts by people who are signed in.
namespace shelf {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using replenishment::Movement;

struct MovementExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<replenishment::MovementColumn> sort{replenishment::MovementColumn::kRecordedAt, true};
    std::optional<printers::PrinterId> printer_id;
    std::optional<std::int32_t> supply_slot;
    std::optional<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(MovementExport, (), (format, heads, sort, printer_id, supply_slot, site_id))

struct MovementList : http::Paging {
    pg::Order<replenishment::MovementColumn> sort{replenishment::MovementColumn::kRecordedAt, true};
    std::optional<printers::PrinterId> printer_id;
    std::optional<std::int32_t> supply_slot;
    std::optional<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(MovementList, (http::Paging), (sort, printer_id, supply_slot, site_id))

struct ShelfQuery : http::Parameters {
    std::optional<printers::PrinterId> printer_id;
    std::optional<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(ShelfQuery, (), (printer_id, site_id))

template <class Params>
replenishment::MovementFilter FilterOf(const Call& call, const Params& params) {
    return {call.actor().visible, params.printer_id, params.supply_slot, params.site_id};
}

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<http::Page<Movement>> List(Call& call, const MovementList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<Movement>(call, replenishment::ListMovements(call.tx(), FilterOf(call, params), window));
    }

    base::Result<http::Raw> Export(Call& call, const MovementExport& params) {
        constexpr std::int32_t kStep = 1000;
        const auto filter = FilterOf(call, params);
        pg::Window<replenishment::MovementColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "shelf-book",
                                 {"organization",
                                  "manufacturer",
                                  "model",
                                  "serial_number",
                                  "supply",
                                  "color",
                                  {"day", tables::Kind::kDay},
                                  {"recorded_at", tables::Kind::kTime},
                                  "cause",
                                  {"quantity", tables::Kind::kNumber},
                                  {"shelf_before", tables::Kind::kNumber},
                                  {"shelf_after", tables::Kind::kNumber},
                                  {"counted", tables::Kind::kNumber},
                                  "order_number",
                                  "other_printer",
                                  "by"});
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = replenishment::ListMovements(call.tx(), filter, window);
            for (const auto& row : slice.rows) {
                file.Add({row.organization_name, row.printer_manufacturer, row.printer_model, row.printer_serial_number,
                          row.supply_description, row.supply_colorant, base::FormatDay(row.day),
                          base::FormatRfc3339(row.recorded_at), std::string(base::json::EnumName(row.cause)),
                          std::to_string(row.quantity), std::to_string(row.shelf_before),
                          std::to_string(row.shelf_after), row.counted ? std::to_string(*row.counted) : "",
                          row.order_number, row.other_printer_name, row.actor});
            }
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<ShelfView> Shelf(Call& call, const ShelfQuery& query) {
        auto organization = std::optional(call.organization());
        if (query.printer_id) {
            organization = store::OrganizationOf(call.tx(), call.actor().visible, *query.printer_id);
            if (!organization) return http::NotFound();
        }
        return ShelfView{*organization, replenishment::ListShelf(call.tx(), *organization, query.printer_id,
                                                                 query.site_id, kMostPrinters)};
    }

    base::Result<void> Count(Call& call, const ShelfCount& input) {
        TRY_DO(CheckCount(input.lines));
        const auto organization =
            store::OrganizationOf(call.tx(), call.actor().visible, input.lines.front().printer_id);
        if (!organization) return http::NotFound();
        const auto counted = replenishment::CountShelf(call.tx(), parts_.office.ids, *organization, input.lines,
                                                       call.actor().name, call.now());
        if (!counted) return http::NotFound();
        audit::Record(call, ChangeOf(*organization, input.lines, *counted));
        return {};
    }

  private:
    HttpParts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/shelf-movements",
                .id = "listShelfMovements",
                .tag = "shelf",
                .summary = "List the lines of the shelf book",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/shelf-movements/export",
                .id = "exportShelfMovements",
                .tag = "shelf",
                .summary = "The shelf book as CSV, with the filters of the list",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/shelf",
                .id = "readShelf",
                .tag = "shelf",
                .summary = "What is on the shelf of a printer or a site, for whoever counts it",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Shelf);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/shelf-counts",
                .id = "countShelf",
                .tag = "shelf",
                .summary = "Say how many cartridges are on the shelf, as counted by hand",
                .allow = permissions::kCountShelf,
                .idempotent = true},
               routes, &Routes::Count);
    RegisterCountLinks(router, parts);
    RegisterSparesRules(router, parts.office.ids);
}

}  // namespace shelf
