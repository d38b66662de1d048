#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/temporary_folder.hpp"
#include "server/features.hpp"
#include "server/identity/testing.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/audit/refusals.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/sample_reading.hpp"

// The whole program without sockets, with people who have signed in: an operator, a parent organization (Northwind),
// its child (Bakery) with an administrator of each, and a stranger (Southwind). For tests of the audit log.
namespace server::testing {

inline const std::string kAddress = "203.0.113.7";  // where everybody sits
inline constexpr const char* kOther = "amber lattice quilt 9";

class Program : public ::testing::Test {
  protected:
    struct Row {
        std::string id, organization, action, actor_kind, actor_id, actor_name, address, request_id, outcome,
            object_name;
        std::optional<std::string> before, after;
    };

    Program() {
        features_.RegisterHttp(router_);
        features_.RegisterTasks(registry_, recurring_);
        const base::TemporaryFolder folder("program");
        operator_ = Enter(*features_.identity().FirstStartLink(folder.path()), kAddress, "olga@operator.example");
        operator_id_ = Value("SELECT id FROM organizations");
        parent_ = Ok(operator_.Post("/api/v1/organizations", R"({"name":"Northwind"})"), 201).At("/id");
        child_ = Ok(operator_.Post("/api/v1/organizations?organization_id=" + parent_, R"({"name":"Bakery"})"), 201)
                     .At("/id");
        const auto foreign = Ok(operator_.Post("/api/v1/organizations", R"({"name":"Southwind"})"), 201).At("/id");
        parent_admin_ = Person(parent_, "paul@northwind.example", "administrator", true);
        child_admin_ = Person(child_, "carla@bakery.example", "administrator");
        stranger_ = Person(foreign, "sven@southwind.example", "administrator", true);
        Forget();
    }

