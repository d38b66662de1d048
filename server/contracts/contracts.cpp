#include "server/contracts/contracts.hpp"

#include <algorithm>

#include "server/contracts/contract_store.hpp"
#include "server/platform/pg/transaction.hpp"

// For the features to the right: the terms of printers, and the contracts that they come under.
namespace contracts {
ServiceDesk FindServiceDesk(pg::Transaction& tx) {
    auto terms = store::FindOperatorTerms(tx);
    return {std::move(terms.service_desk_phone), std::move(terms.service_desk_email)};
}

TermsBook::TermsBook(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                     const EffectiveTerms& installation)
    : installation_(installation), operator_(static_cast<const SupplyTerms&>(store::FindOperatorTerms(tx))) {
    for (auto& row : store::ListModelTerms(tx)) {
        std::string key = std::move(row.model_key);
        models_.emplace(std::move(key), static_cast<const SupplyTerms&>(row));
    }
    for (const auto& row : store::ListContracts(tx, organizations)) {
        contracts_.emplace(
            std::pair(row.organization_id, row.id),
            Contract{static_cast<const SupplyTerms&>(row),
                     {row.customer, row.supplies_included, row.excluded_kinds, row.starts_on, row.ends_on}});
    }
    for (const auto& row : store::ListSiteTerms(tx, organizations)) {
        sites_.emplace(std::pair(row.organization_id, row.site_id), row);
    }
}

const SupplyTerms* TermsBook::OfModel(std::string_view manufacturer, std::string_view model) {
    if (models_.empty()) return nullptr;
    std::string said(manufacturer);
    said += '\n';
    said += model;
    const auto [at, is_new] = said_models_.try_emplace(std::move(said), nullptr);
    if (is_new) {
        const auto known = models_.find(catalog::ModelKey(manufacturer, model));
        if (known != models_.end()) at->second = &known->second;
    }
    return at->second;
}

const Terms& TermsBook::Of(const TermsKey& key) {
    const SupplyTerms* model = OfModel(key.manufacturer, key.model);
    const auto [at, is_new] = terms_.try_emplace({key.organization, key.contract, key.site, model});
    if (!is_new) return at->second;
    const Contract* contract = nullptr;
    if (key.contract) {
        const auto known = contracts_.find({key.organization, *key.contract});
        if (known != contracts_.end()) contract = &known->second;
    }
    const SupplyTerms* site = nullptr;
    if (key.site) {
        const auto known = sites_.find({key.organization, *key.site});
        if (known != sites_.end()) site = &known->second;
    }
    const std::array<Level, 4> levels{{{TermSource::kOperator, &operator_},
                                       {TermSource::kModel, model},
                                       {TermSource::kContract, contract},
                                       {TermSource::kSite, site}}};
    static_cast<EffectiveTerms&>(at->second) = Inherit(installation_, levels);
    if (contract != nullptr) at->second.contract = contract->coverage;
    return at->second;
}

bool ServiceDeskAddresses::IsServiceDesks(pg::Transaction& tx, base::OrganizationId organization,
                                          contacts::ContactId contact) {
    return store::HasMpsPrinters(tx, organization, contact);
}

}  // namespace contracts
