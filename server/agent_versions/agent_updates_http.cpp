#include <algorithm>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/packages/agent_package.hpp"
#include "server/agent_versions/routes.hpp"
#include "server/agent_versions/version_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// What agents ask: which version to become, and its package in parts (AGT-9).
namespace agent_versions {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct PackagePart : http::Parameters {
    std::string version;
    std::string architecture;
    std::optional<std::int64_t> offset;
};
BOOST_DESCRIBE_STRUCT(PackagePart, (), (version, architecture, offset))

std::optional<std::string> Short(const std::optional<std::string>& text, std::size_t most) {
    return text ? std::optional(base::CleanText(*text, most)) : std::nullopt;
}

class Routes {
  public:
    base::Result<printing::AgentUpdateOffer> Ask(Call& call, const printing::AgentUpdateReport& report) {
        const agents::AgentId self{call.actor().id};
        // The agent first, as whoever deletes it does.
        const auto agent = agents::FindAgent(call.tx(), call.organization(), self);
        if (!agent) return http::NotFound();
        const auto before = store::LockState(call.tx(), call.organization(), self);
        store::State state = before.value_or(store::State{call.organization(), self});
        state.agent_version = base::CleanText(report.version, 50);
        state.architecture = base::CleanText(report.architecture, 20);
        state.can_update = report.can_update;
        const bool other_end = report.last && (!before || before->last_version != report.last->version ||
                                               before->last_outcome != base::json::EnumName(report.last->outcome));
        if (report.last && (other_end || before->last_detail != Short(report.last->detail, 500))) {
            state.last_version = base::CleanText(report.last->version, 50);
            state.last_outcome = base::json::EnumName(report.last->outcome);
            state.last_detail = Short(report.last->detail, 500);
            state.last_at = call.now();
        }
        // What a person asked for has come about, was tried since, or makes no sense any more.
        const bool reached = state.wanted_version && !packages::IsOlder(report.version, *state.wanted_version);
        const bool tried = state.wanted_version && report.last && report.last->version == *state.wanted_version &&
                           report.last->outcome != printing::UpdateOutcome::kDone && other_end;
        if (reached || tried) state.wanted_version = state.wanted_by = std::nullopt, state.wanted_at = std::nullopt;
        if (!before || base::json::Write(*before) != base::json::Write(state)) store::PutState(call.tx(), state);
        if (agent->version_text != state.agent_version)
            agents::SetVersion(call.tx(), call.organization(), self, state.agent_version);
        if (other_end) {
            audit::Record(call.tx(), call.now(), audit::AgentOf(call, self.value, agent->name),
                          {.organization = call.organization(),
                           .action = audit::action::kAgentUpdateEnded,
                           .object_type = "agent",
                           .object_id = self.value,
                           .after = boost::json::object{{"version_text", state.agent_version},
                                                        {"update", base::json::ToValue(*report.last)}},
                           .object_name = agent->name});
        }
        const auto rules = store::FindRules(call.tx());
        printing::AgentUpdateOffer offer;
        if (!rules.minimum_version.empty()) offer.minimum = rules.minimum_version;
        offer.version =
            OfferedVersion({self, report, state.wanted_version}, rules, store::Versions(call.tx(), state.architecture));
        if (!offer.version) return offer;
        offer.asked_for = offer.version == state.wanted_version;
        offer.package_bytes = store::SizeOf(call.tx(), *offer.version, state.architecture).value_or(0);
        return offer;
    }

    base::Result<http::Raw> Package(Call& call, const PackagePart& params) {
        const std::int64_t offset = std::clamp<std::int64_t>(params.offset.value_or(0), 0, INT32_MAX - 1);
        auto part = store::ReadPart(call.tx(), params.version, params.architecture, offset, printing::kPackagePart);
        if (!part) return http::NotFound();
        return http::Raw{"application/octet-stream", std::move(*part)};
    }
};

}  // namespace

void RegisterUpdates(http::Router& router) {
    const auto routes = std::make_shared<Routes>();
    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent/update",
                .id = "askForAgentUpdate",
                .tag = "agent",
                .summary = "Say which version the agent is, and hear which it is to become",
                .allow = permissions::kActAsAgent},
               routes, &Routes::Ask);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent/update/package",
                .id = "getAgentPackagePart",
                .tag = "agent",
                .summary = "A part of a signed package, from an offset on",
                .allow = permissions::kActAsAgent,
                .gives = http::media::kOctets},
               routes, &Routes::Package);
}

}  // namespace agent_versions
