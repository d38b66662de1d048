-- service_requests.list.occurred_at
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (occurred_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY occurred_at ASC, id ASC
LIMIT $15;

-- service_requests.list.occurred_at.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (occurred_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (occurred_at, id) > ($13::timestamptz, $14)
ORDER BY occurred_at ASC, id ASC
LIMIT $15;

-- service_requests.list.occurred_at.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (occurred_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY occurred_at DESC, id DESC
LIMIT $15;

-- service_requests.list.occurred_at.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (occurred_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (occurred_at, id) < ($13::timestamptz, $14)
ORDER BY occurred_at DESC, id DESC
LIMIT $15;

-- service_requests.list.updated_at
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY updated_at ASC, id ASC
LIMIT $15;

-- service_requests.list.updated_at.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (updated_at, id) > ($13::timestamptz, $14)
ORDER BY updated_at ASC, id ASC
LIMIT $15;

-- service_requests.list.updated_at.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY updated_at DESC, id DESC
LIMIT $15;

-- service_requests.list.updated_at.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (updated_at, id) < ($13::timestamptz, $14)
ORDER BY updated_at DESC, id DESC
LIMIT $15;

-- service_requests.list.due_at
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(due_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY COALESCE(due_at, 'infinity') ASC, id ASC
LIMIT $15;

-- service_requests.list.due_at.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(due_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (COALESCE(due_at, 'infinity'), id) > ($13::timestamptz, $14)
ORDER BY COALESCE(due_at, 'infinity') ASC, id ASC
LIMIT $15;

-- service_requests.list.due_at.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(due_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY COALESCE(due_at, 'infinity') DESC, id DESC
LIMIT $15;

-- service_requests.list.due_at.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(due_at, 'infinity'))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (COALESCE(due_at, 'infinity'), id) < ($13::timestamptz, $14)
ORDER BY COALESCE(due_at, 'infinity') DESC, id DESC
LIMIT $15;

-- service_requests.list.number
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY number ASC, id ASC
LIMIT $15;

-- service_requests.list.number.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (number, id) > ($13::text, $14)
ORDER BY number ASC, id ASC
LIMIT $15;

-- service_requests.list.number.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY number DESC, id DESC
LIMIT $15;

-- service_requests.list.number.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (number)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (number, id) < ($13::text, $14)
ORDER BY number DESC, id DESC
LIMIT $15;

-- service_requests.list.state
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY state ASC, id ASC
LIMIT $15;

-- service_requests.list.state.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (state, id) > ($13::text, $14)
ORDER BY state ASC, id ASC
LIMIT $15;

-- service_requests.list.state.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY state DESC, id DESC
LIMIT $15;

-- service_requests.list.state.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (state)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (state, id) < ($13::text, $14)
ORDER BY state DESC, id DESC
LIMIT $15;

-- service_requests.list.summary
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(left(summary, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(left(summary, 200)) ASC, id ASC
LIMIT $15;

-- service_requests.list.summary.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(left(summary, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(left(summary, 200)), id) > ($13::text, $14)
ORDER BY lower(left(summary, 200)) ASC, id ASC
LIMIT $15;

-- service_requests.list.summary.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(left(summary, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(left(summary, 200)) DESC, id DESC
LIMIT $15;

-- service_requests.list.summary.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(left(summary, 200)))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(left(summary, 200)), id) < ($13::text, $14)
ORDER BY lower(left(summary, 200)) DESC, id DESC
LIMIT $15;

-- service_requests.list.service
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(NULLIF(service_name, ''), kind))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY COALESCE(NULLIF(service_name, ''), kind) ASC, id ASC
LIMIT $15;

-- service_requests.list.service.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(NULLIF(service_name, ''), kind))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (COALESCE(NULLIF(service_name, ''), kind), id) > ($13::text, $14)
ORDER BY COALESCE(NULLIF(service_name, ''), kind) ASC, id ASC
LIMIT $15;

-- service_requests.list.service.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(NULLIF(service_name, ''), kind))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY COALESCE(NULLIF(service_name, ''), kind) DESC, id DESC
LIMIT $15;

-- service_requests.list.service.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (COALESCE(NULLIF(service_name, ''), kind))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (COALESCE(NULLIF(service_name, ''), kind), id) < ($13::text, $14)
ORDER BY COALESCE(NULLIF(service_name, ''), kind) DESC, id DESC
LIMIT $15;

-- service_requests.list.serial_number
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_serial_number) ASC, id ASC
LIMIT $15;

-- service_requests.list.serial_number.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_serial_number), id) > ($13::text, $14)
ORDER BY lower(printer_serial_number) ASC, id ASC
LIMIT $15;

-- service_requests.list.serial_number.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_serial_number) DESC, id DESC
LIMIT $15;

-- service_requests.list.serial_number.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_serial_number))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_serial_number), id) < ($13::text, $14)
ORDER BY lower(printer_serial_number) DESC, id DESC
LIMIT $15;

