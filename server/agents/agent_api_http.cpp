#include "server/agents/agent_api_http.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/agents/agent_rules.hpp"
#include "server/agents/agent_store.hpp"
#include "server/agents/duties.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/refusals.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/tasks/tasks.hpp"

// What agents call: enrollment, configuration, commands and their results. Readings are in server/readings.
namespace agents {
namespace {

namespace permissions = organizations::permissions;

using base::ProblemKind;
using http::Call;
using http::Method;
using http::Reply;

// After a failure an agent comes back so many seconds later: a time of its own, so that 10,000 that lost the
// server together do not come back together.
constexpr std::int64_t kRetrySpreadSeconds = 60;
constexpr std::int64_t kRetryLeastSeconds = 15;
constexpr std::int64_t kLongestWaitSeconds = 55;

base::Instant SystemNow() {
    return base::SystemClock().Now();
}

AgentId Self(const Call& call) {
    return AgentId{call.actor().id};
}

struct CommandParams : http::Parameters {
    std::optional<std::int64_t> wait;  // seconds
    std::optional<bool> actions;       // the agent restarts printers and prints test pages, too
};
BOOST_DESCRIBE_STRUCT(CommandParams, (), (wait, actions))

// To the log of the agent's organization, to the operator's where there is no such agent.
void RefusedEnrollment(Call& call, audit::Refusals& refusals, const std::optional<identity::Token>& token) {
    const auto origin = audit::OriginOf(call);
    const std::string thing = token ? token->id.ToString() : origin.address;
    const auto not_recorded = refusals.Take(audit::action::kAgentEnrollmentRefused, thing, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([&refusals, origin, token, count = *not_recorded](pg::Transaction& tx) {
        audit::Refusal refusal{.action = audit::action::kAgentEnrollmentRefused, .object_type = "agent"};
        refusal.after["reason"] = token ? "token_unknown_or_used" : "token_malformed";
        if (token) {
            if (const auto agent = FindAgent(tx, token->organization, AgentId{token->id})) {
                refusal.organization = agent->organization_id;
                refusal.object_id = agent->id.value;
                refusal.object_name = agent->name;
            }
        }
        refusals.Write(tx, origin, std::move(refusal), count);
    });
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids), secrets_(parts.secrets), refusals_(parts.refusals) {}

    // AGT-1. The answer is the same whatever is wrong with the token.
    base::Result<printing::EnrollResponse> Enroll(Call& call, const printing::EnrollRequest& request) {
        const auto token = identity::Token::Parse(kEnrollmentPrefix, request.token);
        const auto refuse = [&] {
            if (refusals_ != nullptr) RefusedEnrollment(call, *refusals_, token);
            return base::Refuse(ProblemKind::kUnauthenticated, "enrollment_token_invalid");
        };
        if (!token) return refuse();
        const AgentId agent{token->id};
        const auto key = identity::Token::Make(token->organization, token->id);
        if (!store::Enroll(call.tx(), token->organization, agent, token->SecretHash(), key.SecretHash(), SystemNow())) {
            return refuse();
        }
        store::PutContact(call.tx(),
                          {token->organization, agent, call.now(), SystemNow(), base::CleanText(request.version, 50),
                           base::CleanText(request.host_name, 255), call.request().client_address});
        const auto known = FindAgent(call.tx(), token->organization, agent);
        audit::Record(call.tx(), call.now(), audit::AgentOf(call, agent.value, known ? known->name : ""),
                      {.organization = token->organization,
                       .action = audit::action::kAgentEnrolled,
                       .object_type = "agent",
                       .object_id = agent.value,
                       .after = boost::json::object{{"name", known ? known->name : ""},
                                                    {"version_text", base::CleanText(request.version, 50)},
                                                    {"host_name", base::CleanText(request.host_name, 255)}}});
        return printing::EnrollResponse{agent.ToString(), key.ToString(kKeyPrefix)};
    }

    base::Result<printing::AgentConfiguration> Configuration(Call& call) {
        const auto agent = store::Find(call.tx(), call.actor().visible, Self(call));
        if (!agent) return http::NotFound();
        Touch(call.tx(), agent->organization_id, agent->id, call.now(), call.request().client_address);
        SearchSecrets secrets = SecretsOf(*agent);
        const std::int64_t spread = agent->id.value.octets.back() % kRetrySpreadSeconds;
        return printing::AgentConfiguration{agent->configuration_version,
                                            agent->include,
                                            agent->exclude,
                                            std::move(secrets.communities),
                                            std::move(secrets.v3_users),
                                            agent->discovery_interval_seconds,
                                            agent->polling_interval_seconds,
                                            agent->allow_public_addresses,
                                            kRetryLeastSeconds + spread};
    }

    base::Result<printing::WriteAccess> Writing(Call& call) {
        const auto agent = store::Find(call.tx(), call.actor().visible, Self(call));
        if (!agent) return http::NotFound();
        SearchSecrets secrets = SecretsOf(*agent);
        printing::WriteAccess access{secrets.write_communities.value_or(std::vector<std::string>()), {}};
        for (auto& user : secrets.v3_users) {
            if (MayWrite(secrets, user.name)) access.v3_users.push_back(std::move(user));
        }
        return access;
    }

    // AGT-12
    base::Result<printing::AgentDuty> Duty(Call& call) {
        const auto self = FindAgent(call.tx(), call.organization(), Self(call));
        if (!self) return http::NotFound();
        const auto decision = AskDuty(call.tx(), ids_, *self, call.now(), SystemNow());
        for (const auto& [agent, name] : decision.activated) {
            audit::Record(call.tx(), call.now(), audit::AgentOf(call, self->id.value, self->name),
                          {.organization = self->organization_id,
                           .action = audit::action::kAgentActivated,
                           .object_type = "agent",
                           .object_id = agent.value,
                           .before = boost::json::object{{"name", name}, {"polls", false}},
                           .after = boost::json::object{{"name", name}, {"polls", true}}});
        }
        Touch(call.tx(), self->organization_id, self->id, call.now(), call.request().client_address);
        return decision.of_asker;
    }

    base::Result<Reply<printing::CommandList>> Commands(Call& call, const CommandParams& params) {
        Touch(call.tx(), call.organization(), Self(call), call.now(), call.request().client_address);
        printing::CommandList list{store::FetchCommands(call.tx(), call.organization(), Self(call), SystemNow(),
                                                        params.actions.value_or(false))};
        const std::int64_t wait = std::clamp<std::int64_t>(params.wait.value_or(0), 0, kLongestWaitSeconds);
        if (!list.commands.empty() || wait == 0 || call.must_answer()) return list;
        return http::Wait{TopicOf(Self(call)), std::chrono::steady_clock::now() + std::chrono::seconds(wait)};
    }

    // Telling a result twice, or of a command that nobody waits for any more, changes nothing.
    base::Result<void> Results(Call& call, const printing::CommandResult& result) {
        Touch(call.tx(), call.organization(), Self(call), call.now(), call.request().client_address);
        if (const auto command = CommandId::Parse(result.command_id)) {
            if (store::FinishCommand(call.tx(), call.organization(), Self(call), *command, result, SystemNow()))
                tasks::Announce(call.tx(), kCommandFinished);
        }
        return {};
    }

  private:
    SearchSecrets SecretsOf(const store::AgentRow& agent) {
        const auto text = secrets_.Open(agent.secrets.value, SecretsContext(agent.id));
        if (!text) throw std::runtime_error("the secrets of an agent do not open: is the secret key another one?");
        auto secrets = base::json::Read<SearchSecrets>(*text);
        if (!secrets) throw std::logic_error("the secrets of an agent cannot be read");
        return std::move(*secrets);
    }

    base::IdSource& ids_;
    const base::SecretBox& secrets_;
    audit::Refusals* refusals_;
};

}  // namespace

base::Result<std::optional<http::Actor>> AgentAuthenticator::Authenticate(
    const http::Request& request, std::optional<base::OrganizationId> acted_in) {
    const std::string_view bearer = request.Bearer();
    if (!bearer.starts_with(std::string(kKeyPrefix) + '_')) return std::optional<http::Actor>{};
    const auto refuse = [] { return base::Refuse(ProblemKind::kUnauthenticated, "unauthenticated"); };
    const auto key = identity::Token::Parse(kKeyPrefix, bearer);
    if (!key) return refuse();
    std::optional<store::Credential> credential;
    {
        pg::Transaction tx(pool_, pg::Scope::Organization(key->organization), pg::Access::kReadOnly);
        credential = store::FindCredential(tx, key->organization, AgentId{key->id});
        tx.Commit();
    }
    const bool right = credential && key->Matches(credential->key_hash.value);
    if (!right || credential->disabled) {
        if (refusals_ != nullptr) {
            audit::Origin origin;
            origin.kind = "anonymous";
            origin.address = request.client_address;
            audit::Refusal refusal{.action = audit::action::kAgentRefused, .object_type = "agent"};
            refusal.after["reason"] = right ? "disabled" : credential ? "wrong_secret" : "unknown_or_deleted";
            if (credential) {
                refusal.organization = key->organization;
                refusal.object_id = key->id;
                refusal.object_name = credential->name;
            }
            refusals_->Record(origin, key->id.ToString(), std::move(refusal));
        }
        return refuse();
    }
    if (acted_in && *acted_in != key->organization) {
        return base::Refuse(ProblemKind::kNotFound, "organization_not_found");
    }
    http::Actor actor;
    actor.kind = http::ActorKind::kAgent;
    actor.id = key->id;
    actor.name = credential->name;
    actor.organization = key->organization;
    actor.home = key->organization;
    actor.roles = organizations::kAgents;
    actor.visible = {key->organization};
    return std::optional<http::Actor>(std::move(actor));
}

void RegisterAgentApi(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent/enroll",
                .id = "enrollAgent",
                .tag = "agent",
                .summary = "Exchange a one-time token for the agent's key",
                .allow = http::kPublic,
                .scope = http::OperationScope::kNone,
                .success = 201,
                .rate = http::Rate{.per_second = 1, .burst = 20}},
               routes, &Routes::Enroll);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent/configuration",
                .id = "getAgentConfiguration",
                .tag = "agent",
                .summary = "What to look for, with the secrets that it takes",
                .allow = permissions::kActAsAgent,
                .returns_etag = true},
               routes, &Routes::Configuration);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent/write-access",
                .id = "getAgentWriteAccess",
                .tag = "agent",
                .summary = "With what the agent may restart printers",
                .allow = permissions::kActAsAgent},
               routes, &Routes::Writing);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent/duty",
                .id = "getAgentDuty",
                .tag = "agent",
                .summary = "Whether the agent polls, or stands by for another one of its site",
                .allow = permissions::kActAsAgent},
               routes, &Routes::Duty);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent/commands",
                .id = "listAgentCommands",
                .tag = "agent",
                .summary = "Commands that wait for the agent; long poll",
                .allow = permissions::kActAsAgent},
               routes, &Routes::Commands);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent/results",
                .id = "reportAgentResult",
                .tag = "agent",
                .summary = "What became of a command",
                .allow = permissions::kActAsAgent},
               routes, &Routes::Results);
}

}  // namespace agents
