#include <fmt/format.h>

#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/economics/record_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

namespace economics {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using store::ShownCartridge;

struct RecordFilter : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::RecordColumn> sort{store::RecordColumn::kRemovedOn, true};
    std::optional<base::Day> first;
    std::optional<base::Day> last;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::optional<std::string> model_key;
    std::optional<std::string> part_number;
    std::optional<std::string> colorant;
    std::vector<Ended> ended;
};
BOOST_DESCRIBE_STRUCT(RecordFilter, (),
                      (format, heads, sort, first, last, site_id, printer_id, model_key, part_number, colorant, ended))

struct RecordList : http::Paging {
    pg::Order<store::RecordColumn> sort{store::RecordColumn::kRemovedOn, true};
    std::optional<base::Day> first;
    std::optional<base::Day> last;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::optional<std::string> model_key;
    std::optional<std::string> part_number;
    std::optional<std::string> colorant;
    std::vector<Ended> ended;
};
BOOST_DESCRIBE_STRUCT(RecordList, (http::Paging),
                      (sort, first, last, site_id, printer_id, model_key, part_number, colorant, ended))

struct ReportFilter : http::Parameters {
    std::optional<tables::Format> format;    // csv where it is absent
    std::optional<tables::Heads> heads;      // keys where it is absent
    std::optional<store::GroupBy> group_by;  // none: color
    std::optional<base::Day> first;
    std::optional<base::Day> last;
    std::optional<organizations::SiteId> site_id;
    std::optional<printers::PrinterId> printer_id;
    std::optional<std::string> model_key;
    std::optional<std::string> part_number;
    std::optional<std::string> colorant;
    std::optional<std::string> currency;
};
BOOST_DESCRIBE_STRUCT(ReportFilter, (),
                      (format, heads, group_by, first, last, site_id, printer_id, model_key, part_number, colorant,
                       currency))

template <class Params>
store::Filter FilterOf(const Call& call, const Params& params) {
    return {.organizations = call.actor().visible,
            .first = params.first,
            .last = params.last,
            .site = params.site_id,
            .printer = params.printer_id,
            .model_key = params.model_key,
            .part_number = params.part_number,
            .colorant = params.colorant,
            .ended = {}};
}

// A group with what people read first. What was left in cartridges says what they cost, and prices are the operator's.
struct CartridgeGroup : store::GroupCounts {
    std::optional<std::int64_t> value_left_minor;  // for whoever may see prices, in the report's currency ...
    std::int64_t other_currency = 0;               // ... and so many records with a value in another one
    std::string sentence;                          // "2 of 7 cyan cartridges were removed above 15 %."
};
BOOST_DESCRIBE_STRUCT(CartridgeGroup, (store::GroupCounts), (value_left_minor, other_currency, sentence))

struct CartridgeReport {
    store::GroupBy group_by = store::GroupBy::kColor;
    std::string currency;  // of values; "" where nothing has one, or for whoever may not see prices
    double early_above_percent = kEarlyAbove;
    CartridgeGroup total;
    std::vector<CartridgeGroup> groups;  // the most early ones first
    bool more = false;                   // there are more groups than are shown
};
BOOST_DESCRIBE_STRUCT(CartridgeReport, (), (group_by, currency, early_above_percent, total, groups, more))

constexpr std::int32_t kMostGroups = 200;

std::string Number(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}
std::string Percent(const std::optional<double>& percent) {
    return percent ? fmt::format("{:.1f}", *percent) : "";
}

class Routes {
  public:
    explicit Routes(const i18n::Catalogues& texts) : texts_(texts) {}

    base::Result<http::Page<ShownCartridge>> List(Call& call, const RecordList& params) {
        TRY(const auto window, call.Window(params));
        auto filter = FilterOf(call, params);
        filter.ended = NamesOf(params.ended);
        auto slice = store::List(call.tx(), filter, window);
        for (ShownCartridge& row : slice.rows) HidePrice(call, row);
        return http::MakePage<ShownCartridge>(call, std::move(slice));
    }

