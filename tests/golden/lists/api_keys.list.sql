-- api_keys.list.created_at
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (created_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- api_keys.list.created_at.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (created_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (created_at, id) > ($2::timestamptz, $3)
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- api_keys.list.created_at.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (created_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- api_keys.list.created_at.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (created_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (created_at, id) < ($2::timestamptz, $3)
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- api_keys.list.name
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(name))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY lower(name) ASC, id ASC
LIMIT $4;

-- api_keys.list.name.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(name))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (lower(name), id) > ($2::text, $3)
ORDER BY lower(name) ASC, id ASC
LIMIT $4;

-- api_keys.list.name.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(name))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY lower(name) DESC, id DESC
LIMIT $4;

-- api_keys.list.name.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(name))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (lower(name), id) < ($2::text, $3)
ORDER BY lower(name) DESC, id DESC
LIMIT $4;

-- api_keys.list.created_by
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(created_by))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY lower(created_by) ASC, id ASC
LIMIT $4;

-- api_keys.list.created_by.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(created_by))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (lower(created_by), id) > ($2::text, $3)
ORDER BY lower(created_by) ASC, id ASC
LIMIT $4;

-- api_keys.list.created_by.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(created_by))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY lower(created_by) DESC, id DESC
LIMIT $4;

-- api_keys.list.created_by.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (lower(created_by))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (lower(created_by), id) < ($2::text, $3)
ORDER BY lower(created_by) DESC, id DESC
LIMIT $4;

-- api_keys.list.expires_at
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (expires_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY expires_at ASC, id ASC
LIMIT $4;

-- api_keys.list.expires_at.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (expires_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (expires_at, id) > ($2::timestamptz, $3)
ORDER BY expires_at ASC, id ASC
LIMIT $4;

-- api_keys.list.expires_at.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (expires_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY expires_at DESC, id DESC
LIMIT $4;

-- api_keys.list.expires_at.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (expires_at)::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (expires_at, id) < ($2::timestamptz, $3)
ORDER BY expires_at DESC, id DESC
LIMIT $4;

-- api_keys.list.last_used_at
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(last_used_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_used_at, '-infinity') ASC, id ASC
LIMIT $4;

-- api_keys.list.last_used_at.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(last_used_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_used_at, '-infinity'), id) > ($2::timestamptz, $3)
ORDER BY COALESCE(last_used_at, '-infinity') ASC, id ASC
LIMIT $4;

-- api_keys.list.last_used_at.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(last_used_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_used_at, '-infinity') DESC, id DESC
LIMIT $4;

-- api_keys.list.last_used_at.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(last_used_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_used_at, '-infinity'), id) < ($2::timestamptz, $3)
ORDER BY COALESCE(last_used_at, '-infinity') DESC, id DESC
LIMIT $4;

-- api_keys.list.state
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(revoked_at, expires_at))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(revoked_at, expires_at) ASC, id ASC
LIMIT $4;

-- api_keys.list.state.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(revoked_at, expires_at))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (COALESCE(revoked_at, expires_at), id) > ($2::timestamptz, $3)
ORDER BY COALESCE(revoked_at, expires_at) ASC, id ASC
LIMIT $4;

-- api_keys.list.state.descending
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(revoked_at, expires_at))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(revoked_at, expires_at) DESC, id DESC
LIMIT $4;

-- api_keys.list.state.descending.next
SELECT id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, (COALESCE(revoked_at, expires_at))::text AS sort_key, id AS sort_id
FROM api_keys
WHERE (organization_id = ANY ($1))
  AND (COALESCE(revoked_at, expires_at), id) < ($2::timestamptz, $3)
ORDER BY COALESCE(revoked_at, expires_at) DESC, id DESC
LIMIT $4;

