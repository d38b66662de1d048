#include <limits>

#include "server/platform/audit/audit.hpp"
#include "server/platform/audit/audit_store.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/pg/transaction.hpp"

namespace audit {
namespace {

struct AuditList : http::Paging {
    std::optional<std::string> object_type;
    std::optional<store::ObjectId> object_id;
};
BOOST_DESCRIBE_STRUCT(AuditList, (http::Paging), (object_type, object_id))

using AuditEvent = store::Event;

base::Result<http::Reply<http::Page<AuditEvent>>> List(http::Call& call, const AuditList& params,
                                                       const http::Nothing&) {
    auto cursor = call.OpenCursor<store::ListKey>(params.cursor);
    if (!cursor) return std::unexpected(std::move(cursor.error()));
    // The first page ends at the far future, so that one statement serves all pages.
    const store::ListKey far{base::Instant(base::Day(std::chrono::year(9999) / 12 / 31)), {}};
    const auto object = params.object_id ? std::optional(params.object_id->value) : std::nullopt;
    http::Page<AuditEvent> page;
    page.items = store::List(call.tx(), call.actor().visible, params.object_type, object,
                             cursor->value_or(far), params.limit + 1);
    if (page.items.size() > static_cast<std::size_t>(params.limit.value)) {
        page.items.pop_back();
        page.next_cursor =
            call.SealCursor(store::ListKey{page.items.back().at, page.items.back().id});
    }
    return page;
}

store::NewEvent Fill(const Change& change, base::Instant at) {
    return {.organization_id = change.organization,
            .at = at,
            .action = change.action,
            .object_type = change.object_type,
            .object_id = {change.object_id},
            .before = change.before,
            .after = change.after};
}

}  // namespace

void Record(http::Call& call, const Change& change) {
    store::NewEvent event = Fill(change, call.now());
    const http::Actor& actor = call.actor();
    event.actor_kind = base::json::EnumName(actor.kind);
    if (actor.kind != http::ActorKind::kAnonymous) event.actor_id = store::ObjectId{actor.id};
    event.actor_name = actor.name;
    event.address = call.request().client_address;
    event.request_id = call.request_id();
    store::Insert(call.tx(), event);
}

void RecordSystem(pg::Transaction& tx, base::Instant at, const std::string& job,
                  const Change& change) {
    store::NewEvent event = Fill(change, at);
    event.actor_kind = "system";
    event.actor_name = job;
    store::Insert(tx, event);
}

void RegisterHttp(http::Router& router) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/audit-events",
                .id = "listAuditEvents",
                .tag = "audit",
                .summary = "List changes, newest first",
                .allow = http::kAdministrators},
               &List);
}

}  // namespace audit
