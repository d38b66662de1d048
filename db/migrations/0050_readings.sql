-- Readings: the agents' journals as they arrive, and the packed history. Writer: server/readings.

-- One row for each incarnation of an agent's journal. The pair (boot_epoch, seq) names a reading; the row is
-- locked while a batch is taken in, so that a batch counts once however often it is sent.
CREATE TABLE reading_journals (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    number integer NOT NULL,                  -- short name of the journal in the rows of readings
    acknowledged_seq bigint NOT NULL,         -- every reading up to here is in
    received bigint[] NOT NULL,               -- beyond it: first and last of each range that is in, ascending
    updated_at timestamptz NOT NULL,
    CONSTRAINT reading_journals_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch),
    CONSTRAINT reading_journals_organization_id_number_key UNIQUE (organization_id, number),
    CONSTRAINT reading_journals_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Packed history: one row a printer and reading, kept when it differs from the reading before it or is the first
-- of its day (UTC). Arrays as in printer_states; what the slots mean is in the printer's layout of that number.
-- No foreign key: the check would cost more than the row.
CREATE TABLE readings (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamptz NOT NULL,
    journal integer NOT NULL,
    seq bigint NOT NULL,
    previous_at timestamptz,                  -- of the reading before it: until then the row before this one held
    layout smallint NOT NULL,
    status smallint NOT NULL,
    levels integer[] NOT NULL,
    meters bigint[] NOT NULL,
    CONSTRAINT readings_pkey PRIMARY KEY (organization_id, printer_id, observed_at, journal, seq)
) PARTITION BY RANGE (observed_at);

-- Rows of readings that came while an earlier part of their journal was missing. They are all kept until it is
-- there, then thinned as if they had come in order.
CREATE TABLE loose_readings (
    organization_id uuid NOT NULL,
    journal integer NOT NULL,
    seq bigint NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamptz NOT NULL,
    alerts jsonb NOT NULL,                    -- opened and closed in their order once the gap is filled
    CONSTRAINT loose_readings_pkey PRIMARY KEY (organization_id, journal, seq),
    CONSTRAINT loose_readings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Readings that could not be understood, kept as they were sent, so that nothing is lost.
CREATE TABLE refused_readings (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    seq bigint NOT NULL,
    received_at timestamptz NOT NULL,
    code text NOT NULL,                       -- problems.<code>
    fields jsonb NOT NULL,                    -- [{pointer, code}]
    reading text NOT NULL,
    CONSTRAINT refused_readings_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch, seq),
    CONSTRAINT refused_readings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Readings that an agent gave up because its disk was full (promise 1: reported, never silently lost).
CREATE TABLE reading_gaps (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT reading_gaps_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch, first_seq),
    CONSTRAINT reading_gaps_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CALL platen_protect('reading_journals');
CALL platen_protect('readings');
CALL platen_protect('loose_readings');
CALL platen_protect('refused_readings');
CALL platen_protect('reading_gaps');
