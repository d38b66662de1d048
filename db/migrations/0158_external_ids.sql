-- What other systems call our things (API-2). Writer: server/platform/external_ids.

-- Of things that belong to an organization: kind and id of the thing, never a reference to its table. Whoever deletes
-- the thing drops its rows.
CREATE TABLE external_ids (
    organization_id uuid NOT NULL,
    kind text NOT NULL,
    system_key text COLLATE "C" NOT NULL,  -- case-folded by the application
    external_id text COLLATE "C" NOT NULL,
    thing_id uuid NOT NULL,
    system text NOT NULL,
    CONSTRAINT external_ids_pkey PRIMARY KEY (organization_id, kind, system_key, external_id),
    CONSTRAINT external_ids_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT external_ids_kind_check CHECK (kind IN ('organization', 'site', 'printer', 'contact', 'supply_order'))
);
CREATE INDEX external_ids_thing_idx ON external_ids (thing_id, kind);
CREATE INDEX external_ids_id_idx ON external_ids (external_id, kind);

-- Of what all organizations read.
CREATE TABLE shared_external_ids (
    kind text NOT NULL,
    system_key text COLLATE "C" NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    thing_id uuid NOT NULL,
    system text NOT NULL,
    CONSTRAINT shared_external_ids_pkey PRIMARY KEY (kind, system_key, external_id),
    CONSTRAINT shared_external_ids_kind_check CHECK (kind IN ('catalog_item'))
);
CREATE INDEX shared_external_ids_thing_idx ON shared_external_ids (thing_id, kind);
CREATE INDEX shared_external_ids_id_idx ON shared_external_ids (external_id, kind);

CALL platen_protect('external_ids');
CALL platen_reference('shared_external_ids');
