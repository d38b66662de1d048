#include "server/what_if/run_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace what_if::store {
namespace {

const pg::Insert<Row> kInsert{"what_if.insert", "what_if_runs"};
const pg::Query<void(base::OrganizationId, RunId, boost::json::value, base::Instant)> kSetOutcome{
    "what_if.set_outcome",
    "UPDATE what_if_runs SET outcome = $3, finished_at = $4 WHERE organization_id = $1 AND id = $2"};

constexpr const char* kShown = R"sql((
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs)sql";
const pg::List<ShownRow, RunFilter, RunColumn> kList{{
    .name = "what_if.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{RunColumn::kCreatedAt, "created_at", "timestamptz"},
              {RunColumn::kSiteName, "lower(site_name)"},
              {RunColumn::kCreatedBy, "lower(created_by)"},
              {RunColumn::kState, "state"}},
}};
const pg::Query<ShownRow(std::span<const base::OrganizationId>, RunId)> kFind{
    "what_if.find", std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};

}  // namespace

void Insert(pg::Transaction& tx, const Row& row) {
    tx.Exec(kInsert, row);
}
void SetOutcome(pg::Transaction& tx, base::OrganizationId organization, RunId id, const boost::json::value& outcome,
                base::Instant now) {
    tx.Exec(kSetOutcome, organization, id, outcome, now);
}
pg::Slice<ShownRow> List(pg::Transaction& tx, const RunFilter& filter, const pg::Window<RunColumn>& window) {
    return kList.Read(tx, filter, window);
}
std::optional<ShownRow> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, RunId id) {
    return tx.One(kFind, organizations, id);
}

}  // namespace what_if::store
