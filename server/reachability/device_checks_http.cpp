#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/snmp/walk_text.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/reachability/reachability_store.hpp"
#include "server/reachability/routes.hpp"

// For technicians (AGT-11): an address looked at step by step by an agent, a printer or not, and what a device answers as a
// file. Both are commands of the agent; whoever asks comes back for the result.
namespace reachability {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using base::ProblemKind;
using http::Call;
using http::Method;

// In real time.
constexpr std::chrono::seconds kCheckWithin{120};
constexpr std::chrono::seconds kDiagnosticsWithin{300};
constexpr std::chrono::minutes kUploadWithin{60};  // business time, which may run faster
constexpr std::size_t kMostChecks = 40;
constexpr std::int64_t kMostObjects = 50'000;

struct CheckedAgentPath : http::Parameters {
    agents::AgentId agent_id;
};
BOOST_DESCRIBE_STRUCT(CheckedAgentPath, (), (agent_id))
struct CheckPath : http::Parameters {
    agents::AgentId agent_id;
    agents::CommandId check_id;
};
BOOST_DESCRIBE_STRUCT(CheckPath, (), (agent_id, check_id))
struct DiagnosticsPath : http::Parameters {
    agents::AgentId agent_id;
    agents::CommandId diagnostics_id;
};
BOOST_DESCRIBE_STRUCT(DiagnosticsPath, (), (agent_id, diagnostics_id))

struct CheckedAddress {
    std::string address;  // an address or host name, with ":port" where SNMP has another

    static constexpr base::Limit kLimits[] = {{.field = "address", .required = true, .max_length = 255}};
};
BOOST_DESCRIBE_STRUCT(CheckedAddress, (), (address))

enum class CheckState {
    kWaiting,  // for the agent to ask for it
    kRunning,
    kDone,
    kNoAnswer,  // of the agent
};
BOOST_DESCRIBE_ENUM(CheckState, kWaiting, kRunning, kDone, kNoAnswer)

struct AddressCheckView {
    agents::CommandId id;
    agents::AgentId agent_id;
    std::string address;
    CheckState state = CheckState::kWaiting;
    std::vector<printing::CheckResult> checks;  // with kDone
};
BOOST_DESCRIBE_STRUCT(AddressCheckView, (), (id, agent_id, address, state, checks))

struct DiagnosticsView {
    agents::CommandId id;
    agents::AgentId agent_id;
    std::string address;
    std::string requested_by;
    base::Instant requested_at;
    CheckState state = CheckState::kWaiting;
    std::optional<base::Instant> received_at;
    std::int64_t objects = 0;
    std::string detail;  // in English, for a technician: why nothing came
};
BOOST_DESCRIBE_STRUCT(DiagnosticsView, (),
                      (id, agent_id, address, requested_by, requested_at, state, received_at, objects, detail))
struct DiagnosticsList {
    std::vector<DiagnosticsView> items;  // the newest first; those of 30 days, 20 at most
};
BOOST_DESCRIBE_STRUCT(DiagnosticsList, (), (items))

CheckState StateOfCommand(const agents::CommandState& command) {
    if (command.outcome) return CheckState::kDone;
    if (command.expired) return CheckState::kNoAnswer;
    return command.fetched ? CheckState::kRunning : CheckState::kWaiting;
}

class CheckRoutes {
  public:
    explicit CheckRoutes(base::IdSource& ids) : ids_(ids) {}

    base::Result<AddressCheckView> Check(Call& call, const CheckedAgentPath& path, const CheckedAddress& body) {
        TRY(const auto asked, Ask(call, path, body, printing::CommandKind::kCheckAddresses, kCheckWithin));
        Record(call, asked.agent, action::kAgentAddressChecked, asked.address);
        return AddressCheckView{asked.command, path.agent_id, asked.address, CheckState::kWaiting, {}};
    }

