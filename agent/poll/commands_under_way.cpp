#include "agent/poll/commands_under_way.hpp"

#include <algorithm>

namespace agent {

CommandPtr CommandsUnderWay::Begin(const printing::Command& command) {
    auto begun = std::make_shared<CommandUnderWay>();
    begun->result.command_id = command.id;
    begun->open = 1;
    return begun;
}

void CommandsUnderWay::Open(const CommandPtr& command) {
    if (command) ++command->open;
}

void CommandsUnderWay::Add(const CommandPtr& command, printing::CommandItem item) {
    if (!command) return;
    if (item.seq) command->last_seq = std::max(command->last_seq, *item.seq);
    command->result.items.push_back(std::move(item));
}

void CommandsUnderWay::End(const CommandPtr& command) {
    if (command && --command->open == 0) uplink_.AddResult(std::move(command->result), command->last_seq);
}

printing::CommandItem ItemOf(const SurveyResult& survey) {
    using printing::CommandOutcome;
    printing::CommandItem item{survey.reading.address, CommandOutcome::kDone, std::nullopt, std::nullopt};
    if (survey.outcome != snmp::Outcome::kAnswered) {
        const bool refused = survey.outcome == snmp::Outcome::kAuthenticationFailed;
        item.outcome = refused ? CommandOutcome::kRefused : CommandOutcome::kNoAnswer;
        for (const auto& problem : survey.reading.problems) item.detail = problem;
    } else if (!survey.reading.is_printer) {
        item.outcome = CommandOutcome::kNotAPrinter;
        // A print queue says which printer stands behind it.
        if (!survey.reading.problems.empty()) item.detail = survey.reading.problems.front();
    }
    return item;
}

}  // namespace agent
