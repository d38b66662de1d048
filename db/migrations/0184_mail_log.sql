-- What became of mails, for people (NOT-1): each attempt, and what the recipient's mail server said later. Writer:
-- server/platform/mail.
ALTER TABLE mails DROP CONSTRAINT mails_state_check;
ALTER TABLE mails ADD CONSTRAINT mails_state_check CHECK (state IN ('queued', 'sent', 'failed', 'bounced'));
ALTER TABLE mails ADD COLUMN to_key text COLLATE "C" NOT NULL DEFAULT '';  -- to_address, case-folded: what lists search
UPDATE mails SET to_key = lower(to_address);
-- What the mail servers refused for good until now.
UPDATE mails SET state = 'bounced' WHERE state = 'failed' AND last_error ~ '^5[0-9][0-9] ';

CREATE INDEX mails_created_idx ON mails (organization_id, created_at, id);
CREATE INDEX mails_state_idx ON mails (organization_id, state, created_at, id);
CREATE INDEX mails_template_idx ON mails (organization_id, template, created_at, id);
CREATE INDEX mails_to_idx ON mails (organization_id, to_key, created_at, id);
CREATE INDEX mails_message_idx ON mails (message_id);

CREATE TABLE mail_attempts (
    organization_id uuid NOT NULL,
    mail_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    outcome text NOT NULL,               -- sent, later, no_service, refused; bounced: the report of another mail server
    status integer NOT NULL,             -- of SMTP; 0: there was no answer
    duration_ms bigint NOT NULL,
    answer text NOT NULL,                -- the mail server's last line, or why it could not be asked; '': it took the mail
    CONSTRAINT mail_attempts_pkey PRIMARY KEY (organization_id, mail_id, id),
    CONSTRAINT mail_attempts_mail_id_fkey FOREIGN KEY (organization_id, mail_id)
        REFERENCES mails (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT mail_attempts_outcome_check CHECK (outcome IN ('sent', 'later', 'no_service', 'refused', 'bounced'))
);

CALL platen_protect('mail_attempts');
