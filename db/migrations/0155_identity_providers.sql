-- The identity provider with which people of an organization may sign in (OpenID Connect, IDN-4): at most one each. Writer:
-- server/identity.

CREATE TABLE identity_providers (
    organization_id uuid NOT NULL,
    issuer text NOT NULL,             -- as the provider's own document names it
    client_id text NOT NULL,
    client_secret bytea,              -- sealed with the server's key; NULL: a client without one
    email_claim text NOT NULL,        -- which claim of the ID token is the e-mail address
    enabled boolean NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT identity_providers_pkey PRIMARY KEY (organization_id),
    CONSTRAINT identity_providers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CALL platen_protect('identity_providers');
