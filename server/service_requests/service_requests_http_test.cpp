#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/service_requests/service_requests.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Service requests, from the rules to the routes, on a real database (SRV-1..7).
namespace service_requests {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

const std::string kRequests = "/api/v1/service-requests";
const std::string kDesk = "/api/v1/service-desk";

class Requests : public ::testing::Test {
  protected:
    Requests() {
        RegisterHttp(api_.router(), {office_, nullptr});
        RegisterTasks(registry_, recurring_, office_);
        const std::vector<base::OrganizationId> all{world_.platen().id, mine_.organization, foreign_.organization};
        world_.AddUser(world_.platen().id, "kai@platen.test", {Role::kOperatorServiceDesk});
        world_.AddUser(mine_.organization, "ada@customer.test", {Role::kServiceDesk}, "de");
        desk_ = SignIn(world_.platen().id, "kai@platen.test", {Role::kOperatorServiceDesk}, all);
        asker_ = SignIn(mine_.organization, "ada@customer.test", {Role::kServiceDesk}, {mine_.organization});
        viewer_ = api_.SignIn(mine_.organization, {Role::kViewer});
        stranger_ = api_.SignIn(foreign_.organization, {Role::kAdministrator});
        world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), SampleReading(1))});
        printer_ = world_.PrintersOf(mine_.organization).front();
    }
    http::Actor SignIn(base::OrganizationId organization, const std::string& email, http::RoleSet roles,
                       const std::vector<base::OrganizationId>& visible) {
        auto actor = api_.SignIn(organization, roles, visible);
        actor.name = email;
        actor.id = *base::Uuid::Parse(database_.Value("SELECT id FROM users WHERE email = '" + email + "'"));
        api_.SignIn(actor);
        return actor;
    }
    [[nodiscard]] boost::json::object Body(const std::string& service, const std::string& more = "{}") const {
        boost::json::object body{
            {"service", service}, {"printer_id", printer_.ToString()}, {"description", "It jams.\nEvery <b>day</b>."}};
        for (const char* text : {"error_code", "item", "category", "application", "source_reference", "new_location",
                                 "contact_name", "contact_email", "contact_phone"}) {
            body[text] = "";
        }
        const auto changed = boost::json::parse(more).as_object();
        for (const auto& [name, value] : changed) {
            body[name] = value;
            if (value.is_null()) body.erase(name);
        }
        return body;
    }
    http::TestAnswer Ask(const std::string& service = "field_service", const std::string& more = "{}") {
        return api_.As(asker_).Post(kRequests, boost::json::serialize(Body(service, more)));
    }
    http::TestAnswer Step(const http::TestAnswer& of, const std::string& state, const std::string& comment = "") {
        clock_.Advance(std::chrono::minutes(1));  // what happens at one time has no order
        return api_.As(desk_).Post(of.Header("Location") + "/state",
                                   fmt::format(R"({{"state":"{}","comment":"{}"}})", state, comment),
                                   {{"If-Match", api_.As(desk_).Get(of.Header("Location")).ETag()}});
    }
    Strings Numbers(const http::Actor& who, const std::string& query = "") {
        Strings numbers;
        const auto page = api_.As(who).Get(kRequests + query).Json();
        for (const auto& item : page.at("items").as_array()) numbers.emplace_back(item.at("number").as_string());
        return numbers;
    }
    Strings Events(const http::Actor& who, const std::string& path) {
        Strings kinds;
        const auto page = api_.As(who).Get(path + "/events").Json();
        for (const auto& item : page.at("items").as_array()) kinds.emplace_back(item.at("kind").as_string());
        std::ranges::reverse(kinds);
        return kinds;
    }
    std::string Mails() {
        return database_.Value(
            "SELECT COALESCE(string_agg(template || ' ' || to_address, ', ' ORDER BY created_at, template, "
            "to_address), '') FROM mails");
    }
    // A printer reads, and the job looks.
    void Report(const std::vector<printing::Alert>& alerts) {
        auto reading = SampleReading(1);
        reading.alerts = alerts;
        world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), reading)});
    }
    void Look() {
        recurring_.EnqueueDue();
        tasks::Workers workers(database_.pool(), clock_, registry_);
        while (workers.RunOne()) {
        }
    }
    void SetRules(const std::string& rules) {
        const auto now = api_.As(desk_).Get(kDesk);
        auto body = now.Json().as_object();
        for (const char* not_input : {"organization_id", "own", "version"}) body.erase(not_input);
        body["incident_rules"] = boost::json::parse(rules);
        const auto set = api_.As(desk_).Put(kDesk, boost::json::serialize(body), now.ETag());
        ASSERT_EQ(set.status, 200) << set.body;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{server::testing::At("2026-11-21T12:00:00Z")};
    server::testing::World world_{database_, clock_};
    base::IdSource ids_{clock_};
    printers::Source mine_ = world_.AddCustomer("Acme");
    printers::Source foreign_ = world_.AddCustomer("Other");
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en"};
    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, ids_};
    http::TestApi api_{&database_.pool(), clock_};
    http::Actor desk_, asker_, viewer_, stranger_;
    printers::PrinterId printer_;
    std::int64_t seq_ = 0;
};

