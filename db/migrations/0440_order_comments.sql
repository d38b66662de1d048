-- Who of the operator's people works on a supply order, and what is said about it (ORD-3).
-- Writer: server/orders.

ALTER TABLE supply_orders ADD COLUMN assignee text NOT NULL DEFAULT '';  -- e-mail address; '': nobody
-- What one person works on.
CREATE INDEX supply_orders_assignee_idx ON supply_orders (assignee, due_on, id)
    WHERE assignee <> '' AND state NOT IN ('delivered', 'returned', 'cancelled');

-- Only added to.
CREATE TABLE supply_order_comments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    at timestamptz NOT NULL,
    author text NOT NULL,                     -- as the audit log names them
    text text NOT NULL,
    internal boolean NOT NULL,                -- for the operator's people only
    CONSTRAINT supply_order_comments_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT supply_order_comments_order_id_fkey FOREIGN KEY (organization_id, order_id)
        REFERENCES supply_orders (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX supply_order_comments_order_idx ON supply_order_comments (organization_id, order_id, at, id);

CALL platen_protect('supply_order_comments');
