-- printer_views.deregistered.deregistered_at
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.deregistered_at)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.deregistered_at ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.deregistered_at.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.deregistered_at)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.deregistered_at, p.id) > ($3::timestamptz, $4)
ORDER BY p.deregistered_at ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.deregistered_at.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.deregistered_at)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.deregistered_at DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.deregistered_at.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.deregistered_at)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.deregistered_at, p.id) < ($3::timestamptz, $4)
ORDER BY p.deregistered_at DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.model
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.model_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.model_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.model.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.model_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.model_key, p.id) > ($3::text, $4)
ORDER BY p.model_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.model.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.model_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.model_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.model.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.model_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.model_key, p.id) < ($3::text, $4)
ORDER BY p.model_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.serial_number
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.serial_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.serial_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.serial_number.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.serial_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.serial_key, p.id) > ($3::text, $4)
ORDER BY p.serial_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.serial_number.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.serial_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY p.serial_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.serial_number.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (p.serial_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (p.serial_key, p.id) < ($3::text, $4)
ORDER BY p.serial_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.address
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(p.address, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY COALESCE(p.address, '') ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.address.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(p.address, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (COALESCE(p.address, ''), p.id) > ($3::text, $4)
ORDER BY COALESCE(p.address, '') ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.address.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(p.address, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY COALESCE(p.address, '') DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.address.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(p.address, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (COALESCE(p.address, ''), p.id) < ($3::text, $4)
ORDER BY COALESCE(p.address, '') DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.site_name
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(sites.name_key, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY COALESCE(sites.name_key, '') ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.site_name.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(sites.name_key, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (COALESCE(sites.name_key, ''), p.id) > ($3::text, $4)
ORDER BY COALESCE(sites.name_key, '') ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.site_name.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(sites.name_key, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY COALESCE(sites.name_key, '') DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.site_name.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (COALESCE(sites.name_key, ''))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (COALESCE(sites.name_key, ''), p.id) < ($3::text, $4)
ORDER BY COALESCE(sites.name_key, '') DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.organization_name
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (o.name_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY o.name_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.organization_name.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (o.name_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (o.name_key, p.id) > ($3::text, $4)
ORDER BY o.name_key ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.organization_name.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (o.name_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY o.name_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.organization_name.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (o.name_key)::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (o.name_key, p.id) < ($3::text, $4)
ORDER BY o.name_key DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.location
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(NULLIF(p.location, ''), p.device_location)))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY lower(COALESCE(NULLIF(p.location, ''), p.device_location)) ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.location.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(NULLIF(p.location, ''), p.device_location)))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (lower(COALESCE(NULLIF(p.location, ''), p.device_location)), p.id) > ($3::text, $4)
ORDER BY lower(COALESCE(NULLIF(p.location, ''), p.device_location)) ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.location.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(NULLIF(p.location, ''), p.device_location)))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY lower(COALESCE(NULLIF(p.location, ''), p.device_location)) DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.location.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(NULLIF(p.location, ''), p.device_location)))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (lower(COALESCE(NULLIF(p.location, ''), p.device_location)), p.id) < ($3::text, $4)
ORDER BY lower(COALESCE(NULLIF(p.location, ''), p.device_location)) DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.deregistered_by
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(p.deregistered_by, '')))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY lower(COALESCE(p.deregistered_by, '')) ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.deregistered_by.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(p.deregistered_by, '')))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (lower(COALESCE(p.deregistered_by, '')), p.id) > ($3::text, $4)
ORDER BY lower(COALESCE(p.deregistered_by, '')) ASC, p.id ASC
LIMIT $5;

-- printer_views.deregistered.deregistered_by.descending
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(p.deregistered_by, '')))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
ORDER BY lower(COALESCE(p.deregistered_by, '')) DESC, p.id DESC
LIMIT $5;

-- printer_views.deregistered.deregistered_by.descending.next
SELECT p.organization_id, o.name AS organization_name, p.id, p.manufacturer, p.model, p.serial_number, p.address,
    p.host_name, COALESCE(NULLIF(p.location, ''), p.device_location) AS location, sites.name AS site_name,
    p.deregistered_at, p.deregistered_by, s.observed_at, (lower(COALESCE(p.deregistered_by, '')))::text AS sort_key, p.id AS sort_id
FROM printers AS p
JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
JOIN organizations AS o ON o.id = p.organization_id
LEFT JOIN sites ON sites.organization_id = p.organization_id AND sites.id = p.site_id
WHERE (p.organization_id = ANY ($1) AND p.deregistered_at IS NOT NULL
  AND NOT EXISTS (
        SELECT FROM unnest($2) AS word
        WHERE strpos(concat_ws(' ', p.manufacturer_key, p.model_key, p.serial_key, p.address, p.host_key,
                               p.location_key), word) = 0))
  AND (lower(COALESCE(p.deregistered_by, '')), p.id) < ($3::text, $4)
ORDER BY lower(COALESCE(p.deregistered_by, '')) DESC, p.id DESC
LIMIT $5;

