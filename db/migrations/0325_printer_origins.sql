-- By which protocols a printer was read, and which of its values each one told (AGT-10).

ALTER TABLE printers ADD COLUMN origins jsonb NOT NULL DEFAULT '[]';     -- printing::Origin; empty: SNMP alone
ALTER TABLE printers ADD COLUMN certificate text NOT NULL DEFAULT '';    -- SHA-256 of the one that it showed last; '': none
ALTER TABLE printers ADD COLUMN certificate_ends timestamptz;
ALTER TABLE printers ADD CONSTRAINT printers_certificate_check CHECK (length(certificate) <= 64);
