#include "server/testing/world.hpp"

#include <algorithm>
#include <stdexcept>

#include "lib/base/json.hpp"
#include "server/contracts/contracts.hpp"
#include "server/enrollment/enrollment.hpp"
#include "server/identity/identity.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/testing/browser.hpp"

namespace server::testing {
namespace {

// Everybody who makes a world may do everything.
constexpr http::RoleSet kAll{http::Role::kOperatorAdministrator, http::Role::kAdministrator, http::Role::kFleetManager,
                             http::Role::kSuppliesManager};

std::string IdsOf(const std::vector<printers::PrinterId>& printers) {
    boost::json::array ids;
    for (const auto& printer : printers) ids.emplace_back(printer.ToString());
    return boost::json::serialize(ids);
}

// Throws, so that a world is never half made.
http::TestAnswer Good(http::TestAnswer answer) {
    if (answer.status >= 300) throw std::runtime_error("the world was refused something: " + answer.body);
    return answer;
}

}  // namespace

struct World::Parts {
    Parts(pg::Pool& pool, const base::Clock& clock)
        : ids(clock), partitions(pool), api(&pool, clock, organizations::RoleNames()) {}

    http::TestClient As(base::OrganizationId organization) { return api.As(api.SignIn(organization, kAll)); }

    base::IdSource ids;
    base::SecretBox secrets{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues = i18n::Catalogues::BuiltIn();
    organizations::Scopes scopes;
    printers::ContactGuard contact_guard;
    printers::AgentGuard agent_guard;
    contracts::Book book{ids};
    enrollment::Departures departures{ids};
    printers::Intake intake{ids};
    readings::Partitions partitions;
    mail::Mailer mailer{catalogues, ids, secrets, "platen.example"};
    std::optional<identity::Identity> identity;
    http::TestApi api;
};

World::World(pg::Pool& pool, const base::Clock& clock)
    : clock_(clock), pool_(pool), parts_(std::make_unique<Parts>(pool, clock)) {
    organizations::RegisterHttp(
        parts_->api.router(),
        {.ids = parts_->ids, .scopes = parts_->scopes, .languages = parts_->catalogues.Languages()});
    contacts::RegisterHttp(parts_->api.router(), {.ids = parts_->ids, .guard = parts_->contact_guard});
    agents::RegisterHttp(parts_->api.router(), {parts_->ids, parts_->secrets, parts_->agent_guard});
    printers::RegisterHttp(parts_->api.router(),
                           {.ids = parts_->ids, .contracts = &parts_->book, .departures = &parts_->departures});
    contracts::RegisterHttp(parts_->api.router(), {parts_->ids});
    printer_views::RegisterHttp(parts_->api.router(), {parts_->catalogues});
    pg::Transaction tx(pool_, pg::Scope::System());
    platen_ = organizations::CreateOperator(tx, parts_->ids, "Operator", clock_.Now());
    tx.Commit();
}

World::~World() = default;

base::IdSource& World::ids() {
    return parts_->ids;
}

organizations::Organization World::AddOrganization(const organizations::Organization& parent, const std::string& name) {
    pg::Transaction tx(pool_, pg::Scope::System());
    auto made = organizations::Create(tx, parts_->ids, parent, name, {}, clock_.Now()).value();
    tx.Commit();
    return made;
}

organizations::SiteId World::AddSite(base::OrganizationId organization, const std::string& name,
                                     const organizations::Address& address) {
    pg::Transaction tx(pool_, pg::Scope::Organization(organization));
    const auto made = organizations::CreateSite(tx, parts_->ids, organization, name, address, clock_.Now()).value();
    tx.Commit();
    return made.id;
}

agents::AgentId World::AddAgent(base::OrganizationId organization, organizations::SiteId site,
                                const std::string& name) {
    const auto made =
        Good(parts_->As(organization)
                 .Post("/api/v1/agents",
                       boost::json::serialize(boost::json::object{{"name", name}, {"site_id", site.ToString()}})));
    const auto enrolled = Good(parts_->api.Anonymous().Post(
        "/api/v1/agent/enroll",
        boost::json::serialize(
            boost::json::object{{"token", made.At("/enrollment_token")}, {"host_name", "host"}, {"version", "1"}})));
    const auto agent = agents::AgentId::Parse(made.At("/id")).value();
    keys_[agent] = enrolled.At("/key");
    return agent;
}

printers::Source World::AddCustomer(const std::string& name) {
    return AddCustomer(platen_, name);
}

printers::Source World::AddCustomer(const organizations::Organization& parent, const std::string& name) {
    printers::Source source;
    source.organization = AddOrganization(parent, name).id;
    source.site = AddSite(source.organization, "Main");
    source.agent = AddAgent(source.organization, source.site, name + " agent");
    return source;
}

contacts::Contact World::AddContact(base::OrganizationId organization, const contacts::ContactInput& input) {
    pg::Transaction tx(pool_, pg::Scope::Organization(organization));
    auto made = contacts::CreateContact(tx, organization, parts_->ids.Make<contacts::ContactId>(), input, clock_.Now());
    tx.Commit();
    return made;
}

void World::DeleteContact(base::OrganizationId organization, contacts::ContactId contact) {
    const auto client = parts_->As(organization);
    const std::string path = "/api/v1/contacts/" + contact.ToString();
    Good(client.Delete(path, Good(client.Get(path)).ETag()));
}

void World::AddUser(base::OrganizationId organization, const std::string& email, http::RoleSet roles,
                    const std::string& language) {
    if (!parts_->identity) {
        auto settings = CheapSettings();
        settings.plain_http = true;
        parts_->identity.emplace(
            identity::Deps{pool_, parts_->ids, parts_->secrets, parts_->scopes, parts_->mailer, settings});
        parts_->identity->RegisterHttp(parts_->api.router());
    }
    identity::User wanted;
    wanted.email = email;
    wanted.last_name = "Desk";
    wanted.language = language;
    wanted.time_zone = "UTC";
    wanted.roles = roles.ToVector();
    pg::Transaction tx(pool_, pg::Scope::System());
    const auto invited = parts_->identity->CreateUser(tx, organization, wanted, clock_.Now()).value();
    tx.Commit();
    Good(parts_->api.Anonymous().Post(
        "/api/v1/setup",
        boost::json::serialize(boost::json::object{{"token", TokenOf(invited.setup_link)}, {"password", kPassword}})));
}

void World::SetLanguage(const organizations::Organization& organization, const std::string& language) {
    const auto client = parts_->api.As(parts_->api.SignIn(platen_.id, kAll, {organization.id}));
    const std::string path = "/api/v1/organizations/" + organization.id.ToString();
    const auto now = Good(client.Get(path));
    boost::json::object body{{"name", now.At("/name")}, {"language", nullptr}};
    if (!language.empty()) body["language"] = language;
    Good(client.Put(path, boost::json::serialize(body), now.ETag()));
}

void World::SetCountry(base::OrganizationId organization, organizations::SiteId site, const std::string& country) {
    const auto client = parts_->As(organization);
    const std::string path = "/api/v1/sites/" + site.ToString();
    const auto now = Good(client.Get(path));
    boost::json::value body = now.Json();
    body.at("address").as_object()["country"] = country;
    Good(client.Put(
        path, boost::json::serialize(boost::json::object{{"name", body.at("name")}, {"address", body.at("address")}}),
        now.ETag()));
}

void World::Deliver(const printers::Source& source, std::vector<printing::JournaledReading> readings) {
    parts_->partitions.EnsureAhead(clock_.Now());
    pg::Transaction tx(pool_, pg::Scope::Organization(source.organization));
    const auto accepted = readings::TakeIn(tx, parts_->ids, parts_->intake, source,
                                           {.boot_epoch = 1, .readings = std::move(readings)}, clock_.Now());
    if (!accepted) throw std::runtime_error("the world's readings were refused: " + accepted.error().code);
    tx.Commit();
}

std::vector<printers::PrinterId> World::PrintersOf(base::OrganizationId organization) {
    pg::Transaction tx(pool_, pg::Scope::Organization(organization));
    std::vector<printers::PrinterId> ids;
    for (const auto& fact : printers::ListPrinterFacts(tx, organization)) ids.push_back(fact.id);
    std::ranges::sort(ids);  // their ids are of the moment in which they were made
    return ids;
}

void World::AssignContact(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers,
                          std::optional<contacts::ContactId> contact) {
    Good(parts_->As(organization)
             .Post("/api/v1/printers/contact-assignments",
                   R"({"printer_ids":)" + IdsOf(printers) + R"(,"contact_id":)" +
                       (contact ? '"' + contact->ToString() + '"' : "null") + "}"));
}

void World::PutUnderContract(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers,
                             bool under_contract) {
    Good(parts_->As(organization)
             .Post("/api/v1/printers/contract-changes", R"({"printer_ids":)" + IdsOf(printers) +
                                                            R"(,"under_contract":)" +
                                                            (under_contract ? "true" : "false") + "}"));
    if (under_contract) Enroll(organization, printers);
}

void World::Enroll(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers) {
    pg::Transaction tx(pool_, pg::Scope::Organization(organization));
    enrollment::Enroll(tx, parts_->ids, organization, printers, enrollment::Source::kOperator, "world", clock_.Now());
    tx.Commit();
}

void World::Deregister(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers) {
    Good(parts_->As(organization)
             .Post("/api/v1/printers/deregistrations", R"({"printer_ids":)" + IdsOf(printers) + "}"));
    RunTasks();
}

void World::Sweep() {
    pg::Transaction tx(pool_, pg::Scope::System());
    tasks::Enqueue(tx, parts_->ids, clock_.Now(), {.kind = printers::SweepJob().kind});
    tx.Commit();
    RunTasks();
}

void World::RunTasks() {
    tasks::Registry registry;
    printers::RegisterTasks(registry, parts_->ids, nullptr, &parts_->departures);
    tasks::Workers workers(pool_, clock_, registry);
    while (workers.RunOne()) {
    }
}

}  // namespace server::testing
