-- The results of a task are filtered by outcome and counted (TSK-1): of many thousand the few that failed, in their order.
CREATE INDEX task_items_outcome_idx ON task_items (organization_id, task_id, outcome, number);
