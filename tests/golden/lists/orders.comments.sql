-- orders.comments.at
SELECT id, at, author, text, internal, (at)::text AS sort_key, id AS sort_id
FROM supply_order_comments
WHERE (organization_id = ANY ($1) AND order_id = $2 AND ($3 OR NOT internal))
ORDER BY at ASC, id ASC
LIMIT $6;

-- orders.comments.at.next
SELECT id, at, author, text, internal, (at)::text AS sort_key, id AS sort_id
FROM supply_order_comments
WHERE (organization_id = ANY ($1) AND order_id = $2 AND ($3 OR NOT internal))
  AND (at, id) > ($4::timestamptz, $5)
ORDER BY at ASC, id ASC
LIMIT $6;

-- orders.comments.at.descending
SELECT id, at, author, text, internal, (at)::text AS sort_key, id AS sort_id
FROM supply_order_comments
WHERE (organization_id = ANY ($1) AND order_id = $2 AND ($3 OR NOT internal))
ORDER BY at DESC, id DESC
LIMIT $6;

-- orders.comments.at.descending.next
SELECT id, at, author, text, internal, (at)::text AS sort_key, id AS sort_id
FROM supply_order_comments
WHERE (organization_id = ANY ($1) AND order_id = $2 AND ($3 OR NOT internal))
  AND (at, id) < ($4::timestamptz, $5)
ORDER BY at DESC, id DESC
LIMIT $6;

