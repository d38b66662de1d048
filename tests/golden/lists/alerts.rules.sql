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
  AND ($3 IS NULL OR condition = $3) AND ($4 IS NULL OR enabled = $4))
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
  AND ($3 IS NULL OR condition = $3) AND ($4 IS NULL OR enabled = $4))
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
  AND ($3 IS NULL OR condition = $3) AND ($4 IS NULL OR enabled = $4))
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
  AND ($3 IS NULL OR condition = $3) AND ($4 IS NULL OR enabled = $4))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

