-- agent_versions.packages.version
SELECT id, agent_version, architecture, size_bytes, sha256, uploaded_by, uploaded_at, (version_rank)::text AS sort_key, id AS sort_id
FROM agent_packages
WHERE ($1 IS NULL OR architecture = $1)
ORDER BY version_rank ASC, id ASC
LIMIT $4;

-- agent_versions.packages.version.next
SELECT id, agent_version, architecture, size_bytes, sha256, uploaded_by, uploaded_at, (version_rank)::text AS sort_key, id AS sort_id
FROM agent_packages
WHERE ($1 IS NULL OR architecture = $1)
  AND (version_rank, id) > ($2::bigint, $3)
ORDER BY version_rank ASC, id ASC
LIMIT $4;

-- agent_versions.packages.version.descending
SELECT id, agent_version, architecture, size_bytes, sha256, uploaded_by, uploaded_at, (version_rank)::text AS sort_key, id AS sort_id
FROM agent_packages
WHERE ($1 IS NULL OR architecture = $1)
ORDER BY version_rank DESC, id DESC
LIMIT $4;

-- agent_versions.packages.version.descending.next
SELECT id, agent_version, architecture, size_bytes, sha256, uploaded_by, uploaded_at, (version_rank)::text AS sort_key, id AS sort_id
FROM agent_packages
WHERE ($1 IS NULL OR architecture = $1)
  AND (version_rank, id) < ($2::bigint, $3)
ORDER BY version_rank DESC, id DESC
LIMIT $4;

