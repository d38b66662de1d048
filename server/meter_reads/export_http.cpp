#include <memory>

#include "lib/base/text.hpp"
#include "server/meter_reads/import_rules.hpp"
#include "server/meter_reads/meter_store.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

// The list of meter reads as a file that can be imported again (MTR-3): the columns that an import takes, and behind them
// those that only tell.
namespace meter_reads {
namespace {

using http::Call;

struct ReadExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::ReadColumn> sort{store::ReadColumn::kReadAt, true};
    std::optional<std::string> search;
    std::optional<PrinterId> printer_id;
    std::vector<store::Source> source;
};
BOOST_DESCRIBE_STRUCT(ReadExport, (), (format, heads, sort, search, printer_id, source))

constexpr std::int32_t kStep = 1000;

tables::Column ColumnOf(std::string_view name) {
    using tables::Kind;
    std::string text(name);
    if (IsMeterKind(name)) return {text, Kind::kNumber};
    if (name == "read_on") return {text, Kind::kDay};
    if (name.ends_with("_at")) return {text, Kind::kTime};
    return {text};
}

class ExportRoutes {
  public:
    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const ReadExport& params) {
        const store::ReadFilter filter{call.actor().visible,
                                       base::SearchWords(base::CleanText(params.search.value_or(""), 100)),
                                       params.printer_id, params.source};
        pg::Window<store::ReadColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        std::vector<tables::Column> columns;
        for (const auto name : ExportColumns()) columns.push_back(ColumnOf(name));
        auto file = http::FileOf(call, params, "meter-reads", columns);
        while (file.rows() < tables::kMostRows) {
            const auto slice = store::ListReads(call.tx(), filter, window);
            for (const auto& row : slice.rows) file.Add(ExportRow(row));
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }
};

}  // namespace

void RegisterExport(http::Router& router) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/meter-reads/export",
                .id = "exportMeterReads",
                .tag = "meter reads",
                .summary = "The list of meter reads as a file, with the columns that an import takes",
                .allow = organizations::permissions::kSeeFleet,
                .gives = http::media::kTables},
               std::make_shared<ExportRoutes>(), &ExportRoutes::Export);
}

}  // namespace meter_reads
