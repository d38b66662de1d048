#include "server/platform/pg/embedded.hpp"
#include "lib/base/log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

#include "server/platform/pg/connection.hpp"
#include "server/platform/pg/server_files.hpp"

namespace pg {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::size_t kLongestSocketPath = 107;  // sun_path without its final zero
constexpr const char* kSocketName = "/.s.PGSQL.5432";
constexpr const char* kLogins[] = {"platen_admin", "platen_migrator", "platen_server", "platen_backup"};

std::map<fs::path, std::size_t> LogSizes(const fs::path& folder) {
    std::map<fs::path, std::size_t> sizes;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().filename().string().starts_with("postgresql-")) sizes[entry.path()] = entry.file_size(error);
    }
    return sizes;
}

// Waits for the end of a child of ours; false when the time is over.
bool WaitForEnd(pid_t pid, std::chrono::milliseconds timeout, int& status) {
    const int fd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (fd >= 0) {
        pollfd wait{fd, POLLIN, 0};
        const auto deadline = steady_clock::now() + timeout;
        int left = static_cast<int>(timeout.count());
        while (::poll(&wait, 1, left) < 0 && errno == EINTR) {
            left = static_cast<int>(std::max<std::int64_t>(
                0, std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now()).count()));
        }
        ::close(fd);
    }
    return ::waitpid(pid, &status, WNOHANG) == pid;
}

}  // namespace

EmbeddedServer::EmbeddedServer(EmbeddedOptions options) : options_(std::move(options)) {
    options_.folder = fs::absolute(options_.folder).lexically_normal();
    ChooseBinaries();
    ChooseAccount();
    MakeFolders();
    ChooseSocketFolder();
    ReadOrMakePasswords();
    MakeCluster();
    Start();
}

EmbeddedServer::~EmbeddedServer() {
    if (options_.die_with_parent) Stop();
    if (own_socket_folder_ && options_.die_with_parent) {
        std::error_code ignored;
        fs::remove_all(socket_folder_, ignored);
    }
}

void EmbeddedServer::ChooseBinaries() {
    // A cluster is read by the major version that made it and by no other, also when a newer one
    // has been installed beside it.
    std::string version = ReadFile(Data() / "PG_VERSION");
    while (version.ends_with('\n')) version.pop_back();
    const fs::path same = fs::path("/usr/lib/postgresql") / version / "bin";
    if (options_.binaries.empty() && !version.empty() && fs::exists(same / "postgres")) {
        options_.binaries = same;
    }
    options_.binaries = FindBinaries(options_.binaries);
}

void EmbeddedServer::ChooseAccount() {
    uid_ = ::geteuid();
    gid_ = ::getegid();
    if (uid_ != 0) return;
    for (const std::string& name :
         {options_.run_as, std::string("platen"), std::string("postgres"), std::string("nobody")}) {
        if (name.empty()) continue;
        const passwd* account = ::getpwnam(name.c_str());
        if (account != nullptr && account->pw_uid != 0) {
            uid_ = account->pw_uid;
            gid_ = account->pw_gid;
            return;
        }
        if (name == options_.run_as) throw EmbeddedError("there is no unprivileged user '" + name + "'");
    }
    throw EmbeddedError("PostgreSQL refuses to run as root, and there is no user platen, postgres or nobody");
}

void EmbeddedServer::MakeFolders() {
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error) throw EmbeddedError("cannot make " + options_.folder.string() + ": " + error.message());
    // Only passing through: the passwords file below is for the program alone.
    const bool other_user = ::geteuid() != uid_;
    if (::chmod(options_.folder.c_str(), other_user ? 0711 : 0700) != 0) {
        ThrowErrno("cannot protect " + options_.folder.string());
    }
    if (other_user) {
        for (fs::path at = options_.folder.parent_path();; at = at.parent_path()) {
            if (!MaySearch(at, uid_, gid_)) {
                throw EmbeddedError("the database runs as an unprivileged user, who cannot pass through " +
                                    at.string() +
                                    ". Choose a data folder elsewhere, such as "
                                    "/var/lib/platen, or allow it with: chmod o+x " +
                                    at.string());
            }
            if (at == at.root_path()) break;
        }
    }
    MakeFolder(options_.folder / "log", 0700, uid_, gid_);
}

void EmbeddedServer::ChooseSocketFolder() {
    socket_folder_ = options_.folder / "run";
    if (socket_folder_.string().size() + std::strlen(kSocketName) <= kLongestSocketPath) {
        MakeFolder(socket_folder_, 0700, uid_, gid_);
        return;
    }
    for (const std::string& parent : {std::string("/run"), std::string("/tmp")}) {
        std::string pattern = parent + "/platen-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) continue;
        socket_folder_ = pattern;
        own_socket_folder_ = true;
        MakeFolder(socket_folder_, 0700, uid_, gid_);
        return;
    }
    throw EmbeddedError("no folder for the database's socket: /run and /tmp cannot be written");
}

