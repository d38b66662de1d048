-- Who takes part in automatic supplies replenishment (ASR-2), whose supplies are on hold (ASR-16), which printers fell
-- silent (ASR-13). Writer: server/enrollment.

-- One row a printer that was ever enrolled, put on hold, or is not expected to report.
CREATE TABLE printer_enrollments (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    enrolled_at timestamptz,                   -- NULL: it does not take part
    enrolled_by text NOT NULL DEFAULT '',      -- as the audit log names them; '' before it was enrolled once
    source text NOT NULL DEFAULT 'none',       -- by whom: none, customer, operator, mps_express, upgrade
    confirmed_to text NOT NULL DEFAULT '',     -- the address that was told
    withdrawn_at timestamptz,
    withdrawn_by text NOT NULL DEFAULT '',
    held_at timestamptz,                       -- NULL: not on hold
    held_by text NOT NULL DEFAULT '',
    hold_reason text NOT NULL DEFAULT '',
    silence_expected boolean NOT NULL DEFAULT false,   -- a spare: nobody is told when it is silent
    silence_reason text NOT NULL DEFAULT '',
    CONSTRAINT printer_enrollments_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT printer_enrollments_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_enrollments_source_check
        CHECK (source IN ('none', 'customer', 'operator', 'mps_express', 'upgrade'))
);

-- A silence of an enrolled printer, until it is connected again. What is over stays as history.
CREATE TABLE printer_disconnections (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    silent_since timestamptz NOT NULL,         -- its newest reading
    found_at timestamptz NOT NULL,
    first_notice_at timestamptz,               -- the contact was told; NULL: not
    last_notice_at timestamptz,
    ended_at timestamptz,                      -- NULL: still silent
    connected boolean NOT NULL DEFAULT false,  -- how it ended: the printer reports again, or it takes part no more
    called_at timestamptz,
    called_by text NOT NULL DEFAULT '',
    call_note text NOT NULL DEFAULT '',
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT printer_disconnections_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT printer_disconnections_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX printer_disconnections_open_key ON printer_disconnections (organization_id, printer_id)
    WHERE ended_at IS NULL;
CREATE INDEX printer_disconnections_since_idx ON printer_disconnections (organization_id, silent_since, id)
    WHERE ended_at IS NULL;

CALL platen_protect('printer_enrollments');
CALL platen_protect('printer_disconnections');

-- Until now every printer under contract was supplied, and nobody had to enroll it: those that are under contract or in
-- MPS Express go on.
SELECT set_config('platen.scope', 'system', true);
WITH enrolled AS (
    INSERT INTO printer_enrollments (organization_id, printer_id, enrolled_at, enrolled_by, source)
    SELECT organization_id, id, now(), 'upgrade', 'upgrade' FROM printers
    WHERE deregistered_at IS NULL AND (under_contract OR managed = 'mps_express')
    RETURNING organization_id, printer_id
), told AS (
    INSERT INTO printer_events (organization_id, printer_id, at, id, code, args, actor)
    SELECT organization_id, printer_id, now(), gen_random_uuid(), 'printer_enrolled', '{}', 'upgrade' FROM enrolled
)
INSERT INTO audit_events (organization_id, at, actor_kind, actor_name, address, request_id, action, object_type,
    object_id, before, after)
SELECT organization_id, now(), 'system', 'upgrade', '', '', 'printer.enrolled', 'printer', printer_id,
       '{"enrolled": false}', '{"enrolled": true}'
FROM enrolled;
