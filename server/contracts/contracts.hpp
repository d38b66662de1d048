#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/contracts/terms.hpp"

namespace http {
class Router;
}

// Contracts with customers: who looks after the printers under them, what of their supplies is included, and the terms of
// replenishment (ASR-2, ASR-4, ASR-17).
namespace contracts {

// What a person fills in: the body of POST and PUT.
struct ContractInput : SupplyTerms {
    std::string number;  // unique in the organization, compared without case
    std::string name;
    CustomerKind customer = CustomerKind::kSelfService;
    bool supplies_included = true;
    std::vector<std::string> excluded_kinds;  // of supplies that are not included: toner, ink, waste_toner
    std::optional<base::Day> starts_on;       // absent: ever since
    std::optional<base::Day> ends_on;         // the last day; absent: open

    static constexpr base::Limit kLimits[] = {
        {.field = "number", .required = true, .max_length = 50},
        {.field = "name", .required = true, .max_length = 100},
        {.field = "excluded_kinds", .max_items = 10},
        kTriggerDays,
        kCoverageDays,
        kJoinDays,
        kFirstNoticeDays,
        kHighVolume,
        kDeliveryDays,
    };

    bool operator==(const ContractInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContractInput, (SupplyTerms),
                      (number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on))

struct Contract : ContractInput {
    ContractId id;
    base::OrganizationId organization_id;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Contract, (ContractInput), (id, organization_id, version, created_at, updated_at))

// The input as it is kept, or every wrong field: beside the limits "ends_before_start", "supply_kind_unknown" and those of
// CheckTerms. Pure.
base::Result<ContractInput> CheckContract(const ContractInput& input);

// Whom customers of the operator call; "" where nobody has said.
struct ServiceDesk {
    std::string phone;
    std::string email;
};
ServiceDesk FindServiceDesk(pg::Transaction& tx);

// PRN-4: which contract printers come under. Where an organization has none yet, it gets a standard contract.
class Book final : public printers::ContractBook {
  public:
    explicit Book(base::IdSource& ids) : ids_(ids) {}
    base::Result<ContractId> Hold(http::Call& call, base::OrganizationId organization,
                                  const std::optional<ContractId>& asked) override;

  private:
    base::IdSource& ids_;
};

// ASR-17: of contacts that printers of an MPS customer have.
class ServiceDeskAddresses final : public contacts::AddressRule {
  public:
    bool IsServiceDesks(pg::Transaction& tx, base::OrganizationId organization, contacts::ContactId contact) override;
};

struct HttpParts {
    base::IdSource& ids;
    EffectiveTerms installation{};  // what it is configured with
};
void RegisterHttp(http::Router& router, const HttpParts& parts);

}  // namespace contracts
