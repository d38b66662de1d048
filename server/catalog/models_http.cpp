#include <map>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/catalog/catalog_store.hpp"
#include "server/catalog/model_store.hpp"
#include "server/catalog/models.hpp"
#include "server/catalog/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/platform/tables/list_export.hpp"

// Printer models (ASR-2), the item of each of their supplies, and the printers that lack one (ORD-2).
namespace catalog {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;

struct CatalogModelItem {
    ItemId id;
    std::string part_number;
    std::string name;
    ItemKind kind = ItemKind::kOriginal;
    std::int32_t yield_pages = 0;
    bool preferred = false;
    bool chosen = false;  // this one is ordered
};
BOOST_DESCRIBE_STRUCT(CatalogModelItem, (), (id, part_number, name, kind, yield_pages, preferred, chosen))

struct CatalogModelSupply {
    std::string supply_type;
    std::string colorant;
    std::int64_t printers = 0;            // that have it
    std::vector<CatalogModelItem> items;  // that fit; where none is chosen a generic item is ordered
};
BOOST_DESCRIBE_STRUCT(CatalogModelSupply, (), (supply_type, colorant, printers, items))

struct CatalogModel : CatalogModelInput {
    std::string manufacturer;
    std::string model;
    ModelId id;
    bool checked = false;  // false: nobody has said yet whether it can take part in ASR
    std::int64_t printers = 0;
    std::vector<CatalogModelSupply> supplies;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(CatalogModel, (CatalogModelInput),
                      (manufacturer, model, id, checked, printers, supplies, version, created_at, updated_at))

struct CatalogModelBody : CatalogModelInput {
    std::string manufacturer;
    std::string model;

    static constexpr base::Limit kLimits[] = {
        {.field = "manufacturer", .required = true, .max_length = 100},
        {.field = "model", .required = true, .max_length = 100},
        {.field = "note", .max_length = 500},
        {.field = "allowed_kinds", .required = true, .max_items = 3},
    };
};
BOOST_DESCRIBE_STRUCT(CatalogModelBody, (CatalogModelInput), (manufacturer, model))

struct CatalogPreference {
    std::string supply_type;
    std::string colorant;
    std::optional<ItemId> item_id;  // absent: by the rule again

