-- sites.list.name
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0))
ORDER BY name_key ASC, id ASC
LIMIT $5;

-- sites.list.name.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0))
  AND (name_key, id) > ($3::text, $4)
ORDER BY name_key ASC, id ASC
LIMIT $5;

-- sites.list.name.descending
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0))
ORDER BY name_key DESC, id DESC
LIMIT $5;

-- sites.list.name.descending.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0))
  AND (name_key, id) < ($3::text, $4)
ORDER BY name_key DESC, id DESC
LIMIT $5;

