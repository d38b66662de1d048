-- Registration with the back office has states, each kept with what it was decided for (PRN-6). Writer: server/printers
-- (registration_store.cpp).

-- What the decision was made for: a printer whose identity or model is another one now waits for a new decision, whoever
-- changed it. '': none was made yet.
ALTER TABLE printers ADD COLUMN registered_as text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE printers ADD COLUMN registration_by text NOT NULL DEFAULT '';      -- who said so; '': found by the system
ALTER TABLE printers ADD COLUMN registration_reason text NOT NULL DEFAULT '';  -- their words

-- The expression is the one of registration_store.cpp.
CREATE INDEX printers_registration_due_idx ON printers (organization_id, id)
    WHERE deregistered_at IS NULL AND registered_as <> identity_key || E'\n' || manufacturer_key || E'\n' || model_key;
CREATE INDEX printers_registration_problem_idx ON printers (organization_id, id)
    WHERE deregistered_at IS NULL AND registration_problem <> 'none';
-- Who else has a serial number, over all organizations.
CREATE INDEX printers_identity_idx ON printers (identity_key);
