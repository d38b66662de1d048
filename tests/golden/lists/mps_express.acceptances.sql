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

