-- What the daily run writes is one row a printer, its supplies packed in it (server/platform/pg/packed.hpp): a row a
-- supply cost more time than all that it said. Writers: server/replenishment, server/printers.

CREATE TABLE replenishment_printers (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    first_end date,             -- the day on which the first of its supplies is used up; NULL: nothing was forecast
    supplied integer NOT NULL,  -- its supplies that orders are placed for
    supplies bytea NOT NULL,    -- pg::Packed<replenishment::store::KeptSupply>
    CONSTRAINT replenishment_printers_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT replenishment_printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
-- A new version stands beside the old one, in no index unless the day has moved; and it is never compressed or put
-- elsewhere.
ALTER TABLE replenishment_printers
    SET (fillfactor = 50, toast_tuple_target = 8160),
    ALTER COLUMN supplies SET STORAGE EXTERNAL;
CREATE INDEX replenishment_printers_first_end_idx ON replenishment_printers (organization_id, first_end, printer_id)
    WHERE first_end IS NOT NULL;
CALL platen_protect('replenishment_printers');

-- What printers' lists and pages show of it.
CREATE TABLE printer_estimates (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    estimated_at timestamptz NOT NULL,
    supplies bytea NOT NULL,    -- pg::Packed<printers::Estimate>
    CONSTRAINT printer_estimates_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT printer_estimates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
ALTER TABLE printer_estimates
    SET (fillfactor = 50, toast_tuple_target = 8160),
    ALTER COLUMN supplies SET STORAGE EXTERNAL;
CALL platen_protect('printer_estimates');

CREATE FUNCTION pg_temp.field(octets bytea) RETURNS bytea IMMUTABLE LANGUAGE sql AS
    $$ SELECT CASE WHEN octets IS NULL THEN '\xffff'::bytea ELSE int2send(length(octets)::smallint) || octets END $$;
CREATE FUNCTION pg_temp.field(value text) RETURNS bytea IMMUTABLE LANGUAGE sql AS
    $$ SELECT pg_temp.field(convert_to(value, 'UTF8')) $$;

SELECT set_config('platen.scope', 'system', true);
INSERT INTO replenishment_printers (organization_id, printer_id, first_end, supplied, supplies)
SELECT organization_id, printer_id,
    min(decided_on + floor(least(greatest(days_left, 0), 100000))::integer) FILTER (WHERE days_left <> 'NaN'),
    count(*) FILTER (WHERE why NOT IN
        ('high_volume', 'not_covered', 'no_contact', 'unknown_level', 'unrestricted', 'not_used')),
    int2send(31::smallint) || string_agg(
        pg_temp.field(int4send(supply_slot)) || pg_temp.field(int4send(shelf))
        || pg_temp.field(int4send(early_replacements)) || pg_temp.field(int4send(state_version))
        || pg_temp.field(state) || pg_temp.field(date_send(last_day)) || pg_temp.field(timestamptz_send(replaced_at))
        || pg_temp.field(date_send(decided_on)) || pg_temp.field(timestamptz_send(decided_at))
        || pg_temp.field(decision) || pg_temp.field(why) || pg_temp.field(int4send(quantity))
        || pg_temp.field(int4send(decided_shelf)) || pg_temp.field(int4send(decided_transit))
        || pg_temp.field(int4send(in_transit)) || pg_temp.field(int4send(silent_days))
        || pg_temp.field(float8send(percent)) || pg_temp.field(float8send(daily_percent))
        || pg_temp.field(float8send(days_left_low)) || pg_temp.field(float8send(days_left))
        || pg_temp.field(float8send(days_left_high)) || pg_temp.field(float8send(lasts_days))
        || pg_temp.field(float8send(risk)) || pg_temp.field(int4send(trigger_days))
        || pg_temp.field(int4send(cover_days)) || pg_temp.field(date_send(order_due_on))
        || pg_temp.field(float8send(decided_percent)) || pg_temp.field(decided_serial)
        || pg_temp.field(date_send(due_was_on)) || pg_temp.field(date_send(due_moved_on)) || pg_temp.field(due_moved),
        ''::bytea ORDER BY supply_slot)
FROM replenishment_supplies
GROUP BY organization_id, printer_id;

INSERT INTO printer_estimates (organization_id, printer_id, estimated_at, supplies)
SELECT organization_id, printer_id, max(days_left_at),
    int2send(4::smallint) || string_agg(
        pg_temp.field(int4send(slot)) || pg_temp.field(float8send(days_left))
        || pg_temp.field(float8send(days_left_percent)) || pg_temp.field(days_left_serial),
        ''::bytea ORDER BY slot)
FROM printer_supplies
WHERE days_left IS NOT NULL AND days_left_at IS NOT NULL
GROUP BY organization_id, printer_id;

DROP TABLE replenishment_supplies;
ALTER TABLE printer_supplies
    DROP COLUMN days_left,
    DROP COLUMN days_left_at,
    DROP COLUMN days_left_percent,
    DROP COLUMN days_left_serial;
DELETE FROM table_classes WHERE table_name = 'replenishment_supplies';
