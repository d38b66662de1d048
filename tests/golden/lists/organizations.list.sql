-- organizations.list.name
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY name_key ASC, id ASC
LIMIT $9;

-- organizations.list.name.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (name_key, id) > ($7::text, $8)
ORDER BY name_key ASC, id ASC
LIMIT $9;

-- organizations.list.name.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY name_key DESC, id DESC
LIMIT $9;

-- organizations.list.name.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (name_key, id) < ($7::text, $8)
ORDER BY name_key DESC, id DESC
LIMIT $9;

-- organizations.list.tree
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tree_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY tree_key ASC, id ASC
LIMIT $9;

-- organizations.list.tree.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tree_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (tree_key, id) > ($7::text, $8)
ORDER BY tree_key ASC, id ASC
LIMIT $9;

-- organizations.list.tree.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tree_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY tree_key DESC, id DESC
LIMIT $9;

-- organizations.list.tree.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tree_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (tree_key, id) < ($7::text, $8)
ORDER BY tree_key DESC, id DESC
LIMIT $9;

-- organizations.list.tier
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tier)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY tier ASC, id ASC
LIMIT $9;

-- organizations.list.tier.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tier)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (tier, id) > ($7::text, $8)
ORDER BY tier ASC, id ASC
LIMIT $9;

-- organizations.list.tier.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tier)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY tier DESC, id DESC
LIMIT $9;

-- organizations.list.tier.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (tier)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (tier, id) < ($7::text, $8)
ORDER BY tier DESC, id DESC
LIMIT $9;

-- organizations.list.created_at
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY created_at ASC, id ASC
LIMIT $9;

-- organizations.list.created_at.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (created_at, id) > ($7::timestamptz, $8)
ORDER BY created_at ASC, id ASC
LIMIT $9;

-- organizations.list.created_at.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY created_at DESC, id DESC
LIMIT $9;

-- organizations.list.created_at.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, (created_at)::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND (created_at, id) < ($7::timestamptz, $8)
ORDER BY created_at DESC, id DESC
LIMIT $9;

-- organizations.list.printer_count
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $9;

-- organizations.list.printer_count.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL), id) > ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $9;

-- organizations.list.printer_count.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $9;

-- organizations.list.printer_count.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL), id) < ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = organizations.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $9;

-- organizations.list.agent_count
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id) ASC, id ASC
LIMIT $9;

-- organizations.list.agent_count.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id), id) > ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id) ASC, id ASC
LIMIT $9;

-- organizations.list.agent_count.descending
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id) DESC, id DESC
LIMIT $9;

-- organizations.list.agent_count.descending.next
SELECT id, parent_id, tier, name, version, created_at, language, parent_name, ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id))::text AS sort_key, id AS sort_id
FROM (
        SELECT o.*, above.name AS parent_name,
            CASE o.tier WHEN 'operator' THEN '' WHEN 'parent' THEN o.name_key || E'\x01' || o.id
                ELSE COALESCE(above.name_key || E'\x01' || above.id, '') || E'\x01' || o.name_key END COLLATE "C" AS tree_key
        FROM organizations AS o LEFT JOIN organizations AS above ON above.id = o.parent_id AND above.tier = 'parent'
            AND above.id = ANY ($1)) AS organizations
WHERE (id = ANY ($1) AND deleted_at IS NULL AND (cardinality($2) = 0 OR id = ANY ($2))
  AND ($3 = '' OR position($3 IN name_key) > 0)
  AND ($4 IS NULL OR parent_id = $4)
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'organization' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'organization' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id), id) < ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM agents AS a WHERE a.organization_id = organizations.id) DESC, id DESC
LIMIT $9;

