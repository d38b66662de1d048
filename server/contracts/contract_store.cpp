#include "server/contracts/contract_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/transaction.hpp"

namespace contracts::store {
namespace {

using Organizations = std::span<const base::OrganizationId>;

// ---- contracts

constexpr const char* kShown = R"sql((
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts)sql";

const pg::List<ShownContract, ListFilter, SortColumn> kList{{
    .name = "contracts.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($search = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $search) > 0)\n"
             "  AND (cardinality($customer) = 0 OR customer = ANY ($customer))\n"
             "  AND ($supplies_included IS NULL OR supplies_included = $supplies_included)",
    .sorts = {{SortColumn::kNumber, "number_key"},
              {SortColumn::kName, "name_key"},
              {SortColumn::kOrganizationName, "organization_key"},
              {SortColumn::kCustomer, "customer"},
              {SortColumn::kSuppliesIncluded, "(NOT supplies_included)::integer", "integer"},
              {SortColumn::kPrinters, "printers", "bigint"},
              {SortColumn::kUpdatedAt, "updated_at", "timestamptz"}},
}};
const pg::Query<ShownContract(Organizations, ContractId)> kFind{
    "contracts.find", std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<Contract(Organizations, ContractId)> kLock{"contracts.lock", R"sql(
    SELECT {columns} FROM contracts WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE)sql"};
const pg::Query<ContractId(base::OrganizationId, ContractId)> kHold{"contracts.hold", R"sql(
    SELECT id FROM contracts WHERE organization_id = $1 AND id = $2 FOR KEY SHARE)sql"};
const pg::Query<HeldContract(base::OrganizationId)> kHoldFirst{"contracts.hold_first", R"sql(
    SELECT id, number_key = 'standard' AS standard FROM contracts WHERE organization_id = $1
    ORDER BY number_key <> 'standard', id LIMIT 2 FOR KEY SHARE)sql"};
const pg::Query<Contract(Organizations)> kListContracts{
    "contracts.of_organizations", "SELECT {columns} FROM contracts WHERE organization_id = ANY ($1)"};

struct ContractRow : Contract {
    std::string number_key;
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(ContractRow, (Contract), (number_key, name_key))
const pg::Insert<ContractRow> kInsert{"contracts.insert", "contracts", "ON CONFLICT DO NOTHING"};
const pg::Update<ContractRow> kUpdate{"contracts.update", "contracts", {"organization_id", "id"}};
const pg::Query<bool(base::OrganizationId, std::string, ContractId)> kTaken{"contracts.number_taken", R"sql(
    SELECT EXISTS (SELECT FROM contracts WHERE organization_id = $1 AND number_key = $2 AND id <> $3) AS taken)sql"};
const pg::Query<void(base::OrganizationId, ContractId)> kDelete{
    "contracts.delete", "DELETE FROM contracts WHERE organization_id = $1 AND id = $2"};
const pg::Query<std::int64_t(base::OrganizationId, ContractId)> kCountPrinters{"contracts.count_printers", R"sql(
    SELECT count(*) AS count FROM printers WHERE organization_id = $1 AND contract_id = $2)sql"};

ContractRow RowOf(const Contract& contract) {
    return {contract, base::FoldCase(contract.number), base::FoldCase(contract.name)};
}

// ---- terms

const pg::Query<OperatorTerms()> kFindOperator{"contracts.operator_terms",
                                               "SELECT {columns} FROM contract_operator_terms"};
const pg::Query<OperatorTerms()> kLockOperator{"contracts.lock_operator_terms",
                                               "SELECT {columns} FROM contract_operator_terms FOR UPDATE"};
struct OperatorRow : OperatorTerms {
    std::int16_t id = 1;
};
BOOST_DESCRIBE_STRUCT(OperatorRow, (OperatorTerms), (id))
const pg::Update<OperatorRow> kUpdateOperator{"contracts.update_operator_terms", "contract_operator_terms", {"id"}};

const pg::Query<KeyedModelTerms()> kListModels{"contracts.model_terms", R"sql(
    SELECT t.trigger_days, t.coverage_days, t.join_days, t.first_notice_days, t.high_volume_cartridges, t.consolidation,
        t.delivery_days, m.model_key
    FROM contract_model_terms AS t JOIN catalog_models AS m ON m.id = t.model_id)sql"};
const pg::Query<NamedModel(catalog::ModelId)> kHoldModel{"contracts.hold_model", R"sql(
    SELECT id, manufacturer || ' ' || model AS name FROM catalog_models WHERE id = $1 FOR KEY SHARE)sql"};
const pg::Query<ModelTerms(catalog::ModelId)> kFindModel{
    "contracts.find_model_terms", "SELECT {columns} FROM contract_model_terms WHERE model_id = $1"};
const pg::Query<ModelTerms(catalog::ModelId)> kLockModel{
    "contracts.lock_model_terms", "SELECT {columns} FROM contract_model_terms WHERE model_id = $1 FOR UPDATE"};
const pg::Insert<ModelTerms> kInsertModel{"contracts.insert_model_terms", "contract_model_terms",
                                          "ON CONFLICT DO NOTHING"};
const pg::Update<ModelTerms> kUpdateModel{"contracts.update_model_terms", "contract_model_terms", {"model_id"}};

const pg::Query<NamedSite(Organizations, organizations::SiteId)> kHoldSite{"contracts.hold_site", R"sql(
    SELECT organization_id, id, name FROM sites WHERE organization_id = ANY ($1) AND id = $2 FOR KEY SHARE)sql"};
const pg::Query<SiteTerms(Organizations)> kListSites{
    "contracts.site_terms", "SELECT {columns} FROM contract_site_terms WHERE organization_id = ANY ($1)"};
constexpr const char* kOneSite =
    "SELECT {columns} FROM contract_site_terms WHERE organization_id = $1 AND site_id = $2";
const pg::Query<SiteTerms(base::OrganizationId, organizations::SiteId)> kFindSite{"contracts.find_site_terms",
                                                                                  kOneSite};
const pg::Query<SiteTerms(base::OrganizationId, organizations::SiteId)> kLockSite{
    "contracts.lock_site_terms", std::string(kOneSite) + " FOR UPDATE"};
const pg::Insert<SiteTerms> kInsertSite{"contracts.insert_site_terms", "contract_site_terms", "ON CONFLICT DO NOTHING"};
const pg::Update<SiteTerms> kUpdateSite{
    "contracts.update_site_terms", "contract_site_terms", {"organization_id", "site_id"}};

const pg::Query<PrinterKey(Organizations, printers::PrinterId)> kFindPrinter{"contracts.find_printer", R"sql(
    SELECT {columns} FROM printers WHERE organization_id = ANY ($1) AND id = $2 AND deregistered_at IS NULL)sql"};

const pg::Query<PrintersOfSite(base::OrganizationId, organizations::SiteId, std::int32_t)> kListOfSite{
    "contracts.printers_of_site", R"sql(
    SELECT p.contract_id, COALESCE(c.number, '') AS contract_number, p.manufacturer, p.model, p.printers
    FROM (
        SELECT organization_id, contract_id, manufacturer, model, count(*) AS printers FROM printers
        WHERE organization_id = $1 AND site_id = $2 AND deregistered_at IS NULL
        GROUP BY organization_id, contract_id, manufacturer, model
        ORDER BY printers DESC, manufacturer, model, contract_id LIMIT $3) AS p
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    ORDER BY p.printers DESC, p.manufacturer, p.model, p.contract_id)sql"};

const pg::Query<bool(base::OrganizationId, contacts::ContactId)> kHasMpsPrinters{"contracts.has_mps_printers", R"sql(
    SELECT EXISTS (
        SELECT FROM printers AS p JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
        WHERE p.organization_id = $1 AND p.contact_id = $2 AND c.customer = 'mps') AS has)sql"};

}  // namespace

pg::Slice<ShownContract> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}
std::optional<ShownContract> Find(pg::Transaction& tx, Organizations organizations, ContractId id) {
    return tx.One(kFind, organizations, id);
}
std::optional<Contract> Lock(pg::Transaction& tx, Organizations organizations, ContractId id) {
    return tx.One(kLock, organizations, id);
}
bool Hold(pg::Transaction& tx, base::OrganizationId organization, ContractId id) {
    return tx.One(kHold, organization, id).has_value();
}
std::vector<HeldContract> HoldFirst(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.All(kHoldFirst, organization);
}
bool Insert(pg::Transaction& tx, const Contract& contract) {
    return tx.Exec(kInsert, RowOf(contract)) > 0;
}
bool Update(pg::Transaction& tx, const Contract& contract) {
    const ContractRow row = RowOf(contract);
    if (tx.Get(kTaken, row.organization_id, row.number_key, row.id)) return false;
    try {
        tx.Exec(kUpdate, row);
    } catch (const pg::Error& error) {  // somebody was faster
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return false;
    }
    return true;
}
void Delete(pg::Transaction& tx, const Contract& contract) {
    tx.Exec(kDelete, contract.organization_id, contract.id);
}
std::int64_t CountPrinters(pg::Transaction& tx, const Contract& contract) {
    return tx.Get(kCountPrinters, contract.organization_id, contract.id);
}
std::vector<Contract> ListContracts(pg::Transaction& tx, Organizations organizations) {
    return tx.All(kListContracts, organizations);
}

OperatorTerms FindOperatorTerms(pg::Transaction& tx) {
    return tx.Get(kFindOperator);
}
OperatorTerms LockOperatorTerms(pg::Transaction& tx) {
    return tx.Get(kLockOperator);
}
void UpdateOperatorTerms(pg::Transaction& tx, const OperatorTerms& terms) {
    tx.Exec(kUpdateOperator, OperatorRow{terms});
}

std::vector<KeyedModelTerms> ListModelTerms(pg::Transaction& tx) {
    return tx.All(kListModels);
}
std::optional<NamedModel> HoldModel(pg::Transaction& tx, catalog::ModelId model) {
    return tx.One(kHoldModel, model);
}
std::optional<ModelTerms> FindModelTerms(pg::Transaction& tx, catalog::ModelId model) {
    return tx.One(kFindModel, model);
}
ModelTerms LockModelTerms(pg::Transaction& tx, catalog::ModelId model, base::Instant now) {
    ModelTerms none;
    none.model_id = model;
    none.updated_at = now;
    tx.Exec(kInsertModel, none);
    return tx.Get(kLockModel, model);
}
void UpdateModelTerms(pg::Transaction& tx, const ModelTerms& terms) {
    tx.Exec(kUpdateModel, terms);
}

std::optional<NamedSite> HoldSite(pg::Transaction& tx, Organizations organizations, organizations::SiteId site) {
    return tx.One(kHoldSite, organizations, site);
}
std::vector<SiteTerms> ListSiteTerms(pg::Transaction& tx, Organizations organizations) {
    return tx.All(kListSites, organizations);
}
std::optional<SiteTerms> FindSiteTerms(pg::Transaction& tx, const NamedSite& site) {
    return tx.One(kFindSite, site.organization_id, site.id);
}
SiteTerms LockSiteTerms(pg::Transaction& tx, const NamedSite& site, base::Instant now) {
    SiteTerms none;
    none.organization_id = site.organization_id;
    none.site_id = site.id;
    none.updated_at = now;
    tx.Exec(kInsertSite, none);
    return tx.Get(kLockSite, site.organization_id, site.id);
}
void UpdateSiteTerms(pg::Transaction& tx, const SiteTerms& terms) {
    tx.Exec(kUpdateSite, terms);
}

bool HasMpsPrinters(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact) {
    return tx.Get(kHasMpsPrinters, organization, contact);
}

std::optional<PrinterKey> FindPrinter(pg::Transaction& tx, Organizations organizations, printers::PrinterId printer) {
    return tx.One(kFindPrinter, organizations, printer);
}
std::vector<PrintersOfSite> ListPrintersOfSite(pg::Transaction& tx, const NamedSite& site) {
    return tx.All(kListOfSite, site.organization_id, site.id, kMostKinds);
}

}  // namespace contracts::store
