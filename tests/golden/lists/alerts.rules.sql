-- alerts.rules.name
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- alerts.rules.name.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- alerts.rules.name.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- alerts.rules.name.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- alerts.rules.condition
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (condition)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY condition ASC, id ASC
LIMIT $7;

-- alerts.rules.condition.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (condition)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (condition, id) > ($5::text, $6)
ORDER BY condition ASC, id ASC
LIMIT $7;

-- alerts.rules.condition.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (condition)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY condition DESC, id DESC
LIMIT $7;

-- alerts.rules.condition.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (condition)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (condition, id) < ($5::text, $6)
ORDER BY condition DESC, id DESC
LIMIT $7;

-- alerts.rules.organization_name
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- alerts.rules.organization_name.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (lower(organization_name), id) > ($5::text, $6)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $7;

-- alerts.rules.organization_name.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- alerts.rules.organization_name.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (lower(organization_name), id) < ($5::text, $6)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $7;

-- alerts.rules.enabled
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $7;

-- alerts.rules.enabled.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND ((NOT enabled)::integer, id) > ($5::integer, $6)
ORDER BY (NOT enabled)::integer ASC, id ASC
LIMIT $7;

-- alerts.rules.enabled.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $7;

-- alerts.rules.enabled.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, ((NOT enabled)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND ((NOT enabled)::integer, id) < ($5::integer, $6)
ORDER BY (NOT enabled)::integer DESC, id DESC
LIMIT $7;

-- alerts.rules.active
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (active)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY active ASC, id ASC
LIMIT $7;

-- alerts.rules.active.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (active)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (active, id) > ($5::bigint, $6)
ORDER BY active ASC, id ASC
LIMIT $7;

-- alerts.rules.active.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (active)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY active DESC, id DESC
LIMIT $7;

-- alerts.rules.active.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (active)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (active, id) < ($5::bigint, $6)
ORDER BY active DESC, id DESC
LIMIT $7;

-- alerts.rules.last_told_at
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (COALESCE(last_told_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY COALESCE(last_told_at, '-infinity') ASC, id ASC
LIMIT $7;

-- alerts.rules.last_told_at.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (COALESCE(last_told_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (COALESCE(last_told_at, '-infinity'), id) > ($5::timestamptz, $6)
ORDER BY COALESCE(last_told_at, '-infinity') ASC, id ASC
LIMIT $7;

-- alerts.rules.last_told_at.descending
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (COALESCE(last_told_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
ORDER BY COALESCE(last_told_at, '-infinity') DESC, id DESC
LIMIT $7;

-- alerts.rules.last_told_at.descending.next
SELECT name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled, id, organization_id, created_by, version, created_at, updated_at, organization_name, people, people_away, sites, active, last_told_at, evaluated_at, (COALESCE(last_told_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR condition = ANY ($3)) AND ($4 IS NULL OR enabled = $4))
  AND (COALESCE(last_told_at, '-infinity'), id) < ($5::timestamptz, $6)
ORDER BY COALESCE(last_told_at, '-infinity') DESC, id DESC
LIMIT $7;

