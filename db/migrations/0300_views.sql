-- Lists as people keep them under a name (PRN-1): what a list is searched, filtered and sorted by, and its columns.
-- Writer: server/views.

CREATE TABLE saved_views (
    organization_id uuid NOT NULL,            -- in which it was saved
    id uuid NOT NULL,
    owner_id uuid NOT NULL,                   -- the person; of this organization or of one above it
    owner text NOT NULL,                      -- as the audit log names them
    list text NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,       -- case-folded by the application
    shared boolean NOT NULL,                  -- with everybody who sees the organization
    query text NOT NULL,                      -- what the portal's address holds: 'state=error&sort=-model'
    filters text NOT NULL,                    -- what the API is asked with for the same rows
    columns jsonb NOT NULL,                   -- [{id, shown, width}] in their order
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,                   -- hidden; can be restored
    CONSTRAINT saved_views_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT saved_views_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT saved_views_list_check CHECK (list IN ('printers', 'supply_orders', 'supplies_status', 'cartridges'))
);
CREATE INDEX saved_views_name_idx ON saved_views (organization_id, name_key, id) WHERE deleted_at IS NULL;
-- A person has a name once in a list.
CREATE UNIQUE INDEX saved_views_organization_id_owner_id_list_name_key_key
    ON saved_views (organization_id, owner_id, list, name_key) WHERE deleted_at IS NULL;

-- Which of them a person sees first.
CREATE TABLE view_defaults (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    list text NOT NULL,
    view_id uuid NOT NULL,
    CONSTRAINT view_defaults_pkey PRIMARY KEY (organization_id, user_id, list),
    CONSTRAINT view_defaults_view_id_fkey FOREIGN KEY (organization_id, view_id)
        REFERENCES saved_views (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX view_defaults_view_idx ON view_defaults (organization_id, view_id);

CALL platen_protect('saved_views');
CALL platen_protect('view_defaults');
