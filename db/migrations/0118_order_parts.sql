-- An order whose printers get different delivery contacts before it is shipped parts (ASR-14, CON-9). Writer:
-- server/orders.

ALTER TABLE supply_orders
    ADD COLUMN family_id uuid,           -- the order that this one was parted from, itself for all others
    ADD COLUMN merged_into uuid;         -- the order that took its lines over; it is cancelled then
UPDATE supply_orders SET family_id = id;
ALTER TABLE supply_orders
    ALTER COLUMN family_id SET NOT NULL,
    ADD CONSTRAINT supply_orders_merged_into_fkey FOREIGN KEY (organization_id, merged_into)
        REFERENCES supply_orders (organization_id, id);
CREATE INDEX supply_orders_family_idx ON supply_orders (organization_id, family_id);
-- A contact that was changed leads to the orders that still go to it.
CREATE INDEX supply_orders_contact_idx ON supply_orders (organization_id, contact_id)
    WHERE state IN ('submitted', 'confirmed', 'on_back_order');
COMMENT ON COLUMN supply_orders.contact IS 'who it went to, as booked when it was shipped or cancelled; before that the contact itself counts';

-- An event that concerns two orders names the other one.
ALTER TABLE supply_order_events
    ADD COLUMN other_order_id uuid,
    ADD COLUMN other_order_number text NOT NULL DEFAULT '';
ALTER TABLE supply_order_events ALTER COLUMN other_order_number DROP DEFAULT;

-- Open orders from before: each line goes where its printer's contact is today, as it was promised. The lines of
-- printers with another contact than the order's become orders of their own, one for each contact.
DO $$
DECLARE
    part record;
    fresh uuid;
    fresh_number text;
BEGIN
    -- All printers of the order changed to one contact: the order goes there.
    UPDATE supply_orders AS o SET contact_id = only_one.contact_id, version = version + 1
    FROM (SELECT l.organization_id, l.order_id, min(p.contact_id::text)::uuid AS contact_id
          FROM supply_order_lines AS l
          JOIN printers AS p ON p.organization_id = l.organization_id AND p.id = l.printer_id
          WHERE l.open
          GROUP BY l.organization_id, l.order_id
          HAVING count(DISTINCT p.contact_id) = 1 AND bool_and(p.contact_id IS NOT NULL)) AS only_one
    WHERE o.organization_id = only_one.organization_id AND o.id = only_one.order_id
        AND o.state IN ('submitted', 'confirmed', 'on_back_order') AND o.contact_id IS DISTINCT FROM only_one.contact_id;
    FOR part IN
        SELECT o.*, p.contact_id AS new_contact_id, array_agg(l.id) AS lines
        FROM supply_orders AS o
        JOIN supply_order_lines AS l ON l.organization_id = o.organization_id AND l.order_id = o.id AND l.open
        JOIN printers AS p ON p.organization_id = l.organization_id AND p.id = l.printer_id
        WHERE o.state IN ('submitted', 'confirmed', 'on_back_order')
            AND p.contact_id IS NOT NULL AND p.contact_id IS DISTINCT FROM o.contact_id
        GROUP BY o.organization_id, o.id, p.contact_id
    LOOP
        fresh := gen_random_uuid();
        fresh_number := nextval('supply_order_numbers')::text;
        fresh_number := 'SO-' || lpad(fresh_number, greatest(6, length(fresh_number)), '0');
        INSERT INTO supply_orders (organization_id, id, number, state, source, ordered_by, site_id, site_name,
            contact_id, contact, state_reason, ordered_at, updated_at, version, family_id)
        VALUES (part.organization_id, fresh, fresh_number, part.state, part.source, part.ordered_by, part.site_id,
            part.site_name, part.new_contact_id, part.contact, part.state_reason, part.ordered_at, part.updated_at, 1,
            part.family_id);
        UPDATE supply_order_lines SET order_id = fresh
        WHERE organization_id = part.organization_id AND id = ANY (part.lines);
        UPDATE supply_orders SET version = version + 1
        WHERE organization_id = part.organization_id AND id = part.id;
        INSERT INTO supply_order_events (organization_id, order_id, id, at, action, actor, note, other_order_id,
            other_order_number)
        VALUES
            (part.organization_id, part.id, gen_random_uuid(), now(), 'split_to', '', '', fresh, fresh_number),
            (part.organization_id, fresh, gen_random_uuid(), now(), 'split_from', '', '', part.id, part.number);
    END LOOP;
    -- The lines of printers whose contacts had all changed, but to different ones, left orders without a line.
    UPDATE supply_orders AS o SET state = 'cancelled', version = version + 1, merged_into = other.other_order_id
    FROM (SELECT DISTINCT ON (organization_id, order_id) organization_id, order_id, other_order_id
          FROM supply_order_events WHERE action = 'split_to' ORDER BY organization_id, order_id, at) AS other
    WHERE other.organization_id = o.organization_id AND other.order_id = o.id
        AND NOT EXISTS (SELECT FROM supply_order_lines AS l
                        WHERE l.organization_id = o.organization_id AND l.order_id = o.id);
END $$;
