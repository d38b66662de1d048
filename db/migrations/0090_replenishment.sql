-- What replenishment remembers of each supply, and its last decision (ASR-3..10, ASR-15). Writer: server/replenishment.

CREATE TABLE replenishment_supplies (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    -- The estimator's state, see server/replenishment/estimator.hpp; levels in percent of one cartridge.
    state_version integer NOT NULL,
    last_day date,                       -- day of the newest reading that was used
    last_percent double precision,       -- level then
    last_serial_number text NOT NULL,    -- of the cartridge then; '' where the printer does not tell
    daily_percent double precision,      -- average daily consumption; NULL before two readings
    observed_days integer NOT NULL,      -- days of history behind the average
    shelf integer NOT NULL CHECK (shelf >= 0),                   -- whole cartridges on the shelf
    early_replacements integer NOT NULL CHECK (early_replacements >= 0),  -- swapped in before "delivered" was said
    replaced_at timestamptz,
    -- The last daily decision.
    decided_on date,
    in_transit integer NOT NULL,
    days_left double precision,
    order_due_on date,
    decision text NOT NULL,              -- order, join, no_order
    reason jsonb NOT NULL,               -- {code, args}
    CONSTRAINT replenishment_supplies_pkey PRIMARY KEY (organization_id, printer_id, supply_slot),
    CONSTRAINT replenishment_supplies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
-- Lists begin with what runs out first; what has no forecast comes last.
CREATE INDEX replenishment_supplies_days_left_idx ON replenishment_supplies
    (organization_id, (COALESCE(days_left, 'Infinity'::double precision)), printer_id, supply_slot);

CALL platen_protect('replenishment_supplies');
