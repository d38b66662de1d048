#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "server/audit_cases_testing.hpp"
#include "server/audit_orders_testing.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/identity/totp.hpp"
#include "server/platform/mail/states_testing.hpp"
#include "server/webhooks/states_testing.hpp"

// The cases of server/audit_trail_test.cpp, in the order in which they can be run.
namespace server::testing {

class AuditTrail : public AuditOrders {
  protected:
    AuditTrail() { Make(); }

    // The cases in the order in which they can be run: each finds what the ones before it left.
    void Make() {
        const auto q = [this](const std::string& organization) { return "?organization_id=" + organization; };
        const std::string admin = "olga@operator.example";
        Add("createOrganization",
            {[=, this] {
                 ids_["cafe"] =
                     Ok(operator_.Post("/api/v1/organizations" + q(parent_), R"({"name":"Cafe"})"), 201).At("/id");
             },
             {"organization.created"},
             admin,
             "$cafe"});
        Add("updateOrganization",
            {[=, this] { Put(operator_, "/api/v1/organizations/" + ids_["cafe"], R"({"name":"Bistro"})"); },
             {"organization.updated"},
             admin,
             "$cafe",
             [=, this] { Put(operator_, "/api/v1/organizations/" + ids_["cafe"], R"({"name":" Bistro "})"); }});
        Add("deleteOrganization", {[=, this] { Delete(operator_, "/api/v1/organizations/" + ids_["cafe"]); },
                                   {"organization.deleted"},
                                   admin,
                                   "$cafe"});
        const std::string site =
            R"({"name":"Mill","address":{"street1":"Storgata 1","street2":"","street3":"","building":"","floor":"","room":"","city":"Oslo","state":"","postal_code":"0155","country":"NO"}})";
        const auto other_site = [=] {
            std::string text = site;
            return text.replace(text.find("Mill"), 4, "Bakehouse");
        };
        Add("createSite", {[=, this] { ids_["site"] = Ok(child_admin_.Post("/api/v1/sites", site), 201).At("/id"); },
                           {"site.created"},
                           "carla@bakery.example",
                           child_});
        Add("updateSite", {[=, this] { Put(child_admin_, "/api/v1/sites/" + ids_["site"], other_site()); },
                           {"site.updated"},
                           "carla@bakery.example",
                           child_,
                           [=, this] { Put(child_admin_, "/api/v1/sites/" + ids_["site"], other_site()); }});
        Add("deleteSite", {[=, this] { Delete(child_admin_, "/api/v1/sites/" + ids_["site"]); },
                           {"site.deleted"},
                           "carla@bakery.example",
                           child_});

        Add("createUser", {[=, this] {
                               const auto made = Ok(
                                   child_admin_.Post("/api/v1/users", UserBody("ann@bakery.example", "viewer")), 201);
                               ids_["user"] = made.At("/id");
                           },
                           {"user.created"},
                           "carla@bakery.example",
                           child_});
        Add("inviteUser",
            {[=, this] {
                 link_ = LinkOf(Ok(child_admin_.Post("/api/v1/users/" + ids_["user"] + "/invitations", ""), 201));
             },
             {"user.invited"},
             "carla@bakery.example",
             child_});
        Add("setup", {[=, this] { ann_ = Enter(link_, kAddress); }, {"user.activated"}, "ann@bakery.example", child_});
        Add("updateProfile",
            {[=, this] {
                 Put(ann_, "/api/v1/profile",
                     R"({"first_name":"Ann","last_name":"Baker","language":"de","time_zone":"Europe/Oslo"})");
             },
             {"user.updated"},
             "ann@bakery.example",
             child_,
             [=, this] {
                 Put(ann_, "/api/v1/profile",
                     R"({"first_name":"Ann","last_name":"Baker","language":"de","time_zone":"Europe/Oslo"})");
             }});
        Add("updateUser",
            {[=, this] {
                 Put(child_admin_, "/api/v1/users/" + ids_["user"], UserBody("ann@bakery.example", "fleet_manager"));
             },
             {"user.updated"},
             "carla@bakery.example",
             child_,
             [=, this] {
                 Put(child_admin_, "/api/v1/users/" + ids_["user"], UserBody("ann@bakery.example", "fleet_manager"));
             }});
        Add("signIn", {[=, this] {
                           second_ = From(kAddress);
                           Ok(second_.SignIn("ann@bakery.example", kPassword), 201);
                       },
                       {"session.created"},
                       "ann@bakery.example",
                       child_});
        Add("endSession", {[=, this] {
                               const auto list = ann_.Get("/api/v1/sessions").Json();
                               for (const auto& item : list.at("items").as_array()) {
                                   if (!item.at("current").as_bool()) {
                                       Ok(ann_.Delete("/api/v1/sessions/" + std::string(item.at("id").as_string())),
                                          204);
                                       break;
                                   }
                               }
                           },
                           {"session.ended"},
                           "ann@bakery.example",
                           child_});
        AddSignIn();
        Add("changePassword",
            {[=, this] {
                 Ok(ann_.Put("/api/v1/password", Body({{"current_password", kPassword}, {"new_password", kOther}})),
                    200);
             },
             {"user.password_changed"},
             "ann@bakery.example",
             child_});
        Add("signOut",
            {[=, this] { Ok(ann_.Delete("/api/v1/session"), 204); }, {"session.ended"}, "ann@bakery.example", child_});
        Add("requestPasswordReset",
            {[=, this] {
                 Browser anybody = From(kAddress);
                 Ok(anybody.Post("/api/v1/password-resets", Body({{"email", "ann@bakery.example"}})), 202);
                 RunTasks();
             },
             {"user.temporary_password_sent"},
             "",
             child_});
        Add("deleteUser", {[=, this] { Delete(child_admin_, "/api/v1/users/" + ids_["user"]); },
                           {"user.deleted"},
                           "carla@bakery.example",
                           child_});
        Add("createApiKey", {[=, this] {
                                 const auto made = Ok(
                                     child_admin_.Post("/api/v1/api-keys",
                                                       R"({"name":"Reader","roles":["fleet_manager"],"expires_at":")" +
                                                           InAMonth() + "\"}"),
                                     201);
                                 ids_["key"] = made.At("/id");
                             },
                             {"api_key.created"},
                             "carla@bakery.example",
                             child_});
        Add("deleteApiKey", {[=, this] { Ok(child_admin_.Delete("/api/v1/api-keys/" + ids_["key"]), 204); },
                             {"api_key.deleted"},
                             "carla@bakery.example",
                             child_});

