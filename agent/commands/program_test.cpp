#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "agent/commands/reading_text.hpp"
#include "lib/base/json.hpp"
#include "lib/base/temporary_folder.hpp"
#include "lib/base/test_program.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/packages/agent_package.hpp"
#include "lib/printing/reading.hpp"
#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

// The program as a person calls it: exit codes, and words that say what to do.
namespace agent {
namespace {

using base::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Finished Call(const std::string& arguments) {
    return base::Call(PLATEN_AGENT_PROGRAM " " + arguments);
}

Finished CallUntil(const std::string& arguments, const std::string& words) {
    return base::Call(PLATEN_AGENT_PROGRAM " " + arguments, words);
}

bool Says(const Finished& run, const std::string& words) {
    return run.Says(words);
}

// What a test writes for the program to find.
class TemporaryFolder : public base::TemporaryFolder {
  public:
    TemporaryFolder() : base::TemporaryFolder("program"), name_(path().string()) {}
    [[nodiscard]] const std::string& name() const { return name_; }
    void Write(const std::string& file, const std::string& text) const { std::ofstream(path() / file) << text; }

  private:
    std::string name_;
};

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

TEST(Program, ProbeSaysWhenThereIsNoAnswer) {
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

    const TemporaryFolder temporary;
    const std::string& folder = temporary.name();
    std::filesystem::copy_file(base::SourceFolder() + "/agent/devices/example-maker.json", folder + "/acme.json");
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
}

TEST(Program, RunStartsWithoutAMakersFileThatIsWrong) {  // H10
    const TemporaryFolder temporary;
    const std::string& folder = temporary.name();
    std::filesystem::create_directory(folder + "/makers");
    std::ofstream(folder + "/makers/bad.json") << "{";
    std::ofstream(folder + "/identity.json") << R"({"server":"http://127.0.0.1:9","agent_id":"a","key":"k"})";
    std::ofstream(folder + "/agent.toml") << "makers_folder = \"" << folder << "/makers\"\n";
    const Finished run = CallUntil("run --config " + folder + "/agent.toml --data " + folder, "agent.started");
    EXPECT_EQ(run.code, 0) << run.output;
    EXPECT_TRUE(Says(run, "makers.refused " + folder + "/makers/bad.json: json_malformed")) << run.output;
    EXPECT_TRUE(Says(run, "makers.loaded")) << run.output;
}

TEST(Program, JsonHasPlainNumbers) {
    snmp::TestMachine machine(AcmeAnswers());
    const TemporaryFolder temporary;
    std::filesystem::copy_file(base::SourceFolder() + "/agent/devices/example-maker.json",
                               temporary.name() + "/acme.json");
    const Finished run =
        Call("probe 127.0.0.1:" + std::to_string(machine.endpoint().port()) + " --json --makers " + temporary.name());
    EXPECT_THAT(run.output, HasSubstr("\"remaining_percent\":61,")) << run.output;
}

TEST(Program, DiscoverLeavesOutWhatItNeverAsked) {
    snmp::TestMachine machine(AcmeAnswers());
    const TemporaryFolder temporary;
    std::filesystem::copy_file(base::SourceFolder() + "/agent/devices/example-maker.json",
                               temporary.name() + "/acme.json");
    const Finished run = Call("discover 127.0.0.1:" + std::to_string(machine.endpoint().port()) + " --json --makers " +
                              temporary.name());
    EXPECT_EQ(run.code, 0) << run.output;
    const auto at = run.output.find('{');
    ASSERT_NE(at, std::string::npos) << run.output;
    const auto found = base::json::Parse(run.output.substr(at, run.output.find('\n', at) - at));
    ASSERT_TRUE(found && found->is_object()) << run.output;
    for (const char* asked : {"address", "port", "is_printer", "manufacturer", "model", "serial_number", "system_name",
                              "location", "hardware_address", "uptime_seconds"}) {
        EXPECT_TRUE(found->get_object().contains(asked)) << asked;
    }
    for (const char* never : {"supplies", "meters", "inputs", "alerts", "status", "status_text", "firmware", "features",
                              "detected_errors"}) {
        EXPECT_FALSE(found->get_object().contains(never)) << never;
    }
}

TEST(Program, DiscoverAsksForConfirmationOfPublicAddresses) {
    const Finished run = Call("discover 8.8.8.0/30");
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "--allow-public")) << run.output;
}