TEST_F(Requests, APersonAsksAndTheDeskCompletes) {  // SRV-3, SRV-6
    const auto made =
        Ask("field_service", R"({"error_code":"13.2","contact_name":"Ola","contact_email":"ola@customer.test"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_THAT(made.At("/number"), ::testing::MatchesRegex("SR-[0-9]{9}"));
    EXPECT_EQ(made.At("/state"), "new");
    EXPECT_EQ(made.At("/summary"), "It jams.");
    EXPECT_EQ(made.At("/site_name"), "Main");
    EXPECT_EQ(made.At("/printer_there"), "true");
    EXPECT_EQ(made.At("/requester_email"), "ada@customer.test");
    const std::string path = made.Header("Location");
    EXPECT_EQ(Step(made, "in_progress").At("/state"), "in_progress");
    EXPECT_EQ(Step(made, "new").Code(), "service_request_state");
    const auto done = Step(made, "completed", "Roller replaced.");
    EXPECT_EQ(done.At("/state"), "completed") << done.body;
    EXPECT_EQ(Step(made, "cancelled", "x").Code(), "service_request_closed");
    EXPECT_THAT(Events(asker_, path), ElementsAre("created", "started", "completed"));
    EXPECT_EQ(Mails(),
              "service_request_created ada@customer.test, service_request_created ola@customer.test, "
              "service_request_state ada@customer.test, service_request_state ola@customer.test, "
              "service_request_state ada@customer.test, service_request_state ola@customer.test");
    EXPECT_EQ(database_.Value("SELECT count(DISTINCT language) FROM mails"), "2") << "each in their own";
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY at, id) FROM audit_events WHERE object_type = "
                              "'service_request'"),
              "service_request.created service_request.started service_request.completed");
}

TEST_F(Requests, AreSeenByTheOrganizationAndNobodyElse) {  // SRV-1
    const auto made = Ask();
    const std::string path = made.Header("Location");
    EXPECT_EQ(Numbers(viewer_), Strings{made.At("/number")});
    EXPECT_EQ(Numbers(stranger_), Strings{});
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(path + "/events").status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(path + "/attachments").status, 404);
    EXPECT_EQ(api_.As(stranger_).Post(path + "/comments", R"({"text":"x","reopen":false})").status, 404);
    EXPECT_EQ(api_.As(viewer_).Post(path + "/comments", R"({"text":"x","reopen":false})").status, 403);
    EXPECT_EQ(api_.As(asker_).Post(path + "/notes", R"({"text":"x"})").status, 403);
    EXPECT_EQ(api_.As(asker_).Get(kDesk + "/members").status, 403);
    EXPECT_EQ(api_.As(stranger_).Post(kRequests, boost::json::serialize(Body("field_service"))).Code(),
              "service_printer_gone")
        << "the printer of another organization";
}

