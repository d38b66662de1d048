-- Who is supplied, and how a printer is.

-- Seen to use two or more cartridges of one color a week (ASR-8); written by printers::WriteHighVolume for
-- replenishment. NULL: not.
ALTER TABLE printers ADD COLUMN high_volume_since timestamptz;
CREATE INDEX printers_high_volume_idx ON printers (organization_id, id)
    WHERE high_volume_since IS NOT NULL AND deregistered_at IS NULL;

-- A printer that is silent is in no state but that: what it said last is what it was. One column says so to lists,
-- filters and counts. 0 ok, 1 other, 2 warning, 3 error, 4 not communicating.
ALTER TABLE printer_states ADD COLUMN state smallint NOT NULL
    GENERATED ALWAYS AS (CASE WHEN communicating THEN status ELSE 4 END) STORED;
DROP INDEX printer_states_status_idx;
CREATE INDEX printer_states_state_idx ON printer_states (state, printer_id) INCLUDE (organization_id);
ALTER TABLE printer_states DROP CONSTRAINT printer_states_pkey;
ALTER TABLE printer_states ADD CONSTRAINT printer_states_pkey PRIMARY KEY (organization_id, printer_id)
    INCLUDE (state, communicating, lowest_percent, lowest_days_left);

-- Until now a printer with a delivery contact was supplied whatever its contract. From now on only those under
-- contract are. Where nobody ever decided, the printer goes on being supplied; who was taken out stays out. Each
-- of them says in its history and in the audit log that this was done.
SELECT set_config('platen.scope', 'system', true);
WITH undecided AS (
    UPDATE printers SET under_contract = true, version = version + 1
    WHERE NOT under_contract AND contact_id IS NOT NULL AND deregistered_at IS NULL
      AND NOT EXISTS (
        SELECT FROM audit_events AS events
        WHERE events.organization_id = printers.organization_id AND events.object_type = 'printer'
          AND events.object_id = printers.id AND events.action = 'printer.contract_changed')
    RETURNING organization_id, id
), told AS (
    INSERT INTO printer_events (organization_id, printer_id, at, id, code, args, actor)
    SELECT organization_id, id, now(), gen_random_uuid(), 'printer_contract_changed',
           '{"from": false, "to": true}', 'upgrade'
    FROM undecided
)
INSERT INTO audit_events (organization_id, at, actor_kind, actor_name, address, request_id, action, object_type,
    object_id, before, after)
SELECT organization_id, now(), 'system', 'upgrade', '', '', 'printer.contract_changed', 'printer', id,
       '{"under_contract": false}', '{"under_contract": true}'
FROM undecided;
