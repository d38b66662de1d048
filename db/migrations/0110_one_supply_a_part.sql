-- One supply for each physical part. Until now a cartridge that the printer's maker tells of in a table of its own was
-- a second supply beside its row of the standard table: two slots, two shelf books, two orders. What is stored of both
-- becomes one here; readings are joined before they are taken in (printing::OneSupplyAPart, whose rules these are).

ALTER TABLE printer_supplies ADD COLUMN source text NOT NULL DEFAULT 'standard';  -- of the level: printing::LevelSource
UPDATE printer_supplies SET source = 'private' WHERE supply_index LIKE 'private.%';

-- ---- which slots are one part

CREATE TEMPORARY TABLE parts ON COMMIT DROP AS
WITH told AS (
    SELECT organization_id, printer_id, slot, supply_key, present, supply_index LIKE 'private.%' AS private,
        substring(supply_key FROM '[^/]*$')::integer AS nth, lower(description) AS words,
        CASE WHEN colorant IN ('none', 'unknown', 'other', 'not applicable', 'no colorant') OR class = 'receptacle'
            THEN '' ELSE colorant END AS colorant,
        CASE
            WHEN type IN ('toner', 'toner_cartridge') THEN 'toner'
            WHEN type IN ('ink', 'ink_cartridge') THEN 'ink'
            WHEN type NOT IN ('other', 'unknown', '') THEN type
            WHEN lower(description) ~ '\m(waste toner|waste ink)\M' THEN 'waste'
            WHEN lower(description) ~ '\mfuser\M' THEN 'fuser'
            WHEN lower(description) ~ '\m(transfer|belt)\M' THEN 'transfer_unit'
            WHEN lower(description) ~ '\m(drum|photoconductor)\M' THEN 'opc'
            WHEN lower(description) ~ '\mtoner\M' THEN 'toner'
            WHEN lower(description) ~ '\mink\M' THEN 'ink'
            ELSE 'other'
        END AS kind
    FROM printer_supplies AS s
    WHERE EXISTS (
        SELECT FROM printer_supplies AS o
        WHERE o.organization_id = s.organization_id AND o.printer_id = s.printer_id
            AND o.supply_index LIKE 'private.%'))
SELECT organization_id, printer_id, slot, private, present, nth, colorant,
    CASE
        -- Known by its name alone.
        WHEN kind = 'other' THEN 'other ' || trim(regexp_replace(words, '(\m(unit|assembly)\M|[^a-z0-9])+', ' ', 'g'))
        WHEN kind = 'transfer_unit' AND words ~ '\mroll(er)?\M' THEN 'transfer roller'
        ELSE kind
    END AS kind
FROM told;

-- `from_slot` ends and `to_slot` goes on. It is the private one that does: the history of levels is there. `carries`:
-- levels of from_slot become levels of to_slot where that has none.
CREATE TEMPORARY TABLE joined ON COMMIT DROP AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY organization_id, printer_id, kind, colorant, private ORDER BY nth, slot)
        AS place
    FROM parts),
same_color AS (
    SELECT s.organization_id, s.printer_id, s.slot AS standard, p.slot AS private
    FROM numbered AS s
    JOIN numbered AS p USING (organization_id, printer_id, kind, colorant, place)
    WHERE NOT s.private AND p.private),
rest AS (
    SELECT *, count(*) FILTER (WHERE NOT private) OVER kinds AS standards,
        count(*) FILTER (WHERE private) OVER kinds AS privates
    FROM numbered AS n
    WHERE NOT EXISTS (
        SELECT FROM same_color AS c
        WHERE c.organization_id = n.organization_id AND c.printer_id = n.printer_id AND n.slot IN (c.standard, c.private))
    WINDOW kinds AS (PARTITION BY organization_id, printer_id, kind)),
-- A mono printer need not name its color; one "Drum Unit" stands for the drums of all colors.
plain AS (
    SELECT s.organization_id, s.printer_id, s.slot AS standard, p.slot AS private, p.privates > 1 AS is_set
    FROM rest AS s
    JOIN rest AS p USING (organization_id, printer_id, kind)
    WHERE NOT s.private AND p.private AND s.standards = 1 AND (s.colorant = '' OR p.colorant = '')
        AND (p.privates = 1 OR kind NOT IN ('toner', 'ink'))),
pairs AS (
    SELECT *, false AS is_set FROM same_color
    UNION ALL
    SELECT * FROM plain)
