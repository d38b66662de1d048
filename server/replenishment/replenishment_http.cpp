#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/printing/reading.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/replenishment/contact_effects_http.hpp"
#include "server/replenishment/facts.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"
#include "server/replenishment/shelf_lines.hpp"

namespace replenishment {
namespace {

namespace permissions = organizations::permissions;

using http::Call;

struct SupplyReasonView {
    std::string code;
    base::Args args;
    std::string sentence;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(SupplyReasonView, (), (code, args, sentence))

// What the days of a supply are worth now.
enum class Estimate : std::uint8_t {
    kCurrent,       // nothing has happened since it was decided
    kCarriedOn,     // from a reading of some days before, as if it was used as before
    kStockChanged,  // delivered, ordered or cancelled since: how long the stock lasts is not known yet
    kReplaced,      // another cartridge since: nothing is known yet
    kNotReporting,  // silent for so long that an estimate says nothing
    kNone,          // no level was ever told, or nothing was decided yet
};
BOOST_DESCRIBE_ENUM(Estimate, kCurrent, kCarriedOn, kStockChanged, kReplaced, kNotReporting, kNone)

// What a decision was taken from. The sentence says these figures.
struct DecidedFromView {
    std::optional<double> remaining_percent;
    std::int32_t shelf = 0;       // cartridges
    std::int32_t in_transit = 0;  // cartridges, without what was ordered then
};
BOOST_DESCRIBE_STRUCT(DecidedFromView, (), (remaining_percent, shelf, in_transit))

// The date of the next order is not what it was.
struct DueMovedView {
    base::Day was_on;
    base::Day moved_on;
    Moved why = Moved::kEstimate;
    std::string sentence;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(DueMovedView, (), (was_on, moved_on, why, sentence))

struct ReplenishmentSupplyView {
    printers::PrinterId printer_id;
    std::int32_t supply_slot = 0;
    base::OrganizationId organization_id{};
    std::string organization_name{};
    std::string site_name{};  // "" without a site
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::string type;
    std::string colorant;
    std::string description;
    // As they are now.
    std::optional<double> remaining_percent;
    printing::LevelState level_state = printing::LevelState::kUnknown;
    printing::LevelSource source = printing::LevelSource::kStandard;  // who told the level
    std::optional<base::Instant> observed_at;
    std::int32_t shelf = 0;                   // cartridges
    std::int32_t in_transit = 0;              // cartridges
    std::int32_t spares_kept = 0;             // of the shelf: cartridges that are kept and not counted on (ASR-18)
    std::optional<base::Instant> counted_at;  // when a person counted the shelf last
    std::string counted_by;
    // As they were estimated when it was decided; absent where that says nothing any more.
    Estimate estimate = Estimate::kNone;
    std::optional<double> daily_percent;
    // Of the cartridge in the printer: as likely as not it lasts `days_left`; it lasts more than the low figure 9
    // times in 10, more than the high one once in 10.
    std::optional<double> days_left;
    std::optional<double> days_left_low;
    std::optional<double> days_left_high;
    std::optional<double> lasts_days;  // with the shelf and what is on its way
    std::optional<base::Day> order_due_on;
    std::optional<DueMovedView> order_due_moved;
    std::optional<base::Day> decided_on;  // the newest day that was looked at
    std::optional<base::Instant> decided_at;
    std::optional<DecidedFromView> decided_from;
    std::optional<base::Instant> replaced_at;
    Verdict decision = Verdict::kNoOrder;
    SupplyReasonView reason;
};
BOOST_DESCRIBE_STRUCT(ReplenishmentSupplyView, (),
                      (printer_id, supply_slot, organization_id, organization_name, site_name, manufacturer, model,
                       serial_number, location, type, colorant, description, remaining_percent, level_state, source,
                       observed_at, shelf, in_transit, spares_kept, counted_at, counted_by, estimate, daily_percent,
                       days_left, days_left_low, days_left_high, lasts_days, order_due_on, order_due_moved, decided_on,
                       decided_at, decided_from, replaced_at, decision, reason))

struct SupplyFilter {
    // Words of its printer, its site and its customer.
    std::optional<std::string> search;
    std::optional<printers::PrinterId> printer_id;
    std::optional<organizations::SiteId> site_id;
    std::optional<double> below_days;
};
BOOST_DESCRIBE_STRUCT(SupplyFilter, (), (search, printer_id, site_id, below_days))
struct SupplyList : SupplyFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(SupplyList, (SupplyFilter, http::Paging), ())
struct SupplyExport : SupplyFilter, http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
};
BOOST_DESCRIBE_STRUCT(SupplyExport, (SupplyFilter), (format, heads))

store::ListFilter FilterOf(const Call& call, const SupplyFilter& params) {
    return {.organizations = call.actor().visible,
            .printer = params.printer_id,
            .below_days = params.below_days,
            .now = call.now(),
            .words = base::SearchWords(params.search.value_or("")),
            .site = params.site_id};
}

// The one order: the printer whose first supply is used up first.
enum class SortColumn : std::uint8_t { kDaysLeft };
BOOST_DESCRIBE_ENUM(SortColumn, kDaysLeft)

Estimate EstimateOf(const store::Row& row, const Decision& decision, bool replaced, std::int32_t in_transit) {
    if (!row.decided_at || !decision.forecast) return Estimate::kNone;
    if (!IsForecast(decision)) return Estimate::kNotReporting;
    if (replaced) return Estimate::kReplaced;
    if (in_transit != row.in_transit || row.shelf != row.decided_shelf) return Estimate::kStockChanged;
    return decision.silent_days > 1 ? Estimate::kCarriedOn : Estimate::kCurrent;
}

// The figures of the forecast that still hold, as they are now.
void FillForecast(ReplenishmentSupplyView& view, const store::Row& row, base::Instant now) {
    const auto left = [&](const std::optional<double>& days) {
        return days ? std::optional(printers::DaysLeftNow(*days, *row.decided_at, now)) : std::nullopt;
    };
    view.daily_percent = row.daily_percent;
    if (view.estimate == Estimate::kNone || view.estimate == Estimate::kNotReporting ||
        view.estimate == Estimate::kReplaced)
        return;
    view.days_left = left(row.days_left);
    view.days_left_low = left(row.days_left_low);
    view.days_left_high = left(row.days_left_high);
    if (view.estimate == Estimate::kStockChanged) return;
    view.lasts_days = left(row.lasts_days);
    view.order_due_on = row.order_due_on;
}

std::string MovedSentence(const store::Row& row, Call& call, const i18n::Catalogues& texts) {
    return texts.Format(call.language(), "sentences.replenishment_due.moved",
                        {{"was_on", i18n::FormatDate(call.language(), *row.due_was_on)},
                         {"why", std::string(base::json::EnumName(*row.due_moved))}});
}

// Nothing for a supply of the other part, and for one that is there no more or whose printer was
// deregistered; its shelf is kept in case it comes back.
std::optional<ReplenishmentSupplyView> View(const store::Row& row, store::Part part,
                                            const std::vector<printers::PrinterFact>& facts,
                                            const std::vector<orders::InTransit>& open,
                                            const std::vector<store::PrinterPlace>& places, Call& call,
                                            const i18n::Catalogues& texts) {
    const auto printer = std::ranges::lower_bound(facts, row.printer_id, {}, &printers::PrinterFact::id);
    if (printer == facts.end() || printer->id != row.printer_id) return std::nullopt;
    const auto supply = std::ranges::find(printer->supplies, row.supply_slot, &printers::SupplyFact::slot);
    if (supply == printer->supplies.end()) return std::nullopt;
    const auto on_its_way = std::ranges::find_if(open, [&](const orders::InTransit& one) {
        return one.printer_id == row.printer_id && one.supply_slot == row.supply_slot;
    });
    ReplenishmentSupplyView view{.printer_id = row.printer_id,
                                 .supply_slot = row.supply_slot,
                                 .manufacturer = printer->manufacturer,
                                 .model = printer->model,
                                 .serial_number = printer->serial_number,
                                 .location = printer->location,
                                 .type = supply->type,
                                 .colorant = supply->colorant,
                                 .description = supply->description,
                                 .remaining_percent = ShownPercent(*supply),
                                 .observed_at = printer->observed_at,
                                 .decided_on = row.decided_on,
                                 .decided_at = row.decided_at,
                                 .replaced_at = row.replaced_at,
                                 .decision = row.decision};
    view.level_state =
        printing::StateOf(printing::ReadLevel(supply->level_raw, supply->max_capacity_raw, supply->unit));
    if (on_its_way != open.end()) view.in_transit = static_cast<std::int32_t>(on_its_way->quantity);
    const bool replaced =
        row.decided_at && printers::ReplacedSince({row.decided_percent, row.decided_serial},
                                                  {view.remaining_percent, supply->cartridge_serial_number});
    const Decision decision = store::DecisionOf(row);
    view.shelf = ShelfNow(row.shelf, replaced, row.counted_with_newest);
    view.spares_kept = row.spares_kept;
    view.counted_at = row.counted_at;
    view.counted_by = row.counted_by;
    view.estimate = EstimateOf(row, decision, replaced, view.in_transit);
    FillForecast(view, row, call.now());
    if (view.days_left.has_value() != (part == store::Part::kWithDays)) return std::nullopt;
    if (row.decided_at) {
        view.decided_from = DecidedFromView{row.decided_percent, row.decided_shelf, row.decided_transit};
    }
    if (view.order_due_on && row.due_was_on && row.due_moved_on && row.due_moved) {
        view.order_due_moved =
            DueMovedView{*row.due_was_on, *row.due_moved_on, *row.due_moved, MovedSentence(row, call, texts)};
    }
    Reason reason =
        ReasonOf(decision, {row.decided_percent, IsReceptacle(supply->type), GaugeOf(*supply, store::EvidenceOf(row))});
    view.reason = {"replenishment." + reason.code, std::move(reason.args), ""};
    view.reason.sentence = texts.Format(call.language(), "sentences." + view.reason.code, view.reason.args);
    if (row.spares_kept > 0 && IsAppraised(decision) && decision.why != Why::kKeepsSpares) {
        view.reason.sentence += " " + texts.Format(call.language(), "sentences.replenishment_spares.kept",
                                                   {{"spares", std::int64_t{row.spares_kept}}});
    }
    view.source = supply->source;
    if (const auto place = std::ranges::lower_bound(places, row.printer_id, {}, &store::PrinterPlace::id);
        place != places.end() && place->id == row.printer_id) {
        view.organization_id = place->organization_id;
        view.organization_name = place->organization_name;
        view.site_name = place->site_name;
    }
    return view;
}

std::vector<tables::Column> ExportColumns() {
    return {"organization",
            "site",
            "manufacturer",
            "model",
            "serial_number",
            "location",
            "supply_type",
            "color",
            "supply",
            {"remaining_percent", tables::Kind::kNumber},
            "level_state",
            "level_source",
            {"observed_at", tables::Kind::kTime},
            {"on_shelf", tables::Kind::kNumber},
            {"in_transit", tables::Kind::kNumber},
            {"spares_kept", tables::Kind::kNumber},
            {"counted_at", tables::Kind::kTime},
            "counted_by",
            "estimate",
            {"daily_percent", tables::Kind::kNumber},
            {"days_left", tables::Kind::kNumber},
            {"days_left_low", tables::Kind::kNumber},
            {"days_left_high", tables::Kind::kNumber},
            {"lasts_days", tables::Kind::kNumber},
            {"order_due_on", tables::Kind::kDay},
            {"order_due_was_on", tables::Kind::kDay},
            "order_due_why",
            {"decided_at", tables::Kind::kTime},
            "decision",
            "reason",
            "reason_in_words",
            {"replaced_at", tables::Kind::kTime}};
}

void AppendRow(tables::File& file, const ReplenishmentSupplyView& row) {
    const auto time = [](const std::optional<base::Instant>& at) {
        return at ? base::FormatRfc3339(*at) : std::string();
    };
    const auto number = [](const std::optional<double>& value, int digits) {
        return value ? fmt::format("{:.{}f}", *value, digits) : std::string();
    };
    const auto day = [](const std::optional<base::Day>& value) {
        return value ? base::FormatDay(*value) : std::string();
    };
    const auto& moved = row.order_due_moved;
    file.Add({row.organization_name,
              row.site_name,
              row.manufacturer,
              row.model,
              row.serial_number,
              row.location,
              row.type,
              row.colorant,
              row.description,
              number(row.remaining_percent, 1),
              std::string(base::json::EnumName(row.level_state)),
              std::string(base::json::EnumName(row.source)),
              time(row.observed_at),
              std::to_string(row.shelf),
              std::to_string(row.in_transit),
              std::to_string(row.spares_kept),
              time(row.counted_at),
              row.counted_by,
              std::string(base::json::EnumName(row.estimate)),
              number(row.daily_percent, 2),
              number(row.days_left, 1),
              number(row.days_left_low, 1),
              number(row.days_left_high, 1),
              number(row.lasts_days, 1),
              day(row.order_due_on),
              moved ? base::FormatDay(moved->was_on) : "",
              moved ? std::string(base::json::EnumName(moved->why)) : "",
              time(row.decided_at),
              std::string(base::json::EnumName(row.decision)),
              row.reason.code,
              row.reason.sentence,
              time(row.replaced_at)});
}

class Routes {
  public:
    Routes(const i18n::Catalogues& texts, std::size_t most_looked) : texts_(texts), most_looked_(most_looked) {}

