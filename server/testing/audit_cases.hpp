#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <string>

// What the test of the audit log (server/audit_trail_test.cpp) is given by features, and what needs no row.
namespace server::testing {

// A case of server/<feature>/audit_cases.json.
struct FileCase {
    std::string operation;
    std::string send;
    std::optional<boost::json::value> body{};
    std::string action;
    std::optional<std::string> remember{};
    std::optional<bool> by_operator{};
    std::optional<bool> of_child{};  // it is the child's, whoever does it
    std::optional<std::string> version_of{};
};
BOOST_DESCRIBE_STRUCT(FileCase, (), (operation, send, body, action, remember, by_operator, of_child, version_of))

// Why an operation or a task needs no row.
inline const std::map<std::string, std::string> kNoChange{
    {"checkSetup", "looks at a link only"},
    {"beginSecondFactor", "sets up what counts only once a code of it was given"},
    {"beginProviderSignIn", "looks for an identity provider only"},
    {"completeProviderSignIn", "is session.created, as signIn; needs a provider: tests/system/oidc.test.ts"},
    {"deliverReadings", "what printers say is history itself: readings and the printer's timeline"},
    {"reportAgentResult", "ends up in the items of the task that a person started"},
    {"http.forget_idempotency_keys", "bookkeeping of requests"},
    {"tasks.cleanup", "finished tasks go after 90 days"},
    {"webhooks.cleanup", "deliveries go after 30 days"},
    {"audit.forget_refusals", "refusals go after 180 days"},
    {"identity.remove_expired", "sessions and links that have ended by themselves"},
    {"printers.sweep", "derives who is silent from readings"},
    {"printers.registration", "derives what the back office takes; a printer's history has it"},
    {"readings.partitions", "room for readings"},
    {"replenishment.daily", "starts a task for each organization"},
    {"replenishment.report_high_volume", "a mail about what is in the printer's history"},
    {"previewContactChange", "says what a change would do"},
    {"previewEnrollment", "says which printers can take part"},
    {"enrollment.watch", "starts a task for each organization"},
    {"enrollment.watch_organization", "what it finds is in the printers' history"},
    {"previewContactImport", "says what an import would do"},
    {"previewCatalogImport", "says what an import would do"},
    {"exportCatalogImportPreviewReport", "says what an import would do"},
    {"exportCatalogImportPreviewFailedRows", "says what an import would do"},
    {"catalog.count_fleets", "derives how many printers of a model there are"},
    {"exportContactImportPreviewReport", "says what an import would do"},
    {"exportContactImportPreviewFailedRows", "says what an import would do"},
    {"countMpsExpressEligibility", "says which printers may be added"},
    {"listMpsExpressEligibility", "says which printers may be added"},
    {"exportMpsExpressEligibility", "says which printers may be added"},
    {"printers.status_request", "reads printers; that it was asked for is in the log as task.created"},
};

}  // namespace server::testing