    base::Result<AddressCheckView> GetCheck(Call& call, const CheckPath& path) {
        const auto agent = Find(call, path.agent_id);
        if (!agent) return http::NotFound();
        auto commands = agents::FindCommands(call.tx(), agent->organization_id, {&path.check_id, 1});
        if (commands.empty() || commands.front().agent_id != path.agent_id ||
            commands.front().kind != printing::CommandKind::kCheckAddresses) {
            return http::NotFound();
        }
        auto& command = commands.front();
        AddressCheckView view{command.id,
                              path.agent_id,
                              command.addresses.empty() ? std::string() : command.addresses.front(),
                              StateOfCommand(command),
                              {}};
        for (auto& item : command.items) {
            if (!item.checks) continue;
            for (auto& check : *item.checks) {
                if (view.checks.size() == kMostChecks) break;
                check.subject = base::CleanText(check.subject, 100);
                check.detail = base::CleanText(check.detail, 300);
                check.milliseconds = std::clamp<std::int64_t>(check.milliseconds, 0, 3'600'000);
                view.checks.push_back(std::move(check));
            }
        }
        return view;
    }

    base::Result<DiagnosticsView> AskDiagnostics(Call& call, const CheckedAgentPath& path, const CheckedAddress& body) {
        TRY(const auto asked, Ask(call, path, body, printing::CommandKind::kSendDiagnostics, kDiagnosticsWithin));
        const store::DiagnosticsRow row{.organization_id = asked.agent.organization_id,
                                        .agent_id = path.agent_id,
                                        .id = asked.command,
                                        .address = asked.address,
                                        .requested_by = call.actor().name,
                                        .requested_at = call.now(),
                                        .received_at = std::nullopt};
        store::AskDiagnostics(call.tx(), row);
        Record(call, asked.agent, action::kAgentDiagnosticsRequested, asked.address);
        return View(row, nullptr);
    }

    base::Result<DiagnosticsList> ListDiagnostics(Call& call, const CheckedAgentPath& path) {
        const auto agent = Find(call, path.agent_id);
        if (!agent) return http::NotFound();
        const auto rows = store::ListDiagnostics(call.tx(), call.actor().visible, path.agent_id);
        std::vector<agents::CommandId> waiting;
        for (const auto& row : rows) {
            if (!row.received_at) waiting.push_back(row.id);
        }
        std::map<agents::CommandId, agents::CommandState> commands;
        if (!waiting.empty()) {
            for (auto& command : agents::FindCommands(call.tx(), agent->organization_id, waiting)) {
                commands.emplace(command.id, std::move(command));
            }
        }
        DiagnosticsList list;
        for (const auto& row : rows) {
            const auto command = commands.find(row.id);
            list.items.push_back(View(row, command == commands.end() ? nullptr : &command->second));
        }
        return list;
    }

    base::Result<http::Raw> Download(Call& call, const DiagnosticsPath& path) {
        auto walk = store::FindWalk(call.tx(), call.actor().visible, path.agent_id, path.diagnostics_id);
        if (!walk) return http::NotFound();
        return http::Raw{"text/plain; charset=utf-8", std::move(walk->walk.value),
                         "diagnostics-" + path.diagnostics_id.ToString() + ".snmprec"};
    }

    // Only what somebody has asked for, once, in bounds, and in the form that tests and the simulator read.
    base::Result<void> Receive(Call& call, const printing::DiagnosticsUpload& upload) {
        const agents::AgentId agent{call.actor().id};
        agents::Touch(call.tx(), call.organization(), agent, call.now(), call.request().client_address);
        const auto command = agents::CommandId::Parse(upload.command_id);
        if (!command) return http::NotFound();
        base::FieldProblems problems;
        if (upload.walk.size() > printing::kMostDiagnosticsOctets) {
            problems.Add("/walk", "too_long", {{"limit", static_cast<std::int64_t>(printing::kMostDiagnosticsOctets)}});
            return std::move(problems).Refuse();
        }
        const auto values = snmp::ParseWalkText(upload.walk);
        if (!values || static_cast<std::int64_t>(values->size()) > kMostObjects) {
            problems.Add("/walk", "invalid");
            return std::move(problems).Refuse();
        }
        if (!store::ReceiveDiagnostics(call.tx(), call.organization(), agent, *command,
                                       static_cast<std::int64_t>(values->size()), upload.walk,
                                       call.now() - kUploadWithin, call.now())) {
            return http::NotFound();
        }
        return {};
    }

  private:
    struct Asked {
        agents::AgentSummary agent;
        agents::CommandId command;
        std::string address;
    };

