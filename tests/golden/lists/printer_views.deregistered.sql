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

