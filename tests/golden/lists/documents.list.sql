-- documents.list.name
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- documents.list.name.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (name_key, id) > ($4::text, $5)
ORDER BY name_key ASC, id ASC
LIMIT $6;

-- documents.list.name.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY name_key DESC, id DESC
LIMIT $6;

-- documents.list.name.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (name_key, id) < ($4::text, $5)
ORDER BY name_key DESC, id DESC
LIMIT $6;

-- documents.list.uploaded_at
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (uploaded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY uploaded_at ASC, id ASC
LIMIT $6;

-- documents.list.uploaded_at.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (uploaded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (uploaded_at, id) > ($4::timestamptz, $5)
ORDER BY uploaded_at ASC, id ASC
LIMIT $6;

-- documents.list.uploaded_at.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (uploaded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY uploaded_at DESC, id DESC
LIMIT $6;

-- documents.list.uploaded_at.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (uploaded_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (uploaded_at, id) < ($4::timestamptz, $5)
ORDER BY uploaded_at DESC, id DESC
LIMIT $6;

-- documents.list.folder
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (folder_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY folder_key ASC, id ASC
LIMIT $6;

-- documents.list.folder.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (folder_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (folder_key, id) > ($4::text, $5)
ORDER BY folder_key ASC, id ASC
LIMIT $6;

-- documents.list.folder.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (folder_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY folder_key DESC, id DESC
LIMIT $6;

-- documents.list.folder.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (folder_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (folder_key, id) < ($4::text, $5)
ORDER BY folder_key DESC, id DESC
LIMIT $6;

-- documents.list.description
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY lower(description) ASC, id ASC
LIMIT $6;

-- documents.list.description.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (lower(description), id) > ($4::text, $5)
ORDER BY lower(description) ASC, id ASC
LIMIT $6;

-- documents.list.description.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY lower(description) DESC, id DESC
LIMIT $6;

-- documents.list.description.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (lower(description), id) < ($4::text, $5)
ORDER BY lower(description) DESC, id DESC
LIMIT $6;

-- documents.list.organization_name
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- documents.list.organization_name.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (lower(organization_name), id) > ($4::text, $5)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $6;

-- documents.list.organization_name.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- documents.list.organization_name.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (lower(organization_name), id) < ($4::text, $5)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $6;

-- documents.list.size_bytes
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (size_bytes)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY size_bytes ASC, id ASC
LIMIT $6;

-- documents.list.size_bytes.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (size_bytes)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (size_bytes, id) > ($4::bigint, $5)
ORDER BY size_bytes ASC, id ASC
LIMIT $6;

-- documents.list.size_bytes.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (size_bytes)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY size_bytes DESC, id DESC
LIMIT $6;

-- documents.list.size_bytes.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (size_bytes)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (size_bytes, id) < ($4::bigint, $5)
ORDER BY size_bytes DESC, id DESC
LIMIT $6;

-- documents.list.versions
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (versions)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY versions ASC, id ASC
LIMIT $6;

-- documents.list.versions.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (versions)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (versions, id) > ($4::integer, $5)
ORDER BY versions ASC, id ASC
LIMIT $6;

-- documents.list.versions.descending
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (versions)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
ORDER BY versions DESC, id DESC
LIMIT $6;

-- documents.list.versions.descending.next
SELECT name, folder, description, file_name, media_type, size_bytes, uploaded_by, uploaded_at, id, organization_id, versions, version, created_at, updated_at, organization_name, (versions)::text AS sort_key, id AS sort_id
FROM (
    SELECT d.*, o.name AS organization_name
    FROM documents AS d JOIN organizations AS o ON o.id = d.organization_id) AS documents
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(name_key || ' ' || folder_key || ' ' || lower(file_name), $2) > 0)
  AND ($3 IS NULL OR folder_key = $3 OR starts_with(folder_key, $3 || '/')))
  AND (versions, id) < ($4::integer, $5)
ORDER BY versions DESC, id DESC
LIMIT $6;

