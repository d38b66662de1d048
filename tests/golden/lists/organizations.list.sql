-- organizations.list.name
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3))
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- organizations.list.name.next
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3))
  AND (name_key, id) > ($4::text, $5)
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- organizations.list.name.descending
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3))
ORDER BY name_key DESC, id DESC
LIMIT $6;

-- organizations.list.name.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3))
  AND (name_key, id) < ($4::text, $5)
ORDER BY name_key DESC, id DESC
LIMIT $6;

