-- printer_notes.list.updated_at
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY updated_at ASC, id ASC
LIMIT $6;

-- printer_notes.list.updated_at.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (updated_at, id) > ($4::timestamptz, $5)
ORDER BY updated_at ASC, id ASC
LIMIT $6;

-- printer_notes.list.updated_at.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY updated_at DESC, id DESC
LIMIT $6;

-- printer_notes.list.updated_at.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (updated_at, id) < ($4::timestamptz, $5)
ORDER BY updated_at DESC, id DESC
LIMIT $6;

-- printer_notes.list.created_at
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- printer_notes.list.created_at.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (created_at, id) > ($4::timestamptz, $5)
ORDER BY created_at ASC, id ASC
LIMIT $6;

-- printer_notes.list.created_at.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- printer_notes.list.created_at.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (created_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (created_at, id) < ($4::timestamptz, $5)
ORDER BY created_at DESC, id DESC
LIMIT $6;

-- printer_notes.list.text
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(left(text, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(left(text, 200)) ASC, id ASC
LIMIT $6;

-- printer_notes.list.text.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(left(text, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(left(text, 200)), id) > ($4::text, $5)
ORDER BY lower(left(text, 200)) ASC, id ASC
LIMIT $6;

-- printer_notes.list.text.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(left(text, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(left(text, 200)) DESC, id DESC
LIMIT $6;

-- printer_notes.list.text.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(left(text, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(left(text, 200)), id) < ($4::text, $5)
ORDER BY lower(left(text, 200)) DESC, id DESC
LIMIT $6;

-- printer_notes.list.model
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $6;

-- printer_notes.list.model.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(printer_manufacturer || ' ' || printer_model), id) > ($4::text, $5)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) ASC, id ASC
LIMIT $6;

-- printer_notes.list.model.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $6;

-- printer_notes.list.model.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(printer_manufacturer || ' ' || printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(printer_manufacturer || ' ' || printer_model), id) < ($4::text, $5)
ORDER BY lower(printer_manufacturer || ' ' || printer_model) DESC, id DESC
LIMIT $6;

-- printer_notes.list.organization_name
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- printer_notes.list.organization_name.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(organization_name), id) > ($4::text, $5)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- printer_notes.list.organization_name.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- printer_notes.list.organization_name.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(organization_name), id) < ($4::text, $5)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- printer_notes.list.author
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(author))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(author) ASC, id ASC
LIMIT $6;

-- printer_notes.list.author.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(author))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(author), id) > ($4::text, $5)
ORDER BY lower(author) ASC, id ASC
LIMIT $6;

-- printer_notes.list.author.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(author))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(author) DESC, id DESC
LIMIT $6;

-- printer_notes.list.author.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(author))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(author), id) < ($4::text, $5)
ORDER BY lower(author) DESC, id DESC
LIMIT $6;

-- printer_notes.list.changed_by
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(changed_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(changed_by) ASC, id ASC
LIMIT $6;

-- printer_notes.list.changed_by.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(changed_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(changed_by), id) > ($4::text, $5)
ORDER BY lower(changed_by) ASC, id ASC
LIMIT $6;

-- printer_notes.list.changed_by.descending
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(changed_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
ORDER BY lower(changed_by) DESC, id DESC
LIMIT $6;

-- printer_notes.list.changed_by.descending.next
SELECT text, id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model, printer_serial_number, author, changed_by, version, created_at, updated_at, (lower(changed_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR printer_id = $3)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.note_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN (
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id) AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.note_id
        HAVING count(DISTINCT words.word) = cardinality($2))))
  AND (lower(changed_by), id) < ($4::text, $5)
ORDER BY lower(changed_by) DESC, id DESC
LIMIT $6;

