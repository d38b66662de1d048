-- The audit log is searched by administrators (IDN-5): an index for each filter, and words for the names of things. Writer:
-- server/platform/audit.

-- The names that a thing has ever had in the log, by words (base::SearchTerms). By thing and not by event, so that it does
-- not grow with every change. Two requests may write a row twice; nobody waits for the other, and nothing is found twice.
CREATE TABLE audit_object_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    object_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    CONSTRAINT audit_object_terms_pkey PRIMARY KEY (organization_id, term, object_id, id)
);
CALL platen_protect('audit_object_terms', 'SELECT, INSERT');

CREATE FUNCTION pg_temp.audit_words_of(line text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT word FROM regexp_split_to_table(lower(line), '\s+') AS word WHERE length(word) BETWEEN 1 AND 64
    UNION
    SELECT word FROM regexp_split_to_table(lower(line), '[^[:alnum:]]+') AS word WHERE length(word) BETWEEN 1 AND 64
$$;
INSERT INTO audit_object_terms (organization_id, term, object_id)
SELECT DISTINCT organization_id, word, object_id FROM audit_events, pg_temp.audit_words_of(object_name) AS word
WHERE object_name <> '';

-- Whoever did it, as it is looked for: generated, because row level security uses no index on an expression.
ALTER TABLE audit_events ADD COLUMN actor_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(actor_name)) STORED;

CREATE INDEX audit_events_actor_key_idx ON audit_events (organization_id, actor_key, at, id);
CREATE INDEX audit_events_action_idx ON audit_events (organization_id, action, at, id);
CREATE INDEX audit_events_type_idx ON audit_events (organization_id, object_type, at, id);
CREATE INDEX audit_events_address_idx ON audit_events (organization_id, address, at, id) WHERE address <> '';
CREATE INDEX audit_events_outcome_idx ON audit_events (organization_id, at, id) WHERE outcome = 'refused';
