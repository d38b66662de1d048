-- statements.lines.serial_number
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (serial_key)::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY serial_key ASC, id ASC
LIMIT $6;

-- statements.lines.serial_number.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (serial_key)::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (serial_key, id) > ($4::text, $5)
ORDER BY serial_key ASC, id ASC
LIMIT $6;

-- statements.lines.serial_number.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (serial_key)::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY serial_key DESC, id DESC
LIMIT $6;

-- statements.lines.serial_number.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (serial_key)::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (serial_key, id) < ($4::text, $5)
ORDER BY serial_key DESC, id DESC
LIMIT $6;

-- statements.lines.meter_group
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(meter_group))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY lower(meter_group) ASC, id ASC
LIMIT $6;

-- statements.lines.meter_group.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(meter_group))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (lower(meter_group), id) > ($4::text, $5)
ORDER BY lower(meter_group) ASC, id ASC
LIMIT $6;

-- statements.lines.meter_group.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(meter_group))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY lower(meter_group) DESC, id DESC
LIMIT $6;

-- statements.lines.meter_group.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(meter_group))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (lower(meter_group), id) < ($4::text, $5)
ORDER BY lower(meter_group) DESC, id DESC
LIMIT $6;

-- statements.lines.start_value
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(start_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(start_value, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.start_value.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(start_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(start_value, -1), id) > ($4::bigint, $5)
ORDER BY COALESCE(start_value, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.start_value.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(start_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(start_value, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.start_value.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(start_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(start_value, -1), id) < ($4::bigint, $5)
ORDER BY COALESCE(start_value, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.end_value
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(end_value, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.end_value.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(end_value, -1), id) > ($4::bigint, $5)
ORDER BY COALESCE(end_value, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.end_value.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(end_value, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.end_value.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(end_value, -1), id) < ($4::bigint, $5)
ORDER BY COALESCE(end_value, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.pages
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value - start_value + adjustment, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(end_value - start_value + adjustment, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.pages.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value - start_value + adjustment, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(end_value - start_value + adjustment, -1), id) > ($4::bigint, $5)
ORDER BY COALESCE(end_value - start_value + adjustment, -1) ASC, id ASC
LIMIT $6;

-- statements.lines.pages.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value - start_value + adjustment, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY COALESCE(end_value - start_value + adjustment, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.pages.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (COALESCE(end_value - start_value + adjustment, -1))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (COALESCE(end_value - start_value + adjustment, -1), id) < ($4::bigint, $5)
ORDER BY COALESCE(end_value - start_value + adjustment, -1) DESC, id DESC
LIMIT $6;

-- statements.lines.reason
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY lower(COALESCE(reason, '')) ASC, id ASC
LIMIT $6;

-- statements.lines.reason.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (lower(COALESCE(reason, '')), id) > ($4::text, $5)
ORDER BY lower(COALESCE(reason, '')) ASC, id ASC
LIMIT $6;

-- statements.lines.reason.descending
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
ORDER BY lower(COALESCE(reason, '')) DESC, id DESC
LIMIT $6;

-- statements.lines.reason.descending.next
SELECT id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place, start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis, found_start_value, found_end_value, reason, corrected_by, corrected_at, version, organization_id, statement_id, (lower(COALESCE(reason, '')))::text AS sort_key, id AS sort_id
FROM statement_lines
WHERE (organization_id = ANY ($1) AND statement_id = $2
  AND (NOT $3 OR start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', 'carried_forward', 'missing') OR end_value + adjustment < start_value))
  AND (lower(COALESCE(reason, '')), id) < ($4::text, $5)
ORDER BY lower(COALESCE(reason, '')) DESC, id DESC
LIMIT $6;

