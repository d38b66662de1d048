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

