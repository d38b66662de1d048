#include <algorithm>
#include <memory>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/agents/agent_api_http.hpp"
#include "server/agents/agent_rules.hpp"
#include "server/agents/agent_store.hpp"
#include "server/agents/duties.hpp"
#include "server/agents/duty_store.hpp"
#include "server/agents/search_http.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/tables/list_export.hpp"

// The routes by which people manage agents (AGT-1, AGT-2, AGT-8). What agents themselves call is in
// agent_api_http.cpp.
namespace agents {

namespace permissions = organizations::permissions;

namespace {

using base::ProblemKind;
using http::Call;
using http::Method;
using http::Reply;

// ---- shapes ---------------------------------------------------------------------------------------

// Secrets go one way only: a user without them keeps those that are stored under that name.
struct V3UserBody {
    std::string user;
    std::optional<printing::AuthProtocol> auth_protocol;
    std::optional<std::string> auth_secret;
    std::optional<printing::PrivacyProtocol> priv_protocol;
    std::optional<std::string> priv_secret;
    std::optional<std::string> context;
    std::optional<bool> may_write;  // PRN-4: printers may be restarted with it

    static constexpr base::Limit kLimits[] = {
        {.field = "user", .required = true, .max_length = kMaxSecret},
        {.field = "auth_secret", .min_length = kMinPassword, .max_length = kMaxSecret},
        {.field = "priv_secret", .min_length = kMinPassword, .max_length = kMaxSecret}};
};
BOOST_DESCRIBE_STRUCT(V3UserBody, (),
                      (user, auth_protocol, auth_secret, priv_protocol, priv_secret, context, may_write))

struct AgentSearchBody {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::optional<std::vector<std::string>> communities;  // absent: as they are
    std::optional<std::vector<V3UserBody>> v3_users;      // absent: as they are
    // PRN-4: with which printers may be restarted. Absent: as they are; empty: nothing is ever written.
    std::optional<std::vector<std::string>> write_communities;
    std::optional<bool> allow_public_addresses;
    std::int64_t discovery_interval_seconds = 86400;
    std::int64_t polling_interval_seconds = 3600;

    static constexpr base::Limit kLimits[] = {{.field = "include", .max_items = kMostTargets},
                                              {.field = "exclude", .max_items = kMostTargets},
                                              {.field = "communities", .max_items = kMostSecrets},
                                              {.field = "v3_users", .max_items = kMostSecrets},
                                              {.field = "write_communities", .max_items = kMostSecrets},
                                              kDiscoveryLimit,
                                              kPollingLimit};
};
BOOST_DESCRIBE_STRUCT(AgentSearchBody, (),
                      (include, exclude, communities, v3_users, write_communities, allow_public_addresses,
                       discovery_interval_seconds, polling_interval_seconds))

struct AgentBody {
    std::string name;
    std::optional<AgentKind> kind;  // of a new agent, "fleet" where it is absent; it stays what it is
    std::optional<organizations::SiteId> site_id;
    std::optional<bool> disabled;
    std::optional<AgentSearchBody> search;

