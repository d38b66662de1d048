#include "lib/base/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

struct DatabaseSettings {
    std::string url;
    int pool = 8;
};
BOOST_DESCRIBE_STRUCT(DatabaseSettings, (), (url, pool))
struct TestSettings {
    std::string listen = "127.0.0.1:8080";
    bool secure = true;
    std::vector<std::string> proxies;
    std::optional<std::string> note;
    DatabaseSettings database;
};
BOOST_DESCRIBE_STRUCT(TestSettings, (), (listen, secure, proxies, note, database))

class ConfigTest : public ::testing::Test {
  protected:
    std::filesystem::path Write(const std::string& text) {
        const std::filesystem::path file =
            std::filesystem::path(::testing::TempDir()) /
            (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
        std::ofstream(file) << text;
        return file;
    }
    base::Result<TestSettings> Load(const std::string& text) {
        return base::LoadConfig<TestSettings>(Write(text), "T", [this](const std::string& name) {
            const auto at = environment_.find(name);
            return at == environment_.end() ? std::nullopt : std::optional(at->second);
        });
    }
    std::map<std::string, std::string> environment_;
};

TEST_F(ConfigTest, WithoutFileAndEnvironmentGivesTheDefaults) {
    const auto settings = base::LoadConfig<TestSettings>(std::nullopt, "");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->listen, "127.0.0.1:8080");
    EXPECT_EQ(settings->database.pool, 8);
}

TEST_F(ConfigTest, AnEmptyFileGivesTheDefaultsToo) {
    const auto settings = Load("");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->listen, "127.0.0.1:8080");
}

TEST_F(ConfigTest, EnvironmentOverlaysFileOverlaysDefaults) {
    environment_ = {{"T_DATABASE_POOL", "3"}, {"T_PROXIES", "10.0.0.1, 10.0.0.2"}, {"T_SECURE", "false"}};
    const auto settings = Load("note = \"x\"\n[database]\nurl = \"a\"\npool = 2\n");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->database.url, "a");
    EXPECT_EQ(settings->database.pool, 3);
    EXPECT_EQ(settings->note, "x");
    EXPECT_FALSE(settings->secure);
    EXPECT_THAT(settings->proxies, ::testing::ElementsAre("10.0.0.1", "10.0.0.2"));
}

TEST_F(ConfigTest, NamesFileLineAndKeyOfEveryWrongSetting) {
    environment_ = {{"T_SECURE", "maybe"}};
    const auto settings = Load("lisen = \"x\"\n\n[database]\npool = \"many\"\n");
    ASSERT_FALSE(settings);
    const auto lines = base::DescribeConfigProblem(settings.error());
    EXPECT_THAT(
        lines,
        ::testing::UnorderedElementsAre(
            ::testing::EndsWith(".toml:1: lisen: there is no such setting; did you mean \"listen\"? [unknown_field]"),
            ::testing::EndsWith(".toml:4: database.pool = many: a whole number is wanted [not_an_integer]"),
            "T_SECURE: secure = maybe: true or false is wanted [not_a_boolean]"));
}

// Wrong types, unknown keys and what only the check knows: a person mends them in one go.
TEST_F(ConfigTest, SaysWhatTheTypesAndTheCheckRefuseAtOnce) {
    const auto file = Write("lisen = \"x\"\nsecure = 3\nproxies = [1, \"a\"]\n[database]\npool = 9999\nurls = 1\n");
    environment_ = {{"T_NOTE", "loud"}};
    int seen = 0;
    const auto settings = base::LoadConfig<TestSettings>(
        file, "T",
        [this](const std::string& name) {
            const auto at = environment_.find(name);
            return at == environment_.end() ? std::nullopt : std::optional(at->second);
        },
        {},
        [&](const TestSettings& given, base::FieldProblems& problems) {
            ++seen;
            EXPECT_TRUE(given.secure) << "the default stands for what is wrong";
            if (given.database.pool > 100) {
                problems.Add("/database/pool", "out_of_range",
                             {{"minimum", std::int64_t{1}}, {"maximum", std::int64_t{100}}});
            }
            if (given.note == "loud") problems.Add("/note", "not_one_of", {{"allowed", "soft, sweet"}});
            problems.Add("/secure", "empty");  // of the default, which nobody set: not said
            if (given.listen == "127.0.0.1:8080") {
                problems.Add("/listen", "must_be_set", {{"because", "/database/pool"}, {"example", "host:1"}});
            }
        });
    EXPECT_EQ(seen, 1);
    ASSERT_FALSE(settings);
    EXPECT_THAT(
        base::DescribeConfigProblem(settings.error()),
        ::testing::UnorderedElementsAre(
            ::testing::HasSubstr(":1: lisen: there is no such setting"),
            ::testing::HasSubstr(":2: secure = 3: true or false is wanted [not_a_boolean]"),
            ::testing::HasSubstr(":3: proxies.0 = 1: a text in quotes is wanted [not_a_string]"),
            ::testing::HasSubstr(":5: database.pool = 9999: allowed is 1 to 100 [out_of_range]"),
            ::testing::HasSubstr(":6: database.urls: there is no such setting; did you mean \"url\"?"),
            "T_NOTE: note = loud: allowed is one of soft, sweet [not_one_of]",
            ::testing::HasSubstr(":5: listen = 127.0.0.1:8080 (the shipped default): set it, as database.pool is set, "
                                 "like host:1 [must_be_set]")));
}

TEST_F(ConfigTest, NamesTheLineOfASyntaxError) {
    const auto settings = Load("listen = \"x\"\nsecure = \n");
    ASSERT_FALSE(settings);
    EXPECT_THAT(base::DescribeConfigProblem(settings.error()),
                ::testing::ElementsAre(::testing::HasSubstr(".toml:2: this is no TOML: ")));
}

TEST_F(ConfigTest, AFileThatIsNamedMustBeThere) {
    const auto settings = base::LoadConfig<TestSettings>("/nonexistent/platen.toml", "");
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().code, "config_unreadable");
}

TEST_F(ConfigTest, ASecretFileIsItsFirstLine) {
    EXPECT_EQ(*base::ReadSecretFile(Write("  s3cret \nmore\n")), "s3cret");
    EXPECT_FALSE(base::ReadSecretFile(Write("")));
}

}  // namespace
