#include "lib/base/json.hpp"
#include "server/contracts/contract_store.hpp"
#include "server/contracts/contracts.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// The contract that printers come under when somebody puts them under one (PRN-4).
namespace contracts {
namespace {

constexpr const char* kStandardName = "Standard contract";

std::unexpected<base::Problem> RefuseContract(const char* code) {
    base::FieldProblems problems;
    problems.Add("/contract_id", code);
    return std::move(problems).Refuse();
}

}  // namespace

base::Result<ContractId> Book::Hold(http::Call& call, base::OrganizationId organization,
                                    const std::optional<ContractId>& asked) {
    if (asked) {
        if (!store::Hold(call.tx(), organization, *asked)) return RefuseContract("contract_unknown");
        return *asked;
    }
    // The standard contract, or the only one.
    const auto there = store::HoldFirst(call.tx(), organization);
    if (!there.empty() && (there.front().standard || there.size() == 1)) return there.front().id;
    if (!there.empty()) return RefuseContract("contract_missing");
    contracts::Contract standard;
    standard.number = store::kStandardNumber;
    standard.name = kStandardName;
    standard.id = ids_.Make<ContractId>();
    standard.organization_id = organization;
    standard.created_at = standard.updated_at = call.now();
    if (!store::Insert(call.tx(), standard)) {  // somebody was faster
        const auto made = store::HoldFirst(call.tx(), organization);
        if (made.empty()) return RefuseContract("contract_missing");
        return made.front().id;
    }
    audit::Record(call, {organization, audit::action::kContractCreated, "contract", standard.id.value, nullptr,
                         base::json::ToValue(standard), standard.number});
    return standard.id;
}

}  // namespace contracts
