#include <gtest/gtest.h>

#include <set>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/contacts/contacts.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// The routes of contacts against a real database: what each role may do, and what a person is told.
namespace contacts {
namespace {

using http::Role;

// Stands in for server/printers, which knows what hangs on a contact.
class PrintersOfContacts final : public AssignmentGuard {
  public:
    std::map<ContactId, std::int64_t> CountAssigned(pg::Transaction&, std::span<const ContactId> contacts) override {
        std::map<ContactId, std::int64_t> counts;
        for (const ContactId id : contacts) {
            if (assigned.contains(id)) counts[id] = static_cast<std::int64_t>(assigned[id].size());
        }
        return counts;
    }
    Assignments LockAssigned(pg::Transaction&, base::OrganizationId, ContactId contact) override {
        const auto& printers = assigned[contact];
        return {static_cast<std::int64_t>(printers.size()), printers};
    }
    std::map<ContactId, std::vector<std::string>> assigned;
};

class ContactsHttp : public ::testing::Test {
  protected:
    ContactsHttp() {
        RegisterHttp(api_.router(), {.ids = ids_, .guard = guard_});
        const auto partner = world_.AddOrganization(world_.platen(), "Partner");
        mine_ = world_.AddOrganization(partner, "Nordlys").id;
        other_ = world_.AddOrganization(partner, "Fjord").id;
        manager_ = api_.SignIn(mine_, {Role::kSuppliesManager});
    }

    static std::string Body(const std::string& first, const std::string& last, const std::string& company,
                            const std::string& city) {
        return base::json::Write(ContactInput{.first_name = first,
                                              .last_name = last,
                                              .company = company,
                                              .email = base::ToLowerAscii(first) + "@mail.example",
                                              .phone = {.country_code = "47", .number = "22334455"},
                                              .address = {.street1 = "Storgata 1", .city = city, .country = "NO"}});
    }
    // The path of a new contact.
    std::string Make(const std::string& first, const std::string& last, const std::string& company = "Nordlys",
                     const std::string& city = "Oslo") {
        const auto made = api_.As(manager_).Post("/api/v1/contacts", Body(first, last, company, city));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.Header("Location");
    }
    // The first names of a list, in its order.
    std::vector<std::string> Names(const std::string& query) {
        const auto list = api_.As(manager_).Get("/api/v1/contacts" + query);
        EXPECT_EQ(list.status, 200) << list.body;
        return NamesOf(list.Json());
    }
    static std::vector<std::string> NamesOf(const boost::json::value& page) {
        std::vector<std::string> names;
        for (const auto& item : page.at("items").as_array()) names.emplace_back(item.at("first_name").as_string());
        return names;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    PrintersOfContacts guard_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    http::Actor manager_;
};

using Strings = std::vector<std::string>;

TEST_F(ContactsHttp, CreatesReadsChangesAndDeletes) {  // CON-1
    const std::string path = Make("Ida", "Berg");
    const auto read = api_.As(manager_).Get(path);
    EXPECT_EQ(read.Json().at("phone").at("number"), "22334455");
    EXPECT_EQ(read.Json().at("assigned_printer_count"), 0);

    clock_.Advance(std::chrono::hours(1));
    const auto changed = api_.As(manager_).Put(path, Body("Ida", "Lund", "Nordlys", "Bergen"), read.ETag());
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.Json().at("last_name"), "Lund");
    EXPECT_EQ(changed.Json().at("updated_at"), "2026-11-21T11:00:00Z");
    EXPECT_EQ(Names("?search=berg"), Strings{"Ida"}) << "found by the new city";

