-- documents.versions.number
SELECT file_name, media_type, size_bytes, uploaded_by, uploaded_at, number, (number)::text AS sort_key, id AS sort_id
FROM document_versions
WHERE (organization_id = ANY ($1) AND document_id = $2)
ORDER BY number ASC, id ASC
LIMIT $5;

-- documents.versions.number.next
SELECT file_name, media_type, size_bytes, uploaded_by, uploaded_at, number, (number)::text AS sort_key, id AS sort_id
FROM document_versions
WHERE (organization_id = ANY ($1) AND document_id = $2)
  AND (number, id) > ($3::integer, $4)
ORDER BY number ASC, id ASC
LIMIT $5;

-- documents.versions.number.descending
SELECT file_name, media_type, size_bytes, uploaded_by, uploaded_at, number, (number)::text AS sort_key, id AS sort_id
FROM document_versions
WHERE (organization_id = ANY ($1) AND document_id = $2)
ORDER BY number DESC, id DESC
LIMIT $5;

-- documents.versions.number.descending.next
SELECT file_name, media_type, size_bytes, uploaded_by, uploaded_at, number, (number)::text AS sort_key, id AS sort_id
FROM document_versions
WHERE (organization_id = ANY ($1) AND document_id = $2)
  AND (number, id) < ($3::integer, $4)
ORDER BY number DESC, id DESC
LIMIT $5;

