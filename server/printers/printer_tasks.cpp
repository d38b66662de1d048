#include "server/printers/printer_tasks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printers/admin_store.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/printer_webhooks.hpp"
#include "server/printers/registration.hpp"

namespace printers {
namespace {

// How long an agent has for one command before its printers are given up, in real time: it asks all printers at once, but
// lets only some of them restart or print at a time.
constexpr std::chrono::seconds kAnswerWithin{60};
constexpr std::chrono::seconds kActionWithin{120};
constexpr std::chrono::seconds kActionOfEachWithin{10};
// How often people see how many have answered; the end of a command is announced.
constexpr std::chrono::seconds kLookEvery{1};
constexpr base::Duration kSilentAfterAtLeast = std::chrono::minutes(15);

std::string AddressOf(const store::AdminRow& printer) {
    const bool v6 = printer.address.find(':') != std::string::npos;
    if (printer.port == 161) return printer.address;
    return fmt::format(fmt::runtime(v6 ? "[{}]:{}" : "{}:{}"), printer.address, printer.port);
}

// Agents may name a printer with or without its port.
std::string HostOf(const std::string& address) {
    if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
    const auto colon = address.find(':');
    return colon == address.rfind(':') ? address.substr(0, colon) : address;
}

std::vector<store::AdminRow> Load(pg::Transaction& tx, const TaskInput& input, bool lock) {
    std::vector<base::OrganizationId> organizations;
    std::vector<PrinterId> ids;
    for (const auto& chosen : input.printers) {
        organizations.push_back(chosen.organization_id);
        ids.push_back(chosen.printer_id);
    }
    std::sort(organizations.begin(), organizations.end());
    organizations.erase(std::unique(organizations.begin(), organizations.end()), organizations.end());
    return lock ? store::Lock(tx, organizations, ids) : store::FindMany(tx, organizations, ids);
}

// ---- what agents are told to do with printers: "get printer status" (PRN-5), and actions (PRN-4) ---------------------

// What the printer is told, and what its history and the audit log say once it has done it.
struct Errand {
    printing::CommandKind kind = printing::CommandKind::kGetPrinterStatus;
    const char* done_action = nullptr;
    const char* done_event = nullptr;

    [[nodiscard]] bool Reads() const { return !printing::IsAction(kind); }
};
constexpr Errand kRead{};
constexpr Errand kRestart{printing::CommandKind::kRestartPrinters, audit::action::kPrinterRestarted,
                          "printer_restarted"};
constexpr Errand kTestPage{printing::CommandKind::kPrintTestPages, audit::action::kPrinterTestPagePrinted,
                           "printer_test_page_printed"};

// One command for each agent; saved, so that after a crash the same commands are waited for.
struct SentCommand {
    base::OrganizationId organization_id;
    agents::CommandId command_id;
    std::vector<std::string> addresses;
    std::vector<std::int64_t> numbers;  // of the items, as the addresses
    std::vector<std::string> subjects;
    std::vector<PrinterId> printers;
    std::vector<base::Instant> read_before;  // of the printers: a later reading is the answer
};
BOOST_DESCRIBE_STRUCT(SentCommand, (),
                      (organization_id, command_id, addresses, numbers, subjects, printers, read_before))
struct Asking {
    std::vector<SentCommand> commands;
    std::int64_t done = 0;
    base::Instant give_up_at;  // system time
};
BOOST_DESCRIBE_STRUCT(Asking, (), (commands, done, give_up_at))

// One look; docs/architecture.md has the whole way. Between two looks no worker holds the task.
class StatusRequest {
  public:
    StatusRequest(tasks::Run& run, base::IdSource& ids, const TaskInput& input, const Errand& errand)
        : run_(run), ids_(ids), errand_(errand), total_(static_cast<std::int64_t>(input.printers.size())) {
        if (auto saved = run.Checkpoint<Asking>()) {
            asking_ = std::move(*saved);
        } else {
            run.Step([&](pg::Transaction& tx) { Send(tx, input); });
        }
    }