    static constexpr base::Limit kLimits[] = {kNameLimit};
};
BOOST_DESCRIBE_STRUCT(AgentBody, (), (name, kind, site_id, disabled, search))

struct V3UserView {
    std::string user;
    printing::AuthProtocol auth_protocol = printing::AuthProtocol::kNone;
    printing::PrivacyProtocol priv_protocol = printing::PrivacyProtocol::kNone;
    std::optional<std::string> context;
    bool may_write = false;
};
BOOST_DESCRIBE_STRUCT(V3UserView, (), (user, auth_protocol, priv_protocol, context, may_write))

struct AgentSearchView {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::int64_t community_count = 0;        // the communities themselves are never shown
    std::int64_t write_community_count = 0;  // likewise
    std::vector<V3UserView> v3_users;
    bool allow_public_addresses = false;
    std::int64_t discovery_interval_seconds = 86400;
    std::int64_t polling_interval_seconds = 3600;
};
BOOST_DESCRIBE_STRUCT(AgentSearchView, (),
                      (include, exclude, community_count, write_community_count, v3_users, allow_public_addresses,
                       discovery_interval_seconds, polling_interval_seconds))

// How long the page says that an agent took over.
constexpr std::chrono::hours kTookOverFor{24};

// Of an agent that shares its site (AGT-12).
struct AgentDutyView {
    bool polls = true;    // it asks printers by its schedule; otherwise it stands by
    bool always = false;  // a person wants it to poll whatever others do
    std::optional<base::Instant> since;
    std::optional<AgentId> stands_by_for;
    std::optional<std::string> stands_by_for_name;
    std::vector<std::string> stood_by;  // names of the first five that stand by for it
    std::vector<std::string> gone;      // of these, those that are not heard of
    bool all_silent = false;            // nor is anyone else of its site that shares the polling
    bool took_over = false;             // from another one, in the last 24 hours
};
BOOST_DESCRIBE_STRUCT(AgentDutyView, (),
                      (polls, always, since, stands_by_for, stands_by_for_name, stood_by, gone, all_silent, took_over))

enum class DutyChoice { kMakeActive, kAlwaysPoll, kShare };
BOOST_DESCRIBE_ENUM(DutyChoice, kMakeActive, kAlwaysPoll, kShare)
struct AgentDutyBody {
    DutyChoice choice = DutyChoice::kMakeActive;
};
BOOST_DESCRIBE_STRUCT(AgentDutyBody, (), (choice))

// Which printer a native agent is.
struct OwnPrinterView {
    std::string manufacturer;
    std::string serial_number;
};
BOOST_DESCRIBE_STRUCT(OwnPrinterView, (), (manufacturer, serial_number))

struct AgentView {
    AgentId id;
    base::OrganizationId organization_id;
    organizations::SiteId site_id;
    std::string name;
    AgentKind kind = AgentKind::kFleet;
    std::optional<OwnPrinterView> own_printer;  // of a native agent, from its first reading on
    std::optional<std::string> version_text;
    std::optional<std::string> host_name;
    AgentState state = AgentState::kInvited;
    std::optional<base::Instant> last_contact_at;
    std::int64_t printer_count = 0;
    std::int64_t managed_printer_count = 0;  // managed or waiting for it
    std::int64_t pending_printer_count = 0;  // of these, those that wait
    AgentSearchView search;
    std::optional<AgentDutyView> duty;   // absent: it is the only one with its search, and polls
    bool below_minimum_version = false;  // older than the operator wants (AGT-9)
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(AgentView, (),
                      (id, organization_id, site_id, name, kind, own_printer, version_text, host_name, state,
                       last_contact_at, printer_count, managed_printer_count, pending_printer_count, search, duty,
                       below_minimum_version, version))

struct AgentCreatedView : AgentView {
    std::string enrollment_token;  // shown this one time
};
BOOST_DESCRIBE_STRUCT(AgentCreatedView, (AgentView), (enrollment_token))

struct AgentPath : http::Parameters {
    AgentId agent_id;
};
BOOST_DESCRIBE_STRUCT(AgentPath, (), (agent_id))

struct AgentList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kName};
    std::optional<std::string> search;
    std::vector<AgentState> state;
};
BOOST_DESCRIBE_STRUCT(AgentList, (http::Paging), (sort, search, state))

// ---- handlers -------------------------------------------------------------------------------------

class Routes {
  public:
    explicit Routes(HttpParts parts)
        : ids_(parts.ids), secrets_(parts.secrets), guard_(parts.guard), versions_(parts.versions) {}

    base::Result<http::Page<AgentView>> List(Call& call, const AgentList& params) {
        TRY(const auto window, call.Window(params));
        const store::ListFilter filter{.organizations = call.actor().visible,
                                       .search = base::FoldCase(base::Trim(params.search.value_or(""))),
                                       .state = params.state,
                                       .heard_since = SystemNow() - kContactInterval * kMissedContacts};
        auto page = http::MakePage(call, store::List(call.tx(), filter, window),
                                   [&](const store::AgentRow& row) { return View(row); });
        AddCounts(call, page.items);
        return page;
    }

