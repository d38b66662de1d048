#include "server/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "lib/base/config.hpp"

namespace server {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class SettingsTest : public ::testing::Test {
  protected:
    std::filesystem::path Write(const std::string& name, const std::string& text) {
        const auto file = std::filesystem::path(::testing::TempDir()) / ("settings_test_" + name);
        std::ofstream(file) << text;
        return file;
    }
    base::Result<Settings> Load(const std::string& text) { return LoadSettings(Write("platen.toml", text)); }
    std::vector<std::string> Refusal(const std::string& text) {
        const auto settings = Load(text);
        if (settings) return {};
        return base::DescribeConfigProblem(settings.error());
    }
};

TEST_F(SettingsTest, TheShippedDefaultsAreGood) {
    const auto settings = Load("");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->public_url, "http://127.0.0.1:8080");
    EXPECT_EQ(settings->secret_key_file, "/var/lib/platen/secret-key");
    EXPECT_EQ(settings->passwords.minimum_length, 12);
}

TEST_F(SettingsTest, SecretsComeFromFiles) {
    const auto url = Write("url", "postgresql://platen:s3cret@db/platen\n");
    const auto settings = Load("[database]\nurl_file = \"" + url.string() + "\"\n");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->database.url, "postgresql://platen:s3cret@db/platen");
    EXPECT_THAT(Refusal("[smtp]\npassword_file = \"/nonexistent/password\"\n"),
                ElementsAre(HasSubstr("/nonexistent/password")));
}

// IDN-2: no setting lowers the floor.
TEST_F(SettingsTest, NamesEveryWrongSettingAtOnceWithPlaceValueAndRange) {
    EXPECT_THAT(
        Refusal("listen = \"everywhere\"\ntask_threads = 0\nlistn = \"x\"\n[passwords]\nminimum_length = 6\n"
                "[tls]\ncertificate = \"a.pem\"\n[smtp]\ntls = \"maybe\"\n[http]\nworkers = 9999\n"
                "trusted_proxies = [\"10.0.0.1\", \"proxy\"]\nrequests_per_second = -1.0\n[log]\nlevel = \"loud\"\n"
                "[database]\npool = \"many\"\n"),
        UnorderedElementsAre(
            HasSubstr("toml:1: listen = everywhere: host and port are wanted, like 127.0.0.1:8080 [not_host_and_port]"),
            HasSubstr("toml:2: task_threads = 0: allowed is 1 to 64 [out_of_range]"),
            HasSubstr("toml:3: listn: there is no such setting; did you mean \"listen\"? [unknown_field]"),
            HasSubstr("toml:5: passwords.minimum_length = 6: allowed is 7 to 64"),
            HasSubstr("toml:7: tls.key: set it, as tls.certificate is set"),
            HasSubstr("toml:9: smtp.tls = maybe: allowed is one of required, opportunistic, none [not_one_of]"),
            HasSubstr("toml:11: http.workers = 9999: allowed is 1 to 256 [out_of_range]"),
            HasSubstr("toml:12: http.trusted_proxies.1 = proxy: an address is wanted, like 127.0.0.1"),
            HasSubstr("toml:13: http.requests_per_second = -1"),
            HasSubstr("toml:15: log.level = loud: allowed is one of trace"),
            HasSubstr("toml:17: database.pool = many: a whole number is wanted [not_an_integer]")));
}

TEST_F(SettingsTest, EveryNumberHasARangeThatIsTold) {
    for (const std::string section :
         {"task_threads = ", "[database]\npool = ", "[http]\nworkers = ", "[http]\nrequests_per_second = ",
          "[sessions]\nidle_minutes = ", "[sessions]\nabsolute_hours = ", "[passwords]\nminimum_length = ",
          "[passwords]\nhash_memory_mib = ", "[passwords]\nhash_passes = ", "[passwords]\nhashes_at_once = ",
          "[replenishment]\norder_days = ", "[replenishment]\ncover_days = ", "[replenishment]\njoin_days = "}) {
        for (const std::string value : {"-1", "2000000"}) {
            EXPECT_THAT(Refusal(section + value + "\n"), Contains(AllOf(HasSubstr(value), HasSubstr("allowed is "))))
                << section;
        }
    }
}

