#pragma once

// What a list and a page show of a printer p and its state s, as SQL. Private to the stores.
namespace printer_views::store {

// Names of other tables' rows, and the location that is shown; looked up for the rows of the page only.
inline constexpr const char* kNameColumns = R"sql(
        o.name AS organization_name, sites.name AS site_name, agents.name AS agent_name,
        agents.polling_interval_seconds, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(NULLIF(btrim(concat_ws(' ', NULLIF(contacts.first_name, ''), NULLIF(contacts.last_name, ''))), ''),
            NULLIF(contacts.company, '')) AS contact_name,
        p.registered_as = p.identity_key || E'\n' || p.manufacturer_key || E'\n' || p.model_key
            AS registration_decided)sql";
inline constexpr const char* kNameJoins = R"sql(
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
    LEFT JOIN agents ON agents.organization_id = p.organization_id AND agents.id = p.agent_id
    LEFT JOIN contacts ON contacts.organization_id = p.organization_id AND contacts.id = p.contact_id)sql";

inline constexpr const char* kBothTables =
    "printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id";

}  // namespace printer_views::store
