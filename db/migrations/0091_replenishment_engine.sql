-- The replenishment engine: a packed state for each supply, one for each place that shares a shipment, one for the
-- organization; decisions keep their figures as columns. Writer: server/replenishment.

-- What a state was before this migration is of no use any more: the next daily run builds it anew from the history
-- of readings, because it finds no packed state. The shelf cannot be read from printers, so it stays.
ALTER TABLE replenishment_supplies
    DROP COLUMN last_percent,
    DROP COLUMN last_serial_number,
    DROP COLUMN observed_days,
    DROP COLUMN reason,
    ADD COLUMN state bytea,                          -- replenishment::Pack; NULL: to be rebuilt
    ADD COLUMN why text NOT NULL DEFAULT 'learning',  -- replenishment::Why; the sentence is in the catalogues
    ADD COLUMN quantity integer NOT NULL DEFAULT 0,  -- cartridges ordered by the decision
    -- Inputs and figures of the decision; NULL where nothing could be forecast.
    ADD COLUMN percent double precision,             -- left in the printer, as estimated
    ADD COLUMN decided_shelf integer NOT NULL DEFAULT 0,
    ADD COLUMN decided_transit integer NOT NULL DEFAULT 0,
    ADD COLUMN silent_days integer NOT NULL DEFAULT 0,
    ADD COLUMN days_left_low double precision,       -- days_left is as likely as not; it is more than this 9 times in 10
    ADD COLUMN days_left_high double precision,      -- ... and more than this once in 10
    ADD COLUMN lasts_days double precision,          -- with the shelf and what is on its way
    ADD COLUMN risk double precision,                -- of running out before a delivery that is ordered today, 0..1
    ADD COLUMN trigger_days integer NOT NULL DEFAULT 0,
    ADD COLUMN cover_days integer NOT NULL DEFAULT 0;
ALTER TABLE replenishment_supplies
    ALTER COLUMN why DROP DEFAULT,
    ALTER COLUMN quantity DROP DEFAULT,
    ALTER COLUMN decided_shelf DROP DEFAULT,
    ALTER COLUMN decided_transit DROP DEFAULT,
    ALTER COLUMN silent_days DROP DEFAULT,
    ALTER COLUMN trigger_days DROP DEFAULT,
    ALTER COLUMN cover_days DROP DEFAULT;

-- The daily run writes every row of these tables once a day. With half of each page free a new version finds room
-- beside the old one, and no index of printer_supplies has to be touched.
ALTER TABLE replenishment_supplies SET (fillfactor = 50);
ALTER TABLE printer_supplies SET (fillfactor = 50);

-- Supplies of the same site and delivery contact share shipments, and a calendar of how busy its days are. The nil
-- uuid stands for no site and for no contact.
CREATE TABLE replenishment_sites (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    state_version integer NOT NULL,
    state bytea NOT NULL,
    CONSTRAINT replenishment_sites_pkey PRIMARY KEY (organization_id, site_id, contact_id),
    CONSTRAINT replenishment_sites_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- What all supplies of an organization tell together.
CREATE TABLE replenishment_fleets (
    organization_id uuid NOT NULL,
    state_version integer NOT NULL,
    state bytea NOT NULL,
    CONSTRAINT replenishment_fleets_pkey PRIMARY KEY (organization_id),
    CONSTRAINT replenishment_fleets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CALL platen_protect('replenishment_sites');
CALL platen_protect('replenishment_fleets');
