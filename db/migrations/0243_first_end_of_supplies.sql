-- What lists sort and filter by is the day on which a printer's first supply is used up, not the days that are left:
-- those are others every day, and each change of an indexed column is a new row in every index of printer_states.
-- What printers' lists and pages show of an estimate is written with what replenishment keeps of the printer: one row,
-- not two. Writers: server/printers, server/replenishment.

ALTER TABLE printer_states
    ADD COLUMN lowest_end date NOT NULL DEFAULT '9999-12-31';  -- then: nothing is forecast

SELECT set_config('platen.scope', 'system', true);
UPDATE printer_states AS states
SET lowest_end = (COALESCE((SELECT estimated_at FROM printer_estimates AS estimates
        WHERE estimates.organization_id = states.organization_id AND estimates.printer_id = states.printer_id),
        states.observed_at) AT TIME ZONE 'UTC')::date + least(states.lowest_days_left, 1000000)
WHERE states.lowest_days_left <> 2147483647;

-- The key carries what lists filter by.
ALTER TABLE printer_states
    DROP CONSTRAINT printer_states_pkey,
    DROP COLUMN lowest_days_left,
    ADD CONSTRAINT printer_states_pkey PRIMARY KEY (organization_id, printer_id)
        INCLUDE (state, communicating, lowest_percent, lowest_end);
CREATE INDEX printer_states_lowest_end_idx ON printer_states (lowest_end, printer_id) INCLUDE (organization_id);

ALTER TABLE replenishment_printers
    ADD COLUMN estimated_at timestamptz,  -- NULL, as the next: no daily run has seen it yet
    ADD COLUMN estimates bytea,           -- pg::Packed<printers::Estimate>
    ALTER COLUMN estimates SET STORAGE EXTERNAL;
UPDATE replenishment_printers AS kept SET estimated_at = estimates.estimated_at, estimates = estimates.supplies
FROM printer_estimates AS estimates
WHERE estimates.organization_id = kept.organization_id AND estimates.printer_id = kept.printer_id;
DROP TABLE printer_estimates;
DELETE FROM table_classes WHERE table_name = 'printer_estimates';
