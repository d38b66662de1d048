-- What an item is beside its part number (ASR-19, ORD-2), what is known of printer models (ASR-2), and which of their
-- supplies the fleet has. Writer: server/catalog.

ALTER TABLE catalog_items
    ADD COLUMN kind text NOT NULL DEFAULT 'original',
    ADD COLUMN starter_yield_pages integer NOT NULL DEFAULT 0,   -- of the cartridge that a new printer comes with; 0 = not known
    ADD COLUMN price_amount_minor bigint,                        -- in the currency's smallest unit; NULL: no price
    ADD COLUMN price_currency text NOT NULL DEFAULT '',          -- ISO 4217; '' without a price
    -- Makers write "cartridge" or not: catalog::PlainType.
    ADD COLUMN plain_type text GENERATED ALWAYS AS (
        CASE supply_type WHEN 'toner_cartridge' THEN 'toner' WHEN 'ink_cartridge' THEN 'ink'
            WHEN 'waste_toner_container' THEN 'waste_toner' ELSE supply_type END) STORED,
    ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN manufacturer_key text COLLATE "C" NOT NULL DEFAULT '';
UPDATE catalog_items SET name_key = lower(name), manufacturer_key = lower(manufacturer);
ALTER TABLE catalog_items
    ADD CONSTRAINT catalog_items_kind_check CHECK (kind IN ('original', 'remanufactured', 'compatible')),
    ADD CONSTRAINT catalog_items_starter_yield_pages_check CHECK (starter_yield_pages >= 0),
    ADD CONSTRAINT catalog_items_price_check CHECK ((price_amount_minor IS NULL) = (price_currency = ''));
CREATE INDEX catalog_items_name_idx ON catalog_items (name_key, id);
CREATE INDEX catalog_items_manufacturer_idx ON catalog_items (manufacturer_key, id);
CREATE INDEX catalog_items_updated_idx ON catalog_items (updated_at, id);

-- A printer model that an item fits, that a fleet has, or that somebody entered.
CREATE TABLE catalog_models (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    manufacturer text NOT NULL,
    model text NOT NULL,
    model_key text COLLATE "C" NOT NULL,          -- catalog::ModelKey of both
    checked boolean NOT NULL DEFAULT false,       -- somebody said by which route it takes part in ASR, or that it does not
    fleet_agent boolean NOT NULL DEFAULT false,
    native_agent boolean NOT NULL DEFAULT false,
    note text NOT NULL DEFAULT '',
    allowed_kinds text[] NOT NULL DEFAULT '{original}',  -- of items that are chosen without being preferred
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT catalog_models_pkey PRIMARY KEY (id),
    CONSTRAINT catalog_models_model_key_key UNIQUE (model_key),
    CONSTRAINT catalog_models_checked_check CHECK (checked OR NOT (fleet_agent OR native_agent))
);
INSERT INTO catalog_models (manufacturer, model, model_key, created_at, updated_at)
SELECT min(manufacturer), min(model), model_key, now(), now() FROM catalog_item_models GROUP BY model_key;

-- The item that a person chose where several fit.
CREATE TABLE catalog_preferences (
    model_id uuid NOT NULL,
    supply_type text NOT NULL,                    -- catalog::PlainType
    colorant text NOT NULL,
    item_id uuid NOT NULL,
    CONSTRAINT catalog_preferences_pkey PRIMARY KEY (model_id, supply_type, colorant),
    CONSTRAINT catalog_preferences_model_id_fkey FOREIGN KEY (model_id) REFERENCES catalog_models (id) ON DELETE CASCADE,
    CONSTRAINT catalog_preferences_item_id_fkey FOREIGN KEY (item_id) REFERENCES catalog_items (id) ON DELETE CASCADE
);
CREATE INDEX catalog_preferences_item_idx ON catalog_preferences (item_id);

-- Printers of an organization by model, as they spell it. Counted anew after its fleet has changed, so that no page
-- counts printers.
CREATE TABLE catalog_fleet_models (
    organization_id uuid NOT NULL,
    model_id uuid NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    sort_key text COLLATE "C" NOT NULL,           -- printers.model_key
    printers bigint NOT NULL,
    CONSTRAINT catalog_fleet_models_pkey PRIMARY KEY (organization_id, model_id, manufacturer, model),
    CONSTRAINT catalog_fleet_models_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT catalog_fleet_models_model_id_fkey FOREIGN KEY (model_id) REFERENCES catalog_models (id)
);
CREATE INDEX catalog_fleet_models_model_idx ON catalog_fleet_models (model_id, organization_id);

-- How many of these printers have such a supply.
CREATE TABLE catalog_fleet_supplies (
    organization_id uuid NOT NULL,
    model_id uuid NOT NULL,
    supply_type text NOT NULL,                    -- catalog::PlainType
    colorant text NOT NULL,
    printers bigint NOT NULL,
    CONSTRAINT catalog_fleet_supplies_pkey PRIMARY KEY (organization_id, model_id, supply_type, colorant),
    CONSTRAINT catalog_fleet_supplies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT catalog_fleet_supplies_model_id_fkey FOREIGN KEY (model_id) REFERENCES catalog_models (id)
);
CREATE INDEX catalog_fleet_supplies_model_idx ON catalog_fleet_supplies (model_id, organization_id);

-- Up to which change of the fleet (printer_fleets.revision) its printers are counted.
CREATE TABLE catalog_fleet_counts (
    organization_id uuid NOT NULL,
    revision bigint NOT NULL,
    counted_at timestamptz NOT NULL,
    CONSTRAINT catalog_fleet_counts_pkey PRIMARY KEY (organization_id),
    CONSTRAINT catalog_fleet_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Which orders name an item.
CREATE INDEX supply_order_lines_item_idx ON supply_order_lines (item_id) WHERE item_id IS NOT NULL;

CALL platen_reference('catalog_models');
CALL platen_reference('catalog_preferences');
CALL platen_protect('catalog_fleet_models');
CALL platen_protect('catalog_fleet_supplies');
CALL platen_protect('catalog_fleet_counts');
