-- What the newest reading of a printer did not tell, and an older one did: values with their times, and the parts
-- that were not answered. NULL, as nearly always: it told everything.
ALTER TABLE printer_states ADD COLUMN kept jsonb;

-- Levels and capacities of nobody knows what became supplies.
UPDATE printer_supplies SET present = false
WHERE present AND type = '' AND class = '' AND colorant = '' AND description = '';

-- A printer may answer in part.
ALTER TABLE task_items DROP CONSTRAINT task_items_outcome_check;
ALTER TABLE task_items ADD CONSTRAINT task_items_outcome_check
    CHECK (outcome IN ('done', 'skipped', 'partly', 'failed'));
