-- The list of tasks leaves out what the system does by itself until it is asked for (TSK-1). Writer: server/platform/tasks.

CREATE INDEX tasks_of_people_idx ON tasks (organization_id, created_at, id) WHERE created_by IS NOT NULL;
