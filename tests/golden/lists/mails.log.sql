-- mails.log.created_at
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
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
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
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
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
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
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (created_at, id) < ($7::timestamptz, $8)
ORDER BY created_at DESC, id DESC
LIMIT $9;

-- mails.log.subject
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (lower(subject))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY lower(subject) ASC, id ASC
LIMIT $9;

-- mails.log.subject.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (lower(subject))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (lower(subject), id) > ($7::text, $8)
ORDER BY lower(subject) ASC, id ASC
LIMIT $9;

-- mails.log.subject.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (lower(subject))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY lower(subject) DESC, id DESC
LIMIT $9;

-- mails.log.subject.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (lower(subject))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (lower(subject), id) < ($7::text, $8)
ORDER BY lower(subject) DESC, id DESC
LIMIT $9;

-- mails.log.recipient
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (to_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY to_key ASC, id ASC
LIMIT $9;

-- mails.log.recipient.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (to_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (to_key, id) > ($7::text, $8)
ORDER BY to_key ASC, id ASC
LIMIT $9;

-- mails.log.recipient.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (to_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY to_key DESC, id DESC
LIMIT $9;

-- mails.log.recipient.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (to_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (to_key, id) < ($7::text, $8)
ORDER BY to_key DESC, id DESC
LIMIT $9;

-- mails.log.state
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY state ASC, id ASC
LIMIT $9;

-- mails.log.state.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (state, id) > ($7::text, $8)
ORDER BY state ASC, id ASC
LIMIT $9;

-- mails.log.state.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY state DESC, id DESC
LIMIT $9;

-- mails.log.state.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (state, id) < ($7::text, $8)
ORDER BY state DESC, id DESC
LIMIT $9;

-- mails.log.kind
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (kind)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY kind ASC, id ASC
LIMIT $9;

-- mails.log.kind.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (kind)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (kind, id) > ($7::text, $8)
ORDER BY kind ASC, id ASC
LIMIT $9;

-- mails.log.kind.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (kind)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY kind DESC, id DESC
LIMIT $9;

-- mails.log.kind.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (kind)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (kind, id) < ($7::text, $8)
ORDER BY kind DESC, id DESC
LIMIT $9;

-- mails.log.attempts
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY attempts ASC, id ASC
LIMIT $9;

-- mails.log.attempts.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (attempts, id) > ($7::integer, $8)
ORDER BY attempts ASC, id ASC
LIMIT $9;

-- mails.log.attempts.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY attempts DESC, id DESC
LIMIT $9;

-- mails.log.attempts.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (attempts)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (attempts, id) < ($7::integer, $8)
ORDER BY attempts DESC, id DESC
LIMIT $9;

-- mails.log.last_error
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY COALESCE(last_error, '') ASC, id ASC
LIMIT $9;

-- mails.log.last_error.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (COALESCE(last_error, ''), id) > ($7::text, $8)
ORDER BY COALESCE(last_error, '') ASC, id ASC
LIMIT $9;

-- mails.log.last_error.descending
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
ORDER BY COALESCE(last_error, '') DESC, id DESC
LIMIT $9;

-- mails.log.last_error.descending.next
SELECT id, organization_id, organization_name, kind, to_address, to_name, subject, state, attempts, last_error, next_attempt_at, object_type, object_id, created_at, sent_at, failed_at, sendable, (COALESCE(last_error, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, m.template AS kind, coalesce(o.name, '') AS organization_name,
        m.body_text IS NOT NULL OR m.body_sealed IS NOT NULL AS sendable
    FROM mails AS m LEFT JOIN organizations AS o ON o.id = m.organization_id) AS log
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR to_key >= $4) AND ($5 IS NULL OR to_key < $5)
  AND ($6 IS NULL OR object_id = $6))
  AND (COALESCE(last_error, ''), id) < ($7::text, $8)
ORDER BY COALESCE(last_error, '') DESC, id DESC
LIMIT $9;

