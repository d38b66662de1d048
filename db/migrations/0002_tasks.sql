-- Work that outlives a request (TSK-1). Writer: server/platform/tasks.

CREATE TABLE tasks (
    organization_id uuid NOT NULL,       -- the nil uuid: work of the system itself, seen by nobody
    id uuid NOT NULL,
    kind text NOT NULL,                  -- contacts.import
    state text NOT NULL,
    created_by uuid,                     -- NULL: the system
    created_by_name text NOT NULL,
    created_at timestamptz NOT NULL,     -- business time, as started_at, finished_at and run_at
    started_at timestamptz,
    finished_at timestamptz,
    run_at timestamptz NOT NULL,         -- not before
    input jsonb NOT NULL,
    checkpoint jsonb,                    -- where the next run goes on
    progress_done bigint NOT NULL DEFAULT 0,
    progress_total bigint NOT NULL DEFAULT 0,
    items_failed bigint NOT NULL DEFAULT 0,
    problem_code text,                   -- why it failed
    problem_args jsonb,
    unique_key text,                     -- at most one unfinished task of a kind with this key
    cancel_requested boolean NOT NULL DEFAULT false,
    attempts integer NOT NULL DEFAULT 0,
    retry_at timestamptz,                -- the database's time, as lease_until
    lease_until timestamptz,
    lease_number bigint NOT NULL DEFAULT 0,  -- the fence: only the last one that claimed may write
    CONSTRAINT tasks_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT tasks_state_check CHECK (
        state IN ('queued', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
    CONSTRAINT tasks_finished_at_check CHECK ((state IN ('queued', 'running')) = (finished_at IS NULL)),
    CONSTRAINT tasks_lease_until_check CHECK ((state = 'running') = (lease_until IS NOT NULL))
);
CREATE UNIQUE INDEX tasks_unique_key_key ON tasks (organization_id, kind, unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('queued', 'running');
CREATE INDEX tasks_created_at_idx ON tasks (organization_id, created_at, id);
CREATE INDEX tasks_runnable_idx ON tasks (organization_id, run_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX tasks_finished_at_idx ON tasks (finished_at) WHERE finished_at IS NOT NULL;

-- What became of each thing a task worked on.
CREATE TABLE task_items (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    number bigint NOT NULL,              -- of the line, or in the order of the work
    outcome text NOT NULL,
    subject text NOT NULL,               -- for people: a serial number, a name
    object_id uuid,
    code text NOT NULL,                  -- why, '' when there is nothing to say
    args jsonb NOT NULL,
    CONSTRAINT task_items_pkey PRIMARY KEY (organization_id, task_id, number),
    CONSTRAINT task_items_task_id_fkey FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT task_items_outcome_check CHECK (outcome IN ('done', 'skipped', 'failed'))
);

-- The last period of each recurring job that some server has started.
CREATE TABLE recurring_jobs (
    name text PRIMARY KEY,
    last_period bigint NOT NULL,
    started_at timestamptz NOT NULL
);

CALL platen_protect('tasks');
CALL platen_protect('task_items');
CALL platen_reference('recurring_jobs');
