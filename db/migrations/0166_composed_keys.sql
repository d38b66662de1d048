-- What lists search by, and what is the same, is compared with its accents composed (NFC, lib/base/text.hpp: FoldCase).
-- Keys that were stored before may have them apart: nobody would find them any more, and a person whose address has one
-- could not sign in.
SELECT set_config('platen.scope', 'system', true);
DO $$
DECLARE
    key record;
    place tid;
BEGIN
    FOR key IN
        SELECT table_name, column_name FROM (VALUES
            ('organizations', ARRAY['name_key']), ('sites', ARRAY['name_key']), ('agents', ARRAY['name_key']),
            ('users', ARRAY['email_key', 'name_key']),
            ('contacts', ARRAY['name_key', 'company_key', 'city_key', 'email_key']),
            ('printers', ARRAY['manufacturer_key', 'model_key', 'serial_key', 'host_key', 'location_key']),
            ('catalog_items', ARRAY['part_number_key']),
            ('external_ids', ARRAY['system_key']), ('shared_external_ids', ARRAY['system_key']),
            ('contact_terms', ARRAY['term']), ('printer_terms', ARRAY['term']), ('printer_note_terms', ARRAY['term']),
            ('supply_order_terms', ARRAY['term']), ('audit_object_terms', ARRAY['term'])
        ) AS tables (table_name, column_names), unnest(column_names) AS column_name
    LOOP
        FOR place IN EXECUTE format('SELECT ctid FROM %I WHERE %I IS NOT NORMALIZED', key.table_name, key.column_name)
        LOOP
            BEGIN
                EXECUTE format('UPDATE %1$I SET %2$I = normalize(%2$I) WHERE ctid = $1', key.table_name, key.column_name)
                    USING place;
            EXCEPTION WHEN unique_violation THEN
                -- A word is there already. Two things that were two until now stay two; an administrator renames one.
                IF key.column_name = 'term' THEN
                    EXECUTE format('DELETE FROM %I WHERE ctid = $1', key.table_name) USING place;
                END IF;
            END;
        END LOOP;
    END LOOP;
END $$;
