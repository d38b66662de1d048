#include <vector>
#include "lib/base/csv.hpp"

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/audit/audit_store.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

namespace audit {
namespace {

constexpr std::size_t kMaxSearch = 200;    // code points; the rest is not looked at
constexpr std::int32_t kExportRows = 500;  // of one piece

struct AuditFilters : http::Parameters {
    std::optional<std::string> search;                       // words of what the thing is or was called
    std::optional<base::OrganizationId> of_organization_id;  // one of those that can be read, also a deleted one
    std::vector<std::string> object_type;
    std::optional<store::ObjectId> object_id;
    std::optional<store::ObjectId> actor_id;
    std::optional<std::string> actor_name;  // how it begins
    std::vector<std::string> action;
    std::vector<Outcome> outcome;
    std::optional<std::string> address;
    std::optional<base::Instant> since;
    std::optional<base::Instant> until;
};
BOOST_DESCRIBE_STRUCT(AuditFilters, (),
                      (search, of_organization_id, object_type, object_id, actor_id, actor_name, action, outcome,
                       address, since, until))

struct AuditExport : AuditFilters, http::FileForm {};
BOOST_DESCRIBE_STRUCT(AuditExport, (AuditFilters, http::FileForm), ())

struct AuditList : AuditFilters {
    http::Limit limit;
    http::Cursor cursor;
};
BOOST_DESCRIBE_STRUCT(AuditList, (AuditFilters), (limit, cursor))

std::string CsvOf(const std::optional<boost::json::value>& value) {
    return value ? boost::json::serialize(*value) : std::string();
}

std::vector<tables::Column> ExportColumns() {
    return {{"at", tables::Kind::kTime},
            "actor_kind",
            "actor_name",
            "address",
            "action",
            "object_type",
            "object_name",
            "object_id",
            "before",
            "after",
            "outcome",
            "organization_id",
            "request_id"};
}

std::vector<std::string> CellsOf(const store::Event& event) {
    return {base::FormatRfc3339(event.at),
            event.actor_kind,
            event.actor_name,
            event.address,
            event.action,
            event.object_type,
            event.object_name,
            event.object_id.ToString(),
            CsvOf(event.before),
            CsvOf(event.after),
            std::string(base::json::EnumName(event.outcome)),
            event.organization_id.ToString(),
            event.request_id};
}

constexpr pg::Order kNewestFirst{store::SortColumn::kAt, true};

// The rows of an export, a piece at a time: each is a transaction of its own, so that none is open while a reader waits.
class Pieces {
  public:
    Pieces(pg::Pool& pool, store::ListFilter filter, std::vector<base::OrganizationId> seen)
        : pool_(pool), filter_(std::move(filter)), seen_(std::move(seen)) {}

    std::optional<std::vector<store::Event>> NextRows() {
        if (done_) return std::nullopt;
        pg::Transaction tx(pool_, pg::Scope::Organizations(seen_), pg::Access::kReadOnly);
        auto slice = store::List(tx, filter_, {kNewestFirst, after_, kExportRows});
        tx.Commit();
        done_ = !slice.next;
        after_ = std::move(slice.next);
        return std::move(slice.rows);
    }
    std::optional<std::string> Next() {
        const auto rows = NextRows();
        if (!rows) return std::nullopt;
        std::string csv;
        for (const auto& event : *rows) base::csv::AppendRow(csv, CellsOf(event));
        return csv;
    }

  private:
    pg::Pool& pool_;
    store::ListFilter filter_;
    std::vector<base::OrganizationId> seen_;
    std::optional<pg::Place> after_;
    bool done_ = false;
};

using AuditEvent = store::Event;

class Routes {
  public:
    explicit Routes(ReadableBy readable) : readable_(std::move(readable)) {}

    base::Result<http::Page<AuditEvent>> List(http::Call& call, const AuditList& params) {
        TRY(const auto after, call.OpenCursor<pg::Place>(params.cursor));
        const auto filter = FilterOf(call, params);
        return http::MakePage<AuditEvent>(call,
                                          store::List(call.tx(), filter, {kNewestFirst, after, params.limit.value}));
    }

    base::Result<http::Raw> Export(http::Call& call, const AuditExport& params) {
        auto filter = FilterOf(call, params);
        auto seen = filter.organizations;
        const auto pieces = std::make_shared<Pieces>(*call.context().pool, std::move(filter), std::move(seen));
        auto file = http::FileOf(call, params, "audit-log", ExportColumns());
        if (params.format != tables::Format::kXlsx) {
            auto head = http::AnswerOf(std::move(file).Finish());
            head.more = [pieces] { return pieces->Next(); };
            return head;
        }
        // A workbook has its directory at its end: it is read once it is whole.
        while (file.rows() < tables::kMostRows) {
            const auto rows = pieces->NextRows();
            if (!rows) break;
            for (const auto& event : *rows) file.Add(CellsOf(event));
        }
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    store::ListFilter FilterOf(http::Call& call, const AuditFilters& params) {
        Readable of = readable_ ? readable_(call) : Readable{call.actor().visible};
        store::ListFilter filter{.whole = std::move(of.whole),
                                 .managed = std::move(of.managed),
                                 .organization = params.of_organization_id,
                                 .object_type = params.object_type,
                                 .object = params.object_id,
                                 .actor = params.actor_id,
                                 .action = params.action,
                                 .outcome = params.outcome,
                                 .since = params.since,
                                 .until = params.until,
                                 .words = base::SearchWords(base::CleanText(params.search.value_or(""), kMaxSearch)),
                                 .address = params.address};
        filter.organizations = filter.whole;
        filter.organizations.insert(filter.organizations.end(), filter.managed.begin(), filter.managed.end());
        if (params.actor_name) filter.actor_key = base::FoldCase(base::CleanText(*params.actor_name, kMaxSearch));
        if (filter.actor_key && filter.actor_key->empty()) filter.actor_key.reset();
        return filter;
    }

    ReadableBy readable_;
};

}  // namespace

void RegisterHttp(http::Router& router, http::Permission see, ReadableBy readable) {
    const auto routes = std::make_shared<Routes>(std::move(readable));
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/audit-events",
                .id = "listAuditEvents",
                .tag = "audit",
                .summary = "List changes and what was refused, newest first",
                .allow = see},
               routes, &Routes::List);
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/audit-events/export",
                .id = "exportAuditEvents",
                .tag = "audit",
                .summary = "The same as CSV, all of them, made while it is read; or as a workbook",
                .allow = see,
                .gives = http::media::kTables,
                .rate = http::Rate{.per_second = 0.2, .burst = 10}},
               routes, &Routes::Export);
}

}  // namespace audit
