#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/service_requests/batch.hpp"

// SRV-7: alerts of printers open incidents, by the rules of the operator, and close them when they clear.
namespace service_requests {
namespace {

constexpr const char* kIncidentsTask = "service_requests.incidents";
constexpr std::int32_t kAtOnce = 100;  // of one step

void RecordIncident(tasks::Run& run, const char* action, const store::KeptRequest* before,
                    const store::KeptRequest& after) {
    const auto shown = [](const store::KeptRequest& request) {
        return base::json::ToValue(static_cast<const ServiceRequest&>(request));
    };
    run.Audit({after.organization_id, action, "service_request", after.id.value,
               before != nullptr ? shown(*before) : boost::json::value(nullptr), shown(after), after.number});
}

store::KeptRequest IncidentOf(pg::Transaction& tx, Office& office, base::OrganizationId organization,
                              const store::OpenAlert& alert, const IncidentRule& rule, base::Instant now) {
    store::KeptRequest incident;
    incident.id = office.ids.Make<RequestId>();
    incident.organization_id = organization;
    incident.number = store::NextNumber(tx);
    incident.source = Source::kIncident;
    incident.kind = Kind::kIncident;
    incident.printer_id = alert.printer_id;
    incident.site_id = alert.site_id;
    incident.printer_manufacturer = alert.manufacturer;
    incident.printer_model = alert.model;
    incident.printer_serial_number = alert.serial_number;
    incident.site_name = alert.site_name;
    incident.description = base::CleanText(alert.description, 4000);
    incident.summary = SummaryOf(incident.description);
    incident.alert_severity = alert.severity;
    incident.alert_group = alert.alert_group;
    incident.occurred_at = alert.opened_at;
    if (rule.target_hours) incident.due_at = now + std::chrono::hours(*rule.target_hours);
    incident.created_at = incident.updated_at = now;
    return incident;
}

// Gives whether there may be more.
bool OpenSome(tasks::Run& run, Office& office, base::OrganizationId organization,
              const std::vector<IncidentRule>& rules) {
    bool more = false;
    run.Step([&](pg::Transaction& tx) {
        const auto alerts = store::ListNewAlerts(tx, organization, rules, run.Now(), kAtOnce);
        more = alerts.size() == static_cast<std::size_t>(kAtOnce);
        for (const auto& alert : alerts) {
            const auto incident =
                IncidentOf(tx, office, organization, alert, rules[static_cast<std::size_t>(alert.rule)], run.Now());
            store::Insert(tx, incident);
            store::Link(tx, organization, alert, incident.id);
            Tell(tx, office, incident, {store::EventKind::kCreated, ""}, run.Now());
            RecordIncident(run, audit::action::kServiceRequestCreated, nullptr, incident);
        }
    });
    return more;
}

bool CloseSome(tasks::Run& run, Office& office, base::OrganizationId organization) {
    bool more = false;
    run.Step([&](pg::Transaction& tx) {
        const auto cleared = store::ListCleared(tx, organization, kAtOnce);
        more = cleared.size() == static_cast<std::size_t>(kAtOnce);
        for (const auto& one : cleared) {
            const auto before = store::Lock(tx, {&organization, 1}, one.id);
            if (!before || !IsOpen(before->state)) continue;
            store::KeptRequest after = *before;
            Enter(after, State::kCompleted, run.Now());
            store::Update(tx, after);
            Tell(tx, office, after,
                 {one.printer_there ? store::EventKind::kAlertCleared : store::EventKind::kPrinterGone, ""}, run.Now());
            RecordIncident(run, audit::action::kServiceRequestCompleted, &*before, after);
        }
    });
    return more;
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, Office& office) {
    registry.Add(kIncidentsTask,
                 [&office](tasks::Run& run) -> base::Result<void> {
                     std::vector<base::OrganizationId> with_incidents;
                     std::map<base::OrganizationId, std::vector<IncidentRule>> rules;
                     run.Step([&](pg::Transaction& tx) {
                         with_incidents = store::ListWithIncidents(tx);
                         rules = store::AllRules(tx);
                     });
                     // First those that are over: an alert that is another one by now is not open twice.
                     for (const auto organization : with_incidents) {
                         while (CloseSome(run, office, organization)) {
                         }
                     }
                     for (const auto& [organization, of_it] : rules) {
                         while (OpenSome(run, office, organization, of_it)) {
                         }
                     }
                     return {};
                 },
                 {.system_scope = true});
    RegisterBatch(registry, office);
    recurring.Add({.kind = kIncidentsTask, .every = std::chrono::minutes(5)});
}

}  // namespace service_requests
