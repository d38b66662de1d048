-- The second factor at sign-in: codes of an authenticator app (TOTP, RFC 6238), and recovery codes (IDN-4). Writer:
-- server/identity.

-- One row a person, apart from what lists read.
CREATE TABLE second_factors (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret bytea NOT NULL,            -- sealed with the server's key, which is not in the database
    confirmed_at timestamptz,         -- NULL: set up, but no code was given yet; sign-in does not ask for one
    -- The 30-second step of the last code that was taken: this one and all before it are not taken again.
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CONSTRAINT second_factors_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);

-- What is left of a person's recovery codes: each works once, then its row goes.
CREATE TABLE recovery_codes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL,         -- keyed with the server's key
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (organization_id, user_id, code_hash),
    CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES second_factors (organization_id, user_id) ON DELETE CASCADE
);

-- What an organization asks of its own people. No row: nothing beyond the password.
CREATE TABLE sign_in_policies (
    organization_id uuid NOT NULL,
    require_second_factor boolean NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT sign_in_policies_pkey PRIMARY KEY (organization_id),
    CONSTRAINT sign_in_policies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- How somebody has signed in: password (also by a link), or provider (OpenID Connect), which has asked for whatever it asks for.
ALTER TABLE sessions
    ADD COLUMN method text NOT NULL DEFAULT 'password',
    ADD CONSTRAINT sessions_method_check CHECK (method IN ('password', 'provider'));

CALL platen_protect('second_factors');
CALL platen_protect('recovery_codes');
CALL platen_protect('sign_in_policies');