    Browser From(const std::string& address) {
        Browser browser(router_, address);
        browser.secure = true;
        return browser;
    }
    static std::string Body(const boost::json::object& body) { return boost::json::serialize(body); }
    static std::string UserBody(const std::string& email, const std::string& role, std::optional<bool> children = {}) {
        boost::json::object body{{"email", email},   {"first_name", ""},   {"last_name", ""},
                                 {"language", "en"}, {"time_zone", "UTC"}, {"roles", boost::json::array{role}}};
        if (children) body["child_organization_access"] = *children;
        return boost::json::serialize(body);
    }
    static http::TestAnswer Ok(http::TestAnswer answer, int status) {
        EXPECT_EQ(answer.status, status) << answer.body;
        return answer;
    }
    // Uses a link of setup or invitation.
    Browser Enter(const std::string& link, const std::string& address, const std::string& email = "") {
        Browser browser = From(address);
        boost::json::object body{{"token", TokenOf(link)}, {"password", kPassword}};
        if (!email.empty()) body["email"] = email;
        Ok(browser.Post("/api/v1/setup", Body(body)), 201);
        return browser;
    }
    // What was mailed to whoever an answer is of.
    std::string LinkOf(const http::TestAnswer& user) {
        return identity::testing::MailedLink(database_, secrets_, user.At("/id"));
    }
    Browser Person(const std::string& organization, const std::string& email, const std::string& role,
                   std::optional<bool> children = {}) {
        const auto made =
            Ok(operator_.Post("/api/v1/users?organization_id=" + organization, UserBody(email, role, children)), 201);
        return Enter(LinkOf(made), kAddress);
    }
    // `at`: where its ETag is read, when that is another place.
    void Put(Browser& who, const std::string& path, const std::string& body, const std::string& at = "") {
        const auto etag = std::string(who.Get(at.empty() ? path : at).headers.Get("ETag"));
        Ok(who.Put(path, body, etag), 200);
    }
    void Delete(Browser& who, const std::string& path) {
        Ok(who.Delete(path, std::string(who.Get(path).headers.Get("ETag"))), 204);
    }
    static std::string Contact(const std::string& name) {
        contacts::ContactInput input;
        input.first_name = name;
        input.last_name = "Berg";
        input.email = "ida@bakery.example";
        input.address = {.street1 = "Storgata 1", .city = "Oslo", .postal_code = "0155", .country = "NO"};
        return base::json::Write(input);
    }
    static std::string Item(const std::string& name) {
        return fmt::format(
            R"({{"part_number":"76C0PK0","manufacturer":"Lexmark","name":"{}","supply_type":"toner_cartridge",
            "colorant":"black","yield_pages":34000,"active":true,"models":[]}})",
            name);
    }
    static std::string InAMonth() { return base::FormatRfc3339(base::SystemClock().Now() + std::chrono::days(30)); }

    // The agent reads one printer that is nearly empty.
    void Read() {
        auto reading = SampleReading(1, 1000, 2);
        printing::ReadingBatch batch;
        batch.boot_epoch = 1;
        batch.readings.push_back({1, clock_.Now() - std::chrono::hours(4), std::move(reading)});
        Browser machine = From(kAddress);
        Ok(machine.Send(http::Method::kPost, "/api/v1/agent/readings", base::json::Write(batch),
                        {{"Authorization", "Bearer " + key_}}),
           200);
    }
    std::string Printer() { return "/api/v1/printers/" + Value("SELECT id FROM printers"); }
    std::string Printers(const std::string& more = "") {
        return R"({"printer_ids":[")" + Value("SELECT id FROM printers") + "\"]" + (more.empty() ? "" : ',' + more) +
               "}";
    }
    void RunTasks() {
        tasks::Workers workers(database_.pool(), clock_, registry_);
        while (workers.RunOne()) {
        }
    }
    void RunDaily() {
        const auto tomorrow = std::chrono::floor<std::chrono::days>(clock_.Now()) + std::chrono::days(1);
        {
            pg::Transaction tx(database_.pool(), pg::Scope::System());
            tasks::Enqueue(tx, ids_source_, clock_.Now(),
                           {.organization = *base::OrganizationId::Parse(child_),
                            .kind = "replenishment.organization",
                            .input = boost::json::object{{"day", base::FormatDay(tomorrow)}}});
            tx.Commit();
        }
        RunTasks();
    }
    std::string OrderId() { return Value("SELECT id FROM supply_orders ORDER BY ordered_at, id LIMIT 1"); }
    std::string AnotherOrder() {
        const auto organization = *base::OrganizationId::Parse(child_);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization));
        contacts::Contact contact;
        contact.id = *contacts::ContactId::Parse(Value("SELECT contact_id FROM printers"));
        orders::NewOrder order{.organization = organization, .contact = contact};
        order.lines.push_back({.printer_id = *printers::PrinterId::Parse(Value("SELECT id FROM printers")),
                               .supply_slot = 9,
                               .item = {std::nullopt, "", "drum", "", 0},
                               .reason = {"replenishment.due", {}}});
        const auto number = orders::CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        return Value("SELECT id FROM supply_orders WHERE number = '" + number.value_or("") + "'");
    }
    void Step(Browser& who, const std::string& order, const std::string& what, const std::string& body) {
        const std::string path = "/api/v1/supply-orders/" + order;
        Ok(who.Send(http::Method::kPost, path + "/" + what, body,
                    {{"If-Match", std::string(who.Get(path).headers.Get("ETag"))}}),
           200);
    }

    std::string Value(const std::string& sql) { return database_.Value(sql); }
    // From here on rows are new.
    void Forget() {
        for (const auto& row : database_.Sql("SELECT id FROM audit_events")) seen_.insert(*row.at(0));
    }
    std::vector<Row> NewRows() {
        std::vector<Row> rows;
        for (const auto& r : database_.Sql(
                 "SELECT id, organization_id, action, actor_kind, actor_id, actor_name, address, request_id, outcome, "
                 "object_name, before, after FROM audit_events ORDER BY at, id")) {
            if (seen_.contains(*r.at(0))) continue;
            rows.push_back(
                {*r[0], *r[1], *r[2], *r[3], r[4].value_or(""), *r[5], *r[6], *r[7], *r[8], *r[9], r[10], r[11]});
        }
        return rows;
    }
    static std::vector<std::string> Actions(const std::vector<Row>& rows) {
        std::vector<std::string> actions;
        for (const auto& row : rows) actions.push_back(row.action);
        return actions;
    }
    static std::vector<std::string> Trail(Browser& reader, const std::string& query) {
        const auto answer = Ok(reader.Get("/api/v1/audit-events" + query), 200).Json();
        std::vector<std::string> ids;
        for (const auto& item : answer.at("items").as_array()) ids.emplace_back(item.at("id").as_string());
        return ids;
    }
    // Operator, parent and the organization's own administrator as it concerns them, never a stranger.
    void ReadBy(const std::string& id, const std::string& organization) {
        using ::testing::Contains;
        using ::testing::Not;
        const std::string query = "?limit=200&of_organization_id=" + organization;
        EXPECT_THAT(Trail(operator_, query), Contains(id));
        EXPECT_THAT(Trail(stranger_, query), Not(Contains(id)));
        EXPECT_THAT(Trail(stranger_, "?limit=200"), Not(Contains(id)));
        if (organization == operator_id_) {
            EXPECT_THAT(Trail(parent_admin_, "?limit=200"), Not(Contains(id)));
            return;
        }
        EXPECT_THAT(Trail(parent_admin_, query), Contains(id));
        if (organization != child_) return;
        EXPECT_THAT(Trail(child_admin_, query), Contains(id));
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T12:00:00Z")};
    base::IdSource ids_source_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    http::Wakeups wakeups_;
    mail::Mailer mailer_{catalogues_, ids_source_, secrets_, "platen.example"};
    orders::Office office_{ids_source_, mailer_, "https://platen.test"};
    Features features_{{database_.pool(), ids_source_, clock_, secrets_, catalogues_, mailer_},
                       CheapSettings(),
                       replenishment::Settings{}};
    http::Router router_{{.clock = &clock_,
                          .pool = &database_.pool(),
                          .secrets = &secrets_,
                          .wakeups = &wakeups_,
                          .catalogues = &catalogues_,
                          .per_address = {},
                          .per_actor = {}}};
    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, ids_source_};
    std::map<std::string, std::string> ids_;
    std::set<std::string> seen_;
    std::string operator_id_, parent_, child_, token_, key_;
    Browser operator_ = From(kAddress);
    Browser parent_admin_ = From(kAddress);
    Browser child_admin_ = From(kAddress);
    Browser stranger_ = From(kAddress);
};

}  // namespace server::testing
