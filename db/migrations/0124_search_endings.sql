-- A search finds how numbers end and their digits, not only how they begin (PRN-1, ORD-1): base::SearchTerms.

-- A hardware address is found without what stands between its digits.
INSERT INTO printer_terms (organization_id, printer_id, term)
SELECT organization_id, id, lower(regexp_replace(hardware_address, '[^0-9A-Fa-f]', '', 'g')) FROM printers
WHERE deregistered_at IS NULL AND hardware_address ~* '^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$'
ON CONFLICT DO NOTHING;

CREATE FUNCTION pg_temp.more_terms(term text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT U&'\0001' || reverse(term) WHERE length(term) >= 3
    UNION
    SELECT substr(term, place) FROM generate_series(2, length(term) - 2) AS place
    WHERE substr(term, place, 1) ~ '[0-9]' AND substr(term, place - 1, 1) ~ '[a-z]'
$$;
INSERT INTO printer_terms (organization_id, printer_id, term)
SELECT organization_id, printer_id, pg_temp.more_terms(term) FROM printer_terms WHERE term ~ '[0-9]'
ON CONFLICT DO NOTHING;
INSERT INTO contact_terms (organization_id, contact_id, term)
SELECT organization_id, contact_id, pg_temp.more_terms(term) FROM contact_terms WHERE term ~ '[0-9]'
ON CONFLICT DO NOTHING;

-- The words that an order is found by beside its number, of each line: printer, item.
CREATE TABLE supply_order_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    line_id uuid NOT NULL,
    CONSTRAINT supply_order_terms_pkey PRIMARY KEY (organization_id, term, line_id),
    CONSTRAINT supply_order_terms_line_id_fkey FOREIGN KEY (organization_id, line_id)
        REFERENCES supply_order_lines (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX supply_order_terms_line_idx ON supply_order_terms (organization_id, line_id);
CREATE INDEX supply_order_terms_term_idx ON supply_order_terms (term, organization_id, line_id);
CALL platen_protect('supply_order_terms');

CREATE FUNCTION pg_temp.words_of(line text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT word FROM regexp_split_to_table(lower(line), '\s+') AS word WHERE length(word) BETWEEN 1 AND 64
    UNION
    SELECT word FROM regexp_split_to_table(lower(line), '[^[:alnum:]]+') AS word WHERE length(word) BETWEEN 1 AND 64
$$;
INSERT INTO supply_order_terms (organization_id, line_id, term)
SELECT organization_id, id, pg_temp.words_of(concat_ws(' ', printer_serial_number, printer_model, printer_location,
    item_part_number, item_name)) FROM supply_order_lines
ON CONFLICT DO NOTHING;
INSERT INTO supply_order_terms (organization_id, line_id, term)
SELECT organization_id, line_id, pg_temp.more_terms(term) FROM supply_order_terms WHERE term ~ '[0-9]'
ON CONFLICT DO NOTHING;
DROP FUNCTION pg_temp.words_of(text);
DROP FUNCTION pg_temp.more_terms(text);
