-- Row level security of every customer table compares by hash. `= ANY (array)` walks the array for each row: an
-- operator of a thousand organizations paid a microsecond for every row that a list looked at. The rule is the same
-- as in 0001: everything in scope 'system', else the rows of the organizations that were handed over.
CREATE FUNCTION platen_scope_rule(organization_column text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT format($rule$(SELECT current_setting('platen.scope', true)) = 'system'
        OR %I IN (SELECT unnest(NULLIF(current_setting('platen.organizations', true), '')::uuid[]))$rule$,
        organization_column)
$$;

CREATE OR REPLACE PROCEDURE platen_protect(
    table_name text,
    privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
    organization_column text DEFAULT 'organization_id')
LANGUAGE plpgsql AS $$
DECLARE
    first_of_key text;
BEGIN
    SELECT attname INTO first_of_key
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
    WHERE indrelid = table_name::regclass AND indisprimary;
    IF first_of_key IS DISTINCT FROM organization_column THEN
        RAISE EXCEPTION 'the primary key of % must start with %', table_name, organization_column;
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platen_scope ON %I USING (%s)', table_name, platen_scope_rule(organization_column));
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'customer', organization_column);
END $$;

DO $$
DECLARE
    protected record;
BEGIN
    FOR protected IN SELECT * FROM table_classes WHERE class = 'customer' LOOP
        EXECUTE format('ALTER POLICY platen_scope ON %I USING (%s)', protected.table_name,
            platen_scope_rule(protected.organization_column));
    END LOOP;
END $$;
