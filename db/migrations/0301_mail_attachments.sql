-- A mail may bring a file, which is kept by whoever sends it (RPT-1). Writer: server/platform/outbox.

ALTER TABLE mails ADD COLUMN attachment_id uuid;
