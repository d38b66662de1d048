-- Who is behind a change that a task makes later; what was refused; what a thing was called (IDN-5).

ALTER TABLE audit_events
    ADD COLUMN outcome text NOT NULL DEFAULT 'done',
    ADD COLUMN object_name text NOT NULL DEFAULT '',  -- as it was called then
    ADD CONSTRAINT audit_events_outcome_check CHECK (outcome IN ('done', 'refused'));
-- An operator reads the newest of all organizations, an administrator what one person did.
CREATE INDEX audit_events_at_idx ON audit_events (at, id);
CREATE INDEX audit_events_actor_idx ON audit_events (organization_id, actor_id, at, id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_events_refused_idx ON audit_events (at) WHERE outcome = 'refused';

-- Changes stay for ever: the application may insert and read. What was refused, which strangers can cause, goes after
-- its time; nothing else can be deleted this way.
CREATE FUNCTION platen_forget_refusals(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM audit_events WHERE outcome = 'refused' AND at < older_than RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION platen_forget_refusals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platen_forget_refusals TO platen_app;

-- The person, key or agent that asked for the task, from where, by which request: audit::Origin. NULL: the system.
ALTER TABLE tasks ADD COLUMN origin jsonb;
