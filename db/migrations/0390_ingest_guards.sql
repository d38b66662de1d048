-- What agents say and is not believed at once (AGT-3, AGT-4): a meter that falls, wraps or jumps; a printer that another site's
-- agent reads.

-- A meter whose newest values are set aside: what is known stays as it was until the values fit again, or a person records that
-- the counter was changed (meter_reads). One row a meter, gone with the doubt; printer_events tell what happened.
CREATE TABLE printer_meter_holds (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot integer NOT NULL,                    -- of printers.meters
    reason text NOT NULL,                     -- printers::MeterDoubt
    value bigint NOT NULL,                    -- as the printer said it last
    since timestamptz NOT NULL,               -- observed_at of the first reading that was doubted
    seen_at timestamptz NOT NULL,             -- of the last one
    CONSTRAINT printer_meter_holds_pkey PRIMARY KEY (organization_id, printer_id, slot),
    CONSTRAINT printer_meter_holds_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_meter_holds_reason_check CHECK (reason IN ('fell', 'zero', 'wrapped', 'jumped'))
);
CALL platen_protect('printer_meter_holds');

-- An agent of another site reads the printer: it may have been moved, or somebody says so. Its readings are set aside until the
-- agent that has the printer reads it no more. Gone when the printer moves.
CREATE TABLE printer_claims (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    address text NOT NULL,
    first_at timestamptz NOT NULL,            -- by the server's clock
    last_at timestamptz NOT NULL,
    sightings bigint NOT NULL,
    CONSTRAINT printer_claims_pkey PRIMARY KEY (organization_id, printer_id, agent_id),
    CONSTRAINT printer_claims_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_claims_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX printer_claims_agent_idx ON printer_claims (organization_id, agent_id);
CALL platen_protect('printer_claims');
