#pragma once

#include "server/platform/pg/transaction.hpp"
#include "server/printers/printers.hpp"

// For tests of what lists and pages of printers show of estimates, without a daily run.
namespace replenishment::testing {

// What the daily run writes of it.
inline const pg::Query<void(base::OrganizationId, printers::PrinterId, base::Instant, pg::Packed<printers::Estimate>)>
    kWriteEstimates{"test.write_estimates", R"sql(
    INSERT INTO replenishment_printers (organization_id, printer_id, supplied, supplies, estimated_at, estimates)
    VALUES ($1, $2, 0, '', $3, $4)
    ON CONFLICT (organization_id, printer_id) DO UPDATE SET
        (estimated_at, estimates) = (excluded.estimated_at, excluded.estimates))sql"};
inline void WriteEstimates(pg::Transaction& tx, base::OrganizationId organization,
                           const std::vector<printers::Estimates>& rows) {
    for (const printers::Estimates& row : rows)
        tx.Exec(kWriteEstimates, organization, row.printer_id, row.estimated_at, row.supplies);
    printers::RenewEnds(tx, organization, rows, {});
}

}  // namespace replenishment::testing
