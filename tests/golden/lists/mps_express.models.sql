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