    static constexpr base::Limit kLimits[] = {{.field = "supply_type", .required = true, .max_length = 100},
                                              {.field = "colorant", .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(CatalogPreference, (), (supply_type, colorant, item_id))

struct CatalogModelPath : http::Parameters {
    ModelId catalog_model_id;
};
BOOST_DESCRIBE_STRUCT(CatalogModelPath, (), (catalog_model_id))

struct ModelList : http::Paging {
    pg::Order<store::ModelColumn> sort{store::ModelColumn::kModel};
    std::optional<std::string> search;
    std::optional<std::string> manufacturer;
    std::optional<AsrRoute> route;
    std::optional<bool> in_fleet;
    std::optional<bool> missing;  // true: a supply of its printers has no item
};
BOOST_DESCRIBE_STRUCT(ModelList, (http::Paging), (sort, search, manufacturer, route, in_fleet, missing))

// A printer and the supplies for which a generic item would be ordered.
struct PrinterWithoutItem {
    base::OrganizationId organization_id;
    std::string organization_name;
    printers::PrinterId id;
    ModelId model_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string address;
    std::string location;
    std::vector<SupplyName> supplies;
};
BOOST_DESCRIBE_STRUCT(PrinterWithoutItem, (),
                      (organization_id, organization_name, id, model_id, manufacturer, model, serial_number, address,
                       location, supplies))

struct MissingList : http::Paging {
    std::optional<base::OrganizationId> of_organization;
    std::optional<ModelId> model_id;
    std::optional<std::string> manufacturer;
    std::optional<std::string> supply_type;
    std::optional<std::string> colorant;
};
BOOST_DESCRIBE_STRUCT(MissingList, (http::Paging), (of_organization, model_id, manufacturer, supply_type, colorant))
struct MissingExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    std::optional<base::OrganizationId> of_organization;
    std::optional<ModelId> model_id;
    std::optional<std::string> manufacturer;
    std::optional<std::string> supply_type;
    std::optional<std::string> colorant;
};
BOOST_DESCRIBE_STRUCT(MissingExport, (),
                      (format, heads, of_organization, model_id, manufacturer, supply_type, colorant))

constexpr std::int32_t kStep = 1000;  // printers

// The maker as the key of its models begins.
std::optional<std::string> MakerKey(const std::optional<std::string>& manufacturer) {
    if (!manufacturer || manufacturer->empty()) return std::nullopt;
    std::string key = ModelKey(*manufacturer, "");
    key.pop_back();
    return key;
}

template <class Params>
store::MissingFilter FilterOf(const Call& call, const Params& params) {
    return {.organizations = call.actor().visible,
            .organization = params.of_organization,
            .model = params.model_id,
            .manufacturer = MakerKey(params.manufacturer),
            .supply_type =
                params.supply_type.transform([](const std::string& type) { return std::string(PlainType(type)); }),
            .colorant = params.colorant};
}

PrinterWithoutItem ViewOf(const store::MissingPrinter& row) {
    PrinterWithoutItem view{row.organization_id, row.organization_name, row.id,      row.model_id, row.manufacturer,
                            row.model,           row.serial_number,     row.address, row.location, {}};
    for (std::size_t at = 0; at < row.supply_types.size(); ++at) {
        view.supplies.push_back({row.supply_types[at], row.colorants[at]});
    }
    return view;
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids) {}

    base::Result<http::Page<CatalogModel>> List(Call& call, const ModelList& params) {
        TRY(const auto window, call.Window(params));
        auto filter = Scope(call);
        filter.search = ModelSearch(params.search.value_or(""));
        filter.manufacturer = MakerKey(params.manufacturer);
        if (params.route) filter.route = std::string(base::json::EnumName(*params.route));
        filter.in_fleet = params.in_fleet;
        filter.missing = params.missing.value_or(false);
        auto slice = store::ListModels(call.tx(), filter, window);
        http::Page<CatalogModel> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
        page.items = Show(call, slice.rows);
        return page;
    }

    base::Result<CatalogModel> Get(Call& call, const CatalogModelPath& path) { return Find(call, path); }

    base::Result<Reply<CatalogModel>> Create(Call& call, const CatalogModelBody& body) {
        TRY(const auto name, CheckModelName({body.manufacturer, body.model}));
        TRY(auto input, CheckModelInput(body));
        store::ModelRow model{std::move(input), name.manufacturer, name.model};
        model.id = ids_.Make<ModelId>();
        model.checked = true;
        model.created_at = model.updated_at = call.now();
        store::LockCatalog(call.tx());
        if (!store::InsertModel(call.tx(), model)) {
            base::FieldProblems problems;
            problems.Add("/model", "catalog_model_taken");
            return std::move(problems).Refuse();
        }
        Record(call, action::kCatalogModelCreated, model, nullptr, base::json::ToValue(model));
        TRY(auto shown, Find(call, {{}, model.id}));
        Reply<CatalogModel> reply = std::move(shown);
        reply.location = "/api/v1/catalog-models/" + model.id.ToString();
        return reply;
    }

    base::Result<CatalogModel> Update(Call& call, const CatalogModelPath& path, const CatalogModelInput& input) {
        TRY(const auto checked, CheckModelInput(input));
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (before.checked && static_cast<const CatalogModelInput&>(before) == checked) return Find(call, path);
        store::ModelRow after = Next(call, before);
        static_cast<CatalogModelInput&>(after) = checked;
        after.checked = true;
        store::UpdateModel(call.tx(), after);
        Record(call, action::kCatalogModelUpdated, after, base::json::ToValue(before), base::json::ToValue(after));
        return Find(call, path);
    }

    base::Result<void> Delete(Call& call, const CatalogModelPath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (!store::DeleteModel(call.tx(), before)) {
            return base::Refuse(base::ProblemKind::kConflict, "catalog_model_in_use");
        }
        Record(call, action::kCatalogModelDeleted, before, base::json::ToValue(before), nullptr);
        return {};
    }

    base::Result<CatalogModel> Prefer(Call& call, const CatalogModelPath& path, const CatalogPreference& input) {
        const SupplyName supply{std::string(PlainType(input.supply_type)), input.colorant};
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        const auto items = store::ListItems(call.tx(), {before.id});
        const store::ModelItem* was = nullptr;
        const store::ModelItem* wanted = nullptr;
        for (const auto& item : items) {
            if (PlainType(item.supply_type) != supply.supply_type || item.colorant != supply.colorant) continue;
            if (item.preferred) was = &item;
            if (item.id == input.item_id) wanted = &item;
        }
        if (input.item_id && wanted == nullptr) {
            base::FieldProblems problems;
            problems.Add("/item_id", "catalog_item_does_not_fit");
            return std::move(problems).Refuse();
        }
        if (was == wanted) return Find(call, path);
        const store::ModelRow after = Next(call, before);
        store::Prefer(call.tx(), before.id, supply, input.item_id);
        store::UpdateModel(call.tx(), after);
        const auto with = [&](const store::ModelRow& model, const store::ModelItem* item) {
            auto value = base::json::ToValue(model);
            value.as_object()["preferred_item"] = boost::json::object{
                {"supply_type", supply.supply_type},
                {"colorant", supply.colorant},
                {"part_number", item != nullptr ? boost::json::value(item->part_number) : boost::json::value()}};
            return value;
        };
        Record(call, action::kCatalogModelUpdated, after, with(before, was), with(after, wanted));
        return Find(call, path);
    }

    base::Result<http::Page<PrinterWithoutItem>> Missing(Call& call, const MissingList& params) {
        TRY(const auto after, call.OpenCursor<pg::Place>(params.cursor));
        return http::MakePage(call, store::ListMissing(call.tx(), FilterOf(call, params), after, params.limit),
                              &ViewOf);
    }

    // A row for each supply.
    base::Result<http::Raw> Export(Call& call, const MissingExport& params) {
        const auto filter = FilterOf(call, params);
        auto file = http::FileOf(call, params, "printers-without-items",
                                 {"organization", "manufacturer", "model", "serial_number", "address", "location",
                                  "supply_type", "colorant"});
        std::optional<pg::Place> after;
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::ListMissing(call.tx(), filter, after, kStep);
            for (const auto& printer : slice.rows) {
                for (std::size_t at = 0; at < printer.supply_types.size(); ++at, ++count) {
                    file.Add({printer.organization_name, printer.manufacturer, printer.model, printer.serial_number,
                              printer.address, printer.location, printer.supply_types[at], printer.colorants[at]});
                }
            }
            if (!slice.next) break;
            after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    static store::ModelFilter Scope(const Call& call) {
        return {.organizations = call.actor().visible, .everything = call.actor().May(permissions::kSeeCatalogDetails)};
    }
    static base::Result<CatalogModel> Find(Call& call, const CatalogModelPath& path) {
        const auto model = store::FindModel(call.tx(), Scope(call), path.catalog_model_id);
        if (!model) return http::NotFound();
        return std::move(Show(call, {*model}).front());
    }
    static base::Result<store::ModelRow> Lock(Call& call, const CatalogModelPath& path) {
        store::LockCatalog(call.tx());
        auto model = store::LockModel(call.tx(), path.catalog_model_id);
        if (!model) return http::NotFound();
        return std::move(*model);
    }
    static store::ModelRow Next(const Call& call, const store::ModelRow& before) {
        store::ModelRow after = before;
        ++after.version;
        after.updated_at = call.now();
        return after;
    }
    static void Record(Call& call, const char* what, const store::ModelRow& model, boost::json::value before,
                       boost::json::value after) {
        audit::Record(call, {call.organization(), what, "catalog_model", model.id.value, std::move(before),
                             std::move(after), model.manufacturer + ' ' + model.model});
    }

    static CatalogModelSupply SupplyView(const ModelSupply& supply) {
        CatalogModelSupply view{supply.name.supply_type, supply.name.colorant, supply.printers, {}};
        for (const FittingItem* item : supply.items) {
            view.items.push_back({item->id, item->part_number, item->name, item->kind, item->yield_pages,
                                  item->preferred, item == supply.chosen});
        }
        return view;
    }

    // The models with their supplies, by two queries.
    static std::vector<CatalogModel> Show(Call& call, const std::vector<store::CountedModel>& models) {
        std::vector<ModelId> ids;
        for (const auto& model : models) ids.push_back(model.id);
        std::map<ModelId, std::vector<CountedSupply>> counted;
        for (auto& row : store::ListSupplies(call.tx(), call.actor().visible, ids)) {
            counted[row.model_id].push_back({{std::move(row.supply_type), std::move(row.colorant)}, row.printers});
        }
        std::map<ModelId, std::vector<FittingItem>> items;
        for (auto& row : store::ListItems(call.tx(), ids)) {
            items[row.model_id].push_back(std::move(static_cast<FittingItem&>(row)));
        }
        std::vector<CatalogModel> shown;
        for (const auto& model : models) {
            CatalogModel view{static_cast<const CatalogModelInput&>(model)};
            view.manufacturer = model.manufacturer;
            view.model = model.model;
            view.id = model.id;
            view.checked = model.checked;
            view.printers = model.printers;
            view.version = model.version;
            view.created_at = model.created_at;
            view.updated_at = model.updated_at;
            for (const auto& supply : SuppliesOf(counted[model.id], items[model.id])) {
                view.supplies.push_back(SupplyView(supply));
            }
            shown.push_back(std::move(view));
        }
        return shown;
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterModels(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    http::AddList(
        router, "printer-models",
        {.method = Method::kGet,
         .path = "/api/v1/catalog-models",
         .id = "listCatalogModels",
         .tag = "catalog",
         .summary = "List printer models: whether they take part in replenishment, and the items of their supplies",
         .allow = permissions::kSeeCatalog},
        routes, &Routes::List);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/catalog-models",
                .id = "createCatalogModel",
                .tag = "catalog",
                .summary = "Add a printer model to the catalogue",
                .allow = permissions::kManageCatalog,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-models/{catalog_model_id}",
                .id = "getCatalogModel",
                .tag = "catalog",
                .summary = "Read a printer model",
                .allow = permissions::kSeeCatalog,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add(
        {.method = Method::kPut,
         .path = "/api/v1/catalog-models/{catalog_model_id}",
         .id = "updateCatalogModel",
         .tag = "catalog",
         .summary = "Say by which route a printer model takes part in replenishment, and which kinds of items it takes",
         .allow = permissions::kManageCatalog,
         .if_match = true,
         .returns_etag = true},
        routes, &Routes::Update);

    router.Add({.method = Method::kDelete,
                .path = "/api/v1/catalog-models/{catalog_model_id}",
                .id = "deleteCatalogModel",
                .tag = "catalog",
                .summary = "Delete a printer model that no printer and no item is of",
                .allow = permissions::kManageCatalog,
                .if_match = true},
               routes, &Routes::Delete);

    router.Add({.method = Method::kPut,
                .path = "/api/v1/catalog-models/{catalog_model_id}/preference",
                .id = "preferCatalogItem",
                .tag = "catalog",
                .summary = "Choose the item of a supply of a printer model where several fit",
                .allow = permissions::kManageCatalog,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Prefer);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers-without-items",
                .id = "listPrintersWithoutItems",
                .tag = "catalog",
                .summary = "List printers that have a supply without an item in the catalogue",
                .allow = permissions::kSeeCatalogDetails},
               routes, &Routes::Missing);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers-without-items/export",
                .id = "exportPrintersWithoutItems",
                .tag = "catalog",
                .summary = "The supplies of printers that have no item in the catalogue, as CSV",
                .allow = permissions::kSeeCatalogDetails,
                .gives = http::media::kTables},
               routes, &Routes::Export);
}

}  // namespace catalog
