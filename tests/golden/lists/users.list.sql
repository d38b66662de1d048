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

-- users.list.email
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (email_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY email_key ASC, id ASC
LIMIT $6;

-- users.list.email.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (email_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (email_key, id) > ($4::text, $5)
ORDER BY email_key ASC, id ASC
LIMIT $6;

-- users.list.email.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (email_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY email_key DESC, id DESC
LIMIT $6;

-- users.list.email.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (email_key)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (email_key, id) < ($4::text, $5)
ORDER BY email_key DESC, id DESC
LIMIT $6;

-- users.list.state
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (state)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY state ASC, id ASC
LIMIT $6;

-- users.list.state.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (state)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (state, id) > ($4::text, $5)
ORDER BY state ASC, id ASC
LIMIT $6;

-- users.list.state.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (state)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY state DESC, id DESC
LIMIT $6;

-- users.list.state.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (state)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (state, id) < ($4::text, $5)
ORDER BY state DESC, id DESC
LIMIT $6;

-- users.list.child_organization_access
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (child_organization_access::integer)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY child_organization_access::integer ASC, id ASC
LIMIT $6;

-- users.list.child_organization_access.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (child_organization_access::integer)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (child_organization_access::integer, id) > ($4::integer, $5)
ORDER BY child_organization_access::integer ASC, id ASC
LIMIT $6;

-- users.list.child_organization_access.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (child_organization_access::integer)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY child_organization_access::integer DESC, id DESC
LIMIT $6;

-- users.list.child_organization_access.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (child_organization_access::integer)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (child_organization_access::integer, id) < ($4::integer, $5)
ORDER BY child_organization_access::integer DESC, id DESC
LIMIT $6;

-- users.list.language
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (language)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY language ASC, id ASC
LIMIT $6;

-- users.list.language.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (language)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (language, id) > ($4::text, $5)
ORDER BY language ASC, id ASC
LIMIT $6;

-- users.list.language.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (language)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY language DESC, id DESC
LIMIT $6;

-- users.list.language.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (language)::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (language, id) < ($4::text, $5)
ORDER BY language DESC, id DESC
LIMIT $6;

-- users.list.roles
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (array_to_string(roles, ','))::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY array_to_string(roles, ',') ASC, id ASC
LIMIT $6;

-- users.list.roles.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (array_to_string(roles, ','))::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (array_to_string(roles, ','), id) > ($4::text, $5)
ORDER BY array_to_string(roles, ',') ASC, id ASC
LIMIT $6;

-- users.list.roles.descending
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (array_to_string(roles, ','))::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
ORDER BY array_to_string(roles, ',') DESC, id DESC
LIMIT $6;

-- users.list.roles.descending.next
SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles, child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports, recent_only, version, (array_to_string(roles, ','))::text AS sort_key, id AS sort_id
FROM users
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
  AND ($3 IS NULL OR child_organization_access = $3))
  AND (array_to_string(roles, ','), id) < ($4::text, $5)
ORDER BY array_to_string(roles, ',') DESC, id DESC
LIMIT $6;

