#include "server/views/view_store.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace views::store {
namespace {

// Those that the person ($person) sees, and which of them they see first.
constexpr const char* kSeen = R"sql((
    SELECT v.*, d.view_id IS NOT NULL AS is_default
    FROM saved_views AS v
    LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $person
    WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $person)) AS seen)sql";

const pg::List<ShownRow, ViewFilter, ViewSort> kListViews{{
    .name = "views.list",
    .from = kSeen,
    .where = "organization_id = ANY ($organizations) AND ($list IS NULL OR list = $list)",
    .sorts = {{ViewSort::kName, "name_key"}},
}};

const pg::Query<ShownRow(Organizations, ViewId, PersonId)> kFindShown{"views.find", R"sql(
    SELECT {columns} FROM (
        SELECT v.*, d.view_id IS NOT NULL AS is_default
        FROM saved_views AS v
        LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $3
        WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $3)) AS seen
    WHERE organization_id = ANY ($1) AND id = $2)sql"};
const pg::Query<ViewRow(Organizations, ViewId)> kLockView{
    "views.lock", "SELECT {columns} FROM saved_views WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const pg::Query<std::int64_t(base::OrganizationId, PersonId)> kCountOf{"views.count", R"sql(
    SELECT count(*) AS count FROM saved_views WHERE organization_id = $1 AND owner_id = $2 AND deleted_at IS NULL)sql"};
const pg::Query<bool(base::OrganizationId, PersonId, ViewList, std::string, ViewId)> kNameTaken{"views.name_taken",
                                                                                                R"sql(
    SELECT EXISTS (SELECT FROM saved_views WHERE organization_id = $1 AND owner_id = $2 AND list = $3 AND name_key = $4
        AND id <> $5 AND deleted_at IS NULL) AS taken)sql"};

struct KeyedRow : ViewRow {
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(KeyedRow, (ViewRow), (name_key))
const pg::Insert<KeyedRow> kInsertView{"views.insert", "saved_views"};
const pg::Update<KeyedRow> kUpdateView{"views.update", "saved_views", {"organization_id", "id"}};

const pg::Query<ViewId(base::OrganizationId, PersonId, ViewList)> kDefaultOf{"views.default", R"sql(
    SELECT view_id FROM view_defaults WHERE organization_id = $1 AND user_id = $2 AND list = $3)sql"};
const pg::Query<void(base::OrganizationId, PersonId, ViewList, ViewId)> kSetDefault{"views.set_default", R"sql(
    INSERT INTO view_defaults (organization_id, user_id, list, view_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id, list) DO UPDATE SET view_id = excluded.view_id)sql"};
const pg::Query<void(base::OrganizationId, PersonId, ViewList, ViewId)> kDropDefault{"views.drop_default", R"sql(
    DELETE FROM view_defaults WHERE organization_id = $1 AND user_id = $2 AND list = $3 AND view_id = $4)sql"};
const pg::Query<void(base::OrganizationId, ViewId, PersonId)> kDropOthers{"views.drop_defaults_of_others", R"sql(
    DELETE FROM view_defaults WHERE organization_id = $1 AND view_id = $2 AND user_id <> $3)sql"};

KeyedRow RowOf(const View& view) {
    KeyedRow row;
    row.organization_id = view.organization_id;
    row.id = view.id;
    row.owner_id = view.owner_id;
    row.owner = view.owner;
    row.list = view.list;
    row.name = view.name;
    row.name_key = base::FoldCase(view.name);
    row.shared = view.shared;
    row.query = view.query;
    row.filters = view.filters;
    row.columns = base::json::ToValue(view.columns);
    row.version = view.version;
    row.created_at = view.created_at;
    row.updated_at = view.updated_at;
    row.deleted_at = view.deleted_at;
    return row;
}

}  // namespace

View ViewOf(ViewRow&& row) {
    View view;
    view.organization_id = row.organization_id;
    view.id = row.id;
    view.owner_id = row.owner_id;
    view.owner = std::move(row.owner);
    view.list = row.list;
    view.name = std::move(row.name);
    view.shared = row.shared;
    view.query = std::move(row.query);
    view.filters = std::move(row.filters);
    if (auto columns = base::json::Bind<std::vector<ViewColumn>>(row.columns)) view.columns = std::move(*columns);
    view.version = row.version;
    view.created_at = row.created_at;
    view.updated_at = row.updated_at;
    view.deleted_at = row.deleted_at;
    return view;
}

pg::Slice<ShownRow> ListViews(pg::Transaction& tx, const ViewFilter& filter, const pg::Window<ViewSort>& window) {
    return kListViews.Read(tx, filter, window);
}
std::optional<ShownRow> FindShown(pg::Transaction& tx, Organizations organizations, ViewId id, PersonId person) {
    return tx.One(kFindShown, organizations, id, person);
}
std::optional<View> LockView(pg::Transaction& tx, Organizations organizations, ViewId id) {
    auto row = tx.One(kLockView, organizations, id);
    return row ? std::optional(ViewOf(std::move(*row))) : std::nullopt;
}
std::int64_t CountOf(pg::Transaction& tx, base::OrganizationId organization, PersonId person) {
    return tx.Get(kCountOf, organization, person);
}
bool IsNameTaken(pg::Transaction& tx, const View& view) {
    return tx.Get(kNameTaken, view.organization_id, view.owner_id, view.list, base::FoldCase(view.name), view.id);
}
void InsertView(pg::Transaction& tx, const View& view) {
    tx.Exec(kInsertView, RowOf(view));
}
void UpdateView(pg::Transaction& tx, const View& view) {
    tx.Exec(kUpdateView, RowOf(view));
}
std::optional<ViewId> DefaultOf(pg::Transaction& tx, base::OrganizationId organization, PersonId person,
                                ViewList list) {
    return tx.One(kDefaultOf, organization, person, list);
}
void SetDefault(pg::Transaction& tx, const View& view, PersonId person) {
    tx.Exec(kSetDefault, view.organization_id, person, view.list, view.id);
}
void DropDefault(pg::Transaction& tx, const View& view, PersonId person) {
    tx.Exec(kDropDefault, view.organization_id, person, view.list, view.id);
}
void DropDefaultsOfOthers(pg::Transaction& tx, const View& view) {
    tx.Exec(kDropOthers, view.organization_id, view.id, view.owner_id);
}

}  // namespace views::store

namespace views {

std::optional<View> FindFor(pg::Transaction& tx, base::OrganizationId organization, ViewId id, base::Uuid person) {
    auto row = store::FindShown(tx, {&organization, 1}, id, {person});
    return row ? std::optional(store::ViewOf(std::move(*row))) : std::nullopt;
}

}  // namespace views
