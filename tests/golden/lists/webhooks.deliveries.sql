-- webhooks.deliveries.created_at
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY created_at ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.created_at.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (created_at, id) > ($5::timestamptz, $6)
ORDER BY created_at ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.created_at.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY created_at DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.created_at.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (created_at, id) < ($5::timestamptz, $6)
ORDER BY created_at DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.event_type
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (event_type)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY event_type ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.event_type.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (event_type)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (event_type, id) > ($5::text, $6)
ORDER BY event_type ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.event_type.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (event_type)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY event_type DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.event_type.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (event_type)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (event_type, id) < ($5::text, $6)
ORDER BY event_type DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.state
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY state ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.state.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (state, id) > ($5::text, $6)
ORDER BY state ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.state.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY state DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.state.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (state, id) < ($5::text, $6)
ORDER BY state DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.source_organization_name
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (lower(source_organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY lower(source_organization_name) ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.source_organization_name.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (lower(source_organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (lower(source_organization_name), id) > ($5::text, $6)
ORDER BY lower(source_organization_name) ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.source_organization_name.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (lower(source_organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY lower(source_organization_name) DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.source_organization_name.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (lower(source_organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (lower(source_organization_name), id) < ($5::text, $6)
ORDER BY lower(source_organization_name) DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.attempts
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY attempts ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.attempts.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (attempts, id) > ($5::integer, $6)
ORDER BY attempts ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.attempts.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY attempts DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.attempts.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (attempts, id) < ($5::integer, $6)
ORDER BY attempts DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.last_error
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY COALESCE(last_error, '') ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.last_error.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (COALESCE(last_error, ''), id) > ($5::text, $6)
ORDER BY COALESCE(last_error, '') ASC, id ASC
LIMIT $7;

-- webhooks.deliveries.last_error.descending
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
ORDER BY COALESCE(last_error, '') DESC, id DESC
LIMIT $7;

-- webhooks.deliveries.last_error.descending.next
SELECT id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state, attempts, last_error, next_attempt_at, created_at, sent_at, failed_at, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries
WHERE (organization_id = ANY ($1) AND endpoint_id = $2
  AND (cardinality($3) = 0 OR state = ANY ($3)) AND (cardinality($4) = 0 OR event_type = ANY ($4)))
  AND (COALESCE(last_error, ''), id) < ($5::text, $6)
ORDER BY COALESCE(last_error, '') DESC, id DESC
LIMIT $7;