SELECT pairs.organization_id, pairs.printer_id, pairs.standard, pairs.private, is_set,
    CASE WHEN keeps.standard THEN pairs.private ELSE pairs.standard END AS from_slot,
    CASE WHEN keeps.standard THEN pairs.standard ELSE pairs.private END AS to_slot,
    NOT is_set OR pairs.private = min(pairs.private) OVER (
        PARTITION BY pairs.organization_id, pairs.printer_id, pairs.standard) AS carries
FROM pairs
JOIN parts AS p
    ON p.organization_id = pairs.organization_id AND p.printer_id = pairs.printer_id AND p.slot = pairs.private
JOIN printer_states AS states
    ON states.organization_id = pairs.organization_id AND states.printer_id = pairs.printer_id
-- The private table fell silent long ago, and the standard one tells amounts.
CROSS JOIN LATERAL (
    SELECT is_set OR (NOT p.present AND COALESCE(states.levels[pairs.standard + 1], -1) > 0) AS standard) AS keeps;
CREATE INDEX ON joined (organization_id, printer_id, from_slot);
CREATE TEMPORARY TABLE affected ON COMMIT DROP AS SELECT DISTINCT organization_id, printer_id FROM joined;
ANALYZE joined, affected;

-- ---- the shelf books

-- A replacement that both slots saw was taken from both books; the one that ends gets it back, as far as something was
-- delivered for it.
CREATE TEMPORARY TABLE twice ON COMMIT DROP AS
SELECT j.organization_id, j.printer_id, j.from_slot, LEAST(
    (SELECT count(*) FROM (
        SELECT level, lag(level) OVER (ORDER BY observed_at, journal, seq) AS before
        FROM readings AS r
        CROSS JOIN LATERAL (SELECT r.levels[j.from_slot + 1] AS level) AS told
        WHERE r.organization_id = j.organization_id AND r.printer_id = j.printer_id
            AND level <> -2147483648) AS seen
     WHERE before = 0 AND level <> 0),
    GREATEST(0, (
        SELECT COALESCE(sum(l.quantity), 0)
        FROM supply_order_lines AS l
        JOIN supply_orders AS o ON o.organization_id = l.organization_id AND o.id = l.order_id
        WHERE l.organization_id = j.organization_id AND l.printer_id = j.printer_id AND l.supply_slot = j.from_slot
            AND o.state = 'delivered') - b.shelf))::integer AS cartridges
FROM joined AS j
JOIN replenishment_supplies AS b
    ON b.organization_id = j.organization_id AND b.printer_id = j.printer_id AND b.supply_slot = j.from_slot
WHERE j.from_slot = j.standard;

-- A slot that goes on without a book of its own takes over the first one that ends.
UPDATE replenishment_supplies AS book SET supply_slot = first.to_slot, state = NULL
FROM (
    SELECT DISTINCT ON (organization_id, printer_id, to_slot) organization_id, printer_id, to_slot, from_slot
    FROM joined AS j
    WHERE EXISTS (
            SELECT FROM replenishment_supplies AS b WHERE b.organization_id = j.organization_id
                AND b.printer_id = j.printer_id AND b.supply_slot = j.from_slot)
        AND NOT EXISTS (
            SELECT FROM replenishment_supplies AS b WHERE b.organization_id = j.organization_id
                AND b.printer_id = j.printer_id AND b.supply_slot = j.to_slot)
    ORDER BY organization_id, printer_id, to_slot, from_slot) AS first
WHERE book.organization_id = first.organization_id AND book.printer_id = first.printer_id
    AND book.supply_slot = first.from_slot;

-- No state: it is built anew from the history, with the shelf that stands here.
UPDATE replenishment_supplies AS book SET state = NULL, shelf = book.shelf + other.shelf,
    early_replacements = book.early_replacements + other.early, in_transit = book.in_transit + other.in_transit
FROM (
    SELECT j.organization_id, j.printer_id, j.to_slot, sum(b.shelf + COALESCE(t.cartridges, 0))::integer AS shelf,
        sum(b.early_replacements)::integer AS early, sum(b.in_transit)::integer AS in_transit
    FROM joined AS j
    JOIN replenishment_supplies AS b
        ON b.organization_id = j.organization_id AND b.printer_id = j.printer_id AND b.supply_slot = j.from_slot
    LEFT JOIN twice AS t
        ON t.organization_id = j.organization_id AND t.printer_id = j.printer_id AND t.from_slot = j.from_slot
    GROUP BY 1, 2, 3) AS other
WHERE book.organization_id = other.organization_id AND book.printer_id = other.printer_id
    AND book.supply_slot = other.to_slot;
