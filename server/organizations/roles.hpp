#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "server/platform/api/actor.hpp"

// The product's roles, and what each of them may do (ORG-6): the one place that names them. A route says which
// permission it needs, the API document carries its name, and tests/golden/permissions lists who may call what.

// A person has roles per organization; kAgent is the one role of a machine. The numbers are never stored.
enum class http::Role : std::uint8_t {
    kViewer,
    kServiceDesk,
    kSuppliesManager,
    kFleetManager,
    kAdministrator,
    kOperatorAdministrator,
    kCustomerOperationsSpecialist,
    kMpsOfferManager,
    kOperatorServiceDesk,
    kWarehouse,
    kAgent,
};
namespace http {
BOOST_DESCRIBE_ENUM(Role, kViewer, kServiceDesk, kSuppliesManager, kFleetManager, kAdministrator,
                    kOperatorAdministrator, kCustomerOperationsSpecialist, kMpsOfferManager, kOperatorServiceDesk,
                    kWarehouse, kAgent)
}  // namespace http

namespace organizations {

using http::Role;
using http::RoleSet;

// Every role there is, in the order of its numbers, and their names as the API writes them.
std::vector<Role> AllRoles();
std::vector<std::string> RoleNames();

// ---- groups of roles

inline constexpr RoleSet kOperatorRoles{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist,
                                        Role::kMpsOfferManager, Role::kOperatorServiceDesk, Role::kWarehouse};
inline constexpr RoleSet kCustomerRoles{Role::kViewer, Role::kServiceDesk, Role::kSuppliesManager, Role::kFleetManager,
                                        Role::kAdministrator};
inline constexpr RoleSet kAnyRole = kCustomerRoles | kOperatorRoles;  // every person
inline constexpr RoleSet kAdministrators{Role::kAdministrator, Role::kOperatorAdministrator};
inline constexpr RoleSet kAgents{Role::kAgent};

// The first person of an installation, and the ones of whom at least one always stays.
inline constexpr Role kFirstRole = Role::kOperatorAdministrator;
// Runs the organization it belongs to, and nothing beyond.
inline constexpr Role kCustomerAdministrator = Role::kAdministrator;
// Who hears of printers that print unusually much: those who look after customers, else the administrators.
inline constexpr RoleSet kLookAfterCustomers{Role::kCustomerOperationsSpecialist, Role::kOperatorServiceDesk};

// ---- permissions

namespace permissions {

using http::Permission;

inline constexpr RoleSet kSuppliesWriters =
    kAdministrators | RoleSet{Role::kSuppliesManager, Role::kFleetManager, Role::kCustomerOperationsSpecialist};
inline constexpr RoleSet kFleetWriters =
    kAdministrators | RoleSet{Role::kFleetManager, Role::kCustomerOperationsSpecialist};

inline constexpr Permission kUseOwnAccount{"use_own_account", kAnyRole};
inline constexpr Permission kSeeUsers{
    "see_users", kAdministrators | RoleSet{Role::kCustomerOperationsSpecialist, Role::kOperatorServiceDesk}};
inline constexpr Permission kManageUsers{"manage_users", kAdministrators};
inline constexpr Permission kManageSignIn{"manage_sign_in", kAdministrators};  // what sign-in asks for
inline constexpr Permission kManageApiKeys{"manage_api_keys", kAdministrators};
inline constexpr Permission kSeeAuditLog{"see_audit_log", kAdministrators};

// ORD-3: what other programs are told.
inline constexpr Permission kSeeWebhooks{"see_webhooks",
                                         kAdministrators | RoleSet{Role::kCustomerOperationsSpecialist}};
inline constexpr Permission kManageWebhooks{"manage_webhooks", kAdministrators};
// NOT-1: mails that were sent, and what became of them.
inline constexpr RoleSet kMailReaders =
    kAdministrators | RoleSet{Role::kCustomerOperationsSpecialist, Role::kOperatorServiceDesk};
inline constexpr Permission kSeeMails{"see_mails", kMailReaders};
inline constexpr Permission kManageMails{"manage_mails", kMailReaders};
inline constexpr Permission kReportMailBounces{"report_mail_bounces", RoleSet{Role::kOperatorAdministrator}};

// NOT-2: what people are told of without looking.
inline constexpr Permission kSeeAlertRules{"see_alert_rules", kAnyRole};
inline constexpr Permission kManageAlertRules{"manage_alert_rules", kSuppliesWriters};
// What a rule would have sent, for those who may write it: of its own, so that a key that reads can ask.
inline constexpr Permission kPreviewAlertRules{"preview_alert_rules", kSuppliesWriters};

inline constexpr Permission kSeeOrganizations{"see_organizations", kAnyRole};
inline constexpr Permission kManageOrganizations{"manage_organizations", kAdministrators};
// ORG-3, ORG-4: given from above and never taken back but by the operator.
inline constexpr Permission kSeeEntitlements{"see_entitlements", kAnyRole};
inline constexpr Permission kGrantEntitlements{
    "grant_entitlements", kAdministrators | RoleSet{Role::kCustomerOperationsSpecialist, Role::kMpsOfferManager}};
inline constexpr Permission kRemoveEntitlements{"remove_entitlements",
                                                RoleSet{Role::kCustomerOperationsSpecialist, Role::kMpsOfferManager}};
inline constexpr Permission kManageSites{"manage_sites", kFleetWriters};

inline constexpr Permission kSeeContacts{"see_contacts", kAnyRole};
inline constexpr Permission kManageContacts{"manage_contacts", kSuppliesWriters};
inline constexpr Permission kAssignContacts{"assign_contacts", kSuppliesWriters};
// What an import or an assignment would do, for those who may do it: of its own, so that a key that reads can ask.
inline constexpr Permission kPreviewContactChanges{"preview_contact_changes", kSuppliesWriters};

inline constexpr Permission kSeeFleet{"see_fleet", kAnyRole};
inline constexpr Permission kManagePrinters{"manage_printers", kFleetWriters};
inline constexpr Permission kRequestPrinterStatus{"request_printer_status", kAnyRole};
// PRN-6: what the back office said of a printer.
inline constexpr Permission kDecideRegistrations{
    "decide_registrations", RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist}};

inline constexpr Permission kSeeAgents{"see_agents", kAnyRole};
inline constexpr Permission kManageAgents{"manage_agents", kFleetWriters};
// What criteria would search, for those who may write them: of its own, so that a key that reads can ask.
inline constexpr Permission kPreviewAgentSearch{"preview_agent_search", kFleetWriters};
// AGT-9: programs that run at the customers' sites.
inline constexpr Permission kSeeAgentVersions{"see_agent_versions", kOperatorRoles};
inline constexpr Permission kManageAgentVersions{"manage_agent_versions", RoleSet{Role::kOperatorAdministrator}};
inline constexpr Permission kActAsAgent{"act_as_agent", kAgents};

inline constexpr Permission kSeeCatalog{"see_catalog", kAnyRole};
// Prices, and what printers of all customers lack (ORD-2): the operator's own.
inline constexpr Permission kSeeCatalogDetails{"see_catalog_details", kOperatorRoles};
inline constexpr RoleSet kCatalogWriters{Role::kOperatorAdministrator, Role::kMpsOfferManager};
inline constexpr Permission kManageCatalog{"manage_catalog", kCatalogWriters};
// What an import would do, for those who may do it: of its own, so that a key that reads can ask.
inline constexpr Permission kPreviewCatalogChanges{"preview_catalog_changes", kCatalogWriters};

// ASR-4, ASR-17: the operator keeps contracts and terms, the customer reads them.
inline constexpr Permission kSeeContracts{"see_contracts", kAnyRole};
inline constexpr Permission kManageContracts{
    "manage_contracts",
    RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist, Role::kMpsOfferManager}};

