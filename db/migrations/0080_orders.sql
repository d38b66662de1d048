-- Supply orders, their lines, shipments and history (ORD-1, ORD-3, ASR-5..9). Writer: server/orders.

CREATE SEQUENCE supply_order_numbers;

CREATE TABLE supply_orders (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    state text NOT NULL CHECK (state IN ('submitted', 'confirmed', 'on_back_order', 'shipped', 'delivered', 'cancelled')),
    source text NOT NULL CHECK (source IN ('replenishment', 'person')),
    ordered_by text NOT NULL,            -- e-mail address of the person; '' for replenishment
    site_id uuid,
    site_name text NOT NULL,
    contact_id uuid,
    contact jsonb NOT NULL,              -- the contact as it was when ordered, renewed until shipped (ASR-14)
    state_reason text NOT NULL,          -- why cancelled or on back order; '' otherwise
    ordered_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT supply_orders_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT supply_orders_number_key UNIQUE (organization_id, number),
    CONSTRAINT supply_orders_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX supply_orders_ordered_idx ON supply_orders (organization_id, ordered_at, id);
CREATE INDEX supply_orders_state_idx ON supply_orders (organization_id, state, ordered_at, id);

CREATE TABLE supply_order_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    position integer NOT NULL,
    printer_id uuid NOT NULL,
    printer_serial_number text NOT NULL,
    printer_model text NOT NULL,
    printer_location text NOT NULL,
    supply_slot integer NOT NULL,
    item_id uuid,                        -- NULL: a generic item, replaced by the service desk when it ships
    item_part_number text NOT NULL,
    item_name text NOT NULL,
    item_colorant text NOT NULL,
    item_yield_pages integer NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    -- Counts the needs of one supply that are open at the same time: 0, and 1 for the additional order of ASR-7.
    need integer NOT NULL DEFAULT 0,
    open boolean NOT NULL,               -- not yet delivered or cancelled
    reason jsonb NOT NULL,               -- {code, args}: rendered by the catalogues
    CONSTRAINT supply_order_lines_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT supply_order_lines_order_id_fkey FOREIGN KEY (organization_id, order_id)
        REFERENCES supply_orders (organization_id, id)
);
CREATE INDEX supply_order_lines_order_idx ON supply_order_lines (organization_id, order_id, position);
-- One need = one order, however often a run is repeated (reliability promise 2).
CREATE UNIQUE INDEX supply_order_lines_open_need_key
    ON supply_order_lines (organization_id, printer_id, supply_slot, need) WHERE open;

CREATE TABLE shipments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    carrier text NOT NULL,
    tracking_number text NOT NULL,
    shipped_at timestamptz NOT NULL,
    delivered_at timestamptz,
    contact jsonb NOT NULL,              -- where it went
    CONSTRAINT shipments_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT shipments_order_id_fkey FOREIGN KEY (organization_id, order_id)
        REFERENCES supply_orders (organization_id, id)
);
CREATE INDEX shipments_order_idx ON shipments (organization_id, order_id);

CREATE TABLE supply_order_events (
    organization_id uuid NOT NULL,
    order_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    action text NOT NULL,                -- submitted, confirmed, on_back_order, shipped, delivered, cancelled
    actor text NOT NULL,                 -- e-mail address; '' for replenishment
    note text NOT NULL,
    CONSTRAINT supply_order_events_pkey PRIMARY KEY (organization_id, order_id, id),
    CONSTRAINT supply_order_events_order_id_fkey FOREIGN KEY (organization_id, order_id)
        REFERENCES supply_orders (organization_id, id)
);

CALL platen_protect('supply_orders');
CALL platen_protect('supply_order_lines');
CALL platen_protect('shipments');
CALL platen_protect('supply_order_events');
GRANT USAGE ON SEQUENCE supply_order_numbers TO platen_app;
