-- sites.list.name
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- sites.list.name.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- sites.list.name.descending
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- sites.list.name.descending.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (name_key)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- sites.list.street
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(street1))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY lower(street1) ASC, id ASC
LIMIT $7;

-- sites.list.street.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(street1))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (lower(street1), id) > ($5::text, $6)
ORDER BY lower(street1) ASC, id ASC
LIMIT $7;

-- sites.list.street.descending
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(street1))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY lower(street1) DESC, id DESC
LIMIT $7;

-- sites.list.street.descending.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(street1))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (lower(street1), id) < ($5::text, $6)
ORDER BY lower(street1) DESC, id DESC
LIMIT $7;

-- sites.list.city
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(city))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY lower(city) ASC, id ASC
LIMIT $7;

-- sites.list.city.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(city))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (lower(city), id) > ($5::text, $6)
ORDER BY lower(city) ASC, id ASC
LIMIT $7;

-- sites.list.city.descending
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(city))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY lower(city) DESC, id DESC
LIMIT $7;

-- sites.list.city.descending.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (lower(city))::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (lower(city), id) < ($5::text, $6)
ORDER BY lower(city) DESC, id DESC
LIMIT $7;

-- sites.list.country
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (country)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY country ASC, id ASC
LIMIT $7;

-- sites.list.country.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (country)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (country, id) > ($5::text, $6)
ORDER BY country ASC, id ASC
LIMIT $7;

-- sites.list.country.descending
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (country)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY country DESC, id DESC
LIMIT $7;

-- sites.list.country.descending.next
SELECT id, organization_id, name, street1, street2, street3, building, floor, room, city, state, postal_code, country, version, (country)::text AS sort_key, id AS sort_id
FROM sites
WHERE (organization_id = ANY ($1) AND ($2 = '' OR position($2 IN name_key) > 0)
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'site' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'site' AND named.thing_id = id AND named.system_key = $3)))
  AND (country, id) < ($5::text, $6)
ORDER BY country DESC, id DESC
LIMIT $7;

