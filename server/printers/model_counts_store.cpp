#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/model_counts.hpp"

namespace printers {
namespace store {
namespace {

const pg::Query<ModelCount(base::OrganizationId)> kCountModels{"printers.count_models", R"sql(
    SELECT manufacturer, model, min(model_key) AS sort_key, count(*) AS printers
    FROM printers WHERE organization_id = $1 AND deregistered_at IS NULL AND model <> ''
    GROUP BY manufacturer, model ORDER BY manufacturer, model)sql"};

const pg::Query<ModelSupplyCount(base::OrganizationId)> kCountModelSupplies{"printers.count_model_supplies", R"sql(
    SELECT manufacturer, model, type, colorant, count(*) AS printers
    FROM (SELECT DISTINCT p.manufacturer, p.model, s.printer_id, s.type, s.colorant
          FROM printers AS p
          JOIN printer_supplies AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
          WHERE p.organization_id = $1 AND p.deregistered_at IS NULL AND p.model <> '' AND s.present) AS each
    GROUP BY manufacturer, model, type, colorant)sql"};

}  // namespace
}  // namespace store

FleetByModel CountModels(pg::Transaction& tx, base::OrganizationId organization) {
    return {tx.All(store::kCountModels, organization), tx.All(store::kCountModelSupplies, organization)};
}

std::int64_t FleetRevision(pg::Transaction& tx, base::OrganizationId organization) {
    return store::Revision(tx, organization);
}

}  // namespace printers