TEST(Program, RunSaysThatItIsNotEnrolledOrHasNoFolder) {
    const TemporaryFolder temporary;
    const std::string& folder = temporary.name();
    Finished run = Call("run --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "not enrolled")) << run.output;
    std::ofstream(folder + "/file") << "x";
    run = Call("run --data " + folder + "/file/data");
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "Not a directory")) << run.output;
    run = Call("enroll --server http://server.example.com --token x --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "https://")) << run.output;
    std::ofstream(folder + "/agent.toml") << "[snmp]\nwindows = 5\n";
    run = Call("run --config " + folder + "/agent.toml --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "agent.toml:2")) << run.output;
}

TEST(Program, RunSaysThatTheJournalIsDamaged) {
    const TemporaryFolder temporary;
    const std::string& folder = temporary.name();
    std::ofstream(folder + "/identity.json") << R"({"server":"http://127.0.0.1:9","agent_id":"a","key":"k"})";
    std::ofstream(folder + "/journal.db") << std::string(8192, 'x');
    const Finished run = Call("run --data " + folder);
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(Says(run, "journal_damaged")) << run.output;
}

// ---- the command line (clig.dev) ----

struct Mistake {
    std::string arguments;
    std::vector<std::string> said;
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) {
    return out << mistake.arguments;
}

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreNamedAndEndWith2) {
    const Finished run = Call(GetParam().arguments);
    EXPECT_EQ(run.code, 2) << run.output;
    for (const auto& words : GetParam().said) EXPECT_THAT(run.output, HasSubstr(words));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Mistakes,
    testing::Values(Mistake{"", {"subcommand", "platen-agent --help"}},
                    Mistake{"prob 10.0.0.7", {"\"prob\"", "did you mean \"probe\"?", "platen-agent --help"}},
                    Mistake{"teapot", {"\"teapot\"", "platen-agent --help"}},
                    Mistake{"probe --jsn 10.0.0.7",
                            {"\"--jsn\"", "did you mean \"--json\"?", "platen-agent probe --help"}},
                    Mistake{"probe 10.0.0.7 --comunity=x", {"\"--comunity\"", "did you mean \"--community\"?"}},
                    Mistake{"probe", {"target", "platen-agent probe --help"}}, Mistake{"probe a b", {"\"b\""}},
                    Mistake{"probe a --timeout soon", {"--timeout", "soon"}},
                    Mistake{"probe a --timeout 5", {"--timeout", "60000"}},
                    Mistake{"probe 127.0.0.1 --v3-user u --v3-auth ROT13 --v3-auth-password 12345678",
                            {"--v3-auth", "ROT13", "SHA-256"}},
                    Mistake{"discover 10.0.0.9-10.0.0.1", {"10.0.0.9-10.0.0.1", "ends before it starts"}},
                    Mistake{"discover 10.0.0.1 --rate -5", {"--rate"}},
                    Mistake{"run --config /nowhere/agent.toml", {"/nowhere/agent.toml"}},
                    Mistake{"enroll --token x", {"--server", "platen-agent enroll --help"}}));

TEST(Program, EachHelpBeginsWithExamples) {
    for (const std::string command : {"", "probe", "discover", "makers", "enroll", "run"}) {
        const Finished run = Call(command + " --help");
        EXPECT_EQ(run.code, 0) << command;
        const auto at = run.output.find("Examples:\n  ");
        ASSERT_NE(at, std::string::npos) << command << run.output;
        EXPECT_LT(at, run.output.find("Options:")) << command;
        EXPECT_THAT(run.output.substr(at),
                    HasSubstr(command.empty() ? "platen-agent probe" : "platen-agent " + command));
        const Finished word = Call("help " + command);
        EXPECT_EQ(word.code, 0) << command;
        EXPECT_EQ(word.output, run.output) << command;
    }
}

