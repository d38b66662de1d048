#pragma once

#include <fmt/format.h>

#include "server/platform/pg/testing.hpp"
#include "server/printers/printers.hpp"

// For tests only: what no function does to printers, or none does yet.
namespace printers::testing {

// Managed by MPS Express, which is not there yet.
inline void Manage(pg::testing::Database& database, const std::string& serial_number) {
    database.Sql("UPDATE printers SET managed = 'mps_express' WHERE serial_number = '" + serial_number + "'");
}

// Registered again, which nothing does yet.
inline void RegisterAgain(pg::testing::Database& database, PrinterId printer) {
    database.Sql("UPDATE printers SET deregistered_at = NULL WHERE id = '" + printer.ToString() + "'");
}

// Every change of a contact names this one from now on, though it is none of the organization's.
inline void ForgeContact(pg::testing::Database& database, const std::string& contact) {
    database.Sql("UPDATE printer_events SET args = jsonb_set(args, '{to}', '\"" + contact +
                 "\"') WHERE code = 'printer_contact_changed'");
}

// A fleet for tests of lists, made of numbers, of more printers than one would send readings of. `prefix`: of its ids, eight
// hexadecimal digits. Printers whose number ends in 77 are deregistered. `contract`: every third is under it; "": none is.
inline void FillFleet(pg::testing::Database& database, const Source& source, int count, const std::string& prefix,
                      const std::string& contract = "") {
    const std::string organization = source.organization.ToString();
    database.Sql(fmt::format(R"sql(
CREATE TEMP TABLE made AS SELECT n, ('{prefix}-0000-7000-8000-' || lpad(to_hex(n * 7919 % 100000), 12, '0'))::uuid AS id,
    CASE WHEN n % 2 = 0 THEN 'brother' ELSE 'ricoh' END AS maker,
    CASE WHEN n % 2 = 0 THEN 'z' ELSE 'a' END || n % 40 AS model,
    CASE WHEN n % 2 = 0 OR n IN (11, 501, 1077) THEN 'hall' ELSE 'lab' END AS place FROM generate_series(1, {count}) AS n;
INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, manufacturer, model, serial_number,
        address, port, host_name, hardware_address, device_location, firmware, features, inputs, meters, under_contract,
        contract_id, discovered_at, described_at, fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key,
        address_key, host_key, location_key)
    SELECT '{organization}', id, 'sn/' || n, 'hw/' || n, '{site}', '{agent}', maker, model, 'S' || n, '10.0.0.1', 161,
        'h' || n % 50, '', place, '', '{{}}', '[]', '[]',
        n % 3 = 0 AND '{contract}' <> '', CASE WHEN n % 3 = 0 THEN NULLIF('{contract}', '')::uuid END, '2026-11-01'::timestamptz + n % 90 * interval '1 h',
        '2026-11-01', n, 1, '2026-11-01', maker, model, 's' || lpad((n * 31 % 5000)::text, 5, '0'),
        lpad((n % 70)::text, 8, '0'), 'h' || n % 50, place FROM made;
INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, layout, status, status_text,
        detected_errors, problems, levels, meters, input_levels, alerts, uptime_seconds, communicating, life_count,
        lowest_percent, lowest_end)
    SELECT '{organization}', id, '2026-11-21'::timestamptz - n % 60 * interval '1 min', 1, n, 1,
        CASE WHEN n % 97 = 0 THEN 3 ELSE n % 2 END, '', 0, '', '{{}}', '{{}}', '{{}}', 0, 1, n % 50 <> 0, n % 700, n % 101,
        '2026-11-21'::date + n % 300 FROM made;
INSERT INTO printer_terms (organization_id, printer_id, term)
    SELECT '{organization}', id, unnest(ARRAY[maker, 'floor', place, 's' || n, U&'\0001' || reverse('s' || n)])
    FROM made;
INSERT INTO printer_fleets (organization_id, revision, printers) VALUES ('{organization}', 1, {count});
DROP TABLE made)sql",
                             fmt::arg("prefix", prefix), fmt::arg("count", count), fmt::arg("contract", contract),
                             fmt::arg("organization", organization), fmt::arg("site", source.site.ToString()),
                             fmt::arg("agent", source.agent.ToString())));
    database.Sql("UPDATE printers SET deregistered_at = '2026-11-20' WHERE serial_number LIKE '%77'");
    database.Sql(
        "DELETE FROM printer_terms WHERE printer_id IN (SELECT id FROM printers WHERE deregistered_at IS NOT NULL)");
}

// Gives each printer of such a fleet a black toner, and those of the model "a1" a fuser, too.
inline void FillSupplies(pg::testing::Database& database, const Source& source) {
    database.Sql(fmt::format(R"sql(
INSERT INTO printer_supplies (organization_id, printer_id, slot, supply_key, supply_index, type, class, colorant,
        description, part_number, serial_number, unit, present)
    SELECT organization_id, id, slot, slot::text, '1.' || slot, CASE slot WHEN 1 THEN 'toner_cartridge' ELSE 'fuser' END,
        'consumed', CASE slot WHEN 1 THEN 'black' ELSE '' END, '', '', '', 'percent', true
    FROM printers, generate_series(1, 2) AS slot
    WHERE organization_id = '{}' AND (slot = 1 OR model = 'a1'))sql",
                             source.organization.ToString()));
}

}  // namespace printers::testing
