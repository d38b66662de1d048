#include <future>

#include "server/testing/whole_program.hpp"

// What is protected from whom: contacts that printers have, printers of MPS Express, agents that such printers hang on
// (CON-3, CON-9, AGT-7, AGT-8, PRN-7), with what people do at the same moment.
namespace server {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Strings = std::vector<std::string>;

// ---- contacts

class Assigning : public testing::WholeProgram {
  protected:
    std::string ContactOf(int n) {
        return database_.Value("SELECT COALESCE(contact_id::text, '') FROM printers WHERE id = '" + Id(n) + "'");
    }
    http::TestAnswer Delete(const contacts::ContactId& contact) {
        const std::string path = "/api/v1/contacts/" + contact.ToString();
        return api_.As(second_).Delete(path, api_.As(second_).Get(path).ETag());
    }
    static std::string NewContact(const std::string& printers, const std::string& name = "Berg",
                                  const std::string& city = "Oslo") {
        contacts::ContactInput input;
        input.last_name = name;
        input.address = {.street1 = "Storgata 1", .city = city, .postal_code = "0155", .country = "NO"};
        auto body = base::json::ToValue(input).as_object();
        body["printer_ids"] = boost::json::parse(printers);
        return boost::json::serialize(body);
    }
    http::TestAnswer CreateAndAssign(const std::string& printers, const std::string& name = "Berg",
                                     const std::string& city = "Oslo") {
        return api_.As(manager_).Post(kPath, NewContact(printers, name, city));
    }
    const std::string kPath = "/api/v1/printers/new-contact-assignments";
    std::string Contacts() { return database_.Value("SELECT count(*) FROM contacts"); }
};

TEST_F(Assigning, FindsTheContactByNameCompanyAndCity) {  // CON-9
    Contact(acme_, "Berg", "North Depot", "Bergen");
    Contact(acme_, "Lund", "South Depot", "Lund");
    Contact(other_, "Berg", "Elsewhere", "Bergen");
    const auto found = [&](const std::string& query) {
        Strings names;
        const auto page = api_.As(manager_).Get("/api/v1/contacts?" + query).Json();
        for (const auto& item : page.at("items").as_array()) names.emplace_back(item.at("company").as_string());
        return names;
    };
    EXPECT_THAT(found("search=berg"), ElementsAre("North Depot"));
    EXPECT_THAT(found("search=depot&sort=last_name"), ElementsAre("North Depot", "South Depot"));
    EXPECT_THAT(found("search=lund"), ElementsAre("South Depot"));
    EXPECT_THAT(found("company=north%20depot"), ElementsAre("North Depot"));
    EXPECT_THAT(found("city=Bergen&search=depot"), ElementsAre("North Depot"));
    EXPECT_THAT(found("city=Bergen&company=South%20Depot"), IsEmpty());
}

TEST_F(Assigning, CreatesAndAssignsInOneStep) {  // CON-9
    Fleet({1, 2});
    const auto made = CreateAndAssign(List({1, 2}));
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/assigned"), "2");
    EXPECT_EQ(made.At("/contact/last_name"), "Berg");
    EXPECT_EQ(ContactOf(1), made.At("/contact/id"));
    EXPECT_EQ(ContactOf(2), made.At("/contact/id"));
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE action LIKE "
                              "'contact.%' OR action LIKE 'printer.contact%'"),
              "contact.created printer.contact_changed printer.contact_changed");
}

