-- Steps of orders from a file: confirmations, tracking numbers (ORD-3). Writer: server/orders. They go with their task,
-- after 90 days.

-- A file, as it was read before the task began.
CREATE TABLE order_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- of the task
    file_name text NOT NULL,             -- '' where nobody said
    separator text NOT NULL,
    separator_line boolean NOT NULL,     -- a first line "sep="
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,   -- "Tracking number" for tracking_number
    row_count bigint NOT NULL,           -- without the names of the columns
    -- [{"line": 1, "fields": [...]}], the names of the columns first; behind those of the file the order that was meant
    rows jsonb NOT NULL,
    CONSTRAINT order_imports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT order_imports_id_fkey FOREIGN KEY (organization_id, id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT order_imports_separator_check CHECK (separator IN ('comma', 'semicolon', 'tab'))
);

-- What became of its rows, in the transaction that did it; a row without one has not been taken.
CREATE TABLE order_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,                -- of the file
    result text NOT NULL,
    number text NOT NULL,                -- of the order, as it stands in the row
    step text NOT NULL,                  -- as it stands in the row, or is meant
    order_id uuid,
    errors jsonb NOT NULL,               -- [{"column": "carrier", "value": "", "code": "missing", "args": {}}]
    CONSTRAINT order_import_results_pkey PRIMARY KEY (organization_id, import_id, line),
    CONSTRAINT order_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id)
        REFERENCES order_imports (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT order_import_results_result_check CHECK (result IN ('imported', 'existing', 'invalid'))
);

CALL platen_protect('order_imports');
CALL platen_protect('order_import_results');
