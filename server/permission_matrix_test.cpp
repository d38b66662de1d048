#include <fmt/format.h>

#include <iostream>
#include <regex>

#include "server/testing/permission_matrix_world.hpp"

// ORG-5, ORG-6, ORG-7 over the whole API: every operation of the document x everybody who may ask x five organizations. What
// is expected comes from the one table of permissions (server/organizations/roles.hpp) and from the tree, nothing else:
//   outside of what one sees   404, whatever one's role; never 403, never an answer
//   inside, not permitted      403
//   inside, permitted          anything but 401, 403 and 404
// A thing is named by its id in the path, from where one is at home; a collection by acting in the organization.
namespace server::testing {
namespace {

// The bodies that operations take. {site_id} and the like become the ids of the organization asked about. They are good
// ones, so that it is the thing that is refused and not the body.
const std::map<std::string, std::string> kBodies{
    {"acceptMpsExpressTerms", R"({"terms_version":1})"},
    {"addToSupplyCart", R"({"lines":[{"printer_id":"{printer_id}","supply_slot":0,"quantity":1}]})"},
    {"assignPrinterContacts", R"({"printer_ids":["{printer_id}"],"contact_id":"{contact_id}"})"},
    {"backOrderSupplyOrder", R"({"reason":"none left"})"},
    {"beginSecondFactor", R"({"current_password":"teal hedge waltz 7"})"},
    {"cancelSupplyOrder", R"({"reason":"none left"})"},
    {"changeSupplyCartLine", R"({"quantity":2})"},
    {"changePassword", R"({"current_password":"teal hedge waltz 7","new_password":"amber lattice quilt 9"})"},
    {"changePrinterContracts", R"({"printer_ids":["{printer_id}"],"under_contract":true})"},
    {"confirmMpsExpressMemberships", R"({"membership_ids":["{membership_id}"]})"},
    {"confirmSupplyOrders", R"({"orders":[{"id":"00000000-0000-7000-8000-000000000001","version":1}]})"},
    {"confirmSecondFactor", R"({"code":"123456"})"},
    {"countMpsExpressEligibility", R"({"printer_ids":["{printer_id}"]})"},
    {"createAndAssignContact", R"({"first_name":"Eva","last_name":"Dahl","company":"","email":"","phone":{
        "country_code":"","number":"","extension":""},"address":{"street1":"A 1","street2":"","street3":"","building":"",
        "floor":"","room":"","city":"Oslo","state":"","postal_code":"","country":"NO"},"printer_ids":["{printer_id}"]})"},
    {"createAlertRule", R"({"name":"Low","condition":"supply_percent","threshold":10,"cooldown_hours":24,
        "site_ids":["{site_id}"],"models":[],"user_ids":[],"addresses":["ida@test.example"],"enabled":true})"},
    {"getSupplyOffers", R"({"printer_ids":["{printer_id}"]})"},
    {"previewAlertRule", R"({"name":"Low","condition":"supply_percent","threshold":10,"cooldown_hours":24,
        "site_ids":["{site_id}"],"models":[],"user_ids":[],"addresses":["ida@test.example"],"enabled":true})"},
    {"updateAlertRule", R"({"name":"Lower","condition":"supply_percent","threshold":10,"cooldown_hours":24,
        "site_ids":["{site_id}"],"models":[],"user_ids":[],"addresses":["ida@test.example"],"enabled":true})"},
    {"createAgent", R"({"name":"Second","site_id":"{site_id}"})"},
    {"changeAgentDuty", R"({"choice":"always_poll"})"},
    {"checkAgentSearch", R"({"include":["10.0.0.0/24"],"exclude":[]})"},
    {"createApiKey", R"({"name":"Key","roles":["viewer"],"expires_at":"2027-01-01T00:00:00Z"})"},
    {"createCatalogItem", R"({"part_number":"1","manufacturer":"A","name":"B","supply_type":"toner","colorant":"",
        "yield_pages":1,"active":true,"models":[]})"},
    {"createContract", R"({"number":"K-9","name":"Print","customer":"mps","supplies_included":true,
        "excluded_kinds":[],"delivery_days":[]})"},
    {"createContact", R"({"first_name":"Eva","last_name":"Dahl","company":"","email":"","phone":{"country_code":"",
        "number":"","extension":""},"address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"",
        "room":"","city":"Oslo","state":"","postal_code":"","country":"NO"}})"},
    {"createMpsExpressModel", R"({"manufacturer":"A","model":"B","supported":true,"maximum_lifetime_pages":100})"},
    {"createCatalogModel", R"({"manufacturer":"A","model":"B","fleet_agent":true,"native_agent":false,"note":"",
        "allowed_kinds":["original"]})"},
    {"createOrganization", R"({"name":"New"})"},
    {"assignServiceRequest", R"({"assignee":""})"},
    {"assignSupplyOrder", R"({"assignee":""})"},
    {"attachToServiceRequest", "Jam at roller 3.\n"},
    {"cancelServiceRequest", R"({"reason":"solved"})"},
    {"changeServiceRequestState", R"({"state":"in_progress","comment":""})"},
    {"commentServiceRequest", R"({"text":"Every day","reopen":false})"},
    {"commentSupplyOrder", R"({"text":"Please ring twice"})"},
    {"createServiceRequest",
     R"({"service":"application_support","description":"No faxes","error_code":"","item":"","severity":2,"category":"Scanning & Faxing",
        "application":"RightFax","source_reference":"","new_location":"","contact_name":"","contact_email":"","contact_phone":""})"},
    {"createServiceRequests",
     R"({"service":"field_service","description":"It jams","error_code":"","item":"","category":"","application":"",
        "source_reference":"","new_location":"","contact_name":"","contact_email":"","contact_phone":"",
        "printer_ids":["{printer_id}"],"skip_open":false})"},
    {"noteSupplyOrder", R"({"text":"Calls every week"})"},
    {"noteServiceRequest", R"({"text":"Calls every week"})"},
    {"updateServiceDesk", R"({"services":[{"key":"field_service","name":"","hidden":false},
        {"key":"non_standard_supply","name":"","hidden":false},{"key":"application_support","name":"","hidden":false},
        {"key":"contract_removal","name":"","hidden":false},{"key":"equipment_change","name":"","hidden":false},
        {"key":"equipment_move","name":"","hidden":false}],"categories":[],"severities":[{"severity":1,"name":""},
        {"severity":2,"name":""},{"severity":3,"name":""},{"severity":4,"name":""}],"incident_rules":[]})"},
    {"askForAgentUpdate", R"({"version":"0.1.0","architecture":"amd64","can_update":true,"last":null})"},
    {"uploadAgentPackage", AgentPackage("0.9.1")},
    {"updateAgents", R"({"agent_ids":["{agent_id}"]})"},
    {"updateAgentVersionRules", R"({"minimum_version":"0.2.0","rollout_version":"","rollout_percent":100})"},
    {"addDocumentVersion", "Our new terms.\n"},
    {"createDocument", "Our terms.\n"},
    {"createExternalLink", R"({"title":"Help","url":"https://help.example/","description":"","position":0})"},
    {"createReport",
     R"({"name":"Weekly","source":"printers","filters":"","format":"csv","every":"week","first_on":"2027-01-04","hour":6,"time_zone":"UTC","recipients":["nobody@test.example"],"enabled":true})"},
    {"createView", R"({"name":"A view","list":"printers","shared":true,"query":"","filters":"","columns":[]})"},
    {"createPrinterNote", R"({"text":"Jams again"})"},
    {"countShelf", R"({"lines":[{"printer_id":"{printer_id}","supply_slot":0,"counted":1}]})"},
    {"createSparesRule", R"({"manufacturer":"","model":"","part_number":"Q","spares_kept":1,"together":false})"},
    {"sendShelfCountLink", R"({"printer_id":"{printer_id}"})"},
    {"startWhatIfRun", R"({"manufacturer":"","model":"","shipment_cost_minor":0,"currency":"","settings":[{"name":"A",
        "method":"published","order_days":21,"cover_days":30,"join_days":45,"spares_kept":0,"lead_days":3}]})"},
    {"updateSparesRule", R"({"manufacturer":"","model":"","part_number":"R","spares_kept":1,"together":false})"},
    {"createSite", R"({"name":"Second","address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"",
        "room":"","city":"Oslo","state":"","postal_code":"","country":"NO"}})"},
    {"createUser", R"({"email":"new@test.example","first_name":"","last_name":"","language":"en","time_zone":"UTC",
        "roles":["viewer"]})"},
    {"createWebhook",
     R"({"url":"https://erp.example.com/","description":"","event_types":[],"child_organizations":false,
        "enabled":true})"},
    {"deliverReadings", R"({"boot_epoch":2,"readings":[]})"},
    {"deregisterPrinters", R"({"printer_ids":["{printer_id}"]})"},
    {"enrollPrinters", R"({"printer_ids":["{printer_id}"],"email":"ida@test.example"})"},
    {"enrollInMpsExpress", R"({"terms_version":1,"printer_ids":["{printer_id}"]})"},
    {"exportMpsExpressEligibility", R"({"printer_ids":["{printer_id}"]})"},
    {"grantMpsExpress", R"({"understood":true})"},
    {"holdSupplies", R"({"printer_ids":["{printer_id}"],"reason":"unpaid"})"},
    {"listMpsExpressEligibility", R"({"printer_ids":["{printer_id}"]})"},
    {"noteDisconnectionCall", R"({"note":"Back on Monday"})"},
    {"placeExtraOrder", R"({"printer_id":"{printer_id}","lines":[{"supply_slot":0,"quantity":1}],"reason":"Report"})"},
    {"placeSupplyOrders", R"({"contact_id":"{contact_id}","comment":""})"},
    {"preferCatalogItem", R"({"supply_type":"toner","colorant":"black","item_id":null})"},
    {"previewCatalogImport", "part_number\n1\n"},
    {"correctStatementLine", R"({"end_value":2,"reason":"seen"})"},
    {"exportMeterReadImportPreviewReport", "serial_number,life\n1,1\n"},
    {"exportMeterReadImportPreviewFailedRows", "serial_number,life\n1,1\n"},
    {"previewMeterReadImport", "serial_number,life\n1,1\n"},
    {"recordMeterChange", R"({"meters":[{"kind":"large","ended":20,"began":0}],"reason":"wrapped","description":""})"},
    {"startMeterReadImport", "serial_number,life\n1,1\n"},
    {"submitMeterRead", R"({"meters":[{"kind":"large","value":10,"unchanged":false}],"description":""})"},
    {"updateMeterTerms", R"({"closing_day":31,"time_zone":"UTC","starts_on":"2026-11-01","close_after_days":0,
        "groups":[{"name":"All","meters":["life"],"included_pages":0}]})"},
    {"previewOrderImport", "order\n1\n"},
    {"exportOrderImportPreviewReport", "order\n1\n"},
    {"exportOrderImportPreviewFailedRows", "order\n1\n"},
    {"exportCatalogImportPreviewReport", "part_number\n1\n"},
    {"exportCatalogImportPreviewFailedRows", "part_number\n1\n"},
    {"previewContactChange", R"({"printer_ids":["{printer_id}"],"contact_id":"{contact_id}"})"},
    {"previewContactImport", "first_name"},
    {"exportContactImportPreviewReport", "first_name"},
    {"exportContactImportPreviewFailedRows", "first_name"},
    {"previewEnrollment", R"({"printer_ids":["{printer_id}"]})"},
    {"publishMpsExpressTerms", R"({"texts":[{"language":"en","text":"Be kinder."}]})"},
    {"registerPrinters", R"({"printer_ids":["{away_printer_id}"]})"},
    {"rejectMpsExpressMemberships", R"({"membership_ids":["{membership_id}"],"reason":"sold"})"},
    {"releaseSupplies", R"({"printer_ids":["{printer_id}"]})"},
    {"rejectSupplyOrder", R"({"reason":"not now"})"},
    {"removeMpsExpressMemberships", R"({"membership_ids":["{membership_id}"],"reason":"sold"})"},
    {"removeSecondFactor", R"({"current_password":"teal hedge waltz 7","code":"123456"})"},
    {"replaceRecoveryCodes", R"({"current_password":"teal hedge waltz 7","code":"123456"})"},
    {"replaceOrderItem", R"({"item_id":"00000000-0000-7000-8000-000000000001"})"},
    {"reportAgentResult", R"({"task_id":"{task_id}","item_id":"{task_id}","state":"succeeded"})"},
    {"printTestPages", R"({"printer_ids":["{printer_id}"]})"},
    {"restartPrinters", R"({"printer_ids":["{printer_id}"]})"},
    {"setPrinterLocations", R"({"printer_ids":["{printer_id}"],"location":"Oven"})"},
    {"findOpenServiceRequests", R"({"printer_ids":["{printer_id}"]})"},
    {"requestPrinterStatus", R"({"printer_ids":["{printer_id}"]})"},
    {"checkAddress", R"({"address":"10.0.0.8"})"},
    {"requestDiagnostics", R"({"address":"10.0.0.8"})"},
    {"reportAgentSilences", R"({"known":0,"silent":0,"printers":[],"abilities":[]})"},
    {"uploadAgentDiagnostics", R"({"command_id":"{awaited_id}","address":"10.0.0.8","walk":"1.3.6|2|1"})"},
    {"setExpectedSilences", R"({"printer_ids":["{printer_id}"],"silence_expected":true,"reason":"spares"})"},
    {"setExpectedSilence", R"({"silence_expected":true,"reason":"a spare"})"},
    {"returnShipment", R"({"reason":"damaged"})"},
    {"replayFailedWebhookDeliveries", R"({"since":"2026-11-01T00:00:00Z"})"},
    {"reportMailBounce", "Subject: hello"},
    {"sendMailsAgain", R"({"mail_ids":["{mail_id}"]})"},
    {"setDefaultView", R"({"is_default":true})"},
    {"setPrinterContact", R"({"contact_id":"{contact_id}"})"},
    {"setPrinterExternalIds", R"({"external_ids":[{"system":"SAP","id":"1"}]})"},
    {"setPrinterRegistration", R"({"problem":"none","reason":"seen"})"},
    {"setPrinterLocation", R"({"location":"Oven"})"},
    {"seeNotifications", R"({"until":"2026-11-21T10:00:00Z"})"},
    {"setSupplyOrderExternalIds", R"({"external_ids":[{"system":"SAP","id":"1"}]})"},
    {"showFirstStart", R"({"shown":false})"},
    {"shipSupplyOrder", R"({"carrier":"Post","tracking_number":"1"})"},
    {"startCatalogImport", "part_number\n1\n"},
    {"startContactImport", "first_name"},
    {"startOrderImport", "order\n1\n"},
    {"updateAgent", R"({"name":"Renamed"})"},
    {"updateCatalogItem", R"({"part_number":"2","manufacturer":"A","name":"B","supply_type":"toner","colorant":"",
        "yield_pages":1,"active":true,"models":[]})"},
    {"updateCatalogModel", R"({"fleet_agent":true,"native_agent":false,"note":"","allowed_kinds":["original"]})"},
    {"updateContract", R"({"number":"K-8","name":"Print","customer":"mps","supplies_included":true,
        "excluded_kinds":[],"delivery_days":[]})"},
    {"updateContact", R"({"first_name":"Eva","last_name":"Dahl","company":"","email":"","phone":{"country_code":"",
        "number":"","extension":""},"address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"",
        "room":"","city":"Oslo","state":"","postal_code":"","country":"NO"}})"},
    {"updateIdentityProvider",
     R"({"issuer":"https://id.example","client_id":"platen","email_claim":"email","enabled":false})"},
    {"updateModelTerms", R"({"trigger_days":20,"delivery_days":[]})"},
    {"updateOperatorTerms",
     R"({"trigger_days":20,"delivery_days":[],"service_desk_phone":"","service_desk_email":""})"},
    {"updateSiteTerms", R"({"trigger_days":20,"delivery_days":[]})"},
    {"updateMpsExpressContract", R"({"automatic_confirmation":true})"},
    {"updateMpsExpressModel", R"({"manufacturer":"A","model":"B","supported":true,"maximum_lifetime_pages":100})"},
    {"updateMpsExpressProgramme", R"({"minimum_agent_version":"1.2"})"},
    {"updateOrganization", R"({"name":"Renamed"})"},
    {"updateDocument", R"({"name":"Terms","folder":"Old","description":""})"},
    {"updateExternalLink", R"({"title":"Help","url":"https://help.example/new","description":"","position":0})"},
    {"updatePrinterNote", R"({"text":"Jams no more"})"},
    {"updateProfile", R"({"first_name":"Ann","last_name":"Baker","language":"de","time_zone":"Europe/Oslo"})"},
    {"updateSignInPolicy", R"({"require_second_factor":false})"},
    {"updateSite", R"({"name":"Renamed","address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"",
        "room":"","city":"Oslo","state":"","postal_code":"","country":"NO"}})"},
    {"withdrawPrinters", R"({"printer_ids":["{printer_id}"]})"},
    {"updateSupplyOrderRules", R"({"most_of_item":20,"most_in_cart":100,"approve_people":false,"approve_extra":false,
        "approve_generic":false,"approve_above_quantity":null,"approve_above_amount_minor":null,"approve_currency":"",
        "approve_own":false,"service_desk":""})"},
    {"withdrawSupplyOrder", R"({"reason":"too many"})"},
    {"updateReport",
     R"({"name":"Renamed","source":"printers","filters":"","format":"csv","every":"week","first_on":"2027-01-04","hour":6,"time_zone":"UTC","recipients":["nobody@test.example"],"enabled":true})"},
    {"updateView", R"({"name":"Renamed","list":"printers","shared":true,"query":"","filters":"","columns":[]})"},
    {"updateWebhook", R"({"url":"https://erp.example.com/2","description":"","event_types":[],
        "child_organizations":false,"enabled":true})"},
    {"updateUser", R"({"email":"spare2@test.example","first_name":"","last_name":"","language":"en","time_zone":"UTC",
        "roles":["viewer"]})"},
};

