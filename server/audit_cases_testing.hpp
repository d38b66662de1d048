#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"

// For audit_trail_test.cpp only: what features say of their own operations, and what leaves no row.
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
    {"askForAgentUpdate",
     "is agent.update_ended where an update has ended: server/agent_versions/agent_versions_test.cpp"},
    {"updateAgents", "is agent.update_requested of each agent that can: server/agent_versions/agent_versions_test.cpp"},
    {"reportAgentResult", "ends up in the items of the task that a person started"},
    {"reportAgentSilences", "what an agent saw; the printer's page has it"},
    {"uploadAgentDiagnostics", "that it was asked for is in the log"},
    {"agent_notices.look", "writes mails alone, which say what they are about"},
    {"reachability.forget", "diagnostics go after 30 days"},
    {"http.forget_idempotency_keys", "bookkeeping of requests"},
    {"tasks.cleanup", "finished tasks go after 90 days"},
    {"webhooks.cleanup", "deliveries go after 30 days"},
    {"audit.forget_refusals", "refusals go after 180 days"},
    {"identity.remove_expired", "sessions and links that have ended by themselves"},
    {"printers.sweep", "derives who is silent from readings"},
    {"printers.registration", "derives what the back office takes; a printer's history has it"},
    {"readings.partitions", "room for readings"},
    {"alerts.evaluate", "what it tells is in the alert log"},
    {"alerts.cleanup", "the alert log is kept for 400 days"},
    {"checkAgentSearch", "says what search criteria would do"},
    {"previewAlertRule", "says what a rule would have sent"},
    {"insights.count", "derives figures of fleets"},
    {"replenishment.daily", "starts a task for each organization"},
    {"reports.due", "starts what people scheduled; that they did is in the log"},
    {"reports.forget", "files of reports go after 30 days, their runs after 400"},
    {"reports.run", "mails; report.paused where its owner is gone: server/scheduled_reports_test.cpp"},
    {"replenishment.report_moved", "a mail about what is in the shelf book"},
    {"checkShelfCountLink", "looks at a link only"},
    {"countShelfByLink", "is shelf.counted, as countShelf; needs the link of a mail: server/shelf/shelf_http_test.cpp"},
    {"startWhatIfRun", "that it was asked for is in the log as task.created"},
    {"what_if.run", "reads what was, and changes nothing but its own result"},
    {"orders.ask_operator", "a mail about an order; its approval is in the log"},
    {"replenishment.report_high_volume", "a mail about what is in the printer's history"},
    {"previewContactChange", "says what a change would do"},
    {"previewEnrollment", "says which printers can take part"},
    {"enrollment.watch", "starts a task for each organization"},
    {"enrollment.watch_organization", "what it finds is in the printers' history"},
    {"previewContactImport", "says what an import would do"},
    {"previewCatalogImport", "says what an import would do"},
    {"previewMeterReadImport", "says what a file of reads would do"},
    {"exportMeterReadImportPreviewReport", "says what a file of reads would do"},
    {"exportMeterReadImportPreviewFailedRows", "says what a file of reads would do"},
    {"meter_reads.remind", "a mail about what the page of meter reads says"},
    {"statements.close", "starts a task for each contract that is due"},
    {"previewOrderImport", "says what a file of steps would do"},
    {"exportOrderImportPreviewReport", "says what a file of steps would do"},
    {"exportOrderImportPreviewFailedRows", "says what a file of steps would do"},
    {"seeNotifications", "until when somebody has looked at what concerns them"},
    {"addToSupplyCart", "what somebody thinks of ordering; the order is in the log"},
    {"changeSupplyCartLine", "what somebody thinks of ordering; the order is in the log"},
    {"removeSupplyCartLine", "what somebody thinks of ordering; the order is in the log"},
    {"exportCatalogImportPreviewReport", "says what an import would do"},
    {"exportCatalogImportPreviewFailedRows", "says what an import would do"},
    {"catalog.count_fleets", "derives how many printers of a model there are"},
    {"exportContactImportPreviewReport", "says what an import would do"},
    {"exportContactImportPreviewFailedRows", "says what an import would do"},
    {"countMpsExpressEligibility", "says which printers may be added"},
    {"listMpsExpressEligibility", "says which printers may be added"},
    {"exportMpsExpressEligibility", "says which printers may be added"},
    {"service_requests.incidents",
     "what it opens and closes is service_request.created and .completed: service_requests_http_test.cpp"},
    {"getSupplyOffers", "says what can be ordered for printers"},
    {"findOpenServiceRequests", "says what is open for printers"},
    {"printers.restart", "printer.restarted where an agent did it: server/printer_views/actions_test.cpp"},
    {"printers.test_page", "printer.test_page_printed where an agent did it: server/printer_views/actions_test.cpp"},
    {"service_requests.batch", "is service_request.created, as createServiceRequest: service_requests_http_test.cpp"},
    {"printers.status_request", "reads printers; that it was asked for is in the log as task.created"},
};

// Of all features, in the order of their folders.
inline std::vector<FileCase> ReadFileCases() {
    std::vector<std::filesystem::path> files;
    for (const auto& folder : std::filesystem::directory_iterator(base::SourceFolder() + "/server")) {
        if (const auto file = folder.path() / "audit_cases.json"; std::filesystem::exists(file)) files.push_back(file);
    }
    std::ranges::sort(files);
    std::vector<FileCase> all;
    for (const auto& file : files) {
        std::ifstream in(file);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto cases = base::json::Read<std::vector<FileCase>>(text);
        if (!cases) throw std::runtime_error(file.string() + " is no list of audit cases");
        all.insert(all.end(), cases->begin(), cases->end());
    }
    return all;
}

}  // namespace server::testing