DELETE FROM replenishment_supplies AS book USING joined AS j
WHERE book.organization_id = j.organization_id AND book.printer_id = j.printer_id AND book.supply_slot = j.from_slot;

-- ---- the orders

-- What is on its way stays on its way, and will be booked where the supply goes on. Two open lines for one supply are
-- two needs of it.
UPDATE supply_order_lines AS line SET supply_slot = moved.to_slot,
    need = CASE WHEN line.open THEN moved.need ELSE line.need END
FROM (
    SELECT l.organization_id, l.id, j.to_slot,
        COALESCE((
            SELECT max(o.need) + 1 FROM supply_order_lines AS o
            WHERE o.organization_id = l.organization_id AND o.printer_id = l.printer_id AND o.supply_slot = j.to_slot
                AND o.open), 0)
        + (row_number() OVER (
            PARTITION BY l.organization_id, l.printer_id, j.to_slot, l.open ORDER BY l.supply_slot, l.need, l.id))::integer
        - 1 AS need
    FROM supply_order_lines AS l
    JOIN joined AS j
        ON j.organization_id = l.organization_id AND j.printer_id = l.printer_id AND j.from_slot = l.supply_slot) AS moved
WHERE line.organization_id = moved.organization_id AND line.id = moved.id;

-- ---- the history of levels, and what they meant