TEST_F(Assigning, WhereItFailsNeitherAContactNorAnAssignmentIsLeft) {  // CON-9
    Fleet({1, 2});
    Deliver(other_, {testing::SampleReading(1)});
    const auto before = Contacts();
    EXPECT_EQ(CreateAndAssign(R"([")" + Id(1) + R"(",")" + IdIn(other_, 1) + "\"]").status, 404) << "a foreign printer";
    EXPECT_EQ(CreateAndAssign("[]", "", "").Errors(),
              (Strings{"/address/city missing", "/last_name name_or_company", "/printer_ids missing"}))
        << "all at once";
    // The printer goes while the person fills in the form.
    world_.Deregister(acme_.organization, {*printers::PrinterId::Parse(Id(2))});
    EXPECT_EQ(CreateAndAssign(List({1, 2})).status, 404);
    // One of another organization that the person may see, too.
    const auto parent =
        api_.SignIn(partner_.id, {http::Role::kAdministrator}, {partner_.id, acme_.organization, other_.organization});
    const auto refused = api_.As(parent).Post(kPath, NewContact(R"([")" + Id(1) + R"(",")" + IdIn(other_, 1) + "\"]"));
    EXPECT_EQ(refused.Errors(), Strings{"/printer_ids printers_of_several_organizations"});
    EXPECT_EQ(api_.As(api_.SignIn(acme_.organization, {http::Role::kViewer})).Post(kPath, "{}").status, 403);
    EXPECT_EQ(Contacts(), before);
    EXPECT_EQ(ContactOf(1), "");
}

TEST_F(Assigning, ADoubleClickCreatesOneContact) {  // CON-9, API-1
    Fleet({1});
    const auto send = [&] { return api_.As(manager_).Post(kPath, NewContact(List({1})), {{"Idempotency-Key", "k"}}); };
    const auto first = send();
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(send().body, first.body);
    EXPECT_EQ(Contacts(), "1");
}

TEST_F(Assigning, ContactsAndPrintersOfOthersAreNamedOrNotThere) {  // CON-9, ORG-7
    Fleet({1});
    Deliver(other_, {testing::SampleReading(1)});
    EXPECT_EQ(Assign(manager_, {1}, Contact(other_, "Spy").ToString()).Errors(),
              Strings{"/contact_id contact_unknown"});
    EXPECT_EQ(api_.As(manager_)
                  .Post("/api/v1/printers/contact-assignments",
                        R"({"printer_ids":[")" + IdIn(other_, 1) + R"("],"contact_id":null})")
                  .status,
              404);
}

TEST_F(Assigning, AContactInUseIsNotDeletedAndTheFirstPrintersAreNamed) {  // CON-3
    std::vector<int> numbers;
    for (int n = 1; n <= 13; ++n) numbers.push_back(n);
    Fleet(numbers);
    const auto contact = Contact(acme_, "Berg");
    Assign(manager_, numbers, contact.ToString());
    const auto refused = Delete(contact);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "contact_assigned");
    EXPECT_THAT(refused.At("/detail"), HasSubstr("13 printers"));
    EXPECT_THAT(refused.At("/detail"), HasSubstr("3 more"));
    EXPECT_EQ(refused.At("/detail").find("MX722ade " + Serial(13)), std::string::npos) << "ten are named";
    EXPECT_THAT(refused.At("/detail"), HasSubstr("CX923dxe " + Serial(3)));
    // Deregistered ones have no contact any more, those of others none of this one.
    for (const int n : numbers) world_.Deregister(acme_.organization, {*printers::PrinterId::Parse(Id(n))});
    EXPECT_EQ(Delete(contact).status, 204);
}

TEST_F(Assigning, AContactThatIsAssignedJustNowIsNotDeleted) {  // CON-3
    Fleet({1});
    const auto contact = Contact(acme_, "Berg");
    const auto etag = api_.As(second_).Get("/api/v1/contacts/" + contact.ToString()).ETag();
    const std::string assignment = R"({"printer_ids":)" + List({1}) + R"(,"contact_id":")" + contact.ToString() + "\"}";
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(acme_.organization));
    contacts::HoldContact(tx, {&acme_.organization, 1}, contact);
    auto assigning = std::async(
        std::launch::async, [&] { return api_.As(manager_).Post("/api/v1/printers/contact-assignments", assignment); });
    AwaitBlocked(1);
    auto deleting = std::async(std::launch::async,
                               [&] { return api_.As(second_).Delete("/api/v1/contacts/" + contact.ToString(), etag); });
    AwaitBlocked(2);
    tx.Rollback();
    // Whoever of the two came first: a contact that is gone is no printer's.
    const auto assigned = assigning.get();
    const auto deleted = deleting.get();
    if (assigned.status == 200) {
        EXPECT_EQ(deleted.Code(), "contact_assigned");
        EXPECT_EQ(ContactOf(1), contact.ToString());
    } else {
        EXPECT_EQ(assigned.Errors(), Strings{"/contact_id contact_unknown"});
        EXPECT_EQ(deleted.status, 204);
        EXPECT_EQ(ContactOf(1), "");
    }
}

