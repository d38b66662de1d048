#include <memory>

#include "lib/base/try.hpp"
#include "server/catalog/catalog.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"

namespace catalog {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

using CatalogItem = Item;

struct ItemPath : http::Parameters {
    ItemId item_id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (item_id))

struct ItemList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kPartNumber};
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;  // with `model`: what fits this printer
    std::optional<std::string> model;
};
BOOST_DESCRIBE_STRUCT(ItemList, (http::Paging), (sort, search, manufacturer, model))

// Who keeps the catalogue.
class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<CatalogItem>> List(Call& call, const ItemList& params) {
        TRY(const auto window, call.Window(params));
        store::ListFilter filter{.search = store::PartNumberKey(params.search.value_or(""))};
        if (params.model) filter.model_key = ModelKey(params.manufacturer.value_or(""), *params.model);
        return http::MakePage<CatalogItem>(call, store::List(call.tx(), filter, window));
    }

    base::Result<Reply<CatalogItem>> Create(Call& call, const ItemInput& input) {
        Item item;
        item.id = ids_.Make<ItemId>();
        TRY(static_cast<ItemInput&>(item), Check(call, input, item.id));
        item.created_at = item.updated_at = call.now();
        store::Insert(call.tx(), item);
        audit::Record(call, {call.organization(), audit::action::kCatalogItemCreated, "catalog_item", item.id.value,
                             nullptr, base::json::ToValue(item)});
        Reply<CatalogItem> reply = item;
        reply.location = "/api/v1/catalog-items/" + item.id.ToString();
        return reply;
    }

    base::Result<CatalogItem> Get(Call& call, const ItemPath& path) {
        auto item = FindItem(call.tx(), path.item_id);
        if (!item) return http::NotFound();
        return std::move(*item);
    }

    base::Result<CatalogItem> Update(Call& call, const ItemPath& path, const ItemInput& input) {
        TRY(const auto checked, Check(call, input, path.item_id));
        const auto before = store::Lock(call.tx(), path.item_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        Item after = *before;
        static_cast<ItemInput&>(after) = checked;
        if (static_cast<const ItemInput&>(*before) == checked) return after;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::Update(call.tx(), after);
        audit::Record(call, {call.organization(), audit::action::kCatalogItemUpdated, "catalog_item", after.id.value,
                             base::json::ToValue(*before), base::json::ToValue(after)});
        return after;
    }

  private:
    static base::Result<ItemInput> Check(Call& call, const ItemInput& input, ItemId id) {
        auto checked = CheckItem(input);
        if (checked && store::PartNumberTaken(call.tx(), checked->part_number, id)) {
            base::FieldProblems problems;
            problems.Add("/part_number", "part_number_taken");
            return std::move(problems).Refuse();
        }
        return checked;
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<Routes>(ids);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-items",
                .id = "listCatalogItems",
                .tag = "catalog",
                .summary = "List items that are sold",
                .allow = permissions::kSeeCatalog},
               routes, &Routes::List);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-items",
                .id = "createCatalogItem",
                .tag = "catalog",
                .summary = "Add an item to the catalogue",
                .allow = permissions::kManageCatalog,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-items/{item_id}",
                .id = "getCatalogItem",
                .tag = "catalog",
                .summary = "Read an item",
                .allow = permissions::kSeeCatalog,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add({.method = Method::kPut,
                .path = "/api/v1/catalog-items/{item_id}",
                .id = "updateCatalogItem",
                .tag = "catalog",
                .summary = "Replace an item",
                .allow = permissions::kManageCatalog,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
}

}  // namespace catalog
