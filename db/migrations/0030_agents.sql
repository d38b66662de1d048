-- Agents: the programs at the customers' sites that find and read printers (AGT-1, AGT-2, AGT-8).
-- Writer: server/agents.

CREATE TABLE agents (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,       -- case-folded by the application
    disabled boolean NOT NULL DEFAULT false,
    -- One-time enrollment: the token's hash until it is used or 24 hours (system time) are over.
    token_hash bytea,
    token_expires_at timestamptz,
    key_hash bytea,                           -- of the agent's key; NULL until it has enrolled
    enrolled_at timestamptz,
    -- What to look for and how. Communities and passwords stand in `secrets` only, sealed with a key that is not
    -- in the database.
    include text[] NOT NULL,
    exclude text[] NOT NULL,
    allow_public_addresses boolean NOT NULL,
    discovery_interval_seconds bigint NOT NULL,
    polling_interval_seconds bigint NOT NULL,
    secrets bytea NOT NULL,
    configuration_version bigint NOT NULL DEFAULT 1,  -- grows when the agent has to read it again
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT agents_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT agents_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES sites (organization_id, id),
    CONSTRAINT agents_organization_id_name_key_key UNIQUE (organization_id, name_key),
    CONSTRAINT agents_token_check CHECK ((token_hash IS NULL) = (token_expires_at IS NULL)),
    CONSTRAINT agents_discovery_interval_seconds_check CHECK (discovery_interval_seconds BETWEEN 60 AND 2592000),
    CONSTRAINT agents_polling_interval_seconds_check CHECK (polling_interval_seconds BETWEEN 60 AND 604800)
);
CREATE INDEX agents_name_idx ON agents (name_key, id);
CREATE INDEX agents_site_idx ON agents (organization_id, site_id);

-- What changes with every contact, apart from the row that people edit.
CREATE TABLE agent_contacts (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    last_contact_at timestamptz NOT NULL,     -- business time: what people see
    heard_at timestamptz NOT NULL,            -- system time: what "not communicating" is derived from
    version_text text NOT NULL,
    host_name text NOT NULL,
    address text NOT NULL,                    -- where the connection came from
    CONSTRAINT agent_contacts_pkey PRIMARY KEY (organization_id, agent_id),
    CONSTRAINT agent_contacts_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);

-- What a person asked an agent to do. A command waits until the agent fetches it and again until its result
-- comes; an agent that asks once more gets what has no result yet. Times are system time.
CREATE TABLE agent_commands (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    addresses text[] NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,          -- nobody waits for it any more
    fetched_at timestamptz,
    finished_at timestamptz,
    outcome text,
    items jsonb,                              -- what became of each address: printing::CommandItem
    CONSTRAINT agent_commands_pkey PRIMARY KEY (organization_id, agent_id, id),
    CONSTRAINT agent_commands_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_commands_kind_check
        CHECK (kind IN ('get_printer_status', 'discover', 'configuration_changed')),
    CONSTRAINT agent_commands_outcome_check CHECK ((outcome IS NULL) = (finished_at IS NULL))
);
CREATE INDEX agent_commands_open_idx ON agent_commands (organization_id, agent_id, id) WHERE finished_at IS NULL;
CREATE INDEX agent_commands_expires_idx ON agent_commands (expires_at);

CALL platen_protect('agents');
CALL platen_protect('agent_contacts');
CALL platen_protect('agent_commands');
