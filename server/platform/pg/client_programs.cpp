#include "server/platform/pg/client_programs.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <sstream>

#include "server/platform/pg/embedded.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/server_files.hpp"

namespace pg {
namespace {

namespace fs = std::filesystem;

// libpq's own variables (PGHOST and so on) for what a connection string says.
std::vector<std::string> Environment(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &message),
                                                                               &PQconninfoFree);
    if (!options) {
        const std::string text = message != nullptr ? message : "not a connection string";
        PQfreemem(message);
        throw ClientProgramError("the database URL cannot be read: " + text);
    }
    std::vector<std::string> environment{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
    for (const PQconninfoOption* at = options.get(); at->keyword != nullptr; ++at) {
        if (at->val != nullptr && at->envvar != nullptr) {
            environment.push_back(std::string(at->envvar) + "=" + at->val);
        }
    }
    return environment;
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

struct Pipe {
    int ends[2] = {-1, -1};
    Pipe() {
        if (::pipe2(ends, O_CLOEXEC) != 0) throw ClientProgramError("no pipe");
    }
    ~Pipe() {
        ::close(ends[0]);
        CloseWriting();
    }
    void CloseWriting() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }
};

std::string DatabaseName(const std::string& url) {
    for (const std::string& variable : Environment(url)) {
        if (variable.starts_with("PGDATABASE=")) return variable.substr(11);
    }
    return "platen";
}

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string pattern = "/tmp/platen-schema-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw ClientProgramError("no temporary folder in /tmp");
        path_ = pattern;
        ::chmod(path_.c_str(), 0711);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

}  // namespace

std::string RunClientProgram(const std::string& program, const std::vector<std::string>& arguments,
                             const std::string& url, const fs::path& binaries) {
    const fs::path file = FindBinaries(binaries) / program;
    std::vector<std::string> all{file.string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const std::vector<std::string> environment = Environment(url);
    Pipe output;
    const TemporaryFolder scratch;
    const fs::path errors = scratch.path() / "errors";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    pid_t child = -1;
    const int failed =
        ::posix_spawn(&child, file.c_str(), &actions, nullptr, Pointers(all).data(), Pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw ClientProgramError(file.string() + " cannot be started");
    output.CloseWriting();
    std::string text;
    char chunk[65536];
    for (ssize_t got = 0; (got = ::read(output.ends[0], chunk, sizeof chunk)) > 0;) {
        text.append(chunk, static_cast<std::size_t>(got));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) throw ClientProgramError(program + " failed: " + ReadFile(errors));
    return text;
}

std::string DumpSchema() {
    const TemporaryFolder folder;
    const EmbeddedServer server({.folder = folder.path() / "db", .durable = false});
    const std::vector<Migration> migrations = EmbeddedMigrations();
    Migrate(server.OwnerUrl(), migrations);
    std::istringstream dump(
        RunClientProgram("pg_dump", {"--schema-only", "--no-owner", "--schema=public"}, server.AdminUrl()));
    std::string schema = "-- Written by `./dev gen` from db/migrations; do not edit.\n";
    bool blank = false;
    for (std::string line; std::getline(dump, line);) {
        // Comments name versions and repeat names; \restrict carries a random word; SET is the
        // dump's own.
        if (line.starts_with("--") || line.starts_with("\\") || line.starts_with("SET ") ||
            line.starts_with("SELECT pg_catalog.set_config")) {
            continue;
        }
        if (line.empty()) {
            blank = true;
            continue;
        }
        if (blank) schema += "\n";
        blank = false;
        schema += line + "\n";
    }
    return schema;
}

void Backup(const std::string& url, const fs::path& file) {
    const fs::path temporary = file.string() + ".part";
    std::error_code ignored;
    fs::remove(temporary, ignored);
    // Made before pg_dump writes into it, so that nobody else may ever read it.
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) throw ClientProgramError("cannot write " + temporary.string());
    try {
        RunClientProgram("pg_dump", {"--format=custom", "--file=" + temporary.string()}, url);
    } catch (...) {
        ::close(fd);
        fs::remove(temporary, ignored);
        throw;
    }
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    if (!synced) throw ClientProgramError("cannot write " + temporary.string() + " to the disk");
    fs::rename(temporary, file);
}

void Restore(const std::string& url, const fs::path& file) {
    {
        Connection connection(url);
        const auto tables = connection.Script(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind "
            "IN ('r', 'p')");
        if (tables[0][0] != "0") {
            throw ClientProgramError("the database is not empty; a backup is restored into an empty data folder");
        }
    }
    RunClientProgram("pg_restore",
                     {"--dbname=" + DatabaseName(url), "--no-owner", "--role=platen_owner", "--single-transaction",
                      "--exit-on-error", file.string()},
                     url);
}

}  // namespace pg
