-- Service requests of people and incidents of printers, with what is said and attached to them (SRV-1..7).
-- Writer: server/service_requests.

-- Numbers are a permutation of the sequence by the key, as those of orders: nobody reads from two of them how many
-- requests lie between.
CREATE SEQUENCE service_request_numbers;
GRANT USAGE ON SEQUENCE service_request_numbers TO platen_app;
CREATE TABLE service_request_number_keys (
    id smallint NOT NULL,
    key text NOT NULL,
    CONSTRAINT service_request_number_keys_pkey PRIMARY KEY (id)
);
INSERT INTO service_request_number_keys VALUES (1, gen_random_uuid()::text || gen_random_uuid()::text);

-- What the operator offers: services with their targets, applications, names of severities, rules for incidents. A row of
-- the operator's own organization is what all have that have none.
CREATE TABLE service_desks (
    organization_id uuid NOT NULL,
    settings jsonb NOT NULL,                  -- service_requests::ServiceDeskInput
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT service_desks_pkey PRIMARY KEY (organization_id),
    CONSTRAINT service_desks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CREATE TABLE service_requests (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    source text NOT NULL,
    state text NOT NULL,
    service text NOT NULL,                    -- its key; '' of an incident
    kind text NOT NULL,
    service_name text NOT NULL,               -- as the operator called it then; '': by its kind
    printer_id uuid,                          -- NULL: a service that needs none
    printer_manufacturer text NOT NULL,       -- as it was then; it may be gone
    printer_model text NOT NULL,
    printer_serial_number text NOT NULL,
    site_id uuid,
    site_name text NOT NULL,
    summary text NOT NULL,                    -- the first line of the description
    description text NOT NULL,
    error_code text NOT NULL,
    item text NOT NULL,
    quantity integer,
    severity integer,                         -- 1 critical .. 4 minimal, of application support
    category text NOT NULL,
    application text NOT NULL,
    source_reference text NOT NULL,
    wanted_on date,
    new_location text NOT NULL,
    alert_severity text NOT NULL,             -- of an incident
    alert_group text NOT NULL,
    requester_id uuid,                        -- the person or API key; NULL: the printer
    requester text NOT NULL,                  -- as the audit log names them; '': the printer
    requester_first_name text NOT NULL,
    requester_last_name text NOT NULL,
    requester_email text NOT NULL,
    requester_language text NOT NULL,
    contact_name text NOT NULL,               -- another person to ask
    contact_email text NOT NULL,
    contact_phone text NOT NULL,
    assignee text NOT NULL,                   -- e-mail address of one of the operator's people; '': nobody
    occurred_at timestamptz NOT NULL,
    due_at timestamptz,                       -- when it is to be completed; NULL: no target
    closed_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT service_requests_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT service_requests_organization_id_number_key UNIQUE (organization_id, number),
    CONSTRAINT service_requests_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT service_requests_source_check CHECK (source IN ('person', 'incident')),
    CONSTRAINT service_requests_state_check CHECK (state IN ('new', 'in_progress', 'completed', 'cancelled')),
    CONSTRAINT service_requests_severity_check CHECK (severity BETWEEN 1 AND 4),
    CONSTRAINT service_requests_closed_at_check CHECK ((closed_at IS NULL) = (state IN ('new', 'in_progress')))
);
CREATE INDEX service_requests_occurred_idx ON service_requests (organization_id, occurred_at, id);
CREATE INDEX service_requests_updated_idx ON service_requests (organization_id, updated_at, id);
CREATE INDEX service_requests_printer_idx ON service_requests (organization_id, printer_id, occurred_at, id);
CREATE INDEX service_requests_open_idx ON service_requests (organization_id, (COALESCE(due_at, 'infinity')), id)
    WHERE closed_at IS NULL;

-- What a request is found by; see base::SearchTerms.
CREATE TABLE service_request_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT service_request_terms_pkey PRIMARY KEY (organization_id, term, request_id),
    CONSTRAINT service_request_terms_request_id_fkey FOREIGN KEY (organization_id, request_id)
        REFERENCES service_requests (organization_id, id) ON DELETE CASCADE
);

-- Its history: steps, comments, internal notes. Only added to.
CREATE TABLE service_request_events (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,                      -- '': the printer, by the rules
    text text NOT NULL,
    internal boolean NOT NULL,                -- for the operator's people only
    CONSTRAINT service_request_events_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT service_request_events_request_id_fkey FOREIGN KEY (organization_id, request_id)
        REFERENCES service_requests (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT service_request_events_kind_check CHECK (kind IN ('created', 'started', 'completed', 'cancelled',
        'reopened', 'commented', 'noted', 'assigned', 'unassigned', 'attached', 'alert_cleared', 'printer_gone',
        'contract_removed', 'contract_not_removed'))
);
CREATE INDEX service_request_events_request_idx ON service_request_events (organization_id, request_id, at, id);

-- Only added to.
CREATE TABLE service_request_attachments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,                 -- as its content says
    size_bytes bigint NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT service_request_attachments_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT service_request_attachments_request_id_fkey FOREIGN KEY (organization_id, request_id)
        REFERENCES service_requests (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX service_request_attachments_request_idx ON service_request_attachments
    (organization_id, request_id, uploaded_at, id);
-- What is uploaded is compressed already, as a rule.
ALTER TABLE service_request_attachments ALTER COLUMN content SET STORAGE EXTERNAL;

-- The alert that an incident is about: no alert opens two (SRV-7).
CREATE TABLE service_request_alerts (
    organization_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT service_request_alerts_pkey PRIMARY KEY (organization_id, alert_id),
    CONSTRAINT service_request_alerts_request_id_fkey FOREIGN KEY (organization_id, request_id)
        REFERENCES service_requests (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX service_request_alerts_request_idx ON service_request_alerts (organization_id, request_id);

CALL platen_protect('service_desks');
CALL platen_protect('service_requests');
CALL platen_protect('service_request_terms');
CALL platen_protect('service_request_events');
CALL platen_protect('service_request_attachments');
CALL platen_protect('service_request_alerts');
CALL platen_local('service_request_number_keys', 'SELECT');
