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
  AND ($3 IS NULL OR printer_id = $3) AND ($4 IS NULL OR condition = $4))
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
  AND ($3 IS NULL OR printer_id = $3) AND ($4 IS NULL OR condition = $4))
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
  AND ($3 IS NULL OR printer_id = $3) AND ($4 IS NULL OR condition = $4))
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
  AND ($3 IS NULL OR printer_id = $3) AND ($4 IS NULL OR condition = $4))
  AND (at, id) < ($5::timestamptz, $6)
ORDER BY at DESC, id DESC
LIMIT $7;