    base::Result<Reply<AgentView>> Get(Call& call, const AgentPath& path) {
        const auto agent = store::Find(call.tx(), call.actor().visible, path.agent_id);
        if (!agent) return http::NotFound();
        Reply<AgentView> reply = Counted(call, *agent);
        // The ETag is of what people change; state and counts change without it, so no cache may answer with them.
        reply.headers.emplace_back("Cache-Control", "no-store");
        return reply;
    }

    base::Result<Reply<AgentCreatedView>> Create(Call& call, const AgentBody& body) {
        if (!store::HoldOrganization(call.tx(), call.organization())) return http::NotFound();
        store::AgentRow agent;
        agent.organization_id = call.organization();
        agent.id = ids_.Make<AgentId>();
        agent.created_at = agent.updated_at = call.now();
        agent.kind = body.kind.value_or(AgentKind::kFleet);
        SearchSecrets secrets{{"public"}, {}};
        TRY_DO(Apply(call, body, agent, secrets));
        const auto token = identity::Token::Make(agent.organization_id, agent.id.value);
        try {
            store::Insert(call.tx(), agent, token.SecretHash(), SystemNow() + kEnrollmentTokenLife);
        } catch (const pg::Error& error) {
            return NameTaken(error);
        }
        AgentCreatedView created{View(agent), token.ToString(kEnrollmentPrefix)};
        audit::Record(call, {agent.organization_id, audit::action::kAgentCreated, "agent", agent.id.value, nullptr,
                             base::json::ToValue(View(agent))});
        Reply<AgentCreatedView> reply = created;
        reply.location = "/api/v1/agents/" + agent.id.ToString();
        return reply;
    }

    // A new one-time token for the same agent: its computer was replaced, or the first one went out of date.
    base::Result<AgentCreatedView> Invite(Call& call, const AgentPath& path) {
        const auto agent = store::Lock(call.tx(), call.actor().visible, path.agent_id);
        if (!agent) return http::NotFound();
        const auto token = identity::Token::Make(agent->organization_id, agent->id.value);
        store::SetToken(call.tx(), agent->organization_id, agent->id, token.SecretHash(),
                        SystemNow() + kEnrollmentTokenLife);
        const auto shown = base::json::ToValue(View(*agent));
        audit::Record(call, {.organization = agent->organization_id,
                             .action = audit::action::kAgentInvited,
                             .object_type = "agent",
                             .object_id = agent->id.value,
                             .after = shown});
        return AgentCreatedView{Counted(call, *agent), token.ToString(kEnrollmentPrefix)};
    }

    base::Result<AgentView> Update(Call& call, const AgentPath& path, const AgentBody& body) {
        const auto known = store::Find(call.tx(), call.actor().visible, path.agent_id);
        if (!known) return http::NotFound();
        TRY_DO(Check(call, body, *known));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.agent_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::AgentRow after = *before;
        SearchSecrets secrets = Open(*before);
        const SearchSecrets secrets_before = secrets;
        TRY_DO(Apply(call, body, after, secrets));
        if (after.disabled && !before->disabled) TRY_DO(CheckFree(call, *before));
        const bool other_secrets = secrets != secrets_before;
        const bool told = SearchOf(*before) != SearchOf(after) || other_secrets;
        if (!told && after.name == before->name && after.site_id == before->site_id &&
            after.disabled == before->disabled) {
            return Counted(call, *before);
        }
        after.version = before->version + 1;
        after.updated_at = call.now();
        if (told) after.configuration_version = before->configuration_version + 1;
        try {
            store::Update(call.tx(), after);
        } catch (const pg::Error& error) {
            return NameTaken(error);
        }
        if (told && after.enrolled && !after.disabled) {
            SendCommand(call.tx(), ids_, after.organization_id, after.id, printing::CommandKind::kConfigurationChanged,
                        {}, std::chrono::minutes(10));
        }
        auto shown = base::json::ToValue(View(after));
        // The view counts them only: other ones of the same number would look like no change.
        if (other_secrets) shown.as_object()["secrets_changed"] = true;
        audit::Record(call, {after.organization_id, audit::action::kAgentUpdated, "agent", after.id.value,
                             base::json::ToValue(View(*before)), std::move(shown)});
        return Counted(call, after);
    }