TEST_F(SettingsTest, TheSenderOfPapersFitsOntoALabel) {  // ASR-12
    const auto settings = Load("[papers]\nsender = [\"Nordlys\", \"Lagerveien 7\"]\n");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->papers.sender, (std::vector<std::string>{"Nordlys", "Lagerveien 7"}));
    EXPECT_THAT(Refusal("[papers]\nsender = [\"a\", \"" + std::string(101, 'b') + "\"]\n"),
                ElementsAre(HasSubstr("toml:2: papers.sender.1 = b")));
    std::string lines;
    for (int i = 0; i < 9; ++i) lines += "\"x\",";
    EXPECT_THAT(Refusal("[papers]\nsender = [" + lines + "]\n"),
                ElementsAre(HasSubstr("at most 8 entries are wanted [too_many_items]")));
}

TEST_F(SettingsTest, ADefaultThatCannotStandSaysWhatToSet) {
    EXPECT_THAT(
        Refusal("[smtp]\nurl = \"smtp://mail.example.com\"\n"),
        ElementsAre(HasSubstr("toml:2: smtp.from = platen@localhost (the shipped default): set it, as smtp.url is "
                              "set, like supplies@example.com [must_be_set]")));
    EXPECT_TRUE(Load("[smtp]\nurl = \"smtp://mail.example.com\"\nfrom = \"supplies@example.com\"\n"));
    EXPECT_THAT(Refusal("[smtp]\nurl = \"smtp://mail.example.com\"\nfrom = \"supplies\"\n"),
                ElementsAre(HasSubstr("toml:3: smtp.from = supplies: this is no e-mail address")));
    EXPECT_THAT(Refusal("[smtp]\nurl = \"mail.example.com\"\nfrom = \"supplies@example.com\"\n"),
                ElementsAre(HasSubstr("toml:2: smtp.url = mail.example.com: a URL is wanted, like smtp://")));
    EXPECT_THAT(Refusal("[smtp]\nurl = \"http://anna@mail\"\nfrom = \"supplies@example.com\"\n"),
                ElementsAre(HasSubstr("toml:2: smtp.url: a URL is wanted")))
        << "it may hold a password";
    EXPECT_THAT(
        Refusal("[replenishment]\norder_days = 60\n"),
        ElementsAre(HasSubstr("toml:2: replenishment.join_days = 45 (the shipped default): allowed is 60 to 365, as "
                              "replenishment.order_days is [out_of_range]")));
}

TEST_F(SettingsTest, NamesTheVariableThatSetIt) {
    const struct Variable {
        explicit Variable(const char* value) { ::setenv("PLATEN_HTTP_WORKERS", value, 1); }
        ~Variable() { ::unsetenv("PLATEN_HTTP_WORKERS"); }
    } variable("9999");
    EXPECT_THAT(Refusal("[http]\nworkers = 8\n"),
                ElementsAre("PLATEN_HTTP_WORKERS: http.workers = 9999: allowed is 1 to 256 [out_of_range]"));
}

TEST_F(SettingsTest, FilesThatAreNamedAreLookedAtBeforeAnythingIsMade) {
    const auto junk = Write("junk.pem", "no certificate\n").string();
    const auto folder = std::filesystem::path(::testing::TempDir()).string();
    const auto deep = [&](const std::string& text) {
        const auto settings = LoadSettings(Write("platen.toml", text), SettingsDepth::kFiles);
        return settings ? std::vector<std::string>{} : base::DescribeConfigProblem(settings.error());
    };
    const std::string data = "data = \"" + folder + "/settings_test_data\"\n";
    EXPECT_THAT(deep(data), ElementsAre());
    EXPECT_THAT(deep(data + "[tls]\ncertificate = \"/nowhere/c.pem\"\nkey = \"" + folder + "\"\n"),
                UnorderedElementsAre(HasSubstr("toml:3: tls.certificate = /nowhere/c.pem: No such file or directory"),
                                     HasSubstr("toml:4: tls.key: " + folder + ": Is a directory [file_unusable]")));
    EXPECT_THAT(
        deep(data + "[tls]\ncertificate = \"" + junk + "\"\nkey = \"" + junk + "\"\n"),
        ElementsAre(HasSubstr("toml:3: tls.certificate = " + junk + ": this is no chain of certificates in PEM")));
    EXPECT_THAT(deep(data + "[smtp]\nca_file = \"/nowhere/ca.pem\"\n"),
                ElementsAre(HasSubstr("toml:3: smtp.ca_file = /nowhere/ca.pem: No such file or directory")));
    EXPECT_THAT(deep("data = \"" + junk + "/data\"\n"), ElementsAre(HasSubstr("toml:1: data = ")));
    EXPECT_THAT(deep("secret_key_file = \"" + junk + "\"\n" + data),
                ElementsAre(AllOf(HasSubstr("toml:1: secret_key_file"), HasSubstr("chmod 600"))));
    EXPECT_THAT(deep(data + "[database]\nurl_file = \"/nowhere/url\"\n[smtp]\npassword_file = \"/nowhere/p\"\n"),
                UnorderedElementsAre(HasSubstr("toml:3: database.url_file = /nowhere/url: No such file"),
                                     HasSubstr("toml:5: smtp.password_file: /nowhere/p: No such file")));
    EXPECT_FALSE(std::filesystem::exists(folder + "/settings_test_data"));
}