// What all organizations read: whoever asks sees it.
const std::set<std::string> kShared{"item_id", "model_id", "catalog_model_id", "agent_package_id"};
// What is of one person, whoever else is there.
const std::set<std::string> kPersonal{"session_id", "cart_line_id"};

// Refused inside by a rule of its own, with the status that otherwise says something else.
struct Rule {
    std::string operation;
    int status;
    std::string why;
    bool (*holds)(const Asker& who, Where where);
};
bool IsKey(const Asker& who, Where) {
    return who.kind == http::ActorKind::kApiKey;
}
constexpr const char* kMaker = "a key does no more than whoever made it, the operator's administrator here (IDN-4)";
bool IsNoAdministrator(const Asker& who, Where) {
    return !organizations::permissions::kManageUsers.Has(who.role);
}
// Than the person who furnished the world.
bool IsSomebodyElse(const Asker&, Where) {
    return true;
}
constexpr const char* kReports = "a report shows what its owner sees (RPT-1)";
constexpr const char* kOwners = "a shared view is changed by its owner and by administrators (PRN-1)";
const Rule kRules[] = {
    {"deleteIdentityProvider", 404, "nobody has set one up, so there is none to take away",
     [](const Asker&, Where) { return true; }},
    {"grantMpsExpress", 403, "it is given from above (ORG-3)",
     [](const Asker& who, Where where) { return who.home == where && where == Where::kChild; }},
    {"removeMpsExpress", 403, kMaker, &IsKey},
    {"removeMpsExpressMemberships", 403, kMaker, &IsKey},
    {"removeMpsExpress", 404, "operator and parent organizations cannot hold it, so there is none to take away",
     [](const Asker&, Where where) { return where == Where::kOperator || where == Where::kParent; }},
    {"updateView", 403, kOwners, &IsNoAdministrator},
    {"deleteView", 403, kOwners, &IsNoAdministrator},
    {"restoreView", 403, kOwners, &IsNoAdministrator},
    {"updateReport", 403, kReports, &IsSomebodyElse},
    {"runReport", 403, kReports, &IsSomebodyElse},
    {"deleteReport", 403, kReports, &IsNoAdministrator},
    {"downloadReport", 404, "it was sent to somebody else (RPT-1)", &IsSomebodyElse},
};