    // AGT-12
    base::Result<AgentView> ChangeDuty(Call& call, const AgentPath& path, const AgentDutyBody& body) {
        const auto agent = store::Find(call.tx(), call.actor().visible, path.agent_id);
        const auto self = agent ? FindAgent(call.tx(), agent->organization_id, agent->id) : std::nullopt;
        if (!self) return http::NotFound();
        const auto before = Counted(call, *agent);
        if (body.choice == DutyChoice::kMakeActive) {
            TRY_DO(MakeActive(call.tx(), ids_, *self, call.now(), SystemNow()));
        } else {
            SetAlways(call.tx(), ids_, *self, body.choice == DutyChoice::kAlwaysPoll, call.now(), SystemNow());
        }
        auto after = Counted(call, *agent);
        const bool activated = body.choice == DutyChoice::kMakeActive;
        audit::Record(call, {.organization = agent->organization_id,
                             .action = activated ? audit::action::kAgentActivated : audit::action::kAgentDutyChanged,
                             .object_type = "agent",
                             .object_id = agent->id.value,
                             .before = DutyOf(before),
                             .after = DutyOf(after)});
        return after;
    }

    base::Result<void> Delete(Call& call, const AgentPath& path) {
        const auto agent = store::Lock(call.tx(), call.actor().visible, path.agent_id);
        if (!agent) return http::NotFound();
        TRY_DO(call.CheckVersion(agent->version));
        store::LockContact(call.tx(), agent->organization_id, agent->id);
        TRY_DO(CheckFree(call, *agent));
        guard_.Detach(call.tx(), agent->organization_id, agent->id);
        store::Delete(call.tx(), agent->organization_id, agent->id);
        audit::Record(call, {agent->organization_id, audit::action::kAgentDeleted, "agent", agent->id.value,
                             base::json::ToValue(View(*agent)), nullptr});
        return {};
    }

  private:
    static base::Instant SystemNow() { return base::SystemClock().Now(); }

    static boost::json::object DutyOf(const AgentView& view) {
        return {
            {"name", view.name}, {"polls", !view.duty || view.duty->polls}, {"always", view.duty && view.duty->always}};
    }

    static Search SearchOf(const store::AgentRow& a) {
        return {a.include, a.exclude, a.allow_public_addresses, a.discovery_interval_seconds,
                a.polling_interval_seconds};
    }

    SearchSecrets Open(const store::AgentRow& agent) const {
        const auto text = secrets_.Open(agent.secrets.value, SecretsContext(agent.id));
        if (!text) throw std::runtime_error("the secrets of an agent do not open: is the secret key another one?");
        auto secrets = base::json::Read<SearchSecrets>(*text);
        if (!secrets) throw std::logic_error("the secrets of an agent cannot be read");
        return std::move(*secrets);
    }

    // What Apply() refuses of the agent as it is now, before its row is locked.
    base::Result<void> Check(Call& call, const AgentBody& body, store::AgentRow agent) const {
        SearchSecrets secrets = Open(agent);
        return Apply(call, body, agent, secrets);
    }

