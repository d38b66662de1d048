#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/organizations/address.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Router;
}

// Contacts: who supplies are delivered to (CON-1, CON-2, CON-3). This feature is the pattern of the
// others; docs/adding-a-feature.md walks through it file by file.
namespace contacts {

using ContactId = base::Id<struct ContactTag>;

struct Phone {
    std::string country_code;  // E.164 country code, digits only; "" when there is no number
    std::string number;        // area code and number, digits; spaces, ( ) - / . are taken out
    std::string extension;     // digits

    // What a person types: "+49", "30 / 1234-56"; CheckContact reduces it to digits.
    static constexpr std::string_view kDigits = "[0-9 ()/.-]*";
    static constexpr base::Limit kLimits[] = {
        {.field = "country_code", .max_length = 10, .pattern = "\\+?[0-9]*", .pattern_code = "digits_only"},
        {.field = "number", .max_length = 30, .pattern = kDigits, .pattern_code = "digits_only"},
        {.field = "extension", .max_length = 10, .pattern = kDigits, .pattern_code = "digits_only"},
    };

    bool operator==(const Phone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Phone, (), (country_code, number, extension))

// What a person fills in: the body of POST and PUT, the row of an import, the form of a duplicate.
struct ContactInput {
    std::string first_name;
    std::string last_name;
    std::string company;
    std::string email;
    Phone phone;
    organizations::Address address;
    std::optional<std::string> language{};  // of mails, "de"; absent: the organization's

    static constexpr base::Limit kLimits[] = {
        {.field = "first_name", .max_length = 100},
        {.field = "last_name", .max_length = 100},
        {.field = "company", .max_length = 100},
        {.field = "email", .max_length = 254},
    };

    bool operator==(const ContactInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactInput, (), (first_name, last_name, company, email, phone, address, language))

struct Contact : ContactInput {
    ContactId id;
    base::OrganizationId organization_id;
    std::int64_t version = 1;  // grows by one with each change; the ETag
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Contact, (ContactInput), (id, organization_id, version, created_at, updated_at))

// The input as it is kept (spaces folded, phone reduced to digits, country in upper case), or
// everything that is wrong with it: "invalid_fields" with a pointer for each field. Pure; the
// import uses it row by row (CON-5). Mandatory: a last name or a company, and a delivery address
// (street1, city, country). `languages`: those that there are texts in.
base::Result<ContactInput> CheckContact(const ContactInput& input, const std::vector<std::string>& languages = {});

// "Ida Berg", or the company where there is no person. Pure.
std::string NameOf(const ContactInput& contact);

// Which printers hang on contacts (CON-3, CON-9). Contacts cannot know printers: server/printers
// fills this, features.cpp hands it over.
class AssignmentGuard {
  public:
    struct Assignments {
        std::int64_t count = 0;
        std::vector<std::string> printers;  // the first ten, "model serial number", for the refusal
    };
    virtual ~AssignmentGuard() = default;
    // Number of printers by contact; contacts without one may be absent. One query for a whole
    // page.
    virtual std::map<ContactId, std::int64_t> CountAssigned(pg::Transaction& tx,
                                                            std::span<const ContactId> contacts) = 0;
    // Holds off new assignments of this contact until the transaction ends.
    virtual Assignments LockAssigned(pg::Transaction& tx, base::OrganizationId organization, ContactId contact) = 0;
};

// What is going to be sent to contacts (CON-9, ASR-14). Contacts cannot know orders: server/orders
// fills this, features.cpp hands it over.
class OpenDeliveries {
  public:
    virtual ~OpenDeliveries() = default;
    // The numbers of the orders that go to this contact and were not shipped yet. The caller holds
    // the contact's lock, so that none is added.
    virtual std::vector<std::string> NumbersTo(pg::Transaction& tx, base::OrganizationId organization,
                                               ContactId contact) = 0;
    // Told in the transaction of the change: it counts for everything that was not shipped yet.
    virtual void OnContactChanged(pg::Transaction& tx, const Contact& contact, const std::string& actor,
                                  base::Instant now) = 0;
};

// ASR-17: whose addresses the operator's service desk changes. Contacts cannot know contracts: server/contracts fills this.
class AddressRule {
  public:
    virtual ~AddressRule() = default;
    virtual bool IsServiceDesks(pg::Transaction& tx, base::OrganizationId organization, ContactId contact) = 0;
};

// Looks a contact up among the organizations that the actor sees; nullopt when it is not there.
std::optional<Contact> FindContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id);
// Several at once, in no order; those that are not there are missing.
std::vector<Contact> FindContacts(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                  const std::vector<ContactId>& ids);
// One, and nobody changes or deletes it until the transaction ends; others may hold it as well.
std::optional<Contact> HoldContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id);
// One, locked for whoever changes it: before an assignment refers to it.
std::optional<Contact> LockContact(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                   ContactId id);

// Stores a checked input as a new contact. Other features use it to "create and assign in one step"
// (CON-9).
Contact CreateContact(pg::Transaction& tx, base::OrganizationId organization, ContactId id, const ContactInput& checked,
                      base::Instant now);

struct HttpParts {
    base::IdSource& ids;
    AssignmentGuard& guard;
    OpenDeliveries* deliveries = nullptr;      // absent where there are no orders
    std::vector<std::string> languages{"en"};  // that there are texts in
    AddressRule* addresses = nullptr;          // absent: whoever may change a contact changes its address
};
void RegisterHttp(http::Router& router, HttpParts parts);

}  // namespace contacts
