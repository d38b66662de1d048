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

