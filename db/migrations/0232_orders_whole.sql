-- Orders of people, their approval, shipments in parts, back order and cancellation line by line, returns (ORD-1..3,
-- ASR-11). Writer: server/orders.

ALTER TABLE supply_orders
    DROP CONSTRAINT supply_orders_state_check,
    DROP CONSTRAINT supply_orders_source_check,
    ADD CONSTRAINT supply_orders_state_check CHECK (state IN ('awaiting_approval', 'submitted', 'confirmed',
        'on_back_order', 'partly_shipped', 'shipped', 'delivered', 'returned', 'cancelled')),
    ADD CONSTRAINT supply_orders_source_check CHECK (source IN ('replenishment', 'person', 'extra')),
    ADD COLUMN ordered_by_id uuid,                       -- the person or API key; NULL for replenishment
    ADD COLUMN comment text NOT NULL DEFAULT '',         -- to the warehouse; of an extra order why it is needed
    ADD COLUMN desired_on date,                          -- when whoever ordered would like to have it
    -- When the warehouse should look at it: the desired day, else the day of the order; back order moves it.
    ADD COLUMN due_on date,
    ADD COLUMN waits_for jsonb NOT NULL DEFAULT '[]',    -- why it needs an approval: [{code, args}]
    ADD COLUMN packed_at timestamptz,                    -- a parcel is packed that has not left yet ...
    ADD COLUMN packed_for jsonb;                         -- ... and whom its label names: contacts::ContactInput
UPDATE supply_orders SET due_on = (ordered_at AT TIME ZONE 'UTC')::date;
ALTER TABLE supply_orders ALTER COLUMN due_on SET NOT NULL;
CREATE INDEX supply_orders_due_idx ON supply_orders (organization_id, due_on, id);
CREATE INDEX supply_orders_site_idx ON supply_orders (organization_id, site_id, ordered_at, id);
DROP INDEX supply_orders_contact_idx;
CREATE INDEX supply_orders_contact_idx ON supply_orders (organization_id, contact_id)
    WHERE state IN ('awaiting_approval', 'submitted', 'confirmed', 'on_back_order', 'partly_shipped');

-- Pieces of a line. What is still to be shipped: quantity - cancelled - shipped; on its way or to be shipped:
-- quantity - cancelled - delivered - refused.
ALTER TABLE supply_order_lines
    ADD COLUMN cancelled integer NOT NULL DEFAULT 0,
    ADD COLUMN shipped integer NOT NULL DEFAULT 0,
    ADD COLUMN delivered integer NOT NULL DEFAULT 0,
    ADD COLUMN refused integer NOT NULL DEFAULT 0,       -- came back without having arrived
    ADD COLUMN returned integer NOT NULL DEFAULT 0,      -- came back after it had arrived
    ADD COLUMN on_back_order boolean NOT NULL DEFAULT false,
    ADD COLUMN expected_on date,                         -- on back order: when it will be there again
    ADD COLUMN state_reason text NOT NULL DEFAULT '';    -- why on back order or cancelled
UPDATE supply_order_lines AS lines SET
    cancelled = CASE WHEN orders.state = 'cancelled' THEN lines.quantity ELSE 0 END,
    shipped = CASE WHEN orders.state IN ('shipped', 'delivered') THEN lines.quantity ELSE 0 END,
    delivered = CASE WHEN orders.state = 'delivered' THEN lines.quantity ELSE 0 END,
    on_back_order = orders.state = 'on_back_order',
    state_reason = CASE WHEN orders.state IN ('cancelled', 'on_back_order') THEN orders.state_reason ELSE '' END
FROM supply_orders AS orders
WHERE orders.organization_id = lines.organization_id AND orders.id = lines.order_id;
ALTER TABLE supply_order_lines
    ADD CONSTRAINT supply_order_lines_pieces_check CHECK (
        cancelled >= 0 AND shipped >= 0 AND delivered >= 0 AND refused >= 0 AND returned >= 0
        AND cancelled + shipped <= quantity AND delivered + refused <= shipped AND returned <= delivered);
