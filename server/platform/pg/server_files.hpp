#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

// The files and folders of a private server, some of them for another user than ours.
namespace pg {

[[noreturn]] void ThrowErrno(const std::string& what);  // EmbeddedError with the words for errno

std::string ReadFile(const std::filesystem::path& file);  // "" when it cannot be read
// Replaces the file in one step and on the disk, so that a crash leaves the old one or the new one.
void WriteFile(const std::filesystem::path& file, const std::string& text, mode_t mode, uid_t uid, gid_t gid);
// Made or there already; handed over to the user when we are root.
void MakeFolder(const std::filesystem::path& folder, mode_t mode, uid_t uid, gid_t gid);
bool MaySearch(const std::filesystem::path& folder, uid_t uid, gid_t gid);

std::string MakePassword();  // hex of 24 random octets

}  // namespace pg
