-- Webhooks: what happens is told to programs of customers, parents and the operator (ORD-3). Writer: server/webhooks.

CREATE TABLE webhook_endpoints (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    event_types text[] NOT NULL,             -- {}: every type, also those to come
    child_organizations boolean NOT NULL,    -- also what happens in the organizations below
    enabled boolean NOT NULL,
    disabled_reason text,                    -- failing, gone; NULL: enabled, or disabled by a person
    disabled_at timestamptz,
    secret_sealed bytea NOT NULL,
    former_secret_sealed bytea,              -- of before the last rotation, good until:
    former_secret_until timestamptz,
    created_by text NOT NULL,                -- as the audit log names them
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    failing_since timestamptz,               -- NULL: the last attempt succeeded; written by the sender, as those below
    last_success_at timestamptz,
    held_until timestamptz,                  -- the database's time: nothing else is sent there before
    failures integer NOT NULL DEFAULT 0,     -- in a row
    CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT webhook_endpoints_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
        ON DELETE CASCADE,
    CONSTRAINT webhook_endpoints_disabled_reason_check CHECK (disabled_reason IN ('failing', 'gone'))
);
CREATE INDEX webhook_endpoints_created_idx ON webhook_endpoints (organization_id, created_at, id);

-- One event to one endpoint. An outbox: its columns from `state` on are those of server/platform/outbox.
CREATE TABLE webhook_deliveries (
    organization_id uuid NOT NULL,           -- the endpoint's
    id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    event_id uuid NOT NULL,                  -- the same at every attempt and every endpoint
    event_type text NOT NULL,
    source_organization_id uuid NOT NULL,    -- where it happened
    payload text NOT NULL,                   -- as it is signed
    created_at timestamptz NOT NULL,         -- business time, as sent_at and failed_at
    sent_at timestamptz,
    failed_at timestamptz,
    state text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    next_attempt_at timestamptz,
    give_up_at timestamptz NOT NULL,
    lease_until timestamptz,
    lease_number bigint NOT NULL DEFAULT 0,
    CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT webhook_deliveries_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id)
        REFERENCES webhook_endpoints (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_deliveries_state_check CHECK (state IN ('queued', 'sent', 'failed')),
    CONSTRAINT webhook_deliveries_next_attempt_at_check CHECK ((state = 'queued') = (next_attempt_at IS NOT NULL))
);
CREATE INDEX webhook_deliveries_queued_idx ON webhook_deliveries (organization_id, endpoint_id, next_attempt_at, id)
    WHERE state = 'queued';
CREATE INDEX webhook_deliveries_created_idx ON webhook_deliveries (organization_id, endpoint_id, created_at, id);
CREATE INDEX webhook_deliveries_state_idx ON webhook_deliveries (organization_id, endpoint_id, state, created_at, id);
CREATE INDEX webhook_deliveries_age_idx ON webhook_deliveries (created_at);

CREATE TABLE webhook_attempts (
    organization_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    status integer NOT NULL,                 -- of HTTP; 0: there was no answer
    duration_ms bigint NOT NULL,
    answer text NOT NULL,                    -- its first KB
    error text NOT NULL,                     -- '': it was taken
    CONSTRAINT webhook_attempts_pkey PRIMARY KEY (organization_id, delivery_id, id),
    CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (organization_id, delivery_id)
        REFERENCES webhook_deliveries (organization_id, id) ON DELETE CASCADE
);

CALL platen_protect('webhook_endpoints');
CALL platen_protect('webhook_deliveries');
CALL platen_protect('webhook_attempts');
