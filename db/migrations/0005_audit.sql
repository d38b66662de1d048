-- Who changed what (IDN-5). Append-only: the application may insert and read, nothing else. Writer: server/platform/audit.

CREATE TABLE audit_events (
    organization_id uuid NOT NULL,
    at timestamptz NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    actor_kind text NOT NULL,            -- user, api_key, agent, system
    actor_id uuid,
    actor_name text NOT NULL,
    address text NOT NULL,               -- of the client; '' for background work
    request_id text NOT NULL,
    action text NOT NULL,                -- contact.updated
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    before jsonb,                        -- NULL for what was created
    after jsonb,                         -- NULL for what was deleted
    CONSTRAINT audit_events_pkey PRIMARY KEY (organization_id, at, id)
);
CREATE INDEX audit_events_object_idx ON audit_events (organization_id, object_type, object_id, at, id);

CALL platen_protect('audit_events', 'SELECT, INSERT');
