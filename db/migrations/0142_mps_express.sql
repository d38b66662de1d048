-- MPS Express (MPX-1..MPX-7). Writer: server/mps_express.

-- What the programme asks of every printer. One row; whoever must not miss a change of it holds it.
CREATE TABLE mps_express_programme (
    id smallint NOT NULL,
    minimum_agent_version text NOT NULL,      -- '': any
    terms_version integer NOT NULL,           -- the one to accept; 0: none was published yet
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT mps_express_programme_pkey PRIMARY KEY (id),
    CONSTRAINT mps_express_programme_id_check CHECK (id = 1)
);
INSERT INTO mps_express_programme (id, minimum_agent_version, terms_version) VALUES (1, '', 0);

-- What it asks of a model. A model that is not here is not supported.
CREATE TABLE mps_express_models (
    id uuid NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    model_key text COLLATE "C" NOT NULL,      -- catalog::ModelKey of both
    supported boolean NOT NULL,
    maximum_lifetime_pages bigint NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT mps_express_models_pkey PRIMARY KEY (id),
    CONSTRAINT mps_express_models_model_key_key UNIQUE (model_key),
    CONSTRAINT mps_express_models_maximum_lifetime_pages_check CHECK (maximum_lifetime_pages > 0)
);

-- Terms of service. Never changed: who accepted a version accepted these words.
CREATE TABLE mps_express_terms (
    terms_version integer NOT NULL,
    languages text[] NOT NULL,
    texts text[] NOT NULL,                    -- one a language
    published_by text NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT mps_express_terms_pkey PRIMARY KEY (terms_version)
);

-- What the contract with a customer says.
CREATE TABLE mps_express_contracts (
    organization_id uuid NOT NULL,
    automatic_confirmation boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT mps_express_contracts_pkey PRIMARY KEY (organization_id),
    CONSTRAINT mps_express_contracts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Who accepted which terms for an organization, and when. Only added to.
CREATE TABLE mps_express_acceptances (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    terms_version integer NOT NULL,
    accepted_by text NOT NULL,                -- as the audit log names them
    accepted_by_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    CONSTRAINT mps_express_acceptances_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT mps_express_acceptances_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (id),
    CONSTRAINT mps_express_acceptances_terms_version_fkey FOREIGN KEY (terms_version)
        REFERENCES mps_express_terms (terms_version),
    CONSTRAINT mps_express_acceptances_accepted_by_id_key
        UNIQUE (organization_id, terms_version, accepted_by_id)
);

-- One "Add to MPS Express". Only added to.
CREATE TABLE mps_express_enrollments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    acceptance_id uuid NOT NULL,              -- the terms it was made under
    printers integer NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    CONSTRAINT mps_express_enrollments_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT mps_express_enrollments_acceptance_id_fkey FOREIGN KEY (organization_id, acceptance_id)
        REFERENCES mps_express_acceptances (organization_id, id)
);

-- A printer that was added, and what became of it. What is over stays as history.
CREATE TABLE mps_express_memberships (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    enrollment_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    state text NOT NULL,
    reason text NOT NULL DEFAULT '',          -- of a rejection or a removal
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    decided_by text NOT NULL DEFAULT '',      -- of the last change of state; 'contract': confirmed by contract
    decided_at timestamptz,
    CONSTRAINT mps_express_memberships_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT mps_express_memberships_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id)
        REFERENCES mps_express_enrollments (organization_id, id),
    CONSTRAINT mps_express_memberships_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT mps_express_memberships_state_check CHECK (state IN ('pending', 'managed', 'rejected', 'removed'))
);
-- A printer is in the programme once.
CREATE UNIQUE INDEX mps_express_memberships_open_key ON mps_express_memberships (organization_id, printer_id)
    WHERE state IN ('pending', 'managed');
CREATE INDEX mps_express_memberships_requested_idx ON mps_express_memberships (organization_id, requested_at, id);
CREATE INDEX mps_express_memberships_state_idx ON mps_express_memberships (state, requested_at, id);
CREATE INDEX mps_express_memberships_printer_idx ON mps_express_memberships (organization_id, printer_id);

CALL platen_reference('mps_express_programme', 'SELECT, UPDATE');
CALL platen_reference('mps_express_models');
CALL platen_reference('mps_express_terms', 'SELECT, INSERT');
CALL platen_protect('mps_express_contracts', 'SELECT, INSERT, UPDATE');
CALL platen_protect('mps_express_acceptances', 'SELECT, INSERT');
CALL platen_protect('mps_express_enrollments', 'SELECT, INSERT');
CALL platen_protect('mps_express_memberships', 'SELECT, INSERT, UPDATE');
