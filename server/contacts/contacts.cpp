#include "server/contacts/contacts.hpp"

#include "server/contacts/contact_store.hpp"

// What other features call.
namespace contacts {

std::optional<Contact> FindContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id) {
    return store::Find(tx, organizations, id);
}

std::vector<Contact> FindContacts(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                  const std::vector<ContactId>& ids) {
    return store::FindMany(tx, organizations, ids);
}

std::optional<Contact> HoldContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id) {
    return store::Hold(tx, organizations, id);
}

std::optional<Contact> LockContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id) {
    return store::Lock(tx, organizations, id);
}

Contact CreateContact(pg::Transaction& tx, base::OrganizationId organization, ContactId id, const ContactInput& checked,
                      base::Instant now) {
    Contact contact;
    static_cast<ContactInput&>(contact) = checked;
    contact.id = id;
    contact.organization_id = organization;
    contact.created_at = now;
    contact.updated_at = now;
    store::Insert(tx, contact);
    return contact;
}

}  // namespace contacts
