-- enrollment.disconnected.silent_since
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (silent_since)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY silent_since ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.silent_since.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (silent_since)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (silent_since, id) > ($6::timestamptz, $7)
ORDER BY silent_since ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.silent_since.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (silent_since)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY silent_since DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.silent_since.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (silent_since)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (silent_since, id) < ($6::timestamptz, $7)
ORDER BY silent_since DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.model
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.model.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (lower(manufacturer || ' ' || model), id) > ($6::text, $7)
ORDER BY lower(manufacturer || ' ' || model) ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.model.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.model.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(manufacturer || ' ' || model))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (lower(manufacturer || ' ' || model), id) < ($6::text, $7)
ORDER BY lower(manufacturer || ' ' || model) DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.organization_name
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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

-- enrollment.disconnected.organization_name.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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

-- enrollment.disconnected.organization_name.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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

-- enrollment.disconnected.organization_name.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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

-- enrollment.disconnected.customer
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(customer, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(customer, '') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.customer.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(customer, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(customer, ''), id) > ($6::text, $7)
ORDER BY COALESCE(customer, '') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.customer.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(customer, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(customer, '') DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.customer.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(customer, ''))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(customer, ''), id) < ($6::text, $7)
ORDER BY COALESCE(customer, '') DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.contact_name
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(contact_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY lower(contact_name) ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.contact_name.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(contact_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (lower(contact_name), id) > ($6::text, $7)
ORDER BY lower(contact_name) ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.contact_name.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(contact_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY lower(contact_name) DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.contact_name.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (lower(contact_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (lower(contact_name), id) < ($6::text, $7)
ORDER BY lower(contact_name) DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.last_notice_at
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(last_notice_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(last_notice_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.last_notice_at.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(last_notice_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(last_notice_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(last_notice_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.last_notice_at.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(last_notice_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(last_notice_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.last_notice_at.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(last_notice_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(last_notice_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(last_notice_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.called_at
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(called_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(called_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.called_at.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(called_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(called_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(called_at, '-infinity') ASC, id ASC
LIMIT $8;

-- enrollment.disconnected.called_at.descending
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(called_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
ORDER BY COALESCE(called_at, '-infinity') DESC, id DESC
LIMIT $8;

-- enrollment.disconnected.called_at.descending.next
SELECT organization_id, id, printer_id, organization_name, manufacturer, model, serial_number, address, host_name, location, site_name, agent_id, agent_name, customer, contact_name, contact_email, contact_phone, silent_since, first_notice_at, last_notice_at, called_at, called_by, call_note, version, (COALESCE(called_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.organization_id, d.id, d.printer_id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number,
        p.address, p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        COALESCE(s.name, '') AS site_name, p.agent_id, COALESCE(a.name, '') AS agent_name, k.customer,
        COALESCE(NULLIF(btrim(c.first_name || ' ' || c.last_name), ''), c.company, '') AS contact_name,
        COALESCE(c.email, '') AS contact_email,
        COALESCE(CASE WHEN c.phone_number <> '' THEN btrim('+' || c.phone_country_code || ' ' || c.phone_number || ' ' ||
            c.phone_extension) END, '') AS contact_phone,
        d.silent_since, d.first_notice_at, d.last_notice_at, d.called_at, d.called_by, d.call_note, d.version
    FROM printer_disconnections AS d
    JOIN printers AS p ON p.organization_id = d.organization_id AND p.id = d.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = d.organization_id
    LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    LEFT JOIN agents AS a ON a.organization_id = p.organization_id AND a.id = p.agent_id
    LEFT JOIN contracts AS k ON k.organization_id = p.organization_id AND k.id = p.contract_id
    LEFT JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
    WHERE d.ended_at IS NULL) AS disconnected
WHERE (organization_id = ANY ($1)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND (cardinality($5) = 0 OR printer_id = ANY ($5))
  AND ($4 IS NULL OR (called_at IS NOT NULL) = $4)
  AND (cardinality($2) = 0 OR printer_id IN (
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
  AND (COALESCE(called_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(called_at, '-infinity') DESC, id DESC
LIMIT $8;