TEST_F(Requests, AreFoundByEachFilter) {  // SRV-1
    const auto first = Ask();
    clock_.Advance(std::chrono::hours(1));
    const auto user = Ask("application_support",
                          R"({"printer_id":null,"severity":2,"category":"Scanning & Faxing","application":"RightFax",
                              "source_reference":"INC-77"})");
    ASSERT_EQ(user.status, 201) << user.body;
    const std::string a = first.At("/number");
    const std::string b = user.At("/number");
    EXPECT_THAT(Numbers(asker_), ElementsAre(b, a));
    EXPECT_THAT(Numbers(asker_, "?sort=occurred_at"), ElementsAre(a, b));
    EXPECT_THAT(Numbers(asker_, "?printer_id=" + printer_.ToString()), ElementsAre(a));
    EXPECT_THAT(Numbers(asker_, "?site_id=" + mine_.site.ToString()), ElementsAre(a));
    EXPECT_THAT(Numbers(asker_, "?kind=application_support"), ElementsAre(b));
    EXPECT_THAT(Numbers(asker_, "?search=inc-77"), ElementsAre(b));
    EXPECT_THAT(Numbers(asker_, "?search=" + a), ElementsAre(a));
    Step(first, "completed");
    EXPECT_THAT(Numbers(asker_, "?state=new&state=in_progress"), ElementsAre(b));
    EXPECT_THAT(Numbers(asker_, "?unassigned=true&sort=number").size(), 2U);
    const auto counts = api_.As(asker_).Get(kRequests + "/counts");
    EXPECT_EQ(counts.At("/not_started"), "1");
    EXPECT_EQ(counts.At("/completed"), "1");
    EXPECT_THAT(api_.As(asker_).Get(kRequests + "/export").body, HasSubstr("INC-77"));
    EXPECT_EQ(api_.As(desk_).Get(kRequests + "?overdue=true").Json().at("items").as_array().size(), 0U);
}

TEST_F(Requests, AClickTooManyAsksOnceAndAStaleTabIsRefused) {  // API-2
    const http::TestHeaders once{{"Idempotency-Key", "ask-once-0001"}};
    const std::string body = boost::json::serialize(Body("field_service"));
    const auto made = api_.As(asker_).Post(kRequests, body, once);
    EXPECT_EQ(api_.As(asker_).Post(kRequests, body, once).At("/id"), made.At("/id"));
    EXPECT_EQ(Numbers(asker_).size(), 1U);
    const std::string path = made.Header("Location");
    const http::TestHeaders seen{{"If-Match", made.ETag()}};
    EXPECT_EQ(api_.As(desk_).Post(path + "/state", R"({"state":"in_progress","comment":""})", seen).status, 200);
    EXPECT_EQ(api_.As(asker_).Post(path + "/cancellation", R"({"reason":"solved"})", seen).status, 412);
    EXPECT_EQ(api_.As(desk_).Put(path + "/assignment", R"({"assignee":""})", made.ETag()).status, 412);
}

TEST_F(Requests, APrinterThatIsGoneIsRefusedAndWhatWasAskedStays) {  // SRV-2
    const auto made = Ask();
    world_.Deregister(mine_.organization, {printer_});
    EXPECT_EQ(Ask().Code(), "service_printer_gone");
    const auto shown = api_.As(asker_).Get(made.Header("Location"));
    EXPECT_EQ(shown.At("/printer_there"), "false");
    EXPECT_EQ(shown.At("/printer_serial_number"), made.At("/printer_serial_number"));
    EXPECT_EQ(Step(made, "completed").At("/state"), "completed");
}

