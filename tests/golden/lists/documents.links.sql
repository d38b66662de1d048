-- documents.links.position
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (position)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY position ASC, id ASC
LIMIT $5;

-- documents.links.position.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (position)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (position, id) > ($3::integer, $4)
ORDER BY position ASC, id ASC
LIMIT $5;

-- documents.links.position.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (position)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY position DESC, id DESC
LIMIT $5;

-- documents.links.position.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (position)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (position, id) < ($3::integer, $4)
ORDER BY position DESC, id DESC
LIMIT $5;

-- documents.links.title
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (title_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY title_key ASC, id ASC
LIMIT $5;

-- documents.links.title.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (title_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (title_key, id) > ($3::text, $4)
ORDER BY title_key ASC, id ASC
LIMIT $5;

-- documents.links.title.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (title_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY title_key DESC, id DESC
LIMIT $5;

-- documents.links.title.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (title_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (title_key, id) < ($3::text, $4)
ORDER BY title_key DESC, id DESC
LIMIT $5;

