-- Lists over a million printers. An index that holds what a list filters by and whose organization it is answers
-- without a look at the row: a fifth of a microsecond each instead of five.

-- What changes with every reading is in every index of the table anyway: the primary key carries it without another.
ALTER TABLE printer_states DROP CONSTRAINT printer_states_pkey;
ALTER TABLE printer_states ADD CONSTRAINT printer_states_pkey PRIMARY KEY (organization_id, printer_id)
    INCLUDE (status, communicating, lowest_percent, lowest_days_left);
DROP INDEX printer_states_lowest_percent_idx, printer_states_lowest_days_left_idx, printer_states_status_idx,
    printer_states_silent_idx;
CREATE INDEX printer_states_lowest_percent_idx ON printer_states (lowest_percent, printer_id) INCLUDE (organization_id);
CREATE INDEX printer_states_lowest_days_left_idx ON printer_states (lowest_days_left, printer_id)
    INCLUDE (organization_id);
CREATE INDEX printer_states_status_idx ON printer_states (status, printer_id) INCLUDE (organization_id);
-- Printers that do not answer, by how long they do not: few among many.
CREATE INDEX printer_states_silent_idx ON printer_states (observed_at, printer_id) INCLUDE (organization_id)
    WHERE NOT communicating;

CREATE INDEX printers_list_idx ON printers (organization_id, id)
    INCLUDE (site_id, agent_id, contact_id, under_contract, managed, discovered_at, model_key)
    WHERE deregistered_at IS NULL;
DROP INDEX printers_contract_idx, printers_manufacturer_idx, printers_model_idx, printers_serial_idx,
    printers_address_idx, printers_host_idx, printers_location_idx, printers_discovered_idx;
CREATE INDEX printers_contract_idx ON printers (under_contract, id) INCLUDE (organization_id)
    WHERE deregistered_at IS NULL;
CREATE INDEX printers_manufacturer_idx ON printers (manufacturer_key, id) INCLUDE (organization_id)
    WHERE deregistered_at IS NULL;
CREATE INDEX printers_model_idx ON printers (model_key, id) INCLUDE (organization_id) WHERE deregistered_at IS NULL;
CREATE INDEX printers_serial_idx ON printers (serial_key, id) INCLUDE (organization_id) WHERE deregistered_at IS NULL;
CREATE INDEX printers_address_idx ON printers (address_key, id) INCLUDE (organization_id) WHERE deregistered_at IS NULL;
CREATE INDEX printers_host_idx ON printers (host_key, id) INCLUDE (organization_id) WHERE deregistered_at IS NULL;
CREATE INDEX printers_location_idx ON printers (location_key, id) INCLUDE (organization_id)
    WHERE deregistered_at IS NULL;
CREATE INDEX printers_discovered_idx ON printers (discovered_at, id) INCLUDE (organization_id)
    WHERE deregistered_at IS NULL;

-- A word finds registered printers only.
DELETE FROM printer_terms AS t USING printers AS p
WHERE p.organization_id = t.organization_id AND p.id = t.printer_id AND p.deregistered_at IS NOT NULL;
