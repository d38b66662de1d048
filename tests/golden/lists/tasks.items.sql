-- tasks.items.number
SELECT number, outcome, subject, object_id, code, args, (number)::text AS sort_key, task_id AS sort_id
FROM task_items
WHERE (organization_id = $1 AND task_id = $2 AND ($3 IS NULL OR outcome = $3))
ORDER BY number ASC, task_id ASC
LIMIT $6;

-- tasks.items.number.next
SELECT number, outcome, subject, object_id, code, args, (number)::text AS sort_key, task_id AS sort_id
FROM task_items
WHERE (organization_id = $1 AND task_id = $2 AND ($3 IS NULL OR outcome = $3))
  AND (number, task_id) > ($4::bigint, $5)
ORDER BY number ASC, task_id ASC
LIMIT $6;

-- tasks.items.number.descending
SELECT number, outcome, subject, object_id, code, args, (number)::text AS sort_key, task_id AS sort_id
FROM task_items
WHERE (organization_id = $1 AND task_id = $2 AND ($3 IS NULL OR outcome = $3))
ORDER BY number DESC, task_id DESC
LIMIT $6;

-- tasks.items.number.descending.next
SELECT number, outcome, subject, object_id, code, args, (number)::text AS sort_key, task_id AS sort_id
FROM task_items
WHERE (organization_id = $1 AND task_id = $2 AND ($3 IS NULL OR outcome = $3))
  AND (number, task_id) < ($4::bigint, $5)
ORDER BY number DESC, task_id DESC
LIMIT $6;

