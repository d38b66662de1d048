-- replenishment.spares_rules.created_at
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.created_at.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (created_at, id) > ($2::timestamptz, $3)
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.created_at.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.created_at.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (created_at, id) < ($2::timestamptz, $3)
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.applies_to
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY lower(concat_ws(' ', site_name, printer_name, manufacturer, model)) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.applies_to.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)), id) > ($2::text, $3)
ORDER BY lower(concat_ws(' ', site_name, printer_name, manufacturer, model)) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.applies_to.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY lower(concat_ws(' ', site_name, printer_name, manufacturer, model)) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.applies_to.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (lower(concat_ws(' ', site_name, printer_name, manufacturer, model)), id) < ($2::text, $3)
ORDER BY lower(concat_ws(' ', site_name, printer_name, manufacturer, model)) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.part_number
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(part_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY lower(part_number) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.part_number.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(part_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (lower(part_number), id) > ($2::text, $3)
ORDER BY lower(part_number) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.part_number.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(part_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY lower(part_number) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.part_number.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (lower(part_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (lower(part_number), id) < ($2::text, $3)
ORDER BY lower(part_number) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.spares_kept
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (COALESCE(spares_kept, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(spares_kept, -1) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.spares_kept.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (COALESCE(spares_kept, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (COALESCE(spares_kept, -1), id) > ($2::integer, $3)
ORDER BY COALESCE(spares_kept, -1) ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.spares_kept.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (COALESCE(spares_kept, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(spares_kept, -1) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.spares_kept.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (COALESCE(spares_kept, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (COALESCE(spares_kept, -1), id) < ($2::integer, $3)
ORDER BY COALESCE(spares_kept, -1) DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.together
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (together::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY together::integer ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.together.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (together::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (together::integer, id) > ($2::integer, $3)
ORDER BY together::integer ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.together.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (together::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY together::integer DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.together.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (together::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (together::integer, id) < ($2::integer, $3)
ORDER BY together::integer DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.updated_at
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY updated_at ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.updated_at.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (updated_at, id) > ($2::timestamptz, $3)
ORDER BY updated_at ASC, id ASC
LIMIT $4;

-- replenishment.spares_rules.updated_at.descending
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
ORDER BY updated_at DESC, id DESC
LIMIT $4;

-- replenishment.spares_rules.updated_at.descending.next
SELECT manufacturer, model, site_id, printer_id, part_number, spares_kept, together, id, organization_id, site_name, printer_name, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.organization_id, r.id, r.manufacturer, r.model, r.site_id, r.printer_id, r.part_number, r.spares_kept,
        r.together, r.version, r.created_at, r.updated_at, COALESCE(s.name, '') AS site_name,
        CASE WHEN p.id IS NULL THEN ''
            ELSE concat_ws(' ', p.manufacturer, p.model, NULLIF(p.serial_number, '')) END AS printer_name
    FROM spares_rules AS r
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = r.site_id
    LEFT JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id) AS rules
WHERE (organization_id = ANY ($1))
  AND (updated_at, id) < ($2::timestamptz, $3)
ORDER BY updated_at DESC, id DESC
LIMIT $4;