std::string ParameterOf(std::string_view path) {
    const auto begin = path.find('{');
    return begin == std::string_view::npos ? "" : std::string(path.substr(begin + 1, path.find('}') - begin - 1));
}

class PermissionMatrix : public MatrixWorld {
  protected:
    static bool HasBody(const http::Route& route) {
        base::json::SchemaSet set;
        return route.raw_request || route.request_schema(set).has_value();
    }
    // ORG-2, ORG-5: an administrator of a parent organization manages its children from outside of the access group, and
    // sees nothing that they hold.
    static bool Sees(const Asker& who, const http::Operation& operation, Where where) {
        const std::string parameter = ParameterOf(operation.path);
        if (kShared.contains(parameter)) return true;
        const bool child = where == Where::kChild || where == Where::kSibling;
        if (parameter == "organization_id" && child && who.home == Where::kParent &&
            who.role == organizations::kCustomerAdministrator)
            return true;
        return who.visible.contains(where);
    }
    static int Expected(const Asker& who, const http::Operation& operation, Where where) {
        const bool permitted = operation.allow.Has(who.role);
        const std::string parameter = ParameterOf(operation.path);
        const bool acts = parameter.empty() && operation.scope == http::OperationScope::kOrganization;
        const bool personal = kPersonal.contains(parameter);
        if ((acts || !(parameter.empty() || personal)) && !Sees(who, operation, where)) return 404;
        if (!permitted || (operation.people_only && who.kind == http::ActorKind::kApiKey)) return 403;
        for (const Rule& rule : kRules) {
            if (rule.operation == operation.id && rule.holds(who, where)) return rule.status;
        }
        return personal ? 404 : 0;  // it is somebody else's
    }
    // With ids that nobody has.
    std::string FilledWithNothing(std::string text) {
        static const std::regex kName("\\{[a-z_]+_id\\}");
        return std::regex_replace(text, kName, ids_source_.Next().ToString());
    }
    std::string BodyOf(const http::Operation& operation, Where where) const {
        const auto body = kBodies.find(std::string(operation.id));
        if (body == kBodies.end()) return "";
        std::string text = body->second;
        if (text.contains("membership_id") && !things_.at(where).contains("membership_id")) where = Where::kChild;
        return Filled(text, where);
    }
};

