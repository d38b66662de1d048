#include "lib/packages/agent_package.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/secrets.hpp"

namespace packages {
namespace {

// What starts as an ELF program of 64 bits for that machine.
std::string AProgram(char machine = 62) {
    std::string program(
        "\x7f"
        "ELF\x02\x01\x01",
        7);
    program.resize(18, '\0');
    program += machine;
    program.resize(5000, 'x');
    return program;
}

const KeyPair kKeys = MakeKeyPair();
const std::vector<std::string> kTrusted{kKeys.public_key};

std::string APackage(std::string_view version = "1.2.3", std::string_view architecture = "amd64") {
    const auto package = Sign(AProgram(architecture == "arm64" ? '\xb7' : 62), version, architecture, kKeys.secret_key);
    EXPECT_TRUE(package);
    return package.value_or("");
}

template <class T>
std::string Code(const base::Result<T>& result) {
    return result ? "" : result.error().code;
}

TEST(AgentPackages, AVersionIsThreeNumbers) {  // AGT-9
    EXPECT_EQ(ReadVersion("1.20.3"), (Version{1, 20, 3}));
    for (const char* wrong :
         {"", "1", "1.2", "1.2.3.4", "1.2.x", "1.02.3", "-1.2.3", "1.2.3 ", "1..3", "1.2.1234567", "../1.2.3"})
        EXPECT_FALSE(ReadVersion(wrong)) << wrong;
    EXPECT_TRUE(IsOlder("1.9.0", "1.10.0"));
    EXPECT_FALSE(IsOlder("1.10.0", "1.10.0"));
    EXPECT_TRUE(IsOlder("no version", "0.0.1"));
}

TEST(AgentPackages, WhatWasSignedIsReadAgainWhole) {  // AGT-9
    const std::string file = APackage();
    const auto package = ReadPackage(file);
    ASSERT_TRUE(package) << Code(package);
    EXPECT_EQ(package->program, AProgram());
    EXPECT_EQ(package->head.manifest.version, "1.2.3");
    EXPECT_TRUE(IsSigned(package->head, kTrusted));
    EXPECT_FALSE(IsSigned(package->head, std::vector<std::string>{MakeKeyPair().public_key}));
    EXPECT_FALSE(IsSigned(package->head, {}));
    // One of several keys, so that keys can be changed.
    EXPECT_TRUE(IsSigned(package->head, std::vector<std::string>{MakeKeyPair().public_key, kKeys.public_key}));
}

TEST(AgentPackages, EveryChangedOctetIsSeen) {  // AGT-9
    const std::string file = APackage();
    const std::size_t head = ReadHead(file)->text.size();
    for (std::size_t i = 0; i < file.size(); i += i < head ? 1 : 97) {
        std::string changed = file;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto package = ReadPackage(changed);
        EXPECT_FALSE(package && IsSigned(package->head, kTrusted)) << i;
    }
}

TEST(AgentPackages, WhatIsCutOrTooLongIsRefused) {  // AGT-9
    const std::string file = APackage();
    const std::size_t head = ReadHead(file)->text.size();
    for (std::size_t size = 0; size < file.size(); size += size < head ? 1 : 97) {
        const auto package = ReadPackage(std::string_view(file).substr(0, size));
        EXPECT_EQ(Code(package), size < head ? "package_malformed" : "package_incomplete") << size;
    }
    EXPECT_EQ(Code(ReadPackage(file + "x")), "package_damaged");
    EXPECT_EQ(Code(ReadHead("platen-agent-package 1\n" + std::string(5000, '{'))), "package_malformed");
}

TEST(AgentPackages, ManifestsThatSayWhatCannotBeAreRefused) {  // AGT-9
    const auto head = [](const std::string& manifest) {
        return Code(
            ReadHead("platen-agent-package 1\n" + manifest + "\n" + base::ToBase64Url(std::string(64, 's')) + "\n"));
    };
    const std::string sum(64, 'a');
    const auto manifest = [&](const std::string& version, const std::string& architecture, const std::string& size) {
        return R"({"version":")" + version + R"(","architecture":")" + architecture + R"(","size":)" + size +
               R"(,"sha256":")" + sum + R"("})";
    };
    EXPECT_EQ(head(manifest("1.2.3", "amd64", "9")), "");
    EXPECT_EQ(head(manifest("1.2", "amd64", "9")), "package_malformed");
    EXPECT_EQ(head(manifest("1.2.3", "vax", "9")), "package_malformed");
    EXPECT_EQ(head(manifest("1.2.3", "amd64", "0")), "package_malformed");
    EXPECT_EQ(head(manifest("1.2.3", "amd64", "-5")), "package_malformed");
    EXPECT_EQ(head(manifest("1.2.3", "amd64", "67108865")), "package_too_large");
    EXPECT_EQ(head(R"({"version":"1.2.3","architecture":"amd64","size":9,"sha256":"AA"})"), "package_malformed");
    EXPECT_EQ(head("{"), "package_malformed");
}

TEST(AgentPackages, OnlyProgramsForTheirArchitectureAreSigned) {  // AGT-9
    const auto sign = [](const std::string& program, const char* version, const char* architecture,
                         const std::string& key) { return Code(Sign(program, version, architecture, key)); };
    EXPECT_EQ(sign("#!/bin/sh\n" + std::string(100, ' '), "1.2.3", "amd64", kKeys.secret_key), "package_no_program");
    EXPECT_EQ(sign(AProgram(), "1.2.3", "arm64", kKeys.secret_key), "package_no_program");
    EXPECT_EQ(sign(AProgram(), "1.2.3", "sparc", kKeys.secret_key), "package_no_program");
    EXPECT_EQ(sign(AProgram(), "1.2", "amd64", kKeys.secret_key), "version_malformed");
    EXPECT_EQ(sign(AProgram(), "1.2.3", "amd64", kKeys.public_key), "signing_key_malformed");
    EXPECT_EQ(sign(AProgram() + std::string(kMaxProgram, 'x'), "1.2.3", "amd64", kKeys.secret_key),
              "package_too_large");
}

TEST(AgentPackages, AnAgentGoesForwardOnlyAndNotBelowTheMinimum) {  // AGT-9
    const auto may = [](const std::string& file, const Running& running,
                        const std::vector<std::string>& keys = kTrusted) {
        return Code(CheckUpdate(*ReadHead(file), running, keys));
    };
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.2", "amd64", ""}), "");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.2", "amd64", "1.2.3"}), "");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.3", "amd64", ""}), "update_not_newer");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.10.0", "amd64", ""}), "update_not_newer");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.2", "amd64", "1.2.4"}), "update_below_minimum");
    EXPECT_EQ(may(APackage("1.2.3", "arm64"), {"1.2.2", "amd64", ""}), "update_other_architecture");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.2", "amd64", ""}, {MakeKeyPair().public_key}), "update_not_signed");
    EXPECT_EQ(may(APackage("1.2.3"), {"1.2.2", "amd64", ""}, {}), "update_not_signed");
}

TEST(AgentPackages, KeysAreToldApart) {
    EXPECT_TRUE(IsPublicKey(kKeys.public_key));
    EXPECT_TRUE(IsPublicKey(" " + kKeys.public_key + "\n"));
    EXPECT_FALSE(IsPublicKey(kKeys.secret_key));
    EXPECT_FALSE(IsPublicKey(""));
    EXPECT_FALSE(IsPublicKey("agpub_short"));
}

}  // namespace
}  // namespace packages
