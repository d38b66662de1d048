-- audit.list.at
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND (cardinality($4) = 0 OR object_type = ANY ($4)) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND (cardinality($7) = 0 OR action = ANY ($7))
  AND (cardinality($8) = 0 OR outcome = ANY ($8)) AND ($9 IS NULL OR at >= $9)
  AND ($10 IS NULL OR at < $10) AND ($14 IS NULL OR address = $14)
  AND ($13 IS NULL OR (actor_key >= $13 AND actor_key < $13 || U&'\+10FFFF'))
  AND (cardinality($12) = 0 OR object_id IN (
        SELECT terms.object_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN audit_object_terms AS terms ON terms.organization_id = ANY ($11)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.object_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY at ASC, id ASC
LIMIT $17;

-- audit.list.at.next
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND (cardinality($4) = 0 OR object_type = ANY ($4)) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND (cardinality($7) = 0 OR action = ANY ($7))
  AND (cardinality($8) = 0 OR outcome = ANY ($8)) AND ($9 IS NULL OR at >= $9)
  AND ($10 IS NULL OR at < $10) AND ($14 IS NULL OR address = $14)
  AND ($13 IS NULL OR (actor_key >= $13 AND actor_key < $13 || U&'\+10FFFF'))
  AND (cardinality($12) = 0 OR object_id IN (
        SELECT terms.object_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN audit_object_terms AS terms ON terms.organization_id = ANY ($11)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.object_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (at, id) > ($15::timestamptz, $16)
ORDER BY at ASC, id ASC
LIMIT $17;

-- audit.list.at.descending
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND (cardinality($4) = 0 OR object_type = ANY ($4)) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND (cardinality($7) = 0 OR action = ANY ($7))
  AND (cardinality($8) = 0 OR outcome = ANY ($8)) AND ($9 IS NULL OR at >= $9)
  AND ($10 IS NULL OR at < $10) AND ($14 IS NULL OR address = $14)
  AND ($13 IS NULL OR (actor_key >= $13 AND actor_key < $13 || U&'\+10FFFF'))
  AND (cardinality($12) = 0 OR object_id IN (
        SELECT terms.object_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN audit_object_terms AS terms ON terms.organization_id = ANY ($11)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.object_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY at DESC, id DESC
LIMIT $17;

-- audit.list.at.descending.next
SELECT organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, before, after, outcome, object_name, (at)::text AS sort_key, id AS sort_id
FROM audit_events
WHERE ((organization_id = ANY ($1) OR (object_type = 'organization' AND organization_id = ANY ($2)))
  AND ($3 IS NULL OR organization_id = $3)
  AND (cardinality($4) = 0 OR object_type = ANY ($4)) AND ($5 IS NULL OR object_id = $5)
  AND ($6 IS NULL OR actor_id = $6) AND (cardinality($7) = 0 OR action = ANY ($7))
  AND (cardinality($8) = 0 OR outcome = ANY ($8)) AND ($9 IS NULL OR at >= $9)
  AND ($10 IS NULL OR at < $10) AND ($14 IS NULL OR address = $14)
  AND ($13 IS NULL OR (actor_key >= $13 AND actor_key < $13 || U&'\+10FFFF'))
  AND (cardinality($12) = 0 OR object_id IN (
        SELECT terms.object_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN audit_object_terms AS terms ON terms.organization_id = ANY ($11)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.object_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (at, id) < ($15::timestamptz, $16)
ORDER BY at DESC, id DESC
LIMIT $17;

