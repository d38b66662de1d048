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

-- replenishment.movements.day
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (day)::text AS sort_key, id AS sort_id
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
ORDER BY day ASC, id ASC
LIMIT $7;

-- replenishment.movements.day.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (day)::text AS sort_key, id AS sort_id
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
  AND (day, id) > ($5::date, $6)
ORDER BY day ASC, id ASC
LIMIT $7;

-- replenishment.movements.day.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (day)::text AS sort_key, id AS sort_id
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
ORDER BY day DESC, id DESC
LIMIT $7;

-- replenishment.movements.day.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (day)::text AS sort_key, id AS sort_id
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
  AND (day, id) < ($5::date, $6)
ORDER BY day DESC, id DESC
LIMIT $7;

-- replenishment.movements.model
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
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
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $7;

-- replenishment.movements.model.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
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
  AND (lower(printer_manufacturer || ' ' || printer_model), id) > ($5::text, $6)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $7;

-- replenishment.movements.model.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
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
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $7;

-- replenishment.movements.model.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
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
  AND (lower(printer_manufacturer || ' ' || printer_model), id) < ($5::text, $6)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $7;

-- replenishment.movements.supply
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(supply_description))::text AS sort_key, id AS sort_id
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
ORDER BY lower(supply_description) ASC, id ASC
LIMIT $7;

-- replenishment.movements.supply.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(supply_description))::text AS sort_key, id AS sort_id
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
  AND (lower(supply_description), id) > ($5::text, $6)
ORDER BY lower(supply_description) ASC, id ASC
LIMIT $7;

-- replenishment.movements.supply.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(supply_description))::text AS sort_key, id AS sort_id
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
ORDER BY lower(supply_description) DESC, id DESC
LIMIT $7;

-- replenishment.movements.supply.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(supply_description))::text AS sort_key, id AS sort_id
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
  AND (lower(supply_description), id) < ($5::text, $6)
ORDER BY lower(supply_description) DESC, id DESC
LIMIT $7;

-- replenishment.movements.cause
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (cause)::text AS sort_key, id AS sort_id
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
ORDER BY cause ASC, id ASC
LIMIT $7;

-- replenishment.movements.cause.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (cause)::text AS sort_key, id AS sort_id
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
  AND (cause, id) > ($5::text, $6)
ORDER BY cause ASC, id ASC
LIMIT $7;

-- replenishment.movements.cause.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (cause)::text AS sort_key, id AS sort_id
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
ORDER BY cause DESC, id DESC
LIMIT $7;

-- replenishment.movements.cause.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (cause)::text AS sort_key, id AS sort_id
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
  AND (cause, id) < ($5::text, $6)
ORDER BY cause DESC, id DESC
LIMIT $7;

-- replenishment.movements.quantity
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (quantity)::text AS sort_key, id AS sort_id
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
ORDER BY quantity ASC, id ASC
LIMIT $7;

-- replenishment.movements.quantity.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (quantity)::text AS sort_key, id AS sort_id
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
  AND (quantity, id) > ($5::integer, $6)
ORDER BY quantity ASC, id ASC
LIMIT $7;

-- replenishment.movements.quantity.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (quantity)::text AS sort_key, id AS sort_id
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
ORDER BY quantity DESC, id DESC
LIMIT $7;

-- replenishment.movements.quantity.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (quantity)::text AS sort_key, id AS sort_id
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
  AND (quantity, id) < ($5::integer, $6)
ORDER BY quantity DESC, id DESC
LIMIT $7;

-- replenishment.movements.shelf_after
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (shelf_after)::text AS sort_key, id AS sort_id
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
ORDER BY shelf_after ASC, id ASC
LIMIT $7;

-- replenishment.movements.shelf_after.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (shelf_after)::text AS sort_key, id AS sort_id
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
  AND (shelf_after, id) > ($5::integer, $6)
ORDER BY shelf_after ASC, id ASC
LIMIT $7;

-- replenishment.movements.shelf_after.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (shelf_after)::text AS sort_key, id AS sort_id
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
ORDER BY shelf_after DESC, id DESC
LIMIT $7;

-- replenishment.movements.shelf_after.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (shelf_after)::text AS sort_key, id AS sort_id
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
  AND (shelf_after, id) < ($5::integer, $6)
ORDER BY shelf_after DESC, id DESC
LIMIT $7;

-- replenishment.movements.organization_name
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(organization_name))::text AS sort_key, id AS sort_id
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
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- replenishment.movements.organization_name.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(organization_name))::text AS sort_key, id AS sort_id
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
  AND (lower(organization_name), id) > ($5::text, $6)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- replenishment.movements.organization_name.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(organization_name))::text AS sort_key, id AS sort_id
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
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- replenishment.movements.organization_name.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(organization_name))::text AS sort_key, id AS sort_id
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
  AND (lower(organization_name), id) < ($5::text, $6)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- replenishment.movements.actor
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(COALESCE(actor, '')))::text AS sort_key, id AS sort_id
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
ORDER BY lower(COALESCE(actor, '')) ASC, id ASC
LIMIT $7;

-- replenishment.movements.actor.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(COALESCE(actor, '')))::text AS sort_key, id AS sort_id
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
  AND (lower(COALESCE(actor, '')), id) > ($5::text, $6)
ORDER BY lower(COALESCE(actor, '')) ASC, id ASC
LIMIT $7;

-- replenishment.movements.actor.descending
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(COALESCE(actor, '')))::text AS sort_key, id AS sort_id
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
ORDER BY lower(COALESCE(actor, '')) DESC, id DESC
LIMIT $7;

-- replenishment.movements.actor.descending.next
SELECT id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, supply_slot, supply_description, supply_colorant, cause, quantity, shelf_before, shelf_after, day, recorded_at, actor, order_number, other_printer_id, other_printer_name, counted, (lower(COALESCE(actor, '')))::text AS sort_key, id AS sort_id
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
  AND (lower(COALESCE(actor, '')), id) < ($5::text, $6)
ORDER BY lower(COALESCE(actor, '')) DESC, id DESC
LIMIT $7;

