#include <memory>

#include "server/catalog/catalog.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/http/router.hpp"
#include "server/platform/pg/transaction.hpp"

namespace catalog {
namespace {

using http::Call;
using http::Method;
using http::Nothing;
using http::Reply;

using CatalogItem = Item;

struct ItemPath {
    ItemId item_id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (item_id))

struct ItemList : http::Paging {
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;  // with `model`: what fits this printer
    std::optional<std::string> model;
};
BOOST_DESCRIBE_STRUCT(ItemList, (http::Paging), (search, manufacturer, model))

// Who keeps the catalogue.
constexpr http::RoleSet kCatalogWriters{http::Role::kOperatorAdministrator,
                                        http::Role::kMpsOfferManager};

class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    static base::Result<Reply<http::Page<CatalogItem>>> List(Call& call, const ItemList& params) {
        auto after = call.OpenCursor<store::ListKey>(params.cursor);
        if (!after) return std::unexpected(std::move(after.error()));
        const auto model_key =
            params.model ? std::optional(ModelKey(params.manufacturer.value_or(""), *params.model))
                         : std::nullopt;
        http::Page<CatalogItem> page;
        page.items =
            store::List(call.tx(), params.search.value_or(""), model_key, *after, params.limit + 1);
        if (page.items.size() > static_cast<std::size_t>(params.limit.value)) {
            page.items.pop_back();
            const auto& last = page.items.back();
            page.next_cursor =
                call.SealCursor(store::ListKey{store::PartNumberKey(last.part_number), last.id});
        }
        return page;
    }

    base::Result<Reply<CatalogItem>> Create(Call& call, const ItemInput& input) {
        Item item;
        item.id = ids_.Make<ItemId>();
        if (auto checked = Check(call, input, item.id); checked) {
            static_cast<ItemInput&>(item) = std::move(*checked);
        } else {
            return std::unexpected(std::move(checked.error()));
        }
        item.created_at = item.updated_at = call.now();
        store::Insert(call.tx(), item);
        audit::Record(call, {call.organization(), "catalog_item.created", "catalog_item",
                             item.id.value, nullptr, base::json::ToValue(item)});
        Reply<CatalogItem> reply = item;
        reply.location = "/api/v1/catalog-items/" + item.id.ToString();
        return reply;
    }

    static base::Result<Reply<CatalogItem>> Get(Call& call, const ItemPath& path) {
        auto item = FindItem(call.tx(), path.item_id);
        if (!item) return http::NotFound();
        return std::move(*item);
    }

    static base::Result<Reply<CatalogItem>> Update(Call& call, const ItemPath& path,
                                                   const ItemInput& input) {
        const auto before = store::Lock(call.tx(), path.item_id);
        if (!before) return http::NotFound();
        if (auto fresh = call.CheckVersion(before->version); !fresh)
            return std::unexpected(fresh.error());
        auto checked = Check(call, input, path.item_id);
        if (!checked) return std::unexpected(std::move(checked.error()));
        Item after = *before;
        static_cast<ItemInput&>(after) = std::move(*checked);
        if (base::json::ToValue(after) == base::json::ToValue(*before)) return after;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::Update(call.tx(), after);
        audit::Record(call,
                      {call.organization(), "catalog_item.updated", "catalog_item", after.id.value,
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
                .allow = http::kAnyRole},
               [](Call& call, const ItemList& params,
                  const Nothing&) -> base::Result<Reply<http::Page<CatalogItem>>> {
                   return Routes::List(call, params);
               });

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-items",
                .id = "createCatalogItem",
                .tag = "catalog",
                .summary = "Add an item to the catalogue",
                .allow = kCatalogWriters,
                .creates = true,
                .returns_etag = true},
               [routes](Call& call, const Nothing&, const ItemInput& input)
                   -> base::Result<Reply<CatalogItem>> { return routes->Create(call, input); });

    router.Add(
        {.method = Method::kGet,
         .path = "/api/v1/catalog-items/{item_id}",
         .id = "getCatalogItem",
         .tag = "catalog",
         .summary = "Read an item",
         .allow = http::kAnyRole,
         .returns_etag = true},
        [](Call& call, const ItemPath& path, const Nothing&) -> base::Result<Reply<CatalogItem>> {
            return Routes::Get(call, path);
        });

    router.Add({.method = Method::kPut,
                .path = "/api/v1/catalog-items/{item_id}",
                .id = "updateCatalogItem",
                .tag = "catalog",
                .summary = "Replace an item",
                .allow = kCatalogWriters,
                .if_match = true,
                .returns_etag = true},
               [](Call& call, const ItemPath& path,
                  const ItemInput& input) -> base::Result<Reply<CatalogItem>> {
                   return Routes::Update(call, path, input);
               });
}

}  // namespace catalog
