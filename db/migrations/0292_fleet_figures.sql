-- Figures of fleets, counted by a task so that no page counts printers (PRT-6). Derived: a row that is lost is counted again.
-- Writer: server/insights.

CREATE TABLE fleet_figures (
    organization_id uuid NOT NULL,
    counted_at timestamptz NOT NULL,
    ok bigint NOT NULL,                       -- printers by state
    other bigint NOT NULL,
    warning bigint NOT NULL,
    error bigint NOT NULL,
    not_communicating bigint NOT NULL,
    ends_in_7 bigint NOT NULL,                -- printers of which a supply is used up within so many days
    ends_in_14 bigint NOT NULL,
    ends_in_30 bigint NOT NULL,
    replaced bigint NOT NULL,                 -- cartridges, in the twelve months before
    replaced_early bigint NOT NULL,
    levels_left double precision NOT NULL,    -- percent, the sum over levels_known cartridges
    levels_known bigint NOT NULL,
    ran_empty bigint NOT NULL,
    in_time bigint NOT NULL,                  -- of them, where the next one had come
    CONSTRAINT fleet_figures_pkey PRIMARY KEY (organization_id),
    CONSTRAINT fleet_figures_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CREATE TABLE fleet_months (
    organization_id uuid NOT NULL,
    month date NOT NULL,                      -- its first day, UTC
    pages bigint NOT NULL,
    color_pages bigint NOT NULL,
    printers bigint NOT NULL,                 -- that reported their pages
    CONSTRAINT fleet_months_pkey PRIMARY KEY (organization_id, month),
    CONSTRAINT fleet_months_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CREATE TABLE fleet_places (
    organization_id uuid NOT NULL,
    country text NOT NULL,
    city text NOT NULL,
    sites bigint NOT NULL,
    printers bigint NOT NULL,
    troubled bigint NOT NULL,                 -- of them, in error or not communicating
    CONSTRAINT fleet_places_pkey PRIMARY KEY (organization_id, country, city),
    CONSTRAINT fleet_places_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

CALL platen_protect('fleet_figures');
CALL platen_protect('fleet_months');
CALL platen_protect('fleet_places');
