-- reports.list.name
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY name_key ASC, id ASC
LIMIT $4;

-- reports.list.name.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (name_key, id) > ($2::text, $3)
ORDER BY name_key ASC, id ASC
LIMIT $4;

-- reports.list.name.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY name_key DESC, id DESC
LIMIT $4;

-- reports.list.name.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (name_key, id) < ($2::text, $3)
ORDER BY name_key DESC, id DESC
LIMIT $4;

