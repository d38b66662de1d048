-- mps_express.memberships.requested_at
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (requested_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2)
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY requested_at ASC, id ASC
LIMIT $6;

-- mps_express.memberships.requested_at.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (requested_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2)
  AND ($3 IS NULL OR printer_id = $3))
  AND (requested_at, id) > ($4::timestamptz, $5)
ORDER BY requested_at ASC, id ASC
LIMIT $6;

-- mps_express.memberships.requested_at.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (requested_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2)
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY requested_at DESC, id DESC
LIMIT $6;

-- mps_express.memberships.requested_at.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (requested_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2)
  AND ($3 IS NULL OR printer_id = $3))
  AND (requested_at, id) < ($4::timestamptz, $5)
ORDER BY requested_at DESC, id DESC
LIMIT $6;

