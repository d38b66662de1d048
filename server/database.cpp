#include "server/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <system_error>

#include "lib/base/log.hpp"

namespace server {

namespace {

std::filesystem::path Folder(const Settings& settings) {
    return std::filesystem::path(settings.data) / "postgresql";
}

constexpr const char* kLockFile = "lock";

pid_t ReadPid(int fd) {
    std::array<char, 32> text{};
    const auto size = ::pread(fd, text.data(), text.size() - 1, 0);
    return size > 0 ? static_cast<pid_t>(std::atoi(text.data())) : 0;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto file = folder / kLockFile;
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), file.string());
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        const pid_t pid = ReadPid(fd_);
        ::close(fd_);
        throw FolderInUse(pid > 0 ? fmt::format("another platen (process {}) already uses {}", pid, folder.string())
                                  : fmt::format("another platen already uses {}", folder.string()));
    }
    // What root made, the service's user opens tomorrow.
    struct stat owner{};
    if (::geteuid() == 0 && ::stat(folder.c_str(), &owner) == 0 && ::fchown(fd_, owner.st_uid, owner.st_gid) != 0) {
        base::log::Warn("database.lock {}: {}", file.string(), std::strerror(errno));
    }
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, pid.data(), pid.size(), 0) < 0) {
        const int error = errno;
        ::close(fd_);
        throw std::system_error(error, std::generic_category(), file.string());
    }
}

FolderLock::~FolderLock() {
    ::close(fd_);
}

std::optional<pid_t> HolderOf(const std::filesystem::path& folder) {
    const int fd = ::open((folder / kLockFile).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    // Shared: whoever starts at this very moment is not kept from it by another one who looks.
    const bool held = ::flock(fd, LOCK_SH | LOCK_NB) != 0;
    const pid_t pid = held ? ReadPid(fd) : 0;
    ::close(fd);
    return pid > 0 ? std::optional(pid) : std::nullopt;
}

Database::Database(const Settings& settings, Private how) {
    if (!settings.database.url.empty()) {
        urls_ = {settings.database.url, settings.database.owner_url, settings.database.owner_url};
        return;
    }
    if (how == Private::kShare) {
        if (auto running = FindRunning(Folder(settings))) {
            urls_ = std::move(*running);
            return;
        }
    }
    lock_ = std::make_unique<FolderLock>(settings.data);
    pg::EmbeddedOptions options;
    options.folder = Folder(settings);
    options.max_connections = settings.database.pool + 20;
    embedded_ = std::make_unique<pg::EmbeddedServer>(options);
    urls_ = {embedded_->ApplicationUrl(), embedded_->OwnerUrl(), embedded_->BackupUrl()};
}

std::optional<DatabaseUrls> FindRunning(const std::filesystem::path& folder) {
    // postmaster.pid: process id, data folder, start time, port, socket folder, ...
    std::ifstream pid_file(folder / "data" / "postmaster.pid");
    std::vector<std::string> lines;
    for (std::string line; std::getline(pid_file, line);) lines.push_back(line);
    if (lines.size() < 5) return std::nullopt;
    const pid_t pid = std::atoi(lines[0].c_str());
    if (pid <= 1 || (::kill(pid, 0) != 0 && errno == ESRCH)) return std::nullopt;

    std::ifstream password_file(folder / "passwords");
    std::map<std::string, std::string> passwords;
    for (std::string login, password; password_file >> login >> password;) passwords[login] = password;
    const auto url = [&](const std::string& login) {
        return fmt::format("host='{}' port={} dbname=platen user={} password={}", lines[4], lines[3], login,
                           passwords[login]);
    };
    DatabaseUrls urls{url("platen_server"), url("platen_migrator"), url("platen_backup")};
    // A process of that number may be anything: only who can sign in has found it.
    PGconn* connection = PQconnectdb(urls.application.c_str());
    const bool good = PQstatus(connection) == CONNECTION_OK;
    PQfinish(connection);
    if (!good) return std::nullopt;
    return urls;
}

}  // namespace server
