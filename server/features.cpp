#include "server/features.hpp"

#include "server/agent_notices/agent_notices.hpp"
#include "server/agent_versions/agent_versions.hpp"
#include "server/agents/agents.hpp"
#include "server/alerts/alerts.hpp"
#include "server/catalog/catalog.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/imports.hpp"
#include "server/contracts/contracts.hpp"
#include "server/documents/documents.hpp"
#include "server/economics/economics.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/first_start/first_start.hpp"
#include "server/insights/insights.hpp"
#include "server/mails/mails.hpp"
#include "server/meter_reads/meter_reads.hpp"
#include "server/mps_express/mps_express.hpp"
#include "server/notifications/notifications.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/api_words.hpp"
#include "server/platform/api/idempotency_store.hpp"
#include "server/platform/api/openapi.hpp"
#include "server/platform/audit/refusals.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printer_notes/printer_notes.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/printers/printers.hpp"
#include "server/reachability/reachability.hpp"
#include "server/readings/readings.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/reports/reports.hpp"
#include "server/service_requests/service_requests.hpp"
#include "server/shelf/shelf.hpp"
#include "server/statements/statements.hpp"
#include "server/supply_notices/supply_notices.hpp"
#include "server/views/views.hpp"
#include "server/webhooks/webhooks.hpp"
#include "server/what_if/what_if.hpp"

namespace server {
namespace {

// What an organization holds, for its list; each feature counts its own.
std::unordered_map<organizations::OrganizationId, organizations::Counts> CountHoldings(
    pg::Transaction& tx, std::span<const organizations::OrganizationId> organizations) {
    std::unordered_map<organizations::OrganizationId, organizations::Counts> counts;
    for (const auto& [organization, printers] : printers::CountPrinters(tx, organizations)) {
        counts[organization].printers = printers;
    }
    for (const auto& [organization, agents] : agents::CountAgents(tx, organizations)) {
        counts[organization].agents = agents;
    }
    return counts;
}

// What counts where nobody has said anything else.
std::optional<base::OrganizationId> OperatorOf(pg::Transaction& tx) {
    const auto home = organizations::FindOperator(tx);
    return home ? std::optional(home->id) : std::nullopt;
}

}  // namespace

// In the order of their dependencies; a guard stands before the feature that it is handed to.
struct Features::Parts {
    Parts(Platform& platform, const identity::Settings& settings, const replenishment::Settings& rules,
          const std::vector<std::string>& sender, const webhooks::Settings& hooks)
        : refusals(platform.pool, platform.clock, &OperatorOf),
          identity({platform.pool, platform.ids, platform.secrets, scopes, platform.mailer, settings, &refusals}),
          webhooks{platform.ids, platform.secrets, platform.catalogues, platform.mailer, hooks},
          webhook_delivery(webhooks::MakeDelivery(webhooks)),
          agent_keys(platform.pool, &refusals),
          intake(platform.ids),
          partitions(platform.pool),
          book(platform.ids),
          departures(platform.ids),
          post{platform.mailer, settings.public_url, settings.mail_language},
          office{platform.ids, platform.mailer, settings.public_url, settings.mail_language, sender},
          service_office{platform.ids, platform.mailer, settings.public_url, settings.mail_language},
          shelf(platform.ids),
          cartridges(platform.ids),
          replenishment(rules),
          reports{platform.ids, platform.mailer, identity, settings.public_url} {
        replenishment.cartridges = &cartridges;
    }

