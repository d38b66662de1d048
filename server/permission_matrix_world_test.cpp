#include "server/testing/permission_matrix_world.hpp"

#include <fmt/format.h>

#include "lib/base/log.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/statements/statements.hpp"

namespace server::testing {

namespace {

constexpr const char* kSite =
    R"({"name":"Mill","address":{"street1":"Storgata 1","street2":"","street3":"","building":"","floor":"","room":"","city":"Oslo","state":"","postal_code":"0155","country":"NO"}})";
constexpr const char* kCsv =
    "first_name,last_name,company,email,phone_country_code,phone_number,phone_extension,address_1,address_2,address_3,"
    "building,floor,room,city,state_province,postal_code,country\nEva,Dahl,,,,,,Storgata 1,,,,,,Oslo,,,NO";

}  // namespace

MatrixWorld::MatrixWorld() {
    base::log::SetLevel(base::log::Level::kCritical);
    const auto below = [this](const std::string& parent, const std::string& name) {
        return As(parent, "/api/v1/organizations", R"({"name":")" + name + "\"}").At("/id");
    };
    organizations_ = {{Where::kOperator, operator_id_},
                      {Where::kParent, parent_},
                      {Where::kChild, child_},
                      {Where::kSibling, below(parent_, "Butcher")},
                      {Where::kForeign, below(below(operator_id_, "Eastwind"), "Cafe")}};
    const auto item = Ok(operator_.Post("/api/v1/catalog-items", Item("Black toner")), 201).At("/id");
    const auto model =
        Ok(operator_.Post(
               "/api/v1/mps-express/models",
               R"({"manufacturer":"Lexmark","model":"MX722ade","supported":true,"maximum_lifetime_pages":2000000000})"),
           201)
            .At("/id");
    const auto catalog_model =
        Ok(operator_.Post("/api/v1/catalog-models", R"({"manufacturer":"HP","model":"M404","fleet_agent":true,)"
                                                    R"("native_agent":false,"note":"","allowed_kinds":["original"]})"),
           201)
            .At("/id");
    const auto package = Ok(operator_.Post("/api/v1/agent-packages", AgentPackage("0.9.0")), 201).At("/id");
    int number = 0;
    for (const Where where : kEverywhere) {
        things_[where]["organization_id"] = organizations_[where];
        things_[where]["item_id"] = item;
        things_[where]["model_id"] = model;
        things_[where]["catalog_model_id"] = catalog_model;
        things_[where]["agent_package_id"] = package;
        Furnish(where, number += 3);
    }
    AddEnrollments();
    AddAskers();
}

http::TestAnswer MatrixWorld::As(const std::string& organization, const std::string& path, const std::string& body) {
    auto answer = operator_.Post(path + "?organization_id=" + organization, body);
    if (answer.status / 100 != 2) throw std::runtime_error("the world was refused " + path + ": " + answer.body);
    return answer;
}

