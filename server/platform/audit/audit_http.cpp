#include "server/platform/audit/audit.hpp"
#include "server/platform/audit/audit_store.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/pg/transaction.hpp"

namespace audit {
namespace {

struct AuditList : http::Paging {
    std::optional<base::OrganizationId> of_organization_id;  // one of those that can be read, also a deleted one
    std::optional<std::string> object_type;
    std::optional<store::ObjectId> object_id;
    std::optional<store::ObjectId> actor_id;
    std::optional<std::string> action;
    std::optional<Outcome> outcome;
    std::optional<base::Instant> since;
};
BOOST_DESCRIBE_STRUCT(AuditList, (http::Paging),
                      (of_organization_id, object_type, object_id, actor_id, action, outcome, since))

using AuditEvent = store::Event;

std::optional<base::Uuid> IdOf(const std::optional<store::ObjectId>& id) {
    return id ? std::optional(id->value) : std::nullopt;
}

base::Result<http::Reply<http::Page<AuditEvent>>> List(http::Call& call, const ReadableBy& readable,
                                                       const AuditList& params) {
    auto cursor = call.OpenCursor<store::ListKey>(params.cursor);
    if (!cursor) return std::unexpected(std::move(cursor.error()));
    // The first page ends at the far future, so that one statement serves all pages.
    const store::ListKey far{base::Instant(base::Day(std::chrono::year(9999) / 12 / 31)), {}};
    store::ListFilter filter{.of = readable ? readable(call) : Readable{call.actor().visible},
                             .organization = params.of_organization_id,
                             .object_type = params.object_type,
                             .object = IdOf(params.object_id),
                             .actor = IdOf(params.actor_id),
                             .action = params.action,
                             .since = params.since,
                             .before = cursor->value_or(far),
                             .limit = params.limit + 1};
    if (params.outcome) filter.outcome = base::json::EnumName(*params.outcome);
    http::Page<AuditEvent> page;
    page.items = store::List(call.tx(), filter);
    if (page.items.size() > static_cast<std::size_t>(params.limit.value)) {
        page.items.pop_back();
        page.next_cursor = call.SealCursor(store::ListKey{page.items.back().at, page.items.back().id});
    }
    return page;
}

}  // namespace

void RegisterHttp(http::Router& router, http::Permission see, ReadableBy readable) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/audit-events",
                .id = "listAuditEvents",
                .tag = "audit",
                .summary = "List changes and what was refused, newest first",
                .allow = see},
               [readable = std::move(readable)](http::Call& call, const AuditList& params, const http::Nothing&)
                   -> base::Result<http::Reply<http::Page<AuditEvent>>> { return List(call, readable, params); });
}

}  // namespace audit
