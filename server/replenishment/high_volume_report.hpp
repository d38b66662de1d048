#pragma once

#include <vector>

#include "server/orders/orders.hpp"
#include "server/platform/tasks/tasks.hpp"

// ASR-8: an enrolled printer that became high volume is reported to the operator.
namespace replenishment {

// Part of `tx`, the run of the customer, which does not see the operator's people: a task that may
// writes to them.
void ReportHighVolume(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                      const std::vector<printers::PrinterId>& printers, base::Instant now);

// "replenishment.report_high_volume".
void RegisterHighVolumeReport(tasks::Registry& registry, orders::Office& office);

}  // namespace replenishment
