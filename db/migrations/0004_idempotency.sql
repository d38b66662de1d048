-- Keys of requests that must have one effect however often they are sent, with the answer that was given.
-- Written in the transaction of the effect; kept for a day. Writer: server/platform/http.
CREATE TABLE idempotency_keys (
    organization_id uuid NOT NULL,
    key_hash bytea NOT NULL,             -- SHA-256 of actor, operation and key
    request_hash bytea NOT NULL,         -- SHA-256 of target and body: the same key for another request is refused
    answer bytea,                        -- sealed; it may show a secret that is shown once
    created_at timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, key_hash)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

CALL platen_protect('idempotency_keys');
