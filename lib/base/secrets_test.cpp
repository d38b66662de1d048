#include "lib/base/secrets.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace {

std::filesystem::path Fresh(const std::string& name) {
    const auto file = std::filesystem::path(::testing::TempDir()) / ("secrets_test_" + name);
    std::filesystem::remove(file);
    return file;
}

TEST(SecretBox, OpensOnlyWithItsKeyAndItsContext) {
    const base::SecretBox box(std::string(32, 'a'));
    const std::string sealed = box.Seal("public", "agent 1");
    EXPECT_EQ(sealed.find("public"), std::string::npos);
    EXPECT_NE(sealed, box.Seal("public", "agent 1"));
    EXPECT_EQ(box.Open(sealed, "agent 1"), "public");
    EXPECT_EQ(box.Open(sealed, "agent 2"), std::nullopt);
    EXPECT_EQ(base::SecretBox(std::string(32, 'b')).Open(sealed, "agent 1"), std::nullopt);
    std::string changed = sealed;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    EXPECT_EQ(box.Open(changed, "agent 1"), std::nullopt);
    EXPECT_EQ(box.Open("", "agent 1"), std::nullopt);
    EXPECT_EQ(box.Open(box.Seal("", "x"), "x"), "");
}

TEST(SecretBox, MakesAKeyFileForItsOwnerOnlyAndReadsItAgain) {
    const auto file = Fresh("made");
    const auto first = base::SecretBox::FromFile(file);
    ASSERT_TRUE(first);
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto second = base::SecretBox::FromFile(file);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->Open(first->Seal("x", ""), ""), "x");
    EXPECT_EQ(first->Derive("cursors"), second->Derive("cursors"));
    EXPECT_NE(first->Derive("cursors"), first->Derive("salts"));
}

TEST(SecretBox, RefusesAKeyThatOthersMayRead) {
    const auto file = Fresh("exposed");
    ASSERT_TRUE(base::SecretBox::FromFile(file));
    std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    const auto box = base::SecretBox::FromFile(file);
    ASSERT_FALSE(box);
    EXPECT_EQ(box.error().code, "secret_key_exposed");
}

TEST(SecretBox, RefusesAFileThatIsNoKey) {
    const auto file = Fresh("broken");
    std::ofstream(file) << "hello\n";
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    const auto box = base::SecretBox::FromFile(file);
    ASSERT_FALSE(box);
    EXPECT_EQ(box.error().code, "secret_key_unreadable");
}

TEST(Base64, PadsAndTakesEveryOctet) {
    EXPECT_EQ(base::ToBase64(""), "");
    EXPECT_EQ(base::ToBase64("\xff\xfe"), "//4=");
    EXPECT_EQ(base::ToBase64("f\xc3\xbcr"), "ZsO8cg==");
}

TEST(Base64Url, TakesOnlyItsOwnAlphabet) {
    EXPECT_EQ(base::ToBase64Url("\xff\xfe"), "__4");
    EXPECT_EQ(base::FromBase64Url("__4"), "\xff\xfe");
    EXPECT_EQ(base::FromBase64Url("//4"), std::nullopt);
    EXPECT_EQ(base::FromBase64Url("__4="), std::nullopt);
    EXPECT_EQ(base::FromBase64Url("_"), std::nullopt);
}

}  // namespace