    EXPECT_EQ(api_.As(manager_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(api_.As(manager_).Get(path).status, 404);
    EXPECT_EQ(Names("?search=ida"), Strings{});
}

TEST_F(ContactsHttp, TwoPeopleEditingOneContactDoNotOverwriteEachOther) {  // CON-1, API-1
    const std::string path = Make("Ida", "Berg");
    const std::string seen = api_.As(manager_).Get(path).ETag();
    EXPECT_EQ(api_.As(manager_).Put(path, Body("Eva", "Berg", "", "Oslo"), seen).status, 200);
    const auto late = api_.As(manager_).Put(path, Body("Ola", "Berg", "", "Oslo"), seen);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.Code(), "stale");
    EXPECT_EQ(api_.As(manager_).Put(path, Body("Ola", "Berg", "", "Oslo")).status, 428);
    EXPECT_EQ(api_.As(manager_).Delete(path, seen).status, 412);
    EXPECT_EQ(api_.As(manager_).Get(path).Json().at("first_name"), "Eva");
}

TEST_F(ContactsHttp, SavingWithoutAChangeKeepsTheVersion) {
    const std::string path = Make("Ida", "Berg");
    const auto read = api_.As(manager_).Get(path);
    const auto same = api_.As(manager_).Put(path, Body("Ida", "Berg", "Nordlys", "Oslo"), read.ETag());
    EXPECT_EQ(same.ETag(), read.ETag());
}

TEST_F(ContactsHttp, AWrongFieldIsNamedAndNothingIsSaved) {  // CON-5
    const auto refused = api_.As(manager_).Post("/api/v1/contacts", Body("Ida", "", "", ""));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.Code(), "invalid_fields");
    EXPECT_EQ(refused.Errors(), (Strings{"/address/city missing", "/last_name name_or_company"}));
    EXPECT_EQ(Names(""), Strings{});
}

TEST_F(ContactsHttp, ADoubleClickMakesOneContact) {  // API-1
    const http::TestHeaders key{{"Idempotency-Key", "one"}};
    const auto first = api_.As(manager_).Post("/api/v1/contacts", Body("Ida", "Berg", "", "Oslo"), key);
    const auto second = api_.As(manager_).Post("/api/v1/contacts", Body("Ida", "Berg", "", "Oslo"), key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(Names(""), Strings{"Ida"});
}

TEST_F(ContactsHttp, AContactWithPrintersIsNotDeletedAndTheAnswerNamesThem) {  // CON-3
    const std::string path = Make("Ida", "Berg");
    const auto read = api_.As(manager_).Get(path);
    const auto id = *ContactId::Parse(std::string(read.Json().at("id").as_string()));
    guard_.assigned[id] = {"C250i AA2M0211", "MX310 7017"};
    EXPECT_EQ(api_.As(manager_).Get(path).Json().at("assigned_printer_count"), 2);
    const auto refused = api_.As(manager_).Delete(path, read.ETag());
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "contact_assigned");
    EXPECT_NE(refused.body.find("C250i AA2M0211, MX310 7017"), std::string::npos) << refused.body;
    EXPECT_EQ(api_.As(manager_).Get(path).status, 200);
}

TEST_F(ContactsHttp, SearchesByTheBeginningOfEveryWord) {  // CON-1
    Make("Ida", "Berg", "Nordlys AS", "Oslo");
    Make("Åse", "Sørli", "Fjell & Fjord", "Ålesund");
    Make("Ida", "Sand", "Fjell & Fjord", "Oslo");
    EXPECT_EQ(Names("?search=ida%20fjell"), Strings{"Ida"});
    EXPECT_EQ(Names("?search=%C3%85LES"), Strings{"Åse"});
    EXPECT_EQ(Names("?search=ase@mail"), Strings{});
    EXPECT_EQ(Names("?search=ida@mail.example&sort=company"), (Strings{"Ida", "Ida"}));
    EXPECT_EQ(Names("?search=nobody"), Strings{});
}

TEST_F(ContactsHttp, FiltersByCompanyAndCityAndOffersTheirValues) {  // CON-1
    Make("Ida", "Berg", "Nordlys", "Oslo");
    Make("Eva", "Dahl", "Fjell", "Oslo");
    Make("Ola", "Moen", "Fjell", "Bergen");
    EXPECT_EQ(Names("?company=FJELL"), (Strings{"Eva", "Ola"}));
    EXPECT_EQ(Names("?company=Fjell&city=oslo"), Strings{"Eva"});
    const auto values = api_.As(manager_).Get("/api/v1/contacts/values?field=company&search=f");
    EXPECT_EQ(boost::json::serialize(values.Json().at("items")), R"(["Fjell"])");
}

TEST_F(ContactsHttp, SortsByEveryColumnInBothDirections) {  // CON-1
    Make("Ida", "Berg", "C", "Oslo");
    Make("Eva", "Dahl", "A", "Voss");
    Make("Ola", "Aas", "B", "Bergen");
    EXPECT_EQ(Names(""), (Strings{"Ola", "Ida", "Eva"}));
    EXPECT_EQ(Names("?sort=-last_name"), (Strings{"Eva", "Ida", "Ola"}));
    EXPECT_EQ(Names("?sort=company"), (Strings{"Eva", "Ola", "Ida"}));
    EXPECT_EQ(Names("?sort=-city"), (Strings{"Eva", "Ida", "Ola"}));
    EXPECT_EQ(Names("?sort=email"), (Strings{"Eva", "Ida", "Ola"}));
    const auto wrong = api_.As(manager_).Get("/api/v1/contacts?sort=taste");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.Errors(), Strings{"sort not_one_of"});
}

TEST_F(ContactsHttp, PagesThroughAllWithoutGapOrDouble) {  // API-1
    std::set<std::string> made;
    for (int i = 0; i < 23; ++i) {
        const std::string name = "N" + std::to_string(i);
        Make(name, i % 3 == 0 ? "Same" : "Name" + std::to_string(i % 7));
        made.insert(name);
    }
    for (const std::string sort : {"last_name", "-last_name", "-company"}) {
        std::string query = "?limit=5&sort=" + sort;
        std::vector<std::string> seen;
        for (std::string cursor; seen.size() < 100;) {
            const auto page = api_.As(manager_).Get("/api/v1/contacts" + query + cursor).Json();
            for (auto& name : NamesOf(page)) seen.push_back(name);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        EXPECT_EQ(seen.size(), made.size()) << sort;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), made) << sort;
    }
}

