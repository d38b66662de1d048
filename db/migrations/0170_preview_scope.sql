-- What an import of contacts or an assignment would do is asked by a permission of its own (API-2, IDN-4): a key that
-- only reads may have it. Keys that could ask until now still can.
UPDATE api_keys SET scopes = array_append(scopes, 'preview_contact_changes')
WHERE scopes && ARRAY['manage_contacts', 'assign_contacts']
  AND NOT 'preview_contact_changes' = ANY (scopes);
