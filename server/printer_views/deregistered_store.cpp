#include "server/printer_views/deregistered_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace printer_views::store {
namespace {

const pg::List<DeregisteredRow, DeregisteredFilter, DeregisteredColumn> kListDeregistered{{
    .name = "printer_views.deregistered",
    .select =
        R"sql(p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at)sql",
    .from = R"sql(printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id)sql",
    .where = R"sql(p.organization_id = ANY ($organizations) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($words) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))sql",
    .id = "p.id",
    .sorts = {{DeregisteredColumn::kDeregisteredAt, "p.deregistered_at", "timestamptz"},
              {DeregisteredColumn::kModel, "p.model_key"},
              {DeregisteredColumn::kSerialNumber, "p.serial_key"},
              {DeregisteredColumn::kAddress, "COALESCE(p.address, '')"},
              {DeregisteredColumn::kSiteName, "COALESCE(sites.name_key, '')"},
              {DeregisteredColumn::kOrganizationName, "o.name_key"},
              {DeregisteredColumn::kLocation, "lower(COALESCE(NULLIF(p.location, ''), p.device_location))"},
              {DeregisteredColumn::kDeregisteredBy, "lower(COALESCE(p.deregistered_by, ''))"}},
}};

}  // namespace

pg::Slice<DeregisteredRow> ListDeregistered(pg::Transaction& tx, const DeregisteredFilter& filter,
                                            const pg::Window<DeregisteredColumn>& window) {
    return kListDeregistered.Read(tx, filter, window);
}

}  // namespace printer_views::store
