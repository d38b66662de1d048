-- What-if runs: the same fleet under other settings, over its own past. Writer: server/what_if. They go with their task,
-- after 90 days.
CREATE TABLE what_if_runs (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- of the task
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,            -- as the audit log names them
    input jsonb NOT NULL,                -- what was asked, see server/what_if/what_if.hpp
    outcome jsonb,                       -- NULL: not finished
    finished_at timestamptz,
    CONSTRAINT what_if_runs_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT what_if_runs_id_fkey FOREIGN KEY (organization_id, id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX what_if_runs_created_idx ON what_if_runs (organization_id, created_at, id);

CALL platen_protect('what_if_runs');
