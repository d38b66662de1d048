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

