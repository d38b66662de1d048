-- The shelf book, line by line (ASR-12), counts by hand and spares that are kept (ASR-18). Writer: server/replenishment.

-- Each line says what the shelf was before it and after it; the sum of the quantities of a supply is its shelf.
CREATE TABLE shelf_movements (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,                    -- in the order in which they were written
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    cause text NOT NULL,                 -- replenishment::ShelfCause
    quantity integer NOT NULL,           -- cartridges that came (above 0) or went
    shelf_before integer NOT NULL,
    shelf_after integer NOT NULL,
    day date NOT NULL,                   -- on which it happened, as readings tell
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,                 -- who counted; '': the system
    order_number text NOT NULL,          -- of what was delivered
    other_printer_id uuid,               -- which it was put into, or out of which it came
    counted integer,                     -- what a person counted
    CONSTRAINT shelf_movements_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT shelf_movements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT shelf_movements_shelf_after_check CHECK (shelf_after = shelf_before + quantity AND shelf_after >= 0),
    CONSTRAINT shelf_movements_cause_check CHECK (cause IN ('opening', 'delivered', 'returned', 'installed', 'lent', 'put_back', 'moved',
        'doubted', 'found', 'counted', 'corrected'))
);
CREATE INDEX shelf_movements_supply_idx ON shelf_movements (organization_id, printer_id, supply_slot, id);

-- The book begins with what is there, packed by printer as 0220 says.
CREATE FUNCTION pg_temp.shelves(supplies bytea) RETURNS TABLE (slot integer, shelf integer) IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
    fields CONSTANT integer := get_byte(supplies, 0) * 256 + get_byte(supplies, 1);
    place integer := 2;
    octets integer;
BEGIN
    WHILE place < length(supplies) LOOP
        FOR field IN 0 .. fields - 1 LOOP
            octets := get_byte(supplies, place) * 256 + get_byte(supplies, place + 1);
            place := place + 2;
            CONTINUE WHEN octets = 65535;
            IF field = 0 THEN
                slot := ('x' || encode(substr(supplies, place + 1, 4), 'hex'))::bit(32)::integer;
            ELSIF field = 1 THEN
                shelf := ('x' || encode(substr(supplies, place + 1, 4), 'hex'))::bit(32)::integer;
            END IF;
            place := place + octets;
        END LOOP;
        RETURN NEXT;
    END LOOP;
END
$$;
INSERT INTO shelf_movements
SELECT organization_id, gen_random_uuid(), printer_id, slot, 'opening', shelf, 0, shelf, CURRENT_DATE, now(), '', '',
    NULL, NULL
FROM replenishment_printers, pg_temp.shelves(supplies)
WHERE shelf > 0;

-- Which printer a cartridge was in before another took its place: one that turns up elsewhere was not on a shelf.
CREATE TABLE replenishment_cartridges (
    organization_id uuid NOT NULL,
    cartridge bigint NOT NULL,           -- its serial number, hashed (CartridgeHash)
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    removed_on date NOT NULL,
    CONSTRAINT replenishment_cartridges_pkey PRIMARY KEY (organization_id, cartridge),
    CONSTRAINT replenishment_cartridges_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- How many cartridges are always kept. The most particular rule counts: of a printer before its site, its model, and
-- the whole organization; with an item before without.
CREATE TABLE spares_rules (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    model_key text COLLATE "C",          -- catalog::ModelKey; at most one of these three
    site_id uuid,
    printer_id uuid,
    part_key text COLLATE "C" NOT NULL,  -- of an item, folded; '': each item
    manufacturer text NOT NULL,          -- as they were typed
    model text NOT NULL,
    part_number text NOT NULL,
    spares_kept integer NOT NULL,
    together boolean NOT NULL,           -- so many at each site in all, not for each printer
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT spares_rules_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT spares_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT spares_rules_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT spares_rules_site_id_fkey FOREIGN KEY (organization_id, site_id)
        REFERENCES sites (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT spares_rules_spares_kept_check CHECK (spares_kept BETWEEN 0 AND 20),
    CONSTRAINT spares_rules_scope_check CHECK (num_nonnulls(model_key, site_id, printer_id) <= 1)
);
CREATE UNIQUE INDEX spares_rules_what_idx ON spares_rules (organization_id, model_key, site_id, printer_id, part_key)
    NULLS NOT DISTINCT;
CREATE INDEX spares_rules_created_idx ON spares_rules (organization_id, created_at, id);

-- Links in mails that open a page on which a shelf is counted without signing in. Writer: server/shelf.
CREATE TABLE shelf_count_links (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    site_id uuid,                        -- what is counted: one of these two
    printer_id uuid,
    sent_to text NOT NULL,               -- an e-mail address
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,                 -- it counts once
    CONSTRAINT shelf_count_links_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT shelf_count_links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT shelf_count_links_scope_check CHECK (num_nonnulls(site_id, printer_id) = 1)
);
CREATE INDEX shelf_count_links_expires_idx ON shelf_count_links (organization_id, expires_at);

CALL platen_protect('shelf_movements');
CALL platen_protect('replenishment_cartridges');
CALL platen_protect('spares_rules');
CALL platen_protect('shelf_count_links');
