#pragma once

#include <optional>
#include <span>
#include <string>

#include "server/platform/pg/list.hpp"
#include "server/views/views.hpp"

// The tables saved_views and view_defaults; nothing else writes them.
namespace views::store {

using Organizations = std::span<const base::OrganizationId>;
using PersonId = base::Id<struct ViewOwnerTag>;

// As it is kept: the columns as JSON.
struct ViewRow {
    base::OrganizationId organization_id;
    ViewId id;
    PersonId owner_id;
    std::string owner;
    ViewList list = ViewList::kPrinters;
    std::string name;
    bool shared = false;
    std::string query;
    std::string filters;
    boost::json::value columns;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
    std::optional<base::Instant> deleted_at;
};
BOOST_DESCRIBE_STRUCT(ViewRow, (),
                      (organization_id, id, owner_id, owner, list, name, shared, query, filters, columns, version,
                       created_at, updated_at, deleted_at))
View ViewOf(ViewRow&& row);

struct ShownRow : ViewRow {
    bool is_default = false;  // of the person who asks
};
BOOST_DESCRIBE_STRUCT(ShownRow, (ViewRow), (is_default))

enum class ViewSort { kName };
BOOST_DESCRIBE_ENUM(ViewSort, kName)

struct ViewFilter {
    Organizations organizations;
    PersonId person;               // their own and the shared ones
    std::optional<ViewList> list;  // nullopt: of every list
};
BOOST_DESCRIBE_STRUCT(ViewFilter, (), (organizations, person, list))

pg::Slice<ShownRow> ListViews(pg::Transaction& tx, const ViewFilter& filter, const pg::Window<ViewSort>& window);
std::optional<ShownRow> FindShown(pg::Transaction& tx, Organizations organizations, ViewId id, PersonId person);
// Also one that is deleted, whosever it is.
std::optional<View> LockView(pg::Transaction& tx, Organizations organizations, ViewId id);
std::int64_t CountOf(pg::Transaction& tx, base::OrganizationId organization, PersonId person);
// Whether the person has another view of that name in the list.
bool IsNameTaken(pg::Transaction& tx, const View& view);
void InsertView(pg::Transaction& tx, const View& view);
void UpdateView(pg::Transaction& tx, const View& view);

// nullopt: none.
std::optional<ViewId> DefaultOf(pg::Transaction& tx, base::OrganizationId organization, PersonId person, ViewList list);
void SetDefault(pg::Transaction& tx, const View& view, PersonId person);
void DropDefault(pg::Transaction& tx, const View& view, PersonId person);
// Of everybody but its owner, where it is no longer shared.
void DropDefaultsOfOthers(pg::Transaction& tx, const View& view);

}  // namespace views::store