TEST_F(ContactsHttp, EveryRoleReadsAndOnlySomeChange) {  // ORG-6
    const std::string path = Make("Ida", "Berg");
    const std::string etag = api_.As(manager_).Get(path).ETag();
    const auto writers = organizations::permissions::kManageContacts.roles;
    for (const Role role : organizations::AllRoles()) {
        const auto bit = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        const auto expected = [&](int success) { return role == Role::kAgent ? 403 : success; };
        EXPECT_EQ(client.Get("/api/v1/contacts").status, expected(200)) << bit;
        EXPECT_EQ(client.Get(path).status, expected(200)) << bit;
        const int write = writers.Has(role) ? 200 : 403;
        EXPECT_EQ(client.Put(path, Body("Ida", "Berg", "Nordlys", "Oslo"), etag).status, write) << bit;
        const auto made = client.Post("/api/v1/contacts", Body("Tmp", "Tmp", "", "Oslo"));
        EXPECT_EQ(made.status, writers.Has(role) ? 201 : 403) << bit;
        if (made.status == 201) {
            EXPECT_EQ(client.Delete(made.Header("Location"), made.ETag()).status, 204);
        }
        EXPECT_EQ(client.Delete(path, "\"0\"").status, writers.Has(role) ? 412 : 403) << bit;
    }
    EXPECT_EQ(api_.Anonymous().Get("/api/v1/contacts").status, 401);
}

TEST_F(ContactsHttp, AForeignOrganizationsContactsDoNotExist) {  // ORG-7
    const std::string path = Make("Canary", "Berg", "Canary", "Canary");
    const auto stranger = api_.As(api_.SignIn(other_, {Role::kAdministrator}));
    EXPECT_EQ(stranger.Get(path).status, 404);
    EXPECT_EQ(stranger.Put(path, Body("X", "Y", "", "Oslo"), "\"1\"").status, 404);
    EXPECT_EQ(stranger.Delete(path, "\"1\"").status, 404);
    for (const char* target : {"/api/v1/contacts", "/api/v1/contacts?search=canary", "/api/v1/contacts?company=canary",
                               "/api/v1/contacts/values?field=company", "/api/v1/contacts/values?field=city"}) {
        EXPECT_EQ(stranger.Get(target).body.find("anary"), std::string::npos) << target;
    }
    EXPECT_EQ(api_.As(manager_).Get(path).status, 200);
}

TEST_F(ContactsHttp, AParentOrganizationSeesItsChildrensContacts) {  // ORG-2, ORG-5
    Make("Ida", "Berg");
    const auto partner = api_.As(api_.SignIn(other_, {Role::kFleetManager}, {other_, mine_}));
    EXPECT_EQ(NamesOf(partner.Get("/api/v1/contacts").Json()), Strings{"Ida"});
}

TEST_F(ContactsHttp, EveryChangeLeavesAnAuditRow) {  // IDN-5
    const std::string path = Make("Ida", "Berg");
    const auto changed =
        api_.As(manager_).Put(path, Body("Eva", "Berg", "", "Oslo"), api_.As(manager_).Get(path).ETag());
    api_.As(manager_).Delete(path, changed.ETag());
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY version) FROM (SELECT action, "
                              "coalesce(after, before)->>'version' AS version, after IS NULL AS gone "
                              "FROM audit_events "
                              "WHERE object_type = 'contact' ORDER BY version, gone) AS events"),
              "contact.created contact.updated contact.deleted");
    EXPECT_EQ(database_.Value("SELECT before->>'first_name' || '>' || (after->>'first_name') FROM audit_events "
                              "WHERE action = 'contact.updated'"),
              "Ida>Eva");
}

}  // namespace
}  // namespace contacts
