-- statements.list.period_ends_on
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY period_ends_on ASC, id ASC
LIMIT $6;

-- statements.list.period_ends_on.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (period_ends_on, id) > ($4::date, $5)
ORDER BY period_ends_on ASC, id ASC
LIMIT $6;

-- statements.list.period_ends_on.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY period_ends_on DESC, id DESC
LIMIT $6;

-- statements.list.period_ends_on.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (period_ends_on, id) < ($4::date, $5)
ORDER BY period_ends_on DESC, id DESC
LIMIT $6;

-- statements.list.created_at
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- statements.list.created_at.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (created_at, id) > ($4::timestamptz, $5)
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- statements.list.created_at.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- statements.list.created_at.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (created_at, id) < ($4::timestamptz, $5)
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- statements.list.contract_number
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY lower(contract_number) ASC, id ASC
LIMIT $6;

-- statements.list.contract_number.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (lower(contract_number), id) > ($4::text, $5)
ORDER BY lower(contract_number) ASC, id ASC
LIMIT $6;

-- statements.list.contract_number.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY lower(contract_number) DESC, id DESC
LIMIT $6;

-- statements.list.contract_number.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (lower(contract_number), id) < ($4::text, $5)
ORDER BY lower(contract_number) DESC, id DESC
LIMIT $6;

-- statements.list.organization_name
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- statements.list.organization_name.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (lower(organization_name), id) > ($4::text, $5)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- statements.list.organization_name.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- statements.list.organization_name.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (lower(organization_name), id) < ($4::text, $5)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- statements.list.state
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY state ASC, id ASC
LIMIT $6;

-- statements.list.state.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (state, id) > ($4::text, $5)
ORDER BY state ASC, id ASC
LIMIT $6;

-- statements.list.state.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY state DESC, id DESC
LIMIT $6;

-- statements.list.state.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (state, id) < ($4::text, $5)
ORDER BY state DESC, id DESC
LIMIT $6;

-- statements.list.approved_at
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (COALESCE(approved_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY COALESCE(approved_at, '-infinity') ASC, id ASC
LIMIT $6;

-- statements.list.approved_at.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (COALESCE(approved_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (COALESCE(approved_at, '-infinity'), id) > ($4::timestamptz, $5)
ORDER BY COALESCE(approved_at, '-infinity') ASC, id ASC
LIMIT $6;

-- statements.list.approved_at.descending
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (COALESCE(approved_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
ORDER BY COALESCE(approved_at, '-infinity') DESC, id DESC
LIMIT $6;

-- statements.list.approved_at.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (COALESCE(approved_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND (cardinality($3) = 0 OR state = ANY ($3)))
  AND (COALESCE(approved_at, '-infinity'), id) < ($4::timestamptz, $5)
ORDER BY COALESCE(approved_at, '-infinity') DESC, id DESC
LIMIT $6;

