-- People, their sessions and keys (IDN-1..IDN-4, ORG-5, ORG-6). Writer: server/identity.

-- A person of one organization. The same address may belong to people of several organizations; each has a
-- password of its own, so that no organization learns what another one has.
CREATE TABLE users (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    email_key text COLLATE "C" NOT NULL,  -- case-folded by the application
    first_name text NOT NULL,
    last_name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,   -- last name, first name, case-folded
    language text NOT NULL,
    time_zone text NOT NULL,
    roles text[] NOT NULL,
    -- Member of the child-organization access group (ORG-5): only for people of a parent organization.
    child_organization_access boolean NOT NULL,
    state text NOT NULL,
    last_sign_in_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT users_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT users_organization_id_email_key_key UNIQUE (organization_id, email_key),
    CONSTRAINT users_state_check CHECK (state IN ('invited', 'active', 'disabled')),
    CONSTRAINT users_roles_check CHECK (cardinality(roles) > 0)
);
CREATE INDEX users_email_idx ON users (email_key);
CREATE INDEX users_name_idx ON users (organization_id, name_key, id);

-- Argon2id hashes, apart from what lists read.
CREATE TABLE credentials (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    password_hash text,
    password_changed_at timestamptz,
    -- IDN-1: valid once, for one hour, and only to choose a new password.
    temporary_hash text,
    temporary_expires_at timestamptz,
    CONSTRAINT credentials_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT credentials_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT credentials_temporary_check CHECK ((temporary_hash IS NULL) = (temporary_expires_at IS NULL))
);

-- Times of sessions, links and keys are system time, never the settable business time.
CREATE TABLE sessions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    -- Signed in with a temporary password: may do nothing but choose a new one.
    must_change_password boolean NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_user_idx ON sessions (organization_id, user_id);
CREATE INDEX sessions_expires_idx ON sessions (expires_at);

-- Links by which an invited person chooses the first password; each works once.
CREATE TABLE invitations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT invitations_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT invitations_user_id_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX invitations_user_idx ON invitations (organization_id, user_id);

CREATE TABLE api_keys (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    roles text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT api_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT api_keys_roles_check CHECK (cardinality(roles) > 0)
);

-- The link of the very first start, when there is no organization yet. At most one row.
CREATE TABLE setup_links (
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT setup_links_pkey PRIMARY KEY (id)
);

CALL platen_protect('users');
CALL platen_protect('credentials');
CALL platen_protect('sessions');
CALL platen_protect('invitations');
CALL platen_protect('api_keys');
CALL platen_local('setup_links');
