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

