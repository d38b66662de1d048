#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/contracts/contracts.hpp"
#include "server/platform/pg/list.hpp"

// The tables contracts, contract_operator_terms, contract_model_terms and contract_site_terms; nothing else writes them.
namespace contracts::store {

// ---- contracts

struct ShownContract : Contract {
    std::string organization_name;
    std::int64_t printers = 0;  // under it
};
BOOST_DESCRIBE_STRUCT(ShownContract, (Contract), (organization_name, printers))

enum class SortColumn { kNumber, kName, kOrganizationName, kCustomer, kSuppliesIncluded, kPrinters, kUpdatedAt };
BOOST_DESCRIBE_ENUM(SortColumn, kNumber, kName, kOrganizationName, kCustomer, kSuppliesIncluded, kPrinters, kUpdatedAt)
struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::string search;  // folded; a piece of number, name or organization, "" for all
    std::vector<CustomerKind> customer;
    std::optional<bool> supplies_included;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, search, customer, supplies_included))

pg::Slice<ShownContract> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
std::optional<ShownContract> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                  ContractId id);
std::optional<Contract> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ContractId id);
// It stays until the transaction ends.
bool Hold(pg::Transaction& tx, base::OrganizationId organization, ContractId id);
// The first two of an organization, the standard contract before the others.
struct HeldContract {
    ContractId id;
    bool standard = false;
};
BOOST_DESCRIBE_STRUCT(HeldContract, (), (id, standard))
std::vector<HeldContract> HoldFirst(pg::Transaction& tx, base::OrganizationId organization);
inline constexpr const char* kStandardNumber = "STANDARD";
bool Insert(pg::Transaction& tx, const Contract& contract);  // false: the number is taken
bool Update(pg::Transaction& tx, const Contract& contract);  // false: the same
void Delete(pg::Transaction& tx, const Contract& contract);
std::int64_t CountPrinters(pg::Transaction& tx, const Contract& contract);

// ---- what the levels say

struct OperatorTerms : SupplyTerms {
    std::string service_desk_phone;
    std::string service_desk_email;
    std::int64_t version = 1;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(OperatorTerms, (SupplyTerms), (service_desk_phone, service_desk_email, version, updated_at))
OperatorTerms FindOperatorTerms(pg::Transaction& tx);
OperatorTerms LockOperatorTerms(pg::Transaction& tx);
void UpdateOperatorTerms(pg::Transaction& tx, const OperatorTerms& terms);

struct ModelTerms : SupplyTerms {
    catalog::ModelId model_id;
    std::int64_t version = 1;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ModelTerms, (SupplyTerms), (model_id, version, updated_at))
struct KeyedModelTerms : SupplyTerms {
    std::string model_key;
};
BOOST_DESCRIBE_STRUCT(KeyedModelTerms, (SupplyTerms), (model_key))
struct NamedModel {
    catalog::ModelId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedModel, (), (id, name))
std::vector<KeyedModelTerms> ListModelTerms(pg::Transaction& tx);
// Those of the catalogue; it stays until the transaction ends.
std::optional<NamedModel> HoldModel(pg::Transaction& tx, catalog::ModelId model);
std::optional<ModelTerms> FindModelTerms(pg::Transaction& tx, catalog::ModelId model);
// Makes the row where there is none.
ModelTerms LockModelTerms(pg::Transaction& tx, catalog::ModelId model, base::Instant now);
void UpdateModelTerms(pg::Transaction& tx, const ModelTerms& terms);

struct SiteTerms : SupplyTerms {
    base::OrganizationId organization_id;
    organizations::SiteId site_id;
    std::int64_t version = 1;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(SiteTerms, (SupplyTerms), (organization_id, site_id, version, updated_at))
struct NamedSite {
    base::OrganizationId organization_id;
    organizations::SiteId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedSite, (), (organization_id, id, name))
std::optional<NamedSite> HoldSite(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                  organizations::SiteId site);
std::vector<SiteTerms> ListSiteTerms(pg::Transaction& tx, std::span<const base::OrganizationId> organizations);
std::optional<SiteTerms> FindSiteTerms(pg::Transaction& tx, const NamedSite& site);
SiteTerms LockSiteTerms(pg::Transaction& tx, const NamedSite& site, base::Instant now);
void UpdateSiteTerms(pg::Transaction& tx, const SiteTerms& terms);

std::vector<Contract> ListContracts(pg::Transaction& tx, std::span<const base::OrganizationId> organizations);

// Whether printers under a contract of an MPS customer have this contact.
bool HasMpsPrinters(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact);

// What the terms of one printer depend on.
struct PrinterKey {
    base::OrganizationId organization_id;
    std::optional<ContractId> contract_id;
    std::optional<organizations::SiteId> site_id;
    std::string manufacturer;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(PrinterKey, (), (organization_id, contract_id, site_id, manufacturer, model))
std::optional<PrinterKey> FindPrinter(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                      printers::PrinterId printer);

// The printers of a site by what their terms depend on beside it, most printers first, at most `kMostKinds` of these.
struct PrintersOfSite {
    std::optional<ContractId> contract_id;
    std::string contract_number;  // empty: under none
    std::string manufacturer;
    std::string model;
    std::int64_t printers = 0;
};
BOOST_DESCRIBE_STRUCT(PrintersOfSite, (), (contract_id, contract_number, manufacturer, model, printers))
inline constexpr std::int32_t kMostKinds = 1000;
std::vector<PrintersOfSite> ListPrintersOfSite(pg::Transaction& tx, const NamedSite& site);

}  // namespace contracts::store