TEST(Program, HelpExplainsWhatIsGivenAndNamesFilesAndVariables) {
    EXPECT_THAT(Call("probe --help").output, AllOf(HasSubstr("host name or address of the printer"),
                                                   HasSubstr("PLATEN_V3_AUTH_PASSWORD"), HasSubstr("Exit codes:")));
    EXPECT_THAT(Call("discover --help").output, HasSubstr("addresses, ranges a-b"));
    EXPECT_THAT(Call("run --help").output,
                AllOf(HasSubstr("/etc/platen/agent.toml"), HasSubstr("PLATEN_<SECTION>_<KEY>")));
}

TEST(Program, AMistakeOfTheConfigurationIsSaidWithLineValueAndRangeAndNothingIsCreated) {
    const struct {
        std::string line;
        std::vector<std::string> said;
    } kMistakes[] = {
        {"[snmp]\ntimeout_ms = 5", {"agent.toml:2: snmp.timeout_ms = 5: allowed is 10 to 60000 [out_of_range]"}},
        {"[snmp]\nretries = -1", {"agent.toml:2: snmp.retries = -1: allowed is 0 to "}},
        {"[snmp]\nwindow = 0", {"agent.toml:2: snmp.window = 0: allowed is 1 to "}},
        {"[snmp]\npackets_per_second = -1", {"snmp.packets_per_second"}},
        {"[journal]\nlimit_mib = 0", {"agent.toml:2: journal.limit_mib = 0: allowed is 1 to "}},
        {"[network]\ntimeout_seconds = 0", {"network.timeout_seconds"}},
        {"log_level = \"loud\"", {"agent.toml:1: log_level = loud: allowed is one of", "debug", "[not_one_of]"}},
        {"log_level = 7", {"agent.toml:1: log_level = 7: a text in quotes is wanted [not_a_string]"}},
        {"makers_foldr = \"x\"",
         {"agent.toml:1: makers_foldr: ", "did you mean \"makers_folder\"?", "[unknown_field]"}},
        {"[snmp]\n\ntimeout = 5", {"agent.toml:3: snmp.timeout: ", "did you mean \"timeout_ms\"?"}},
        {"[snmp", {"agent.toml:1: this is no TOML", "[config_syntax]"}},
    };
    for (const auto& mistake : kMistakes) {
        TemporaryFolder folder;
        folder.Write("agent.toml", mistake.line + "\n");
        for (const std::string command : {"run", "enroll --server https://portal.example.com --token x"}) {
            const Finished run =
                Call(command + " --config " + folder.name() + "/agent.toml --data " + folder.name() + "/data");
            EXPECT_EQ(run.code, 2) << run.output;
            for (const auto& words : mistake.said) EXPECT_THAT(run.output, HasSubstr(words)) << mistake.line;
            EXPECT_FALSE(std::filesystem::exists(folder.name() + "/data")) << mistake.line;
        }
    }
}

TEST(Program, NothingIsCreatedBeforeWhatWasGivenIsRight) {
    TemporaryFolder folder;
    for (const std::string command :
         {"run", "enroll --server http://portal.example.com --token x", "enroll --server https://portal.example.com",
          "enroll --server ftp://x --token x", "enroll --server https://portal.example.com --token-file /nowhere"}) {
        EXPECT_EQ(Call(command + " --data " + folder.name() + "/data").code, 2) << command;
        EXPECT_FALSE(std::filesystem::exists(folder.name() + "/data")) << command;
    }
}

