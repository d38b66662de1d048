-- Which mails a person gets, and how far back their lists of orders and requests go (PRT-2). Writer: server/identity.
ALTER TABLE users
    ADD COLUMN mail_alerts boolean NOT NULL DEFAULT true,   -- of alert rules that name them
    ADD COLUMN mail_approvals boolean NOT NULL DEFAULT true,  -- of orders that wait for them
    ADD COLUMN mail_reports boolean NOT NULL DEFAULT true,  -- of printers of high volume and cartridges that were moved
    ADD COLUMN recent_only boolean NOT NULL DEFAULT false;  -- orders and requests of the last 90 days
