-- Orders are found by who ordered them, by whoever gets them and by the number of a parcel (ORD-1). Writer: server/orders.

-- As they are looked for: generated, because row level security uses no index on an expression.
ALTER TABLE supply_orders
    ADD COLUMN ordered_by_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(ordered_by)) STORED;
ALTER TABLE shipments
    ADD COLUMN tracking_key text COLLATE "C" NOT NULL
        GENERATED ALWAYS AS (lower(replace(tracking_number, ' ', ''))) STORED;

CREATE INDEX supply_orders_orderer_idx ON supply_orders (organization_id, ordered_by_key, id) WHERE ordered_by_key <> '';
CREATE INDEX supply_orders_recipient_idx ON supply_orders (organization_id, contact_id, id)
    WHERE contact_id IS NOT NULL;
CREATE INDEX shipments_tracking_idx ON shipments (organization_id, tracking_key, order_id) WHERE tracking_key <> '';
