-- contacts.list.last_name
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY name_key ASC, id ASC
LIMIT $9;

-- contacts.list.last_name.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (name_key, id) > ($7::text, $8)
ORDER BY name_key ASC, id ASC
LIMIT $9;

-- contacts.list.last_name.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY name_key DESC, id DESC
LIMIT $9;

-- contacts.list.last_name.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (name_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (name_key, id) < ($7::text, $8)
ORDER BY name_key DESC, id DESC
LIMIT $9;

-- contacts.list.company
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (company_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY company_key ASC, id ASC
LIMIT $9;

-- contacts.list.company.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (company_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (company_key, id) > ($7::text, $8)
ORDER BY company_key ASC, id ASC
LIMIT $9;

-- contacts.list.company.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (company_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY company_key DESC, id DESC
LIMIT $9;

-- contacts.list.company.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (company_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (company_key, id) < ($7::text, $8)
ORDER BY company_key DESC, id DESC
LIMIT $9;

-- contacts.list.city
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (city_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY city_key ASC, id ASC
LIMIT $9;

-- contacts.list.city.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (city_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (city_key, id) > ($7::text, $8)
ORDER BY city_key ASC, id ASC
LIMIT $9;

-- contacts.list.city.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (city_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY city_key DESC, id DESC
LIMIT $9;

-- contacts.list.city.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (city_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (city_key, id) < ($7::text, $8)
ORDER BY city_key DESC, id DESC
LIMIT $9;

-- contacts.list.email
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (email_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY email_key ASC, id ASC
LIMIT $9;

-- contacts.list.email.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (email_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (email_key, id) > ($7::text, $8)
ORDER BY email_key ASC, id ASC
LIMIT $9;

-- contacts.list.email.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (email_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY email_key DESC, id DESC
LIMIT $9;

-- contacts.list.email.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (email_key)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (email_key, id) < ($7::text, $8)
ORDER BY email_key DESC, id DESC
LIMIT $9;

-- contacts.list.phone
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (phone_country_code || ' ' || phone_number)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY phone_country_code || ' ' || phone_number ASC, id ASC
LIMIT $9;

-- contacts.list.phone.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (phone_country_code || ' ' || phone_number)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (phone_country_code || ' ' || phone_number, id) > ($7::text, $8)
ORDER BY phone_country_code || ' ' || phone_number ASC, id ASC
LIMIT $9;

-- contacts.list.phone.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (phone_country_code || ' ' || phone_number)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY phone_country_code || ' ' || phone_number DESC, id DESC
LIMIT $9;

-- contacts.list.phone.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (phone_country_code || ' ' || phone_number)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (phone_country_code || ' ' || phone_number, id) < ($7::text, $8)
ORDER BY phone_country_code || ' ' || phone_number DESC, id DESC
LIMIT $9;

-- contacts.list.street
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (lower(street1))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY lower(street1) ASC, id ASC
LIMIT $9;

-- contacts.list.street.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (lower(street1))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (lower(street1), id) > ($7::text, $8)
ORDER BY lower(street1) ASC, id ASC
LIMIT $9;

-- contacts.list.street.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (lower(street1))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY lower(street1) DESC, id DESC
LIMIT $9;

-- contacts.list.street.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (lower(street1))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (lower(street1), id) < ($7::text, $8)
ORDER BY lower(street1) DESC, id DESC
LIMIT $9;

-- contacts.list.country
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (country)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY country ASC, id ASC
LIMIT $9;

-- contacts.list.country.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (country)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (country, id) > ($7::text, $8)
ORDER BY country ASC, id ASC
LIMIT $9;

-- contacts.list.country.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (country)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY country DESC, id DESC
LIMIT $9;

-- contacts.list.country.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (country)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (country, id) < ($7::text, $8)
ORDER BY country DESC, id DESC
LIMIT $9;

-- contacts.list.updated_at
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY updated_at ASC, id ASC
LIMIT $9;

-- contacts.list.updated_at.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (updated_at, id) > ($7::timestamptz, $8)
ORDER BY updated_at ASC, id ASC
LIMIT $9;

-- contacts.list.updated_at.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY updated_at DESC, id DESC
LIMIT $9;

-- contacts.list.updated_at.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, (updated_at)::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND (updated_at, id) < ($7::timestamptz, $8)
ORDER BY updated_at DESC, id DESC
LIMIT $9;

-- contacts.list.assigned_printer_count
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $9;

-- contacts.list.assigned_printer_count.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL), id) > ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL) ASC, id ASC
LIMIT $9;

-- contacts.list.assigned_printer_count.descending
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $9;

-- contacts.list.assigned_printer_count.descending.next
SELECT first_name, last_name, company, email, phone_country_code, phone_number, phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, language, id, organization_id, version, created_at, updated_at, ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL))::text AS sort_key, id AS sort_id
FROM contacts
WHERE (organization_id = ANY ($1)
  AND ($3 IS NULL OR company_key = $3)
  AND ($4 IS NULL OR city_key = $4)
  AND (cardinality($2) = 0 OR id IN (
        SELECT terms.contact_id
        FROM unnest($2) AS words (word)
        CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= 3
            THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
        JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
            AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
        GROUP BY terms.contact_id
        HAVING count(DISTINCT words.word) = cardinality($2)))
  AND ($6 IS NULL OR id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE organization_id = ANY ($1) AND kind = 'contact' AND external_id = $6
          AND ($5 IS NULL OR system_key = $5))))
  AND ($5 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'contact' AND named.thing_id = id AND named.system_key = $5)))
  AND ((SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL), id) < ($7::bigint, $8)
ORDER BY (SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND p.contact_id = contacts.id AND p.deregistered_at IS NULL) DESC, id DESC
LIMIT $9;