TEST_F(PermissionMatrix, EveryOperationEveryRoleEveryOrganization) {  // ORG-5, ORG-6, ORG-7
    ForbidCommits();
    int asked = 0;
    int operations = 0;
    std::map<int, int> by_expectation;
    std::set<std::string> done;
    for (const auto& route : router_.routes()) {
        const http::Operation& operation = route->operation;
        if (operation.allow.IsPublic()) continue;
        ++operations;
        const std::string parameter = ParameterOf(operation.path);
        for (const Where where : kEverywhere) {
            if (!parameter.empty() && !things_[where].contains(parameter)) {
                // MPX-7: only child organizations have them.
                ASSERT_TRUE(parameter == "enrollment_id") << operation.id << ": nothing named {" << parameter << "}";
                continue;
            }
            std::string target = Filled(std::string(operation.path), where);
            const std::string body = BodyOf(operation, where);
            const bool acts = parameter.empty() && operation.scope == http::OperationScope::kOrganization;
            if (acts) target += "?organization_id=" + organizations_[where];
            for (Asker& who : askers_) {
                const int expected = Expected(who, operation, where);
                const auto answer = Ask(who, operation, target, body);
                const int status = answer.status;
                const bool good = expected != 0 ? status == expected
                                                : status != 401 && status != 403 && status != 404 && status != 500;
                EXPECT_TRUE(good) << operation.id << " by " << who.name << ", about " << base::json::EnumName(where)
                                  << ": " << status << " " << answer.body.substr(0, 300) << "\nexpected "
                                  << (expected == 0 ? "to be let do it" : std::to_string(expected))
                                  << ", as server/organizations/roles.hpp and the tree say";
                ++asked;
                ++by_expectation[expected];
                if (status / 100 == 2 || ReachedCommit(answer)) done.insert(std::string(operation.id));
            }
        }
    }
    std::cout << fmt::format(
        "permission matrix: {} operations, {} askers, {} organizations: {} requests, of these {} "
        "outside (404), {} not permitted (403), {} let through; {} operations were carried out\n",
        operations, askers_.size(), std::size(kEverywhere), asked, by_expectation[404], by_expectation[403],
        by_expectation[0], done.size());
    EXPECT_GT(by_expectation[404], 5000);
    EXPECT_GT(by_expectation[403], 1000);
}