// ASR-2, ASR-17. Whose contract says that the customer does it, the rules say.
inline constexpr RoleSet kEnrollers = kSuppliesWriters | RoleSet{Role::kOperatorServiceDesk};
inline constexpr Permission kSeeEnrollments{"see_enrollments", kAnyRole};
inline constexpr Permission kEnrollPrinters{"enroll_printers", kEnrollers};
inline constexpr Permission kPreviewEnrollments{"preview_enrollments", kEnrollers};
// ASR-13, ASR-16: the operator's service desk.
inline constexpr RoleSet kSupplyDesk{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist,
                                     Role::kOperatorServiceDesk};
inline constexpr Permission kHoldSupplies{"hold_supplies", kSupplyDesk};
// MTR-1..MTR-3: who stands before a printer, and who writes down what they are told on the telephone.
inline constexpr RoleSet kMeterReaders =
    kFleetWriters | RoleSet{Role::kServiceDesk, Role::kSuppliesManager, Role::kOperatorServiceDesk};
inline constexpr Permission kSubmitMeterReads{"submit_meter_reads", kMeterReaders};
inline constexpr Permission kPreviewMeterReads{"preview_meter_reads", kMeterReaders};
inline constexpr Permission kRecordMeterChanges{"record_meter_changes", kSupplyDesk};
inline constexpr Permission kReconnectPrinters{"reconnect_printers", kSupplyDesk};