// ---- deregistering

class Protection : public testing::WholeProgram {
  protected:
    http::TestAnswer Deregister(const std::vector<int>& numbers) {
        return api_.As(manager_).Post("/api/v1/printers/deregistrations", Chosen(numbers));
    }
};

TEST_F(Protection, WhereAllAreProtectedNothingStartsAndEachIsNamed) {  // PRN-7
    Fleet({1, 2, 4});
    Manage({1}, {2});
    const auto refused = Deregister({2, 1});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "printers_protected");
    EXPECT_THAT(refused.At("/detail"), HasSubstr("All 2 printers are in MPS Express (1 managed, 1 waiting): MX722ade " +
                                                 Serial(1) + ", MX722ade " + Serial(2) + ". "));
    EXPECT_EQ(refused.Errors(), (Strings{"/printer_ids/0 printer_pending", "/printer_ids/1 printer_managed"}));
    // One alone, as from its page: its own code.
    EXPECT_EQ(Deregister({1}).Code(), "printer_managed");
    EXPECT_EQ(Deregister({2}).Code(), "printer_pending");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks WHERE kind = 'printers.deregister'"), "0");
    EXPECT_EQ(Listed(), (Strings{Serial(1), Serial(2), Serial(4)}));
}

TEST_F(Protection, OfMixedOnesTheOthersGoAndTheTaskNamesEachRefusedOneAndWhy) {  // PRN-7, TSK-1
    Fleet({1, 2, 4});
    Manage({1}, {2});
    const auto started = Deregister({1, 2, 4});
    EXPECT_EQ(started.status, 201) << started.body;
    Work();
    EXPECT_EQ(StateOf(started.At("/id")), "completed_with_errors");
    EXPECT_THAT(Items(started.At("/id")), UnorderedElementsAre("MX722ade " + Serial(1) + " failed printer_managed",
                                                               "MX722ade " + Serial(2) + " failed printer_pending",
                                                               "MX722ade " + Serial(4) + " done"));
    EXPECT_EQ(Listed(), (Strings{Serial(1), Serial(2)}));
    const auto task = api_.As(manager_).Get("/api/v1/tasks/" + started.At("/id"));
    EXPECT_EQ(task.At("/id"), started.At("/id"));
    EXPECT_EQ(task.At("/kind"), "printers.deregister");
    EXPECT_EQ(task.At("/created_by/name"), manager_.name);
    EXPECT_EQ(task.At("/progress/done"), "3");
    EXPECT_EQ(task.At("/items_failed"), "2");
}

// What a partner does in its children from outside of them is theirs, too.
TEST_F(Protection, ATaskOverChildrenIsThereForWhoeverSeesThemAlone) {  // ORG-5, TSK-1
    Fleet({1, 2});
    const auto inside =
        api_.SignIn(partner_.id, {http::Role::kAdministrator}, {partner_.id, acme_.organization, other_.organization});
    const auto outside = api_.SignIn(partner_.id, {http::Role::kAdministrator});
    const auto started = api_.As(inside).Post("/api/v1/printers/deregistrations", Chosen({1, 2}));
    ASSERT_EQ(started.status, 201) << started.body;
    const std::string path = "/api/v1/tasks/" + started.At("/id");
    EXPECT_EQ(api_.As(outside).Get(path).status, 404);
    EXPECT_EQ(api_.As(outside).Get(path + "/items").status, 404);
    EXPECT_EQ(api_.As(outside).Post(path + "/cancellation", "").status, 404);
    EXPECT_EQ(api_.As(outside).Get("/api/v1/tasks").At("/items"), "[]");
    Work();
    EXPECT_EQ(api_.As(inside).Get(path).At("/state"), "completed");
    EXPECT_THAT(api_.As(inside).Get("/api/v1/tasks").body, HasSubstr(std::string(started.At("/id"))));
}

