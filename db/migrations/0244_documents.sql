-- What the operator shares with an organization: documents in folders with their versions, and links to other pages
-- (PRT-3). Writer: server/documents.

CREATE TABLE external_links (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    title_key text COLLATE "C" NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    position integer NOT NULL,                -- from small to large; those with the same by their titles
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT external_links_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT external_links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX external_links_position_idx ON external_links (organization_id, position, id);
CREATE INDEX external_links_title_idx ON external_links (organization_id, title_key, id);

CREATE TABLE documents (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    folder text NOT NULL,                     -- 'Contracts/2026'; '': in none
    folder_key text COLLATE "C" NOT NULL,
    description text NOT NULL,
    versions integer NOT NULL,                -- so many there are; the newest one is:
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT documents_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT documents_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX documents_name_idx ON documents (organization_id, name_key, id);
CREATE INDEX documents_uploaded_idx ON documents (organization_id, uploaded_at, id);
CREATE INDEX documents_folder_idx ON documents (organization_id, folder_key, id);

-- Only added to.
CREATE TABLE document_versions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    number integer NOT NULL,                  -- 1, 2, ...
    file_name text NOT NULL,
    media_type text NOT NULL,                 -- as its content says
    size_bytes bigint NOT NULL,
    sha256 bytea NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT document_versions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT document_versions_organization_id_document_id_number_key UNIQUE (organization_id, document_id, number),
    CONSTRAINT document_versions_document_id_fkey FOREIGN KEY (organization_id, document_id)
        REFERENCES documents (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT document_versions_number_check CHECK (number >= 1)
);
-- What is uploaded is compressed already, as a rule.
ALTER TABLE document_versions ALTER COLUMN content SET STORAGE EXTERNAL;

CALL platen_protect('external_links');
CALL platen_protect('documents');
CALL platen_protect('document_versions');
