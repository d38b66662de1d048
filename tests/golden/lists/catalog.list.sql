-- catalog.list.part_number
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2)))
ORDER BY part_number_key ASC, id ASC
LIMIT $5;

-- catalog.list.part_number.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2)))
  AND (part_number_key, id) > ($3::text, $4)
ORDER BY part_number_key ASC, id ASC
LIMIT $5;

-- catalog.list.part_number.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2)))
ORDER BY part_number_key DESC, id DESC
LIMIT $5;

-- catalog.list.part_number.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(lower(replace(name, ' ', '')), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2)))
  AND (part_number_key, id) < ($3::text, $4)
ORDER BY part_number_key DESC, id DESC
LIMIT $5;

