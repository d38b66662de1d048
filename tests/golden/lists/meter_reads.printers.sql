-- meter_reads.printers.serial_number
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY serial_key ASC, id ASC
LIMIT $8;

-- meter_reads.printers.serial_number.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (serial_key, id) > ($6::text, $7)
ORDER BY serial_key ASC, id ASC
LIMIT $8;

-- meter_reads.printers.serial_number.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY serial_key DESC, id DESC
LIMIT $8;

-- meter_reads.printers.serial_number.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (serial_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (serial_key, id) < ($6::text, $7)
ORDER BY serial_key DESC, id DESC
LIMIT $8;

-- meter_reads.printers.model
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY model_key ASC, id ASC
LIMIT $8;

-- meter_reads.printers.model.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (model_key, id) > ($6::text, $7)
ORDER BY model_key ASC, id ASC
LIMIT $8;

-- meter_reads.printers.model.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY model_key DESC, id DESC
LIMIT $8;

-- meter_reads.printers.model.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (model_key, id) < ($6::text, $7)
ORDER BY model_key DESC, id DESC
LIMIT $8;

-- meter_reads.printers.location
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(location) ASC, id ASC
LIMIT $8;

-- meter_reads.printers.location.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(location), id) > ($6::text, $7)
ORDER BY lower(location) ASC, id ASC
LIMIT $8;

-- meter_reads.printers.location.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(location) DESC, id DESC
LIMIT $8;

-- meter_reads.printers.location.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (lower(location))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(location), id) < ($6::text, $7)
ORDER BY lower(location) DESC, id DESC
LIMIT $8;

-- meter_reads.printers.agent_read_at
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(agent_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(agent_read_at, '-infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.agent_read_at.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(agent_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(agent_read_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(agent_read_at, '-infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.agent_read_at.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(agent_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(agent_read_at, '-infinity') DESC, id DESC
LIMIT $8;

-- meter_reads.printers.agent_read_at.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(agent_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(agent_read_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(agent_read_at, '-infinity') DESC, id DESC
LIMIT $8;

-- meter_reads.printers.hand_read_at
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(hand_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(hand_read_at, '-infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.hand_read_at.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(hand_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(hand_read_at, '-infinity'), id) > ($6::timestamptz, $7)
ORDER BY COALESCE(hand_read_at, '-infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.hand_read_at.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(hand_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(hand_read_at, '-infinity') DESC, id DESC
LIMIT $8;

-- meter_reads.printers.hand_read_at.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(hand_read_at, '-infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(hand_read_at, '-infinity'), id) < ($6::timestamptz, $7)
ORDER BY COALESCE(hand_read_at, '-infinity') DESC, id DESC
LIMIT $8;

-- meter_reads.printers.due_on
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(due_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(due_on, 'infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.due_on.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(due_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(due_on, 'infinity'), id) > ($6::date, $7)
ORDER BY COALESCE(due_on, 'infinity') ASC, id ASC
LIMIT $8;

-- meter_reads.printers.due_on.descending
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(due_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY COALESCE(due_on, 'infinity') DESC, id DESC
LIMIT $8;

-- meter_reads.printers.due_on.descending.next
SELECT id, organization_id, organization_name, manufacturer, model, serial_number, location, agent_read_at, hand_read_at, due, due_on, (COALESCE(due_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT p.organization_id, p.id, o.name AS organization_name, p.manufacturer, p.model, p.serial_number, p.serial_key,
        p.model_key, COALESCE(NULLIF(p.location, ''), p.device_location) AS location,
        CASE WHEN cardinality(s.meters) > 0 THEN s.observed_at END AS agent_read_at, h.hand_read_at,
        t.period_ends_on AS due_on,
        t.contract_id IS NOT NULL AND t.reminder_days IS NOT NULL
            AND $5 >= t.period_ends_at - make_interval(days => t.reminder_days)
            AND (cardinality(s.meters) = 0 OR s.observed_at < t.period_starts_at)
            AND COALESCE(h.hand_read_at < t.period_starts_at, true) AS due
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    JOIN organizations AS o ON o.id = p.organization_id
    LEFT JOIN meter_terms AS t ON t.organization_id = p.organization_id AND t.contract_id = p.contract_id
    LEFT JOIN LATERAL (
        SELECT max(r.read_at) AS hand_read_at FROM meter_reads AS r
        WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.withdrawn_at IS NULL) AS h ON true
    WHERE p.deregistered_at IS NULL) AS readable
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR due = $3)
  AND ($4 IS NULL OR $4 = COALESCE(agent_read_at > $5 - interval '31 days', false))
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (COALESCE(due_on, 'infinity'), id) < ($6::date, $7)
ORDER BY COALESCE(due_on, 'infinity') DESC, id DESC
LIMIT $8;

