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

-- reports.list.source
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY source ASC, id ASC
LIMIT $4;

-- reports.list.source.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (source, id) > ($2::text, $3)
ORDER BY source ASC, id ASC
LIMIT $4;

-- reports.list.source.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY source DESC, id DESC
LIMIT $4;

-- reports.list.source.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (source, id) < ($2::text, $3)
ORDER BY source DESC, id DESC
LIMIT $4;

-- reports.list.every
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (every)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY every ASC, id ASC
LIMIT $4;

-- reports.list.every.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (every)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (every, id) > ($2::text, $3)
ORDER BY every ASC, id ASC
LIMIT $4;

-- reports.list.every.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (every)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY every DESC, id DESC
LIMIT $4;

-- reports.list.every.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (every)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (every, id) < ($2::text, $3)
ORDER BY every DESC, id DESC
LIMIT $4;

-- reports.list.format
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (format)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY format ASC, id ASC
LIMIT $4;

-- reports.list.format.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (format)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (format, id) > ($2::text, $3)
ORDER BY format ASC, id ASC
LIMIT $4;

-- reports.list.format.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (format)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY format DESC, id DESC
LIMIT $4;

-- reports.list.format.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (format)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (format, id) < ($2::text, $3)
ORDER BY format DESC, id DESC
LIMIT $4;

-- reports.list.enabled
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $4;

-- reports.list.enabled.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND ((NOT enabled)::integer, id) > ($2::integer, $3)
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $4;

-- reports.list.enabled.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $4;

-- reports.list.enabled.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND ((NOT enabled)::integer, id) < ($2::integer, $3)
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $4;

-- reports.list.next_run_at
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(next_run_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(next_run_at, 'infinity') ASC, id ASC
LIMIT $4;

-- reports.list.next_run_at.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(next_run_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (COALESCE(next_run_at, 'infinity'), id) > ($2::timestamptz, $3)
ORDER BY COALESCE(next_run_at, 'infinity') ASC, id ASC
LIMIT $4;

-- reports.list.next_run_at.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(next_run_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(next_run_at, 'infinity') DESC, id DESC
LIMIT $4;

-- reports.list.next_run_at.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(next_run_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (COALESCE(next_run_at, 'infinity'), id) < ($2::timestamptz, $3)
ORDER BY COALESCE(next_run_at, 'infinity') DESC, id DESC
LIMIT $4;

-- reports.list.last_run_at
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(last_run_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_run_at, '-infinity') ASC, id ASC
LIMIT $4;

-- reports.list.last_run_at.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(last_run_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_run_at, '-infinity'), id) > ($2::timestamptz, $3)
ORDER BY COALESCE(last_run_at, '-infinity') ASC, id ASC
LIMIT $4;

-- reports.list.last_run_at.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(last_run_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY COALESCE(last_run_at, '-infinity') DESC, id DESC
LIMIT $4;

-- reports.list.last_run_at.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (COALESCE(last_run_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (COALESCE(last_run_at, '-infinity'), id) < ($2::timestamptz, $3)
ORDER BY COALESCE(last_run_at, '-infinity') DESC, id DESC
LIMIT $4;

-- reports.list.owner
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (lower(owner))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY lower(owner) ASC, id ASC
LIMIT $4;

-- reports.list.owner.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (lower(owner))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (lower(owner), id) > ($2::text, $3)
ORDER BY lower(owner) ASC, id ASC
LIMIT $4;

-- reports.list.owner.descending
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (lower(owner))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
ORDER BY lower(owner) DESC, id DESC
LIMIT $4;

-- reports.list.owner.descending.next
SELECT organization_id, id, owner_home, owner_id, owner, name, source, view_id, filters, format, every, first_on, at_hour, time_zone, recipients, enabled, paused_because, next_run_at, version, created_at, updated_at, view_name, last_run_at, (lower(owner))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, v.name AS view_name,
        (SELECT max(finished_at) FROM report_runs AS n WHERE n.organization_id = r.organization_id AND n.report_id = r.id)
            AS last_run_at
    FROM scheduled_reports AS r
    LEFT JOIN saved_views AS v ON v.organization_id = r.organization_id AND v.id = r.view_id) AS shown
WHERE (organization_id = ANY ($1))
  AND (lower(owner), id) < ($2::text, $3)
ORDER BY lower(owner) DESC, id DESC
LIMIT $4;

