-- catalog.list.part_number
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY part_number_key ASC, id ASC
LIMIT $7;

-- catalog.list.part_number.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $3)))
  AND (part_number_key, id) > ($5::text, $6)
ORDER BY part_number_key ASC, id ASC
LIMIT $7;

-- catalog.list.part_number.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $3)))
ORDER BY part_number_key DESC, id DESC
LIMIT $7;

-- catalog.list.part_number.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($4 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $4
          AND ($3 IS NULL OR system_key = $3))))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $3)))
  AND (part_number_key, id) < ($5::text, $6)
ORDER BY part_number_key DESC, id DESC
LIMIT $7;

