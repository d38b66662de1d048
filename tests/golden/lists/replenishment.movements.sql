-- replenishment.movements.recorded_at
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (recorded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number, p.site_id,
        COALESCE(s.description, '') AS supply_description, COALESCE(s.colorant, '') AS supply_colorant,
        CASE WHEN other.id IS NULL THEN ''
            ELSE concat_ws(' ', other.manufacturer, other.model, NULLIF(other.serial_number, '')) END AS other_printer_name
    FROM shelf_movements AS m
    JOIN organizations AS o ON o.id = m.organization_id
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    LEFT JOIN printer_supplies AS s
        ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
    LEFT JOIN printers AS other ON other.organization_id = m.organization_id AND other.id = m.other_printer_id) AS movements
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR printer_id = $2)
  AND ($3 IS NULL OR supply_slot = $3)
  AND ($4 IS NULL OR site_id = $4))
ORDER BY recorded_at ASC, id ASC
LIMIT $7;

-- replenishment.movements.recorded_at.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (recorded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number, p.site_id,
        COALESCE(s.description, '') AS supply_description, COALESCE(s.colorant, '') AS supply_colorant,
        CASE WHEN other.id IS NULL THEN ''
            ELSE concat_ws(' ', other.manufacturer, other.model, NULLIF(other.serial_number, '')) END AS other_printer_name
    FROM shelf_movements AS m
    JOIN organizations AS o ON o.id = m.organization_id
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    LEFT JOIN printer_supplies AS s
        ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
    LEFT JOIN printers AS other ON other.organization_id = m.organization_id AND other.id = m.other_printer_id) AS movements
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR printer_id = $2)
  AND ($3 IS NULL OR supply_slot = $3)
  AND ($4 IS NULL OR site_id = $4))
  AND (recorded_at, id) > ($5::timestamptz, $6)
ORDER BY recorded_at ASC, id ASC
LIMIT $7;

-- replenishment.movements.recorded_at.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (recorded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number, p.site_id,
        COALESCE(s.description, '') AS supply_description, COALESCE(s.colorant, '') AS supply_colorant,
        CASE WHEN other.id IS NULL THEN ''
            ELSE concat_ws(' ', other.manufacturer, other.model, NULLIF(other.serial_number, '')) END AS other_printer_name
    FROM shelf_movements AS m
    JOIN organizations AS o ON o.id = m.organization_id
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    LEFT JOIN printer_supplies AS s
        ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
    LEFT JOIN printers AS other ON other.organization_id = m.organization_id AND other.id = m.other_printer_id) AS movements
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR printer_id = $2)
  AND ($3 IS NULL OR supply_slot = $3)
  AND ($4 IS NULL OR site_id = $4))
ORDER BY recorded_at DESC, id DESC
LIMIT $7;

-- replenishment.movements.recorded_at.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (recorded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number, p.site_id,
        COALESCE(s.description, '') AS supply_description, COALESCE(s.colorant, '') AS supply_colorant,
        CASE WHEN other.id IS NULL THEN ''
            ELSE concat_ws(' ', other.manufacturer, other.model, NULLIF(other.serial_number, '')) END AS other_printer_name
    FROM shelf_movements AS m
    JOIN organizations AS o ON o.id = m.organization_id
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    LEFT JOIN printer_supplies AS s
        ON s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.slot = m.supply_slot
    LEFT JOIN printers AS other ON other.organization_id = m.organization_id AND other.id = m.other_printer_id) AS movements
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR printer_id = $2)
  AND ($3 IS NULL OR supply_slot = $3)
  AND ($4 IS NULL OR site_id = $4))
  AND (recorded_at, id) < ($5::timestamptz, $6)
ORDER BY recorded_at DESC, id DESC
LIMIT $7;

