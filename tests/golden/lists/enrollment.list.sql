-- enrollment.list.model
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY model_key ASC, id ASC
LIMIT $8;

-- enrollment.list.model.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (model_key, id) > ($6::text, $7)
ORDER BY model_key ASC, id ASC
LIMIT $8;

-- enrollment.list.model.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY model_key DESC, id DESC
LIMIT $8;

-- enrollment.list.model.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (model_key, id) < ($6::text, $7)
ORDER BY model_key DESC, id DESC
LIMIT $8;

-- enrollment.list.serial_number
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY serial_key ASC, id ASC
LIMIT $8;

-- enrollment.list.serial_number.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (serial_key, id) > ($6::text, $7)
ORDER BY serial_key ASC, id ASC
LIMIT $8;

-- enrollment.list.serial_number.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY serial_key DESC, id DESC
LIMIT $8;

-- enrollment.list.serial_number.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (serial_key, id) < ($6::text, $7)
ORDER BY serial_key DESC, id DESC
LIMIT $8;

-- enrollment.list.organization_name
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $8;

-- enrollment.list.organization_name.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(organization_name), id) > ($6::text, $7)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $8;

-- enrollment.list.organization_name.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $8;

-- enrollment.list.organization_name.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(organization_name), id) < ($6::text, $7)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $8;

-- enrollment.list.contract_number
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(contract_number) ASC, id ASC
LIMIT $8;

-- enrollment.list.contract_number.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(contract_number), id) > ($6::text, $7)
ORDER BY lower(contract_number) ASC, id ASC
LIMIT $8;

-- enrollment.list.contract_number.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(contract_number) DESC, id DESC
LIMIT $8;

-- enrollment.list.contract_number.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(contract_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(contract_number), id) < ($6::text, $7)
ORDER BY lower(contract_number) DESC, id DESC
LIMIT $8;

-- enrollment.list.location
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(location) ASC, id ASC
LIMIT $8;

-- enrollment.list.location.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(location), id) > ($6::text, $7)
ORDER BY lower(location) ASC, id ASC
LIMIT $8;

-- enrollment.list.location.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY lower(location) DESC, id DESC
LIMIT $8;

-- enrollment.list.location.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (lower(location), id) < ($6::text, $7)
ORDER BY lower(location) DESC, id DESC
LIMIT $8;

-- enrollment.list.enrolled_at
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(enrolled_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY COALESCE(enrolled_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.list.enrolled_at.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(enrolled_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (COALESCE(enrolled_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(enrolled_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.list.enrolled_at.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(enrolled_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY COALESCE(enrolled_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.list.enrolled_at.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(enrolled_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (COALESCE(enrolled_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(enrolled_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.list.held_at
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(held_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY COALESCE(held_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.list.held_at.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(held_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (COALESCE(held_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(held_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.list.held_at.descending
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(held_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
ORDER BY COALESCE(held_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.list.held_at.descending.next
SELECT organization_id, id, organization_name, manufacturer, model, serial_number, location, site_name, site_id, contract_id, contract_number, contact_id, has_agent, high_volume, managed, enrolled_at, enrolled_by, source, confirmed_to, held_at, held_by, hold_reason, silence_expected, silence_reason, (COALESCE(held_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location, COALESCE(s.name, '') AS site_name, p.site_id,
        p.contract_id, COALESCE(c.number, '') AS contract_number, p.contact_id,
        a.id IS NOT NULL AND NOT a.disabled AS has_agent, p.high_volume_since IS NOT NULL AS high_volume, p.managed,
        e.enrolled_at, COALESCE(e.enrolled_by, '') AS enrolled_by, COALESCE(e.source, 'none') AS source,
        COALESCE(e.confirmed_to, '') AS confirmed_to, e.held_at, COALESCE(e.held_by, '') AS held_by,
        COALESCE(e.hold_reason, '') AS hold_reason, COALESCE(e.silence_expected, false) AS silence_expected,
        COALESCE(e.silence_reason, '') AS silence_reason, p.model_key, p.serial_key
    FROM printers AS p
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS c ON c.organization_id = p.organization_id AND c.id = p.contract_id
    LEFT JOIN printer_enrollments AS e ON e.organization_id = p.organization_id AND e.printer_id = p.id
    WHERE p.deregistered_at IS NULL) AS printers
WHERE (organization_id = ANY ($1)
  AND (cardinality($4) = 0 OR contract_id = ANY ($4)) AND (cardinality($5) = 0 OR site_id = ANY ($5))
  AND ($3 IS NULL OR CASE $3 WHEN 'enrolled' THEN enrolled_at IS NOT NULL
      WHEN 'on_hold' THEN held_at IS NOT NULL ELSE enrolled_at IS NULL END)
  AND (cardinality($2) = 0 OR id IN (
        SELECT found.id FROM (
            SELECT words.word, terms.printer_id AS id
            FROM unnest($2) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($2) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN printers AS located ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($2) AS words (word)
            JOIN organizations AS owners ON owners.id = ANY ($1)
                AND strpos(' ' || owners.name_key, ' ' || words.word) > 0
            JOIN printers AS owned ON owned.organization_id = owners.id
        ) AS found
        GROUP BY found.id HAVING count(DISTINCT found.word) = cardinality($2))))
  AND (COALESCE(held_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(held_at, '-infinity') DESC, id DESC
LIMIT $8;

