-- alerts.notices.at
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY at ASC, id ASC
LIMIT $7;

-- alerts.notices.at.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (at, id) > ($5::timestamptz, $6)
ORDER BY at ASC, id ASC
LIMIT $7;

-- alerts.notices.at.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY at DESC, id DESC
LIMIT $7;

-- alerts.notices.at.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (at, id) < ($5::timestamptz, $6)
ORDER BY at DESC, id DESC
LIMIT $7;

-- alerts.notices.model
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $7;

-- alerts.notices.model.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(manufacturer || ' ' || model), id) > ($5::text, $6)
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $7;

-- alerts.notices.model.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $7;

-- alerts.notices.model.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(manufacturer || ' ' || model), id) < ($5::text, $6)
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $7;

-- alerts.notices.value
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(value, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY COALESCE(value, -1) ASC, id ASC
LIMIT $7;

-- alerts.notices.value.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(value, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (COALESCE(value, -1), id) > ($5::double precision, $6)
ORDER BY COALESCE(value, -1) ASC, id ASC
LIMIT $7;

-- alerts.notices.value.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(value, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY COALESCE(value, -1) DESC, id DESC
LIMIT $7;

-- alerts.notices.value.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(value, -1))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (COALESCE(value, -1), id) < ($5::double precision, $6)
ORDER BY COALESCE(value, -1) DESC, id DESC
LIMIT $7;

-- alerts.notices.rule_name
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(rule_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(rule_name) ASC, id ASC
LIMIT $7;

-- alerts.notices.rule_name.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(rule_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(rule_name), id) > ($5::text, $6)
ORDER BY lower(rule_name) ASC, id ASC
LIMIT $7;

-- alerts.notices.rule_name.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(rule_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(rule_name) DESC, id DESC
LIMIT $7;

-- alerts.notices.rule_name.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(rule_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(rule_name), id) < ($5::text, $6)
ORDER BY lower(rule_name) DESC, id DESC
LIMIT $7;

-- alerts.notices.organization_name
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- alerts.notices.organization_name.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(organization_name), id) > ($5::text, $6)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- alerts.notices.organization_name.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- alerts.notices.organization_name.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (lower(organization_name), id) < ($5::text, $6)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- alerts.notices.since
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(since, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY COALESCE(since, '-infinity') ASC, id ASC
LIMIT $7;

-- alerts.notices.since.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(since, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (COALESCE(since, '-infinity'), id) > ($5::timestamptz, $6)
ORDER BY COALESCE(since, '-infinity') ASC, id ASC
LIMIT $7;

-- alerts.notices.since.descending
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(since, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
ORDER BY COALESCE(since, '-infinity') DESC, id DESC
LIMIT $7;

-- alerts.notices.since.descending.next
SELECT id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id, manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted, (COALESCE(since, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices
WHERE (organization_id = ANY ($1) AND ($2 IS NULL OR rule_id = $2)
  AND ($3 IS NULL OR printer_id = $3) AND (cardinality($4) = 0 OR condition = ANY ($4)))
  AND (COALESCE(since, '-infinity'), id) < ($5::timestamptz, $6)
ORDER BY COALESCE(since, '-infinity') DESC, id DESC
LIMIT $7;

