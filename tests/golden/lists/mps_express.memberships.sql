-- mps_express.memberships.requested_at
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (requested_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
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
  AND (cardinality($2) = 0 OR state = ANY ($2))
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
  AND (cardinality($2) = 0 OR state = ANY ($2))
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
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (requested_at, id) < ($4::timestamptz, $5)
ORDER BY requested_at DESC, id DESC
LIMIT $6;

-- mps_express.memberships.model
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.model.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(manufacturer || ' ' || model), id) > ($4::text, $5)
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.model.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.model.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(manufacturer || ' ' || model), id) < ($4::text, $5)
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.state
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY state ASC, id ASC
LIMIT $6;

-- mps_express.memberships.state.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (state, id) > ($4::text, $5)
ORDER BY state ASC, id ASC
LIMIT $6;

-- mps_express.memberships.state.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY state DESC, id DESC
LIMIT $6;

-- mps_express.memberships.state.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (state, id) < ($4::text, $5)
ORDER BY state DESC, id DESC
LIMIT $6;

-- mps_express.memberships.organization_name
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.organization_name.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(organization_name), id) > ($4::text, $5)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.organization_name.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.organization_name.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(organization_name), id) < ($4::text, $5)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.requested_by
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(requested_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(requested_by) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.requested_by.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(requested_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(requested_by), id) > ($4::text, $5)
ORDER BY lower(requested_by) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.requested_by.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(requested_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(requested_by) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.requested_by.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(requested_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(requested_by), id) < ($4::text, $5)
ORDER BY lower(requested_by) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.decided_at
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (COALESCE(decided_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY COALESCE(decided_at, '-infinity') ASC, id ASC
LIMIT $6;

-- mps_express.memberships.decided_at.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (COALESCE(decided_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (COALESCE(decided_at, '-infinity'), id) > ($4::timestamptz, $5)
ORDER BY COALESCE(decided_at, '-infinity') ASC, id ASC
LIMIT $6;

-- mps_express.memberships.decided_at.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (COALESCE(decided_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY COALESCE(decided_at, '-infinity') DESC, id DESC
LIMIT $6;

-- mps_express.memberships.decided_at.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (COALESCE(decided_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (COALESCE(decided_at, '-infinity'), id) < ($4::timestamptz, $5)
ORDER BY COALESCE(decided_at, '-infinity') DESC, id DESC
LIMIT $6;

-- mps_express.memberships.decided_by
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(decided_by, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(COALESCE(decided_by, '')) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.decided_by.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(decided_by, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(COALESCE(decided_by, '')), id) > ($4::text, $5)
ORDER BY lower(COALESCE(decided_by, '')) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.decided_by.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(decided_by, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(COALESCE(decided_by, '')) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.decided_by.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(decided_by, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(COALESCE(decided_by, '')), id) < ($4::text, $5)
ORDER BY lower(COALESCE(decided_by, '')) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.reason
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(COALESCE(reason, '')) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.reason.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(COALESCE(reason, '')), id) > ($4::text, $5)
ORDER BY lower(COALESCE(reason, '')) ASC, id ASC
LIMIT $6;

-- mps_express.memberships.reason.descending
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
ORDER BY lower(COALESCE(reason, '')) DESC, id DESC
LIMIT $6;

-- mps_express.memberships.reason.descending.next
SELECT organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at, decided_by, decided_at, organization_name, manufacturer, model, serial_number, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR printer_id = $3))
  AND (lower(COALESCE(reason, '')), id) < ($4::text, $5)
ORDER BY lower(COALESCE(reason, '')) DESC, id DESC
LIMIT $6;

