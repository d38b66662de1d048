-- organizations.list.name
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3)
  AND ($5 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $5
          AND ($4 IS NULL OR system_key = $4))))
  AND ($4 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $4)))
ORDER BY name_key ASC, id ASC
LIMIT $8;

-- organizations.list.name.next
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3)
  AND ($5 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $5
          AND ($4 IS NULL OR system_key = $4))))
  AND ($4 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $4)))
  AND (name_key, id) > ($6::text, $7)
ORDER BY name_key ASC, id ASC
LIMIT $8;

-- organizations.list.name.descending
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3)
  AND ($5 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $5
          AND ($4 IS NULL OR system_key = $4))))
  AND ($4 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $4)))
ORDER BY name_key DESC, id DESC
LIMIT $8;

-- organizations.list.name.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, (name_key)::text AS sort_key, id AS sort_id
FROM organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL
  AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($3 IS NULL OR parent_id = $3)
  AND ($5 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $5
          AND ($4 IS NULL OR system_key = $4))))
  AND ($4 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $4)))
  AND (name_key, id) < ($6::text, $7)
ORDER BY name_key DESC, id DESC
LIMIT $8;

