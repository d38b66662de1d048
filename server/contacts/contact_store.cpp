#include "server/contacts/contact_store.hpp"

#include <fmt/format.h>

#include <array>

#include "lib/base/text.hpp"
#include "server/platform/pg/search_terms.hpp"

namespace contacts::store {
namespace {

// A contact as its columns: the nested phone and address lie flat in the table.
struct Row {
    base::OrganizationId organization_id;
    ContactId id;
    std::string first_name;
    std::string last_name;
    std::string company;
    std::string email;
    std::string phone_country_code;
    std::string phone_number;
    std::string phone_extension;
    std::string street1;
    std::string street2;
    std::string street3;
    std::string building;
    std::string floor;
    std::string room;
    std::string city;
    std::string state;
    std::string postal_code;
    std::string country;
    std::optional<std::string> language;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (organization_id, id, first_name, last_name, company, email,
                       phone_country_code, phone_number, phone_extension, street1, street2, street3,
                       building, floor, room, city, state, postal_code, country, language, version,
                       created_at, updated_at))

struct SortedRow : Row {
    std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(SortedRow, (Row), (sort_key))

// Puts the columns of Row in place of {columns}.
std::string WithColumns(std::string sql) {
    static constexpr std::string_view kPlace = "{columns}";
    return sql.replace(
        sql.find(kPlace), kPlace.size(),
        "organization_id, id, first_name, last_name, company, email, phone_country_code, "
        "phone_number, phone_extension, street1, street2, street3, building, floor, room, "
        "city, state, postal_code, country, language, version, created_at, updated_at");
}

Contact ToContact(const Row& row) {
    Contact contact;
    contact.first_name = row.first_name;
    contact.last_name = row.last_name;
    contact.company = row.company;
    contact.email = row.email;
    contact.phone = {row.phone_country_code, row.phone_number, row.phone_extension};
    contact.address = {row.street1, row.street2, row.street3, row.building,    row.floor,
                       row.room,    row.city,    row.state,   row.postal_code, row.country};
    contact.language = row.language;
    contact.id = row.id;
    contact.organization_id = row.organization_id;
    contact.version = row.version;
    contact.created_at = row.created_at;
    contact.updated_at = row.updated_at;
    return contact;
}

// A row with the keys that lists sort and filter by; its members are all columns of the table.
struct FullRow : Row {
    std::string name_key;
    std::string company_key;
    std::string city_key;
    std::string email_key;
};
BOOST_DESCRIBE_STRUCT(FullRow, (Row), (name_key, company_key, city_key, email_key))

FullRow ToRow(const Contact& contact) {
    FullRow row;
    row.organization_id = contact.organization_id;
    row.id = contact.id;
    row.first_name = contact.first_name;
    row.last_name = contact.last_name;
    row.company = contact.company;
    row.email = contact.email;
    row.phone_country_code = contact.phone.country_code;
    row.phone_number = contact.phone.number;
    row.phone_extension = contact.phone.extension;
    row.street1 = contact.address.street1;
    row.street2 = contact.address.street2;
    row.street3 = contact.address.street3;
    row.building = contact.address.building;
    row.floor = contact.address.floor;
    row.room = contact.address.room;
    row.city = contact.address.city;
    row.state = contact.address.state;
    row.postal_code = contact.address.postal_code;
    row.country = contact.address.country;
    row.language = contact.language;
    row.version = contact.version;
    row.created_at = contact.created_at;
    row.updated_at = contact.updated_at;
    row.name_key = base::FoldCase(contact.last_name + " " + contact.first_name);
    row.company_key = base::FoldCase(contact.company);
    row.city_key = base::FoldCase(contact.address.city);
    row.email_key = base::FoldCase(contact.email);
    return row;
}

// ---- list
// -----------------------------------------------------------------------------------------

using ListQuery = pg::Query<SortedRow(std::vector<base::OrganizationId>, std::vector<std::string>,
                                      std::optional<std::string>, std::optional<std::string>,
                                      std::string, ContactId, std::int32_t)>;

// One statement for each order, so that each walks its own index. $5 and $6 are where the page
// before ended; the search finds its words as beginnings and ends of terms, by ranges on the index
// of contact_terms.
std::string ListSql(std::string_view column, bool descending) {
    return fmt::format(fmt::runtime(WithColumns(R"sql(
        SELECT {columns}, {column} AS sort_key
        FROM contacts
        WHERE organization_id = ANY ($1)
          AND ({column}, id) {after} ($5, $6)
          AND ($3 IS NULL OR company_key = $3)
          AND ($4 IS NULL OR city_key = $4)
          AND (cardinality($2) = 0 OR id IN (
                SELECT terms.contact_id
                FROM unnest($2) AS words (word)
                CROSS JOIN LATERAL (VALUES (words.word), (CASE WHEN length(words.word) >= {shortest}
                    THEN U&'\0001' || reverse(words.word) END)) AS starts (start)
                JOIN contact_terms AS terms ON terms.organization_id = ANY ($1)
                    AND terms.term >= starts.start AND terms.term < starts.start || U&'\+10FFFF'
                GROUP BY terms.contact_id
                HAVING count(DISTINCT words.word) = cardinality($2)))
        ORDER BY {column} {order}, id {order}
        LIMIT $7)sql")),
                       fmt::arg("column", column), fmt::arg("after", descending ? "<" : ">"),
                       fmt::arg("order", descending ? "DESC" : "ASC"),
                       fmt::arg("shortest", pg::kShortestEnding));
}

struct ListQueries {
    ListQueries(const char* name, std::string_view column)
        : ascending(fmt::format("contacts.list.{}", name).c_str(), ListSql(column, false).c_str()),
          descending(fmt::format("contacts.list.{}.descending", name).c_str(),
                     ListSql(column, true).c_str()) {}
    ListQuery ascending;
    ListQuery descending;
};
const ListQueries kListByName{"name", "name_key"};
const ListQueries kListByCompany{"company", "company_key"};
const ListQueries kListByCity{"city", "city_key"};
const ListQueries kListByEmail{"email", "email_key"};

const ListQueries& QueriesFor(SortColumn column) {
    switch (column) {
        case SortColumn::kName:
            return kListByName;
        case SortColumn::kCompany:
            return kListByCompany;
        case SortColumn::kCity:
            return kListByCity;
        case SortColumn::kEmail:
            return kListByEmail;
    }
    return kListByName;
}

// Before the first row and behind the last one of any order.
const ListKey kFirst{"", ContactId{}};
const ListKey kLast = [] {
    ListKey key{"\xF4\x8F\xBF\xBF", {}};
    key.id.value.octets.fill(0xFF);
    return key;
}();

std::optional<std::string> Folded(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return base::FoldCase(*text);
}

}  // namespace

std::vector<ListRow> List(pg::Transaction& tx, const ListFilter& filter) {
    const ListQueries& queries = QueriesFor(filter.sort);
    const ListQuery& query = filter.descending ? queries.descending : queries.ascending;
    const ListKey after = filter.after.value_or(filter.descending ? kLast : kFirst);
    std::vector<ListRow> rows;
    for (const SortedRow& row :
         tx.All(query, filter.organizations, filter.search_words, Folded(filter.company),
                Folded(filter.city), after.key, after.id, filter.limit)) {
        ListRow item;
        static_cast<Contact&>(item) = ToContact(row);
        item.sort_key = row.sort_key;
        rows.push_back(std::move(item));
    }
    return rows;
}

// ---- values for filters
// ---------------------------------------------------------------------------

using ValuesQuery =
    pg::Query<std::string(std::vector<base::OrganizationId>, std::string, std::int32_t)>;

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

std::vector<std::string> Values(pg::Transaction& tx,
                                std::span<const base::OrganizationId> organizations,
                                ValueField field, std::string_view begins_with,
                                std::int32_t limit) {
    return tx.All(field == ValueField::kCompany ? kCompanies : kCities,
                  std::vector(organizations.begin(), organizations.end()),
                  base::FoldCase(begins_with), limit);
}

// ---- one contact
// ----------------------------------------------------------------------------------

using FindQuery = pg::Query<Row(std::vector<base::OrganizationId>, ContactId)>;

const FindQuery kFind{"contacts.find", WithColumns(R"sql(
    SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2)sql")
                                           .c_str()};

const FindQuery kLock{"contacts.lock", WithColumns(R"sql(
    SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE)sql")
                                           .c_str()};

const FindQuery kHold{"contacts.hold", WithColumns(R"sql(
    SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = $2 FOR SHARE)sql")
                                           .c_str()};

const pg::Query<Row(std::vector<base::OrganizationId>, std::vector<ContactId>)> kFindMany{
    "contacts.find_many", WithColumns(R"sql(
    SELECT {columns} FROM contacts WHERE organization_id = ANY ($1) AND id = ANY ($2))sql")
                              .c_str()};

std::optional<Contact> Find(pg::Transaction& tx,
                            std::span<const base::OrganizationId> organizations, ContactId id) {
    const auto row = tx.One(kFind, std::vector(organizations.begin(), organizations.end()), id);
    return row ? std::optional(ToContact(*row)) : std::nullopt;
}

std::optional<Contact> Lock(pg::Transaction& tx,
                            std::span<const base::OrganizationId> organizations, ContactId id) {
    const auto row = tx.One(kLock, std::vector(organizations.begin(), organizations.end()), id);
    return row ? std::optional(ToContact(*row)) : std::nullopt;
}

std::optional<Contact> Hold(pg::Transaction& tx,
                            std::span<const base::OrganizationId> organizations, ContactId id) {
    const auto row = tx.One(kHold, std::vector(organizations.begin(), organizations.end()), id);
    return row ? std::optional(ToContact(*row)) : std::nullopt;
}

std::vector<Contact> FindMany(pg::Transaction& tx,
                              std::span<const base::OrganizationId> organizations,
                              const std::vector<ContactId>& ids) {
    std::vector<Contact> contacts;
    for (const Row& row :
         tx.All(kFindMany, std::vector(organizations.begin(), organizations.end()), ids)) {
        contacts.push_back(ToContact(row));
    }
    return contacts;
}

// ---- writing
// --------------------------------------------------------------------------------------

// $1 is the whole row as JSON, its keys are the columns: one parameter instead of two dozen.
const pg::Query<void(boost::json::value)> kInsert{"contacts.insert", R"sql(
    INSERT INTO contacts SELECT * FROM jsonb_populate_record(NULL::contacts, $1))sql"};

const pg::Query<void(boost::json::value)> kUpdate{"contacts.update", R"sql(
    UPDATE contacts SET (first_name, last_name, company, email, phone_country_code, phone_number,
                         phone_extension, street1, street2, street3, building, floor, room, city, state,
                         postal_code, country, language, name_key, company_key, city_key, email_key,
                         version, updated_at)
        = (fresh.first_name, fresh.last_name, fresh.company, fresh.email, fresh.phone_country_code,
           fresh.phone_number, fresh.phone_extension, fresh.street1, fresh.street2, fresh.street3,
           fresh.building, fresh.floor, fresh.room, fresh.city, fresh.state, fresh.postal_code,
           fresh.country, fresh.language, fresh.name_key, fresh.company_key, fresh.city_key, fresh.email_key,
           fresh.version, fresh.updated_at)
    FROM jsonb_populate_record(NULL::contacts, $1) AS fresh
    WHERE contacts.organization_id = fresh.organization_id AND contacts.id = fresh.id)sql"};

const pg::Query<void(base::OrganizationId, ContactId)> kDelete{
    "contacts.delete", "DELETE FROM contacts WHERE organization_id = $1 AND id = $2"};

// Takes away the terms that no longer hold and adds the new ones.
const pg::Query<void(base::OrganizationId, ContactId, std::vector<std::string>)> kDropTerms{
    "contacts.drop_terms", R"sql(
    DELETE FROM contact_terms
    WHERE organization_id = $1 AND contact_id = $2 AND term <> ALL ($3))sql"};
const pg::Query<void(base::OrganizationId, ContactId, std::vector<std::string>)> kAddTerms{
    "contacts.add_terms", R"sql(
    INSERT INTO contact_terms (organization_id, contact_id, term)
    SELECT $1, $2, term FROM unnest($3) AS terms (term)
    ON CONFLICT DO NOTHING)sql"};

namespace {

void WriteTerms(pg::Transaction& tx, const Contact& contact) {
    const auto terms = base::SearchTerms({contact.first_name, contact.last_name, contact.company,
                                          contact.address.city, contact.email});
    tx.Exec(kDropTerms, contact.organization_id, contact.id, terms);
    tx.Exec(kAddTerms, contact.organization_id, contact.id, terms);
}

}  // namespace

void Insert(pg::Transaction& tx, const Contact& contact) {
    tx.Exec(kInsert, base::json::ToValue(ToRow(contact)));
    WriteTerms(tx, contact);
}

void Update(pg::Transaction& tx, const Contact& contact) {
    tx.Exec(kUpdate, base::json::ToValue(ToRow(contact)));
    WriteTerms(tx, contact);
}

void Delete(pg::Transaction& tx, base::OrganizationId organization, ContactId id) {
    tx.Exec(kDelete, organization, id);
}

}  // namespace contacts::store
