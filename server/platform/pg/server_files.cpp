#include "server/platform/pg/server_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "lib/base/hex.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/pg/embedded.hpp"

namespace pg {

namespace fs = std::filesystem;

void ThrowErrno(const std::string& what) {
    throw EmbeddedError(what + ": " + std::strerror(errno));
}

std::string ReadFile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void WriteFile(const fs::path& file, const std::string& text, mode_t mode, uid_t uid, gid_t gid) {
    const fs::path temporary = file.string() + ".new";
    ::unlink(temporary.c_str());
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) ThrowErrno("cannot write " + temporary.string());
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         (::geteuid() != 0 || ::fchown(fd, uid, gid) == 0) && ::fsync(fd) == 0;
    const int error = errno;
    ::close(fd);
    errno = error;
    if (!written || ::rename(temporary.c_str(), file.c_str()) != 0) {
        ThrowErrno("cannot write " + file.string());
    }
}

void MakeFolder(const fs::path& folder, mode_t mode, uid_t uid, gid_t gid) {
    if (::mkdir(folder.c_str(), mode) != 0 && errno != EEXIST) ThrowErrno("cannot make " + folder.string());
    if (::geteuid() == 0 && ::chown(folder.c_str(), uid, gid) != 0) {
        ThrowErrno("cannot hand over " + folder.string());
    }
    if (::chmod(folder.c_str(), mode) != 0) ThrowErrno("cannot protect " + folder.string());
}

std::string MakePassword() {
    return base::ToHex(base::RandomBytes(24));
}

bool MaySearch(const fs::path& folder, uid_t uid, gid_t gid) {
    struct stat info{};
    if (::stat(folder.c_str(), &info) != 0) return false;
    if (info.st_uid == uid) return (info.st_mode & S_IXUSR) != 0;
    if (info.st_gid == gid) return (info.st_mode & S_IXGRP) != 0;
    return (info.st_mode & S_IXOTH) != 0;
}

fs::path FindBinaries(const fs::path& wanted) {
    const auto usable = [](const fs::path& folder) {
        return ::access((folder / "postgres").c_str(), X_OK) == 0 && ::access((folder / "initdb").c_str(), X_OK) == 0;
    };
    if (!wanted.empty()) {
        if (usable(wanted)) return wanted;
        throw EmbeddedError("no initdb and postgres in " + wanted.string());
    }
    int newest = 0;
    fs::path found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        const int version = std::atoi(entry.path().filename().c_str());
        if (version < 15 || version <= newest || !usable(entry.path() / "bin")) continue;
        newest = version;
        found = entry.path() / "bin";
    }
    if (newest > 0) return found;
    std::istringstream path(std::getenv("PATH") != nullptr ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(path, folder, ':');) {
        if (!folder.empty() && usable(folder)) return folder;
    }
    throw EmbeddedError(
        "PostgreSQL 15 or newer is not installed. Install the package postgresql, or give a "
        "database URL.");
}

}  // namespace pg