    // Takes what has been answered; true when nothing is left to wait for.
    bool Look() {
        if (asking_.commands.empty()) return true;
        const bool late = base::SystemClock().Now() > asking_.give_up_at;
        run_.Step([&](pg::Transaction& tx) { Collect(tx, late); });
        return asking_.commands.empty();
    }

  private:
    void Report(std::int64_t number, tasks::Outcome outcome, const std::string& subject, PrinterId printer,
                std::string code, base::Args args = {}) {
        run_.Report({number, outcome, subject, printer.value, std::move(code), std::move(args)});
        ++asking_.done;
    }

    void Send(pg::Transaction& tx, const TaskInput& input) {
        const auto rows = Load(tx, input, false);
        std::map<std::pair<base::OrganizationId, agents::AgentId>, SentCommand> by_agent;
        std::vector<base::OrganizationId> organizations;
        std::vector<agents::AgentId> agent_ids;
        std::int64_t number = 0;
        for (const auto& row : rows) {
            ++number;
            if (!row.agent_id || row.address.empty()) {
                Report(number, tasks::Outcome::kFailed, store::NameOf(row), row.id, "printer_without_agent");
                continue;
            }
            SentCommand& command = by_agent[{row.organization_id, *row.agent_id}];
            command.organization_id = row.organization_id;
            command.addresses.push_back(AddressOf(row));
            command.numbers.push_back(number);
            command.subjects.push_back(store::NameOf(row));
            command.printers.push_back(row.id);
            organizations.push_back(row.organization_id);
            agent_ids.push_back(*row.agent_id);
        }
        std::map<agents::AgentId, agents::AgentSummary> known;
        for (auto& agent : agents::FindAgents(tx, organizations, agent_ids)) known.emplace(agent.id, agent);
        const base::Instant now = base::SystemClock().Now();
        const std::chrono::seconds within =
            errand_.Reads() ? kAnswerWithin : kActionWithin + kActionOfEachWithin * static_cast<int>(rows.size());
        for (auto& [key, command] : by_agent) {
            const auto agent = known.find(key.second);
            const bool reachable =
                agent != known.end() && agents::StateOf(true, agent->second.disabled, agent->second.heard_at, now) ==
                                            agents::AgentState::kActive;
            if (!reachable) {
                const std::string name = agent == known.end() ? "" : agent->second.name;
                for (std::size_t i = 0; i < command.numbers.size(); ++i) {
                    Report(command.numbers[i], tasks::Outcome::kFailed, command.subjects[i], command.printers[i],
                           "agent_not_reachable", {{"agent", name}});
                }
                continue;
            }
            auto addresses = command.addresses;
            if (errand_.Reads()) {  // one answer of an address has all printers behind it
                std::ranges::sort(addresses);
                addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
            }
            command.command_id = agents::SendCommand(tx, ids_, key.first, key.second, errand_.kind, addresses, within);
            command.read_before = store::ReadLast(tx, command.organization_id, command.printers);
            asking_.commands.push_back(std::move(command));
        }
        asking_.give_up_at = now + within;
        Save();
    }

