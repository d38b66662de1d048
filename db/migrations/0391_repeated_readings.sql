-- Two machines with one agent's identity: a sequence number that comes a second time with something else in it is noticed, and
-- the machine that sends it is refused (promise 1: what it has stays in its journal).
ALTER TABLE reading_journals
    ADD COLUMN digests bigint[] NOT NULL DEFAULT '{}',  -- seq and digest of the newest readings, by seq
    ADD COLUMN address text NOT NULL DEFAULT '';        -- of whoever delivered last
