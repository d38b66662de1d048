-- agents.list.name
SELECT organization_id, id, site_id, name, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($3 IS NULL OR $3 = CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agents.list.name.next
SELECT organization_id, id, site_id, name, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($3 IS NULL OR $3 = CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agents.list.name.descending
SELECT organization_id, id, site_id, name, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($3 IS NULL OR $3 = CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- agents.list.name.descending.next
SELECT organization_id, id, site_id, name, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND ($3 IS NULL OR $3 = CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

