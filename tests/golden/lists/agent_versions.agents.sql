-- agent_versions.agents.name
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agent_versions.agents.name.next
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agent_versions.agents.name.descending
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- agent_versions.agents.name.descending.next
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- agent_versions.agents.organization
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (organization_name)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
ORDER BY organization_name ASC, id ASC
LIMIT $7;

-- agent_versions.agents.organization.next
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (organization_name)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
  AND (organization_name, id) > ($5::text, $6)
ORDER BY organization_name ASC, id ASC
LIMIT $7;

-- agent_versions.agents.organization.descending
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (organization_name)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
ORDER BY organization_name DESC, id DESC
LIMIT $7;

-- agent_versions.agents.organization.descending.next
SELECT id, organization_id, organization_name, name, disabled, agent_version, architecture, can_update, last_contact_at, wanted_version, last_version, last_outcome, last_detail, last_at, (organization_name)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.id, a.organization_id, o.name AS organization_name, a.name, a.name_key, a.disabled,
        COALESCE(s.agent_version, c.version_text) AS agent_version, s.architecture,
        COALESCE(s.can_update, false) AS can_update, c.last_contact_at, s.wanted_version, s.last_version, s.last_outcome,
        s.last_detail, s.last_at
    FROM agents AS a
    JOIN organizations AS o ON o.id = a.organization_id
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_version_states AS s ON s.organization_id = a.organization_id AND s.agent_id = a.id
    WHERE a.key_hash IS NOT NULL) AS known
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($4 IS NULL OR $4 = (last_outcome IS NOT NULL AND last_outcome <> 'done'))
  AND ($3 IS NULL OR $3 > CASE WHEN agent_version ~ '^[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6}$'
      THEN (split_part(agent_version, '.', 1)::bigint * 1000000 + split_part(agent_version, '.', 2)::bigint) * 1000000
          + split_part(agent_version, '.', 3)::bigint
      ELSE 0 END))
  AND (organization_name, id) < ($5::text, $6)
ORDER BY organization_name DESC, id DESC
LIMIT $7;

