-- An address that an administrator wrote for somebody, until the person says from there that it is theirs (IDN-1). At most one a
-- person; what is asked later takes its place, and the link of before ends.
CREATE TABLE email_changes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,                      -- as it will be
    secret_hash bytea NOT NULL,               -- SHA-256 of the link's secret
    asked_by text NOT NULL,                   -- as the audit log names them
    created_at timestamptz NOT NULL,          -- system time
    expires_at timestamptz NOT NULL,
    CONSTRAINT email_changes_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT email_changes_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CALL platen_protect('email_changes');