    // The body onto the row; every wrong field at once.
    base::Result<void> Apply(Call& call, const AgentBody& body, store::AgentRow& agent, SearchSecrets& secrets) const {
        base::FieldProblems problems;
        agent.name = CheckName(body.name, problems);
        if (body.disabled) agent.disabled = *body.disabled;
        if (body.kind && *body.kind != agent.kind) problems.Add("/kind", "agent_kind_stays");
        if (agent.kind == AgentKind::kNative && body.search && !body.search->include.empty()) {
            problems.Add("/search/include", "native_agent_searches_nothing");
        }
        if (body.site_id) {
            if (!organizations::FindSite(call.tx(), agent.organization_id, *body.site_id)) {
                problems.Add("/site_id", "site_unknown");
            }
            agent.site_id = *body.site_id;
        } else if (agent.site_id.IsNil()) {
            problems.Add("/site_id", "missing");
        }
        if (body.search) {
            Search search{body.search->include, body.search->exclude,
                          body.search->allow_public_addresses.value_or(agent.allow_public_addresses),
                          body.search->discovery_interval_seconds, body.search->polling_interval_seconds};
            search = CheckSearch(search, problems);
            agent.include = search.include;
            agent.exclude = search.exclude;
            agent.allow_public_addresses = search.allow_public_addresses;
            agent.discovery_interval_seconds = search.discovery_interval_seconds;
            agent.polling_interval_seconds = search.polling_interval_seconds;
            if (body.search->communities) secrets.communities = *body.search->communities;
            if (body.search->write_communities) secrets.write_communities = *body.search->write_communities;
            if (body.search->v3_users) {
                secrets.writing_users = Writing(*body.search->v3_users, secrets);
                secrets.v3_users = Merge(*body.search->v3_users, secrets.v3_users);
            }
            CheckSecrets(secrets, problems);
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        agent.secrets.value = secrets_.Seal(base::json::Write(secrets), SecretsContext(agent.id));
        return {};
    }

    static std::vector<printing::V3User> Merge(const std::vector<V3UserBody>& sent,
                                               const std::vector<printing::V3User>& stored) {
        std::vector<printing::V3User> users;
        for (const auto& body : sent) {
            printing::V3User user;
            for (const auto& known : stored) {
                if (known.name == body.user) user = known;
            }
            user.name = body.user;
            if (body.auth_protocol) user.auth = *body.auth_protocol;
            if (body.priv_protocol) user.privacy = *body.priv_protocol;
            if (body.auth_secret) user.auth_password = body.auth_secret;
            if (body.priv_secret) user.privacy_password = body.priv_secret;
            if (body.context) user.context = body.context;
            users.push_back(std::move(user));
        }
        return users;
    }

    // Who says nothing of it keeps what was said.
    static std::optional<std::vector<std::string>> Writing(const std::vector<V3UserBody>& sent,
                                                           const SearchSecrets& stored) {
        std::vector<std::string> users;
        for (const auto& body : sent) {
            if (body.may_write.value_or(MayWrite(stored, body.user))) users.push_back(body.user);
        }
        return users.empty() ? std::nullopt : std::optional(std::move(users));
    }

    // AGT-8
    base::Result<void> CheckFree(Call& call, const store::AgentRow& agent) {
        const auto counts = guard_.Lock(call.tx(), agent.organization_id, agent.id);
        if (counts.managed == 0) return {};
        auto args = base::NamedArgs("printers", counts.names, counts.managed);
        args["managed"] = counts.managed - counts.pending;
        args["pending"] = counts.pending;
        return base::Refuse(ProblemKind::kConflict, "agent_has_managed_printers", std::move(args));
    }

    static std::unexpected<base::Problem> NameTaken(const pg::Error& error) {
        if (error.constraint() != "agents_organization_id_name_key_key") throw error;
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, {{"/name", "name_taken", {}}});
    }

    AgentView View(const store::AgentRow& agent) const {
        AgentView view;
        view.id = agent.id;
        view.organization_id = agent.organization_id;
        view.site_id = agent.site_id;
        view.name = agent.name;
        view.kind = agent.kind;
        if (agent.own_serial_number) {
            view.own_printer = {agent.own_manufacturer.value_or(""), *agent.own_serial_number};
        }
        view.version_text = agent.version_text;
        view.host_name = agent.host_name;
        view.state = StateOf(agent.enrolled, agent.disabled, agent.heard_at, SystemNow());
        view.last_contact_at = agent.last_contact_at;
        const SearchSecrets secrets = Open(agent);
        view.search = {agent.include,
                       agent.exclude,
                       static_cast<std::int64_t>(secrets.communities.size()),
                       static_cast<std::int64_t>(secrets.write_communities ? secrets.write_communities->size() : 0),
                       {},
                       agent.allow_public_addresses,
                       agent.discovery_interval_seconds,
                       agent.polling_interval_seconds};
        for (const auto& user : secrets.v3_users) {
            view.search.v3_users.push_back(
                {user.name, user.auth, user.privacy, user.context, MayWrite(secrets, user.name)});
        }
        view.version = agent.version;
        return view;
    }

