-- users.list.name
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (name_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- users.list.name.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (name_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (name_key, id) > ($4::text, $5)
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- users.list.name.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (name_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY name_key DESC, id DESC
LIMIT $6;

-- users.list.name.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (name_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (name_key, id) < ($4::text, $5)
ORDER BY name_key DESC, id DESC
LIMIT $6;