TEST_F(Requests, WhatWasCompletedIsReopenedByAComment) {  // SRV-6
    const auto made = Ask();
    const std::string comments = made.Header("Location") + "/comments";
    const std::string again = R"({"text":"Still jams.","reopen":true})";
    EXPECT_EQ(api_.As(asker_).Post(comments, again).Code(), "service_request_not_reopened");
    Step(made, "completed");
    EXPECT_EQ(api_.As(asker_).Post(comments, again).At("/state"), "in_progress");
    Step(made, "completed");
    clock_.Advance(kMayReopen + std::chrono::minutes(1));
    EXPECT_EQ(api_.As(asker_).Post(comments, again).Code(), "service_request_too_late");
    EXPECT_EQ(api_.As(asker_).Post(comments, R"({"text":" ","reopen":false})").Errors(), Strings{"/text missing"});
}

TEST_F(Requests, NotesAndAssignmentAreTheOperatorsOwn) {  // SRV-6
    const auto made = Ask();
    const std::string path = made.Header("Location");
    EXPECT_EQ(api_.As(desk_).Post(path + "/notes", R"({"text":"Calls every week."})").status, 200);
    EXPECT_EQ(
        api_.As(desk_).Put(path + "/assignment", R"({"assignee":"KAI@platen.test"})", made.ETag()).At("/assignee"),
        "kai@platen.test");
    EXPECT_EQ(api_.As(desk_)
                  .Put(path + "/assignment", R"({"assignee":"ada@customer.test"})", api_.As(desk_).Get(path).ETag())
                  .Errors(),
              Strings{"/assignee assignee_unknown"});
    EXPECT_THAT(Events(desk_, path), ElementsAre("created", "noted", "assigned"));
    EXPECT_THAT(Events(asker_, path), ElementsAre("created"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE after::text LIKE '%every week%'"), "0");
    EXPECT_EQ(Mails(), "service_request_created ada@customer.test") << "of neither";
    api_.As(asker_).Post(path + "/comments", R"({"text":"Any news?","reopen":false})");
    EXPECT_THAT(Mails(), HasSubstr("service_request_comment kai@platen.test")) << "the one who works on it";
    EXPECT_THAT(Numbers(desk_, "?assignee=kai@platen.test").size(), 1U);
}

TEST_F(Requests, AnAttachmentIsWhatItsContentSays) {  // SRV-6
    const auto made = Ask();
    const std::string path = made.Header("Location") + "/attachments";
    const auto attach = [&](const std::string& name, const std::string& content) {
        return api_.As(asker_).Post(path + "?file_name=" + name, content);
    };
    EXPECT_EQ(attach("page.pdf", "<!DOCTYPE html><html><body>x</body></html>").Code(), "attachment_type");
    EXPECT_EQ(attach("page.pdf", "Our terms.\n").Code(), "attachment_ending");
    EXPECT_EQ(attach("page.txt", "").Code(), "attachment_empty");
    const auto there = attach("..%2Fnote%0D%0A.txt", "Jam at roller 3.\n");
    ASSERT_EQ(there.status, 200) << there.body;
    const auto file = api_.As(viewer_).Get(path + "/" + there.At("/items/0/id") + "/content");
    EXPECT_EQ(file.body, "Jam at roller 3.\n");
    EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("attachment"));
    EXPECT_EQ(api_.As(stranger_).Get(path + "/" + there.At("/items/0/id") + "/content").status, 404);
    for (int more = 1; more < kMostAttachments; ++more) attach("note.txt", "More.\n");
    EXPECT_EQ(attach("note.txt", "More.\n").Code(), "attachments_full");
}

TEST_F(Requests, ARemovalFromTheContractDoesItWhenItIsCompleted) {  // SRV-6
    world_.PutUnderContract(mine_.organization, {printer_});
    const auto made = Ask("contract_removal", R"({"wanted_on":"2026-12-01"})");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto under = [&] { return database_.Value("SELECT under_contract FROM printers"); };
    Step(made, "in_progress");
    EXPECT_EQ(under(), "t");
    ASSERT_EQ(Step(made, "completed").status, 200);
    EXPECT_EQ(under(), "f");
    const auto events = Events(asker_, made.Header("Location"));
    EXPECT_EQ(events.size(), 4U);
    EXPECT_THAT(events, ::testing::Contains("contract_removed"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'printer.contract_changed' AND "
                              "actor_name = 'kai@platen.test'"),
              "1");
    const auto again = Ask("contract_removal");
    Step(again, "completed");
    EXPECT_THAT(Events(asker_, again.Header("Location")), ::testing::Contains("contract_not_removed"));
}

TEST_F(Requests, TheDeskOfTheOperatorCountsForEverybodyUntilTheyHaveTheirOwn) {  // SRV-4
    const auto usual = api_.As(asker_).Get(kDesk);
    EXPECT_EQ(usual.At("/services/0/key"), "field_service");
    EXPECT_EQ(usual.At("/own"), "false");
    auto body = usual.Json().as_object();
    for (const char* not_input : {"organization_id", "own", "version"}) body.erase(not_input);
    body["services"].as_array()[0].as_object()["hidden"] = true;
    body["services"].as_array()[5].as_object()["target_hours"] = 48;
    EXPECT_EQ(api_.As(asker_).Put(kDesk, boost::json::serialize(body), usual.ETag()).status, 403);
    const auto etag = api_.As(desk_).Get(kDesk).ETag();
    ASSERT_EQ(api_.As(desk_).Put(kDesk, boost::json::serialize(body), etag).status, 200);
    EXPECT_EQ(api_.As(desk_).Put(kDesk, boost::json::serialize(body), etag).status, 412);
    EXPECT_EQ(Ask().Errors(), Strings{"/service service_unknown"});
    const auto move = Ask("equipment_move", R"({"new_location":"Room 7"})");
    EXPECT_EQ(move.At("/due_at"), "2026-11-23T12:00:00Z") << move.body;
    clock_.Advance(std::chrono::hours(49));
    EXPECT_THAT(Numbers(desk_, "?overdue=true"), ElementsAre(move.At("/number")));
    body["services"].as_array()[0].as_object()["hidden"] = false;
    const std::string own = kDesk + "?organization_id=" + mine_.organization.ToString();
    ASSERT_EQ(api_.As(desk_).Put(own, boost::json::serialize(body), api_.As(desk_).Get(own).ETag()).status, 200);
    EXPECT_EQ(Ask().status, 201);
    EXPECT_EQ(api_.As(stranger_).Get(kDesk).At("/services/0/hidden"), "true");
}

TEST_F(Requests, AnAlertOpensOneIncidentAndClosesIt) {  // SRV-7
    const printing::Alert jam{.index = "1.1",
                              .severity = printing::AlertSeverity::kCritical,
                              .group = printing::AlertGroup::kMediaPath,
                              .description = "Jam <tray 2>"};
    Look();
    clock_.Advance(std::chrono::minutes(5));
    Report({jam});
    Look();
    EXPECT_EQ(Numbers(desk_).size(), 0U) << "there is no rule";
    SetRules(R"([{"severity":"critical","alert_group":"media_path","minutes":30,"target_hours":8}])");
    clock_.Advance(std::chrono::minutes(20));
    Look();
    EXPECT_EQ(Numbers(desk_).size(), 0U) << "it may go away by itself";
    clock_.Advance(std::chrono::minutes(15));
    Look();
    clock_.Advance(std::chrono::minutes(5));
    Look();
    const auto listed = api_.As(asker_).Get(kRequests + "?source=incident");
    EXPECT_EQ(listed.Json().at("items").as_array().size(), 1U) << "one, however often the job looks";
    EXPECT_EQ(listed.At("/items/0/summary"), "Jam <tray 2>");
    EXPECT_EQ(listed.At("/items/0/kind"), "incident");
    EXPECT_EQ(listed.At("/items/0/alert_group"), "media_path");
    EXPECT_NE(listed.At("/items/0/due_at"), "null");
    clock_.Advance(std::chrono::minutes(5));
    Report({});
    Look();
    const auto closed = api_.As(asker_).Get(kRequests + "?source=incident");
    EXPECT_EQ(closed.At("/items/0/state"), "completed");
    EXPECT_THAT(Events(asker_, kRequests + "/" + closed.At("/items/0/id")), ElementsAre("created", "alert_cleared"));
    EXPECT_EQ(Mails(), "") << "nobody asked for it";
}

TEST_F(Requests, AnIncidentOfAPrinterThatIsGoneIsClosed) {  // SRV-7
    SetRules(R"([{"severity":"critical","minutes":0}])");
    clock_.Advance(std::chrono::minutes(1));
    Report({{.index = "1.1", .severity = printing::AlertSeverity::kCritical, .description = "Jam"}});
    Look();
    ASSERT_EQ(Numbers(desk_).size(), 1U);
    world_.Deregister(mine_.organization, {printer_});
    clock_.Advance(std::chrono::minutes(6));
    Look();
    const auto closed = api_.As(asker_).Get(kRequests);
    EXPECT_THAT(Events(asker_, kRequests + "/" + closed.At("/items/0/id")), ElementsAre("created", "printer_gone"));
}

// Printers, and which of them the list finds.
class RequestsOfPrinters : public Requests {
  protected:
    RequestsOfPrinters() {
        printer_views::RegisterHttp(api_.router(), {texts_});
        for (int n = 2; n <= 4; ++n) world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), SampleReading(n))});
        printers_ = world_.PrintersOf(mine_.organization);
    }
    http::TestAnswer AskFor(std::size_t at) {
        return Ask("field_service", R"({"printer_id":")" + printers_[at].ToString() + "\"}");
    }
    // The positions of those that the list shows.
    std::vector<std::size_t> Found(const std::string& query) {
        std::vector<std::size_t> found;
        const auto page = api_.As(asker_).Get("/api/v1/printers?" + query);
        EXPECT_EQ(page.status, 200) << page.body;
        const auto json = page.Json();
        for (const auto& item : json.at("items").as_array()) {
            for (std::size_t at = 0; at < printers_.size(); ++at) {
                if (printers_[at].ToString() == item.at("id").as_string()) found.push_back(at);
            }
        }
        std::ranges::sort(found);
        return found;
    }
    http::TestAnswer Batch(bool skip_open, const std::string& more = "{}") {
        auto body = Body("field_service", more);
        body.erase("printer_id");
        boost::json::array ids;
        for (const auto& printer : printers_) ids.emplace_back(printer.ToString());
        body["printer_ids"] = std::move(ids);
        body["skip_open"] = skip_open;
        return api_.As(asker_).Post(kRequests + "/batches", boost::json::serialize(body));
    }
    std::vector<printers::PrinterId> printers_;
};

