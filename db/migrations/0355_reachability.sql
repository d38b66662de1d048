-- Why printers are silent, checks of addresses, diagnostics (AGT-11). Writer: server/reachability.

-- How the polls of an agent go, and what it can do besides polling.
CREATE TABLE agent_poll_summaries (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    known integer NOT NULL,                   -- printers that it polls
    silent integer NOT NULL,                  -- of these, those of which nothing is heard
    abilities text[] NOT NULL,                -- printing::kCheckAbility
    reported_at timestamptz NOT NULL,
    CONSTRAINT agent_poll_summaries_pkey PRIMARY KEY (organization_id, agent_id),
    CONSTRAINT agent_poll_summaries_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_poll_summaries_known_check CHECK (known >= 0 AND silent >= 0 AND silent <= known)
);

-- What the agent saw when it polled a printer last and that did not answer. A printer that was read since then answers again:
-- its row says nothing any more, and is written over the next time.
CREATE TABLE printer_poll_failures (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    agent_id uuid NOT NULL,                   -- that saw it; may be gone
    failure text NOT NULL,                    -- printing::PollFailure
    detail text NOT NULL,                     -- in English, for a technician
    seen text NOT NULL,                       -- of other_printer: who answers
    since timestamptz NOT NULL,
    observed_at timestamptz NOT NULL,
    usually_off bytea NOT NULL,               -- hours of the week (UTC, from Monday), 21 octets; '': not looked for yet
    CONSTRAINT printer_poll_failures_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT printer_poll_failures_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_poll_failures_failure_check CHECK (failure IN ('no_answer', 'host_unreachable', 'network_unreachable',
        'port_closed', 'snmp_silent', 'access_refused', 'access_removed', 'other_printer')),
    CONSTRAINT printer_poll_failures_usually_off_check CHECK (length(usually_off) IN (0, 21))
);

-- What a device answered, without what names people, places and machines. Asked for first, so that an agent sends nothing
-- that nobody wants; 20 of an agent, for 30 days.
CREATE TABLE agent_diagnostics (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    id uuid NOT NULL,                         -- of the command
    address text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    received_at timestamptz,
    objects integer NOT NULL DEFAULT 0,       -- lines of the walk
    walk bytea NOT NULL DEFAULT '',          -- as lib/snmp/walk_text has it
    CONSTRAINT agent_diagnostics_pkey PRIMARY KEY (organization_id, agent_id, id),
    CONSTRAINT agent_diagnostics_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE
);

-- Who else answers at a printer's address.
CREATE INDEX printers_place_idx ON printers (organization_id, agent_id, address_key);
DROP INDEX printers_agent_idx;

ALTER TABLE agent_commands DROP CONSTRAINT agent_commands_kind_check;
ALTER TABLE agent_commands ADD CONSTRAINT agent_commands_kind_check CHECK (kind IN
    ('get_printer_status', 'discover', 'configuration_changed', 'restart_printers', 'print_test_pages', 'check_addresses',
     'send_diagnostics'));

CALL platen_protect('agent_poll_summaries');
CALL platen_protect('printer_poll_failures');
CALL platen_protect('agent_diagnostics');