    void AddCounts(Call& call, std::vector<AgentView>& views) {
        std::vector<AgentId> ids;
        for (const auto& view : views) ids.push_back(view.id);
        const auto counts = guard_.Count(call.tx(), call.actor().visible, ids);
        for (auto& view : views) {
            const auto count = counts.find(view.id);
            if (count == counts.end()) continue;
            view.printer_count = count->second.printers;
            view.managed_printer_count = count->second.managed;
            view.pending_printer_count = count->second.pending;
        }
        if (versions_ != nullptr) {
            const auto below = versions_->BelowMinimum(call.tx(), call.actor().visible, ids);
            for (auto& view : views) view.below_minimum_version = below.contains(view.id);
        }
        for (auto& duty : store::ShowDuties(call.tx(), call.actor().visible, ids,
                                            SystemNow() - kContactInterval * kMissedContacts)) {
            const auto view = std::ranges::find(views, duty.agent_id, &AgentView::id);
            view->duty = {duty.polls,
                          duty.always,
                          duty.since,
                          duty.stands_by_for,
                          std::move(duty.stands_by_for_name),
                          std::move(duty.stood_by),
                          std::move(duty.gone),
                          duty.all_silent,
                          duty.took_over && duty.since && call.now() - *duty.since < kTookOverFor};
        }
    }

    AgentView Counted(Call& call, const store::AgentRow& agent) {
        std::vector<AgentView> views{View(agent)};
        AddCounts(call, views);
        return std::move(views.front());
    }

    base::IdSource& ids_;
    const base::SecretBox& secrets_;
    RemovalGuard& guard_;
    MinimumVersion* versions_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);

    http::AddList(router, "agents",
                  {.method = Method::kGet,
                   .path = "/api/v1/agents",
                   .id = "listAgents",
                   .tag = "agents",
                   .summary = "List agents",
                   .allow = permissions::kSeeAgents},
                  routes, &Routes::List);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agents",
                .id = "createAgent",
                .tag = "agents",
                .summary = "Register an agent; the answer holds its one-time enrollment token",
                .allow = permissions::kManageAgents,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/agents/{agent_id}",
                .id = "getAgent",
                .tag = "agents",
                .summary = "Read an agent",
                .allow = permissions::kSeeAgents,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add({.method = Method::kPut,
                .path = "/api/v1/agents/{agent_id}",
                .id = "updateAgent",
                .tag = "agents",
                .summary = "Change an agent; a connected one takes it up at once",
                .allow = permissions::kManageAgents,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);

    router.Add({.method = Method::kDelete,
                .path = "/api/v1/agents/{agent_id}",
                .id = "deleteAgent",
                .tag = "agents",
                .summary = "Remove an agent; its printers stay",
                .allow = permissions::kManageAgents,
                .if_match = true},
               routes, &Routes::Delete);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agents/{agent_id}/enrollment-tokens",
                .id = "createEnrollmentToken",
                .tag = "agents",
                .summary = "A new one-time enrollment token in place of the earlier one",
                .allow = permissions::kManageAgents,
                .creates = true},
               routes, &Routes::Invite);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agents/{agent_id}/duty",
                .id = "changeAgentDuty",
                .tag = "agents",
                .summary = "Choose which of the agents of a site polls",
                .allow = permissions::kManageAgents},
               routes, &Routes::ChangeDuty);

    RegisterSearchHttp(router);
    RegisterAgentApi(router, parts);
}

}  // namespace agents
