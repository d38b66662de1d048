#include "tests/bench/fleet_rows.hpp"

#include <fmt/format.h>

namespace bench {

std::string FleetSql(long printers, int customers, int partners) {
    return fmt::format(R"sql(
CREATE FUNCTION child(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('0199a000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(1000000), NULL, 'operator', 'Operator', 'operator', '2026-01-01', '2026-01-01';
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(100000 + n), child(1000000), 'parent', 'Partner ' || n, 'partner ' || n, '2026-01-01', '2026-01-01'
    FROM generate_series(0, {parents} - 1) AS n;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(n), child(100000 + n % {parents}), 'child', 'Customer ' || n, 'customer ' || n, '2026-01-01',
        '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, floor, room, city, state,
        postal_code, country, created_at, updated_at)
    SELECT child(n), child(2000000 + n), 'Site ' || n, 'site ' || n, '', '', '', '', '', '', '', '', '', '',
        '2026-01-01', '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
INSERT INTO agents (organization_id, id, site_id, name, name_key, include, exclude, allow_public_addresses,
        discovery_interval_seconds, polling_interval_seconds, secrets, created_at, updated_at)
    SELECT child(n), child(3000000 + n), child(2000000 + n), 'Agent ' || n, 'agent ' || n, '{{}}', '{{}}', false, 86400,
        3600, '', '2026-01-01', '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
CREATE TEMP TABLE made AS
    SELECT n, floor({children} * power(abs(hashint8(n)) / 2147483648.0, 3))::bigint AS customer,
        (lpad(to_hex(27000000 + n), 8, '0') || '-0000-7000-8000-' || substr(md5(n::text), 1, 12))::uuid AS id,
        (ARRAY['Lexmark', 'HP', 'Brother', 'Kyocera', 'Ricoh', 'Canon', 'Xerox', 'Epson'])[1 + n % 8] AS manufacturer,
        (ARRAY['CX', 'MX', 'LaserJet M', 'HL-L', 'TASKalfa ', 'IM C', 'VersaLink C', 'WF-'])[1 + n % 8]
            || (300 + n % 97 * 10) AS model,
        upper(substr(md5('serial' || n), 1, 5) || lpad(to_hex(n), 7, '0')) AS serial, md5('x' || n) AS noise
    FROM generate_series(0, {count} - 1) AS n;
INSERT INTO contracts (organization_id, id, number, number_key, name, name_key, customer, supplies_included, created_at,
        updated_at)
    SELECT child(n), child(5000000 + n), 'STANDARD', 'standard', 'Standard contract', 'standard contract', 'self_service', true,
        '2026-01-01', '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, manufacturer, model, serial_number,
        address, port, host_name, hardware_address, device_location, firmware, features, inputs, meters, under_contract,
        contract_id, discovered_at, described_at, fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key, address_key,
        host_key, location_key)
    SELECT child(customer), id, 'sn/' || lower(manufacturer) || '/' || serial, 'hw/' || noise, child(2000000 + customer),
        child(3000000 + customer), manufacturer, model, serial,
        '10.' || n % 200 || '.' || n / 200 % 256 || '.' || n % 250, 161, 'prn-' || substr(noise, 1, 6), '',
        'Floor ' || n % 30, 'FW.1', '{{color,duplex}}', '[]',
        '[{{"key":"life/impressions/1","kind":"life","unit":"impressions","index":"1.1"}}]', n % 3 = 0,
        CASE WHEN n % 3 = 0 THEN child(5000000 + customer) END,
        '2026-11-21'::timestamptz - (n % 400) * interval '1 day', '2026-11-21', n, 1, '2026-11-21', lower(manufacturer),
        lower(model), lower(serial),
        '0a' || lpad(to_hex(n % 200), 2, '0') || lpad(to_hex(n / 200 % 256), 2, '0') || lpad(to_hex(n % 250), 2, '0'),
        'prn-' || substr(noise, 1, 6), 'floor ' || n % 30
    FROM made;
INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, layout, status, status_text,
        detected_errors, problems, levels, meters, input_levels, alerts, uptime_seconds, communicating, life_count,
        lowest_percent, lowest_end)
    SELECT child(customer), id, '2026-11-21T12:00:00Z'::timestamptz - abs(hashint8(n + 7)) % 3600 * interval '1 second'
            - CASE WHEN n % 50 = 0 THEN interval '9 days' ELSE interval '0' END,
        1, n, 1, CASE WHEN n % 41 = 0 THEN 3 WHEN n % 13 = 0 THEN 2 ELSE 0 END, 'Ready', 0, '',
        ARRAY[n % 101, n % 89, n % 97, n % 79, -3], ARRAY[n % 900000], '{{}}', 0, 1000, n % 50 <> 0, n % 900000,
        least(n % 101, n % 89, n % 97, n % 79), '2026-11-21'::date + n % 300
    FROM made;
INSERT INTO printer_supplies (organization_id, printer_id, slot, supply_key, supply_index, type, class, colorant,
        description, part_number, serial_number, unit, max_capacity_raw, present)
    SELECT child(customer), id, slot, 'k' || slot, '1.' || slot + 1, 'toner_cartridge', 'consumed',
        (ARRAY['black', 'cyan', 'magenta', 'yellow', ''])[slot + 1], 'Toner cartridge ' || slot, '', '', 'percent', 100, true
    FROM made, generate_series(0, 4) AS slot;
INSERT INTO printer_terms (organization_id, printer_id, term)
    SELECT DISTINCT child(customer), id, term FROM made, unnest(ARRAY[lower(manufacturer), lower(serial),
        'prn-' || substr(noise, 1, 6), 'prn', substr(noise, 1, 6), 'floor', lower(split_part(model, ' ', 1)),
        lower(split_part(model, ' ', 2))]) AS term WHERE term <> '';
INSERT INTO printer_fleets (organization_id, revision, printers)
    SELECT child(customer), 1, count(*) FROM made GROUP BY customer;
)sql",
                       fmt::arg("parents", partners), fmt::arg("children", customers), fmt::arg("count", printers));
}

base::OrganizationId FleetOrganization(long number) {
    return *base::OrganizationId::Parse(fmt::format("0199a000-0000-7000-8000-{:012x}", number));
}

}  // namespace bench
