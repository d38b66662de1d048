#include "server/platform/pg/testing.hpp"
#include "lib/base/log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "server/platform/pg/embedded.hpp"
#include "server/platform/pg/migrate.hpp"

namespace pg::testing {
namespace {

namespace fs = std::filesystem;

// Fixed, as the server is for tests only and listens nowhere (embedded) or is a test's own (URL).
constexpr const char* kPassword = "platen-test";

class FileLock {
  public:
    FileLock(const fs::path& file, int mode) : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
        if (fd_ < 0 || ::flock(fd_, mode) != 0) throw std::runtime_error("cannot lock " + file.string());
    }
    ~FileLock() { ::close(fd_); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    int fd_;
};

// `url` with other keys; both forms of connection strings.
std::string With(const std::string& url, const std::vector<std::pair<std::string, std::string>>& changes) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &message);
    if (options == nullptr) throw std::runtime_error(std::string("PLATEN_TEST_DATABASE_URL: ") + message);
    std::string out;
    for (const PQconninfoOption* at = options; at->keyword != nullptr; ++at) {
        const std::string key = at->keyword;
        std::string value = at->val != nullptr ? at->val : "";
        for (const auto& [name, other] : changes) {
            if (name == key) value = other;
        }
        if (value.empty()) continue;
        out += key + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\') out += '\\';
            out += c;
        }
        out += "' ";
    }
    PQconninfoFree(options);
    return out;
}

// Where the server keeps its files. Each test makes and drops a database of some hundred files: in memory that takes a
// quarter of the time, where there is enough of it.
fs::path Scratch() {
    constexpr std::uint64_t kEnough = 4ULL << 30;
    const fs::path memory = "/dev/shm";
    struct statfs found{};
    const bool enough = ::statfs(memory.c_str(), &found) == 0 && found.f_type == TMPFS_MAGIC &&
                        found.f_bavail * static_cast<std::uint64_t>(found.f_bsize) >= kEnough;
    return enough ? memory : fs::path("/tmp");
}

// The server that all test programs of this user share.
class Server {
  public:
    Server() {
        if (const char* url = std::getenv("PLATEN_TEST_DATABASE_URL"); url != nullptr && *url != '\0') {
            url_ = url;
        } else {
            url_ = StartShared();
        }
        Connection admin(url_);
        PrepareRoles(admin);
        template_ = PrepareTemplate(admin);
    }
    [[nodiscard]] std::string Url(const std::string& database) const { return With(url_, {{"dbname", database}}); }
    [[nodiscard]] std::string Url(const std::string& database, const std::string& user) const {
        return With(url_, {{"dbname", database}, {"user", user}, {"password", kPassword}});
    }
    [[nodiscard]] const std::string& template_name() const { return template_; }

  private:
    std::string StartShared() {
        const char* wanted = std::getenv("PLATEN_TEST_FOLDER");
        const fs::path folder =
            wanted != nullptr ? fs::path(wanted) : Scratch() / fmt::format("platen-test-{}", ::getuid());
        fs::create_directories(folder);
        ::chmod(folder.c_str(), 0711);
        // Held until this program ends, however it ends; the keeper below waits for the last one.
        using_ = std::make_unique<FileLock>(folder / "users", LOCK_SH);
        const FileLock starting(folder / "starting", LOCK_EX);
        const fs::path url_file = folder / "url";
        if (fs::exists(url_file)) {
            std::ifstream in(url_file);
            std::string url((std::istreambuf_iterator<char>(in)), {});
            try {
                Connection probe(url);
                return url;
            } catch (const Error&) {
                fs::remove(url_file);
            }
        }
        EmbeddedOptions options{
            .folder = folder / "postgres", .durable = false, .max_connections = 300, .die_with_parent = false};
        std::unique_ptr<EmbeddedServer> server;
        try {
            server = std::make_unique<EmbeddedServer>(options);
        } catch (const EmbeddedError& error) {
            // It does not sync, so a crash of the machine may have left rubbish: begin anew.
            base::log::Warn("the test database is started anew: {}", error.what());
            fs::remove_all(options.folder);
            server = std::make_unique<EmbeddedServer>(options);
        }
        const std::string url = server->AdminUrl("postgres");
        {
            std::ofstream out(url_file);
            ::chmod(url_file.c_str(), 0600);
            out << url;
        }
        StartKeeper(folder, server->pid());
        return url;
    }