void MatrixWorld::Furnish(Where where, int number) {
    const std::string& organization = organizations_[where];
    auto& things = things_[where];
    const auto name = std::string(base::json::EnumName(where));
    things["site_id"] = As(organization, "/api/v1/sites", kSite).At("/id");
    things["contact_id"] = As(organization, "/api/v1/contacts", Contact("Ida")).At("/id");
    things["catalog_import_id"] = As(organization, "/api/v1/catalog-imports", "part_number\n1\n").At("/id");
    things["order_import_id"] = As(organization, "/api/v1/order-imports", "order\n1\n").At("/id");
    things["import_id"] = As(organization, "/api/v1/contact-imports", kCsv).At("/id");
    const auto agent = As(organization, "/api/v1/agents", Body({{"name", "Shop"}, {"site_id", things["site_id"]}}));
    things["agent_id"] = agent.At("/id");
    Browser machine = From("203.0.113." + std::to_string(20 + number));
    agent_keys_[where] =
        Ok(machine.Post("/api/v1/agent/enroll",
                        Body({{"token", agent.At("/enrollment_token")}, {"version", "1"}, {"host_name", "till"}})),
           201)
            .At("/key");
    printing::ReadingBatch batch;
    batch.boot_epoch = 1;
    for (const int n : {1, 2})  // the second one is taken out of the list
        batch.readings.push_back({n, clock_.Now() - std::chrono::hours(4), SampleReading(number + n)});
    Ok(machine.Send(http::Method::kPost, "/api/v1/agent/readings", base::json::Write(batch),
                    {{"Authorization", "Bearer " + agent_keys_[where]}}),
       200);
    const auto says = [&](const std::string& what, const std::string& body) {
        const auto answer = machine.Send(http::Method::kPost, "/api/v1/agent/" + what, body,
                                         {{"Authorization", "Bearer " + agent_keys_[where]}});
        if (answer.status / 100 != 2) throw std::runtime_error("an agent was refused " + what + ": " + answer.body);
    };
    says("silences", R"({"known":2,"silent":0,"printers":[],"abilities":["address_checks"]})");
    const std::string walk = "/api/v1/agents/" + things["agent_id"];
    things["check_id"] = As(organization, walk + "/address-checks", R"({"address":"10.0.0.7"})").At("/id");
    things["diagnostics_id"] = As(organization, walk + "/diagnostics", R"({"address":"10.0.0.7"})").At("/id");
    // One that came, and one that is awaited.
    things["awaited_id"] = As(organization, walk + "/diagnostics", R"({"address":"10.0.0.8"})").At("/id");
    says("diagnostics",
         Body({{"command_id", things["diagnostics_id"]}, {"address", "10.0.0.7"}, {"walk", "1.3.6|2|1"}}));
    const auto numbered = [&](int n) {
        return Value(fmt::format("SELECT id FROM printers WHERE serial_number = '75{:08}A'", number + n));
    };
    things["printer_id"] = numbered(1);
    things["away_printer_id"] = numbered(2);
    As(organization, "/api/v1/printers/deregistrations", R"({"printer_ids":[")" + numbered(2) + "\"]}");
    RunTasks();
    const std::string chosen = R"({"printer_ids":[")" + things["printer_id"] + "\"]";
    things["note_id"] =
        As(organization, "/api/v1/printers/" + things["printer_id"] + "/notes", R"({"text":"Jams"})").At("/id");
    As(organization, "/api/v1/printers/contact-assignments",
       chosen + R"(,"contact_id":")" + things["contact_id"] + "\"}");
    things["contract_id"] =
        As(organization, "/api/v1/contracts",
           R"({"number":"K-1","name":"Print","customer":"self_service","supplies_included":true,"excluded_kinds":[],"delivery_days":[]})")
            .At("/id");
    As(organization, "/api/v1/printers/contract-changes",
       chosen + R"(,"under_contract":true,"contract_id":")" + things["contract_id"] + "\"}");
    things["meter_read_id"] = As(organization, "/api/v1/printers/" + things["printer_id"] + "/meter-reads",
                                 R"({"meters":[{"kind":"large","value":1,"unchanged":false}],"description":""})")
                                  .At("/id");
    things["meter_read_import_id"] =
        As(organization, "/api/v1/meter-read-imports", "serial_number,life\n1,1\n").At("/id");
    {
        const meter_reads::ContractKey contract{*base::OrganizationId::Parse(organization),
                                                *printers::ContractId::Parse(things["contract_id"])};
        const std::string terms = "/api/v1/contracts/" + things["contract_id"] + "/meter-terms";
        Ok(operator_.Send(http::Method::kPut, terms,
                          R"({"closing_day":31,"time_zone":"UTC","starts_on":"2026-11-01","close_after_days":0,)"
                          R"("groups":[{"name":"All","meters":["life"],"included_pages":0}]})",
                          {{"If-Match", std::string(operator_.Get(terms).headers.Get("ETag"))}}),
           200);
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto made = statements::Close(tx, ids_source_, contract, clock_.Now() + std::chrono::days(60));
        tx.Commit();
        things["statement_id"] = made ? made->ToString() : "";
        things["statement_line_id"] =
            Value("SELECT id FROM statement_lines WHERE statement_id = '" + things["statement_id"] + "'");
    }
    {
        const auto id = *base::OrganizationId::Parse(organization);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(id));
        enrollment::Enroll(tx, ids_source_, id, {*printers::PrinterId::Parse(things["printer_id"])},
                           enrollment::Source::kOperator, "world", clock_.Now());
        enrollment::Watch(tx, {ids_source_}, id, clock_.Now() + std::chrono::days(8));
        tx.Commit();
        things["disconnection_id"] =
            Value("SELECT id FROM printer_disconnections WHERE organization_id = '" + organization + "'");
    }
    things["alert_rule_id"] =
        As(organization, "/api/v1/alert-rules",
           R"({"name":"Low","condition":"silent","threshold":2,"cooldown_hours":24,"site_ids":[],"models":[],"user_ids":[],"addresses":[],"enabled":true})")
            .At("/id");
    things["external_link_id"] = As(organization, "/api/v1/external-links",
                                    R"({"title":"Shop","url":"https://shop.example/","description":"","position":0})")
                                     .At("/id");
    things["document_id"] =
        Ok(operator_.Post("/api/v1/documents?file_name=a.txt&organization_id=" + organization, "Our terms.\n"), 201)
            .At("/id");
    things["request_id"] =
        As(organization, "/api/v1/service-requests",
           R"({"service":"application_support","description":"No faxes","error_code":"","item":"","severity":2,"category":"Scanning & Faxing","application":"RightFax","source_reference":"","new_location":"","contact_name":"","contact_email":"","contact_phone":""})")
            .At("/id");
    things["attachment_id"] = Ok(operator_.Post("/api/v1/service-requests/" + things["request_id"] +
                                                    "/attachments?file_name=a.txt&organization_id=" + organization,
                                                "Jam at roller 3.\n"),
                                 200)
                                  .At("/items/0/id");
    things["view_id"] = As(organization, "/api/v1/views",
                           R"({"name":"Shared","list":"printers","shared":true,"query":"","filters":"","columns":[]})")
                            .At("/id");
    things["report_id"] =
        As(organization, "/api/v1/reports",
           R"({"name":"Weekly","source":"printers","filters":"","format":"csv","every":"week","first_on":"2027-01-04",
               "hour":6,"time_zone":"UTC","recipients":[")" +
               operator_.Get("/api/v1/session").At("/user/email") + R"("],"enabled":true})")
            .At("/id");
    things["report_run_id"] = As(organization, "/api/v1/reports/" + things["report_id"] + "/runs", "").At("/id");
    things["rule_id"] = As(organization, "/api/v1/spares-rules",
                           R"({"manufacturer":"","model":"","part_number":"P","spares_kept":1,"together":false})")
                            .At("/id");
    things["run_id"] =
        As(organization, "/api/v1/what-if-runs",
           R"({"manufacturer":"","model":"","shipment_cost_minor":0,"currency":"","settings":[{"name":"A",
                          "method":"published","order_days":21,"cover_days":30,"join_days":45,"spares_kept":0,
                          "lead_days":3}]})")
            .At("/id");
    things["task_id"] = As(organization, "/api/v1/printers/status-requests", chosen + "}").At("/id");
    {
        const auto id = *base::OrganizationId::Parse(organization);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(id));
        contacts::Contact contact;
        contact.id = *contacts::ContactId::Parse(things["contact_id"]);
        orders::NewOrder order{.organization = id, .contact = contact};
        order.lines.push_back({.printer_id = *printers::PrinterId::Parse(things["printer_id"]),
                               .supply_slot = 1,
                               .item = {std::nullopt, "", "drum", "", 0},
                               .reason = {"replenishment.due", {}}});
        const auto placed = orders::CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        things["order_id"] = Value("SELECT id FROM supply_orders WHERE number = '" + placed.value_or("") + "'");
        things["line_id"] = Value("SELECT id FROM supply_order_lines WHERE order_id = '" + things["order_id"] + "'");
        // Nothing was shipped yet, and nobody has anything in the cart of whoever asks.
        things["shipment_id"] = things["cart_line_id"] = things["line_id"];
    }
    const bool of_operator = where == Where::kOperator;
    things["user_id"] =
        As(organization, "/api/v1/users", UserBody("spare@" + name + ".example", of_operator ? "warehouse" : "viewer"))
            .At("/id");
    things["api_key_id"] = As(organization, "/api/v1/api-keys",
                              Body({{"name", "Reader"},
                                    {"roles", boost::json::array{of_operator ? "warehouse" : "viewer"}},
                                    {"expires_at", InAMonth()}}))
                               .At("/id");
    things["webhook_id"] = As(organization, "/api/v1/webhooks",
                              Body({{"url", "https://erp.example.com/"},
                                    {"description", ""},
                                    {"event_types", boost::json::array{}},
                                    {"child_organizations", false},
                                    {"enabled", true}}))
                               .At("/id");
    things["webhook_delivery_id"] =
        As(organization, "/api/v1/webhooks/" + things["webhook_id"] + "/test", "").At("/id");
    things["mail_id"] = Value("SELECT id FROM mails WHERE organization_id = '" + organization + "' LIMIT 1");
    // Of somebody else than who asks.
    Person(organization, "seated@" + name + ".example", of_operator ? "warehouse" : "viewer");
    things["session_id"] =
        Value("SELECT s.id FROM sessions AS s JOIN users AS u ON u.id = s.user_id WHERE u.email = 'seated@" + name +
              ".example'");
}