    base::Result<http::Raw> Export(Call& call, const RecordFilter& params) {
        constexpr std::int32_t kStep = 1000;
        auto filter = FilterOf(call, params);
        filter.ended = NamesOf(params.ended);
        pg::Window<store::RecordColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "cartridges",
                                 {"organization",
                                  "site",
                                  "model",
                                  "serial_number",
                                  "supply_type",
                                  "color",
                                  "part_number",
                                  "item",
                                  "cartridge_serial_number",
                                  "starter",
                                  {"installed_on", tables::Kind::kDay},
                                  {"removed_on", tables::Kind::kDay},
                                  {"pages", tables::Kind::kNumber},
                                  {"color_pages", tables::Kind::kNumber},
                                  {"pages_expected", tables::Kind::kNumber},
                                  {"coverage_percent", tables::Kind::kNumber},
                                  {"level_percent", tables::Kind::kNumber},
                                  "ended",
                                  {"value_left_minor", tables::Kind::kNumber},
                                  "currency"});
        for (std::size_t count = 0; count < tables::kMostRows;) {
            auto slice = store::List(call.tx(), filter, window);
            for (auto& row : slice.rows) {
                HidePrice(call, row);
                file.Add({row.organization_name,
                          row.site_name,
                          row.model_name,
                          row.printer_serial_number,
                          row.supply_type,
                          row.colorant,
                          row.part_number,
                          row.item_name,
                          row.serial_number,
                          row.starter ? "true" : "false",
                          row.installed_on ? base::FormatDay(*row.installed_on) : "",
                          base::FormatDay(row.removed_on),
                          Number(row.pages),
                          Number(row.color_pages),
                          row.pages_expected ? std::to_string(*row.pages_expected) : "",
                          Percent(row.coverage_percent),
                          Percent(row.level_percent),
                          std::string(base::json::EnumName(row.ended)),
                          Number(row.value_left_minor),
                          row.currency});
            }
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<CartridgeReport> Report(Call& call, const ReportFilter& params) {
        return Make(call, params, kMostGroups);
    }

    base::Result<http::Raw> ExportReport(Call& call, const ReportFilter& params) {
        const auto report = Make(call, params, static_cast<std::int32_t>(tables::kMostRows));
        const auto day = [](const base::Day& value) { return base::FormatDay(value); };
        const std::string first = params.first.transform(day).value_or("");
        const std::string last =
            base::FormatDay(params.last.value_or(std::chrono::floor<std::chrono::days>(call.now())));
        // What was delivered is told for none of these (docs/cartridge-economics.md).
        const bool delivered = report.group_by != store::GroupBy::kModel && report.group_by != store::GroupBy::kItem;
        auto file = http::FileOf(call, params, "cartridge-report",
                                 {"row",
                                  std::string(base::json::EnumName(report.group_by)),
                                  "name",
                                  {"period_first", tables::Kind::kDay},
                                  {"period_last", tables::Kind::kDay},
                                  {"replaced", tables::Kind::kNumber},
                                  {"empty", tables::Kind::kNumber},
                                  {"early", tables::Kind::kNumber},
                                  {"early_above_percent", tables::Kind::kNumber},
                                  {"refilled", tables::Kind::kNumber},
                                  {"moved", tables::Kind::kNumber},
                                  {"unknown", tables::Kind::kNumber},
                                  {"value_left_minor", tables::Kind::kNumber},
                                  "currency",
                                  {"values_in_other_currencies", tables::Kind::kNumber},
                                  {"pages", tables::Kind::kNumber},
                                  {"pages_expected", tables::Kind::kNumber},
                                  {"cartridges_delivered", tables::Kind::kNumber},
                                  "sentence"});
        const auto add = [&](const char* row, const CartridgeGroup& group, bool with_delivered) {
            file.Add({row, group.key, group.name.empty() ? group.key : group.name, first, last,
                      std::to_string(group.replaced), std::to_string(group.empty), std::to_string(group.early),
                      fmt::format("{:g}", report.early_above_percent), std::to_string(group.refilled),
                      std::to_string(group.moved), std::to_string(group.unknown), Number(group.value_left_minor),
                      report.currency, group.value_left_minor ? std::to_string(group.other_currency) : "",
                      std::to_string(group.pages), std::to_string(group.pages_expected),
                      with_delivered ? std::to_string(group.delivered) : "", group.sentence});
        };
        for (const auto& group : report.groups) add("group", group, delivered);
        add("total", report.total, true);
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    static std::vector<std::string> NamesOf(const std::vector<Ended>& ended) {
        std::vector<std::string> names;
        for (const Ended value : ended) names.emplace_back(base::json::EnumName(value));
        return names;
    }

    static bool SeesPrices(const Call& call) { return call.actor().May(permissions::kSeeCatalogDetails); }

    static void HidePrice(const Call& call, ShownCartridge& row) {
        if (SeesPrices(call)) return;
        row.value_left_minor.reset();
        row.currency.clear();
    }

    CartridgeGroup Shown(const Call& call, const store::Group& group, const std::string& colorant) const {
        CartridgeGroup shown{static_cast<const store::GroupCounts&>(group), std::nullopt, 0,
                             Sentence(call, group, colorant)};
        if (!SeesPrices(call)) return shown;
        shown.value_left_minor = group.value_left_minor;
        shown.other_currency = group.other_currency;
        return shown;
    }

    CartridgeReport Make(Call& call, const ReportFilter& params, std::int32_t most) {
        const auto filter = FilterOf(call, params);
        CartridgeReport report{.group_by = params.group_by.value_or(store::GroupBy::kColor)};
        if (SeesPrices(call))
            report.currency = params.currency ? *params.currency : store::UsualCurrency(call.tx(), filter);
        report.total = Shown(call, store::Total(call.tx(), filter, report.currency), params.colorant.value_or(""));
        auto groups = store::Report(call.tx(), report.group_by, filter, report.currency, most + 1);
        report.more = groups.size() > static_cast<std::size_t>(most);
        if (report.more) groups.pop_back();
        for (const auto& group : groups) {
            report.groups.push_back(Shown(
                call, group, report.group_by == store::GroupBy::kColor ? group.key : params.colorant.value_or("")));
        }
        return report;
    }

    std::string Sentence(const Call& call, const store::GroupCounts& group, const std::string& colorant) const {
        return texts_.Format(call.language(), "sentences.cartridges.early",
                             {{"early", group.early},
                              {"replaced", group.replaced},
                              {"color", colorant.empty() ? std::string("none") : colorant},
                              {"limit", static_cast<std::int64_t>(kEarlyAbove)}});
    }

    const i18n::Catalogues& texts_;
};

}  // namespace

void RegisterHttp(http::Router& router, const i18n::Catalogues& texts) {
    const auto routes = std::make_shared<Routes>(texts);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/cartridges",
                .id = "listCartridgeRecords",
                .tag = "cartridges",
                .summary = "List cartridges that were taken out of printers, with what became of them",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/cartridges/export",
                .id = "exportCartridgeRecords",
                .tag = "cartridges",
                .summary = "Cartridges that were taken out of printers as CSV, with the filters of the list",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/cartridges/report",
                .id = "readCartridgeReport",
                .tag = "cartridges",
                .summary = "Early replacements, what was left in cartridges, and pages against yield, by group",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Report);
    router.Add(
        {.method = Method::kGet,
         .path = "/api/v1/cartridges/report/export",
         .id = "exportCartridgeReport",
         .tag = "cartridges",
         .summary = "The report on cartridges as CSV: a row for each group with its sentence, then one for all of them",
         .allow = permissions::kSeeFleet,
         .gives = http::media::kTables},
        routes, &Routes::ExportReport);
}

}  // namespace economics