TEST_F(RequestsOfPrinters, TheListFindsThemByTheStateOfTheirRequests) {  // PRN-2
    AskFor(0);
    const auto begun = AskFor(1);
    Step(begun, "in_progress");
    const auto ended = AskFor(2);
    Step(ended, "completed");
    EXPECT_THAT(Found("service_request=new"), ElementsAre(0U));
    EXPECT_THAT(Found("service_request=in_progress"), ElementsAre(1U));
    EXPECT_THAT(Found("service_request=completed"), ElementsAre(2U));
    EXPECT_THAT(Found("service_request=none"), ElementsAre(3U));
    EXPECT_THAT(Found("service_request=new&service_request=completed"), ElementsAre(0U, 2U));
    EXPECT_THAT(Found("service_request=new&service_request=none"), ElementsAre(0U, 3U));
    EXPECT_THAT(Found("service_request=new&service_request=in_progress&under_contract=true"), ElementsAre());
    EXPECT_THAT(Found("service_request=new&service_request=in_progress&state=ok&state=error&state=warning&state=other"),
                ElementsAre(0U, 1U));
    EXPECT_THAT(Found("service_request=new&search=nothing-like-it"), ElementsAre());
    for (const char* sort : {"state", "-model", "site_name", "life_count"}) {
        EXPECT_THAT(Found(std::string("service_request=none&service_request=completed&sort=") + sort),
                    ElementsAre(2U, 3U));
    }
    const auto cancelled = AskFor(3);
    Step(cancelled, "cancelled", "A mistake");
    EXPECT_THAT(Found("service_request=none"), ElementsAre(3U));
    // What was completed long ago is none any more.
    clock_.Advance(std::chrono::hours(91 * 24));
    EXPECT_THAT(Found("service_request=completed"), ElementsAre());
    EXPECT_THAT(Found("service_request=none"), ElementsAre(2U, 3U));
}

