-- Mails on their way out (NOT-1), written in the transaction of their cause. Writer: server/platform/outbox.

CREATE TABLE mails (
    organization_id uuid NOT NULL,       -- whom it concerns; the nil uuid: the system itself
    id uuid NOT NULL,
    message_id text NOT NULL,            -- the same at every attempt, so that a mail that comes twice is known
    template text NOT NULL,
    language text NOT NULL,
    to_address text NOT NULL,
    to_name text NOT NULL,
    subject text NOT NULL,
    body_text text,                      -- NULL: sealed, or wiped after sending
    body_html text,
    body_sealed bytea,                   -- both bodies of a mail that carries a secret
    object_type text,                    -- what it is about: supply_order
    object_id uuid,
    created_at timestamptz NOT NULL,     -- business time, as sent_at and failed_at
    sent_at timestamptz,
    failed_at timestamptz,
    state text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,                     -- the mail server's words, or why it could not be asked
    next_attempt_at timestamptz,         -- the database's time, as the two below; NULL once finished
    give_up_at timestamptz NOT NULL,
    lease_until timestamptz,
    lease_number bigint NOT NULL DEFAULT 0,
    CONSTRAINT mails_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT mails_state_check CHECK (state IN ('queued', 'sent', 'failed')),
    CONSTRAINT mails_next_attempt_at_check CHECK ((state = 'queued') = (next_attempt_at IS NOT NULL))
);
CREATE INDEX mails_queued_idx ON mails (organization_id, next_attempt_at, id) WHERE state = 'queued';
CREATE INDEX mails_object_idx ON mails (organization_id, object_type, object_id, created_at);
CREATE INDEX mails_failed_idx ON mails (organization_id, created_at, id) WHERE state = 'failed';

CALL platen_protect('mails');
