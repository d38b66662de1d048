#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

namespace http {
class Router;
}
namespace pg {
class Transaction;
}

// Lists as people keep them under a name (PRN-1): the whole state of a list, for oneself or shared with the organization.
namespace views {

using ViewId = base::Id<struct SavedViewTag>;

// The lists that can be kept.
enum class ViewList { kPrinters, kSupplyOrders, kSuppliesStatus, kCartridges };
BOOST_DESCRIBE_ENUM(ViewList, kPrinters, kSupplyOrders, kSuppliesStatus, kCartridges)

struct ViewColumn {
    std::string id;  // as the portal calls it
    bool shown = true;
    std::optional<std::int32_t> width;  // px; absent: its own

    static constexpr base::Limit kLimits[] = {
        {.field = "id", .required = true, .max_length = 60},
        {.field = "width", .range = base::Range{16, 2000}},
    };
    bool operator==(const ViewColumn&) const = default;
};
BOOST_DESCRIBE_STRUCT(ViewColumn, (), (id, shown, width))

struct ViewInput {
    std::string name;
    ViewList list = ViewList::kPrinters;
    bool shared = false;              // with everybody who sees the organization
    std::string query;                // the portal's: "state=error&sort=-model"; without paging and organization
    std::string filters;              // the API's for the same rows, as its list and its file take them
    std::vector<ViewColumn> columns;  // in their order; none: as the list has them

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 100},
        {.field = "query", .max_length = 4000},
        {.field = "filters", .max_length = 4000},
        {.field = "columns", .max_items = 60},
    };
    bool operator==(const ViewInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ViewInput, (), (name, list, shared, query, filters, columns))

struct View : ViewInput {
    ViewId id;
    base::OrganizationId organization_id;
    base::Id<struct ViewOwnerTag> owner_id;
    std::string owner;  // an e-mail address, as in the audit log
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
    std::optional<base::Instant> deleted_at;
};
BOOST_DESCRIBE_STRUCT(View, (ViewInput),
                      (id, organization_id, owner_id, owner, version, created_at, updated_at, deleted_at))

// As it is kept, or all that is wrong with it: beside the limits "view_query" where a text is no query of an address, and
// "view_query" too where it names an organization or a page: a view is of whichever organization it is opened in. Pure.
base::Result<ViewInput> CheckView(const ViewInput& input);

inline constexpr std::int64_t kMostViews = 200;  // of a person in an organization

// A view that is there, whoever asks: for what is made of it later. `person` sees it: it is theirs or shared.
std::optional<View> FindFor(pg::Transaction& tx, base::OrganizationId organization, ViewId id, base::Uuid person);

void RegisterHttp(http::Router& router, base::IdSource& ids);

}  // namespace views