TEST_F(RequestsOfPrinters, OneIsMadeForEachOfSeveral) {  // PRN-4
    const auto open = AskFor(0);
    const auto told =
        api_.As(asker_).Post(kRequests + "/open-for-printers", R"({"printer_ids":[")" + printers_[0].ToString() +
                                                                   "\",\"" + printers_[1].ToString() + "\"]}");
    ASSERT_EQ(told.status, 200) << told.body;
    ASSERT_EQ(told.Json().at("items").as_array().size(), 1U);
    EXPECT_EQ(told.At("/items/0/number"), open.At("/number"));

    const auto started = Batch(true);
    ASSERT_EQ(started.status, 201) << started.body;
    tasks::Workers workers(database_.pool(), clock_, registry_);
    while (workers.RunOne()) {
    }
    EXPECT_EQ(database_.Value("SELECT state || ' ' || progress_done || '/' || progress_total FROM tasks"),
              "completed 4/4");
    EXPECT_EQ(database_.Value("SELECT string_agg(outcome || ' ' || code, ', ' ORDER BY number) FROM task_items"),
              "skipped service_request_open, done , done , done ");
    EXPECT_EQ(Numbers(asker_).size(), 4U);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'service_request.created'"), "4");
    const auto newest = api_.As(asker_).Get(kRequests + "?printer_id=" + printers_[3].ToString()).Json();
    EXPECT_EQ(newest.at("items").at(0).at("requester"), "ada@customer.test");
    EXPECT_EQ(newest.at("items").at(0).at("summary"), "It jams.");
    // All of them, who insists.
    ASSERT_EQ(Batch(false).status, 201);
    while (workers.RunOne()) {
    }
    EXPECT_EQ(Numbers(asker_).size(), 8U);
}

