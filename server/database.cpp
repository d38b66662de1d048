#include "server/database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <signal.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <map>

namespace server {

namespace {

std::filesystem::path Folder(const Settings& settings) {
    return std::filesystem::path(settings.data) / "postgresql";
}

}  // namespace

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
