-- Imports of contacts (CON-4..CON-8). Writer: server/contacts. They go with their task, after 90 days.

-- A file, as it was read before the task began.
CREATE TABLE contact_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- of the task
    file_name text NOT NULL,             -- '' where nobody said
    separator text NOT NULL,
    separator_line boolean NOT NULL,     -- a first line "sep="
    byte_order_mark boolean NOT NULL,
    row_count bigint NOT NULL,
    rows jsonb NOT NULL,                 -- [{"line": 2, "fields": [...]}], in the order of the file
    CONSTRAINT contact_imports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT contact_imports_id_fkey FOREIGN KEY (organization_id, id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT contact_imports_separator_check CHECK (separator IN ('comma', 'semicolon', 'tab'))
);

-- What became of its rows, in the transaction that did it; a row without one has not been imported.
CREATE TABLE contact_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,                -- of the file
    result text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    company text NOT NULL,
    contact_id uuid,                     -- of an imported row; the contact may be gone since
    errors jsonb NOT NULL,               -- [{"column": "email", "value": "x", "code": "invalid_email", "args": {}}]
    CONSTRAINT contact_import_results_pkey PRIMARY KEY (organization_id, import_id, line),
    CONSTRAINT contact_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id)
        REFERENCES contact_imports (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT contact_import_results_result_check CHECK (result IN ('imported', 'existing', 'invalid'))
);

CALL platen_protect('contact_imports');
CALL platen_protect('contact_import_results');