    void Collect(pg::Transaction& tx, bool late) {
        std::vector<SentCommand> waiting;
        bool changed = false;
        std::int64_t answered = 0;
        for (auto& command : asking_.commands) {
            const auto states = agents::FindCommands(tx, command.organization_id, {&command.command_id, 1});
            const bool finished = !states.empty() && states.front().outcome;
            if (!finished && !late && !states.empty()) {
                if (errand_.Reads()) answered += Answered(tx, command);
                waiting.push_back(std::move(command));
                continue;
            }
            changed = true;
            const auto unanswered = finished && errand_.Reads()
                                        ? store::FindUnanswered(tx, command.organization_id, command.printers)
                                        : std::map<PrinterId, std::string>{};
            const auto silent = finished && errand_.Reads() ? Silent(tx, command) : std::set<PrinterId>{};
            std::map<std::string, printing::CommandItem> items;
            if (finished) {
                for (const auto& item : states.front().items) items.emplace(item.address, item);
            }
            for (std::size_t i = 0; i < command.addresses.size(); ++i) {
                auto item = items.find(command.addresses[i]);
                if (item == items.end()) item = items.find(HostOf(command.addresses[i]));
                std::string code = item == items.end() ? (finished ? "printer_failed" : "agent_no_answer")
                                                       : CodeOf(item->second.outcome);
                if (code.empty() && silent.contains(command.printers[i]))
                    code = CodeOf(printing::CommandOutcome::kNoAnswer);
                base::Args args{{"address", command.addresses[i]}};
                if (!errand_.Reads()) {
                    const auto& detail = item == items.end() ? std::nullopt : item->second.detail;
                    args["detail"] = base::CleanText(detail.value_or("-"), 300);
                }
                if (code.empty() && !errand_.Reads()) RecordDone(tx, command, i);
                const auto missing = unanswered.find(command.printers[i]);
                if (code.empty() && missing != unanswered.end()) {
                    Report(command.numbers[i], tasks::Outcome::kPartly, command.subjects[i], command.printers[i],
                           "printer_answered_partly", {{"address", command.addresses[i]}, {"parts", missing->second}});
                    continue;
                }
                Report(command.numbers[i], code.empty() ? tasks::Outcome::kDone : tasks::Outcome::kFailed,
                       command.subjects[i], command.printers[i], code, std::move(args));
            }
        }
        asking_.commands = std::move(waiting);
        if (changed) run_.SetCheckpoint(asking_);
        if (asking_.done + answered != shown_) ShowProgress(asking_.done + answered);
    }

    // An agent tells the result of a command once all of its printers are done; their readings come as they answer.
    static std::int64_t Answered(pg::Transaction& tx, const SentCommand& command) {
        const auto now = store::ReadLast(tx, command.organization_id, command.printers);
        std::int64_t answered = 0;
        for (std::size_t i = 0; i < now.size() && i < command.read_before.size(); ++i) {
            if (now[i] > command.read_before[i]) ++answered;
        }
        return answered;
    }

    // An address has answered; of several printers behind it those that were not read are switched off.
    static std::set<PrinterId> Silent(pg::Transaction& tx, const SentCommand& command) {
        std::set<PrinterId> silent;
        const auto several = store::OfSeveral(tx, command.organization_id, command.printers);
        if (several.empty()) return silent;
        const auto now = store::ReadLast(tx, command.organization_id, command.printers);
        for (std::size_t i = 0; i < now.size() && i < command.read_before.size(); ++i) {
            const bool is_of_several = std::ranges::find(several, command.printers[i]) != several.end();
            if (is_of_several && now[i] <= command.read_before[i]) silent.insert(command.printers[i]);
        }
        return silent;
    }

    void RecordDone(pg::Transaction& tx, const SentCommand& command, std::size_t at) {
        store::AddEvent(tx, command.organization_id, command.printers[at], ids_.Next(), run_.Now(), errand_.done_event,
                        boost::json::object{}, run_.origin().name);
        run_.Audit({command.organization_id, errand_.done_action, "printer", command.printers[at].value, nullptr,
                    boost::json::object{{"address", command.addresses[at]}}, command.subjects[at]});
    }

    [[nodiscard]] std::string CodeOf(printing::CommandOutcome outcome) const {
        const bool restarts = errand_.kind == printing::CommandKind::kRestartPrinters;
        if (!errand_.Reads()) {
            switch (outcome) {
                case printing::CommandOutcome::kDone:
                    return "";
                case printing::CommandOutcome::kNoAnswer:
                    return restarts ? "printer_no_answer" : "printer_without_ipp";
                case printing::CommandOutcome::kRefused:
                    return restarts ? "printer_refuses_restart" : "printer_refuses_job";
                case printing::CommandOutcome::kNotSupported:
                    return restarts ? "printer_cannot_restart" : "printer_cannot_print_test_page";
                case printing::CommandOutcome::kNotAllowed:
                    return restarts ? "restart_not_set_up" : "printer_test_page_failed";
                default:
                    return restarts ? "printer_restart_failed" : "printer_test_page_failed";
            }
        }
        switch (outcome) {
            case printing::CommandOutcome::kDone:
                return "";
            case printing::CommandOutcome::kNoAnswer:
                return "printer_no_answer";
            case printing::CommandOutcome::kNotAPrinter:
                return "not_a_printer";
            case printing::CommandOutcome::kRefused:
                return "printer_refused";
            default:
                return "printer_failed";
        }
    }

