#include "server/platform/audit/audit_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace audit::store {

const pg::Query<void(boost::json::value)> kInsert{"audit.insert", R"sql(
    INSERT INTO audit_events (organization_id, at, actor_kind, actor_id, actor_name, address, request_id,
                              action, object_type, object_id, before, after)
    SELECT organization_id, at, actor_kind, actor_id, actor_name, address, request_id, action,
           object_type, object_id, NULLIF(before, 'null'::jsonb), NULLIF(after, 'null'::jsonb)
    FROM jsonb_populate_record(NULL::audit_events, $1))sql"};

const pg::Query<Event(std::vector<base::OrganizationId>, std::optional<std::string>,
                      std::optional<base::Uuid>, base::Instant, base::Uuid, std::int32_t)>
    kList{"audit.list", R"sql(
    SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action,
           object_type, object_id, before, after
    FROM audit_events
    WHERE organization_id = ANY ($1) AND ($2 IS NULL OR object_type = $2)
      AND ($3 IS NULL OR object_id = $3) AND (at, id) < ($4, $5)
    ORDER BY at DESC, id DESC LIMIT $6)sql"};

void Insert(pg::Transaction& tx, const NewEvent& event) {
    tx.Exec(kInsert, base::json::ToValue(event));
}

std::vector<Event> List(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                        const std::optional<std::string>& object_type,
                        const std::optional<base::Uuid>& object_id, const ListKey& before,
                        std::int32_t limit) {
    return tx.All(kList, organizations, object_type, object_id, before.at, before.id.value, limit);
}

}  // namespace audit::store
