#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/catalog/audit_rules.hpp"
#include "server/catalog/catalog.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/catalog/routes.hpp"
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

// As the API shows it.
struct CatalogItem : ItemFields {
    ItemKind kind = ItemKind::kOriginal;
    std::int32_t starter_yield_pages = 0;
    std::optional<Price> price;  // absent: none, or not to be seen by the caller
    ItemId id;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(CatalogItem, (ItemFields),
                      (kind, starter_yield_pages, price, id, version, created_at, updated_at, external_ids))

// What came after the first version of the API may be left out: it stays as it is.
struct CatalogItemBody : ItemFields {
    std::optional<ItemKind> kind{};
    std::optional<std::int32_t> starter_yield_pages{};
    std::optional<Price> price{};  // without amount and currency: takes the price away
    std::optional<external::Ids> external_ids{};

    static constexpr base::Limit kLimits[] = {
        {.field = "part_number", .required = true, .max_length = 100},
        {.field = "manufacturer", .required = true, .max_length = 100},
        {.field = "name", .required = true, .max_length = 100},
        {.field = "supply_type", .required = true, .max_length = 100},
        {.field = "colorant", .max_length = 100},
        {.field = "yield_pages", .range = base::Range{0, 10'000'000}},
        {.field = "lead_time_days", .range = base::Range{0, 365}},
        {.field = "models", .max_items = 500},
        {.field = "starter_yield_pages", .range = base::Range{0, 10'000'000}},
    };
};
BOOST_DESCRIBE_STRUCT(CatalogItemBody, (ItemFields), (kind, starter_yield_pages, price, external_ids))

ItemInput InputOf(const CatalogItemBody& body, const ItemInput& before) {
    ItemInput input{static_cast<const ItemFields&>(body)};
    input.kind = body.kind.value_or(before.kind);
    input.starter_yield_pages = body.starter_yield_pages.value_or(before.starter_yield_pages);
    input.price = body.price.value_or(before.price);
    return input;
}

struct CatalogItemUse {
    std::int64_t printers = 0;  // that have a supply which it fits
    std::vector<store::ModelUse> models;
    std::int64_t open_order_lines = 0;
    std::int64_t order_lines = 0;
};
BOOST_DESCRIBE_STRUCT(CatalogItemUse, (), (printers, models, open_order_lines, order_lines))

struct ItemPath : http::Parameters {
    ItemId item_id;
};
BOOST_DESCRIBE_STRUCT(ItemPath, (), (item_id))

struct ItemList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kPartNumber};
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;  // with `model`: what fits this printer; without: who makes the item
    std::optional<std::string> model;
    std::vector<std::string> supply_type;
    std::vector<std::string> colorant;
    std::vector<ItemKind> kind;
    std::optional<bool> active;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ItemList, (http::Paging),
                      (sort, search, manufacturer, model, supply_type, colorant, kind, active, external_system,
                       external_id))