TEST_F(Protection, APrinterThatBecomesPendingBeforeItsTurnStays) {  // PRN-7
    Fleet({1, 2});
    Entitle({1, 2});
    const auto started = Deregister({1, 2});
    ASSERT_EQ(started.status, 201);
    EXPECT_EQ(Enroll({2}).status, 201);
    Work();
    EXPECT_EQ(StateOf(started.At("/id")), "completed_with_errors");
    EXPECT_EQ(Listed(), Strings{Serial(2)});
    EXPECT_THAT(Items(started.At("/id")), Contains("MX722ade " + Serial(2) + " failed printer_pending"));
}

TEST_F(Protection, APrinterIsEitherDeregisteredOrPendingWhoeverComesFirst) {  // PRN-7, MPX-4
    Fleet({1});
    Entitle({1});
    const auto id = *printers::PrinterId::Parse(Id(1));
    const auto enrollment = R"({"terms_version":1,"printer_ids":)" + List({1}) + "}";
    const auto started = Deregister({1});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(acme_.organization));
    printers::HoldProgrammeFacts(tx, acme_.organization, {id});
    auto adding = std::async(std::launch::async,
                             [&] { return api_.As(manager_).Post("/api/v1/mps-express/enrollments", enrollment); });
    AwaitBlocked(1);
    auto working = std::async(std::launch::async, [&] { Work(); });
    AwaitBlocked(2);
    tx.Rollback();
    working.get();
    const auto added = adding.get();
    const std::string row = "SELECT managed || ' ' || (deregistered_at IS NULL) FROM printers";
    if (added.status == 201) {
        EXPECT_EQ(database_.Value(row), "pending_mps_express true");
        EXPECT_EQ(StateOf(started.At("/id")), "completed_with_errors");
    } else {
        EXPECT_EQ(added.Errors(), Strings{"/printer_ids/0 printer_unknown"});
        EXPECT_EQ(database_.Value(row), "none false");
        EXPECT_EQ(StateOf(started.At("/id")), "completed");
    }
}

