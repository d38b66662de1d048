#include "server/database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <stdexcept>

namespace server {

namespace {

std::filesystem::path Folder(const Settings& settings) {
    return std::filesystem::path(settings.data) / "postgresql";
}

// The version that the private database is of, else what PATH has.
std::string Tool(const char* name) {
    for (int version = 18; version >= 15; --version) {
        std::string path = fmt::format("/usr/lib/postgresql/{}/bin/{}", version, name);
        if (::access(path.c_str(), X_OK) == 0) return path;
    }
    return name;
}

// A connection string as the environment of libpq's tools.
std::map<std::string, std::string> Environment(const std::string& url) {
    static const std::map<std::string, std::string> kNames{
        {"host", "PGHOST"},         {"hostaddr", "PGHOSTADDR"}, {"port", "PGPORT"},
        {"dbname", "PGDATABASE"},   {"user", "PGUSER"},         {"password", "PGPASSWORD"},
        {"sslmode", "PGSSLMODE"},   {"sslrootcert", "PGSSLROOTCERT"},
        {"sslcert", "PGSSLCERT"},   {"sslkey", "PGSSLKEY"}};
    char* error = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &error);
    if (options == nullptr) {
        PQfreemem(error);
        throw std::runtime_error("the database URL cannot be read");  // its text would show a password
    }
    std::map<std::string, std::string> environment;
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
        const auto name = kNames.find(option->keyword);
        if (option->val != nullptr && name != kNames.end()) environment[name->second] = option->val;
    }
    PQconninfoFree(options);
    return environment;
}

int Run(const std::string& url, std::vector<std::string> arguments) {
    const auto environment = Environment(url);
    const pid_t child = ::fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) {
        for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
        std::vector<char*> argv;
        for (std::string& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        ::execvp(argv[0], argv.data());
        const std::string words = fmt::format("platen: {} cannot be started: {}\n", arguments[0],
                                              std::strerror(errno));
        [[maybe_unused]] const auto written = ::write(2, words.data(), words.size());
        ::_exit(127);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Database::Database(const Settings& settings) {
    if (!settings.database.url.empty()) {
        urls_ = {settings.database.url, settings.database.owner_url, settings.database.owner_url};
        return;
    }
    if (auto running = FindRunning(Folder(settings))) {
        urls_ = std::move(*running);
        return;
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

int Backup(const DatabaseUrls& urls, const std::string& file) {
    return Run(urls.backup, {Tool("pg_dump"), "--format=custom", "--no-owner", "--file", file});
}

int Restore(const DatabaseUrls& urls, const std::string& file) {
    return Run(urls.owner, {Tool("pg_restore"), "--dbname", "", "--clean", "--if-exists", "--no-owner",
                            "--role=platen_owner", "--single-transaction", "--exit-on-error", file});
}

}  // namespace server
