-- catalog.list.part_number
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (part_number_key)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
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

-- catalog.list.supply_type
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (plain_type || ' ' || colorant)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY plain_type || ' ' || colorant ASC, id ASC
LIMIT $12;

-- catalog.list.supply_type.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (plain_type || ' ' || colorant)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (plain_type || ' ' || colorant, id) > ($10::text, $11)
ORDER BY plain_type || ' ' || colorant ASC, id ASC
LIMIT $12;

-- catalog.list.supply_type.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (plain_type || ' ' || colorant)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY plain_type || ' ' || colorant DESC, id DESC
LIMIT $12;

-- catalog.list.supply_type.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (plain_type || ' ' || colorant)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (plain_type || ' ' || colorant, id) < ($10::text, $11)
ORDER BY plain_type || ' ' || colorant DESC, id DESC
LIMIT $12;

-- catalog.list.kind
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (kind)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY kind ASC, id ASC
LIMIT $12;

-- catalog.list.kind.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (kind)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (kind, id) > ($10::text, $11)
ORDER BY kind ASC, id ASC
LIMIT $12;

-- catalog.list.kind.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (kind)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY kind DESC, id DESC
LIMIT $12;

-- catalog.list.kind.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (kind)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (kind, id) < ($10::text, $11)
ORDER BY kind DESC, id DESC
LIMIT $12;

-- catalog.list.yield_pages
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (yield_pages)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY yield_pages ASC, id ASC
LIMIT $12;

-- catalog.list.yield_pages.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (yield_pages)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (yield_pages, id) > ($10::integer, $11)
ORDER BY yield_pages ASC, id ASC
LIMIT $12;

-- catalog.list.yield_pages.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (yield_pages)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY yield_pages DESC, id DESC
LIMIT $12;

-- catalog.list.yield_pages.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (yield_pages)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (yield_pages, id) < ($10::integer, $11)
ORDER BY yield_pages DESC, id DESC
LIMIT $12;

-- catalog.list.price
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (COALESCE(price_amount_minor, -1))::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY COALESCE(price_amount_minor, -1) ASC, id ASC
LIMIT $12;

-- catalog.list.price.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (COALESCE(price_amount_minor, -1))::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (COALESCE(price_amount_minor, -1), id) > ($10::bigint, $11)
ORDER BY COALESCE(price_amount_minor, -1) ASC, id ASC
LIMIT $12;

-- catalog.list.price.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (COALESCE(price_amount_minor, -1))::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY COALESCE(price_amount_minor, -1) DESC, id DESC
LIMIT $12;

-- catalog.list.price.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, (COALESCE(price_amount_minor, -1))::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND (COALESCE(price_amount_minor, -1), id) < ($10::bigint, $11)
ORDER BY COALESCE(price_amount_minor, -1) DESC, id DESC
LIMIT $12;

-- catalog.list.active
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, ((NOT active)::integer)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY (NOT active)::integer ASC, id ASC
LIMIT $12;

-- catalog.list.active.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, ((NOT active)::integer)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND ((NOT active)::integer, id) > ($10::integer, $11)
ORDER BY (NOT active)::integer ASC, id ASC
LIMIT $12;

-- catalog.list.active.descending
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, ((NOT active)::integer)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
ORDER BY (NOT active)::integer DESC, id DESC
LIMIT $12;

-- catalog.list.active.descending.next
SELECT part_number, manufacturer, name, supply_type, colorant, yield_pages, lead_time_days, active, kind, starter_yield_pages, price_amount_minor, price_currency, id, version, created_at, updated_at, ((NOT active)::integer)::text AS sort_key, id AS sort_id
FROM catalog_items
WHERE (($1 = '' OR strpos(part_number_key, $1) > 0
    OR strpos(replace(name_key, ' ', ''), $1) > 0)
  AND ($2 IS NULL
    OR id IN (SELECT item_id FROM catalog_item_models WHERE model_key = $2))
  AND ($3 IS NULL OR manufacturer_key = $3)
  AND (cardinality($4) = 0 OR plain_type = ANY ($4))
  AND (cardinality($5) = 0 OR colorant = ANY ($5))
  AND (cardinality($6) = 0 OR kind = ANY ($6))
  AND ($7 IS NULL OR active = $7)
  AND ($9 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM shared_external_ids
        WHERE true AND kind = 'catalog_item' AND external_id = $9
          AND ($8 IS NULL OR system_key = $8))))
  AND ($8 IS NULL OR EXISTS (
        SELECT FROM shared_external_ids AS named
        WHERE named.kind = 'catalog_item' AND named.thing_id = id AND named.system_key = $8)))
  AND ((NOT active)::integer, id) < ($10::integer, $11)
ORDER BY (NOT active)::integer DESC, id DESC
LIMIT $12;

