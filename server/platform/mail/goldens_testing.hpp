#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "lib/base/testing/source_folder.hpp"
#include "server/platform/mail/mail.hpp"

// Mails compared with what they read when somebody last looked: tests/golden/mails/<name>.<language>.{txt,html}; the text
// begins with the subject. PLATEN_UPDATE_GOLDEN=1 writes them anew: read the difference.
namespace mail::testing {

inline std::filesystem::path GoldenFolder() {
    return base::SourceFolder() + "/tests/golden/mails";
}

inline void ExpectGoldenFile(const std::filesystem::path& path, const std::string& text) {
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

inline void ExpectGolden(const Content& content, const std::string& name, const std::string& language) {
    const std::string path = (GoldenFolder() / (name + "." + language)).string();
    ExpectGoldenFile(path + ".txt", content.subject + "\n\n" + content.text);
    ExpectGoldenFile(path + ".html", content.html);
}

}  // namespace mail::testing
