#pragma once

// What a list and a page show of a printer p and its state s, as SQL. Private to the stores.
namespace printers::store {

inline constexpr const char* kPrinterColumns = R"sql(
        p.organization_id, p.id, p.site_id, p.agent_id, p.contact_id, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, p.under_contract,
        p.high_volume_since,
        p.managed, p.discovered_at, p.version, p.meters, s.observed_at, s.status, s.status_text, s.communicating,
        s.life_count, s.levels, s.kept)sql";
// Names of other tables' rows, looked up for the rows of the page only.
inline constexpr const char* kNameColumns = R"sql(
        o.name AS organization_name, sites.name AS site_name, agents.name AS agent_name,
        agents.polling_interval_seconds,
        COALESCE(NULLIF(btrim(concat_ws(' ', NULLIF(contacts.first_name, ''), NULLIF(contacts.last_name, ''))), ''),
            NULLIF(contacts.company, '')) AS contact_name)sql";
inline constexpr const char* kNameJoins = R"sql(
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
    LEFT JOIN agents ON agents.organization_id = p.organization_id AND agents.id = p.agent_id
    LEFT JOIN contacts ON contacts.organization_id = p.organization_id AND contacts.id = p.contact_id)sql";

inline constexpr const char* kBothTables =
    "printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND "
    "s.printer_id = p.id";

}  // namespace printers::store
