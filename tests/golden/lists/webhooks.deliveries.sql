-- webhooks.deliveries.created_at
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND ($3 IS NULL OR state = $3) AND ($4 IS NULL OR event_type = $4))
ORDER BY created_at ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.created_at.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND ($3 IS NULL OR state = $3) AND ($4 IS NULL OR event_type = $4))
  AND (created_at, id) > ($5::timestamptz, $6)
ORDER BY created_at ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.created_at.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND ($3 IS NULL OR state = $3) AND ($4 IS NULL OR event_type = $4))
ORDER BY created_at DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.created_at.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND ($3 IS NULL OR state = $3) AND ($4 IS NULL OR event_type = $4))
  AND (created_at, id) < ($5::timestamptz, $6)
ORDER BY created_at DESC, id DESC
LIMIT $7;