    static std::optional<agents::AgentSummary> Find(Call& call, agents::AgentId id) {
        auto agents = agents::FindAgents(call.tx(), call.actor().visible, {&id, 1});
        return agents.empty() ? std::nullopt : std::optional(std::move(agents.front()));
    }

    base::Result<Asked> Ask(Call& call, const CheckedAgentPath& path, const CheckedAddress& body,
                            printing::CommandKind kind, std::chrono::seconds within) {
        const CheckedAddress clean{base::CleanText(body.address, 256)};
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        // One place: a range would be a search.
        if (clean.address.find_first_of("/ ,;@?#") != std::string::npos) problems.Add("/address", "invalid");
        if (!problems.empty()) return std::move(problems).Refuse();
        auto agent = Find(call, path.agent_id);
        if (!agent) return http::NotFound();
        const auto state = agents::StateOf(true, agent->disabled, agent->heard_at, base::SystemClock().Now());
        if (state != agents::AgentState::kActive) {
            return base::Refuse(ProblemKind::kConflict, "agent_not_reachable", {{"agent", agent->name}});
        }
        if (!store::HasAbility(call.tx(), agent->organization_id, agent->id, printing::kCheckAbility)) {
            return base::Refuse(ProblemKind::kConflict, "agent_too_old", {{"agent", agent->name}});
        }
        const auto command =
            agents::SendCommand(call.tx(), ids_, agent->organization_id, agent->id, kind, {clean.address}, within);
        return Asked{std::move(*agent), command, clean.address};
    }

    static void Record(Call& call, const agents::AgentSummary& agent, const char* what, const std::string& address) {
        audit::Record(call, {agent.organization_id, what, "agent", agent.id.value, nullptr,
                             boost::json::object{{"address", address}}, agent.name});
    }

    static DiagnosticsView View(const store::DiagnosticsRow& row, const agents::CommandState* command) {
        DiagnosticsView view{row.id,          row.agent_id, row.address, row.requested_by, row.requested_at, {},
                             row.received_at, row.objects,  {}};
        if (row.received_at) {
            view.state = CheckState::kDone;
        } else if (command != nullptr) {
            view.state = StateOfCommand(*command);
            // Told as done without a file: the agent says why.
            if (view.state == CheckState::kDone) {
                view.state = CheckState::kNoAnswer;
                for (const auto& item : command->items) view.detail = base::CleanText(item.detail.value_or(""), 300);
            }
        }
        return view;
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterAddressChecks(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<CheckRoutes>(parts.ids);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agents/{agent_id}/address-checks",
                .id = "checkAddress",
                .tag = "agents",
                .summary = "Have an agent look step by step whether it can read an address, a printer's or not",
                .allow = permissions::kManageAgents,
                .creates = true},
               routes, &CheckRoutes::Check);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agents/{agent_id}/address-checks/{check_id}",
                .id = "getAddressCheck",
                .tag = "agents",
                .summary = "The steps of a check and what came of each; kept for a day",
                .allow = permissions::kManageAgents},
               routes, &CheckRoutes::GetCheck);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/agents/{agent_id}/diagnostics",
                .id = "requestDiagnostics",
                .tag = "agents",
                .summary = "Have an agent send all that a device answers, without names, numbers and addresses",
                .allow = permissions::kManageAgents,
                .creates = true},
               routes, &CheckRoutes::AskDiagnostics);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agents/{agent_id}/diagnostics",
                .id = "listDiagnostics",
                .tag = "agents",
                .summary = "List what devices answered, the newest first: those of 30 days, 20 at most",
                .allow = permissions::kManageAgents},
               routes, &CheckRoutes::ListDiagnostics);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agents/{agent_id}/diagnostics/{diagnostics_id}/walk",
                .id = "downloadDiagnostics",
                .tag = "agents",
                .summary = "What a device answered, one object a line",
                .allow = permissions::kManageAgents,
                .gives = http::media::kText},
               routes, &CheckRoutes::Download);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent/diagnostics",
                .id = "uploadAgentDiagnostics",
                .tag = "agent",
                .summary = "What a device answered, for a command that asked for it",
                .allow = permissions::kActAsAgent,
                .body_limit = 8U << 20,
                .inflated_limit = 8U << 20},
               routes, &CheckRoutes::Receive);
}

}  // namespace reachability
