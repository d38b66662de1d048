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

-- webhooks.endpoints.url
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY lower(url) ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.url.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (lower(url), id) > ($2::text, $3)
ORDER BY lower(url) ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.url.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY lower(url) DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.url.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (lower(url), id) < ($2::text, $3)
ORDER BY lower(url) DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.enabled
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.enabled.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND ((NOT enabled)::integer, id) > ($2::integer, $3)
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.enabled.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.enabled.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND ((NOT enabled)::integer, id) < ($2::integer, $3)
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.description
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY lower(description) ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.description.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (lower(description), id) > ($2::text, $3)
ORDER BY lower(description) ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.description.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY lower(description) DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.description.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (lower(description), id) < ($2::text, $3)
ORDER BY lower(description) DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.queued
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (queued)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY queued ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.queued.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (queued)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (queued, id) > ($2::bigint, $3)
ORDER BY queued ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.queued.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (queued)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY queued DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.queued.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (queued)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (queued, id) < ($2::bigint, $3)
ORDER BY queued DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.failed
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (failed)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY failed ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.failed.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (failed)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (failed, id) > ($2::bigint, $3)
ORDER BY failed ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.failed.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (failed)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY failed DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.failed.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (failed)::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (failed, id) < ($2::bigint, $3)
ORDER BY failed DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.last_success_at
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (COALESCE(last_success_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_success_at, '-infinity') ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.last_success_at.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (COALESCE(last_success_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_success_at, '-infinity'), id) > ($2::timestamptz, $3)
ORDER BY COALESCE(last_success_at, '-infinity') ASC, id ASC
LIMIT $4;

-- webhooks.endpoints.last_success_at.descending
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (COALESCE(last_success_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_success_at, '-infinity') DESC, id DESC
LIMIT $4;

-- webhooks.endpoints.last_success_at.descending.next
SELECT url, description, event_types, child_organizations, enabled, id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until, failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at, (COALESCE(last_success_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_success_at, '-infinity'), id) < ($2::timestamptz, $3)
ORDER BY COALESCE(last_success_at, '-infinity') DESC, id DESC
LIMIT $4;

