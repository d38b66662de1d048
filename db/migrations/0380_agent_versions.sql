-- Which versions of the agent there are, which must be, and what becomes of updates (AGT-9). Writer: server/agent_versions.

-- Programs in files that their maker signed. An agent checks the signature with keys that are not here.
CREATE TABLE agent_packages (
    id uuid NOT NULL,
    agent_version text NOT NULL,              -- '0.2.0'
    version_rank bigint NOT NULL,             -- grows with the version: agent_versions::RankOf
    architecture text NOT NULL,               -- Debian's name
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,                     -- of the program, as the package says it
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    content bytea NOT NULL,                   -- the whole file
    CONSTRAINT agent_packages_pkey PRIMARY KEY (id),
    CONSTRAINT agent_packages_agent_version_architecture_key UNIQUE (agent_version, architecture)
);
-- Read in parts, and there is nothing to compress.
ALTER TABLE agent_packages ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX agent_packages_rank_idx ON agent_packages (version_rank, id);

-- One row.
CREATE TABLE agent_version_rules (
    id smallint NOT NULL,
    minimum_version text NOT NULL,            -- '': any
    rollout_version text NOT NULL,            -- '': agents are told one by one
    rollout_percent integer NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT agent_version_rules_pkey PRIMARY KEY (id),
    CONSTRAINT agent_version_rules_id_check CHECK (id = 1),
    CONSTRAINT agent_version_rules_rollout_percent_check CHECK (rollout_percent BETWEEN 0 AND 100)
);
INSERT INTO agent_version_rules (id, minimum_version, rollout_version, rollout_percent) VALUES (1, '', '', 100);

-- What an agent that can be told to update itself said of itself last. Agents of before have no row.
CREATE TABLE agent_version_states (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    agent_version text NOT NULL,
    architecture text NOT NULL,
    can_update boolean NOT NULL,              -- it knows a key with which packages are signed
    last_version text,                        -- of its last update
    last_outcome text,
    last_detail text,
    last_at timestamptz,
    wanted_version text,                      -- a person wants this one, until its update has ended
    wanted_by text,
    wanted_at timestamptz,
    CONSTRAINT agent_version_states_pkey PRIMARY KEY (organization_id, agent_id),
    CONSTRAINT agent_version_states_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE
);

CALL platen_reference('agent_packages');
CALL platen_reference('agent_version_rules', 'SELECT, UPDATE');
CALL platen_protect('agent_version_states');