// Only a child organization has any (MPX-7).
void MatrixWorld::AddEnrollments() {
    Ok(operator_.Post("/api/v1/mps-express/terms", R"({"texts":[{"language":"en","text":"Be kind."}]})"), 201);
    for (const Where where : {Where::kChild, Where::kSibling, Where::kForeign}) {
        const std::string& organization = organizations_[where];
        Ok(operator_.Put("/api/v1/organizations/" + organization + "/entitlements/mps-express",
                         R"({"understood":true})"),
           200);
        As(organization, "/api/v1/mps-express/terms/acceptances", R"({"terms_version":1})");
        const auto made = As(organization, "/api/v1/mps-express/enrollments",
                             R"({"terms_version":1,"printer_ids":[")" + things_[where]["printer_id"] + "\"]}");
        things_[where]["enrollment_id"] = made.At("/enrollment/id");
        things_[where]["membership_id"] =
            Value("SELECT id FROM mps_express_memberships WHERE organization_id = '" + organization + "'");
    }
}

void MatrixWorld::AddAskers() {
    using enum Where;
    const std::set<Where> all(std::begin(kEverywhere), std::end(kEverywhere));
    int number = 0;
    const auto add = [&](Where home, http::RoleSet roles, const std::string& as, http::ActorKind kind,
                         std::optional<bool> group, const std::set<Where>& visible) {
        for (const http::Role role : roles.ToVector()) {
            const std::string role_name(base::json::EnumName(role));
            Asker asker{.name = role_name + " of " + std::string(base::json::EnumName(home)) + as,
                        .home = home,
                        .role = role,
                        .kind = kind,
                        .visible = visible,
                        .browser = From("203.0.113." + std::to_string(50 + number++))};
            if (kind == http::ActorKind::kUser) {
                const auto made =
                    Ok(operator_.Post("/api/v1/users?organization_id=" + organizations_[home],
                                      UserBody(fmt::format("asker{}@test.example", number), role_name, group)),
                       201);
                Ok(asker.browser.Post("/api/v1/setup",
                                      Body({{"token", TokenOf(LinkOf(made))}, {"password", kPassword}})),
                   201);
            } else {
                const auto made = As(
                    organizations_[home], "/api/v1/api-keys",
                    Body({{"name", asker.name}, {"roles", boost::json::array{role_name}}, {"expires_at", InAMonth()}}));
                asker.headers = {{"Authorization", "Bearer " + made.At("/token")}};
            }
            askers_.push_back(std::move(asker));
        }
    };
    using http::ActorKind;
    const auto operators = organizations::kOperatorRoles;
    const auto customers = organizations::kCustomerRoles;
    add(kOperator, operators, "", ActorKind::kUser, {}, all);
    add(kOperator, operators, ", API key", ActorKind::kApiKey, {}, all);
    add(kParent, customers, " in the access group", ActorKind::kUser, true, {kParent, kChild, kSibling});
    add(kParent, customers, " outside the access group", ActorKind::kUser, false, {kParent});
    add(kParent, customers, ", API key", ActorKind::kApiKey, {}, {kParent});
    add(kChild, customers, "", ActorKind::kUser, {}, {kChild});
    add(kChild, customers, ", API key", ActorKind::kApiKey, {}, {kChild});
    askers_.push_back({.name = "agent of child",
                       .home = kChild,
                       .role = http::Role::kAgent,
                       .kind = ActorKind::kAgent,
                       .visible = {kChild},
                       .browser = From("203.0.113.50"),
                       .headers = {{"Authorization", "Bearer " + agent_keys_[kChild]}}});
}

