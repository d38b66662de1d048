-- Contracts with customers, and the terms of replenishment that are inherited: operator, model, contract, site (ASR-4,
-- ASR-17). Writer: server/contracts; of printers.contract_id: server/printers.

-- What the operator says for everybody. One row. NULL and '{}': nothing is said, what is above counts.
CREATE TABLE contract_operator_terms (
    id smallint NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] NOT NULL DEFAULT '{}',
    service_desk_phone text NOT NULL DEFAULT '',   -- whom customers call
    service_desk_email text NOT NULL DEFAULT '',
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contract_operator_terms_pkey PRIMARY KEY (id),
    CONSTRAINT contract_operator_terms_id_check CHECK (id = 1)
);
INSERT INTO contract_operator_terms (id, updated_at) VALUES (1, now());

-- What the operator says for a printer model.
CREATE TABLE contract_model_terms (
    model_id uuid NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contract_model_terms_pkey PRIMARY KEY (model_id),
    CONSTRAINT contract_model_terms_model_id_fkey FOREIGN KEY (model_id) REFERENCES catalog_models (id)
        ON DELETE CASCADE
);

CREATE TABLE contracts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    number_key text COLLATE "C" NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    customer text NOT NULL,                        -- who looks after printers: ASR-17
    supplies_included boolean NOT NULL,
    excluded_kinds text[] NOT NULL DEFAULT '{}',   -- of supplies that are not included: catalog::PlainType
    starts_on date,                                -- NULL: ever since
    ends_on date,                                  -- the last day; NULL: open
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contracts_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT contracts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT contracts_number_key_key UNIQUE (organization_id, number_key),
    CONSTRAINT contracts_customer_check CHECK (customer IN ('mps', 'self_service')),
    CONSTRAINT contracts_ends_on_check CHECK (ends_on >= starts_on)
);
CREATE INDEX contracts_number_idx ON contracts (organization_id, number_key, id);
CREATE INDEX contracts_name_idx ON contracts (organization_id, name_key, id);

-- What is said for a site.
CREATE TABLE contract_site_terms (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contract_site_terms_pkey PRIMARY KEY (organization_id, site_id),
    CONSTRAINT contract_site_terms_site_id_fkey FOREIGN KEY (organization_id, site_id)
        REFERENCES sites (organization_id, id) ON DELETE CASCADE
);

CALL platen_reference('contract_operator_terms', 'SELECT, UPDATE');
CALL platen_reference('contract_model_terms');
CALL platen_protect('contracts');
CALL platen_protect('contract_site_terms');

-- Until now a printer was under contract or not, without one. Who has such printers gets the contract that this was: the
-- customer looks after them, supplies are included.
SELECT set_config('platen.scope', 'system', true);
ALTER TABLE printers ADD COLUMN contract_id uuid;
WITH made AS (
    INSERT INTO contracts (organization_id, id, number, number_key, name, name_key, customer, supplies_included,
        created_at, updated_at)
    SELECT organization_id, gen_random_uuid(), 'STANDARD', 'standard', 'Standard contract',
        'standard contract', 'self_service', true, now(), now()
    FROM printers WHERE under_contract GROUP BY organization_id
    RETURNING organization_id, id, number, name
)
INSERT INTO audit_events (organization_id, at, actor_kind, actor_name, address, request_id, action, object_type,
    object_id, before, after)
SELECT organization_id, now(), 'system', 'upgrade', '', '', 'contract.created', 'contract', id, NULL,
       jsonb_build_object('number', number, 'name', name)
FROM made;
UPDATE printers SET contract_id = contracts.id FROM contracts
WHERE printers.organization_id = contracts.organization_id AND printers.under_contract;
ALTER TABLE printers
    ADD CONSTRAINT printers_contract_id_check CHECK (under_contract = (contract_id IS NOT NULL)),
    ADD CONSTRAINT printers_contract_id_fkey FOREIGN KEY (organization_id, contract_id)
        REFERENCES contracts (organization_id, id);
CREATE INDEX printers_of_contract_idx ON printers (organization_id, contract_id, id) WHERE contract_id IS NOT NULL;
