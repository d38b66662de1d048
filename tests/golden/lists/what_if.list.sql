-- what_if.list.created_at
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- what_if.list.created_at.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (created_at, id) > ($2::timestamptz, $3)
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- what_if.list.created_at.descending
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- what_if.list.created_at.descending.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (created_at, id) < ($2::timestamptz, $3)
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- what_if.list.site_name
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY lower(site_name) ASC, id ASC
LIMIT $4;

-- what_if.list.site_name.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (lower(site_name), id) > ($2::text, $3)
ORDER BY lower(site_name) ASC, id ASC
LIMIT $4;

-- what_if.list.site_name.descending
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY lower(site_name) DESC, id DESC
LIMIT $4;

-- what_if.list.site_name.descending.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (lower(site_name), id) < ($2::text, $3)
ORDER BY lower(site_name) DESC, id DESC
LIMIT $4;

-- what_if.list.created_by
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(created_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY lower(created_by) ASC, id ASC
LIMIT $4;

-- what_if.list.created_by.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(created_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (lower(created_by), id) > ($2::text, $3)
ORDER BY lower(created_by) ASC, id ASC
LIMIT $4;

-- what_if.list.created_by.descending
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(created_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY lower(created_by) DESC, id DESC
LIMIT $4;

-- what_if.list.created_by.descending.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (lower(created_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (lower(created_by), id) < ($2::text, $3)
ORDER BY lower(created_by) DESC, id DESC
LIMIT $4;

-- what_if.list.state
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY state ASC, id ASC
LIMIT $4;

-- what_if.list.state.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (state, id) > ($2::text, $3)
ORDER BY state ASC, id ASC
LIMIT $4;

-- what_if.list.state.descending
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
ORDER BY state DESC, id DESC
LIMIT $4;

-- what_if.list.state.descending.next
SELECT organization_id, id, created_at, created_by, input, outcome, finished_at, state, site_name, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, t.state, COALESCE(s.name, '') AS site_name
    FROM what_if_runs AS r
    JOIN tasks AS t ON t.organization_id = r.organization_id AND t.id = r.id
    LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id::text = r.input ->> 'site_id') AS runs
WHERE (organization_id = ANY ($1))
  AND (state, id) < ($2::text, $3)
ORDER BY state DESC, id DESC
LIMIT $4;

