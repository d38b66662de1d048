#include "agent/update/program_state.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "agent/settings.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/packages/agent_package.hpp"

namespace agent {
namespace {

void Remember(ProgramState& state, const std::string& version) {
    if (std::ranges::find(state.failed, version) != state.failed.end()) return;
    state.failed.push_back(version);
    if (state.failed.size() > kMostFailed) state.failed.erase(state.failed.begin());
}

}  // namespace

Choice ChooseProgram(ProgramState state, std::string_view installed_version,
                     const std::function<bool(const Program&)>& is_whole) {
    const auto newer = [&](const Program& program) { return packages::IsOlder(installed_version, program.version); };
    // A package of the system brought what is newer than both.
    if (state.trial && !newer(state.trial->program)) state.trial.reset();
    if (state.program && !newer(*state.program)) state.program.reset();
    if (state.trial && state.trial->starts >= kMostStarts)
        state = GivenUp(std::move(state), fmt::format("it did not come to work in {} starts", kMostStarts));
    if (state.trial && !is_whole(state.trial->program)) state = GivenUp(std::move(state), "it is not whole on disk");
    if (state.program && !is_whole(*state.program)) state.program.reset();
    Choice choice;
    if (state.trial) {
        ++state.trial->starts;
        choice.program = state.trial->program;
        choice.trial = true;
    } else {
        choice.program = state.program;
    }
    choice.state = std::move(state);
    return choice;
}

ProgramState Confirmed(ProgramState state) {
    if (!state.trial) return state;
    state.program = std::move(state.trial->program);
    state.trial.reset();
    state.last = {state.program->version, printing::UpdateOutcome::kDone, std::nullopt};
    std::erase(state.failed, state.program->version);
    return state;
}

ProgramState GivenUp(ProgramState state, std::string detail) {
    if (!state.trial) return state;
    const std::string version = std::move(state.trial->program.version);
    state.trial.reset();
    state.last = {version, printing::UpdateOutcome::kRolledBack, std::move(detail)};
    Remember(state, version);
    return state;
}

ProgramState Refused(ProgramState state, std::string version, std::string detail) {
    Remember(state, version);
    state.last = {std::move(version), printing::UpdateOutcome::kRefused, std::move(detail)};
    return state;
}

std::filesystem::path ProgramsFolder(const std::filesystem::path& data_folder) {
    return data_folder / "programs";
}

std::filesystem::path ProgramFile(const std::filesystem::path& data_folder, std::string_view version) {
    return ProgramsFolder(data_folder) / version / "platen-agent";
}

ProgramState LoadProgramState(const std::filesystem::path& data_folder) {
    const auto text = ReadPrivateFile(ProgramsFolder(data_folder) / "state.json");
    if (!text) return {};
    auto state = base::json::Read<ProgramState>(*text);
    const auto is_one = [](const Program& program) { return packages::ReadVersion(program.version).has_value(); };
    if (!state || (state->program && !is_one(*state->program)) || (state->trial && !is_one(state->trial->program))) {
        base::log::Error("update.state unreadable: the installed program runs");
        return {};
    }
    return std::move(*state);
}

base::Result<void> StoreProgramState(const std::filesystem::path& data_folder, const ProgramState& state) {
    std::error_code error;
    std::filesystem::create_directories(ProgramsFolder(data_folder), error);
    return WritePrivateFile(ProgramsFolder(data_folder) / "state.json", base::json::Write(state));
}

bool IsWhole(const std::filesystem::path& data_folder, const Program& program) {
    const auto text = ReadPrivateFile(ProgramFile(data_folder, program.version));
    return text && base::ToHex(base::Sha256(*text)) == program.sha256;
}

void RemoveOtherPrograms(const std::filesystem::path& data_folder, const ProgramState& state) {
    std::error_code error;
    std::vector<std::filesystem::path> others;
    for (const auto& entry : std::filesystem::directory_iterator(ProgramsFolder(data_folder), error)) {
        const std::string name = entry.path().filename();
        const bool named =
            (state.program && state.program->version == name) || (state.trial && state.trial->program.version == name);
        if (entry.is_directory(error) && !named) others.push_back(entry.path());
    }
    for (const auto& folder : others) std::filesystem::remove_all(folder, error);
}

}  // namespace agent
