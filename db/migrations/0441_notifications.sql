-- Until when a person has seen what concerns them (PRT-2). What concerns them is read where it is.
-- Writer: server/notifications.

CREATE TABLE notification_marks (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    CONSTRAINT notification_marks_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT notification_marks_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);

CALL platen_protect('notification_marks');

-- What ended of what one person started, and what one person works on.
CREATE INDEX tasks_of_one_idx ON tasks (created_by, finished_at, id) WHERE created_by IS NOT NULL AND finished_at IS NOT NULL;
CREATE INDEX service_requests_assignee_idx ON service_requests (assignee, updated_at, id)
    WHERE assignee <> '' AND closed_at IS NULL;
