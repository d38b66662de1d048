#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/printing/agent_messages.hpp"

namespace agent {

// A program in the data folder.
struct Program {
    std::string version;
    std::string sha256;  // 64 hexadecimal digits

    bool operator==(const Program&) const = default;
};
BOOST_DESCRIBE_STRUCT(Program, (), (version, sha256))

// One that has not shown yet that it works.
struct Trial {
    Program program;
    std::int64_t starts = 0;  // so often it was started
    bool needs_poll = false;  // printers answered the program of before, so they must answer this one
};
BOOST_DESCRIBE_STRUCT(Trial, (), (program, starts, needs_poll))

// state.json. Members are never added nor taken away: programs of all versions read what programs of all versions wrote.
struct ProgramState {
    std::optional<Program> program;  // absent: the installed one
    std::optional<Trial> trial;
    std::optional<printing::LastUpdate> last;
    std::vector<std::string> failed;  // versions that are not tried again by themselves
};
BOOST_DESCRIBE_STRUCT(ProgramState, (), (program, trial, last, failed))

inline constexpr std::int64_t kMostStarts = 3;
inline constexpr std::size_t kMostFailed = 20;

// What `run` is to be now. Pure, but for `is_whole`: whether the program lies there with its sum.
struct Choice {
    ProgramState state;              // to be stored before it is started
    std::optional<Program> program;  // absent: the installed one
    bool trial = false;
};
Choice ChooseProgram(ProgramState state, std::string_view installed_version,
                     const std::function<bool(const Program&)>& is_whole);
// The trial worked: from now on it is the program.
ProgramState Confirmed(ProgramState state);
// It did not, and the program of before runs again. `detail`: in English, for a technician.
ProgramState GivenUp(ProgramState state, std::string detail);
// An update that was not even tried: what was offered is no package for this agent.
ProgramState Refused(ProgramState state, std::string version, std::string detail);

// Where things lie in the data folder.
std::filesystem::path ProgramsFolder(const std::filesystem::path& data_folder);
std::filesystem::path ProgramFile(const std::filesystem::path& data_folder, std::string_view version);
// The state as stored; of one that cannot be read, an empty one: the installed program runs.
ProgramState LoadProgramState(const std::filesystem::path& data_folder);
base::Result<void> StoreProgramState(const std::filesystem::path& data_folder, const ProgramState& state);
bool IsWhole(const std::filesystem::path& data_folder, const Program& program);
// Removes the programs that `state` does not name.
void RemoveOtherPrograms(const std::filesystem::path& data_folder, const ProgramState& state);

}  // namespace agent
