-- Up to when a recurring job may forget. A clock that jumps ahead for a while moves it by a week at most, so that what is
-- kept for 90 days is not gone after one wrong answer of a time server.
ALTER TABLE recurring_jobs ADD COLUMN forget_at timestamptz;
UPDATE recurring_jobs SET forget_at = started_at;
ALTER TABLE recurring_jobs ALTER COLUMN forget_at SET NOT NULL;
