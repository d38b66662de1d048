#include "server/platform/audit/audit_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace audit::store {

const pg::Query<void(boost::json::value)> kInsert{"audit.insert", R"sql(
    INSERT INTO audit_events (organization_id, at, actor_kind, actor_id, actor_name, address, request_id,
                              action, object_type, object_id, before, after, outcome, object_name)
    SELECT organization_id, at, actor_kind, actor_id, actor_name, address, request_id, action,
           object_type, object_id, NULLIF(before, 'null'::jsonb), NULLIF(after, 'null'::jsonb), outcome, object_name
    FROM jsonb_populate_record(NULL::audit_events, $1))sql"};

using Organizations = std::vector<base::OrganizationId>;

const pg::Query<Event(Organizations, Organizations, std::optional<base::OrganizationId>, std::optional<std::string>,
                      std::optional<base::Uuid>, std::optional<base::Uuid>, std::optional<std::string>,
                      std::optional<std::string>, std::optional<base::Instant>, base::Instant, base::Uuid,
                      std::int32_t)>
    kList{"audit.list", R"sql(
    SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action,
           object_type, object_id, before, after, outcome, object_name
    FROM audit_events
    WHERE (organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
      AND ($3 IS NULL OR organization_id = $3) AND ($4 IS NULL OR object_type = $4)
      AND ($5 IS NULL OR object_id = $5) AND ($6 IS NULL OR actor_id = $6) AND ($7 IS NULL OR action = $7)
      AND ($8 IS NULL OR outcome = $8) AND ($9 IS NULL OR at >= $9) AND (at, id) < ($10, $11)
    ORDER BY at DESC, id DESC LIMIT $12)sql"};

const pg::Query<std::int64_t(base::Instant)> kForgetRefusals{"audit.forget_refusals",
                                                             "SELECT platen_forget_refusals($1)"};

void Insert(pg::Transaction& tx, const NewEvent& event) {
    tx.Exec(kInsert, base::json::ToValue(event));
}

std::vector<Event> List(pg::Transaction& tx, const ListFilter& f) {
    return tx.All(kList, f.of.whole, f.of.managed, f.organization, f.object_type, f.object, f.actor, f.action,
                  f.outcome, f.since, f.before.at, f.before.id.value, f.limit);
}

std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant older_than) {
    return tx.Get(kForgetRefusals, older_than);
}

}  // namespace audit::store
