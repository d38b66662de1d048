#include "lib/base/try.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/audit/audit_store.hpp"
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

class Routes {
  public:
    explicit Routes(ReadableBy readable) : readable_(std::move(readable)) {}

    base::Result<http::Page<AuditEvent>> List(http::Call& call, const AuditList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::SortColumn::kAt, true}));
        Readable of = readable_ ? readable_(call) : Readable{call.actor().visible};
        const store::ListFilter filter{.whole = std::move(of.whole),
                                       .managed = std::move(of.managed),
                                       .organization = params.of_organization_id,
                                       .object_type = params.object_type,
                                       .object = params.object_id,
                                       .actor = params.actor_id,
                                       .action = params.action,
                                       .outcome = params.outcome,
                                       .since = params.since};
        return http::MakePage<AuditEvent>(call, store::List(call.tx(), filter, window));
    }

  private:
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
}

}  // namespace audit
