-- Classes of tables, declared once and tested: every table belongs to exactly one.
--   customer   rows of organizations: row level security forced, organization first in the primary key;
--              sharded by organization where the database is distributed
--   reference  catalogues that all organizations read
--   local      bookkeeping of one database node
CREATE TABLE table_classes (
    table_name text PRIMARY KEY,
    class text NOT NULL CONSTRAINT table_classes_class_check
        CHECK (class IN ('customer', 'reference', 'local')),
    organization_column text,
    CONSTRAINT table_classes_organization_column_check
        CHECK ((class = 'customer') = (organization_column IS NOT NULL))
);
GRANT SELECT ON table_classes TO platen_app;

-- What an application's transaction may see: everything in scope 'system', else the rows of the organizations
-- that were handed over. After a transaction the settings are '' and not NULL, therefore NULLIF. The
-- sub-selects are evaluated once a statement, not once a row.
CREATE PROCEDURE platen_protect(
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
    EXECUTE format(
        $policy$
        CREATE POLICY platen_scope ON %I USING (
            (SELECT current_setting('platen.scope', true)) = 'system'
            OR %I = ANY ((SELECT NULLIF(current_setting('platen.organizations', true), '')::uuid[])::uuid[]))
        $policy$, table_name, organization_column);
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'customer', organization_column);
END $$;

CREATE PROCEDURE platen_reference(
    table_name text, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'reference', NULL);
END $$;

CREATE PROCEDURE platen_local(
    table_name text, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'local', NULL);
END $$;

CALL platen_reference('table_classes', 'SELECT');
CALL platen_local('schema_migrations', 'SELECT');

-- The partition of one month of a table that is partitioned by a time or day, e.g. readings_2026_11. Rows are
-- reached through the parent only: the partition has no grants, and its row level security is forced so that
-- a grant made by mistake shows nothing. The application may call it though it owns nothing.
CREATE FUNCTION platen_month_partition(table_name text, month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    partition_name text := table_name || to_char(first_day, '_YYYY_MM');
BEGIN
    IF to_regclass(quote_ident(partition_name)) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = to_regclass(quote_ident(table_name))) THEN
        RAISE EXCEPTION '% is not a partitioned table', table_name;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition_name, table_name,
        first_day, (first_day + interval '1 month')::date);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
    RETURN true;
EXCEPTION WHEN duplicate_table THEN
    RETURN false;
END $$;
REVOKE ALL ON FUNCTION platen_month_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platen_month_partition TO platen_app;