TEST_F(Protection, TwoPeopleDeregisteringTheSamePrintersTakeEachOutOnce) {  // PRN-7
    Fleet({1, 2, 4, 5});
    const auto first = Deregister({1, 2, 4});
    const auto second = api_.As(second_).Post("/api/v1/printers/deregistrations", Chosen({5, 4, 2}));
    ASSERT_EQ(first.status, 201);
    ASSERT_EQ(second.status, 201);
    auto beside = std::async(std::launch::async, [&] { Work(); });
    Work();
    beside.get();
    EXPECT_EQ(StateOf(first.At("/id")), "completed");
    EXPECT_EQ(StateOf(second.At("/id")), "completed");
    EXPECT_THAT(Listed(), IsEmpty());
    EXPECT_EQ(database_.Value("SELECT printers FROM printer_fleets"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'printer.deregistered'"), "4");
    auto items = Items(first.At("/id"));
    for (auto& item : Items(second.At("/id"))) items.push_back(std::move(item));
    const auto count = [&](const std::string& end) {
        return std::ranges::count_if(items, [&](const std::string& item) { return item.ends_with(end); });
    };
    EXPECT_EQ(count(" done"), 4);
    EXPECT_EQ(count(" skipped printer_already_deregistered"), 2);
}

TEST_F(Protection, WhatIsManagedAndHasFailedItsRegistrationIsProtectedAllTheSame) {  // PRN-6, PRN-7
    Fleet({1});
    Manage({1}, {});
    const auto said = api_.As(specialist_)
                          .Put("/api/v1/printers/" + Id(1) + "/registration",
                               R"({"problem":"model_unknown","reason":"no"})", Printer(1).ETag());
    EXPECT_EQ(said.status, 200) << said.body;
    EXPECT_EQ(Deregister({1}).Code(), "printer_managed");
}

// ---- coming back (PRN-7) into an organization that is being deleted (ORG-2)

class ComingBack : public testing::WholeProgram {
  protected:
    // A printer of the customer that is away, and nothing else that keeps the organization.
    void OneAway() {
        Fleet({1});
        const auto away = api_.As(manager_).Post("/api/v1/printers/deregistrations", Chosen({1}));
        EXPECT_EQ(away.status, 201) << away.body;
        Work();
        const std::string agent = "/api/v1/agents/" + acme_.agent.ToString();
        EXPECT_EQ(api_.As(second_).Delete(agent, api_.As(second_).Get(agent).ETag()).status, 204);
    }
    std::string Start() {
        const auto id = database_.Value("SELECT id FROM printers");
        const auto started =
            api_.As(manager_).Post("/api/v1/printers/registrations", R"({"printer_ids":[")" + id + "\"]}");
        EXPECT_EQ(started.status, 201) << started.body;
        return std::string(started.At("/id"));
    }
    http::TestAnswer Remove() {
        const auto above = api_.SignIn(partner_.id, {http::Role::kAdministrator}, {partner_.id, acme_.organization});
        const std::string path = "/api/v1/organizations/" + acme_.organization.ToString();
        return api_.As(above).Delete(path, api_.As(above).Get(path).ETag());
    }
    std::string State() {
        return database_.Value(
            "SELECT (p.deregistered_at IS NULL) || ' ' || (o.deleted_at IS NULL) || ' ' || COALESCE(f.printers, 0) "
            "FROM printers AS p JOIN organizations AS o ON o.id = p.organization_id "
            "LEFT JOIN printer_fleets AS f ON f.organization_id = o.id");
    }
};

TEST_F(ComingBack, BeforeTheDeletionKeepsTheOrganization) {  // PRN-7, ORG-2
    OneAway();
    const auto task = Start();
    // The task has the organization, and stops where it takes the printer.
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    const pg::Query<std::string(base::OrganizationId)> hold{
        "test.hold_printer", "SELECT serial_number FROM printers WHERE organization_id = $1 FOR UPDATE"};
    EXPECT_EQ(tx.Get(hold, acme_.organization), Serial(1));
    auto working = std::async(std::launch::async, [&] { Work(); });
    AwaitBlocked(1);
    auto removing = std::async(std::launch::async, [&] { return Remove(); });
    AwaitBlocked(2);
    tx.Rollback();
    working.get();
    const auto removed = removing.get();
    EXPECT_EQ(removed.Code(), "organization_not_empty") << removed.body;
    EXPECT_THAT(removed.At("/detail"), HasSubstr("1 printer (MX722ade " + Serial(1) + ")"));
    EXPECT_EQ(StateOf(task), "completed");
    EXPECT_EQ(State(), "true true 1");
}

TEST_F(ComingBack, AfterTheDeletionDoesNotHappen) {  // PRN-7, ORG-2
    OneAway();
    const auto above = api_.SignIn(partner_.id, {http::Role::kAdministrator}, {partner_.id, acme_.organization});
    const std::string path = "/api/v1/organizations/" + acme_.organization.ToString();
    const auto before = api_.As(above).Get(path);
    const auto named = api_.As(above).Put(
        path, R"({"name":")" + before.At("/name") + R"(","external_ids":[{"system":"SAP","id":"1"}]})", before.ETag());
    ASSERT_EQ(named.status, 200) << named.body;
    const auto task = Start();
    // The deletion has looked at what is in the organization, and stops where it gives the external id back.
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    const pg::Query<std::string(base::OrganizationId)> hold{
        "test.hold_external_id", "SELECT external_id FROM external_ids WHERE thing_id = $1 FOR UPDATE"};
    EXPECT_EQ(tx.Get(hold, acme_.organization), "1");
    auto removing = std::async(std::launch::async, [&] { return Remove(); });
    AwaitBlocked(1);
    auto working = std::async(std::launch::async, [&] { Work(); });
    AwaitBlocked(2);
    tx.Rollback();
    EXPECT_EQ(removing.get().status, 204);
    working.get();
    EXPECT_EQ(State(), "false false 0");
    EXPECT_EQ(database_.Value("SELECT state FROM tasks WHERE id = '" + task + "'"), "completed_with_errors");
    EXPECT_EQ(database_.Value("SELECT subject || ' ' || outcome || ' ' || code FROM task_items WHERE task_id = '" +
                              task + "'"),
              "MX722ade " + Serial(1) + " failed printer_organization_deleted");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printer_events WHERE code = 'printer_registered'"), "0");
}

// ---- agents

class AgentProtection : public testing::WholeProgram {
  protected:
    std::string Agent() { return "/api/v1/agents/" + acme_.agent.ToString(); }
    http::TestAnswer Delete() { return api_.As(second_).Delete(Agent(), api_.As(second_).Get(Agent()).ETag()); }
    http::TestAnswer Disable() {
        return api_.As(second_).Put(Agent(), R"({"name":"Acme agent","disabled":true})",
                                    api_.As(second_).Get(Agent()).ETag());
    }
    std::string Managed() { return database_.Value("SELECT managed FROM printers"); }
    // Delete or Disable, while a printer becomes pending; `first`: what holds the agent's printers back when it starts.
    void Race(const std::function<http::TestAnswer()>& remove) {
        Fleet({1});
        Entitle({1});
        const auto enrollment = R"({"terms_version":1,"printer_ids":)" + List({1}) + "}";
        const auto id = *printers::PrinterId::Parse(Id(1));
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(acme_.organization));
        printers::HoldProgrammeFacts(tx, acme_.organization, {id});
        auto adding = std::async(std::launch::async,
                                 [&] { return api_.As(manager_).Post("/api/v1/mps-express/enrollments", enrollment); });
        AwaitBlocked(1);
        auto removing = std::async(std::launch::async, remove);
        AwaitBlocked(2);
        tx.Rollback();
        EXPECT_EQ(adding.get().status, 201);
        EXPECT_EQ(Managed(), "pending_mps_express");
        const auto removed = removing.get();
        // The enrollment came first: it is refused. Else the printer was added without the agent.
        if (removed.status == 409) {
            EXPECT_EQ(removed.Code(), "agent_has_managed_printers");
            EXPECT_EQ(database_.Value("SELECT agent_id FROM printers"), acme_.agent.ToString());
        } else {
            EXPECT_LT(removed.status, 300);
        }
        EXPECT_EQ(database_.Value("SELECT count(*) FROM printers AS p JOIN agents AS a ON a.id = p.agent_id "
                                  "WHERE p.managed <> 'none' AND a.disabled"),
                  "0");
    }
};