    // Stops the server when nobody has used it for five seconds.
    static void StartKeeper(const fs::path& folder, pid_t server) {
        const std::string script = fmt::format(
            "cd '{}' && while :; do flock -x users true; sleep 5; "
            "flock -n -x users sh -c 'rm -f url; kill -INT {}' && break; done",
            folder.string(), server);
        const pid_t child = ::fork();
        if (child == 0) {
            ::setsid();
            const int null = ::open("/dev/null", O_RDWR);
            for (const int fd : {0, 1, 2}) ::dup2(null, fd);
            ::closefrom(3);
            ::execl("/bin/sh", "sh", "-c", script.c_str(), nullptr);
            ::_exit(127);
        }
    }

    static void PrepareRoles(Connection& admin) {
        admin.Script(fmt::format(R"sql(
            SET client_min_messages = warning;
            SELECT pg_advisory_lock(7235142386130);
            DO $$ DECLARE r text; BEGIN
                FOREACH r IN ARRAY ARRAY['platen_owner', 'platen_app', 'platen_test_owner',
                                         'platen_test_app'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
                        EXECUTE format('CREATE ROLE %I', r);
                    END IF;
                END LOOP;
                IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'platen_test_app') THEN
                    ALTER ROLE platen_test_owner LOGIN PASSWORD '{0}';
                    ALTER ROLE platen_test_app LOGIN PASSWORD '{0}';
                    GRANT platen_owner TO platen_test_owner;
                    GRANT platen_app TO platen_test_app;
                END IF;
            END $$;
            SELECT pg_advisory_unlock(7235142386130))sql",
                                 kPassword));
    }

    // One template for each state of db/migrations, made by whoever needs it first.
    std::string PrepareTemplate(Connection& admin) const {
        const auto migrations = EmbeddedMigrations();
        std::string all;
        for (const Migration& migration : migrations) all += Checksum(migration);
        const std::string name = "platen_template_" + Checksum({"", all}).substr(0, 16);
        admin.Script("SELECT pg_advisory_lock(7235142386131)");
        if (admin.Script("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").empty()) {
            // Templates of older states of the migrations, two hours old and more.
            for (const TextRow& row : admin.Script("SELECT datname FROM pg_database WHERE datname LIKE "
                                                   "'platen\\_template\\_%' AND"
                                                   " (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < "
                                                   "now() - interval '2 hours'")) {
                admin.Script("DROP DATABASE IF EXISTS " + *row[0]);
            }
            const std::string making = name + "_making";
            admin.Script("DROP DATABASE IF EXISTS " + making + " WITH (FORCE)");
            admin.Script("CREATE DATABASE " + making +
                         " OWNER platen_owner TEMPLATE template0 "
                         "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
            Migrate(Url(making, "platen_test_owner"), migrations);
            admin.Script("ALTER DATABASE " + making + " RENAME TO " + name);
        }
        admin.Script("SELECT pg_advisory_unlock(7235142386131)");
        return name;
    }

    std::unique_ptr<FileLock> using_;
    std::string url_;
    std::string template_;
};

Server& TheServer() {
    static Server server;
    return server;
}

}  // namespace

Database::Database(Content content) {
    static std::atomic<int> next{0};
    Server& server = TheServer();
    name_ = fmt::format("platen_test_{}_{}", ::getpid(), next++);
    Connection admin(server.Url("postgres"));
    admin.Script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    admin.Script(content == Content::kEmpty ? "CREATE DATABASE " + name_ +
                                                  " OWNER platen_owner TEMPLATE template0 "
                                                  "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
                                            : "CREATE DATABASE " + name_ + " OWNER platen_owner TEMPLATE " +
                                                  server.template_name() + " STRATEGY file_copy");
    admin_ = std::make_unique<Connection>(AdminUrl());
    pool_ = std::make_unique<Pool>(PoolOptions{.url = ApplicationUrl(), .size = 8});
}

Database::~Database() {
    pool_.reset();
    admin_.reset();
    try {
        Connection(TheServer().Url("postgres")).Script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (const Error& error) {
        base::log::Warn("{} was not dropped: {}", name_, error.what());
    }
}

std::string Database::ApplicationUrl() const {
    return TheServer().Url(name_, "platen_test_app");
}
std::string Database::OwnerUrl() const {
    return TheServer().Url(name_, "platen_test_owner");
}
std::string Database::AdminUrl() const {
    return TheServer().Url(name_);
}

std::vector<TextRow> Database::Sql(const std::string& sql) {
    return admin_->Script(sql);
}

std::string Database::Value(const std::string& sql) {
    const auto rows = Sql(sql);
    return rows.empty() || rows[0].empty() ? "" : rows[0][0].value_or("");
}

bool Database::AwaitBlocked(int count) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < deadline) {
        if (Value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                  "AND wait_event_type = 'Lock'") == std::to_string(count)) {
            return true;
        }
        std::this_thread::yield();
    }
    return false;
}

void Database::KillConnections() {
    Sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = "
        "current_database()"
        " AND usename = 'platen_test_app'");
}

}  // namespace pg::testing
