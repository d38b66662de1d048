-- Imports of the catalogue (ORD-2, API-2). Writer: server/catalog. They go with their task, after 90 days.

-- A file, as it was read before the task began.
CREATE TABLE catalog_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- of the task
    file_name text NOT NULL,             -- '' where nobody said
    separator text NOT NULL,
    separator_line boolean NOT NULL,     -- a first line "sep="
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,  -- "Part number" for part_number
    row_count bigint NOT NULL,           -- without the names of the columns
    rows jsonb NOT NULL,                 -- [{"line": 1, "fields": [...]}], the names of the columns first
    CONSTRAINT catalog_imports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT catalog_imports_id_fkey FOREIGN KEY (organization_id, id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT catalog_imports_separator_check CHECK (separator IN ('comma', 'semicolon', 'tab'))
);

-- What became of its rows, in the transaction that did it; a row without one has not been imported.
CREATE TABLE catalog_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,                -- of the file
    result text NOT NULL,
    part_number text NOT NULL,
    name text NOT NULL,
    created boolean NOT NULL,            -- else an item that was there was changed
    changes text NOT NULL,               -- the columns that were changed, with commas between them
    item_id uuid,                        -- of an imported row; the item may be gone since
    errors jsonb NOT NULL,               -- [{"column": "price", "value": "x", "code": "price_not_number", "args": {}}]
    CONSTRAINT catalog_import_results_pkey PRIMARY KEY (organization_id, import_id, line),
    CONSTRAINT catalog_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id)
        REFERENCES catalog_imports (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT catalog_import_results_result_check CHECK (result IN ('imported', 'existing', 'invalid'))
);

CALL platen_protect('catalog_imports');
CALL platen_protect('catalog_import_results');
