-- Cartridge economics (ECO-1, ECO-2): a record closes with each cartridge that is replaced. Writer: server/economics.

-- The cartridge that is in a printer now.
CREATE TABLE cartridges_in_printers (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    cartridge bigint NOT NULL,           -- its serial number, hashed; 0: not reported
    serial_number text NOT NULL,
    installed_on date,                   -- NULL: it was there when the printer was first read
    pages_at bigint,                     -- counters then
    color_pages_at bigint,
    starter boolean NOT NULL,            -- it came with the printer (ASR-19)
    moved boolean NOT NULL,              -- it was seen in another printer since
    CONSTRAINT cartridges_in_printers_pkey PRIMARY KEY (organization_id, printer_id, supply_slot),
    CONSTRAINT cartridges_in_printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CREATE TABLE cartridge_records (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    -- What it was for, as it was then.
    site_id uuid,
    model_key text COLLATE "C" NOT NULL,
    model_name text NOT NULL,
    supply_type text NOT NULL,
    colorant text NOT NULL,
    item_id uuid,
    part_number text NOT NULL,           -- '': the catalogue had no item
    item_name text NOT NULL,
    -- Its life.
    cartridge bigint NOT NULL,
    serial_number text NOT NULL,
    starter boolean NOT NULL,
    installed_on date,                   -- NULL: before the printer was first read
    removed_on date NOT NULL,
    pages_at bigint,                     -- counters when it was put in
    color_pages_at bigint,
    pages bigint,                        -- printed with it; NULL: not counted, or the counter was reset
    color_pages bigint,
    pages_expected integer,              -- of a full cartridge, by the catalogue; NULL: not known
    coverage_percent double precision,   -- of a page, as it was really printed
    level_percent double precision,      -- left when it was taken out; NULL: the gauge says nothing
    ended text NOT NULL,
    value_left_minor bigint,             -- of the item's price; NULL: no price, or nothing is left of it
    currency text NOT NULL,
    CONSTRAINT cartridge_records_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT cartridge_records_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT cartridge_records_ended_check CHECK (ended IN ('empty', 'early', 'refilled', 'moved', 'unknown'))
);
-- The report reads a period of an organization from the index alone.
CREATE INDEX cartridge_records_period_idx ON cartridge_records (organization_id, removed_on, id)
    INCLUDE (ended, value_left_minor, currency, pages, pages_expected, level_percent, site_id, model_key, colorant);
CREATE INDEX cartridge_records_printer_idx ON cartridge_records (organization_id, printer_id, supply_slot, removed_on, id);
CREATE INDEX cartridge_records_cartridge_idx ON cartridge_records (organization_id, cartridge) WHERE cartridge <> 0;
CREATE INDEX cartridge_records_level_idx ON cartridge_records
    (organization_id, (COALESCE(level_percent, -1)), id);
-- What was delivered in a period.
CREATE INDEX shelf_movements_delivered_idx ON shelf_movements (organization_id, day)
    INCLUDE (printer_id, supply_slot, quantity) WHERE cause = 'delivered';

CALL platen_protect('cartridges_in_printers');
CALL platen_protect('cartridge_records');

-- The next daily run builds all states from the history of readings (their version is a new one) and tells what it finds of
-- cartridges: what came before is written down then.
