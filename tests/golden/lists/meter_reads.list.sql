-- meter_reads.list.read_at
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (read_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY read_at ASC, id ASC
LIMIT $7;

-- meter_reads.list.read_at.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (read_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (read_at, id) > ($5::timestamptz, $6)
ORDER BY read_at ASC, id ASC
LIMIT $7;

-- meter_reads.list.read_at.descending
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (read_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY read_at DESC, id DESC
LIMIT $7;

-- meter_reads.list.read_at.descending.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (read_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (read_at, id) < ($5::timestamptz, $6)
ORDER BY read_at DESC, id DESC
LIMIT $7;

-- meter_reads.list.submitted_at
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (submitted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY submitted_at ASC, id ASC
LIMIT $7;

-- meter_reads.list.submitted_at.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (submitted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (submitted_at, id) > ($5::timestamptz, $6)
ORDER BY submitted_at ASC, id ASC
LIMIT $7;

-- meter_reads.list.submitted_at.descending
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (submitted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY submitted_at DESC, id DESC
LIMIT $7;

-- meter_reads.list.submitted_at.descending.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (submitted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (submitted_at, id) < ($5::timestamptz, $6)
ORDER BY submitted_at DESC, id DESC
LIMIT $7;

-- meter_reads.list.model
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $7;

-- meter_reads.list.model.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(printer_manufacturer || ' ' || printer_model), id) > ($5::text, $6)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $7;

-- meter_reads.list.model.descending
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $7;

-- meter_reads.list.model.descending.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(printer_manufacturer || ' ' || printer_model), id) < ($5::text, $6)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $7;

-- meter_reads.list.source
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY source ASC, id ASC
LIMIT $7;

-- meter_reads.list.source.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (source, id) > ($5::text, $6)
ORDER BY source ASC, id ASC
LIMIT $7;

-- meter_reads.list.source.descending
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY source DESC, id DESC
LIMIT $7;

-- meter_reads.list.source.descending.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (source)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (source, id) < ($5::text, $6)
ORDER BY source DESC, id DESC
LIMIT $7;

-- meter_reads.list.submitted_by
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(submitted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(submitted_by) ASC, id ASC
LIMIT $7;

-- meter_reads.list.submitted_by.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(submitted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(submitted_by), id) > ($5::text, $6)
ORDER BY lower(submitted_by) ASC, id ASC
LIMIT $7;

-- meter_reads.list.submitted_by.descending
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(submitted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(submitted_by) DESC, id DESC
LIMIT $7;

-- meter_reads.list.submitted_by.descending.next
SELECT organization_id, id, printer_id, source, read_at, meters, counts, before, ended, description, reason, hints, submitted_by, submitted_at, withdrawn_by, withdrawn_at, version, organization_name, printer_manufacturer, printer_model, printer_serial_number, (lower(submitted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM meter_reads AS r
    JOIN printers AS p ON p.organization_id = r.organization_id AND p.id = r.printer_id
    JOIN organizations AS o ON o.id = r.organization_id) AS reads
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND (cardinality($2) = 0 OR printer_id IN (
        SELECT terms.printer_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN printer_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.printer_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(submitted_by), id) < ($5::text, $6)
ORDER BY lower(submitted_by) DESC, id DESC
LIMIT $7;

