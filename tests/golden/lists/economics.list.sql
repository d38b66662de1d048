-- economics.list.removed_on
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (removed_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY removed_on ASC, id ASC
LIMIT $12;

-- economics.list.removed_on.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (removed_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (removed_on, id) > ($10::date, $11)
ORDER BY removed_on ASC, id ASC
LIMIT $12;

-- economics.list.removed_on.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (removed_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY removed_on DESC, id DESC
LIMIT $12;

-- economics.list.removed_on.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (removed_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (removed_on, id) < ($10::date, $11)
ORDER BY removed_on DESC, id DESC
LIMIT $12;

-- economics.list.level_percent
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(level_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(level_percent, -1) ASC, id ASC
LIMIT $12;

-- economics.list.level_percent.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(level_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(level_percent, -1), id) > ($10::double precision, $11)
ORDER BY COALESCE(level_percent, -1) ASC, id ASC
LIMIT $12;

-- economics.list.level_percent.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(level_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(level_percent, -1) DESC, id DESC
LIMIT $12;

-- economics.list.level_percent.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(level_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(level_percent, -1), id) < ($10::double precision, $11)
ORDER BY COALESCE(level_percent, -1) DESC, id DESC
LIMIT $12;

-- economics.list.model
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY model_key ASC, id ASC
LIMIT $12;

-- economics.list.model.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (model_key, id) > ($10::text, $11)
ORDER BY model_key ASC, id ASC
LIMIT $12;

-- economics.list.model.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY model_key DESC, id DESC
LIMIT $12;

-- economics.list.model.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (model_key, id) < ($10::text, $11)
ORDER BY model_key DESC, id DESC
LIMIT $12;

-- economics.list.supply
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (colorant || ' ' || part_number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY colorant || ' ' || part_number ASC, id ASC
LIMIT $12;

-- economics.list.supply.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (colorant || ' ' || part_number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (colorant || ' ' || part_number, id) > ($10::text, $11)
ORDER BY colorant || ' ' || part_number ASC, id ASC
LIMIT $12;

-- economics.list.supply.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (colorant || ' ' || part_number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY colorant || ' ' || part_number DESC, id DESC
LIMIT $12;

-- economics.list.supply.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (colorant || ' ' || part_number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (colorant || ' ' || part_number, id) < ($10::text, $11)
ORDER BY colorant || ' ' || part_number DESC, id DESC
LIMIT $12;

-- economics.list.ended
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (ended)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY ended ASC, id ASC
LIMIT $12;

-- economics.list.ended.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (ended)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (ended, id) > ($10::text, $11)
ORDER BY ended ASC, id ASC
LIMIT $12;

-- economics.list.ended.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (ended)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY ended DESC, id DESC
LIMIT $12;

-- economics.list.ended.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (ended)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (ended, id) < ($10::text, $11)
ORDER BY ended DESC, id DESC
LIMIT $12;

-- economics.list.pages
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(pages, -1) ASC, id ASC
LIMIT $12;

-- economics.list.pages.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(pages, -1), id) > ($10::bigint, $11)
ORDER BY COALESCE(pages, -1) ASC, id ASC
LIMIT $12;

-- economics.list.pages.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(pages, -1) DESC, id DESC
LIMIT $12;

-- economics.list.pages.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(pages, -1), id) < ($10::bigint, $11)
ORDER BY COALESCE(pages, -1) DESC, id DESC
LIMIT $12;

-- economics.list.pages_expected
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages_expected, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(pages_expected, -1) ASC, id ASC
LIMIT $12;

-- economics.list.pages_expected.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages_expected, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(pages_expected, -1), id) > ($10::integer, $11)
ORDER BY COALESCE(pages_expected, -1) ASC, id ASC
LIMIT $12;

-- economics.list.pages_expected.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages_expected, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(pages_expected, -1) DESC, id DESC
LIMIT $12;

-- economics.list.pages_expected.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(pages_expected, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(pages_expected, -1), id) < ($10::integer, $11)
ORDER BY COALESCE(pages_expected, -1) DESC, id DESC
LIMIT $12;

-- economics.list.coverage_percent
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(coverage_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(coverage_percent, -1) ASC, id ASC
LIMIT $12;

-- economics.list.coverage_percent.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(coverage_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(coverage_percent, -1), id) > ($10::double precision, $11)
ORDER BY COALESCE(coverage_percent, -1) ASC, id ASC
LIMIT $12;

-- economics.list.coverage_percent.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(coverage_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(coverage_percent, -1) DESC, id DESC
LIMIT $12;

-- economics.list.coverage_percent.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(coverage_percent, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(coverage_percent, -1), id) < ($10::double precision, $11)
ORDER BY COALESCE(coverage_percent, -1) DESC, id DESC
LIMIT $12;

-- economics.list.installed_on
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(installed_on, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(installed_on, '-infinity') ASC, id ASC
LIMIT $12;

-- economics.list.installed_on.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(installed_on, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(installed_on, '-infinity'), id) > ($10::date, $11)
ORDER BY COALESCE(installed_on, '-infinity') ASC, id ASC
LIMIT $12;

-- economics.list.installed_on.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(installed_on, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY COALESCE(installed_on, '-infinity') DESC, id DESC
LIMIT $12;

-- economics.list.installed_on.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (COALESCE(installed_on, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (COALESCE(installed_on, '-infinity'), id) < ($10::date, $11)
ORDER BY COALESCE(installed_on, '-infinity') DESC, id DESC
LIMIT $12;

-- economics.list.serial_number
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (lower(serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY lower(serial_number) ASC, id ASC
LIMIT $12;

-- economics.list.serial_number.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (lower(serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (lower(serial_number), id) > ($10::text, $11)
ORDER BY lower(serial_number) ASC, id ASC
LIMIT $12;

-- economics.list.serial_number.descending
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (lower(serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
ORDER BY lower(serial_number) DESC, id DESC
LIMIT $12;

-- economics.list.serial_number.descending.next
SELECT id, printer_id, supply_slot, site_id, model_key, model_name, supply_type, colorant, item_id, part_number, item_name, cartridge, serial_number, starter, installed_on, removed_on, pages_at, color_pages_at, pages, color_pages, pages_expected, coverage_percent, level_percent, ended, value_left_minor, currency, organization_id, organization_name, site_name, printer_serial_number, (lower(serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, COALESCE(s.name, '') AS site_name, p.serial_number AS printer_serial_number
    FROM cartridge_records AS r
    JOIN organizations AS o ON o.id = r.organization_id
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id) AS records
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR removed_on >= $2) AND ($3 IS NULL OR removed_on <= $3)
  AND ($4 IS NULL OR site_id = $4) AND ($5 IS NULL OR printer_id = $5)
  AND ($6 IS NULL OR model_key = $6) AND ($7 IS NULL OR part_number = $7)
  AND ($8 IS NULL OR colorant = $8) AND (cardinality($9) = 0 OR ended = ANY ($9)))
  AND (lower(serial_number), id) < ($10::text, $11)
ORDER BY lower(serial_number) DESC, id DESC
LIMIT $12;

