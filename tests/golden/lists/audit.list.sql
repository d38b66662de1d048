-- audit.list.at
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND ($4 IS NULL OR object_type = $4) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND ($7 IS NULL OR action = $7)
  AND ($8 IS NULL OR outcome = $8) AND ($9 IS NULL OR at >= $9))
ORDER BY at ASC, id ASC
LIMIT $12;

-- audit.list.at.next
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND ($4 IS NULL OR object_type = $4) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND ($7 IS NULL OR action = $7)
  AND ($8 IS NULL OR outcome = $8) AND ($9 IS NULL OR at >= $9))
  AND (at, id) > ($10::timestamptz, $11)
ORDER BY at ASC, id ASC
LIMIT $12;

-- audit.list.at.descending
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND ($4 IS NULL OR object_type = $4) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND ($7 IS NULL OR action = $7)
  AND ($8 IS NULL OR outcome = $8) AND ($9 IS NULL OR at >= $9))
ORDER BY at DESC, id DESC
LIMIT $12;

-- audit.list.at.descending.next
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND ($4 IS NULL OR object_type = $4) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND ($7 IS NULL OR action = $7)
  AND ($8 IS NULL OR outcome = $8) AND ($9 IS NULL OR at >= $9))
  AND (at, id) < ($10::timestamptz, $11)
ORDER BY at DESC, id DESC
LIMIT $12;

