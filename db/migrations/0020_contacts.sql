-- Contacts (CON-1..CON-9): people and places that supplies are delivered to. Writer: server/contacts.

CREATE TABLE contacts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    company text NOT NULL,
    email text NOT NULL,
    phone_country_code text NOT NULL,
    phone_number text NOT NULL,
    phone_extension text NOT NULL,
    street1 text NOT NULL,
    street2 text NOT NULL,
    street3 text NOT NULL,
    building text NOT NULL,
    floor text NOT NULL,
    room text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    -- What lists sort and filter by: case-folded by the application, compared as octets.
    name_key text COLLATE "C" NOT NULL,
    company_key text COLLATE "C" NOT NULL,
    city_key text COLLATE "C" NOT NULL,
    email_key text COLLATE "C" NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contacts_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT contacts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX contacts_name_idx ON contacts (organization_id, name_key, id);
CREATE INDEX contacts_company_idx ON contacts (organization_id, company_key, id);
CREATE INDEX contacts_city_idx ON contacts (organization_id, city_key, id);
CREATE INDEX contacts_email_idx ON contacts (organization_id, email_key, id);

-- The words a contact is found by (base::SearchTerms).
CREATE TABLE contact_terms (
    organization_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    contact_id uuid NOT NULL,
    CONSTRAINT contact_terms_pkey PRIMARY KEY (organization_id, term, contact_id),
    CONSTRAINT contact_terms_contact_id_fkey FOREIGN KEY (organization_id, contact_id)
        REFERENCES contacts (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_terms_contact_idx ON contact_terms (organization_id, contact_id);

CALL platen_protect('contacts');
CALL platen_protect('contact_terms');
