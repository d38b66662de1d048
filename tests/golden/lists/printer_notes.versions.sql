-- printer_notes.versions.version
SELECT version, change, text, changed_by, changed_at, (version)::text AS sort_key, id AS sort_id
FROM printer_note_versions
WHERE (organization_id = ANY ($1) AND note_id = $2)
ORDER BY version ASC, id ASC
LIMIT $5;

-- printer_notes.versions.version.next
SELECT version, change, text, changed_by, changed_at, (version)::text AS sort_key, id AS sort_id
FROM printer_note_versions
WHERE (organization_id = ANY ($1) AND note_id = $2)
  AND (version, id) > ($3::bigint, $4)
ORDER BY version ASC, id ASC
LIMIT $5;

-- printer_notes.versions.version.descending
SELECT version, change, text, changed_by, changed_at, (version)::text AS sort_key, id AS sort_id
FROM printer_note_versions
WHERE (organization_id = ANY ($1) AND note_id = $2)
ORDER BY version DESC, id DESC
LIMIT $5;

-- printer_notes.versions.version.descending.next
SELECT version, change, text, changed_by, changed_at, (version)::text AS sort_key, id AS sort_id
FROM printer_note_versions
WHERE (organization_id = ANY ($1) AND note_id = $2)
  AND (version, id) < ($3::bigint, $4)
ORDER BY version DESC, id DESC
LIMIT $5;

