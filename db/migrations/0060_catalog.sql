-- Items that are sold (cartridges, waste boxes, ink) and the printer models that they fit. Writer: server/catalog.
-- Reference tables: the operator keeps them, everybody reads them.

CREATE TABLE catalog_items (
    id uuid NOT NULL,
    part_number text NOT NULL,
    part_number_key text COLLATE "C" NOT NULL,
    manufacturer text NOT NULL,
    name text NOT NULL,
    supply_type text NOT NULL,          -- prtMarkerSuppliesType in snake_case: toner, waste_toner, ink ...
    colorant text NOT NULL,             -- black, cyan ...; '' where the item has no colour
    yield_pages integer NOT NULL CHECK (yield_pages >= 0),  -- ISO/IEC 19752, 19798 or 24711; 0 = not known
    lead_time_days integer CHECK (lead_time_days BETWEEN 0 AND 365),  -- NULL: the operator's default
    active boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT catalog_items_pkey PRIMARY KEY (id),
    CONSTRAINT catalog_items_part_number_key UNIQUE (part_number_key)
);

CREATE TABLE catalog_item_models (
    item_id uuid NOT NULL,
    model_key text COLLATE "C" NOT NULL,  -- folded "manufacturer model", see catalog::ModelKey
    manufacturer text NOT NULL,
    model text NOT NULL,
    CONSTRAINT catalog_item_models_pkey PRIMARY KEY (model_key, item_id),
    CONSTRAINT catalog_item_models_item_id_fkey FOREIGN KEY (item_id) REFERENCES catalog_items (id) ON DELETE CASCADE
);
CREATE INDEX catalog_item_models_item_idx ON catalog_item_models (item_id);

CALL platen_reference('catalog_items');
CALL platen_reference('catalog_item_models');
