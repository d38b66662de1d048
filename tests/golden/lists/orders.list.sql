-- orders.list.ordered_at
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_at)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY ordered_at ASC, id ASC
LIMIT $19;

-- orders.list.ordered_at.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_at)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (ordered_at, id) > ($17::timestamptz, $18)
ORDER BY ordered_at ASC, id ASC
LIMIT $19;

-- orders.list.ordered_at.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_at)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY ordered_at DESC, id DESC
LIMIT $19;

-- orders.list.ordered_at.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_at)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (ordered_at, id) < ($17::timestamptz, $18)
ORDER BY ordered_at DESC, id DESC
LIMIT $19;

-- orders.list.due_on
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (due_on)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY due_on ASC, id ASC
LIMIT $19;

-- orders.list.due_on.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (due_on)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (due_on, id) > ($17::date, $18)
ORDER BY due_on ASC, id ASC
LIMIT $19;

-- orders.list.due_on.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (due_on)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY due_on DESC, id DESC
LIMIT $19;

-- orders.list.due_on.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (due_on)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (due_on, id) < ($17::date, $18)
ORDER BY due_on DESC, id DESC
LIMIT $19;

-- orders.list.number
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (number)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY number ASC, id ASC
LIMIT $19;

-- orders.list.number.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (number)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (number, id) > ($17::text, $18)
ORDER BY number ASC, id ASC
LIMIT $19;

-- orders.list.number.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (number)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY number DESC, id DESC
LIMIT $19;

-- orders.list.number.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (number)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (number, id) < ($17::text, $18)
ORDER BY number DESC, id DESC
LIMIT $19;

-- orders.list.state
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (state)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY state ASC, id ASC
LIMIT $19;

-- orders.list.state.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (state)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (state, id) > ($17::text, $18)
ORDER BY state ASC, id ASC
LIMIT $19;

-- orders.list.state.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (state)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY state DESC, id DESC
LIMIT $19;

-- orders.list.state.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (state)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (state, id) < ($17::text, $18)
ORDER BY state DESC, id DESC
LIMIT $19;

-- orders.list.source
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (source)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY source ASC, id ASC
LIMIT $19;

-- orders.list.source.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (source)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (source, id) > ($17::text, $18)
ORDER BY source ASC, id ASC
LIMIT $19;

-- orders.list.source.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (source)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY source DESC, id DESC
LIMIT $19;

-- orders.list.source.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (source)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (source, id) < ($17::text, $18)
ORDER BY source DESC, id DESC
LIMIT $19;

-- orders.list.ordered_by
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_by_key)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY ordered_by_key ASC, id ASC
LIMIT $19;

-- orders.list.ordered_by.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_by_key)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (ordered_by_key, id) > ($17::text, $18)
ORDER BY ordered_by_key ASC, id ASC
LIMIT $19;

-- orders.list.ordered_by.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_by_key)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY ordered_by_key DESC, id DESC
LIMIT $19;

-- orders.list.ordered_by.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (ordered_by_key)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (ordered_by_key, id) < ($17::text, $18)
ORDER BY ordered_by_key DESC, id DESC
LIMIT $19;

-- orders.list.desired_on
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE(desired_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE(desired_on, 'infinity') ASC, id ASC
LIMIT $19;

-- orders.list.desired_on.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE(desired_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE(desired_on, 'infinity'), id) > ($17::date, $18)
ORDER BY COALESCE(desired_on, 'infinity') ASC, id ASC
LIMIT $19;

-- orders.list.desired_on.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE(desired_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE(desired_on, 'infinity') DESC, id DESC
LIMIT $19;

-- orders.list.desired_on.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE(desired_on, 'infinity'))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE(desired_on, 'infinity'), id) < ($17::date, $18)
ORDER BY COALESCE(desired_on, 'infinity') DESC, id DESC
LIMIT $19;

-- orders.list.organization_name
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY (SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id) ASC, id ASC
LIMIT $19;

-- orders.list.organization_name.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id), id) > ($17::text, $18)
ORDER BY (SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id) ASC, id ASC
LIMIT $19;

-- orders.list.organization_name.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY (SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id) DESC, id DESC
LIMIT $19;

-- orders.list.organization_name.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND ((SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id), id) < ($17::text, $18)
ORDER BY (SELECT o.name_key FROM organizations AS o WHERE o.id = orders.organization_id) DESC, id DESC
LIMIT $19;

-- orders.list.site_name
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), '') ASC, id ASC
LIMIT $19;

-- orders.list.site_name.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''), id) > ($17::text, $18)
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), '') ASC, id ASC
LIMIT $19;

-- orders.list.site_name.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), '') DESC, id DESC
LIMIT $19;

-- orders.list.site_name.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), ''), id) < ($17::text, $18)
ORDER BY COALESCE((SELECT s.name_key FROM sites AS s WHERE s.organization_id = orders.organization_id AND s.id = orders.site_id), '') DESC, id DESC
LIMIT $19;

