-- Steps from a file may name a line of the order and how many of its pieces are meant (ORD-3). Writer: server/orders.
ALTER TABLE order_import_results
    ADD COLUMN part text NOT NULL DEFAULT '';  -- "2 × P-1", "#3" as it stands in the row; '' for all that was left
