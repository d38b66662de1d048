#include <map>

#include "lib/printing/reading.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"

namespace replenishment {
namespace {

using http::Call;
using http::Nothing;
using http::Reply;

struct SupplyReasonView {
    std::string code;
    base::Args args;
    std::string sentence;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(SupplyReasonView, (), (code, args, sentence))

struct ReplenishmentSupplyView {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::string type;
    std::string colorant;
    std::string description;
    std::optional<double> remaining_percent;
    printing::LevelState level_state = printing::LevelState::kUnknown;
    std::optional<base::Instant> observed_at;
    std::int32_t shelf = 0;       // cartridges
    std::int32_t in_transit = 0;  // cartridges
    std::optional<double> daily_percent;
    std::optional<double> days_left;
    std::optional<base::Day> order_due_on;
    std::optional<base::Day> decided_on;
    std::optional<base::Instant> replaced_at;
    std::string decision;
    SupplyReasonView reason;
};
BOOST_DESCRIBE_STRUCT(ReplenishmentSupplyView, (),
                      (printer_id, supply_slot, manufacturer, model, serial_number, location, type,
                       colorant, description, remaining_percent, level_state, observed_at, shelf,
                       in_transit, daily_percent, days_left, order_due_on, decided_on, replaced_at,
                       decision, reason))

struct SupplyList : http::Paging {
    std::optional<printers::PrinterId> printer_id;
    std::optional<double> below_days;
};
BOOST_DESCRIBE_STRUCT(SupplyList, (http::Paging), (printer_id, below_days))

ReplenishmentSupplyView View(const store::Row& row, const printers::SupplyFact* fact, Call& call,
                             const i18n::Catalogues& texts) {
    ReplenishmentSupplyView view{.printer_id = row.printer_id,
                                 .supply_slot = row.supply_slot,
                                 .shelf = row.shelf,
                                 .in_transit = row.in_transit,
                                 .daily_percent = row.daily_percent,
                                 .days_left = row.days_left,
                                 .order_due_on = row.order_due_on,
                                 .decided_on = row.decided_on,
                                 .replaced_at = row.replaced_at,
                                 .decision = row.decision};
    if (fact != nullptr) {
        const auto unit = base::json::ParseEnum<printing::Unit>(fact->unit);
        const auto level = printing::ReadLevel(fact->level_raw, fact->max_capacity_raw, unit);
        view.manufacturer = fact->manufacturer;
        view.model = fact->model;
        view.serial_number = fact->serial_number;
        view.location = fact->location;
        view.type = fact->type;
        view.colorant = fact->colorant;
        view.description = fact->description;
        view.remaining_percent = printing::RemainingPercent(level);
        view.level_state = printing::StateOf(level);
        view.observed_at = fact->observed_at;
    }
    if (auto reason = base::json::Bind<orders::LineReason>(row.reason)) {
        view.reason = {reason->code, reason->args,
                       texts.Format(call.language(), "sentences." + reason->code, reason->args)};
    }
    return view;
}

}  // namespace

void RegisterHttp(http::Router& router, const i18n::Catalogues& texts) {
    router.Add(
        {.method = http::Method::kGet,
         .path = "/api/v1/replenishment/supplies",
         .id = "listReplenishmentSupplies",
         .tag = "replenishment",
         .summary = "List supplies with their forecast, the first to run out first",
         .allow = http::kAnyRole},
        [&texts](Call& call, const SupplyList& params,
                 const Nothing&) -> base::Result<Reply<http::Page<ReplenishmentSupplyView>>> {
            auto after = call.OpenCursor<store::ListKey>(params.cursor);
            if (!after) return std::unexpected(std::move(after.error()));
            auto rows = store::List(call.tx(), {.organizations = call.actor().visible,
                                                .printer = params.printer_id,
                                                .below_days = params.below_days,
                                                .after = *after,
                                                .limit = params.limit + 1});
            http::Page<ReplenishmentSupplyView> page;
            if (rows.size() > static_cast<std::size_t>(params.limit.value)) {
                rows.pop_back();
                page.next_cursor = call.SealCursor(store::KeyOf(rows.back()));
            }
            std::vector<printers::PrinterId> ids;
            for (const auto& row : rows) ids.push_back(row.printer_id);
            std::map<std::pair<printers::PrinterId, std::int32_t>, printers::SupplyFact> facts;
            for (auto& fact : printers::ListSupplyFactsOf(call.tx(), call.actor().visible, ids)) {
                facts.emplace(std::pair(fact.printer_id, fact.slot), fact);
            }
            for (const auto& row : rows) {
                const auto fact = facts.find({row.printer_id, row.supply_slot});
                page.items.push_back(
                    View(row, fact == facts.end() ? nullptr : &fact->second, call, texts));
            }
            return page;
        });
}

}  // namespace replenishment
