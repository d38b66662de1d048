-- Native agents: printers that report themselves with their own credential (AGT-6).
-- Writer: server/agents.

ALTER TABLE agents
    ADD COLUMN kind text NOT NULL DEFAULT 'fleet',
    -- Of a native agent: the printer that it is, as its first reading said; NULL until then.
    ADD COLUMN own_manufacturer text,
    ADD COLUMN own_serial_number text,
    ADD CONSTRAINT agents_kind_check CHECK (kind IN ('fleet', 'native')),
    ADD CONSTRAINT agents_own_check CHECK ((own_manufacturer IS NULL) = (own_serial_number IS NULL)
        AND (own_serial_number IS NULL OR kind = 'native'));
