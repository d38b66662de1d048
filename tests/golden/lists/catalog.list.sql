-- catalog.list.part_number
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY part_number_key ASC, id ASC
LIMIT $12;

-- catalog.list.part_number.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (part_number_key, id) > ($10::text, $11)
ORDER BY part_number_key ASC, id ASC
LIMIT $12;

-- catalog.list.part_number.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY part_number_key DESC, id DESC
LIMIT $12;

-- catalog.list.part_number.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (part_number_key, id) < ($10::text, $11)
ORDER BY part_number_key DESC, id DESC
LIMIT $12;

-- catalog.list.name
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY name_key ASC, id ASC
LIMIT $12;

-- catalog.list.name.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (name_key, id) > ($10::text, $11)
ORDER BY name_key ASC, id ASC
LIMIT $12;

-- catalog.list.name.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY name_key DESC, id DESC
LIMIT $12;

-- catalog.list.name.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (name_key, id) < ($10::text, $11)
ORDER BY name_key DESC, id DESC
LIMIT $12;

-- catalog.list.manufacturer
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (manufacturer_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY manufacturer_key ASC, id ASC
LIMIT $12;

-- catalog.list.manufacturer.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (manufacturer_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (manufacturer_key, id) > ($10::text, $11)
ORDER BY manufacturer_key ASC, id ASC
LIMIT $12;

-- catalog.list.manufacturer.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (manufacturer_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY manufacturer_key DESC, id DESC
LIMIT $12;

-- catalog.list.manufacturer.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (manufacturer_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (manufacturer_key, id) < ($10::text, $11)
ORDER BY manufacturer_key DESC, id DESC
LIMIT $12;

-- catalog.list.updated_at
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY updated_at ASC, id ASC
LIMIT $12;

-- catalog.list.updated_at.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (updated_at, id) > ($10::timestamptz, $11)
ORDER BY updated_at ASC, id ASC
LIMIT $12;

-- catalog.list.updated_at.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY updated_at DESC, id DESC
LIMIT $12;

-- catalog.list.updated_at.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND ($4 IS NULL OR plain_type = $4)
  AND ($5 IS NULL OR colorant = $5)
  AND ($6 IS NULL OR kind = $6)
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (updated_at, id) < ($10::timestamptz, $11)
ORDER BY updated_at DESC, id DESC
LIMIT $12;

