-- PRN-2: the list of printers by the state of their service requests. One index leads from a state to its printers, the other
-- one says of a printer in which states its requests are.
CREATE INDEX service_requests_state_printer_idx
    ON service_requests (organization_id, state, COALESCE(closed_at, 'infinity'), printer_id)
    WHERE printer_id IS NOT NULL AND state <> 'cancelled';
CREATE INDEX service_requests_printer_state_idx
    ON service_requests (organization_id, printer_id, state, COALESCE(closed_at, 'infinity'))
    WHERE printer_id IS NOT NULL AND state <> 'cancelled';