// What the portal makes a key of that "only reads": all permissions of the roles that change nothing.
TEST_F(PermissionMatrix, AKeyThatOnlyReadsMayAskWhateverChangesNothing) {  // IDN-4, MPX-2
    const std::string in = "?organization_id=" + organizations_[Where::kChild];
    boost::json::array scopes;
    std::set<std::string> names;
    const auto offered = Ok(child_admin_.Get("/api/v1/api-key-scopes"), 200).Json();
    for (const auto& scope : offered.at("items").as_array()) {
        if (!scope.at("reads_only").as_bool()) continue;
        scopes.push_back(scope.at("name"));
        names.emplace(scope.at("name").as_string());
    }
    for (const char* name : {"see_mps_express", "preview_contact_changes"}) EXPECT_TRUE(names.contains(name)) << name;
    const auto key = Ok(child_admin_.Post("/api/v1/api-keys", Body({{"name", "Reader"},
                                                                    {"roles", boost::json::array{"administrator"}},
                                                                    {"scopes", scopes},
                                                                    {"expires_at", "2027-01-01T00:00:00Z"}})),
                        201);
    Asker reader{.name = "key that reads",
                 .home = Where::kChild,
                 .role = organizations::kCustomerAdministrator,
                 .kind = http::ActorKind::kApiKey,
                 .visible = {Where::kChild},
                 .browser = From(kAddress),
                 .headers = {{"Authorization", "Bearer " + key.At("/token")}}};
    std::set<std::string> asked;
    for (const auto& route : router_.routes()) {
        const http::Operation& operation = route->operation;
        if (operation.allow.IsPublic() || !ParameterOf(operation.path).empty()) continue;
        const bool acts = operation.scope == http::OperationScope::kOrganization;
        const auto answer =
            Ask(reader, operation, std::string(operation.path) + (acts ? in : ""), BodyOf(operation, Where::kChild));
        if (operation.only_reads && operation.allow.roles.Has(reader.role)) {
            // 422: the file that is previewed is none.
            EXPECT_TRUE(answer.status == 200 || answer.status == 422) << operation.id << ": " << answer.body;
            asked.emplace(operation.id);
        }
        if (!http::Reads(operation)) {
            EXPECT_EQ(answer.status, 403) << operation.id << ": " << answer.body;
        }
    }
    EXPECT_GE(asked.size(), 5U);
}

