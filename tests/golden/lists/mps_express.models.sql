-- mps_express.models.model
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (model_key)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY model_key ASC, id ASC
LIMIT $4;

-- mps_express.models.model.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (model_key)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (model_key, id) > ($2::text, $3)
ORDER BY model_key ASC, id ASC
LIMIT $4;

-- mps_express.models.model.descending
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (model_key)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY model_key DESC, id DESC
LIMIT $4;

-- mps_express.models.model.descending.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (model_key)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (model_key, id) < ($2::text, $3)
ORDER BY model_key DESC, id DESC
LIMIT $4;

-- mps_express.models.supported
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, ((NOT supported)::integer)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY (NOT supported)::integer ASC, id ASC
LIMIT $4;

-- mps_express.models.supported.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, ((NOT supported)::integer)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND ((NOT supported)::integer, id) > ($2::integer, $3)
ORDER BY (NOT supported)::integer ASC, id ASC
LIMIT $4;

-- mps_express.models.supported.descending
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, ((NOT supported)::integer)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY (NOT supported)::integer DESC, id DESC
LIMIT $4;

-- mps_express.models.supported.descending.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, ((NOT supported)::integer)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND ((NOT supported)::integer, id) < ($2::integer, $3)
ORDER BY (NOT supported)::integer DESC, id DESC
LIMIT $4;

-- mps_express.models.maximum_lifetime_pages
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (maximum_lifetime_pages)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY maximum_lifetime_pages ASC, id ASC
LIMIT $4;

-- mps_express.models.maximum_lifetime_pages.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (maximum_lifetime_pages)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (maximum_lifetime_pages, id) > ($2::bigint, $3)
ORDER BY maximum_lifetime_pages ASC, id ASC
LIMIT $4;

-- mps_express.models.maximum_lifetime_pages.descending
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (maximum_lifetime_pages)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY maximum_lifetime_pages DESC, id DESC
LIMIT $4;

-- mps_express.models.maximum_lifetime_pages.descending.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (maximum_lifetime_pages)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (maximum_lifetime_pages, id) < ($2::bigint, $3)
ORDER BY maximum_lifetime_pages DESC, id DESC
LIMIT $4;

-- mps_express.models.updated_at
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY updated_at ASC, id ASC
LIMIT $4;

-- mps_express.models.updated_at.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (updated_at, id) > ($2::timestamptz, $3)
ORDER BY updated_at ASC, id ASC
LIMIT $4;

-- mps_express.models.updated_at.descending
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
ORDER BY updated_at DESC, id DESC
LIMIT $4;

-- mps_express.models.updated_at.descending.next
SELECT manufacturer, model, supported, maximum_lifetime_pages, id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM mps_express_models
WHERE ($1 = '' OR strpos(replace(model_key, ' ', ''), $1) > 0)
  AND (updated_at, id) < ($2::timestamptz, $3)
ORDER BY updated_at DESC, id DESC
LIMIT $4;

