-- Organizations and their sites (ORG-1, ORG-2). Writer: server/organizations.

-- operator -> parent organizations -> child organizations; exactly one operator. A deleted organization keeps
-- its row, because its closed orders and its audit log name it. It is protected by its own id.
CREATE TABLE organizations (
    id uuid NOT NULL,
    parent_id uuid,
    tier text NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,  -- case-folded by the application
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organizations (id),
    CONSTRAINT organizations_tier_check CHECK (tier IN ('operator', 'parent', 'child')),
    CONSTRAINT organizations_parent_id_check CHECK ((tier = 'operator') = (parent_id IS NULL))
);
-- Whoever adds a child sees all children of that parent: the constraint tells nothing new.
CREATE UNIQUE INDEX organizations_parent_id_name_key_key ON organizations (parent_id, name_key)
    WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX organizations_operator_key ON organizations (tier) WHERE tier = 'operator';
CREATE INDEX organizations_name_idx ON organizations (name_key, id);

CREATE TABLE sites (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    street1 text NOT NULL,
    street2 text NOT NULL,
    street3 text NOT NULL,
    building text NOT NULL,
    floor text NOT NULL,
    room text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT sites_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT sites_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT sites_organization_id_name_key_key UNIQUE (organization_id, name_key)
);

CALL platen_protect('organizations', 'SELECT, INSERT, UPDATE', 'id');
CALL platen_protect('sites');