// What the document has and this file does not know fails, with what to do.
TEST_F(PermissionMatrix, KnowsEveryOperationOfTheDocument) {  // ORG-6
    std::set<std::string> bodies;
    for (const auto& route : router_.routes()) {
        const http::Operation& operation = route->operation;
        if (operation.allow.IsPublic()) continue;
        const std::string id(operation.id);
        const std::string parameter = ParameterOf(operation.path);
        EXPECT_TRUE(parameter.empty() || things_[Where::kChild].contains(parameter))
            << "server/permission_matrix_world_test.cpp: " << id << " names a {" << parameter
            << "}, and the matrix has none. Make one in each organization in Furnish(), things[\"" << parameter
            << "\"]; what all organizations share belongs to kShared in server/permission_matrix_test.cpp.";
        if (HasBody(*route)) {
            bodies.insert(id);
            EXPECT_TRUE(kBodies.contains(id))
                << "server/permission_matrix_test.cpp: " << id
                << " takes a body, and the matrix has none. Add a good one to kBodies; an id of the organization asked "
                   "about is written {site_id}.";
        }
        if (!parameter.empty() && !kPersonal.contains(parameter)) {
            const auto thing = operation.path.substr(0, operation.path.find('}') + 1);
            const bool read = std::ranges::any_of(router_.routes(), [&](const auto& other) {
                return other->operation.method == http::Method::kGet && other->operation.path == thing;
            });
            EXPECT_TRUE(read) << id << ": " << thing
                              << " has no GET. Without one nobody can tell 404 from 403 for it (Router::IsHidden): add "
                                 "the operation that reads one.";
        }
    }
    for (const auto& [id, body] : kBodies) {
        EXPECT_TRUE(bodies.contains(id)) << "server/permission_matrix_test.cpp: kBodies has " << id
                                         << ", which takes no body or is not there any more. Remove it.";
    }
    for (const Rule& rule : kRules) {
        EXPECT_TRUE(
            std::ranges::any_of(router_.routes(), [&](const auto& r) { return r->operation.id == rule.operation; }))
            << "server/permission_matrix_test.cpp: kRules has " << rule.operation << ", which is not there any more.";
    }
}