// Who keeps the catalogue.
class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids), orders_(parts.orders) {}

    base::Result<http::Page<CatalogItem>> List(Call& call, const ItemList& asked) {
        ItemList params = asked;
        // The order alone would say what the prices are: to whoever does not see them all are equal. Addresses are passed on,
        // so this is no error.
        if (params.sort.column == store::SortColumn::kPrice && !call.actor().May(permissions::kSeeCatalogDetails)) {
            params.sort.column = store::SortColumn::kPartNumber;
        }
        TRY(const auto window, call.Window(params));
        store::ListFilter filter{.search = store::PartNumberKey(params.search.value_or("")),
                                 .supply_type = store::PlainTypes(params.supply_type),
                                 .colorant = params.colorant,
                                 .active = params.active,
                                 .external_system = params.external_system.transform(&external::SystemKey),
                                 .external_id = params.external_id};
        for (const ItemKind kind : params.kind) filter.kind.emplace_back(base::json::EnumName(kind));
        if (params.model) {
            filter.model_key = ModelKey(params.manufacturer.value_or(""), *params.model);
        } else {
            filter.maker_key = params.manufacturer.transform(&base::FoldCase);
        }
        auto page = http::MakePage(call, store::List(call.tx(), filter, window),
                                   [&](const Item& item) { return Show(call, item, {}); });
        external::Fill(call.tx(), external::Kind::kCatalogItem, std::span(page.items));
        return page;
    }

    base::Result<Reply<CatalogItem>> Create(Call& call, const CatalogItemBody& body) {
        TRY(const auto wanted, external::Check(body.external_ids));
        TRY(auto checked, CheckItem(InputOf(body, {})));
        store::LockCatalog(call.tx());
        Item item{std::move(checked)};
        item.id = ids_.Make<ItemId>();
        TRY_DO(CheckFree(call, item));
        item.created_at = item.updated_at = call.now();
        store::Write(call.tx(), {&item, 1}, call.now());
        TRY(const auto ids, PutIds(call, item.id, wanted));
        Record(call, audit::action::kCatalogItemCreated, item.id, nullptr, Shown(item, ids.after));
        Reply<CatalogItem> reply = Show(call, item, ids.after);
        reply.location = "/api/v1/catalog-items/" + item.id.ToString();
        return reply;
    }

    base::Result<CatalogItem> Get(Call& call, const ItemPath& path) {
        const auto item = FindItem(call.tx(), path.item_id);
        if (!item) return http::NotFound();
        return Show(call, *item, IdsOf(call, path.item_id));
    }

    base::Result<CatalogItem> Update(Call& call, const ItemPath& path, const CatalogItemBody& body) {
        // What is left out is never wrong.
        TRY_DO(CheckItem(InputOf(body, {})));
        TRY(const auto wanted, external::Check(body.external_ids));
        store::LockCatalog(call.tx());
        const auto before = store::Lock(call.tx(), path.item_id);
        if (!before) return http::NotFound();
        TRY(const auto checked, CheckItem(InputOf(body, *before)));
        Item after = *before;
        static_cast<ItemInput&>(after) = checked;
        TRY_DO(CheckFree(call, after));
        TRY_DO(call.CheckVersion(before->version));
        TRY(const auto ids, PutIds(call, after.id, wanted));
        if (static_cast<const ItemInput&>(*before) == checked && !ids.any()) return Show(call, after, ids.after);
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::Write(call.tx(), {&after, 1}, call.now());
        Record(call, audit::action::kCatalogItemUpdated, after.id, Shown(*before, ids.before), Shown(after, ids.after));
        return Show(call, after, ids.after);
    }

    base::Result<CatalogItemUse> Use(Call& call, const ItemPath& path) {
        if (!FindItem(call.tx(), path.item_id)) return http::NotFound();
        return UseOf(call, path.item_id);
    }

    // What is used is deactivated instead: its orders and printers keep a name.
    base::Result<void> Delete(Call& call, const ItemPath& path) {
        store::LockCatalog(call.tx());
        const auto before = store::Lock(call.tx(), path.item_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (!IsOperator(call.tx(), call.organization())) {
            // Elsewhere the orders of others cannot be seen.
            return base::Refuse(base::ProblemKind::kConflict, "catalog_item_operator_only");
        }
        const auto use = UseOf(call, before->id);
        if (use.order_lines > 0 || use.printers > 0) {
            return base::Refuse(base::ProblemKind::kConflict, "catalog_item_in_use",
                                {{"printers", use.printers}, {"orders", use.order_lines}});
        }
        const auto ids = IdsOf(call, before->id);
        external::Drop(call.tx(), external::Kind::kCatalogItem, call.organization(), before->id.value);
        store::Delete(call.tx(), before->id);
        Record(call, audit::action::kCatalogItemDeleted, before->id, Shown(*before, ids), nullptr);
        return {};
    }

  private:
    static base::Result<external::Change> PutIds(Call& call, ItemId id, const std::optional<external::Ids>& wanted) {
        return external::Put(call.tx(), external::Kind::kCatalogItem, call.organization(), id.value, wanted);
    }

    static external::Ids IdsOf(Call& call, ItemId id) {
        return external::Of(call.tx(), external::Kind::kCatalogItem, id.value);
    }

    static base::Result<void> CheckFree(Call& call, const Item& item) {
        if (!store::PartNumberTaken(call.tx(), item.part_number, item.id)) return {};
        base::FieldProblems problems;
        problems.Add("/part_number", "part_number_taken");
        return std::move(problems).Refuse();
    }

    // Prices are the operator's.
    static CatalogItem Show(const Call& call, const Item& item, external::Ids ids) {
        CatalogItem shown{static_cast<const ItemFields&>(item)};
        shown.kind = item.kind;
        shown.starter_yield_pages = item.starter_yield_pages;
        if (item.price.amount_minor && call.actor().May(permissions::kSeeCatalogDetails)) shown.price = item.price;
        shown.id = item.id;
        shown.version = item.version;
        shown.created_at = item.created_at;
        shown.updated_at = item.updated_at;
        shown.external_ids = std::move(ids);
        return shown;
    }
    static boost::json::value Shown(const Item& item, const external::Ids& ids) {
        return external::With(base::json::ToValue(item), ids);
    }

    // The log of a customer's organization, where somebody of the operator acts, is read there: without prices.
    static void Record(Call& call, const char* action, ItemId id, boost::json::value before, boost::json::value after) {
        if (!IsOperator(call.tx(), call.organization())) {
            HidePrice(before);
            HidePrice(after);
        }
        audit::Record(call,
                      {call.organization(), action, "catalog_item", id.value, std::move(before), std::move(after)});
    }

    CatalogItemUse UseOf(Call& call, ItemId id) {
        CatalogItemUse use;
        for (auto& model : store::ListUse(call.tx(), call.actor().visible, id)) {
            use.printers += model.printers;
            use.models.push_back(std::move(model));
        }
        const auto orders = orders_.Of(call.tx(), call.actor().visible, id);
        use.open_order_lines = orders.open;
        use.order_lines = orders.all;
        return use;
    }

    base::IdSource& ids_;
    OrdersOfItems& orders_;
};

}  // namespace

void RegisterItems(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

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

    router.Add({.method = Method::kDelete,
                .path = "/api/v1/catalog-items/{item_id}",
                .id = "deleteCatalogItem",
                .tag = "catalog",
                .summary = "Delete an item that no order names and no printer takes",
                .allow = permissions::kManageCatalog,
                .if_match = true},
               routes, &Routes::Delete);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-items/{item_id}/use",
                .id = "getCatalogItemUse",
                .tag = "catalog",
                .summary = "How many printers take an item, and how many order lines name it",
                .allow = permissions::kSeeCatalogDetails},
               routes, &Routes::Use);
}

void RegisterHttp(http::Router& router, HttpParts parts) {
    RegisterItems(router, parts);
    RegisterModels(router, parts);
    RegisterImports(router, parts);
}

}  // namespace catalog