void EmbeddedServer::ReadOrMakePasswords() {
    const fs::path file = options_.folder / "passwords";
    std::istringstream in(ReadFile(file));
    for (std::string login, password; in >> login >> password;) passwords_[login] = password;
    bool complete = true;
    for (const char* login : kLogins) complete = complete && passwords_.contains(login);
    if (complete) return;
    if (fs::exists(Data())) {
        throw EmbeddedError(file.string() +
                            " is missing or damaged, and the database needs its passwords: "
                            "restore the file, or restore a backup into an empty data folder");
    }
    std::string text;
    for (const char* login : kLogins) {
        passwords_[login] = MakePassword();
        text += std::string(login) + " " + passwords_[login] + "\n";
    }
    WriteFile(file, text, 0600, ::geteuid(), ::getegid());
}

void EmbeddedServer::MakeCluster() {
    if (fs::exists(Data())) return;
    // Built beside and renamed when complete: a crash in between leaves nothing that looks
    // finished.
    const fs::path building = options_.folder / "data.new";
    fs::remove_all(building);
    MakeFolder(building, 0700, uid_, gid_);
    const fs::path password_file = options_.folder / "log" / "initdb-password";
    const fs::path output = options_.folder / "log" / "initdb.log";
    WriteFile(password_file, passwords_["platen_admin"] + "\n", 0600, uid_, gid_);
    std::vector<std::string> arguments{"-D",
                                       building.string(),
                                       "-U",
                                       "platen_admin",
                                       "--pwfile=" + password_file.string(),
                                       "--auth=scram-sha-256",
                                       "-E",
                                       "UTF8",
                                       "--locale=C.UTF-8",
                                       "--lc-collate=C",
                                       "--lc-messages=C",
                                       "--data-checksums",
                                       "--no-instructions"};
    if (!options_.durable) arguments.emplace_back("--no-sync");
    const pid_t child = Spawn(options_.binaries / "initdb", arguments, output, true);
    int status = 0;
    const bool ended = WaitForEnd(child, std::chrono::minutes(5), status);
    if (!ended) {
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    fs::remove(password_file);
    if (!ended || status != 0) {
        throw EmbeddedError("the database could not be created:\n" + ReadFile(output));
    }
    std::ofstream(building / "postgresql.conf", std::ios::app)
        << "\n# Settings of Platen, written at every start; ALTER SYSTEM overrides them.\n"
           "include_if_exists = 'platen.conf'\n";
    fs::rename(building, Data());
}

std::optional<MemoryControl> OwnMemoryControl() {
    std::optional<MemoryControl> found;
    std::ifstream own("/proc/self/cgroup");
    for (std::string line; std::getline(own, line);) {
        // "4:memory:/path" or, of version 2, "0::/path"
        const auto controllers = line.find(':');
        const auto path = line.find(':', controllers + 1);
        if (path == std::string::npos) continue;
        const std::string controller = line.substr(controllers + 1, path - controllers - 1);
        const bool of_memory = controller == "memory";
        if (!of_memory && !controller.empty()) continue;
        MemoryControl control{.root = of_memory ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup",
                              .folder = {},
                              .limit = of_memory ? "memory.limit_in_bytes" : "memory.max"};
        control.folder = control.root / std::filesystem::path(line.substr(path + 1)).relative_path();
        if (of_memory) return control;
        found = std::move(control);
    }
    return found;
}

std::optional<std::int64_t> MemoryLimit(const MemoryControl& control) {
    std::optional<std::int64_t> least;
    for (auto folder = control.folder.lexically_normal();; folder = folder.parent_path()) {
        std::ifstream file(folder / control.limit);
        if (std::int64_t octets = 0; file >> octets && octets > 0) least = std::min(least.value_or(octets), octets);
        if (folder == control.root || !folder.has_relative_path()) return least;
    }
}

std::optional<std::int64_t> MemoryLimit() {
    const auto control = OwnMemoryControl();
    return control ? MemoryLimit(*control) : std::nullopt;
}

namespace {

// Of this machine, or what its container may use; in MB.
long MemoryOfMachine() {
    const long megabytes = ::sysconf(_SC_PHYS_PAGES) / 1024 * (::sysconf(_SC_PAGESIZE) / 1024);
    const auto limit = MemoryLimit();
    return limit ? std::min(megabytes, static_cast<long>(*limit / 1024 / 1024)) : megabytes;
}

}  // namespace

void EmbeddedServer::WriteSettings() const {
    // For a machine of 2 cores; an eighth of its memory holds what is used most, for lists of a large fleet look
    // everywhere in their indexes. What an operator changes goes into postgresql.auto.conf.
    const long memory = MemoryOfMachine();
    const char* const safe = options_.durable ? "on" : "off";
    const std::string settings = fmt::format(
        "listen_addresses = ''\n"
        "unix_socket_directories = '{}'\n"
        "unix_socket_permissions = 0700\n"
        "port = 5432\n"
        "max_connections = {}\n"
        "password_encryption = scram-sha-256\n"
        "shared_buffers = {}MB\n"
        "effective_cache_size = {}MB\n"
        "work_mem = 16MB\n"
        "maintenance_work_mem = 128MB\n"
        "max_wal_size = 2GB\n"
        "checkpoint_timeout = 10min\n"
        "checkpoint_completion_target = 0.9\n"
        "wal_compression = lz4\n"
        "random_page_cost = 1.1\n"
        "effective_io_concurrency = 100\n"
        "max_parallel_workers_per_gather = 1\n"
        "jit = off\n"
        "autovacuum_naptime = 30s\n"
        "autovacuum_vacuum_scale_factor = 0.05\n"
        "autovacuum_analyze_scale_factor = 0.02\n"
        "fsync = {}\n"
        "synchronous_commit = {}\n"
        "full_page_writes = {}\n"
        "timezone = 'UTC'\n"
        "log_timezone = 'UTC'\n"
        "logging_collector = on\n"
        "log_directory = '{}'\n"
        "log_filename = 'postgresql-%a.log'\n"
        "log_truncate_on_rotation = on\n"
        "log_rotation_age = 1d\n"
        "log_rotation_size = 0\n"
        "log_min_duration_statement = 2s\n"
        "log_line_prefix = '%m [%p] %u@%d '\n",
        socket_folder_.string(), options_.max_connections,
        options_.durable ? std::clamp(memory / 8, 128L, 8192L) : 256L, std::max(memory / 2, 512L), safe, safe, safe,
        (options_.folder / "log").string());
    WriteFile(Data() / "platen.conf", settings, 0600, uid_, gid_);
}

pid_t EmbeddedServer::Spawn(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& output,
                            bool die_with_parent) const {
    // Everything that allocates happens before fork(): the child of a program with threads may call
    // async-signal-safe functions only.
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const std::string path = "PATH=" + options_.binaries.string() + ":/usr/bin:/bin";
    const char* environment[] = {path.c_str(), "LC_ALL=C.UTF-8", "TZ=UTC", nullptr};
    const pid_t parent = ::getpid();
    const bool drop = ::geteuid() != uid_;
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    // Anew, as the folder belongs to the unprivileged user, who must not lead root to another file.
    ::unlink(output.c_str());
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (null < 0 || out < 0) ThrowErrno("cannot write " + output.string());
    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid();  // Ctrl-C in the terminal is for the program, which then stops the database in order
        ::dup2(null, 0);
        ::dup2(out, 1);
        ::dup2(out, 2);
        ::syscall(SYS_close_range, 3U, ~0U, 0U);
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        for (const int signal : {SIGPIPE, SIGCHLD, SIGINT, SIGTERM, SIGQUIT, SIGHUP}) {
            ::signal(signal, SIG_DFL);
        }
        if (drop && (::setgroups(0, nullptr) != 0 || ::setresgid(gid_, gid_, gid_) != 0 ||
                     ::setresuid(uid_, uid_, uid_) != 0)) {
            ::_exit(126);
        }
        // After setresuid(), which clears it. SIGINT is PostgreSQL's fast shutdown.
        if (die_with_parent && (::prctl(PR_SET_PDEATHSIG, SIGINT) != 0 || ::getppid() != parent)) {
            ::_exit(125);
        }
        ::execve(program.c_str(), argv.data(), const_cast<char**>(environment));
        ::_exit(127);
    }
    const int error = errno;
    ::close(null);
    ::close(out);
    errno = error;
    if (child < 0) ThrowErrno("cannot start " + program.string());
    return child;
}

