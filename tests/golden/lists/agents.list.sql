-- agents.list.name
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agents.list.name.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- agents.list.name.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- agents.list.name.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (name_key)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- agents.list.state
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END ASC, id ASC
LIMIT $7;

-- agents.list.state.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END, id) > ($5::text, $6)
ORDER BY CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END ASC, id ASC
LIMIT $7;

-- agents.list.state.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END DESC, id DESC
LIMIT $7;

-- agents.list.state.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END)::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END, id) < ($5::text, $6)
ORDER BY CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited' WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END DESC, id DESC
LIMIT $7;

-- agents.list.site_name
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), '') ASC, id ASC
LIMIT $7;

-- agents.list.site_name.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''), id) > ($5::text, $6)
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), '') ASC, id ASC
LIMIT $7;

-- agents.list.site_name.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), '') DESC, id DESC
LIMIT $7;

-- agents.list.site_name.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), ''), id) < ($5::text, $6)
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = a.organization_id AND s.id = a.site_id), '') DESC, id DESC
LIMIT $7;

-- agents.list.printer_count
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $7;

-- agents.list.printer_count.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL), id) > ($5::bigint, $6)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $7;

-- agents.list.printer_count.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $7;

-- agents.list.printer_count.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL), id) < ($5::bigint, $6)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = a.organization_id AND p.agent_id = a.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $7;

-- agents.list.version_text
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(version_text, ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE(version_text, '') ASC, id ASC
LIMIT $7;

-- agents.list.version_text.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(version_text, ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE(version_text, ''), id) > ($5::text, $6)
ORDER BY COALESCE(version_text, '') ASC, id ASC
LIMIT $7;

-- agents.list.version_text.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(version_text, ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE(version_text, '') DESC, id DESC
LIMIT $7;

-- agents.list.version_text.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(version_text, ''))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE(version_text, ''), id) < ($5::text, $6)
ORDER BY COALESCE(version_text, '') DESC, id DESC
LIMIT $7;

-- agents.list.last_contact_at
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(last_contact_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE(last_contact_at, '-infinity') ASC, id ASC
LIMIT $7;

-- agents.list.last_contact_at.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(last_contact_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE(last_contact_at, '-infinity'), id) > ($5::timestamptz, $6)
ORDER BY COALESCE(last_contact_at, '-infinity') ASC, id ASC
LIMIT $7;

-- agents.list.last_contact_at.descending
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(last_contact_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
ORDER BY COALESCE(last_contact_at, '-infinity') DESC, id DESC
LIMIT $7;

-- agents.list.last_contact_at.descending.next
SELECT organization_id, id, site_id, name, kind, disabled, include, exclude, allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, configuration_version, version, created_at, updated_at, enrolled, last_contact_at, heard_at, version_text, host_name, own_manufacturer, own_serial_number, (COALESCE(last_contact_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
        SELECT *, key_hash IS NOT NULL AS enrolled FROM agents) AS a
    LEFT JOIN LATERAL (
        SELECT last_contact_at, heard_at, version_text, host_name FROM agent_contacts AS c
        WHERE c.organization_id = a.organization_id AND c.agent_id = a.id) AS contact ON true
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key, $2) > 0)
  AND (cardinality($3) = 0 OR CASE WHEN disabled THEN 'disabled' WHEN NOT enrolled THEN 'invited'
      WHEN heard_at >= $4 THEN 'active' ELSE 'not_communicating' END = ANY ($3)))
  AND (COALESCE(last_contact_at, '-infinity'), id) < ($5::timestamptz, $6)
ORDER BY COALESCE(last_contact_at, '-infinity') DESC, id DESC
LIMIT $7;

