-- Tries of sign-ins and codes that failed, so that all servers of one database count them together (IDN-3). A row is one bound of
-- one thing (an address, an account, a known browser), named by a hash: nobody learns from it who tried.
CREATE TABLE sign_in_tries (
    key_hash bytea CONSTRAINT sign_in_tries_pkey PRIMARY KEY,
    full_again_at timestamptz NOT NULL,  -- when all its tries are there again
    CONSTRAINT sign_in_tries_key_hash_check CHECK (octet_length(key_hash) = 32)
);
CREATE INDEX sign_in_tries_full_again_at_idx ON sign_in_tries (full_again_at);
CALL platen_local('sign_in_tries');
