-- A deregistered printer stays away until a person registers it again (PRN-7): their list needs its order and a name.

ALTER TABLE printers ADD COLUMN deregistered_by text NOT NULL DEFAULT '';
CREATE INDEX printers_deregistered_idx ON printers (organization_id, deregistered_at, id)
    WHERE deregistered_at IS NOT NULL;
