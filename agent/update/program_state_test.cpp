#include "agent/update/program_state.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "lib/base/hex.hpp"
#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/temporary_folder.hpp"

namespace agent {
namespace {

const Program kOld{"0.2.0", std::string(64, 'a')};
const Program kNew{"0.3.0", std::string(64, 'b')};

bool Whole(const Program&) {
    return true;
}
bool Broken(const Program&) {
    return false;
}

TEST(ProgramState, TheInstalledProgramRunsWhereThereIsNoOther) {  // AGT-9
    const auto choice = ChooseProgram({}, "0.1.0", Whole);
    EXPECT_FALSE(choice.program);
    EXPECT_FALSE(choice.trial);
}

TEST(ProgramState, ATrialIsStartedThreeTimesAndGivenUp) {  // AGT-9
    ProgramState state{kOld, Trial{kNew, 0, true}, std::nullopt, {}};
    for (int start = 1; start <= 3; ++start) {
        const auto choice = ChooseProgram(state, "0.1.0", Whole);
        ASSERT_TRUE(choice.program && choice.trial) << start;
        EXPECT_EQ(*choice.program, kNew);
        EXPECT_EQ(choice.state.trial->starts, start);
        state = choice.state;
    }
    const auto choice = ChooseProgram(state, "0.1.0", Whole);
    EXPECT_EQ(choice.program, kOld);
    EXPECT_FALSE(choice.trial);
    ASSERT_TRUE(choice.state.last);
    EXPECT_EQ(choice.state.last->version, "0.3.0");
    EXPECT_EQ(choice.state.last->outcome, printing::UpdateOutcome::kRolledBack);
    EXPECT_EQ(choice.state.failed, std::vector<std::string>{"0.3.0"});
}

TEST(ProgramState, WhatWorkedIsTheProgramFromNowOn) {  // AGT-9
    const auto state = Confirmed({kOld, Trial{kNew, 1, true}, std::nullopt, {"0.3.0"}});
    EXPECT_EQ(state.program, kNew);
    EXPECT_FALSE(state.trial);
    EXPECT_EQ(state.last->outcome, printing::UpdateOutcome::kDone);
    EXPECT_TRUE(state.failed.empty());
}

TEST(ProgramState, WhatIsNotWholeOnDiskIsNotStarted) {  // AGT-9
    const auto choice = ChooseProgram({kOld, Trial{kNew, 0, false}, std::nullopt, {}}, "0.1.0", Broken);
    EXPECT_FALSE(choice.program);
    EXPECT_FALSE(choice.state.trial);
    EXPECT_EQ(choice.state.last->outcome, printing::UpdateOutcome::kRolledBack);
}

TEST(ProgramState, AnInstalledProgramThatIsNewerRunsItself) {  // AGT-9
    const auto choice = ChooseProgram({kOld, Trial{kNew, 0, false}, std::nullopt, {}}, "0.3.0", Whole);
    EXPECT_FALSE(choice.program);
    EXPECT_FALSE(choice.state.trial);
    EXPECT_FALSE(choice.state.program);
    EXPECT_FALSE(choice.state.last) << "nothing failed";
}

TEST(ProgramState, OnlySoManyFailedVersionsAreRemembered) {
    ProgramState state;
    for (int i = 0; i < 30; ++i) state = Refused(std::move(state), "1.0." + std::to_string(i), "x");
    EXPECT_EQ(state.failed.size(), kMostFailed);
    EXPECT_EQ(state.failed.back(), "1.0.29");
}

TEST(ProgramState, IsStoredAndReadAgainAndAnUnreadableOneIsNone) {  // AGT-9
    base::TemporaryFolder folder("programs");
    const ProgramState state{kOld, Trial{kNew, 2, true}, printing::LastUpdate{"0.2.0"}, {"0.1.9"}};
    ASSERT_TRUE(StoreProgramState(folder.path(), state));
    EXPECT_EQ(base::json::Write(LoadProgramState(folder.path())), base::json::Write(state));
    for (const char* text : {"", "{", "{}x", R"({"program":{"version":"../../bin","sha256":"a"},"failed":[]})"}) {
        std::ofstream(ProgramsFolder(folder.path()) / "state.json") << text;
        EXPECT_FALSE(LoadProgramState(folder.path()).program) << text;
        EXPECT_FALSE(LoadProgramState(folder.path()).trial) << text;
    }
}

// state.json is the contract between agents of all versions: this is what the first one wrote.
TEST(ProgramState, WhatTheFirstAgentsWroteIsReadForEver) {  // AGT-9
    base::TemporaryFolder folder("programs");
    ASSERT_TRUE(StoreProgramState(folder.path(), {}));
    std::ofstream(ProgramsFolder(folder.path()) / "state.json")
        << R"({"program":{"version":"0.2.0","sha256":")" << std::string(64, 'a')
        << R"("},"trial":{"program":{"version":"0.3.0","sha256":")" << std::string(64, 'b')
        << R"("},"starts":1,"needs_poll":true},"last":{"version":"0.2.0","outcome":"done","detail":null},"failed":["0.1.5"]})";
    const auto state = LoadProgramState(folder.path());
    EXPECT_EQ(state.program, kOld);
    ASSERT_TRUE(state.trial);
    EXPECT_EQ(state.trial->program, kNew);
    EXPECT_EQ(state.failed, std::vector<std::string>{"0.1.5"});
}

TEST(ProgramState, OnlyTheOctetsThatWereSignedAreWholeAndOthersAreRemoved) {  // AGT-9
    base::TemporaryFolder folder("programs");
    const Program program{"0.2.0", base::ToHex(base::Sha256("program"))};
    EXPECT_FALSE(IsWhole(folder.path(), program));
    for (const char* version : {"0.2.0", "0.1.5"}) {
        std::filesystem::create_directories(ProgramFile(folder.path(), version).parent_path());
        std::ofstream(ProgramFile(folder.path(), version)) << "program";
    }
    EXPECT_TRUE(IsWhole(folder.path(), program));
    std::ofstream(ProgramFile(folder.path(), "0.2.0"), std::ios::app) << "!";
    EXPECT_FALSE(IsWhole(folder.path(), program));
    RemoveOtherPrograms(folder.path(), {program, std::nullopt, std::nullopt, {}});
    EXPECT_TRUE(std::filesystem::exists(ProgramFile(folder.path(), "0.2.0")));
    EXPECT_FALSE(std::filesystem::exists(ProgramFile(folder.path(), "0.1.5")));
}

}  // namespace
}  // namespace agent
