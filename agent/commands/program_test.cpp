#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
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

// Runs until it has said `words`, then sends SIGTERM; the code is that of an orderly end.
Finished CallUntil(const std::string& arguments, const std::string& words) {
    const std::string command = "exec " + std::string(PLATEN_AGENT_PROGRAM) + " " + arguments + " 2>&1";
    std::array<int, 2> ends{};
    Finished run;
    if (::pipe(ends.data()) != 0) return run;
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    std::array<char, 4096> buffer{};
    bool stopped = false;
    for (ssize_t count; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
        run.output.append(buffer.data(), static_cast<std::size_t>(count));
        if (stopped || run.output.find(words) == std::string::npos) continue;
        ::kill(child, SIGTERM);
        stopped = true;
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
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

// A maker that the program does not know, as a technician adds it; answers of an invented machine.
snmp::Values AcmeAnswers() {
    const auto values = snmp::ParseWalkText(R"(1.3.6.1.2.1.1.1.0|4|ACME LaserBox 7
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.99999.1.1
1.3.6.1.2.1.43.10.2.1.4.1.1|65|990
1.3.6.1.4.1.99999.1.2.0|4|LaserBox 7n
1.3.6.1.4.1.99999.1.3.0|4|AC0012345
1.3.6.1.4.1.99999.1.4.0|4|7.0.2
1.3.6.1.4.1.99999.1.5.0|4|Ready to print
1.3.6.1.4.1.99999.2.1.0|65|980
1.3.6.1.4.1.99999.3.1.2.1|4|Black Toner
1.3.6.1.4.1.99999.3.1.2.2|4|Cyan Toner
1.3.6.1.4.1.99999.3.1.3.1|2|61
1.3.6.1.4.1.99999.3.1.3.2|2|-3
1.3.6.1.4.1.99999.4.1.2.5|2|12
1.3.6.1.4.1.99999.4.1.3.5|65|7
)");
    EXPECT_TRUE(values);
    return *values;
}

TEST(Program, ProbeReadsAMakerOfAFolder) {  // H10
    snmp::TestMachine machine(AcmeAnswers());
    const std::string target = "probe 127.0.0.1:" + std::to_string(machine.endpoint().port()) + " --json";
    const auto reading_of = [](const Finished& run) {
        const auto at = run.output.find('{');
        return base::json::Read<printing::Reading>(run.output.substr(at, run.output.find('\n', at) - at));
    };
    const auto without = reading_of(Call(target));
    ASSERT_TRUE(without);
    EXPECT_EQ(without->serial_number, std::nullopt);
    EXPECT_TRUE(without->supplies.empty());

    std::string folder = (std::filesystem::temp_directory_path() / "platen-program-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    std::filesystem::copy_file(PLATEN_SOURCE_DIR "/agent/devices/example-maker.json", folder + "/acme.json");
    std::ofstream(folder + "/bad.json") << R"({"name": "Bad", "enterprise": "1.3.6.1.4.1.77777"})";
    const Finished run = Call(target + " --makers " + folder);
    EXPECT_EQ(run.code, 0);
    EXPECT_TRUE(Says(run, folder + "/bad.json: /enterprise: unknown_field")) << run.output;
    EXPECT_TRUE(Says(run, "bad.json is left out")) << run.output;
    const auto reading = reading_of(run);
    ASSERT_TRUE(reading) << run.output;
    EXPECT_TRUE(reading->is_printer);
    EXPECT_EQ(reading->manufacturer, "Acme");
    EXPECT_EQ(reading->model, "LaserBox 7n");
    EXPECT_EQ(reading->serial_number, "AC0012345");
    EXPECT_EQ(reading->firmware, "7.0.2");
    EXPECT_EQ(reading->status_text, "Ready to print");
    ASSERT_EQ(reading->meters.size(), 3U);
    EXPECT_EQ(reading->meters[1].kind, printing::MeterKind::kPrints);
    EXPECT_EQ(reading->meters[2].kind, printing::MeterKind::kCopies);
    ASSERT_EQ(reading->supplies.size(), 1U);
    EXPECT_EQ(reading->supplies[0].remaining_percent, 61);
    EXPECT_EQ(reading->supplies[0].colorant, "black");

    EXPECT_EQ(Call("makers " + folder).code, 1);
    std::filesystem::remove(folder + "/bad.json");
    const Finished list = Call("makers " + folder);
    EXPECT_EQ(list.code, 0);
    EXPECT_TRUE(Says(list, "Acme            folder")) << list.output;
    std::filesystem::remove_all(folder);
}

TEST(Program, RunStartsWithoutAMakersFileThatIsWrong) {  // H10
    std::string folder = (std::filesystem::temp_directory_path() / "platen-program-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    std::filesystem::create_directory(folder + "/makers");
    std::ofstream(folder + "/makers/bad.json") << "{";
    std::ofstream(folder + "/identity.json") << R"({"server":"http://127.0.0.1:9","agent_id":"a","key":"k"})";
    std::ofstream(folder + "/agent.toml") << "makers_folder = \"" << folder << "/makers\"\n";
    const Finished run = CallUntil("run --config " + folder + "/agent.toml --data " + folder, "agent.started");
    EXPECT_EQ(run.code, 0) << run.output;
    EXPECT_TRUE(Says(run, "makers.refused " + folder + "/makers/bad.json: json_malformed")) << run.output;
    EXPECT_TRUE(Says(run, "makers.loaded")) << run.output;
    std::filesystem::remove_all(folder);
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