// Acting at home, with a body that names what others have: the answer is the one about what never was.
TEST_F(PermissionMatrix, ABodyThatNamesWhatOneDoesNotSeeIsAnsweredAsIfItNeverWas) {  // ORG-7
    ForbidCommits();
    int asked = 0;
    // Texts without what differs from one request to the other.
    const auto same_words = [](const http::TestAnswer& answer) {
        static const std::regex kId("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        return std::to_string(answer.status) + " " + std::regex_replace(answer.body, kId, "ID");
    };
    for (const auto& route : router_.routes()) {
        const http::Operation& operation = route->operation;
        const auto body = kBodies.find(std::string(operation.id));
        if (body == kBodies.end() || !body->second.contains("_id}")) continue;
        for (Asker& who : askers_) {
            if (!operation.allow.Has(who.role)) continue;
            const auto target = Filled(std::string(operation.path), who.home);
            const auto never = same_words(Ask(who, operation, target, FilledWithNothing(body->second)));
            for (const Where where : kEverywhere) {
                if (who.visible.contains(where)) continue;
                if (body->second.contains("membership_id") && !things_[where].contains("membership_id")) continue;
                const auto answer = Ask(who, operation, target, Filled(body->second, where));
                EXPECT_EQ(same_words(answer), never)
                    << operation.id << " by " << who.name << " with what " << base::json::EnumName(where) << " has";
                EXPECT_FALSE(ReachedCommit(answer) || answer.status == 500) << operation.id << " by " << who.name;
                ++asked;
            }
        }
    }
    std::cout << "permission matrix: " << asked << " bodies that name what the asker does not see\n";
    EXPECT_GT(asked, 500);
}

}  // namespace
}  // namespace server::testing