        Add("createContact",
            {[=, this] { ids_["contact"] = Ok(child_admin_.Post("/api/v1/contacts", Contact("Ida")), 201).At("/id"); },
             {"contact.created"},
             "carla@bakery.example",
             child_});
        Add("updateContact", {[=, this] { Put(child_admin_, "/api/v1/contacts/" + ids_["contact"], Contact("Ole")); },
                              {"contact.updated"},
                              "carla@bakery.example",
                              child_,
                              [=, this] { Put(child_admin_, "/api/v1/contacts/" + ids_["contact"], Contact("Ole")); }});
        Add("startContactImport",
            {[this] {
                 Ok(child_admin_.Post("/api/v1/contact-imports",
                                      "first_name,last_name,company,email,phone_country_code,phone_number,"
                                      "phone_extension,address_1,address_2,address_3,building,floor,room,city,"
                                      "state_province,postal_code,country\nEva,Dahl,,,,,,Storgata 1,,,,,,Oslo,,,NO"),
                    201);
             },
             {"task.created"},
             "carla@bakery.example",
             child_});
        AddTask("contacts.import", {[this] { RunTasks(); }, {"contact.created"}, "carla@bakery.example", child_});
        Add("createAgent",
            {[=, this] {
                 const auto where = Ok(child_admin_.Post("/api/v1/sites", site), 201).At("/id");
                 Forget();
                 const auto made =
                     Ok(child_admin_.Post("/api/v1/agents", R"({"name":"Shop","site_id":")" + where + "\"}"), 201);
                 ids_["agent"] = made.At("/id");
             },
             {"agent.created"},
             "carla@bakery.example",
             child_});
        Add("createEnrollmentToken",
            {[=, this] {
                 token_ = Ok(child_admin_.Post("/api/v1/agents/" + ids_["agent"] + "/enrollment-tokens", ""), 201)
                              .At("/enrollment_token");
             },
             {"agent.invited"},
             "carla@bakery.example",
             child_});
        Add("enrollAgent", {[=, this] {
                                Browser machine = From(kAddress);
                                key_ =
                                    Ok(machine.Post("/api/v1/agent/enroll",
                                                    Body({{"token", token_}, {"version", "1"}, {"host_name", "till"}})),
                                       201)
                                        .At("/key");
                            },
                            {"agent.enrolled"},
                            "Shop",
                            child_});
        const auto checks = [=, this](const std::string& what) {
            Browser machine = From(kAddress);
            machine.Send(http::Method::kPost, "/api/v1/agent/silences",
                         R"({"known":0,"silent":0,"printers":[],"abilities":["address_checks"]})",
                         {{"Authorization", "Bearer " + key_}});
            Ok(child_admin_.Post("/api/v1/agents/" + ids_["agent"] + "/" + what, R"({"address":"10.0.0.7"})"), 201);
        };
        Add("checkAddress",
            {[=] { checks("address-checks"); }, {"agent.address_checked"}, "carla@bakery.example", child_});
        Add("requestDiagnostics",
            {[=] { checks("diagnostics"); }, {"agent.diagnostics_requested"}, "carla@bakery.example", child_});
        const auto search = [](const char* community) {
            return std::string(R"({"name":"Shop","search":{"include":["10.0.0.0/24"],"exclude":[],"communities":[")") +
                   community + R"("],"discovery_interval_seconds":86400,"polling_interval_seconds":3600}})";
        };
        Add("updateAgent", {[=, this] { Put(child_admin_, "/api/v1/agents/" + ids_["agent"], search("public")); },
                            {"agent.updated"},
                            "carla@bakery.example",
                            child_,
                            [=, this] { Put(child_admin_, "/api/v1/agents/" + ids_["agent"], search("public")); }});

        Add("changeAgentDuty",
            {[=, this] {
                 Ok(child_admin_.Post("/api/v1/agents/" + ids_["agent"] + "/duty", R"({"choice":"always_poll"})"), 200);
             },
             {"agent.duty_changed"},
             "carla@bakery.example",
             child_});

        Add("assignPrinterContacts", {[=, this] {
                                          Read();
                                          Forget();
                                          Ok(child_admin_.Post("/api/v1/printers/contact-assignments",
                                                               Printers(R"("contact_id":")" + ids_["contact"] + "\"")),
                                             200);
                                      },
                                      {"printer.contact_changed"},
                                      "carla@bakery.example",
                                      child_,
                                      [=, this] {
                                          Ok(child_admin_.Post("/api/v1/printers/contact-assignments",
                                                               Printers(R"("contact_id":")" + ids_["contact"] + "\"")),
                                             200);
                                      }});
        Add("changePrinterContracts",
            {[=, this] {
                 Ok(child_admin_.Post("/api/v1/printers/contract-changes", Printers(R"("under_contract":true)")), 200);
             },
             {"contract.created", "printer.contract_changed"},
             "carla@bakery.example",
             child_,
             [=, this] {
                 Ok(child_admin_.Post("/api/v1/printers/contract-changes", Printers(R"("under_contract":true)")), 200);
             }});
        Add("setPrinterLocation",
            {[=, this] { Put(child_admin_, Printer() + "/location", R"({"location":"Oven"})", Printer()); },
             {"printer.location_changed"},
             "carla@bakery.example",
             child_,
             [=, this] { Put(child_admin_, Printer() + "/location", R"({"location":"Oven"})", Printer()); }});
        AddMeters(admin);
        const std::string ids = R"({"external_ids":[{"system":"SAP","id":"1"}]})";
        const auto name_printer = [=, this] { Put(child_admin_, Printer() + "/external-ids", ids, Printer()); };
        Add("setPrinterExternalIds",
            {name_printer, {"printer.external_ids_changed"}, "carla@bakery.example", child_, name_printer});
        Add("setPrinterContact",
            {[=, this] { Put(child_admin_, Printer() + "/contact", R"({"contact_id":null})", Printer()); },
             {"printer.contact_changed"},
             "carla@bakery.example",
             child_,
             [=, this] { Put(child_admin_, Printer() + "/contact", R"({"contact_id":null})", Printer()); }});
        Add("createAndAssignContact",
            {[=, this] {
                 auto body = boost::json::parse(Contact("Una")).as_object();
                 body["printer_ids"] = boost::json::array{Value("SELECT id FROM printers")};
                 Ok(child_admin_.Post("/api/v1/printers/new-contact-assignments", boost::json::serialize(body)), 201);
             },
             {"contact.created", "printer.contact_changed"},
             "carla@bakery.example",
             child_});
        Add("setPrinterRegistration",
            {[=, this] {
                 Put(operator_, Printer() + "/registration", R"({"problem":"none","reason":"seen"})", Printer());
             },
             {"printer.registration_changed"},
             "olga@operator.example",
             child_,
             [=, this] {
                 Put(operator_, Printer() + "/registration", R"({"problem":"none","reason":"seen"})", Printer());
             }});
        Add("enrollPrinters",
            {[=, this] {
                 const auto maker = Value("SELECT manufacturer FROM printers"),
                            model = Value("SELECT model FROM printers");
                 Ok(operator_.Post("/api/v1/catalog-models", Body({{"manufacturer", maker},
                                                                   {"model", model},
                                                                   {"fleet_agent", true},
                                                                   {"native_agent", false},
                                                                   {"note", ""},
                                                                   {"allowed_kinds", boost::json::array{"original"}}})),
                    201);
                 Forget();
                 Ok(child_admin_.Post("/api/v1/replenishment/enrollments",
                                      Printers(R"("email":"carla@bakery.example")")),
                    200);
             },
             {"printer.enrolled"},
             "carla@bakery.example",
             child_});
        AddTask("replenishment.organization", {[=, this] {
                                                   Put(child_admin_, Printer() + "/contact",
                                                       R"({"contact_id":")" + ids_["contact"] + "\"}", Printer());
                                                   Forget();
                                                   RunDaily();
                                               },
                                               {"supply_order.submitted"},
                                               "replenishment.organization",
                                               child_});
        Add("noteDisconnectionCall",
            {[=, this] {
                 const auto id = *base::OrganizationId::Parse(child_);
                 pg::Transaction tx(database_.pool(), pg::Scope::Organization(id));
                 enrollment::Watch(tx, {ids_source_}, id, clock_.Now() + std::chrono::days(8));
                 tx.Commit();
                 Ok(operator_.Post(
                        "/api/v1/disconnected-printers/" + Value("SELECT id FROM printer_disconnections") + "/calls",
                        R"({"note":"Back on Monday"})"),
                    200);
             },
             {"printer_disconnection.called"},
             admin,
             child_});
        Add("withdrawPrinters",
            {[=, this] { Ok(child_admin_.Post("/api/v1/replenishment/withdrawals", Printers()), 200); },
             {"printer.withdrawn"},
             "carla@bakery.example",
             child_});
        Add("requestPrinterStatus",
            {[=, this] {
                 ids_["task"] = Ok(child_admin_.Post("/api/v1/printers/status-requests", Printers()), 201).At("/id");
             },
             {"task.created"},
             "carla@bakery.example",
             child_});
        Add("cancelTask",
            {[=, this] { Ok(child_admin_.Post("/api/v1/tasks/" + ids_["task"] + "/cancellation", ""), 200); },
             {"task.cancelled"},
             "carla@bakery.example",
             child_,
             [=, this] { child_admin_.Post("/api/v1/tasks/" + ids_["task"] + "/cancellation", ""); }});
        for (const auto& [operation, path] : std::map<std::string, std::string>{
                 {"restartPrinters", "/api/v1/printers/restarts"}, {"printTestPages", "/api/v1/printers/test-pages"}}) {
            Add(operation, {[=, this] { Ok(child_admin_.Post(path, Printers()), 201); },
                            {"task.created"},
                            "carla@bakery.example",
                            child_});
        }
        Add("setPrinterLocations",
            {[=, this] {
                 auto body = boost::json::parse(Printers()).as_object();
                 body["location"] = "Cellar";
                 Ok(child_admin_.Post("/api/v1/printers/location-changes", boost::json::serialize(body)), 200);
             },
             {"printer.location_changed"},
             "carla@bakery.example",
             child_});
        Add("deregisterPrinters",
            {[=, this] { Ok(child_admin_.Post("/api/v1/printers/deregistrations", Printers()), 201); },
             {"task.created"},
             "carla@bakery.example",
             child_});
        AddTask("printers.deregister",
                {[this] { RunTasks(); }, {"printer.deregistered"}, "carla@bakery.example", child_});
        Add("registerPrinters",
            {[=, this] { Ok(child_admin_.Post("/api/v1/printers/registrations", Printers()), 201); },
             {"task.created"},
             "carla@bakery.example",
             child_});
        AddTask("printers.register", {[this] { RunTasks(); }, {"printer.registered"}, "carla@bakery.example", child_});
        AddTask("identity.password_reset",
                {[=, this] {
                     Browser anybody = From(kAddress);
                     Ok(anybody.Post("/api/v1/password-resets", Body({{"email", "carla@bakery.example"}})), 202);
                     RunTasks();
                 },
                 {"user.temporary_password_sent"},
                 "",
                 child_});
        Add("deleteContact", {[=, this] {
                                  // The first one is where open orders go.
                                  const auto spare =
                                      Ok(child_admin_.Post("/api/v1/contacts", Contact("Uwe")), 201).At("/id");
                                  Forget();
                                  Delete(child_admin_, "/api/v1/contacts/" + spare);
                              },
                              {"contact.deleted"},
                              "carla@bakery.example",
                              child_});
        Add("deleteAgent", {[=, this] { Delete(child_admin_, "/api/v1/agents/" + ids_["agent"]); },
                            {"agent.deleted"},
                            "carla@bakery.example",
                            child_});

        const auto name_order = [=, this] {
            const std::string order = "/api/v1/supply-orders/" + OrderId();
            Put(operator_, order + "/external-ids", ids, order);
        };
        Add("setSupplyOrderExternalIds", {name_order, {"supply_order.updated"}, admin, child_, name_order});
        AddOrderDesk(admin);
        for (const auto& [id, path, body, action] :
             std::vector<std::tuple<std::string, std::string, std::string, std::string>>{
                 {"confirmSupplyOrder", "confirmation", "", "supply_order.confirmed"},
                 {"packSupplyOrder", "packing", "", "supply_order.packed"},
                 {"backOrderSupplyOrder", "back-order", R"({"reason":"none left"})", "supply_order.on_back_order"},
                 {"shipSupplyOrder", "shipments", R"({"carrier":"Post","tracking_number":"1"})",
                  "supply_order.shipped"},
                 {"deliverSupplyOrder", "delivery", "", "supply_order.delivered"}}) {
            Add(id, {[=, this] { Step(operator_, OrderId(), path, body); }, {action}, admin, child_});
        }
        Add("cancelSupplyOrder", {[=, this] {
                                      // A printer that was registered again has no contact.
                                      Ok(child_admin_.Post("/api/v1/printers/contact-assignments",
                                                           Printers(R"("contact_id":")" + ids_["contact"] + "\"")),
                                         200);
                                      const auto order = AnotherOrder();
                                      Forget();
                                      Step(operator_, order, "cancellation", R"({"reason":"not needed"})");
                                  },
                                  {"supply_order.cancelled"},
                                  admin,
                                  child_});
        AddOrders(admin);
        AddMpsExpress(admin);
        AddFiles();
        AddWebhooks();
        AddMails();
    }
    // IDN-4: the second factor of Ann, what her organization asks for, and its identity provider.
    void AddSignIn() {
        const std::string carla = "carla@bakery.example", ann = "ann@bakery.example";
        const auto begin = [this] {
            const auto begun =
                Ok(ann_.Post("/api/v1/second-factor", Body({{"current_password", kPassword}})), 201).At("/secret");
            secret_.clear();
            unsigned held = 0;
            int bits = 0;
            for (const char c : begun) {
                held = (held << 5) | static_cast<unsigned>(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(c));
                if ((bits += 5) >= 8) secret_ += static_cast<char>((held >> (bits -= 8)) & 255U);
            }
        };
        const auto confirm = [this] {
            const auto on = Ok(ann_.Post("/api/v1/second-factor/confirmations", Body({{"code", Code()}})), 201);
            recovery_ = boost::json::value_to<std::vector<std::string>>(on.Json().at("recovery_codes"));
        };
        // The app's code turned it on, and counts once.
        const auto prove = [this](const char* what) {
            const auto answer = ann_.Post(std::string("/api/v1/second-factor/") + what,
                                          Body({{"current_password", kPassword}, {"code", recovery_.back()}}));
            EXPECT_EQ(answer.status / 100, 2) << answer.body;
            if (answer.status == 201) {
                recovery_ = boost::json::value_to<std::vector<std::string>>(answer.Json().at("recovery_codes"));
            }
        };
        Add("confirmSecondFactor", {[=] {
                                        begin();
                                        confirm();
                                    },
                                    {"user.second_factor_enabled"},
                                    ann,
                                    child_});
        Add("replaceRecoveryCodes", {[=] { prove("recovery-codes"); }, {"user.recovery_codes_replaced"}, ann, child_});
        Add("removeSecondFactor", {[=] { prove("removals"); }, {"user.second_factor_disabled"}, ann, child_});
        Add("resetSecondFactor", {[=, this] {
                                      begin();
                                      confirm();
                                      Forget();
                                      Ok(child_admin_.Delete("/api/v1/users/" + ids_["user"] + "/second-factor"), 204);
                                  },
                                  {"user.second_factor_reset"},
                                  carla,
                                  child_});
        // By the operator, whom it does not concern; off again, or Carla could do nothing more.
        const auto ask = [this](bool required) {
            Put(operator_, "/api/v1/sign-in-policy?organization_id=" + child_,
                Body({{"require_second_factor", required}}));
        };
        Add("updateSignInPolicy", {[=] {
                                       ask(true);
                                       ask(false);
                                   },
                                   {"sign_in_policy.updated"},
                                   "olga@operator.example",
                                   child_,
                                   [=] { ask(false); }});
        const auto put_provider = [this] {
            Put(child_admin_, "/api/v1/identity-provider",
                R"({"issuer":"https://login.example","client_id":"platen","email_claim":"email","enabled":false})");
        };
        Add("updateIdentityProvider", {put_provider, {"identity_provider.updated"}, carla, child_, put_provider});
        Add("deleteIdentityProvider", {[this] { Delete(child_admin_, "/api/v1/identity-provider"); },
                                       {"identity_provider.deleted"},
                                       carla,
                                       child_});
        Add("endOtherSessions", {[this] {
                                     Browser third = From(kAddress);
                                     Ok(third.SignIn("ann@bakery.example", kPassword), 201);
                                     Forget();
                                     Ok(ann_.Delete("/api/v1/sessions"), 204);
                                 },
                                 {"session.ended"},
                                 ann,
                                 child_});
        Add("endUserSessions", {[this] {
                                    Browser third = From(kAddress);
                                    const auto in = Ok(third.SignIn("carla@bakery.example", kPassword), 201);
                                    Forget();
                                    Ok(child_admin_.Delete("/api/v1/users/" + in.At("/user/id") + "/sessions"), 204);
                                },
                                {"session.ended"},
                                carla,
                                child_});
        const auto ask_address = [this](const std::string& email) {
            const std::string path = "/api/v1/users/" + ids_["user"];
            auto body = child_admin_.Get(path).Json().as_object();
            Put(child_admin_, path,
                Body({{"email", email},
                      {"first_name", body["first_name"]},
                      {"last_name", body["last_name"]},
                      {"language", body["language"]},
                      {"time_zone", body["time_zone"]},
                      {"roles", body["roles"]}}));
        };
        const auto confirm_address = [this] {
            const std::string link = identity::testing::MailedLink(database_, secrets_, ids_["user"]);
            Ok(From(kAddress).Post("/api/v1/email-confirmations", Body({{"token", TokenOf(link)}})), 204);
        };
        Add("confirmEmail", {[=, this] {
                                 ask_address("anna@bakery.example");
                                 confirm_address();
                                 ask_address("ann@bakery.example");
                                 Forget();
                                 confirm_address();
                             },
                             {"user.email_changed"},
                             ann,
                             child_});
    }
    [[nodiscard]] std::string Code() const {
        return identity::totp::CodeOf(secret_, identity::totp::StepAt(base::SystemClock().Now()));
    }
    // MPX-1..MPX-6, from the model to the removal of the entitlement.
    void AddMpsExpress(const std::string& admin) {
        const std::string base = "/api/v1/mps-express";
        const std::string specialist = "cleo@operator.example";
        const auto model = [this](bool supported) {
            return Body({{"manufacturer", Value("SELECT manufacturer FROM printers")},
                         {"model", Value("SELECT model FROM printers")},
                         {"supported", supported},
                         {"maximum_lifetime_pages", 2'000'000'000}});
        };
        const auto post = [=, this](Browser& who, const std::string& path, const std::string& body, int status) {
            return Ok(who.Post(base + path, body), status);
        };
        const auto decide = [=, this](Browser& who, const std::string& what) {
            post(who, "/memberships/" + what,
                 R"({"membership_ids":[")" +
                     Value("SELECT id FROM mps_express_memberships WHERE state IN ('pending', "
                           "'managed')") +
                     (what == "confirmations" ? R"("]})" : R"("],"reason":"sold"})"),
                 200);
        };
        const auto enroll = [=, this] {
            post(child_admin_, "/enrollments",
                 R"({"terms_version":1,"printer_ids":[")" + Value("SELECT id FROM printers") + "\"]}", 201);
        };
        const auto put_model = [=, this] { Put(operator_, base + "/models/" + ids_["mps_model"], model(true)); };
        const auto grant = [=, this] {
            Ok(operator_.Put("/api/v1/organizations/" + child_ + "/entitlements/mps-express", R"({"understood":true})",
                             ""),
               200);
        };
        const auto put_programme = [=, this] {
            Put(operator_, base + "/programme", R"({"minimum_agent_version":"1.2"})");
        };
        const auto put_contract = [=, this] {
            Put(operator_, base + "/contract?organization_id=" + child_, R"({"automatic_confirmation":true})");
        };
        Add("createMpsExpressModel",
            {[=, this] { ids_["mps_model"] = post(operator_, "/models", model(false), 201).At("/id"); },
             {"mps_express_model.created"},
             admin,
             operator_id_});
        Add("updateMpsExpressModel", {put_model, {"mps_express_model.updated"}, admin, operator_id_, put_model});
        Add("publishMpsExpressTerms",
            {[=, this] { post(operator_, "/terms", R"({"texts":[{"language":"en","text":"Be kind."}]})", 201); },
             {"mps_express_terms.created"},
             admin,
             operator_id_});
        Add("grantMpsExpress", {grant, {"organization.entitlement_granted"}, admin, child_, grant});
        const auto accept = [=, this] { post(child_admin_, "/terms/acceptances", R"({"terms_version":1})", 200); };
        Add("acceptMpsExpressTerms", {accept, {"mps_express_terms.accepted"}, "carla@bakery.example", child_, accept});
        Add("enrollInMpsExpress", {enroll, {"mps_express_enrollment.created"}, "carla@bakery.example", child_});
        Add("rejectMpsExpressMemberships",
            {[=, this] { decide(operator_, "rejections"); }, {"mps_express_membership.rejected"}, admin, child_});
        Add("confirmMpsExpressMemberships", {[=, this] {
                                                 enroll();
                                                 Forget();
                                                 decide(operator_, "confirmations");
                                             },
                                             {"mps_express_membership.confirmed"},
                                             admin,
                                             child_});
        Add("removeMpsExpressMemberships", {[=, this] {
                                                specialist_ =
                                                    Person(operator_id_, specialist, "customer_operations_specialist");
                                                Forget();
                                                decide(specialist_, "removals");
                                            },
                                            {"mps_express_membership.removed"},
                                            specialist,
                                            child_});
        Add("removeMpsExpress",
            {[=, this] {
                 Ok(specialist_.Delete("/api/v1/organizations/" + child_ + "/entitlements/mps-express", ""), 204);
             },
             {"organization.entitlement_removed"},
             specialist,
             child_});
        Add("updateMpsExpressProgramme",
            {put_programme, {"mps_express_programme.updated"}, admin, operator_id_, put_programme});
        Add("updateMpsExpressContract", {put_contract, {"mps_express_contract.updated"}, admin, child_, put_contract});
        Add("deleteMpsExpressModel", {[=, this] { Delete(operator_, base + "/models/" + ids_["mps_model"]); },
                                      {"mps_express_model.deleted"},
                                      admin,
                                      operator_id_});
    }
    // By the child's administrator.
    void AddOwn(const std::string& id, const char* action, std::function<void()> run) {
        Add(id, {std::move(run), {action}, "carla@bakery.example", child_});
    }
    // Behind those of audit_cases.json, which make the endpoint.
    void AddWebhooks() {
        const auto hook = [this] { return "/api/v1/webhooks/" + ids_["webhook"]; };
        AddOwn("rotateWebhookSecret", "webhook_endpoint.secret_rotated", [=, this] {
            const std::string version(child_admin_.Get(hook()).headers.Get("ETag"));
            Ok(child_admin_.Send(http::Method::kPost, hook() + "/secret", "", {{"If-Match", version}}), 200);
        });
        AddOwn("replayWebhookDelivery", "webhook_delivery.replayed", [=, this] {
            webhooks::testing::FailWebhookDeliveries(database_);
            const std::string id = Value("SELECT id FROM webhook_deliveries LIMIT 1");
            Ok(child_admin_.Post("/api/v1/webhook-deliveries/" + id + "/replay", ""), 200);
        });
        AddOwn("replayFailedWebhookDeliveries", "webhook_endpoint.replayed", [=, this] {
            webhooks::testing::FailWebhookDeliveries(database_);
            Ok(child_admin_.Post(hook() + "/replay", R"({"since":"2026-11-01T00:00:00Z"})"), 200);
        });
        AddOwn("deleteWebhook", "webhook_endpoint.deleted", [=, this] { Delete(child_admin_, hook()); });
    }
    void AddMails() {
        // A mail of the child whose text is there.
        const auto mail = [this](const std::string& state) {
            return mail::testing::SetFirstMail(database_, child_, state);
        };
        AddOwn("sendMailAgain", "mail.resent",
               [=, this] { Ok(child_admin_.Post("/api/v1/mails/" + mail("sent") + "/sending", ""), 200); });
        AddOwn("sendTestMail", "mail.tested", [=, this] { Ok(child_admin_.Post("/api/v1/mails/tests", ""), 200); });
        AddOwn("giveUpMail", "mail.given_up",
               [=, this] { Ok(child_admin_.Post("/api/v1/mails/" + mail("queued") + "/abandonment", ""), 200); });
        AddOwn("sendMailsAgain", "mail.resent", [=, this] {
            Ok(child_admin_.Post("/api/v1/mails/sending", R"({"mail_ids":[")" + mail("failed") + "\"]}"), 200);
        });
        Add("reportMailBounce",
            {[=, this] {
                 const std::string id = Value("SELECT message_id FROM mails WHERE id = '" + mail("sent") + "'");
                 Ok(operator_.Post("/api/v1/mails/bounces",
                                   "X-Original-Message-ID: " + id + "\nReporting-MTA: dns; x\n\nAction: failed\n"),
                    200);
             },
             {"mail.bounced"},
             "olga@operator.example",
             child_});
    }
    void AddFiles() {
        for (const auto& each : ReadFileCases()) {
            const auto send = [this, each] { Send(each); };
            const bool above = each.by_operator.value_or(false);
            Case made{send,
                      {each.action},
                      above ? "olga@operator.example" : "carla@bakery.example",
                      above && !each.of_child.value_or(false) ? operator_id_ : child_};
            if (each.send.starts_with("PUT ")) made.again = send;
            Add(each.operation, std::move(made));
        }
    }
    void Send(const FileCase& each) {
        const auto space = each.send.find(' ');
        const std::string method = each.send.substr(0, space);
        if (method == "TASKS") return RunTasks();
        const std::string path = Named(each.send.substr(space + 1));
        Browser& who = each.by_operator.value_or(false) ? operator_ : child_admin_;
        const std::string body = each.body ? Named(boost::json::serialize(*each.body)) : "";
        if (method == "PUT") return Put(who, path, body, each.version_of ? Named(*each.version_of) : "");
        if (method == "DELETE") return Delete(who, path);
        const std::string text = each.body && each.body->is_string() ? Text(*each.body) : body;
        const auto answer = each.version_of ? who.Send(http::Method::kPost, path, text,
                                                       {{"If-Match", Ok(who.Get(Named(*each.version_of)), 200).ETag()}})
                                            : who.Post(path, text);
        EXPECT_EQ(answer.status / 100, 2) << answer.body;
        if (each.remember) ids_[*each.remember] = answer.At("/id");
    }
    static std::string Text(const boost::json::value& text) { return std::string(text.as_string()); }
    std::string Named(std::string text) {
        static const std::regex kName(R"(\{([a-z_]+)\})");
        for (std::smatch found; std::regex_search(text, found, kName);) {
            const std::string name = found[1];
            text.replace(static_cast<std::size_t>(found.position()), static_cast<std::size_t>(found.length()),
                         name == "printer"      ? Value("SELECT id FROM printers")
                         : name == "child"      ? child_
                         : name == "site"       ? Value("SELECT site_id FROM printers")
                         : name == "item_model" ? Value("SELECT id FROM catalog_models WHERE model = 'M1'")
                                                : ids_[name]);
        }
        return text;
    }

    // What the log says anew is what the case promises, and whom it concerns reads it.
    void Check(const std::string& id) {
        SCOPED_TRACE(id);
        const Case& c = cases_.at(id);
        Forget();
        c.run();
        const auto rows = NewRows();
        ASSERT_FALSE(rows.empty()) << "nothing in the log";
        std::set<std::string> actions;
        for (const auto& row : rows) {
            actions.insert(row.action);
            SCOPED_TRACE(row.action);
            const bool system = row.actor_kind == "system";
            EXPECT_EQ(row.actor_name, c.actor);
            EXPECT_EQ(row.address, system ? "" : kAddress);
            EXPECT_EQ(row.request_id.empty(), system);
            EXPECT_TRUE(row.actor_kind == "user" || row.actor_kind == "agent" || c.actor.empty() || system)
                << row.actor_kind;
            EXPECT_EQ(row.actor_id.empty(), system || c.actor.empty());
            EXPECT_EQ(row.outcome, "done");
            EXPECT_NE(row.object_name, "");
            const std::string organization =
                c.organization.starts_with("$") ? ids_[c.organization.substr(1)] : c.organization;
            EXPECT_EQ(row.organization, organization);
            EXPECT_TRUE(row.before || row.after);
            const auto is = [&](const char* what) { return row.action.ends_with(what); };
            if (is(".deleted") || is(".deregistered") || is(".ended")) {
                EXPECT_TRUE(row.before && !row.after);
            } else if (is(".created") || is(".submitted") || is(".registered") || row.action == "agent.enrolled" ||
                       is(".invited") || is("_sent") || is("_checked") || is(".uploaded") || is("_requested") ||
                       is(".recorded") || is(".tested")) {
                EXPECT_TRUE(!row.before && row.after);
            } else {
                EXPECT_TRUE(row.before && row.after && *row.before != *row.after);
            }
            ReadBy(row.id, organization);
        }
        EXPECT_EQ(actions, std::set<std::string>(c.actions.begin(), c.actions.end()));
        if (!c.again) return;
        Forget();
        c.again();
        EXPECT_THAT(Actions(NewRows()), ::testing::IsEmpty()) << "nothing has changed, and the log says something";
    }

    std::string link_;
    std::string secret_;                 // of Ann's authenticator app
    std::vector<std::string> recovery_;  // her codes
    Browser ann_ = From(kAddress);
    Browser second_ = From(kAddress);
    Browser specialist_ = From(kAddress);
};

}  // namespace server::testing
