#include "server/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "lib/base/config.hpp"

namespace server {
namespace {

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
TEST_F(SettingsTest, NamesEverySettingOutOfRangeAtOnce) {
    EXPECT_THAT(Refusal("listen = \"everywhere\"\ntask_threads = 0\n[passwords]\nminimum_length = 6\n"
                        "[tls]\ncertificate = \"a.pem\"\n[smtp]\ntls = \"maybe\"\n"),
                UnorderedElementsAre(HasSubstr("listen: not_host_and_port"), HasSubstr("task_threads: out_of_range"),
                                     HasSubstr("passwords.minimum_length: out_of_range (maximum 64, minimum 7)"),
                                     HasSubstr("tls: needs_both"), HasSubstr("smtp.tls: not_one_of")));
}

TEST_F(SettingsTest, TheRuleOfReplenishmentMakesSense) {  // ASR-4
    EXPECT_EQ(Load("")->replenishment.profile, "published") << "what an installation starts with";
    EXPECT_EQ(Load("[replenishment]\nprofile = \"balanced\"\n")->replenishment.profile, "balanced");
    EXPECT_EQ(Load("[replenishment]\nprofile = \"published\"\norder_days = 14\n")->replenishment.order_days, 14);
    EXPECT_THAT(Refusal("[replenishment]\nprofile = \"bold\"\norder_days = 30\njoin_days = "
                        "20\ncover_days = 0\n"),
                UnorderedElementsAre(HasSubstr("replenishment.profile: not_one_of"),
                                     HasSubstr("replenishment.join_days: out_of_range (maximum 365, minimum 30)"),
                                     HasSubstr("replenishment.cover_days: out_of_range")));
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
        ElementsAre(file.string() + ": /countries/DE/holidays/0/date: not_month_and_day (example 12-25, value 31-12)"));
    EXPECT_THAT(Refusal("[replenishment]\nholidays = \"/nonexistent/holidays.json\"\n"),
                ElementsAre("/nonexistent/holidays.json: config_unreadable (key replenishment.holidays, reason No such "
                            "file or directory)"));
}

TEST_F(SettingsTest, LinksInMailsFollowTheListenerUnlessTold) {
    EXPECT_EQ(Load("listen = \"[::1]:8443\"\n[tls]\ncertificate = \"a\"\nkey = \"b\"\n")->public_url,
              "https://[::1]:8443");
    EXPECT_EQ(Load("public_url = \"https://print.example.com/\"\n")->public_url, "https://print.example.com");
    EXPECT_THAT(Refusal("public_url = \"print.example.com\"\n"), ElementsAre(HasSubstr("public_url: not_a_url")));
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