std::string EmbeddedServer::LogTail() const {
    // Whole lines of this start only: what is before them is of another day and explains nothing.
    constexpr std::size_t kLines = 12;
    std::string text = ReadFile(options_.folder / "log" / "start.log");
    for (const auto& [file, size] : LogSizes(options_.folder / "log")) {
        const auto before = log_sizes_.find(file);
        const std::string all = ReadFile(file);
        text += before == log_sizes_.end() || before->second > all.size() ? all : all.substr(before->second);
    }
    std::size_t at = text.size();
    for (std::size_t lines = 0; at > 0; --at) {
        if (text[at - 1] == '\n' && lines++ == kLines) break;
    }
    text.erase(0, at);
    while (text.ends_with('\n')) text.pop_back();
    return (text.empty() ? std::string() : text + "\n") + "(its log: " + (options_.folder / "log").string() + ")";
}

bool EmbeddedServer::WaitUntilReady(steady_clock::time_point deadline) {
    while (steady_clock::now() < deadline) {
        int status = 0;
        if (WaitForEnd(pid_, std::chrono::milliseconds(10), status)) {
            pid_ = -1;
            const std::string start = ReadFile(options_.folder / "log" / "start.log");
            const bool predecessor = start.find("postmaster.pid\" already exists") != std::string::npos ||
                                     start.find("pre-existing shared memory") != std::string::npos ||
                                     start.find(".lock\" already exists") != std::string::npos;
            if (predecessor) return false;
            throw EmbeddedError("the database did not start:\n" + LogTail());
        }
        // The file may still be a predecessor's, so its pid must be the child's. Line 8 is the
        // state.
        std::istringstream file(ReadFile(Data() / "postmaster.pid"));
        std::string line;
        std::getline(file, line);
        if (line != std::to_string(pid_)) continue;
        for (int i = 0; i < 7; ++i) std::getline(file, line);
        if (file && line.starts_with("ready")) return true;
    }
    const std::string tail = LogTail();
    Stop();
    throw EmbeddedError("the database was not ready in time:\n" + tail);
}

