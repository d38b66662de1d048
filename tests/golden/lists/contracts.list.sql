-- contracts.list.number
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (number_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY number_key ASC, id ASC
LIMIT $7;

-- contracts.list.number.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (number_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (number_key, id) > ($5::text, $6)
ORDER BY number_key ASC, id ASC
LIMIT $7;

-- contracts.list.number.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (number_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY number_key DESC, id DESC
LIMIT $7;

-- contracts.list.number.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (number_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (number_key, id) < ($5::text, $6)
ORDER BY number_key DESC, id DESC
LIMIT $7;

-- contracts.list.name
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- contracts.list.name.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (name_key, id) > ($5::text, $6)
ORDER BY name_key ASC, id ASC
LIMIT $7;

-- contracts.list.name.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- contracts.list.name.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (name_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (name_key, id) < ($5::text, $6)
ORDER BY name_key DESC, id DESC
LIMIT $7;

-- contracts.list.organization_name
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (organization_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY organization_key ASC, id ASC
LIMIT $7;

-- contracts.list.organization_name.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (organization_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (organization_key, id) > ($5::text, $6)
ORDER BY organization_key ASC, id ASC
LIMIT $7;

-- contracts.list.organization_name.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (organization_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY organization_key DESC, id DESC
LIMIT $7;

-- contracts.list.organization_name.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (organization_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (organization_key, id) < ($5::text, $6)
ORDER BY organization_key DESC, id DESC
LIMIT $7;

-- contracts.list.customer
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (customer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY customer ASC, id ASC
LIMIT $7;

-- contracts.list.customer.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (customer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (customer, id) > ($5::text, $6)
ORDER BY customer ASC, id ASC
LIMIT $7;

-- contracts.list.customer.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (customer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY customer DESC, id DESC
LIMIT $7;

-- contracts.list.customer.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (customer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (customer, id) < ($5::text, $6)
ORDER BY customer DESC, id DESC
LIMIT $7;

-- contracts.list.supplies_included
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, ((NOT supplies_included)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY (NOT supplies_included)::integer ASC, id ASC
LIMIT $7;

-- contracts.list.supplies_included.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, ((NOT supplies_included)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND ((NOT supplies_included)::integer, id) > ($5::integer, $6)
ORDER BY (NOT supplies_included)::integer ASC, id ASC
LIMIT $7;

-- contracts.list.supplies_included.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, ((NOT supplies_included)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY (NOT supplies_included)::integer DESC, id DESC
LIMIT $7;

-- contracts.list.supplies_included.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, ((NOT supplies_included)::integer)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND ((NOT supplies_included)::integer, id) < ($5::integer, $6)
ORDER BY (NOT supplies_included)::integer DESC, id DESC
LIMIT $7;

-- contracts.list.printers
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY printers ASC, id ASC
LIMIT $7;

-- contracts.list.printers.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (printers, id) > ($5::bigint, $6)
ORDER BY printers ASC, id ASC
LIMIT $7;

-- contracts.list.printers.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY printers DESC, id DESC
LIMIT $7;

-- contracts.list.printers.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (printers, id) < ($5::bigint, $6)
ORDER BY printers DESC, id DESC
LIMIT $7;

-- contracts.list.updated_at
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY updated_at ASC, id ASC
LIMIT $7;

-- contracts.list.updated_at.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (updated_at, id) > ($5::timestamptz, $6)
ORDER BY updated_at ASC, id ASC
LIMIT $7;

-- contracts.list.updated_at.descending
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
ORDER BY updated_at DESC, id DESC
LIMIT $7;

-- contracts.list.updated_at.descending.next
SELECT trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation, delivery_days, number, name, customer, supplies_included, excluded_kinds, starts_on, ends_on, id, organization_id, version, created_at, updated_at, organization_name, printers, (updated_at)::text AS sort_key, id AS sort_id
FROM (
    SELECT c.*, o.name AS organization_name, o.name_key AS organization_key, (
        SELECT count(*) FROM printers AS p
        WHERE p.organization_id = c.organization_id AND p.contract_id = c.id AND p.deregistered_at IS NULL) AS printers
    FROM contracts AS c JOIN organizations AS o ON o.id = c.organization_id) AS contracts
WHERE (organization_id = ANY ($1)
  AND ($2 = '' OR strpos(number_key || ' ' || name_key || ' ' || organization_key, $2) > 0)
  AND (cardinality($3) = 0 OR customer = ANY ($3))
  AND ($4 IS NULL OR supplies_included = $4))
  AND (updated_at, id) < ($5::timestamptz, $6)
ORDER BY updated_at DESC, id DESC
LIMIT $7;

