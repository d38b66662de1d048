-- How the task of each recurring job ended last, so that the portal, the API and `platen doctor` say which one did not.
ALTER TABLE recurring_jobs ADD COLUMN ended_at timestamptz;
ALTER TABLE recurring_jobs ADD COLUMN end_state text;  -- null: none has ended since this is kept
ALTER TABLE recurring_jobs ADD COLUMN problem_code text;
ALTER TABLE recurring_jobs ADD CONSTRAINT recurring_jobs_end_state_check
    CHECK (end_state IN ('completed', 'completed_with_errors', 'failed', 'cancelled'));
ALTER TABLE recurring_jobs ADD CONSTRAINT recurring_jobs_ended_at_check
    CHECK ((ended_at IS NULL) = (end_state IS NULL));