void MatrixWorld::ForbidCommits() {
    database_.Sql(
        "CREATE FUNCTION keep_nothing() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'the matrix keeps nothing'; END$$");
    for (const auto& row :
         database_.Sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
                       "AND NOT relispartition AND relname NOT IN ('schema_migrations', 'table_classes')")) {
        const bool touched = *row[0] == "sessions" || *row[0] == "api_keys" || *row[0] == "agents";
        database_.Sql(
            fmt::format("CREATE CONSTRAINT TRIGGER keep_nothing AFTER INSERT OR DELETE{} ON {} DEFERRABLE "
                        "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_nothing()",
                        touched ? "" : " OR UPDATE", *row[0]));
    }
}

std::string MatrixWorld::Filled(std::string text, Where where) const {
    for (auto begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
        const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin + 1);
        const std::string name = text.substr(begin + 1, end - begin - 1);
        if (!name.ends_with("_id") || text[end] != '}') continue;  // an object of JSON
        text.replace(begin, end - begin + 1, things_.at(where).at(name));
    }
    return text;
}

http::TestAnswer MatrixWorld::Ask(Asker& who, const http::Operation& operation, const std::string& target,
                                  const std::string& body) {
    auto headers = who.headers;
    if (operation.if_match) headers["If-Match"] = "\"1\"";
    const auto cookie = who.browser.cookie;
    auto answer = who.browser.Send(operation.method, target, body, headers);
    who.browser.cookie = cookie;  // an answer may take it away although nothing was kept
    return answer;
}

}  // namespace server::testing