// MPX-1..MPX-6.
inline constexpr Permission kSeeMpsExpress{"see_mps_express", kAnyRole};
inline constexpr Permission kEnrollInMpsExpress{"enroll_in_mps_express", kFleetWriters};
inline constexpr Permission kManageMpsExpressProgramme{"manage_mps_express_programme",
                                                       RoleSet{Role::kOperatorAdministrator, Role::kMpsOfferManager}};
inline constexpr Permission kDecideMpsExpressRequests{
    "decide_mps_express_requests",
    RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist, Role::kMpsOfferManager}};
inline constexpr Permission kRemoveFromMpsExpress{"remove_from_mps_express",
                                                  RoleSet{Role::kCustomerOperationsSpecialist}};

inline constexpr Permission kSeeOrders{"see_orders", kAnyRole};
// ORD-3: the operator's fulfilment.
inline constexpr Permission kFulfilOrders{"fulfil_orders",
                                          RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist,
                                                  Role::kOperatorServiceDesk, Role::kWarehouse}};
// ORD-2: supplies of printers that replenishment does not look after.
inline constexpr Permission kOrderSupplies{"order_supplies",
                                           kSuppliesWriters | RoleSet{Role::kServiceDesk, Role::kOperatorServiceDesk}};
// ORD-3: whoever orders and whoever fulfils it talk to each other.
inline constexpr Permission kCommentOnOrders{"comment_on_orders", kOrderSupplies.roles | kFulfilOrders.roles};
// ASR-11: the operator's staff, for a large job of any printer.
inline constexpr Permission kPlaceExtraOrders{
    "place_extra_orders",
    RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist, Role::kOperatorServiceDesk}};
inline constexpr Permission kApproveOrders{
    "approve_orders", kAdministrators | RoleSet{Role::kFleetManager, Role::kCustomerOperationsSpecialist}};
inline constexpr Permission kManageOrderRules{"manage_order_rules",
                                              kAdministrators | RoleSet{Role::kCustomerOperationsSpecialist}};
// What a file of steps would do, for those who may do them: of its own, so that a key that reads can ask.
inline constexpr Permission kPreviewOrderSteps{"preview_order_steps", kFulfilOrders.roles};

// ASR-18: whoever stands before the shelf, or looks after it.
inline constexpr Permission kCountShelf{
    "count_shelf", kSuppliesWriters | RoleSet{Role::kServiceDesk, Role::kOperatorServiceDesk, Role::kWarehouse}};
// How many cartridges are kept beyond what is used: the operator pays for them.
inline constexpr Permission kManageSpares{
    "manage_spares",
    RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist, Role::kMpsOfferManager}};

// PRT-3: what the operator shares.
inline constexpr Permission kSeeDocuments{"see_documents", kAnyRole};
inline constexpr Permission kManageDocuments{
    "manage_documents",
    RoleSet{Role::kOperatorAdministrator, Role::kCustomerOperationsSpecialist, Role::kOperatorServiceDesk}};

// SRV-1..7: people ask, the operator's service desk works on it.
inline constexpr Permission kSeeServiceRequests{"see_service_requests", kAnyRole};
inline constexpr Permission kRequestService{"request_service",
                                            kSuppliesWriters | RoleSet{Role::kServiceDesk, Role::kOperatorServiceDesk}};
inline constexpr Permission kHandleServiceRequests{"handle_service_requests", kSupplyDesk};
inline constexpr Permission kManageServiceDesk{"manage_service_desk", kSupplyDesk};

// What other settings would have done: it is hard work for the server.
inline constexpr Permission kCompareSettings{
    "compare_settings", kSuppliesWriters | RoleSet{Role::kMpsOfferManager, Role::kOperatorServiceDesk}};

inline constexpr Permission kSeeTasks{"see_tasks", kAnyRole};
// How the installation itself goes.
inline constexpr Permission kSeeRecurringJobs{"see_recurring_jobs", kOperatorRoles};
inline constexpr Permission kCancelTasks{"cancel_tasks",
                                         kSuppliesWriters | kFleetWriters | RoleSet{Role::kServiceDesk}};

}  // namespace permissions
}  // namespace organizations
