-- Lists and reports that are made by themselves and mailed (RPT-1). Writer: server/reports.

CREATE TABLE scheduled_reports (
    organization_id uuid NOT NULL,            -- acted in when it was made; it says what is seen
    id uuid NOT NULL,
    owner_home uuid NOT NULL,                 -- the person whose sight counts: home and id
    owner_id uuid NOT NULL,
    owner text NOT NULL,                      -- as the audit log names them
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,       -- case-folded by the application
    source text NOT NULL,
    view_id uuid,                             -- a saved view of that list; it is looked up at each run
    filters text NOT NULL,                    -- without a view: what the API is asked with
    format text NOT NULL,
    every text NOT NULL,
    first_on date NOT NULL,                   -- the first day of the schedule
    at_hour integer NOT NULL,                 -- of that time zone
    time_zone text NOT NULL,
    recipients jsonb NOT NULL,                -- [{home, id, email}]
    enabled boolean NOT NULL,
    paused_because text,                      -- it paused by itself
    next_run_at timestamptz,                  -- NULL while it is not enabled
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT scheduled_reports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT scheduled_reports_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT scheduled_reports_view_id_fkey FOREIGN KEY (organization_id, view_id)
        REFERENCES saved_views (organization_id, id),
    CONSTRAINT scheduled_reports_at_hour_check CHECK (at_hour BETWEEN 0 AND 23),
    CONSTRAINT scheduled_reports_next_run_at_check CHECK (enabled = (next_run_at IS NOT NULL))
);
CREATE INDEX scheduled_reports_name_idx ON scheduled_reports (organization_id, name_key, id);
CREATE INDEX scheduled_reports_due_idx ON scheduled_reports (next_run_at) WHERE next_run_at IS NOT NULL;
CREATE INDEX scheduled_reports_view_idx ON scheduled_reports (organization_id, view_id) WHERE view_id IS NOT NULL;

CREATE TABLE report_runs (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    asked_by text NOT NULL,                   -- '': its schedule
    state text NOT NULL,
    rows bigint,                              -- in the file
    problem text,                             -- why there is none
    sent_to text[] NOT NULL,                  -- e-mail addresses
    skipped text[] NOT NULL,                  -- those who left
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    file_until timestamptz,                   -- so long its files are kept
    CONSTRAINT report_runs_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT report_runs_report_id_fkey FOREIGN KEY (organization_id, report_id)
        REFERENCES scheduled_reports (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT report_runs_state_check CHECK (state IN ('waiting', 'done', 'failed'))
);
CREATE INDEX report_runs_report_idx ON report_runs (organization_id, report_id, created_at, id);
CREATE INDEX report_runs_created_idx ON report_runs (created_at);

-- One for each language of its recipients.
CREATE TABLE report_files (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    language text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT report_files_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT report_files_organization_id_run_id_language_key UNIQUE (organization_id, run_id, language),
    CONSTRAINT report_files_run_id_fkey FOREIGN KEY (organization_id, run_id)
        REFERENCES report_runs (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE report_files ALTER COLUMN content SET STORAGE EXTERNAL;

CALL platen_protect('scheduled_reports');
CALL platen_protect('report_runs');
CALL platen_protect('report_files');
