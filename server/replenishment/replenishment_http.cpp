#include <algorithm>

#include "lib/printing/reading.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/contact_effects_http.hpp"
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
    printing::LevelSource source = printing::LevelSource::kStandard;  // who told the level
    std::optional<base::Instant> observed_at;
    std::int32_t shelf = 0;       // cartridges
    std::int32_t in_transit = 0;  // cartridges
    std::optional<double> daily_percent;
    // Of the cartridge in the printer: as likely as not it lasts `days_left`; it lasts more than
    // the low figure 9 times in 10, more than the high one once in 10.
    std::optional<double> days_left;
    std::optional<double> days_left_low;
    std::optional<double> days_left_high;
    std::optional<double> lasts_days;  // with the shelf and what is on its way
    std::optional<base::Day> order_due_on;
    std::optional<base::Day> decided_on;
    std::optional<base::Instant> replaced_at;
    Verdict decision = Verdict::kNoOrder;
    SupplyReasonView reason;
};
BOOST_DESCRIBE_STRUCT(ReplenishmentSupplyView, (),
                      (printer_id, supply_slot, manufacturer, model, serial_number, location, type,
                       colorant, description, remaining_percent, level_state, source, observed_at,
                       shelf, in_transit, daily_percent, days_left, days_left_low, days_left_high,
                       lasts_days, order_due_on, decided_on, replaced_at, decision, reason))

struct SupplyList : http::Paging {
    std::optional<printers::PrinterId> printer_id;
    std::optional<double> below_days;
};
BOOST_DESCRIBE_STRUCT(SupplyList, (http::Paging), (printer_id, below_days))

// Nothing for a supply that is there no more, or whose printer was deregistered; its shelf is kept
// in case it comes back.
std::optional<ReplenishmentSupplyView> View(const store::Row& row,
                                            const std::vector<printers::PrinterFact>& facts,
                                            Call& call, const i18n::Catalogues& texts) {
    const auto printer =
        std::ranges::lower_bound(facts, row.printer_id, {}, &printers::PrinterFact::id);
    if (printer == facts.end() || printer->id != row.printer_id) return std::nullopt;
    const auto supply =
        std::ranges::find(printer->supplies, row.supply_slot, &printers::SupplyFact::slot);
    if (supply == printer->supplies.end()) return std::nullopt;
    ReplenishmentSupplyView view{.printer_id = row.printer_id,
                                 .supply_slot = row.supply_slot,
                                 .shelf = row.shelf,
                                 .in_transit = row.in_transit,
                                 .daily_percent = row.daily_percent,
                                 .days_left = row.days_left,
                                 .days_left_low = row.days_left_low,
                                 .days_left_high = row.days_left_high,
                                 .lasts_days = row.lasts_days,
                                 .order_due_on = row.order_due_on,
                                 .decided_on = row.decided_on,
                                 .replaced_at = row.replaced_at,
                                 .decision = row.decision};
    Reason reason = ReasonOf(store::DecisionOf(row));
    view.reason = {"replenishment." + reason.code, std::move(reason.args), ""};
    view.reason.sentence =
        texts.Format(call.language(), "sentences." + view.reason.code, view.reason.args);
    view.manufacturer = printer->manufacturer;
    view.model = printer->model;
    view.serial_number = printer->serial_number;
    view.location = printer->location;
    view.observed_at = printer->observed_at;
    const auto level =
        printing::ReadLevel(supply->level_raw, supply->max_capacity_raw, supply->unit);
    view.type = supply->type;
    view.colorant = supply->colorant;
    view.description = supply->description;
    view.remaining_percent = printing::RemainingPercent(level);
    view.level_state = printing::StateOf(level);
    view.source = supply->source;
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
            const auto facts = printers::ListPrinterFactsOf(call.tx(), call.actor().visible, ids);
            for (const auto& row : rows) {
                if (auto view = View(row, facts, call, texts))
                    page.items.push_back(std::move(*view));
            }
            return page;
        });
    RegisterContactEffects(router);
}

}  // namespace replenishment
