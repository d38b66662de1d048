-- service_requests.events.at
SELECT at, kind, actor, text, internal, id, (at)::text AS sort_key, id AS sort_id
FROM service_request_events
WHERE (organization_id = ANY ($1) AND request_id = $2 AND ($3 OR NOT internal))
ORDER BY at ASC, id ASC
LIMIT $6;

-- service_requests.events.at.next
SELECT at, kind, actor, text, internal, id, (at)::text AS sort_key, id AS sort_id
FROM service_request_events
WHERE (organization_id = ANY ($1) AND request_id = $2 AND ($3 OR NOT internal))
  AND (at, id) > ($4::timestamptz, $5)
ORDER BY at ASC, id ASC
LIMIT $6;

-- service_requests.events.at.descending
SELECT at, kind, actor, text, internal, id, (at)::text AS sort_key, id AS sort_id
FROM service_request_events
WHERE (organization_id = ANY ($1) AND request_id = $2 AND ($3 OR NOT internal))
ORDER BY at DESC, id DESC
LIMIT $6;

-- service_requests.events.at.descending.next
SELECT at, kind, actor, text, internal, id, (at)::text AS sort_key, id AS sort_id
FROM service_request_events
WHERE (organization_id = ANY ($1) AND request_id = $2 AND ($3 OR NOT internal))
  AND (at, id) < ($4::timestamptz, $5)
ORDER BY at DESC, id DESC
LIMIT $6;