    void Save() {
        run_.SetCheckpoint(asking_);
        ShowProgress(asking_.done);
    }

    void ShowProgress(std::int64_t done) {
        shown_ = done;
        run_.SetProgress(done, total_);
    }

    tasks::Run& run_;
    base::IdSource& ids_;
    Errand errand_;
    std::int64_t total_;
    std::int64_t shown_ = -1;  // of the progress
    Asking asking_;
};

// ---- deregistration (PRN-7) -----------------------------------------------------------------------

base::Result<void> Deregister(tasks::Run& run, base::IdSource& ids, const TaskInput& input,
                              DepartureListener* departures) {
    const auto total = static_cast<std::int64_t>(input.printers.size());
    for (auto at = run.Checkpoint<std::int64_t>().value_or(0); at < total; ++at) {
        run.Step([&](pg::Transaction& tx) {
            const auto& chosen = input.printers[static_cast<std::size_t>(at)];
            store::LockFleet(tx, chosen.organization_id);
            const auto rows = Load(tx, {{chosen}}, true);
            if (rows.empty()) {  // somebody else was faster
                const auto away = store::FindDeregistered(tx, {chosen.organization_id}, {chosen.printer_id});
                run.Report(away.empty() ? tasks::Item{at + 1, tasks::Outcome::kSkipped}
                                        : tasks::Item{at + 1, tasks::Outcome::kSkipped, store::NameOf(away.front()),
                                                      chosen.printer_id.value, "printer_already_deregistered"});
            } else if (const char* protection = ProtectionOf(rows.front().managed)) {
                run.Report(
                    {at + 1, tasks::Outcome::kFailed, store::NameOf(rows.front()), rows.front().id.value, protection});
            } else {
                const auto& printer = rows.front();
                if (departures != nullptr) {
                    departures->OnLeft(tx, printer.organization_id, {printer.id}, run.origin().name, run.Now());
                }
                store::Deregister(tx, printer.organization_id, printer.id, run.origin().name, run.Now());
                store::AddEvent(tx, printer.organization_id, printer.id, ids.Next(), run.Now(), "printer_deregistered",
                                boost::json::object{}, run.origin().name);
                run.Audit({printer.organization_id, audit::action::kPrinterDeregistered, "printer", printer.id.value,
                           base::json::ToValue(printer), nullptr, store::NameOf(printer)});
                webhooks::Publish(tx, ids, printer.organization_id, webhooks::event::kPrinterDeregistered,
                                  ToldOf(printer), run.Now());
                run.Report({at + 1, tasks::Outcome::kDone, store::NameOf(printer), printer.id.value});
            }
            run.SetCheckpoint(at + 1);
            run.SetProgress(at + 1, total);
        });
    }
    return {};
}

// The way back: only a person takes it, never a reading.
base::Result<void> RegisterAgain(tasks::Run& run, base::IdSource& ids, const TaskInput& input) {
    const auto total = static_cast<std::int64_t>(input.printers.size());
    for (auto at = run.Checkpoint<std::int64_t>().value_or(0); at < total; ++at) {
        run.Step([&](pg::Transaction& tx) {
            const auto& chosen = input.printers[static_cast<std::size_t>(at)];
            // ORG-2: an organization is deleted when its list is empty, so the list stays empty from then on.
            const bool there = organizations::Hold(tx, chosen.organization_id);
            store::LockFleet(tx, chosen.organization_id);
            const auto rows = store::LockDeregistered(tx, {chosen.organization_id}, {chosen.printer_id});
            if (!there) {
                const bool named = !rows.empty();
                run.Report({at + 1, tasks::Outcome::kFailed, named ? store::NameOf(rows.front()) : std::string(),
                            chosen.printer_id.value, "printer_organization_deleted"});
            } else if (rows.empty()) {
                const auto here = store::FindMany(tx, {chosen.organization_id}, {chosen.printer_id});
                run.Report(here.empty() ? tasks::Item{at + 1, tasks::Outcome::kSkipped}
                                        : tasks::Item{at + 1, tasks::Outcome::kSkipped, store::NameOf(here.front()),
                                                      chosen.printer_id.value, "printer_already_registered"});
            } else {
                const auto& printer = rows.front();
                store::Register(tx, printer, run.Now());
                store::AddEvent(tx, printer.organization_id, printer.id, ids.Next(), run.Now(), "printer_registered",
                                boost::json::object{}, run.origin().name);
                run.Audit({printer.organization_id, audit::action::kPrinterRegistered, "printer", printer.id.value,
                           nullptr, base::json::ToValue(printer), store::NameOf(printer)});
                webhooks::Publish(tx, ids, printer.organization_id, webhooks::event::kPrinterRegistered,
                                  ToldOf(printer), run.Now());
                run.Report({at + 1, tasks::Outcome::kDone, store::NameOf(printer), printer.id.value});
            }
            run.SetCheckpoint(at + 1);
            run.SetProgress(at + 1, total);
        });
    }
    return {};
}

}  // namespace

const char* ProtectionOf(const std::string& managed) {
    if (managed == "none") return nullptr;
    return managed == "pending_mps_express" ? "printer_pending" : "printer_managed";
}

void RegisterTasks(tasks::Registry& registry, base::IdSource& ids, ModelRegister* models,
                   DepartureListener* departures) {
    // The printers may belong to organizations below the one that asked, which was checked when it was asked.
    const tasks::KindOptions over_many{.system_scope = true};
    const auto errand = [&ids](const Errand& what) {
        return [&ids, what](tasks::Run& run) -> base::Result<void> {
            TRY(auto input, run.Input<TaskInput>());
            if (!StatusRequest(run, ids, input, what).Look()) tasks::Run::Wait(kLookEvery);
            return {};
        };
    };
    const tasks::KindOptions by_agents{.system_scope = true, .woken_by = agents::kCommandFinished};
    registry.Add(kStatusRequestTask, errand(kRead), by_agents);
    registry.Add(kRestartTask, errand(kRestart), by_agents);
    registry.Add(kTestPageTask, errand(kTestPage), by_agents);
    registry.Add(
        kDeregisterTask,
        [&ids, departures](tasks::Run& run) -> base::Result<void> {
            TRY(auto input, run.Input<TaskInput>());
            return Deregister(run, ids, input, departures);
        },
        over_many);
    registry.Add(
        kRegisterTask,
        [&ids](tasks::Run& run) -> base::Result<void> {
            TRY(auto input, run.Input<TaskInput>());
            return RegisterAgain(run, ids, input);
        },
        over_many);
    registry.Add(
        kSweepTask,
        [](tasks::Run& run) -> base::Result<void> {
            run.Step([&](pg::Transaction& tx) { store::MarkSilent(tx, run.Now(), kSilentAfterAtLeast); });
            return {};
        },
        over_many);
    registry.Add(
        kRegistrationTask,
        [&ids, models](tasks::Run& run) -> base::Result<void> { return DecideRegistrations(run, ids, models); },
        over_many);
}

tasks::RecurringJob SweepJob() {
    return {.kind = kSweepTask, .every = std::chrono::minutes(5)};
}

tasks::RecurringJob RegistrationJob() {
    return {.kind = kRegistrationTask, .every = std::chrono::minutes(1)};
}

}  // namespace printers