TEST_F(AgentProtection, CountsManagedAndPendingPrintersAndStaysWhileThereIsOne) {  // AGT-8
    Fleet({1, 2, 4, 5});
    Manage({1}, {2, 4});
    const auto agent = api_.As(manager_).Get(Agent());
    EXPECT_EQ(agent.At("/printer_count"), "4");
    EXPECT_EQ(agent.At("/managed_printer_count"), "3");
    EXPECT_EQ(agent.At("/pending_printer_count"), "2");
    for (const auto& refused : {Delete(), Disable()}) {
        EXPECT_EQ(refused.status, 409);
        EXPECT_EQ(refused.Code(), "agent_has_managed_printers");
        EXPECT_THAT(refused.At("/detail"), HasSubstr("(1 managed, 2 waiting): MX722ade " + Serial(1) + ", MX722ade " +
                                                     Serial(2) + ", MX722ade " + Serial(4) + ". "));
    }
    const auto page = api_.As(manager_).Get("/api/v1/agents");
    EXPECT_EQ(page.At("/items/0/pending_printer_count"), "2");
}

TEST_F(AgentProtection, IsFreeAgainOnceTheOperatorTookTheLastOneOut) {  // AGT-8, MPX-6
    Fleet({1});
    Manage({1}, {});
    const auto membership = database_.Value("SELECT id FROM mps_express_memberships");
    EXPECT_EQ(api_.As(specialist_)
                  .Post("/api/v1/mps-express/memberships/removals",
                        R"({"membership_ids":[")" + membership + R"("],"reason":"sold"})")
                  .status,
              200);
    EXPECT_EQ(Disable().status, 200);
    EXPECT_EQ(Delete().status, 204);
}

TEST_F(AgentProtection, APrinterThatBecomesPendingWhileTheAgentIsDeletedHoldsIt) {  // AGT-8
    Race([this] { return Delete(); });
}

TEST_F(AgentProtection, APrinterThatBecomesPendingWhileTheAgentIsDisabledHoldsIt) {  // AGT-8
    Race([this] { return Disable(); });
}

