-- tasks.list.created_at
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY created_at ASC, id ASC
LIMIT $8;

-- tasks.list.created_at.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (created_at, id) > ($6::timestamptz, $7)
ORDER BY created_at ASC, id ASC
LIMIT $8;

-- tasks.list.created_at.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY created_at DESC, id DESC
LIMIT $8;

-- tasks.list.created_at.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (created_at)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (created_at, id) < ($6::timestamptz, $7)
ORDER BY created_at DESC, id DESC
LIMIT $8;

-- tasks.list.kind
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (kind)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY kind ASC, id ASC
LIMIT $8;

-- tasks.list.kind.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (kind)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (kind, id) > ($6::text, $7)
ORDER BY kind ASC, id ASC
LIMIT $8;

-- tasks.list.kind.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (kind)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY kind DESC, id DESC
LIMIT $8;

-- tasks.list.kind.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (kind)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (kind, id) < ($6::text, $7)
ORDER BY kind DESC, id DESC
LIMIT $8;

-- tasks.list.state
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (state)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY state ASC, id ASC
LIMIT $8;

-- tasks.list.state.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (state)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (state, id) > ($6::text, $7)
ORDER BY state ASC, id ASC
LIMIT $8;

-- tasks.list.state.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (state)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY state DESC, id DESC
LIMIT $8;

-- tasks.list.state.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (state)::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (state, id) < ($6::text, $7)
ORDER BY state DESC, id DESC
LIMIT $8;

-- tasks.list.finished_at
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (COALESCE(finished_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY COALESCE(finished_at, 'infinity') ASC, id ASC
LIMIT $8;

-- tasks.list.finished_at.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (COALESCE(finished_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (COALESCE(finished_at, 'infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(finished_at, 'infinity') ASC, id ASC
LIMIT $8;

-- tasks.list.finished_at.descending
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (COALESCE(finished_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
ORDER BY COALESCE(finished_at, 'infinity') DESC, id DESC
LIMIT $8;

-- tasks.list.finished_at.descending.next
SELECT id, organization_id, kind, state, created_by, created_by_name, created_at, started_at, finished_at, progress_done, progress_total, items_failed, problem_code, problem_args, cancel_requested, (COALESCE(finished_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM tasks
WHERE (organization_id = ANY ($1) AND ($5 OR NOT covers_below)
  AND (cardinality($2) = 0 OR state = ANY ($2)) AND (cardinality($3) = 0 OR kind = ANY ($3))
  AND ($4 IS NULL OR NOT $4 OR created_by IS NOT NULL)
  AND ($4 IS NULL OR $4 OR created_by IS NULL))
  AND (COALESCE(finished_at, 'infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(finished_at, 'infinity') DESC, id DESC
LIMIT $8;

