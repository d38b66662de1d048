-- What an organization is entitled to (ORG-3, ORG-4): given once, from above. Writer: server/organizations.

CREATE TABLE organization_entitlements (
    organization_id uuid NOT NULL,
    entitlement text NOT NULL,
    granted_by text NOT NULL,                 -- as the audit log names them
    granted_at timestamptz NOT NULL,
    CONSTRAINT organization_entitlements_pkey PRIMARY KEY (organization_id, entitlement),
    CONSTRAINT organization_entitlements_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES organizations (id),
    CONSTRAINT organization_entitlements_entitlement_check CHECK (entitlement IN ('mps_express'))
);
CALL platen_protect('organization_entitlements');
