-- tasks.list.created_at
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY created_at ASC, id ASC
LIMIT $8;

-- tasks.list.created_at.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (created_at, id) > ($6::timestamptz, $7)
ORDER BY created_at ASC, id ASC
LIMIT $8;

-- tasks.list.created_at.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY created_at DESC, id DESC
LIMIT $8;

-- tasks.list.created_at.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (created_at, id) < ($6::timestamptz, $7)
ORDER BY created_at DESC, id DESC
LIMIT $8;

