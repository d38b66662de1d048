-- Periods of contracts that were closed: what each meter group of each printer counted (MTR-5). Writer: server/statements.

-- It stays when its contract goes, so it says what it was.
CREATE TABLE statements (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    contract_id uuid NOT NULL,
    contract_number text NOT NULL,
    contract_name text NOT NULL,
    period_starts_on date NOT NULL,
    period_ends_on date NOT NULL,             -- the last day
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,             -- the first moment behind it
    time_zone text NOT NULL,
    groups jsonb NOT NULL,                    -- as the terms of the contract had them: name, meters, included_pages
    state text NOT NULL,
    approved_by text NOT NULL DEFAULT '',
    approved_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT statements_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT statements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT statements_organization_id_contract_id_period_ends_on_key UNIQUE (organization_id, contract_id, period_ends_on),
    CONSTRAINT statements_state_check CHECK (state IN ('open', 'approved')),
    CONSTRAINT statements_approved_at_check CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
    CONSTRAINT statements_period_ends_on_check CHECK (period_ends_on >= period_starts_on)
);
CREATE INDEX statements_period_idx ON statements (organization_id, period_ends_on, id);
CREATE INDEX statements_created_idx ON statements (organization_id, created_at, id);

CREATE TABLE statement_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    statement_id uuid NOT NULL,
    printer_id uuid NOT NULL,                 -- as it was called then, it may go:
    manufacturer text NOT NULL,
    model text NOT NULL,
    serial_number text NOT NULL,
    serial_key text COLLATE "C" NOT NULL,     -- folded, with the place of the group behind it
    meter_group text NOT NULL,                -- its name
    group_place integer NOT NULL,             -- from 0
    start_value bigint,                       -- NULL: nothing is known
    end_value bigint,
    adjustment bigint NOT NULL,               -- what meter changes in the period add to end less start
    start_origin text NOT NULL,
    end_origin text NOT NULL,
    start_basis jsonb NOT NULL,               -- what the value was made of
    end_basis jsonb NOT NULL,
    found_start_value bigint,                 -- as the close found them; a correction leaves them
    found_end_value bigint,
    reason text NOT NULL DEFAULT '',          -- of the correction
    corrected_by text NOT NULL DEFAULT '',
    corrected_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT statement_lines_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT statement_lines_printer_id_group_place_key
        UNIQUE (organization_id, statement_id, printer_id, group_place),
    CONSTRAINT statement_lines_statement_id_fkey FOREIGN KEY (organization_id, statement_id)
        REFERENCES statements (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT statement_lines_start_origin_check
        CHECK (start_origin IN ('read', 'by_hand', 'interpolated', 'carried_forward', 'corrected', 'missing')),
    CONSTRAINT statement_lines_end_origin_check
        CHECK (end_origin IN ('read', 'by_hand', 'interpolated', 'carried_forward', 'corrected', 'missing'))
);
CREATE INDEX statement_lines_serial_idx ON statement_lines (organization_id, statement_id, serial_key, id);

CALL platen_protect('statements');
CALL platen_protect('statement_lines');
