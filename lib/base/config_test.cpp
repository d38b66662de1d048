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
    EXPECT_THAT(lines, ::testing::UnorderedElementsAre(::testing::HasSubstr(".toml:1: lisen: unknown_field"),
                                                       ::testing::HasSubstr(".toml:4: database.pool: not_an_integer"),
                                                       ::testing::HasSubstr("T_SECURE: secure: not_a_boolean")));
}

TEST_F(ConfigTest, NamesTheLineOfASyntaxError) {
    const auto settings = Load("listen = \"x\"\nsecure = \n");
    ASSERT_FALSE(settings);
    EXPECT_THAT(base::DescribeConfigProblem(settings.error()),
                ::testing::ElementsAre(::testing::HasSubstr(".toml:2: config_syntax")));
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
