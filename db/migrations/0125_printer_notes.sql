-- Notes that people write about printers. Writer: server/printer_notes.

-- snippet: printer_notes.table
CREATE TABLE printer_notes (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    text text NOT NULL,
    author text NOT NULL,                     -- as the audit log names them
    changed_by text NOT NULL,                 -- whoever wrote the text as it is now
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,                   -- hidden; can be restored
    CONSTRAINT printer_notes_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT printer_notes_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX printer_notes_updated_idx ON printer_notes (organization_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX printer_notes_created_idx ON printer_notes (organization_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX printer_notes_printer_idx ON printer_notes (organization_id, printer_id, updated_at, id);
-- end of snippet

-- What was done to a note, one row for each of its versions; only added to.
CREATE TABLE printer_note_versions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    note_id uuid NOT NULL,
    version bigint NOT NULL,
    change text NOT NULL,
    text text NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT printer_note_versions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT printer_note_versions_organization_id_note_id_version_key UNIQUE (organization_id, note_id, version),
    CONSTRAINT printer_note_versions_note_id_fkey FOREIGN KEY (organization_id, note_id)
        REFERENCES printer_notes (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_note_versions_change_check CHECK (change IN ('created', 'edited', 'deleted', 'restored'))
);

-- The words a note is found by (base::SearchTerms).
CREATE TABLE printer_note_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    note_id uuid NOT NULL,
    CONSTRAINT printer_note_terms_pkey PRIMARY KEY (organization_id, term, note_id),
    CONSTRAINT printer_note_terms_note_id_fkey FOREIGN KEY (organization_id, note_id)
        REFERENCES printer_notes (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX printer_note_terms_note_idx ON printer_note_terms (organization_id, note_id);

-- snippet: printer_notes.protect
CALL platen_protect('printer_notes');
CALL platen_protect('printer_note_versions');
CALL platen_protect('printer_note_terms');
-- end of snippet
