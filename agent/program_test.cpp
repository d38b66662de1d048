#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "lib/base/json.hpp"
#include "lib/printing/reading.hpp"
#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

// The program as a person calls it: exit codes, and words that say what to do.
namespace agent {
namespace {

struct Finished {
    int code = -1;
    std::string output;  // both streams
};

Finished Call(const std::string& arguments) {
    const std::string command = std::string(PLATEN_AGENT_PROGRAM) + " " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    Finished run;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        run.output.append(buffer.data(), count);
    }
    const int status = ::pclose(pipe);
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return run;
}

bool Says(const Finished& run, const std::string& words) {
    return run.output.find(words) != std::string::npos;
}

TEST(Program, ProbePrintsOneObject) {
    snmp::Values values;
    values.AddOctets(snmp::Oid{1, 3, 6, 1, 2, 1, 1, 1, 0}.ids(), snmp::ber::kOctetString, "Canon LBP6670 /P");
    values.AddNumber(snmp::Oid{1, 3, 6, 1, 2, 1, 43, 10, 2, 1, 4, 1, 1}.ids(), snmp::ber::kCounter32, 77);
    snmp::TestMachine machine(values);
    const Finished run = Call("probe 127.0.0.1:" + std::to_string(machine.endpoint().port()) + " --json");
    EXPECT_EQ(run.code, 0) << run.output;
    const auto reading = base::json::Read<printing::Reading>(run.output.substr(0, run.output.find('\n')));
    ASSERT_TRUE(reading) << run.output;
    EXPECT_EQ(reading->model, "LBP6670");
}

TEST(Program, ProbeSaysWhenNobodyAnswers) {
    snmp::TestMachine machine({});
    machine.SetCommunity("secret");
    const Finished run = Call("probe 127.0.0.1:" + std::to_string(machine.endpoint().port()) + " --timeout 50 --json");
    EXPECT_EQ(run.code, 1);
    EXPECT_TRUE(Says(run, "did not answer")) << run.output;
    EXPECT_EQ(Call("probe no.such.host.invalid --json").code, 2);
}

TEST(Program, DiscoverAsksForConfirmationOfPublicAddresses) {
    const Finished run = Call("discover 8.8.8.0/30");
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "--allow-public")) << run.output;
}

TEST(Program, RunSaysThatItIsNotEnrolledOrHasNoFolder) {
    std::string folder = (std::filesystem::temp_directory_path() / "platen-program-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    Finished run = Call("run --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "not enrolled")) << run.output;
    std::ofstream(folder + "/file") << "x";
    run = Call("run --data " + folder + "/file/data");
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "cannot be written")) << run.output;
    run = Call("enroll --server http://server.example.com --token x --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "https://")) << run.output;
    std::ofstream(folder + "/agent.toml") << "[snmp]\nwindows = 5\n";
    run = Call("run --config " + folder + "/agent.toml --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "agent.toml:2")) << run.output;
    std::filesystem::remove_all(folder);
}

TEST(Program, RunSaysThatTheJournalIsDamaged) {
    std::string folder = (std::filesystem::temp_directory_path() / "platen-program-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    std::ofstream(folder + "/identity.json") << R"({"server":"http://127.0.0.1:9","agent_id":"a","key":"k"})";
    std::ofstream(folder + "/journal.db") << std::string(8192, 'x');
    const Finished run = Call("run --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "journal_damaged")) << run.output;
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace agent
