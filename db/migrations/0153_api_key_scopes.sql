-- What an API key is limited to beside its roles, and who is behind it (IDN-4). Writer: server/identity.

ALTER TABLE api_keys
    -- Names of permissions; NULL: everything that the roles give.
    ADD COLUMN scopes text[],
    -- Whoever made it, in whichever organization: a key does no more than they may do now. NULL: made before this was kept.
    ADD COLUMN made_by_organization_id uuid,
    ADD COLUMN made_by_id uuid,
    -- A key that was revoked stays for a while, so that it is refused as what it is.
    ADD COLUMN revoked_at timestamptz,
    ADD CONSTRAINT api_keys_scopes_check CHECK (cardinality(scopes) > 0),
    ADD CONSTRAINT api_keys_made_by_check CHECK ((made_by_organization_id IS NULL) = (made_by_id IS NULL));
CREATE INDEX api_keys_created_idx ON api_keys (organization_id, created_at, id);
