-- Which conversation a mail belongs to (ASR-9, ASR-13): the mails of an order, those about a printer's silence. Those that
-- follow the first answer it. Writer: server/platform/mail.
ALTER TABLE mails ADD COLUMN thread text;        -- "supply_order <id>"; NULL: stands alone
ALTER TABLE mails ADD COLUMN in_reply_to text;   -- the Message-ID of the thread's first mail; NULL: it is the first
CREATE INDEX mails_thread_idx ON mails (organization_id, thread, created_at, id) WHERE thread IS NOT NULL;