TEST_F(SettingsTest, TheRuleOfReplenishmentMakesSense) {  // ASR-4
    EXPECT_EQ(Load("")->replenishment.profile, "published") << "what an installation starts with";
    EXPECT_EQ(Load("[replenishment]\nprofile = \"balanced\"\n")->replenishment.profile, "balanced");
    EXPECT_EQ(Load("[replenishment]\nprofile = \"published\"\norder_days = 14\n")->replenishment.order_days, 14);
    EXPECT_THAT(Refusal("[replenishment]\nprofile = \"bold\"\norder_days = 30\njoin_days = "
                        "20\ncover_days = 0\n"),
                UnorderedElementsAre(HasSubstr("replenishment.profile = bold: allowed is one of published, balanced"),
                                     HasSubstr("replenishment.join_days = 20: allowed is 30 to 365"),
                                     HasSubstr("replenishment.cover_days = 0: allowed is 1 to 365")));
}

TEST_F(SettingsTest, HolidaysAreBuiltInReadFromAFileOrNone) {  // H9
    const auto built_in = ReadHolidays(Load("")->replenishment);
    ASSERT_TRUE(built_in && *built_in);
    EXPECT_EQ(holidays::HolidaysOf(**built_in, "DE", 2026).size(), 9u);
    const auto none = ReadHolidays(Load("[replenishment]\nholidays = \"none\"\n")->replenishment);
    ASSERT_TRUE(none);
    EXPECT_EQ(*none, nullptr);
    const auto file = Write("holidays.json", R"({"countries": {"DE": {"extend": true, "holidays": [
        {"name": "Three Kings", "date": "01-06"}]}}})");
    const auto own = ReadHolidays(Load("[replenishment]\nholidays = \"" + file.string() + "\"\n")->replenishment);
    ASSERT_TRUE(own && *own);
    EXPECT_EQ(holidays::HolidaysOf(**own, "DE", 2026).size(), 10u);
    EXPECT_EQ(holidays::HolidaysOf(**own, "FR", 2026).size(), 11u);
}

TEST_F(SettingsTest, AFileOfHolidaysThatIsWrongIsRefusedAtStart) {  // H9
    const auto file = Write("holidays_wrong.json", R"({"countries": {"DE": {"holidays": [
        {"name": "A", "date": "31-12"}]}}})");
    EXPECT_THAT(
        Refusal("[replenishment]\nholidays = \"" + file.string() + "\"\n"),
        ElementsAre(
            file.string() +
            ": /countries/DE/holidays/0/date = 31-12: month and day are wanted, like 12-25 [not_month_and_day]"));
    EXPECT_THAT(Refusal("[replenishment]\nholidays = \"/nonexistent/holidays.json\"\n"),
                ElementsAre(HasSubstr("toml:2: replenishment.holidays = /nonexistent/holidays.json: No such file or "
                                      "directory [file_unusable]")));
    EXPECT_THAT(Refusal("task_threads = 0\n[replenishment]\nholidays = \"" + file.string() + "\"\n"),
                UnorderedElementsAre(HasSubstr("task_threads = 0"), HasSubstr("/countries/DE/holidays/0/date")));
}

TEST_F(SettingsTest, LinksInMailsFollowTheListenerUnlessTold) {
    EXPECT_EQ(Load("listen = \"[::1]:8443\"\n[tls]\ncertificate = \"a\"\nkey = \"b\"\n")->public_url,
              "https://[::1]:8443");
    EXPECT_EQ(Load("public_url = \"https://print.example.com/\"\n")->public_url, "https://print.example.com");
    EXPECT_THAT(Refusal("public_url = \"print.example.com\"\n"),
                ElementsAre(HasSubstr("public_url = print.example.com: a URL is wanted, like https://")));
}

TEST(Endpoint, TakesHostAndPort) {
    EXPECT_EQ(ParseEndpoint("127.0.0.1:80")->port, 80);
    EXPECT_EQ(ParseEndpoint("[::1]:8080")->host, "::1");
    for (const char* wrong : {"", "localhost", ":80", "localhost:", "localhost:65536", "::1:80", "localhost:8o"}) {
        EXPECT_FALSE(ParseEndpoint(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace server
