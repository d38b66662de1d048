-- Meters that people read off printers, by hand and from files, and how the periods of a contract are closed (MTR-1..MTR-4).
-- Writer: server/meter_reads.

CREATE TABLE meter_reads (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    source text NOT NULL,
    read_at timestamptz NOT NULL,             -- when the printer showed it
    meters text[] NOT NULL,                   -- kinds; the lists below are by their places
    counts bigint[] NOT NULL,                 -- as displayed; of a change what the new counter began with
    before bigint[] NOT NULL,                 -- as displayed before; -1: nothing was known
    ended bigint[] NOT NULL,                  -- of a change what the old counter ended with; else '{}'
    description text NOT NULL,
    reason text NOT NULL,                     -- of a change; else ''
    hints jsonb NOT NULL,                     -- [{"code": ..., "args": {}}]: what seemed unlikely when it was submitted
    submitted_by text NOT NULL,
    submitted_at timestamptz NOT NULL,
    withdrawn_by text NOT NULL DEFAULT '',
    withdrawn_at timestamptz,                 -- counts no more; can be restored
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT meter_reads_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT meter_reads_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT meter_reads_source_check CHECK (source IN ('hand', 'file', 'change')),
    CONSTRAINT meter_reads_counts_check CHECK (cardinality(counts) = cardinality(meters)),
    CONSTRAINT meter_reads_before_check CHECK (cardinality(before) = cardinality(meters)),
    CONSTRAINT meter_reads_ended_check CHECK (cardinality(ended) = CASE source WHEN 'change' THEN cardinality(meters) ELSE 0 END)
);
CREATE INDEX meter_reads_read_idx ON meter_reads (organization_id, read_at, id);
CREATE INDEX meter_reads_submitted_idx ON meter_reads (organization_id, submitted_at, id);
CREATE INDEX meter_reads_printer_idx ON meter_reads (organization_id, printer_id, read_at, id);

-- How meters of printers under a contract are closed. A contract without a row is not closed.
CREATE TABLE meter_terms (
    organization_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    closing_day integer NOT NULL,             -- the last day of each period; the last of the month where it has no such day
    time_zone text NOT NULL,                  -- IANA; the day of the contract
    starts_on date NOT NULL,                  -- of the first period
    close_after_days integer NOT NULL,        -- behind the closing day, for reads that come late
    reminder_days integer,                    -- before the closing day; NULL: nobody is reminded
    groups jsonb NOT NULL,                    -- [{"name": ..., "meters": [kinds], "included_pages": ...}]
    period_starts_on date NOT NULL,           -- the period that is open
    period_ends_on date NOT NULL,             -- its last day
    period_starts_at timestamptz NOT NULL,
    period_ends_at timestamptz NOT NULL,      -- the first moment behind it
    reminded_for date,                        -- the last day of the period that people were reminded of last
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT meter_terms_pkey PRIMARY KEY (organization_id, contract_id),
    CONSTRAINT meter_terms_contract_id_fkey FOREIGN KEY (organization_id, contract_id)
        REFERENCES contracts (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT meter_terms_closing_day_check CHECK (closing_day BETWEEN 1 AND 31),
    CONSTRAINT meter_terms_period_ends_on_check CHECK (period_ends_on >= period_starts_on)
);

-- A file, as it was read before the task began. They go with their task, after 90 days.
CREATE TABLE meter_read_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- of the task
    file_name text NOT NULL,             -- '' where nobody said
    separator text NOT NULL,
    separator_line boolean NOT NULL,     -- a first line "sep="
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,   -- "Serial number" for serial_number
    row_count bigint NOT NULL,           -- without the names of the columns
    -- [{"line": 1, "fields": [...]}], the names of the columns first; behind those of the file the printer that was meant
    rows jsonb NOT NULL,
    CONSTRAINT meter_read_imports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT meter_read_imports_id_fkey FOREIGN KEY (organization_id, id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT meter_read_imports_separator_check CHECK (separator IN ('comma', 'semicolon', 'tab'))
);

-- What became of its rows, in the transaction that did it; a row without one has not been taken.
CREATE TABLE meter_read_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,                -- of the file
    result text NOT NULL,
    serial_number text NOT NULL,         -- as it stands in the row
    printer_id uuid,
    errors jsonb NOT NULL,               -- [{"column": "life", "value": "", "code": "missing", "args": {}}]
    CONSTRAINT meter_read_import_results_pkey PRIMARY KEY (organization_id, import_id, line),
    CONSTRAINT meter_read_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id)
        REFERENCES meter_read_imports (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT meter_read_import_results_result_check CHECK (result IN ('imported', 'existing', 'invalid'))
);

CALL platen_protect('meter_reads');
CALL platen_protect('meter_terms');
CALL platen_protect('meter_read_imports');
CALL platen_protect('meter_read_import_results');
