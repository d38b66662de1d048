#include "server/contacts/contact_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/search_terms.hpp"

namespace contacts::store {
namespace {

using Organizations = std::span<const base::OrganizationId>;

// A contact and what lists sort and filter it by: the row of the table.
struct Row : Contact {
    std::string name_key;
    std::string company_key;
    std::string city_key;
    std::string email_key;
};
BOOST_DESCRIBE_STRUCT(Row, (Contact), (name_key, company_key, city_key, email_key))

Row ToRow(const Contact& contact) {
    Row row{contact};
    row.name_key = base::FoldCase(contact.last_name + " " + contact.first_name);
    row.company_key = base::FoldCase(contact.company);
    row.city_key = base::FoldCase(contact.address.city);
    row.email_key = base::FoldCase(contact.email);
    return row;
}

// ---- lists

const pg::List<Contact, ListFilter, SortColumn> kList{{
    .name = "contacts.list",
    .from = "contacts",
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($company_key IS NULL OR company_key = $company_key)\n"
             "  AND ($city_key IS NULL OR city_key = $city_key)\n"
             "  AND " +
             pg::HasEveryWord("id", "contact_terms", "contact_id") + "\n  AND " +
             external::Matches(external::Kind::kContact, "id"),
    .sorts = {{SortColumn::kLastName, "name_key"},
              {SortColumn::kCompany, "company_key"},
              {SortColumn::kCity, "city_key"},
              {SortColumn::kEmail, "email_key"},
              {SortColumn::kPhone, "phone_country_code || ' ' || phone_number"},
              {SortColumn::kStreet, "lower(street1)"},
              {SortColumn::kCountry, "country"},
              {SortColumn::kUpdatedAt, "updated_at", "timestamptz"},
              {SortColumn::kAssignedPrinterCount,
               "(SELECT count(*) FROM printers AS p WHERE p.organization_id = contacts.organization_id AND "
               "p.contact_id = contacts.id AND p.deregistered_at IS NULL)",
               "bigint"}},
}};

using ValuesQuery = pg::Query<std::string(Organizations, std::string, std::int32_t)>;

const ValuesQuery kCompanies{"contacts.companies", R"sql(
    SELECT min(company) AS value FROM contacts
    WHERE organization_id = ANY ($1) AND company_key >= $2 AND company_key < $2 || U&'\+10FFFF'
      AND company_key <> ''
    GROUP BY company_key ORDER BY company_key LIMIT $3)sql"};

const ValuesQuery kCities{"contacts.cities", R"sql(
    SELECT min(city) AS value FROM contacts
    WHERE organization_id = ANY ($1) AND city_key >= $2 AND city_key < $2 || U&'\+10FFFF'
      AND city_key <> ''
    GROUP BY city_key ORDER BY city_key LIMIT $3)sql"};

// ---- one contact

using FindQuery = pg::Query<Contact(Organizations, ContactId)>;

const FindQuery kFind{"contacts.find", "SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2"};
const FindQuery kLock{"contacts.lock",
                      "SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const FindQuery kHold{"contacts.hold",
                      "SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2 FOR SHARE"};
const pg::Query<Contact(Organizations, std::span<const ContactId>)> kFindMany{
    "contacts.find_many", "SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = ANY ($2)"};

// ---- writing

const pg::Insert<Row> kInsert{"contacts.insert", "contacts"};
const pg::Update<Row> kUpdate{"contacts.update", "contacts", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, ContactId)> kDelete{
    "contacts.delete", "DELETE FROM contacts WHERE organization_id = $1 AND id = $2"};

// Takes away the terms that no longer hold and adds the new ones.
using TermsQuery = pg::Query<void(base::OrganizationId, ContactId, std::vector<std::string>)>;
const TermsQuery kDropTerms{
    "contacts.drop_terms",
    "DELETE FROM contact_terms WHERE organization_id = $1 AND contact_id = $2 AND term <> ALL ($3)"};
const TermsQuery kAddTerms{"contacts.add_terms", R"sql(
    INSERT INTO contact_terms (organization_id, contact_id, term)
    SELECT $1, $2, term FROM unnest($3) AS terms (term)
    ON CONFLICT DO NOTHING)sql"};

std::vector<std::string> TermsOf(const Contact& contact) {
    return base::SearchTerms(
        {contact.first_name, contact.last_name, contact.company, contact.address.city, contact.email});
}

void WriteTerms(pg::Transaction& tx, const Contact& contact) {
    const auto terms = TermsOf(contact);
    tx.Exec(kDropTerms, contact.organization_id, contact.id, terms);
    tx.Exec(kAddTerms, contact.organization_id, contact.id, terms);
}

struct OfOrganization {
    base::OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(OfOrganization, (), (organization_id))
struct TermRow {
    ContactId contact_id;
    std::string term;
};
BOOST_DESCRIBE_STRUCT(TermRow, (), (contact_id, term))
const pg::Query<void(OfOrganization, std::span<const Row>)> kInsertMany{"contacts.insert_many", R"sql(
    INSERT INTO contacts ({row_columns}) SELECT {row_values} FROM {rows}
    WHERE rows.organization_id = $organization_id)sql"};
const pg::InsertRows<OfOrganization, TermRow> kInsertTerms{"contacts.insert_terms", "contact_terms"};

using Keys = std::vector<std::string>;
const pg::Query<Contact(base::OrganizationId, Keys, Keys, Keys)> kFindSame{"contacts.find_same", R"sql(
    SELECT {columns} FROM contacts WHERE organization_id = $1 AND email_key = ANY ($2)
    UNION ALL
    SELECT {columns} FROM contacts WHERE organization_id = $1 AND name_key = ANY ($3)
    UNION ALL
    SELECT {columns} FROM contacts WHERE organization_id = $1 AND company_key = ANY ($4) AND name_key = ' ')sql"};

}  // namespace

pg::Slice<Contact> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::vector<std::string> Values(pg::Transaction& tx, Organizations organizations, ValueField field,
                                std::string_view begins_with, std::int32_t limit) {
    return tx.All(field == ValueField::kCompany ? kCompanies : kCities, organizations, base::FoldCase(begins_with),
                  limit);
}

std::optional<Contact> Find(pg::Transaction& tx, Organizations organizations, ContactId id) {
    return tx.One(kFind, organizations, id);
}

std::optional<Contact> Lock(pg::Transaction& tx, Organizations organizations, ContactId id) {
    return tx.One(kLock, organizations, id);
}

std::optional<Contact> Hold(pg::Transaction& tx, Organizations organizations, ContactId id) {
    return tx.One(kHold, organizations, id);
}

std::vector<Contact> FindMany(pg::Transaction& tx, Organizations organizations, const std::vector<ContactId>& ids) {
    return tx.All(kFindMany, organizations, ids);
}

void Insert(pg::Transaction& tx, const Contact& contact) {
    tx.Exec(kInsert, ToRow(contact));
    WriteTerms(tx, contact);
}

void Insert(pg::Transaction& tx, base::OrganizationId organization, std::span<const Contact> contacts) {
    std::vector<Row> rows;
    std::vector<TermRow> terms;
    for (const auto& contact : contacts) {
        rows.push_back(ToRow(contact));
        for (auto& term : TermsOf(contact)) terms.push_back({contact.id, std::move(term)});
    }
    tx.Exec(kInsertMany, {organization}, rows);
    tx.Exec(kInsertTerms, {organization}, terms);
}

std::vector<Contact> FindSame(pg::Transaction& tx, base::OrganizationId organization, const SameAs& keys) {
    return tx.All(kFindSame, organization, keys.emails, keys.names, keys.companies);
}

void Update(pg::Transaction& tx, const Contact& contact) {
    tx.Exec(kUpdate, ToRow(contact));
    WriteTerms(tx, contact);
}

void Delete(pg::Transaction& tx, base::OrganizationId organization, ContactId id) {
    tx.Exec(kDelete, organization, id);
}

}  // namespace contacts::store
