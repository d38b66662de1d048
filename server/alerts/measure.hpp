#pragma once

#include <span>
#include <vector>

#include "server/alerts/alert_store.hpp"

namespace alerts {

// The printers that a rule looks at; `most` at a time.
store::Scope ScopeOf(base::OrganizationId organization, const AlertRuleInput& rule, base::Instant now,
                     printers::PrinterId after, std::int32_t most);

// What of these printers meets the rule now, or has not cleared its border yet; by printer and slot. Levels and days left
// are those that the printer's page shows. Three statements at most.
std::vector<Measure> MeasuresOf(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                                std::span<const store::PrinterNow> looked_at, base::Instant now);

// How a supply is called: as the printer calls it.
std::string NameOf(const printers::SupplyFact& supply);
// As the printer's page shows it; of what has no level, nothing.
std::optional<double> PercentOf(const printers::SupplyFact& supply);

}  // namespace alerts