    organizations::Scopes scopes;
    audit::Refusals refusals;
    identity::Identity identity;
    webhooks::Parts webhooks;
    std::unique_ptr<outbox::Handler> webhook_delivery;
    agents::AgentAuthenticator agent_keys;
    agent_versions::MinimumVersions minimum_versions;
    agents::AgentDeletionGuard agents_of_organizations;
    printers::ContactGuard printers_of_contacts;
    printers::AgentGuard printers_of_agents;
    printers::PrinterDeletionGuard printers_of_organizations;
    printers::ManagedPrintersGuard printers_of_entitlements;
    mps_express::KnownModels models;
    printers::Intake intake;
    readings::Partitions partitions;
    contracts::Book book;
    contracts::ServiceDeskAddresses addresses;
    enrollment::Departures departures;
    supply_notices::Post post;
    orders::Office office;
    service_requests::Office service_office;
    orders::OpenOrderGuard orders_of_organizations;
    orders::PrinterHistory orders_of_printers;
    orders::ContactChanges orders_of_contacts{office};
    orders::ItemOrders orders_of_items;
    replenishment::Shelf shelf;
    economics::Book cartridges;
    replenishment::Settings replenishment;
    reports::Parts reports;
    reports::Files report_files;
    // Known when the tasks are.
    std::shared_ptr<std::vector<tasks::RecurringJob>> jobs = std::make_shared<std::vector<tasks::RecurringJob>>();
};

Features::Features(Platform platform, const identity::Settings& identity, const replenishment::Settings& replenishment,
                   const std::vector<std::string>& sender, const webhooks::Settings& webhooks)
    : platform_(platform), parts_(std::make_unique<Parts>(platform_, identity, replenishment, sender, webhooks)) {}
Features::~Features() = default;

identity::Identity& Features::identity() {
    return parts_->identity;
}

mail::Attachments& Features::mail_attachments() {
    return parts_->report_files;
}

outbox::Handler& Features::webhook_delivery() {
    return *parts_->webhook_delivery;
}

void Features::RegisterHttp(http::Router& router) {
    Parts& parts = *parts_;
    router.AddAuthenticator(parts.identity);
    router.AddAuthenticator(parts.agent_keys);
    tasks::RegisterHttp(router, platform_.catalogues, organizations::permissions::kSeeTasks,
                        organizations::permissions::kCancelTasks);
    tasks::RegisterJobsHttp(router, platform_.catalogues, parts.jobs, organizations::permissions::kSeeRecurringJobs);
    audit::RegisterHttp(router, organizations::permissions::kSeeAuditLog, &organizations::ReadableLogs);
    organizations::RegisterHttp(router, {.ids = platform_.ids,
                                         .scopes = parts.scopes,
                                         .guards = {&parts.agents_of_organizations, &parts.printers_of_organizations,
                                                    &parts.orders_of_organizations},
                                         .count = &CountHoldings,
                                         .languages = platform_.catalogues.Languages()});
    organizations::RegisterEntitlements(router, {&parts.printers_of_entitlements});
    parts.identity.RegisterHttp(router);
    webhooks::RegisterHttp(router, parts.webhooks);
    mails::RegisterHttp(router, {platform_.ids, platform_.mailer});
    contacts::RegisterHttp(router, {platform_.ids, parts.printers_of_contacts, &parts.orders_of_contacts,
                                    platform_.catalogues.Languages(), &parts.addresses});
    contacts::RegisterImports(router, {platform_.ids, platform_.catalogues});
    contacts::RegisterExport(router);
    agents::RegisterHttp(
        router, {platform_.ids, platform_.secrets, parts.printers_of_agents, &parts.refusals, &parts.minimum_versions});
    printers::RegisterHttp(router, {platform_.ids, &parts.orders_of_contacts, platform_.catalogues.Languages(),
                                    &parts.book, &parts.departures});
    printer_notes::RegisterHttp(router, platform_.ids);
    readings::RegisterHttp(router, {platform_.ids, parts.intake, parts.partitions});
    reachability::RegisterHttp(router, {platform_.ids});
    catalog::RegisterHttp(router, {platform_.ids, parts.orders_of_items, platform_.catalogues});
    contracts::RegisterHttp(router, {platform_.ids, replenishment::InstallationOf(parts.replenishment)});
    enrollment::RegisterHttp(router, {platform_.ids, replenishment::InstallationOf(parts.replenishment), &parts.post});
    meter_reads::RegisterHttp(router, {platform_.ids, platform_.catalogues});
    statements::RegisterHttp(router, platform_.ids);
    mps_express::RegisterHttp(router, {platform_.ids, platform_.catalogues.Languages(), &parts.post});
    orders::RegisterHttp(router, {parts.office, platform_.catalogues, parts.shelf});
    replenishment::RegisterHttp(router, platform_.catalogues);
    shelf::RegisterHttp(router, {parts.office, platform_.catalogues});
    economics::RegisterHttp(router, platform_.catalogues);
    what_if::RegisterHttp(router, {platform_.ids, parts.replenishment});
    service_requests::RegisterHttp(router, {parts.service_office, &parts.departures});
    notifications::RegisterHttp(router, platform_.catalogues);
    alerts::RegisterHttp(router, platform_.ids);
    documents::RegisterHttp(router, platform_.ids);
    agent_versions::RegisterHttp(router, platform_.ids);
    insights::RegisterHttp(router);
    first_start::RegisterHttp(router, platform_.mail_server);
    printer_views::RegisterHttp(router, {platform_.catalogues, {&parts.orders_of_printers}});
    views::RegisterHttp(router, platform_.ids);
    parts.reports.router = &router;
    reports::RegisterHttp(router, parts.reports);
    http::AddOpenApiOperation(router, &http::ApiWords::BuiltIn());
}

void Features::RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring) {
    Parts& parts = *parts_;
    tasks::AddCleanup(registry, recurring);
    parts.identity.RegisterTasks(registry);
    registry.Add("identity.remove_expired",
                 [this](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) { parts_->identity.RemoveExpired(tx); });
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = "identity.remove_expired", .every = std::chrono::hours(24)});
    registry.Add("http.forget_idempotency_keys",
                 [](tasks::Run& run) -> base::Result<void> {
                     run.Step([](pg::Transaction& tx) { http::ForgetIdempotencyKeys(tx, base::SystemClock().Now()); });
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = "http.forget_idempotency_keys", .every = std::chrono::hours(24)});
    registry.Add("audit.forget_refusals",
                 [](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) { audit::ForgetRefusals(tx, tasks::ForgetAt(run)); });
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = "audit.forget_refusals", .every = std::chrono::hours(24)});
    webhooks::RegisterTasks(registry, recurring);
    contacts::RegisterTasks(registry, platform_.ids);
    printers::RegisterTasks(registry, platform_.ids, &parts.models, &parts.departures);
    recurring.Add(printers::SweepJob());
    recurring.Add(printers::RegistrationJob());
    readings::RegisterTasks(registry, parts.partitions);
    recurring.Add(readings::PartitionJob());
    reachability::RegisterTasks(registry, recurring);
    catalog::RegisterTasks(registry, platform_.ids);
    recurring.Add(catalog::CountJob());
    enrollment::RegisterTasks(registry, recurring,
                              {platform_.ids, replenishment::InstallationOf(parts.replenishment), &parts.post});
    meter_reads::RegisterTasks(registry, recurring, platform_.ids, parts.post);
    statements::RegisterTasks(registry, recurring, platform_.ids);
    orders::RegisterTasks(registry, parts.office, parts.shelf);
    replenishment::RegisterTasks(registry, recurring, parts.office, parts.replenishment);
    what_if::RegisterTasks(registry, parts.replenishment);
    reports::RegisterTasks(registry, recurring, parts.reports);
    service_requests::RegisterTasks(registry, recurring, parts.service_office);
    alerts::RegisterTasks(registry, recurring,
                          {platform_.ids, platform_.mailer, parts.post.portal_url, parts.post.mail_language});
    agent_notices::RegisterTasks(registry, recurring, {platform_.mailer, parts.post.portal_url});
    insights::RegisterTasks(registry, recurring);
    *parts.jobs = recurring.jobs();
}

}  // namespace server
