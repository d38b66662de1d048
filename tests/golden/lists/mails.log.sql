-- mails.log.created_at
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY created_at ASC, id ASC
LIMIT $9;

-- mails.log.created_at.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (created_at, id) > ($7::timestamptz, $8)
ORDER BY created_at ASC, id ASC
LIMIT $9;

-- mails.log.created_at.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY created_at DESC, id DESC
LIMIT $9;

-- mails.log.created_at.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (created_at, id) < ($7::timestamptz, $8)
ORDER BY created_at DESC, id DESC
LIMIT $9;

