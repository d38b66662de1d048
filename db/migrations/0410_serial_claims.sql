-- Two machines that say that they have one serial number (AGT-3). Who is read elsewhere under the number of a printer has been moved,
-- or is another machine: its readings are set aside until that shows. Gone with the answer, or after 30 days without a sighting.
CREATE TABLE printer_serial_claims (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,                 -- that has the number
    weak_key text COLLATE "C" NOT NULL,       -- of the other machine, as printers.weak_key
    address text NOT NULL,
    model text NOT NULL,
    first_at timestamptz NOT NULL,            -- by the server's clock
    last_at timestamptz NOT NULL,
    sightings bigint NOT NULL,
    CONSTRAINT printer_serial_claims_pkey PRIMARY KEY (organization_id, printer_id, weak_key),
    CONSTRAINT printer_serial_claims_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CALL platen_protect('printer_serial_claims');

-- Printers that share the serial number of another one: behind chr(30) their identity says where they are (printers/identity.hpp).
CREATE INDEX printers_twins_idx ON printers (organization_id, (split_part(identity_key, chr(30), 1)))
    WHERE strpos(identity_key, chr(30)) > 0;