-- orders.list.contact_name
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), '') ASC, id ASC
LIMIT $19;

-- orders.list.contact_name.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''), id) > ($17::text, $18)
ORDER BY COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), '') ASC, id ASC
LIMIT $19;

-- orders.list.contact_name.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), '') DESC, id DESC
LIMIT $19;

-- orders.list.contact_name.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''))::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), ''), id) < ($17::text, $18)
ORDER BY COALESCE((SELECT c.name_key FROM contacts AS c WHERE c.organization_id = orders.organization_id AND c.id = orders.contact_id), '') DESC, id DESC
LIMIT $19;

-- orders.list.assignee
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (assignee)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY assignee ASC, id ASC
LIMIT $19;

-- orders.list.assignee.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (assignee)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (assignee, id) > ($17::text, $18)
ORDER BY assignee ASC, id ASC
LIMIT $19;

-- orders.list.assignee.descending
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (assignee)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
ORDER BY assignee DESC, id DESC
LIMIT $19;

-- orders.list.assignee.descending.next
SELECT organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact, state_reason, ordered_at, updated_at, version, family_id, merged_into, ordered_by_id, comment, desired_on, due_on, waits_for, packed_at, packed_for, assignee, (assignee)::text AS sort_key, id AS sort_id
FROM supply_orders AS orders
WHERE (organization_id = ANY ($1)
  AND (cardinality($2) = 0 OR state = ANY ($2))
  AND ($3 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id
          AND lines.printer_id = $3))
  AND (cardinality($5) = 0 OR id IN (
        SELECT found.order_id FROM (
            SELECT words.word, lines.order_id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN supply_order_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_order_lines AS lines
                ON lines.organization_id = terms.organization_id AND lines.id = terms.line_id
            UNION ALL
            SELECT words.word, numbered.id
            FROM unnest($5, $6) AS words (word, number)
            JOIN supply_orders AS numbered ON numbered.organization_id = ANY ($1)
                AND (numbered.number = words.number
                     OR starts_with(words.word, 'so') AND starts_with(lower(numbered.number), words.word))
            UNION ALL
            SELECT words.word, received.id
            FROM unnest($5) AS words (word)
            CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
                THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
            JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
            JOIN supply_orders AS received
                ON received.organization_id = terms.organization_id AND received.contact_id = terms.contact_id
            UNION ALL
            SELECT words.word, placed.id
            FROM unnest($5) AS words (word)
            JOIN supply_orders AS placed ON placed.organization_id = ANY ($1)
                AND placed.ordered_by_key <> '' AND placed.ordered_by_key >= words.word
                AND placed.ordered_by_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, parcels.order_id
            FROM unnest($5) AS words (word)
            JOIN shipments AS parcels ON parcels.organization_id = ANY ($1)
                AND parcels.tracking_key <> '' AND parcels.tracking_key >= words.word
                AND parcels.tracking_key < words.word || U&'\+10FFFF'
            UNION ALL
            SELECT words.word, located.id
            FROM unnest($5) AS words (word)
            JOIN sites ON sites.organization_id = ANY ($1)
                AND strpos(' ' || sites.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS located
                ON located.organization_id = sites.organization_id AND located.site_id = sites.id
            UNION ALL
            SELECT words.word, owned.id
            FROM unnest($5) AS words (word)
            JOIN organizations AS customers ON customers.id = ANY ($1)
                AND strpos(' ' || customers.name_key, ' ' || words.word) > 0
            JOIN supply_orders AS owned ON owned.organization_id = customers.id
        ) AS found
        GROUP BY found.order_id HAVING count(DISTINCT found.word) = cardinality($5)))
  AND (cardinality($4) = 0 OR source = ANY ($4))
  AND ($9 IS NULL OR contact_id = $9)
  AND ($7 IS NULL OR ordered_at >= $7)
  AND ($8 IS NULL OR ordered_at < $8)
  AND ($10 IS NULL OR site_id = $10)
  AND ($13 IS NULL OR due_on <= $13)
  AND ($11 IS NULL OR EXISTS (
        SELECT FROM supply_order_lines AS lines
        WHERE lines.organization_id = orders.organization_id AND lines.order_id = orders.id AND lines.item_id = $11))
  AND ($12 IS NULL OR EXISTS (
        SELECT FROM shipments
        WHERE shipments.organization_id = orders.organization_id AND shipments.order_id = orders.id
          AND shipments.carrier = $12))
  AND ($16 IS NULL OR assignee = $16)
  AND ($15 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'supply_order' AND external_id = $15
          AND ($14 IS NULL OR system_key = $14))))
  AND ($14 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'supply_order' AND named.thing_id = id AND named.system_key = $14)))
  AND (assignee, id) < ($17::text, $18)
ORDER BY assignee DESC, id DESC
LIMIT $19;

