-- A task that works on what belongs to organizations below its own: whoever does not see those does not see it (ORG-5). Writer:
-- server/platform/tasks.

ALTER TABLE tasks ADD COLUMN covers_below boolean NOT NULL DEFAULT false;
