-- tasks.list.created_at
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3))
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- tasks.list.created_at.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3))
  AND (created_at, id) > ($4::timestamptz, $5)
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- tasks.list.created_at.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3))
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- tasks.list.created_at.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3))
  AND (created_at, id) < ($4::timestamptz, $5)
ORDER BY created_at DESC, id DESC
LIMIT $6;

