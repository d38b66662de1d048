#include "server/platform/audit/audit_store.hpp"

namespace audit::store {
namespace {

const pg::Insert<Event> kInsert{"audit.insert", "audit_events", "", {{"id", "gen_random_uuid()"}}};

const pg::InsertRows<Shared, Changed> kInsertAll{"audit.insert_all", "audit_events", "", {{"id", "gen_random_uuid()"}}};

const pg::List<Event, ListFilter, SortColumn> kList{{
    .name = "audit.list",
    .from = "audit_events",
    .where = "(organization_id = ANY ($whole) OR (object_type = 'organization' AND organization_id = ANY ($managed)))\n"
             "  AND ($organization IS NULL OR organization_id = $organization)\n"
             "  AND ($object_type IS NULL OR object_type = $object_type) AND ($object IS NULL OR object_id = $object)\n"
             "  AND ($actor IS NULL OR actor_id = $actor) AND ($action IS NULL OR action = $action)\n"
             "  AND ($outcome IS NULL OR outcome = $outcome) AND ($since IS NULL OR at >= $since)",
    .sorts = {{SortColumn::kAt, "at", "timestamptz"}},
}};

const pg::Query<std::int64_t(base::Instant)> kForgetRefusals{"audit.forget_refusals",
                                                             "SELECT platen_forget_refusals($1)"};

}  // namespace

void Insert(pg::Transaction& tx, const Event& event) {
    tx.Exec(kInsert, event);
}

void InsertAll(pg::Transaction& tx, const Shared& shared, const std::vector<Changed>& changes) {
    tx.Exec(kInsertAll, shared, changes);
}

pg::Slice<Event> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant older_than) {
    return tx.Get(kForgetRefusals, older_than);
}

}  // namespace audit::store
