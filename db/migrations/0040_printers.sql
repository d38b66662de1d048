-- Printers: who they are, what they said last, what people decided about them. Writer: server/printers.

-- One number for each organization; it grows when a printer is found or describes itself differently. Servers
-- compare it before they trust what they remember of an organization's printers, and hold its row while they
-- change any of it.
CREATE TABLE printer_fleets (
    organization_id uuid NOT NULL,
    revision bigint NOT NULL,
    printers bigint NOT NULL DEFAULT 0,       -- not deregistered: how a list goes about its work depends on it
    CONSTRAINT printer_fleets_pkey PRIMARY KEY (organization_id),
    CONSTRAINT printer_fleets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Identity and administration: changes seldom. Empty text: the printer does not tell.
CREATE TABLE printers (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    -- AGT-3: "sn/<manufacturer>/<serial>", or a weaker key where there is no serial (server/printers/identity.hpp).
    identity_key text COLLATE "C" NOT NULL,
    weak_key text COLLATE "C" NOT NULL,
    site_id uuid,
    agent_id uuid,                            -- the agent that read it last; NULL once that was removed
    manufacturer text NOT NULL,
    model text NOT NULL,
    serial_number text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    host_name text NOT NULL,                  -- sysName
    hardware_address text NOT NULL,
    device_location text NOT NULL,            -- sysLocation
    location text NOT NULL DEFAULT '',        -- as a person entered it; wins over device_location
    firmware text NOT NULL,
    features text[] NOT NULL,
    inputs jsonb NOT NULL,                    -- trays: index, name, media, unit, capacity
    meters jsonb NOT NULL,                    -- by meter slot: kind, unit, index
    under_contract boolean NOT NULL DEFAULT false,
    managed text NOT NULL DEFAULT 'none',
    contact_id uuid,                          -- supplies delivery contact (CON-9)
    discovered_at timestamptz NOT NULL,
    deregistered_at timestamptz,              -- hidden; seen again it counts as newly discovered
    described_at timestamptz NOT NULL,        -- observed_at of the reading that the columns above came from
    fingerprint bigint NOT NULL,              -- of everything that it says about itself but for its values
    layout smallint NOT NULL,                 -- of printer_layouts, the newest
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    -- What lists sort by: case-folded by the application, compared as octets.
    manufacturer_key text COLLATE "C" NOT NULL,
    model_key text COLLATE "C" NOT NULL,
    serial_key text COLLATE "C" NOT NULL,
    address_key text COLLATE "C" NOT NULL,    -- IPv4 as 8 hexadecimal digits: 10.0.0.9 before 10.0.0.10
    host_key text COLLATE "C" NOT NULL,
    location_key text COLLATE "C" NOT NULL,
    CONSTRAINT printers_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT printers_organization_id_identity_key_key UNIQUE (organization_id, identity_key),
    CONSTRAINT printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT printers_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES sites (organization_id, id),
    CONSTRAINT printers_agent_id_fkey FOREIGN KEY (organization_id, agent_id)
        REFERENCES agents (organization_id, id),
    CONSTRAINT printers_contact_id_fkey FOREIGN KEY (organization_id, contact_id)
        REFERENCES contacts (organization_id, id),
    CONSTRAINT printers_managed_check CHECK (managed IN ('none', 'pending_mps_express', 'mps_express'))
);
CREATE INDEX printers_weak_idx ON printers (organization_id, weak_key);
CREATE INDEX printers_agent_idx ON printers (organization_id, agent_id);
CREATE INDEX printers_site_idx ON printers (organization_id, site_id, id);
CREATE INDEX printers_managed_idx ON printers (organization_id, managed) WHERE managed <> 'none';
CREATE INDEX printers_contract_idx ON printers (under_contract, id);
CREATE INDEX printers_contact_idx ON printers (contact_id) WHERE contact_id IS NOT NULL;
-- Lists of one organization.
CREATE INDEX printers_organization_model_idx ON printers (organization_id, model_key, id);
CREATE INDEX printers_organization_serial_idx ON printers (organization_id, serial_key, id);
CREATE INDEX printers_organization_discovered_idx ON printers (organization_id, discovered_at, id);
-- Lists over many organizations walk these; a small organization is read whole and sorted.
CREATE INDEX printers_manufacturer_idx ON printers (manufacturer_key, id);
CREATE INDEX printers_model_idx ON printers (model_key, id);
CREATE INDEX printers_serial_idx ON printers (serial_key, id);
CREATE INDEX printers_address_idx ON printers (address_key, id);
CREATE INDEX printers_host_idx ON printers (host_key, id);
CREATE INDEX printers_location_idx ON printers (location_key, id);
CREATE INDEX printers_discovered_idx ON printers (discovered_at, id);

-- The words a printer is found by (base::SearchTerms).
CREATE TABLE printer_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    printer_id uuid NOT NULL,
    CONSTRAINT printer_terms_pkey PRIMARY KEY (organization_id, term, printer_id),
    CONSTRAINT printer_terms_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX printer_terms_printer_idx ON printer_terms (organization_id, printer_id, term);
CREATE INDEX printer_terms_term_idx ON printer_terms (term, organization_id, printer_id);

-- How a printer described its supplies at some time: what the slots of packed levels mean. Never changed, so
-- that old readings keep their meaning when a cartridge of another size or serial number is put in.
CREATE TABLE printer_layouts (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    layout smallint NOT NULL,
    fingerprint bigint NOT NULL,
    supplies jsonb NOT NULL,                  -- slot, type, class, colorant, unit, max_capacity_raw, serial_number ...
    created_at timestamptz NOT NULL,
    CONSTRAINT printer_layouts_pkey PRIMARY KEY (organization_id, printer_id, layout),
    CONSTRAINT printer_layouts_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX printer_layouts_fingerprint_key ON printer_layouts (organization_id, printer_id, fingerprint);

-- The supplies of today, by slot. A slot belongs to one supply for ever. Its level stands in printer_states.
CREATE TABLE printer_supplies (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,
    supply_key text COLLATE "C" NOT NULL,     -- class/type/colorant/nth: stays when the printer reorders its rows
    supply_index text NOT NULL,
    type text NOT NULL,
    class text NOT NULL,
    colorant text NOT NULL,
    description text NOT NULL,
    part_number text NOT NULL,
    serial_number text NOT NULL,              -- of the cartridge that is in the printer
    unit text NOT NULL,
    max_capacity_raw bigint,
    present boolean NOT NULL,                 -- the newest reading had it
    days_left double precision,               -- written through printers::WriteDaysLeft by replenishment
    days_left_at timestamptz,
    CONSTRAINT printer_supplies_pkey PRIMARY KEY (organization_id, printer_id, slot),
    CONSTRAINT printer_supplies_organization_id_printer_id_supply_key_key
        UNIQUE (organization_id, printer_id, supply_key),
    CONSTRAINT printer_supplies_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);

-- What the newest reading said: one narrow row a printer, written with every reading. Levels are raw values by
-- supply slot (RFC 3805: -1 unrestricted, -2 unknown, -3 some remains; -2147483648 the slot was not reported),
-- meters by meter slot (-1 not reported). No nulls in the arrays: they are cut out of one long array.
CREATE TABLE printer_states (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamptz NOT NULL,         -- 1970-01-01 until the first reading
    journal integer NOT NULL,                 -- with seq: breaks ties of observed_at
    seq bigint NOT NULL,
    layout smallint NOT NULL,
    status smallint NOT NULL,                 -- 0 ok, 1 other, 2 warning, 3 error: by severity
    status_text text NOT NULL,
    detected_errors integer NOT NULL,         -- bit n: printing::DetectedError n
    problems text NOT NULL,                   -- what it answered badly, a line each
    levels integer[] NOT NULL,
    meters bigint[] NOT NULL,
    input_levels integer[] NOT NULL,
    alerts bigint NOT NULL,                   -- fingerprint of the open alerts; 0: none
    uptime_seconds bigint,
    communicating boolean NOT NULL,
    -- What lists sort and filter by. -1: no life count; 101: no level with a percentage.
    life_count bigint NOT NULL,
    lowest_percent smallint NOT NULL,
    lowest_days_left integer NOT NULL DEFAULT 2147483647,
    CONSTRAINT printer_states_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT printer_states_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT printer_states_status_check CHECK (status BETWEEN 0 AND 3)
) WITH (fillfactor = 70);
CREATE INDEX printer_states_observed_idx ON printer_states (observed_at, printer_id);
CREATE INDEX printer_states_life_count_idx ON printer_states (life_count, printer_id);
CREATE INDEX printer_states_lowest_percent_idx ON printer_states (lowest_percent, printer_id);
CREATE INDEX printer_states_lowest_days_left_idx ON printer_states (lowest_days_left, printer_id);
CREATE INDEX printer_states_status_idx ON printer_states (status, printer_id);
CREATE INDEX printer_states_silent_idx ON printer_states (organization_id, printer_id) WHERE NOT communicating;

CREATE TABLE printer_alerts (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    id uuid NOT NULL,
    alert_key text COLLATE "C" NOT NULL,      -- group/code/place: the same alert in the next reading
    severity text NOT NULL,
    alert_group text NOT NULL,
    code bigint,
    training text NOT NULL,
    description text NOT NULL,
    opened_at timestamptz NOT NULL,           -- observed_at of the first reading that had it
    closed_at timestamptz,                    -- observed_at of the first one that had it no more
    CONSTRAINT printer_alerts_pkey PRIMARY KEY (organization_id, printer_id, id),
    CONSTRAINT printer_alerts_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX printer_alerts_open_key ON printer_alerts (organization_id, printer_id, alert_key)
    WHERE closed_at IS NULL;
CREATE INDEX printer_alerts_time_idx ON printer_alerts (organization_id, printer_id, opened_at);

-- What happened to a printer, for its history page: found, moved to another address, cartridge changed ...
CREATE TABLE printer_events (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,                       -- sentences.<code> of the catalogues
    args jsonb NOT NULL,
    actor text NOT NULL,                      -- who did it; '' for the printer itself
    CONSTRAINT printer_events_pkey PRIMARY KEY (organization_id, printer_id, at, id),
    CONSTRAINT printer_events_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);

CALL platen_protect('printer_fleets');
CALL platen_protect('printers');
CALL platen_protect('printer_terms');
CALL platen_protect('printer_layouts');
CALL platen_protect('printer_supplies');
CALL platen_protect('printer_states');
CALL platen_protect('printer_alerts');
CALL platen_protect('printer_events');
