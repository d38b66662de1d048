#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "lib/base/test_program.hpp"

// The program as a person calls it (clig.dev).
namespace simulator {
namespace {

using testing::AllOf;
using testing::HasSubstr;

base::Finished Sim(const std::string& arguments) {
    return base::Call(PLATEN_SIM_PROGRAM " " + arguments);
}

struct Mistake {
    std::string arguments;
    std::vector<std::string> said;
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) {
    return out << mistake.arguments;
}

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreNamedAndEndWith2) {
    const auto run = Sim(GetParam().arguments);
    EXPECT_EQ(run.code, 2) << run.output;
    for (const auto& words : GetParam().said) EXPECT_THAT(run.output, HasSubstr(words));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Mistakes,
    testing::Values(Mistake{"", {"--help"}}, Mistake{"rn", {"\"rn\"", "did you mean \"run\"?"}},
                    Mistake{"teapot", {"\"teapot\"", "platen-sim --help"}},
                    Mistake{"run --printer 3",
                            {"\"--printer\"", "did you mean \"--printers\"?", "platen-sim run --help"}},
                    Mistake{"run --printers 0", {"--printers", "200000"}},
                    Mistake{"run --printers many", {"--printers", "many"}}, Mistake{"run --speed -1", {"--speed"}},
                    Mistake{"run --swap sometimes", {"--swap", "never"}},
                    Mistake{"run --base 10.0.0.1", {"--base 10.0.0.1", "127.20.0.1"}},
                    Mistake{"run --epoch yesterday", {"--epoch yesterday", "2026-01-01"}},
                    Mistake{"run --v3-user a:b", {"--v3-user", "NAME"}},
                    Mistake{"run --model brohter", {"--model", "brohter"}}, Mistake{"ctl", {"socket"}}));

TEST(Program, AMistypedPasswordIsNotRepeated) {
    const auto run = Sim("run --v3-user monitor:SHA-999:verysecret");
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.output.find("verysecret"), std::string::npos) << run.output;
}

TEST(Program, EachHelpBeginsWithExamples) {
    for (const std::string command : {"", "run", "ctl"}) {
        const auto run = Sim(command + " --help");
        EXPECT_EQ(run.code, 0);
        EXPECT_THAT(run.output, HasSubstr("Examples:\n  platen-sim "));
        EXPECT_LT(run.output.find("Examples:"), run.output.find("Options:")) << command;
        EXPECT_EQ(Sim("help " + command).output, run.output);
    }
    EXPECT_THAT(Sim("run --help").output, AllOf(HasSubstr("how many (1 to 200000, default 200)")));
    EXPECT_THAT(Sim("ctl --help").output, AllOf(HasSubstr("what --control named"), HasSubstr("Exit codes:")));
}

TEST(Program, AMistypedCommandOfControlIsNamed) {
    const std::string socket =
        (std::filesystem::temp_directory_path() / ("platen-sim-" + std::to_string(::getpid()))).string();
    const auto control = [&](const std::string& words) { return Sim("ctl " + socket + " " + words); };
    EXPECT_EQ(control("list").code, 1);  // nothing listens there
    // The simulator is told to stop by the last of these calls.
    const auto run = base::Call(
        "sh -c \"" PLATEN_SIM_PROGRAM " run --printers 1 --port 0 --control " + socket + " & while ! test -S " +
        socket +
        "; do :; done; for w in lst 'levl x 1 5' 'level x' 'show nobody' list; do " PLATEN_SIM_PROGRAM " ctl " +
        socket + " \\$w; echo code \\$?; done; " PLATEN_SIM_PROGRAM " ctl " + socket + " stop; wait\"");
    EXPECT_THAT(run.output, AllOf(HasSubstr("unknown command: lst; did you mean \"list\"?\ncode 2\n"),
                                  HasSubstr("unknown command: levl; did you mean \"level\"?\ncode 2\n"),
                                  HasSubstr("no printer has nobody\ncode 1\n"), HasSubstr("code 0\n")));
}

}  // namespace
}  // namespace simulator