-- to_slots: -1 where the level just goes.
CREATE FUNCTION pg_temp.move_levels(before integer[], from_slots integer[], to_slots integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    absent CONSTANT integer := -2147483648;
    levels integer[] := before;
    level integer;
BEGIN
    FOR i IN 1 .. cardinality(from_slots) LOOP
        level := COALESCE(levels[from_slots[i] + 1], absent);
        CONTINUE WHEN level = absent;
        levels[from_slots[i] + 1] := absent;
        CONTINUE WHEN to_slots[i] < 0;
        levels := levels || array_fill(absent, ARRAY[GREATEST(0, to_slots[i] + 1 - cardinality(levels))]);
        levels[to_slots[i] + 1] := level;
    END LOOP;
    WHILE levels[cardinality(levels)] = absent LOOP
        levels := trim_array(levels, 1);
    END LOOP;
    RETURN levels;
END $$;

-- Where the level of a part stands in each layout: `moves` from from_slot to to_slot.
CREATE TEMPORARY TABLE layout_moves ON COMMIT DROP AS
SELECT l.organization_id, l.printer_id, l.layout, j.from_slot, j.to_slot, ending.entry AS ending, staying.entry AS staying,
    j.carries AND (staying.entry IS NULL OR j.from_slot = j.private) AS moves, j.is_set, j.carries
FROM joined AS j
JOIN printer_layouts AS l ON l.organization_id = j.organization_id AND l.printer_id = j.printer_id
CROSS JOIN LATERAL (
    SELECT entry FROM jsonb_array_elements(l.supplies) AS entries (entry) WHERE (entry->>'slot')::integer = j.from_slot) AS ending
LEFT JOIN LATERAL (
    SELECT entry FROM jsonb_array_elements(l.supplies) AS entries (entry) WHERE (entry->>'slot')::integer = j.to_slot) AS staying
    ON true;
CREATE INDEX ON layout_moves (organization_id, printer_id, layout);
ANALYZE layout_moves;

-- A set is as good as its worst part, from the beginning of its history: that is what is read of it from now on. The
-- part that carries the set's level, slots[1], gets that of the lowest one.
CREATE FUNCTION pg_temp.lowest_first(before integer[], slots integer[], capacities bigint[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    levels integer[] := before;
    lowest double precision;
BEGIN
    IF cardinality(levels) <= slots[1] OR COALESCE(capacities[1], 0) <= 0 THEN RETURN levels; END IF;
    FOR i IN 1 .. cardinality(slots) LOOP
        CONTINUE WHEN COALESCE(levels[slots[i] + 1], -1) < 0 OR COALESCE(capacities[i], 0) <= 0;
        lowest := LEAST(lowest, levels[slots[i] + 1]::double precision / capacities[i]);
    END LOOP;
    IF lowest IS NOT NULL THEN levels[slots[1] + 1] := round(lowest * capacities[1]); END IF;
    RETURN levels;
END $$;
CREATE TEMPORARY TABLE sets ON COMMIT DROP AS
SELECT organization_id, printer_id, layout, to_slot,
    array_agg(from_slot::integer ORDER BY carries DESC, from_slot) AS slots,
    array_agg((ending->>'max_capacity_raw')::bigint ORDER BY carries DESC, from_slot) AS capacities,
    row_number() OVER (PARTITION BY organization_id, printer_id, layout ORDER BY to_slot) AS nth
FROM layout_moves WHERE is_set
GROUP BY organization_id, printer_id, layout, to_slot HAVING bool_or(moves);
DO $$
BEGIN
    FOR n IN 1 .. COALESCE((SELECT max(nth) FROM sets), 0) LOOP
        UPDATE readings AS r SET levels = pg_temp.lowest_first(r.levels, s.slots, s.capacities) FROM sets AS s
        WHERE s.nth = n AND r.organization_id = s.organization_id AND r.printer_id = s.printer_id
            AND r.layout = s.layout;
        UPDATE printer_states AS t SET levels = pg_temp.lowest_first(t.levels, s.slots, s.capacities) FROM sets AS s
        WHERE s.nth = n AND t.organization_id = s.organization_id AND t.printer_id = s.printer_id
            AND t.layout = s.layout;
    END LOOP;
END $$;

UPDATE readings AS r SET levels = pg_temp.move_levels(r.levels, m.from_slots, m.to_slots)
FROM (
    SELECT organization_id, printer_id, layout, array_agg(from_slot::integer) AS from_slots,
        array_agg(to_slot::integer) AS to_slots
    FROM layout_moves WHERE moves GROUP BY 1, 2, 3) AS m
WHERE r.organization_id = m.organization_id AND r.printer_id = m.printer_id AND r.layout = m.layout;
UPDATE printer_states AS s SET levels = pg_temp.move_levels(s.levels, m.from_slots, m.to_slots)
FROM (
    SELECT organization_id, printer_id, layout, array_agg(from_slot::integer) AS from_slots,
        array_agg(CASE WHEN moves THEN to_slot ELSE -1 END::integer) AS to_slots
    FROM layout_moves GROUP BY 1, 2, 3) AS m
WHERE s.organization_id = m.organization_id AND s.printer_id = m.printer_id AND s.layout = m.layout;

-- The standard row's words with the private row's capacity, where both are there.
CREATE FUNCTION pg_temp.join_entries(standard jsonb, private jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT standard || jsonb_build_object('unit', private->'unit', 'max_capacity_raw', private->'max_capacity_raw',
        'source', 'private', 'slot', private->'slot',
        'colorant', COALESCE(NULLIF(standard->>'colorant', ''), private->>'colorant'),
        'part_number', COALESCE(NULLIF(standard->>'part_number', ''), private->>'part_number'),
        'serial_number', COALESCE(NULLIF(standard->>'serial_number', ''), private->>'serial_number'))
$$;
UPDATE printer_layouts AS l SET supplies = fresh.supplies
FROM (
    SELECT l.organization_id, l.printer_id, l.layout, jsonb_agg(
        CASE
            WHEN ends.to_slot IS NOT NULL THEN ends.ending || jsonb_build_object('slot', ends.to_slot)
            WHEN stays.to_slot IS NULL THEN entry
            WHEN entry->>'index' LIKE 'private.%' THEN pg_temp.join_entries(stays.ending, entry)
            WHEN stays.moves THEN pg_temp.join_entries(entry, stays.ending) || jsonb_build_object('slot', stays.to_slot)
            ELSE entry
        END ORDER BY place) AS supplies
    FROM (SELECT DISTINCT organization_id, printer_id, layout FROM layout_moves) AS wanted
    JOIN printer_layouts AS l USING (organization_id, printer_id, layout)
    CROSS JOIN LATERAL jsonb_array_elements(l.supplies) WITH ORDINALITY AS entries (entry, place)
    -- It ends here: its entry moves to the slot that this layout does not have yet, or goes.
    LEFT JOIN layout_moves AS ends
        ON ends.organization_id = l.organization_id AND ends.printer_id = l.printer_id AND ends.layout = l.layout
        AND ends.from_slot = (entry->>'slot')::integer
    LEFT JOIN LATERAL (
        SELECT * FROM layout_moves AS m
        WHERE m.organization_id = l.organization_id AND m.printer_id = l.printer_id AND m.layout = l.layout
            AND m.to_slot = (entry->>'slot')::integer
        ORDER BY m.moves DESC, m.from_slot LIMIT 1) AS stays ON true
    WHERE ends.to_slot IS NULL OR (ends.moves AND ends.staying IS NULL)
    GROUP BY 1, 2, 3) AS fresh
WHERE l.organization_id = fresh.organization_id AND l.printer_id = fresh.printer_id AND l.layout = fresh.layout;

-- ---- the supplies of today

CREATE TEMPORARY TABLE supplies_before ON COMMIT DROP AS
SELECT s.* FROM printer_supplies AS s JOIN affected USING (organization_id, printer_id);
CREATE INDEX ON supplies_before (organization_id, printer_id, slot);

-- Keys are unique: out of the way first. Slots count from 0 without gaps, so the one that ends keeps its row.
UPDATE printer_supplies AS s SET supply_key = 'joined/' || s.slot || '//0'
FROM affected AS a WHERE s.organization_id = a.organization_id AND s.printer_id = a.printer_id;
UPDATE printer_supplies AS s SET present = false, days_left = NULL, days_left_at = NULL
FROM joined AS j
WHERE s.organization_id = j.organization_id AND s.printer_id = j.printer_id AND s.slot = j.from_slot;
UPDATE printer_supplies AS s SET supply_index = standard.supply_index,
    type = COALESCE(NULLIF(standard.type, ''), private.type), class = COALESCE(NULLIF(standard.class, ''), private.class),
    colorant = COALESCE(NULLIF(standard.colorant, ''), CASE WHEN j.is_set THEN '' ELSE private.colorant END),
    description = COALESCE(NULLIF(standard.description, ''), private.description),
    part_number = COALESCE(NULLIF(standard.part_number, ''), private.part_number),
    serial_number = COALESCE(NULLIF(standard.serial_number, ''), private.serial_number),
    unit = CASE WHEN private.present THEN private.unit ELSE standard.unit END,
    max_capacity_raw = CASE WHEN private.present THEN private.max_capacity_raw ELSE standard.max_capacity_raw END,
    source = CASE WHEN private.present THEN 'private' ELSE 'standard' END,
    present = standard.present OR private.present
FROM joined AS j
JOIN supplies_before AS standard ON standard.organization_id = j.organization_id
    AND standard.printer_id = j.printer_id AND standard.slot = j.standard
JOIN supplies_before AS private ON private.organization_id = j.organization_id
    AND private.printer_id = j.printer_id AND private.slot = j.private
WHERE s.organization_id = j.organization_id AND s.printer_id = j.printer_id AND s.slot = j.to_slot AND j.carries;
-- Class, type and colorant as the supply is now, and the how-manieth of these: standard rows came first.
UPDATE printer_supplies AS s SET supply_key = fresh.supply_key
FROM (
    SELECT s.organization_id, s.printer_id, s.slot,
        base || '/' || row_number() OVER (
            PARTITION BY s.organization_id, s.printer_id, base
            ORDER BY substring(known.supply_key FROM '[^/]*$')::integer, s.slot) AS supply_key
    FROM printer_supplies AS s
    JOIN affected USING (organization_id, printer_id)
    LEFT JOIN joined AS j ON j.organization_id = s.organization_id AND j.printer_id = s.printer_id
        AND j.to_slot = s.slot AND j.carries
    JOIN supplies_before AS known ON known.organization_id = s.organization_id AND known.printer_id = s.printer_id
        AND known.slot = COALESCE(j.standard, s.slot)
    CROSS JOIN LATERAL (
        SELECT COALESCE(NULLIF(s.class, ''), 'other') || '/' || COALESCE(NULLIF(s.type, ''), 'unknown') || '/'
            || s.colorant AS base) AS keys
    WHERE NOT EXISTS (
        SELECT FROM joined AS ended WHERE ended.organization_id = s.organization_id
            AND ended.printer_id = s.printer_id AND ended.from_slot = s.slot)) AS fresh
WHERE s.organization_id = fresh.organization_id AND s.printer_id = fresh.printer_id AND s.slot = fresh.slot;

UPDATE printer_states AS states SET lowest_days_left = COALESCE((
    SELECT min(trunc(s.days_left))::integer FROM printer_supplies AS s
    WHERE s.organization_id = states.organization_id AND s.printer_id = states.printer_id AND s.present), 2147483647)
FROM affected AS a WHERE a.organization_id = states.organization_id AND a.printer_id = states.printer_id;

-- Servers look at these printers anew.
UPDATE printers AS p SET fingerprint = 0
FROM affected AS a WHERE p.organization_id = a.organization_id AND p.id = a.printer_id;
UPDATE printer_fleets AS f SET revision = revision + 1
WHERE EXISTS (SELECT FROM affected AS a WHERE a.organization_id = f.organization_id);

DROP FUNCTION pg_temp.move_levels, pg_temp.lowest_first, pg_temp.join_entries;
