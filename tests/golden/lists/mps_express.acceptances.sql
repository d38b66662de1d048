-- mps_express.acceptances.accepted_at
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (accepted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY accepted_at ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.accepted_at.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (accepted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (accepted_at, id) > ($2::timestamptz, $3)
ORDER BY accepted_at ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.accepted_at.descending
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (accepted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY accepted_at DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.accepted_at.descending.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (accepted_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (accepted_at, id) < ($2::timestamptz, $3)
ORDER BY accepted_at DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.accepted_by
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(accepted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY lower(accepted_by) ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.accepted_by.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(accepted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (lower(accepted_by), id) > ($2::text, $3)
ORDER BY lower(accepted_by) ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.accepted_by.descending
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(accepted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY lower(accepted_by) DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.accepted_by.descending.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(accepted_by))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (lower(accepted_by), id) < ($2::text, $3)
ORDER BY lower(accepted_by) DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.organization_name
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.organization_name.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (lower(organization_name), id) > ($2::text, $3)
ORDER BY lower(organization_name) ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.organization_name.descending
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.organization_name.descending.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (lower(organization_name))::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (lower(organization_name), id) < ($2::text, $3)
ORDER BY lower(organization_name) DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.terms_version
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (terms_version)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY terms_version ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.terms_version.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (terms_version)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (terms_version, id) > ($2::integer, $3)
ORDER BY terms_version ASC, id ASC
LIMIT $4;

-- mps_express.acceptances.terms_version.descending
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (terms_version)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
ORDER BY terms_version DESC, id DESC
LIMIT $4;

-- mps_express.acceptances.terms_version.descending.next
SELECT organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at, organization_name, (terms_version)::text AS sort_key, id AS sort_id
FROM (
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances
WHERE (organization_id = ANY ($1))
  AND (terms_version, id) < ($2::integer, $3)
ORDER BY terms_version DESC, id DESC
LIMIT $4;

