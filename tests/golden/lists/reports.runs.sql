-- reports.runs.created_at
SELECT organization_id, id, report_id, asked_by, state, rows, problem, sent_to, skipped, created_at, finished_at, file_until, (created_at)::text AS sort_key, id AS sort_id
FROM report_runs
WHERE (organization_id = ANY ($1) AND report_id = $2)
ORDER BY created_at ASC, id ASC
LIMIT $5;

-- reports.runs.created_at.next
SELECT organization_id, id, report_id, asked_by, state, rows, problem, sent_to, skipped, created_at, finished_at, file_until, (created_at)::text AS sort_key, id AS sort_id
FROM report_runs
WHERE (organization_id = ANY ($1) AND report_id = $2)
  AND (created_at, id) > ($3::timestamptz, $4)
ORDER BY created_at ASC, id ASC
LIMIT $5;

-- reports.runs.created_at.descending
SELECT organization_id, id, report_id, asked_by, state, rows, problem, sent_to, skipped, created_at, finished_at, file_until, (created_at)::text AS sort_key, id AS sort_id
FROM report_runs
WHERE (organization_id = ANY ($1) AND report_id = $2)
ORDER BY created_at DESC, id DESC
LIMIT $5;

-- reports.runs.created_at.descending.next
SELECT organization_id, id, report_id, asked_by, state, rows, problem, sent_to, skipped, created_at, finished_at, file_until, (created_at)::text AS sort_key, id AS sort_id
FROM report_runs
WHERE (organization_id = ANY ($1) AND report_id = $2)
  AND (created_at, id) < ($3::timestamptz, $4)
ORDER BY created_at DESC, id DESC
LIMIT $5;

