-- Which of the agents of one site polls and which stands by (AGT-12).
-- Writer: server/agents.

-- One row of each agent that has asked for its duty; one without polls.
CREATE TABLE agent_duties (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    -- System time: when it last asked, and since when it has done so without a longer pause.
    asked_at timestamptz,
    asked_since timestamptz,
    always boolean NOT NULL DEFAULT false,    -- a person wants it to poll whatever others do
    polls boolean NOT NULL DEFAULT true,
    shared boolean NOT NULL DEFAULT false,    -- another agent of its site has the same search, or a larger one
    stands_by_for uuid,                       -- the agent that polls instead
    since timestamptz,                        -- business time, of `polls`; NULL: it was never decided
    CONSTRAINT agent_duties_pkey PRIMARY KEY (organization_id, agent_id),
    CONSTRAINT agent_duties_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_duties_stands_by_for_fkey FOREIGN KEY (organization_id, stands_by_for)
        REFERENCES agents (organization_id, id) ON DELETE SET NULL (stands_by_for)
) WITH (fillfactor = 70);
CREATE INDEX agent_duties_stands_by_for_idx ON agent_duties (organization_id, stands_by_for)
    WHERE stands_by_for IS NOT NULL;
CALL platen_protect('agent_duties');
