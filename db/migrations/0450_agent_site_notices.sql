-- What was told of the agents of a site (AGT-12): one mail for each event, however often and on how many servers it is looked at.
CREATE TABLE agent_site_notices (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    kind text NOT NULL,
    since timestamptz NOT NULL,  -- names the event: when another agent took over; when the last agent was heard of
    told_at timestamptz NOT NULL,
    CONSTRAINT agent_site_notices_pkey PRIMARY KEY (organization_id, site_id, kind),
    CONSTRAINT agent_site_notices_site_id_fkey FOREIGN KEY (organization_id, site_id)
        REFERENCES sites (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT agent_site_notices_kind_check CHECK (kind IN ('took_over', 'silent'))
);
CALL platen_protect('agent_site_notices');