TEST_F(RequestsOfPrinters, SeveralAreAskedForByWhoMayAndWhereTheyAre) {  // ORG-6, ORG-7
    EXPECT_THAT(Batch(true, R"({"description":" "})").Errors(), ElementsAre("/description missing"));
    EXPECT_EQ(Batch(true, R"({"service":"nothing"})").Errors(), Strings{"/service service_unknown"});
    const std::string chosen = R"({"printer_ids":[")" + printers_[0].ToString() + "\"]}";
    auto body = Body("field_service", R"({"printer_id":null,"skip_open":true})");
    body["printer_ids"] = boost::json::array{printers_[0].ToString()};
    const auto text = boost::json::serialize(body);
    EXPECT_EQ(api_.As(stranger_).Post(kRequests + "/batches", text).status, 404);
    EXPECT_EQ(api_.As(viewer_).Post(kRequests + "/batches", text).status, 403);
    EXPECT_EQ(api_.As(stranger_).Post(kRequests + "/open-for-printers", chosen).Json().at("items").as_array().size(),
              0U);
    EXPECT_EQ(api_.As(asker_).Post(kRequests + "/open-for-printers", R"({"printer_ids":[]})").Errors(),
              Strings{"/printer_ids missing"});
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks"), "0");
}

}  // namespace
}  // namespace service_requests
