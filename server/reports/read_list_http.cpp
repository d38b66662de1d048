#include "server/platform/api/router.hpp"
#include "server/reports/read_list.hpp"

// The list's own operation is asked, so that a report never says more than the page.
namespace reports {
namespace {

struct Export {
    const char* path;
    const char* name;
};
Export ExportOf(ReportSource source) {
    switch (source) {
        case ReportSource::kPrinters:
            return {"/api/v1/printers/export", "printers"};
        case ReportSource::kSupplyOrders:
            return {"/api/v1/supply-orders/export", "supply-orders"};
        case ReportSource::kSuppliesStatus:
            return {"/api/v1/replenishment/supplies/export", "supplies-status"};
        case ReportSource::kCartridges:
            return {"/api/v1/cartridges/export", "cartridges"};
        case ReportSource::kCartridgeReport:
            break;
    }
    return {"/api/v1/cartridges/report/export", "cartridge-report"};
}

}  // namespace

base::Result<ListFile> ReadList(http::Router& router, const http::Actor& actor, ReportSource source,
                                const std::string& filters, std::int64_t most) {
    const Export asked = ExportOf(source);
    http::Request request;
    request.method = http::Method::kGet;
    // People read it: the heads are in the language of whoever it is made for.
    const std::string query = filters.empty() ? "heads=names" : filters + "&heads=names";
    if (!http::ReadTarget(std::string(asked.path) + "?" + query, request))
        return base::Refuse(base::ProblemKind::kInvalid, "view_query");
    auto outcome = router.ReadAs(actor, request);
    if (!outcome) return std::unexpected(std::move(outcome.error()));
    ListFile file{.name = asked.name, .media_type = outcome->content_type, .bytes = std::move(outcome->body)};
    while (outcome->more) {
        const auto piece = outcome->more();
        if (!piece) break;
        file.bytes += *piece;
        if (static_cast<std::int64_t>(file.bytes.size()) > most)
            return base::Refuse(base::ProblemKind::kInvalid, "report_too_long");
    }
    return file;
}

}  // namespace reports
