-- Each figure with its time: from what a forecast was made, when a decision was taken, why a date has moved.

-- What the printer said when days_left was estimated; a supply that says more now was replaced since.
ALTER TABLE printer_supplies
    ADD COLUMN days_left_percent double precision,
    ADD COLUMN days_left_serial text NOT NULL DEFAULT '';

ALTER TABLE replenishment_supplies
    ADD COLUMN decided_at timestamptz,
    ADD COLUMN decided_percent double precision,      -- as the printer said; NULL: it did not tell
    ADD COLUMN decided_serial text NOT NULL DEFAULT '',  -- of the cartridge, as the printer said
    -- The last move of order_due_on: where it stood, when it was moved and why (replenishment::Moved).
    ADD COLUMN due_was_on date,
    ADD COLUMN due_moved_on date,
    ADD COLUMN due_moved text;

-- in_transit is from now on what was on its way when the decision was taken, its own order included; what is on its
-- way now, the orders say.
