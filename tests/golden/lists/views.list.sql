-- views.list.name
SELECT organization_id, id, owner_id, owner, list, name, shared, query, filters, columns, version, created_at, updated_at, deleted_at, is_default, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT v.*, d.view_id IS NOT NULL AS is_default
    FROM saved_views AS v
    LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $2
    WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $2)) AS seen
WHERE (organization_id = ANY ($1) AND ($3 IS NULL OR list = $3))
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- views.list.name.next
SELECT organization_id, id, owner_id, owner, list, name, shared, query, filters, columns, version, created_at, updated_at, deleted_at, is_default, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT v.*, d.view_id IS NOT NULL AS is_default
    FROM saved_views AS v
    LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $2
    WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $2)) AS seen
WHERE (organization_id = ANY ($1) AND ($3 IS NULL OR list = $3))
  AND (name_key, id) > ($4::text, $5)
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- views.list.name.descending
SELECT organization_id, id, owner_id, owner, list, name, shared, query, filters, columns, version, created_at, updated_at, deleted_at, is_default, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT v.*, d.view_id IS NOT NULL AS is_default
    FROM saved_views AS v
    LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $2
    WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $2)) AS seen
WHERE (organization_id = ANY ($1) AND ($3 IS NULL OR list = $3))
ORDER BY name_key DESC, id DESC
LIMIT $6;

-- views.list.name.descending.next
SELECT organization_id, id, owner_id, owner, list, name, shared, query, filters, columns, version, created_at, updated_at, deleted_at, is_default, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT v.*, d.view_id IS NOT NULL AS is_default
    FROM saved_views AS v
    LEFT JOIN view_defaults AS d ON d.organization_id = v.organization_id AND d.view_id = v.id AND d.user_id = $2
    WHERE v.deleted_at IS NULL AND (v.shared OR v.owner_id = $2)) AS seen
WHERE (organization_id = ANY ($1) AND ($3 IS NULL OR list = $3))
  AND (name_key, id) < ($4::text, $5)
ORDER BY name_key DESC, id DESC
LIMIT $6;

