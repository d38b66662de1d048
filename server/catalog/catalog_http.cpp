#include <memory>

#include "lib/base/try.hpp"
#include "server/catalog/catalog.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"

namespace catalog {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

struct CatalogItem : Item {
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(CatalogItem, (Item), (external_ids))

// Beside what an item is: what other systems call it.
struct CatalogItemBody : ItemInput {
    std::optional<external::Ids> external_ids{};  // absent: as they are
};
BOOST_DESCRIBE_STRUCT(CatalogItemBody, (ItemInput), (external_ids))

struct ItemPath : http::Parameters {
    ItemId item_id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (item_id))

struct ItemList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kPartNumber};
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;  // with `model`: what fits this printer
    std::optional<std::string> model;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ItemList, (http::Paging), (sort, search, manufacturer, model, external_system, external_id))

// Who keeps the catalogue.
class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<CatalogItem>> List(Call& call, const ItemList& params) {
        TRY(const auto window, call.Window(params));
        store::ListFilter filter{.search = store::PartNumberKey(params.search.value_or("")),
                                 .external_system = params.external_system.transform(&external::SystemKey),
                                 .external_id = params.external_id};
        if (params.model) filter.model_key = ModelKey(params.manufacturer.value_or(""), *params.model);
        auto page = http::MakePage<CatalogItem>(call, store::List(call.tx(), filter, window));
        external::Fill(call.tx(), external::Kind::kCatalogItem, std::span(page.items));
        return page;
    }

    base::Result<Reply<CatalogItem>> Create(Call& call, const CatalogItemBody& input) {
        TRY(const auto wanted, external::Check(input.external_ids));
        Item item;
        item.id = ids_.Make<ItemId>();
        TRY(static_cast<ItemInput&>(item), Check(call, input, item.id));
        item.created_at = item.updated_at = call.now();
        store::Insert(call.tx(), item);
        TRY(const auto ids, PutIds(call, item.id, wanted));
        audit::Record(call, {call.organization(), audit::action::kCatalogItemCreated, "catalog_item", item.id.value,
                             nullptr, external::With(base::json::ToValue(item), ids.after)});
        Reply<CatalogItem> reply = CatalogItem{item, ids.after};
        reply.location = "/api/v1/catalog-items/" + item.id.ToString();
        return reply;
    }

    base::Result<CatalogItem> Get(Call& call, const ItemPath& path) {
        auto item = FindItem(call.tx(), path.item_id);
        if (!item) return http::NotFound();
        return CatalogItem{std::move(*item), external::Of(call.tx(), external::Kind::kCatalogItem, path.item_id.value)};
    }

    base::Result<CatalogItem> Update(Call& call, const ItemPath& path, const CatalogItemBody& input) {
        TRY(const auto checked, Check(call, input, path.item_id));
        TRY(const auto wanted, external::Check(input.external_ids));
        const auto before = store::Lock(call.tx(), path.item_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        Item after = *before;
        static_cast<ItemInput&>(after) = checked;
        TRY(const auto ids, PutIds(call, after.id, wanted));
        if (static_cast<const ItemInput&>(*before) == checked && !ids.any()) return CatalogItem{after, ids.after};
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::Update(call.tx(), after);
        audit::Record(call, {call.organization(), audit::action::kCatalogItemUpdated, "catalog_item", after.id.value,
                             external::With(base::json::ToValue(*before), ids.before),
                             external::With(base::json::ToValue(after), ids.after)});
        return CatalogItem{after, ids.after};
    }

  private:
    static base::Result<external::Change> PutIds(Call& call, ItemId id, const std::optional<external::Ids>& wanted) {
        return external::Put(call.tx(), external::Kind::kCatalogItem, call.organization(), id.value, wanted);
    }

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
