-- The guided start of an organization: what was said about showing it (PRT-1). Without a row it shows until all of its steps
-- are done. Writer: server/first_start.

CREATE TABLE first_starts (
    organization_id uuid NOT NULL,
    shown boolean NOT NULL,                   -- true: called again, false: put away
    changed_by text NOT NULL,                 -- as the audit log names them
    changed_at timestamptz NOT NULL,
    CONSTRAINT first_starts_pkey PRIMARY KEY (organization_id),
    CONSTRAINT first_starts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Who has printers has started long ago.
SELECT set_config('platen.scope', 'system', true);
INSERT INTO first_starts (organization_id, shown, changed_by, changed_at)
SELECT o.id, false, 'upgrade', now() FROM organizations AS o
WHERE o.parent_id IS NULL AND EXISTS (SELECT FROM printers)
    OR EXISTS (SELECT FROM printers AS p WHERE p.organization_id = o.id)
    OR EXISTS (SELECT FROM organizations AS c JOIN printers AS p ON p.organization_id = c.id WHERE c.parent_id = o.id);

CALL platen_protect('first_starts');
