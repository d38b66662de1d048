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

-- documents.links.description
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(description) ASC, id ASC
LIMIT $5;

-- documents.links.description.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(description), id) > ($3::text, $4)
ORDER BY lower(description) ASC, id ASC
LIMIT $5;

-- documents.links.description.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(description) DESC, id DESC
LIMIT $5;

-- documents.links.description.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(description))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(description), id) < ($3::text, $4)
ORDER BY lower(description) DESC, id DESC
LIMIT $5;

-- documents.links.url
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(url) ASC, id ASC
LIMIT $5;

-- documents.links.url.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(url), id) > ($3::text, $4)
ORDER BY lower(url) ASC, id ASC
LIMIT $5;

-- documents.links.url.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(url) DESC, id DESC
LIMIT $5;

-- documents.links.url.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(url))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(url), id) < ($3::text, $4)
ORDER BY lower(url) DESC, id DESC
LIMIT $5;

-- documents.links.organization_name
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $5;

-- documents.links.organization_name.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(organization_name), id) > ($3::text, $4)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $5;

-- documents.links.organization_name.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $5;

-- documents.links.organization_name.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (lower(organization_name), id) < ($3::text, $4)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $5;

-- documents.links.updated_at
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY updated_at ASC, id ASC
LIMIT $5;

-- documents.links.updated_at.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (updated_at, id) > ($3::timestamptz, $4)
ORDER BY updated_at ASC, id ASC
LIMIT $5;

-- documents.links.updated_at.descending
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
ORDER BY updated_at DESC, id DESC
LIMIT $5;

-- documents.links.updated_at.descending.next
SELECT title, url, description, position, id, organization_id, version, created_at, updated_at, organization_name, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT l.*, o.name AS organization_name
    FROM external_links AS l JOIN organizations AS o ON o.id = l.organization_id) AS links
WHERE (organization_id = ANY ($1) AND ($2 = '' OR strpos(title_key, $2) > 0))
  AND (updated_at, id) < ($3::timestamptz, $4)
ORDER BY updated_at DESC, id DESC
LIMIT $5;

