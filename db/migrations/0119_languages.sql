-- The language of what is written to people (PRT-4): a contact's, else its organization's, else that of the
-- organization above, else the installation's. NULL: the next one in this order. Writers: server/contacts,
-- server/organizations.
ALTER TABLE contacts ADD COLUMN language text;
ALTER TABLE organizations ADD COLUMN language text;
