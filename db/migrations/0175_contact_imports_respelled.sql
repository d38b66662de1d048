-- Columns of an imported file are read when their names are written in another way (CON-4). Writer: server/contacts.

ALTER TABLE contact_imports ADD COLUMN respelled_header boolean NOT NULL DEFAULT false;  -- "First name" for first_name