TEST_F(AgentProtection, ARemovedAgentKeepsItsPrintersWhichFallSilent) {  // AGT-7
    Fleet({1, 2});
    EXPECT_EQ(Delete().status, 204);
    EXPECT_EQ(Listed(), (Strings{Serial(1), Serial(2)}));
    EXPECT_EQ(Printer(1).At("/agent_id"), "null");
    clock_.Advance(std::chrono::hours(1));
    world_.Sweep();
    EXPECT_EQ(Printer(1).At("/state"), "not_communicating");
    EXPECT_EQ(Printer(1).At("/managed"), "none");
}

TEST_F(AgentProtection, AnUninstalledAgentKeepsItsPrintersWithWhatIsKnownOfTheirManagement) {  // AGT-7
    Fleet({1, 2});
    Manage({1}, {2});
    clock_.Advance(std::chrono::days(30));  // nothing is heard of it any more
    world_.Sweep();
    EXPECT_EQ(Listed(), (Strings{Serial(1), Serial(2)}));
    EXPECT_EQ(Printer(1).At("/state"), "not_communicating");
    EXPECT_EQ(Printer(1).At("/managed"), "mps_express");
    EXPECT_EQ(Printer(2).At("/managed"), "pending_mps_express");
    EXPECT_EQ(api_.As(manager_).Get(Agent()).At("/managed_printer_count"), "2");
    EXPECT_EQ(Delete().Code(), "agent_has_managed_printers");
}

TEST_F(AgentProtection, AnAddressTakenOutOfTheSearchDeregistersNothing) {  // AGT-7
    Fleet({1, 2});
    Manage({1}, {});
    const auto search = [&](const std::string& include) {
        return api_.As(second_).Put(
            Agent(),
            R"({"name":"Acme agent","search":{"include":[)" + include +
                R"(],"exclude":[],"discovery_interval_seconds":3600,"polling_interval_seconds":900}})",
            api_.As(second_).Get(Agent()).ETag());
    };
    EXPECT_EQ(search(R"("10.0.0.1","10.0.0.2")").status, 200);
    EXPECT_EQ(search(R"("10.0.0.2")").status, 200);
    clock_.Advance(std::chrono::hours(2));
    Deliver(acme_, {testing::SampleReading(2)});  // only that one is still asked
    world_.Sweep();
    EXPECT_EQ(Listed(), (Strings{Serial(1), Serial(2)}));
    EXPECT_EQ(Printer(1).At("/state"), "not_communicating");
    EXPECT_EQ(Printer(1).At("/managed"), "mps_express");
    EXPECT_EQ(Listed("&communicating=false"), Strings{Serial(1)});
    EXPECT_EQ(search(R"("10.0.0.1","10.0.0.2")").status, 200);
    Deliver(acme_, {testing::SampleReading(1)});
    EXPECT_EQ(Printer(1).At("/state"), "ok");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printers"), "2");
}

// ---- tasks

TEST_F(Protection, WhatTheSystemDoesByItselfIsListedWhenItIsAskedFor) {  // TSK-1
    Fleet({1});
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        tasks::Enqueue(tx, world_.ids(), clock_.Now(),
                       {.organization = acme_.organization,
                        .kind = "replenishment.organization",
                        .input = boost::json::object{{"day", "2026-11-22"}}});
        tx.Commit();
    }
    const auto started = api_.As(manager_).Post("/api/v1/printers/status-requests", Chosen({1}));
    const auto kinds = [&](const std::string& query) {
        Strings listed;
        const auto page = api_.As(manager_).Get("/api/v1/tasks" + query).Json();
        for (const auto& item : page.at("items").as_array()) listed.emplace_back(item.at("kind").as_string());
        return listed;
    };
    EXPECT_THAT(kinds("?started_by=people"), ElementsAre("printers.status_request"));
    EXPECT_THAT(kinds("?started_by=system"), ElementsAre("replenishment.organization"));
    EXPECT_THAT(kinds(""), UnorderedElementsAre("printers.status_request", "replenishment.organization"));
    EXPECT_EQ(api_.As(manager_).Get("/api/v1/tasks?started_by=nobody").status, 400);
}

}  // namespace
}  // namespace server
