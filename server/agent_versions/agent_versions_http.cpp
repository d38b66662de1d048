#include <map>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/packages/agent_package.hpp"
#include "server/agent_versions/routes.hpp"
#include "server/agent_versions/version_store.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// What people do about versions of the agent (AGT-9).
namespace agent_versions {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using base::ProblemKind;
using base::Refuse;
using http::Call;
using http::Method;
using http::Reply;

// An agent that waits hears at once that there is something; one that does not asks within a quarter of an hour.
constexpr std::chrono::minutes kWakeUp{10};

struct PackagePath : http::Parameters {
    PackageId agent_package_id;
};
BOOST_DESCRIBE_STRUCT(PackagePath, (), (agent_package_id))
struct PackageList : http::Paging {
    pg::Order<store::PackageColumn> sort{store::PackageColumn::kVersion, true};
    std::optional<std::string> architecture;
};
BOOST_DESCRIBE_STRUCT(PackageList, (http::Paging), (sort, architecture))

enum class OlderThan { kMinimum, kNewest };
BOOST_DESCRIBE_ENUM(OlderThan, kMinimum, kNewest)
struct AgentVersionList : http::Paging {
    pg::Order<store::AgentColumn> sort{store::AgentColumn::kName};
    std::optional<std::string> search;
    std::optional<OlderThan> older_than;
    std::optional<bool> failed;  // the last update was given up or refused
};
BOOST_DESCRIBE_STRUCT(AgentVersionList, (http::Paging), (sort, search, older_than, failed))

struct AgentUpdatesInput {
    std::vector<agents::AgentId> agent_ids;

    static constexpr base::Limit kLimits[] = {{.field = "agent_ids", .required = true, .max_items = 500}};
};
BOOST_DESCRIBE_STRUCT(AgentUpdatesInput, (), (agent_ids))
enum class UpdateRefusal { kByHand, kDisabled, kNewestAlready, kNoPackage };
BOOST_DESCRIBE_ENUM(UpdateRefusal, kByHand, kDisabled, kNewestAlready, kNoPackage)
struct AgentUpdateItem {
    agents::AgentId agent_id;
    std::string name;
    std::optional<std::string> version;    // it was told to become that one
    std::optional<UpdateRefusal> refusal;  // or why not
};
BOOST_DESCRIBE_STRUCT(AgentUpdateItem, (), (agent_id, name, version, refusal))
struct AgentUpdatesResult {
    std::vector<AgentUpdateItem> items;
};
BOOST_DESCRIBE_STRUCT(AgentUpdatesResult, (), (items))

class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<AgentPackage>> Packages(Call& call, const PackageList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<AgentPackage>(call, store::ListPackages(call.tx(), {params.architecture}, window));
    }

    base::Result<AgentPackage> Get(Call& call, const PackagePath& path) {
        auto package = store::FindPackage(call.tx(), path.agent_package_id);
        if (!package) return http::NotFound();
        return std::move(*package);
    }

    base::Result<Reply<AgentPackage>> Upload(Call& call, const http::Raw& file) {
        TRY(const auto read, packages::ReadPackage(file.bytes));
        const auto& manifest = read.head.manifest;
        if (store::CountPackages(call.tx()) >= kMostPackages)
            return Refuse(ProblemKind::kConflict, "agent_packages_full", {{"most", kMostPackages}});
        const AgentPackage package{ids_.Make<PackageId>(),
                                   manifest.version,
                                   manifest.architecture,
                                   static_cast<std::int64_t>(file.bytes.size()),
                                   manifest.sha256,
                                   call.actor().name,
                                   call.now()};
        if (!store::InsertPackage(call.tx(), package, file.bytes)) {
            return Refuse(ProblemKind::kConflict, "agent_package_known",
                          {{"version", manifest.version}, {"architecture", manifest.architecture}});
        }
        Record(call, action::kAgentPackageUploaded, nullptr, &package);
        Reply<AgentPackage> reply = package;
        reply.location = "/api/v1/agent-packages/" + package.id.ToString();
        return reply;
    }

    base::Result<void> Delete(Call& call, const PackagePath& path) {
        const auto rules = store::LockRules(call.tx());
        const auto package = store::LockPackage(call.tx(), path.agent_package_id);
        if (!package) return http::NotFound();
        if (package->agent_version == rules.rollout_version)
            return Refuse(ProblemKind::kConflict, "agent_package_in_use", {{"version", package->agent_version}});
        store::DeletePackage(call.tx(), package->id);
        Record(call, action::kAgentPackageDeleted, &*package, nullptr);
        return {};
    }

    base::Result<AgentVersionRules> GetRules(Call& call) { return store::FindRules(call.tx()); }

    base::Result<AgentVersionRules> UpdateRules(Call& call, const AgentVersionRulesInput& input) {
        TRY(const auto checked, CheckRules(input, store::Versions(call.tx(), std::nullopt)));
        const auto before = store::LockRules(call.tx());
        TRY_DO(call.CheckVersion(before.version));
        if (static_cast<const AgentVersionRulesInput&>(before) == checked) return before;
        AgentVersionRules after = before;
        static_cast<AgentVersionRulesInput&>(after) = checked;
        ++after.version;
        store::UpdateRules(call.tx(), after);
        // There is one, so that its id says nothing.
        const auto operator_organization = organizations::Find(call.tx(), call.organization());
        audit::Record(call, {call.organization(), action::kAgentVersionRulesUpdated, "agent_version_rules",
                             call.organization().value, base::json::ToValue(before), base::json::ToValue(after),
                             operator_organization ? operator_organization->name : ""});
        return after;
    }