-- service_requests.list.manufacturer
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_manufacturer))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_manufacturer) ASC, id ASC
LIMIT $15;

-- service_requests.list.manufacturer.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_manufacturer))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_manufacturer), id) > ($13::text, $14)
ORDER BY lower(printer_manufacturer) ASC, id ASC
LIMIT $15;

-- service_requests.list.manufacturer.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_manufacturer))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_manufacturer) DESC, id DESC
LIMIT $15;

-- service_requests.list.manufacturer.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_manufacturer))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_manufacturer), id) < ($13::text, $14)
ORDER BY lower(printer_manufacturer) DESC, id DESC
LIMIT $15;

-- service_requests.list.model
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_model) ASC, id ASC
LIMIT $15;

-- service_requests.list.model.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_model), id) > ($13::text, $14)
ORDER BY lower(printer_model) ASC, id ASC
LIMIT $15;

-- service_requests.list.model.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(printer_model) DESC, id DESC
LIMIT $15;

-- service_requests.list.model.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(printer_model))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(printer_model), id) < ($13::text, $14)
ORDER BY lower(printer_model) DESC, id DESC
LIMIT $15;

-- service_requests.list.site_name
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(site_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.site_name.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(site_name), id) > ($13::text, $14)
ORDER BY lower(site_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.site_name.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(site_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.site_name.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(site_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(site_name), id) < ($13::text, $14)
ORDER BY lower(site_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.last_name
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_last_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(requester_last_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.last_name.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_last_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(requester_last_name), id) > ($13::text, $14)
ORDER BY lower(requester_last_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.last_name.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_last_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(requester_last_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.last_name.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_last_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(requester_last_name), id) < ($13::text, $14)
ORDER BY lower(requester_last_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.first_name
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_first_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(requester_first_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.first_name.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_first_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(requester_first_name), id) > ($13::text, $14)
ORDER BY lower(requester_first_name) ASC, id ASC
LIMIT $15;

-- service_requests.list.first_name.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_first_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY lower(requester_first_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.first_name.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (lower(requester_first_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (lower(requester_first_name), id) < ($13::text, $14)
ORDER BY lower(requester_first_name) DESC, id DESC
LIMIT $15;

-- service_requests.list.assignee
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (assignee)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY assignee ASC, id ASC
LIMIT $15;

-- service_requests.list.assignee.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (assignee)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (assignee, id) > ($13::text, $14)
ORDER BY assignee ASC, id ASC
LIMIT $15;

-- service_requests.list.assignee.descending
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (assignee)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
ORDER BY assignee DESC, id DESC
LIMIT $15;

-- service_requests.list.assignee.descending.next
SELECT service, printer_id, site_id, description, error_code, item, quantity, severity, category, application, source_reference, wanted_on, new_location, contact_name, contact_email, contact_phone, id, organization_id, number, source, state, kind, service_name, printer_manufacturer, printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester, requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at, closed_at, version, created_at, updated_at, organization_name, printer_there, (assignee)::text AS sort_key, id AS sort_id
FROM (
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND (cardinality($3) = 0 OR source = ANY ($3))
  AND (cardinality($4) = 0 OR kind = ANY ($4))
  AND ($5 IS NULL OR service = $5)
  AND (cardinality($6) = 0 OR printer_id = ANY ($6))
  AND ($7 IS NULL OR site_id = $7)
  AND ($8 IS NULL OR assignee = $8)
  AND ($9 IS NULL OR (closed_at IS NULL AND due_at < $9))
  AND ($10 IS NULL OR occurred_at >= $10)
  AND ($11 IS NULL OR occurred_at < $11)
  AND (cardinality($12) = 0 OR id IN (
        SELECT terms.request_id
        FROM unnest($12) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN service_request_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.request_id
        HAVING count(DISTINCT words.word) = cardinality($12))))
  AND (assignee, id) < ($13::text, $14)
ORDER BY assignee DESC, id DESC
LIMIT $15;

