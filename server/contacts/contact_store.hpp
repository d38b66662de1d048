#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/contacts/contacts.hpp"
#include "server/platform/pg/list.hpp"

// The tables contacts and contact_terms; nothing else writes them. Every function sees what the
// transaction's scope shows, and names the organizations all the same: row level security guards a
// forgotten WHERE, it is not one.
namespace contacts::store {

enum class SortColumn {
    kLastName,
    kCompany,
    kCity,
    kEmail,
    kPhone,
    kStreet,
    kCountry,
    kUpdatedAt,
    kAssignedPrinterCount
};
BOOST_DESCRIBE_ENUM(SortColumn, kLastName, kCompany, kCity, kEmail, kPhone, kStreet, kCountry, kUpdatedAt,
                    kAssignedPrinterCount)

struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<std::string> words;          // base::SearchWords; each begins or ends one of the contact's terms
    std::optional<std::string> company_key;  // base::FoldCase
    std::optional<std::string> city_key;
    std::optional<std::string> external_system;  // external::SystemKey
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, words, company_key, city_key, external_system, external_id))

pg::Slice<Contact> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);

// Distinct companies or cities that begin with a text, for filters; at most `limit`.
enum class ValueField { kCompany, kCity };
BOOST_DESCRIBE_ENUM(ValueField, kCompany, kCity)
std::vector<std::string> Values(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                ValueField field, std::string_view begins_with, std::int32_t limit);

std::optional<Contact> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ContactId id);
// FOR UPDATE: nobody else changes or deletes it until the transaction ends.
std::optional<Contact> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ContactId id);
// FOR SHARE.
std::optional<Contact> Hold(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, ContactId id);
std::vector<Contact> FindMany(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                              const std::vector<ContactId>& ids);
void Insert(pg::Transaction& tx, const Contact& contact);
// Many of one organization at once: an import.
void Insert(pg::Transaction& tx, base::OrganizationId organization, std::span<const Contact> contacts);
// Those of an organization that may be the same as others (CON-8): by e-mail address, by name, and by the company of
// those that are no person. All case-folded (base::FoldCase); names are "last first".
struct SameAs {
    std::vector<std::string> emails;
    std::vector<std::string> names;
    std::vector<std::string> companies;
};
std::vector<Contact> FindSame(pg::Transaction& tx, base::OrganizationId organization, const SameAs& keys);
// Writes all fields and the new version.
void Update(pg::Transaction& tx, const Contact& contact);
void Delete(pg::Transaction& tx, base::OrganizationId organization, ContactId id);

}  // namespace contacts::store