    base::Result<http::Page<store::AgentVersionRow>> Agents(Call& call, const AgentVersionList& params) {
        TRY(const auto window, call.Window(params));
        store::AgentFilter filter{call.actor().visible,
                                  base::FoldCase(base::CleanText(params.search.value_or(""), 100)), std::nullopt,
                                  params.failed};
        if (params.older_than == OlderThan::kMinimum) {
            filter.below_rank = RankOf(store::FindRules(call.tx()).minimum_version);
        } else if (params.older_than == OlderThan::kNewest) {
            const auto versions = store::Versions(call.tx(), std::nullopt);
            filter.below_rank = versions.empty() ? 0 : RankOf(versions.front());
        }
        return http::MakePage<store::AgentVersionRow>(call, store::ListAgents(call.tx(), filter, window));
    }

    // Each of them to the newest version of its architecture, whatever the rollout says.
    base::Result<AgentUpdatesResult> Update(Call& call, const AgentUpdatesInput& input) {
        base::FieldProblems problems;
        base::CheckLimits(input, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        const auto found = store::FindAgents(call.tx(), call.actor().visible, input.agent_ids);
        AgentUpdatesResult result;
        std::map<std::string, std::vector<std::string>> known;  // by architecture
        for (const auto& agent : found) {
            const std::string architecture = agent.architecture.value_or("");
            if (!known.contains(architecture)) known[architecture] = store::Versions(call.tx(), architecture);
            AgentUpdateItem item{agent.id, agent.name, std::nullopt, std::nullopt};
            const auto& versions = known[architecture];
            if (agent.disabled) {
                item.refusal = UpdateRefusal::kDisabled;
            } else if (!agent.can_update) {
                item.refusal = UpdateRefusal::kByHand;
            } else if (versions.empty()) {
                item.refusal = UpdateRefusal::kNoPackage;
            } else if (!packages::IsOlder(agent.agent_version.value_or(""), versions.front())) {
                item.refusal = UpdateRefusal::kNewestAlready;
            } else {
                item.version = versions.front();
                Want(call, agent, versions.front());
            }
            result.items.push_back(std::move(item));
        }
        if (result.items.empty()) return http::NotFound();
        return result;
    }

  private:
    void Want(Call& call, const store::AgentVersionRow& agent, const std::string& version) {
        auto state = store::LockState(call.tx(), agent.organization_id, agent.id);
        if (!state) return;
        const auto before = state->wanted_version;
        state->wanted_version = version;
        state->wanted_by = call.actor().name;
        state->wanted_at = call.now();
        store::PutState(call.tx(), *state);
        agents::SendCommand(call.tx(), ids_, agent.organization_id, agent.id,
                            printing::CommandKind::kConfigurationChanged, {}, kWakeUp);
        audit::Record(call, {.organization = agent.organization_id,
                             .action = action::kAgentUpdateRequested,
                             .object_type = "agent",
                             .object_id = agent.id.value,
                             .before = boost::json::object{{"wanted_version", base::json::ToValue(before)}},
                             .after = boost::json::object{{"wanted_version", version}},
                             .object_name = agent.name});
    }
    static void Record(Call& call, const char* what, const AgentPackage* before, const AgentPackage* after) {
        const AgentPackage& package = after != nullptr ? *after : *before;
        audit::Record(call, {call.organization(), what, "agent_package", package.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr,
                             package.agent_version + " " + package.architecture});
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    RegisterUpdates(router);
    const auto routes = std::make_shared<Routes>(ids);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent-packages",
                .id = "listAgentPackages",
                .tag = "agent versions",
                .summary = "Signed packages of the agent",
                .allow = permissions::kSeeAgentVersions},
               routes, &Routes::Packages);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent-packages",
                .id = "uploadAgentPackage",
                .tag = "agent versions",
                .summary = "Upload a signed package of the agent: the file is the body",
                .allow = permissions::kManageAgentVersions,
                .creates = true,
                .takes = http::media::kOctets,
                .body_limit = static_cast<std::size_t>(packages::kMaxProgram) + packages::kMaxHead},
               routes, &Routes::Upload);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent-packages/{agent_package_id}",
                .id = "getAgentPackage",
                .tag = "agent versions",
                .summary = "What is known of a package",
                .allow = permissions::kSeeAgentVersions},
               routes, &Routes::Get);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/agent-packages/{agent_package_id}",
                .id = "deleteAgentPackage",
                .tag = "agent versions",
                .summary = "Delete a package; agents that run that version go on",
                .allow = permissions::kManageAgentVersions},
               routes, &Routes::Delete);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agent-version-rules",
                .id = "getAgentVersionRules",
                .tag = "agent versions",
                .summary = "The least version that is wanted, and which one agents become by themselves",
                .allow = permissions::kSeeAgentVersions,
                .returns_etag = true},
               routes, &Routes::GetRules);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/agent-version-rules",
                .id = "updateAgentVersionRules",
                .tag = "agent versions",
                .summary = "Say which version is the least that is wanted, and which one agents become by themselves",
                .allow = permissions::kManageAgentVersions,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::UpdateRules);
    http::AddList(router, "agent-versions",
                  {.method = Method::kGet,
                   .path = "/api/v1/agent-versions",
                   .id = "listAgentVersions",
                   .tag = "agent versions",
                   .summary = "Agents with their versions and what became of their updates",
                   .allow = permissions::kSeeAgentVersions},
                  routes, &Routes::Agents);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent-versions/updates",
                .id = "updateAgents",
                .tag = "agent versions",
                .summary = "Tell agents to become the newest version",
                .allow = permissions::kManageAgentVersions,
                .idempotent = true},
               routes, &Routes::Update);
}

}  // namespace agent_versions
