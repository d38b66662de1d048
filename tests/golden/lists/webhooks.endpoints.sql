-- webhooks.endpoints.created_at
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.created_at.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (created_at, id) > ($2::timestamptz, $3)
ORDER BY created_at ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.created_at.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY created_at DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.created_at.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (created_at, id) < ($2::timestamptz, $3)
ORDER BY created_at DESC, id DESC
LIMIT $4;