TEST(Program, AnEnrolledAgentGetsAnUpdateKey) {  // AGT-9
    TemporaryFolder folder;
    const std::string data = " --data " + folder.name() + "/data";
    const std::string key = packages::MakeKeyPair().public_key, other = packages::MakeKeyPair().public_key;
    const Finished early = Call("enroll --update-key " + key + data);
    EXPECT_EQ(early.code, 2);
    EXPECT_THAT(early.output, HasSubstr("belongs to no agent yet"));
    std::filesystem::create_directories(folder.name() + "/data");
    std::ofstream(folder.name() + "/data/identity.json") << R"({"server":"https://s","agent_id":"a","key":"k"})";
    EXPECT_EQ(Call("enroll --update-key agpub_x" + data).code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder.name() + "/data/update_keys.json"));
    EXPECT_EQ(Call("enroll --update-key " + key + data).code, 0);
    EXPECT_EQ(Call("enroll --update-key " + other + " --update-key " + key + data).code, 0);
    std::ifstream file(folder.name() + "/data/update_keys.json");
    std::string text;
    std::getline(file, text);
    EXPECT_EQ(text, "[\"" + key + "\",\"" + other + "\"]");
}

// Every value of `value` that is not null, as a person would read it.
void ExpectShown(const boost::json::value& value, const std::string& text, const std::string& at) {
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object) ExpectShown(member, text, at + "/" + std::string(key));
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array) ExpectShown(element, text, at);
    } else if (const auto* words = value.if_string()) {
        EXPECT_THAT(text, HasSubstr(std::string(*words))) << at;
    } else if (value.is_double()) {
        char number[32];
        std::snprintf(number, sizeof number, "%.1f", value.as_double());
        EXPECT_THAT(text, HasSubstr(number)) << at;
    } else if (value.is_number()) {
        EXPECT_THAT(text, HasSubstr(boost::json::serialize(value))) << at;
    }
}

TEST(Probe, ShowsPeopleEverythingThatTheJsonHas) {
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(base::SourceFolder() + "/tests/golden/devices")) {
        SCOPED_TRACE(entry.path().filename());
        std::ifstream in(entry.path() / "expected.json");
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        auto reading = base::json::Read<printing::Reading>(text);
        ASSERT_TRUE(reading);
        reading->unanswered = {{printing::Part::kAlerts, printing::Part::kMakersTable}};
        ExpectShown(base::json::ToValue(*reading), TextOf(*reading), "");
        ++cases;
    }
    EXPECT_GT(cases, 10);
}

TEST(Program, DiscoverSaysHowFarItIsOnATerminalOnly) {
    snmp::TestMachine machine(AcmeAnswers());
    const std::string command = PLATEN_AGENT_PROGRAM " discover 127.0.0.1:" + std::to_string(machine.endpoint().port());
    const Finished plain = base::Call(command);
    EXPECT_EQ(plain.code, 0);
    EXPECT_THAT(plain.output, AllOf(HasSubstr("1 addresses, 1 answered, 1 printers"), Not(HasSubstr("\r"))));
    const Finished shown = base::CallOnTerminal(command);
    EXPECT_EQ(shown.code, 0);
    EXPECT_THAT(shown.output, HasSubstr("\r1 of 1 addresses, 1 printers"));
}

TEST(Program, ColorsAreForTerminalsAndForWhoWantsThem) {
    TemporaryFolder folder;
    folder.Write("identity.json", R"({"server":"http://127.0.0.1:9","agent_id":"a","key":"k"})");
    const std::string command = PLATEN_AGENT_PROGRAM " run --data " + folder.name();
    EXPECT_THAT(base::CallOnTerminal(command, "agent.started").output, HasSubstr("\x1b["));
    EXPECT_THAT(base::CallOnTerminal("env NO_COLOR=1 " + command, "agent.started").output, Not(HasSubstr("\x1b[")));
    EXPECT_THAT(base::Call(command, "agent.started").output, Not(HasSubstr("\x1b[")));
}

}  // namespace
}  // namespace agent