void EmbeddedServer::Start() {
    if (Running()) return;
    const auto deadline = steady_clock::now() + options_.start_timeout;
    log_sizes_ = LogSizes(options_.folder / "log");
    for (bool told = false;; told = true) {
        WriteSettings();
        pid_ = Spawn(options_.binaries / "postgres", {"-D", Data().string()}, options_.folder / "log" / "start.log",
                     options_.die_with_parent);
        if (WaitUntilReady(deadline)) break;
        if (steady_clock::now() >= deadline) {
            std::string pid = ReadFile(Data() / "postmaster.pid");
            pid.resize(std::min(pid.find('\n'), pid.size()));
            throw EmbeddedError("another PostgreSQL (process " + pid + ") already uses " + options_.folder.string());
        }
        if (!told) base::log::Info("database.waiting a former server still uses {}", options_.folder.string());
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    MakeLogins();
}

void EmbeddedServer::MakeLogins() {
    Connection admin(AdminUrl("postgres"));
    if (admin.Script("SELECT 1 FROM pg_database WHERE datname = 'platen'").empty()) {
        // What fails here must not show a password in the server's log.
        std::string sql =
            "SET log_min_error_statement = panic; SET log_min_duration_statement = -1;"
            "DO $$ DECLARE r text; BEGIN"
            " FOREACH r IN ARRAY ARRAY['platen_owner', 'platen_app', 'platen_migrator', "
            "'platen_server',"
            " 'platen_backup'] LOOP"
            "  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE "
            "ROLE %I', r);"
            "  END IF; END LOOP; END $$;"
            "GRANT platen_owner TO platen_migrator; GRANT platen_app TO platen_server;"
            "GRANT pg_read_all_data TO platen_backup; ALTER ROLE platen_backup BYPASSRLS;";
        for (const char* login : {"platen_migrator", "platen_server", "platen_backup"}) {
            sql += fmt::format("ALTER ROLE {} LOGIN PASSWORD '{}';", login, passwords_.at(login));
        }
        admin.Script(sql);
        admin.Script("CREATE DATABASE platen OWNER platen_owner");
    }
}

bool EmbeddedServer::Running() const {
    int status = 0;
    if (pid_ > 0 && ::waitpid(pid_, &status, WNOHANG) == pid_) pid_ = -1;
    return pid_ > 0;
}

void EmbeddedServer::Stop() {
    if (!Running()) return;
    int status = 0;
    ::kill(pid_, SIGINT);
    if (!WaitForEnd(pid_, std::chrono::seconds(30), status)) {
        base::log::Warn("database.stop the database did not shut down in 30 s: ending it at once");
        ::kill(pid_, SIGQUIT);
        if (!WaitForEnd(pid_, std::chrono::seconds(5), status)) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, &status, 0);
        }
    }
    pid_ = -1;
}

std::string EmbeddedServer::Url(const std::string& user, const std::string& database) const {
    std::string host;
    for (const char c : socket_folder_.string()) {
        if (c == '\'' || c == '\\') host += '\\';
        host += c;
    }
    return fmt::format("host='{}' port=5432 user={} password={} dbname={}", host, user, passwords_.at(user), database);
}

std::string EmbeddedServer::ApplicationUrl() const {
    return Url("platen_server", "platen");
}
std::string EmbeddedServer::OwnerUrl() const {
    return Url("platen_migrator", "platen");
}
std::string EmbeddedServer::BackupUrl() const {
    return Url("platen_backup", "platen");
}
std::string EmbeddedServer::AdminUrl(const std::string& database) const {
    return Url("platen_admin", database);
}

}  // namespace pg