-- What people order is no need that replenishment found: their lines have need -1, as many as they like.
DROP INDEX supply_order_lines_open_need_key;
CREATE UNIQUE INDEX supply_order_lines_open_need_key
    ON supply_order_lines (organization_id, printer_id, supply_slot, need) WHERE open AND need >= 0;

-- What is in a parcel.
CREATE TABLE shipment_lines (
    organization_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    returned integer NOT NULL DEFAULT 0,
    CONSTRAINT shipment_lines_pkey PRIMARY KEY (organization_id, shipment_id, line_id),
    CONSTRAINT shipment_lines_shipment_id_fkey FOREIGN KEY (organization_id, shipment_id)
        REFERENCES shipments (organization_id, id),
    CONSTRAINT shipment_lines_line_id_fkey FOREIGN KEY (organization_id, line_id)
        REFERENCES supply_order_lines (organization_id, id),
    CONSTRAINT shipment_lines_returned_check CHECK (returned BETWEEN 0 AND quantity)
);
CREATE INDEX shipment_lines_line_idx ON shipment_lines (organization_id, line_id);
INSERT INTO shipment_lines (organization_id, shipment_id, line_id, quantity)
SELECT shipments.organization_id, shipments.id, lines.id, lines.quantity
FROM shipments JOIN supply_order_lines AS lines
    ON lines.organization_id = shipments.organization_id AND lines.order_id = shipments.order_id;
CREATE INDEX shipments_carrier_idx ON shipments (organization_id, carrier, order_id);

-- What a person is about to order, for each organization that they act in.
CREATE TABLE supply_carts (
    organization_id uuid NOT NULL,
    owner_id uuid NOT NULL,              -- the person or API key
    id uuid NOT NULL,                    -- another one after each order
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT supply_carts_pkey PRIMARY KEY (organization_id, owner_id),
    CONSTRAINT supply_carts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE TABLE supply_cart_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    printer_id uuid NOT NULL,            -- of the organization, or of one below it
    supply_slot integer NOT NULL,        -- -1: an item that is no supply of the printer, such as a maintenance kit
    item_id uuid,                        -- NULL: a generic item
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    CONSTRAINT supply_cart_lines_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT supply_cart_lines_owner_id_fkey FOREIGN KEY (organization_id, owner_id)
        REFERENCES supply_carts (organization_id, owner_id) ON DELETE CASCADE
);
CREATE INDEX supply_cart_lines_owner_idx ON supply_cart_lines (organization_id, owner_id, id);

-- How much the people of a customer may order at once, and what waits for an approval.
CREATE TABLE supply_order_rules (
    organization_id uuid NOT NULL,
    most_of_item integer NOT NULL CHECK (most_of_item BETWEEN 1 AND 999),
    most_in_cart integer NOT NULL CHECK (most_in_cart BETWEEN 1 AND 9999),
    approve_people boolean NOT NULL,             -- every order of the customer's people
    approve_extra boolean NOT NULL,              -- every extra order of the operator (ASR-11)
    approve_generic boolean NOT NULL,            -- with an item that nobody has named yet
    approve_above_quantity integer,              -- with more pieces than that
    approve_above_amount_minor bigint,           -- of a value above that, as far as prices are known
    approve_currency text NOT NULL,              -- ISO 4217; '' without an amount
    approve_own boolean NOT NULL,                -- whoever ordered may approve
    service_desk text NOT NULL,                  -- whom customers of covered printers call: a phone number, an address
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT supply_order_rules_pkey PRIMARY KEY (organization_id),
    CONSTRAINT supply_order_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Numbers of orders are a permutation of the sequence by this key, so that nobody reads from two of them how many
-- orders lie between.
CREATE TABLE supply_order_number_keys (
    id smallint NOT NULL,
    key text NOT NULL,
    CONSTRAINT supply_order_number_keys_pkey PRIMARY KEY (id)
);
INSERT INTO supply_order_number_keys VALUES (1, gen_random_uuid()::text || gen_random_uuid()::text);

CALL platen_protect('shipment_lines');
CALL platen_protect('supply_carts');
CALL platen_protect('supply_cart_lines');
CALL platen_protect('supply_order_rules');
CALL platen_local('supply_order_number_keys', 'SELECT');