    base::Result<http::Page<ReplenishmentSupplyView>> List(Call& call, const SupplyList& params) {
        TRY(auto window, call.Window(params, pg::Order{SortColumn::kDaysLeft}));
        return http::MakePage<ReplenishmentSupplyView>(call, Read(call, FilterOf(call, params), window));
    }

    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const SupplyExport& params) {
        constexpr std::int32_t kStep = 1000;
        const auto filter = FilterOf(call, params);
        pg::Window<SortColumn> window{.order = {}, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "supplies-status", ExportColumns());
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = Read(call, filter, window);
            for (const auto& row : slice.rows) AppendRow(file, row);
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    // One page: what shows days first. What is shown is what is sorted and filtered by, so rows are looked at
    // until the page is full, or until `most_looked_` of them were: where few of a large fleet belong to a part,
    // its page is short and the next one goes on from there.
    pg::Slice<ReplenishmentSupplyView> Read(Call& call, const store::ListFilter& filter,
                                            const pg::Window<SortColumn>& window) {
        constexpr std::int32_t kLeastLook = 200;
        std::size_t looked = 0;
        pg::Slice<ReplenishmentSupplyView> page;
        std::optional<pg::Place> last;  // of the page
        std::optional<pg::Place> after = window.after;
        auto part = after ? store::PartOf(*after) : store::Part::kWithDays;
        while (true) {
            // The first look at the first part nearly always fills the page.
            const bool first = part == store::Part::kWithDays && looked == 0;
            const std::int32_t limit = first ? window.limit + 1 : std::max(window.limit + 1, kLeastLook);
            const auto rows = store::List(call.tx(), part, filter, after, limit);
            std::vector<printers::PrinterId> ids;
            for (const auto& row : rows) ids.push_back(row.printer_id);
            const auto facts = printers::ListPrinterFactsOf(call.tx(), call.actor().visible, ids);
            const auto open = orders::ListInTransitOf(call.tx(), call.actor().visible, ids);
            const auto places = store::PlacesOf(call.tx(), call.actor().visible, ids);
            for (const auto& row : rows) {
                after = store::PlaceOf(part, row);
                auto view = View(row, part, facts, open, places, call, texts_);
                if (!view) continue;
                if (page.rows.size() == static_cast<std::size_t>(window.limit)) {
                    page.next = last;
                    return page;
                }
                last = after;
                page.rows.push_back(std::move(*view));
            }
            looked += rows.size();
            const bool done = rows.size() < static_cast<std::size_t>(limit);
            if (done && (part == store::Part::kWithoutDays || filter.below_days)) return page;
            if (done) {
                part = store::Part::kWithoutDays;
                after.reset();
            }
            if (looked >= most_looked_) {
                page.next = after ? after : store::BeginOf(part);
                return page;
            }
        }
    }

    const i18n::Catalogues& texts_;
    const std::size_t most_looked_;
};

}  // namespace

void RegisterHttp(http::Router& router, const i18n::Catalogues& texts, std::size_t most_looked) {
    const auto routes = std::make_shared<Routes>(texts, most_looked);
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/replenishment/supplies",
                .id = "listReplenishmentSupplies",
                .tag = "replenishment",
                .summary = "List supplies with their forecast, by printer, the first to run out first",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/replenishment/supplies/export",
                .id = "exportReplenishmentSupplies",
                .tag = "replenishment",
                .summary = "Supplies with their forecast as CSV, with the filters and in the order of the list",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    RegisterContactEffects(router);
}

}  // namespace replenishment
