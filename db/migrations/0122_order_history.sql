-- The orders of a printer, for its history (PRN-3).
CREATE INDEX supply_order_lines_printer_idx ON supply_order_lines (organization_id, printer_id, order_id);
