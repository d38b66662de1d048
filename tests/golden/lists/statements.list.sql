-- statements.list.period_ends_on
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND ($3 IS NULL OR state = $3))
ORDER BY period_ends_on ASC, id ASC
LIMIT $6;

-- statements.list.period_ends_on.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND ($3 IS NULL OR state = $3))
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
  AND ($3 IS NULL OR state = $3))
ORDER BY period_ends_on DESC, id DESC
LIMIT $6;

-- statements.list.period_ends_on.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (period_ends_on)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND ($3 IS NULL OR state = $3))
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
  AND ($3 IS NULL OR state = $3))
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- statements.list.created_at.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND ($3 IS NULL OR state = $3))
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
  AND ($3 IS NULL OR state = $3))
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- statements.list.created_at.descending.next
SELECT organization_id, id, contract_id, contract_number, contract_name, period_starts_on, period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version, created_at, updated_at, organization_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR contract_id = $2)
  AND ($3 IS NULL OR state = $3))
  AND (created_at, id) < ($4::timestamptz, $5)
ORDER BY created_at DESC, id DESC
LIMIT $6;

