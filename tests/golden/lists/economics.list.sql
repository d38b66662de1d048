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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
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
  AND ($8 IS NULL OR colorant = $8) AND ($9 IS NULL OR ended = $9))
  AND (COALESCE(level_percent, -1), id) < ($10::double precision, $11)
ORDER BY COALESCE(level_percent, -1) DESC, id DESC
LIMIT $12;

