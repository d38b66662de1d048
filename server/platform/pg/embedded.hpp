#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace pg {

// Why the private PostgreSQL did not start, for the person who started the program.
class EmbeddedError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The folder with postgres, initdb and pg_dump: `wanted`, or when empty the newest version (15 or later) of
// Debian's packages, then PATH. Throws EmbeddedError.
std::filesystem::path FindBinaries(const std::filesystem::path& wanted = {});

struct EmbeddedOptions {
    std::filesystem::path folder;            // made when absent; holds everything of this server
    std::filesystem::path binaries;          // with initdb and postgres; empty: the newest of Debian's, then PATH
    std::string run_as;                      // as root only; empty: platen, postgres or nobody, the first there is
    std::chrono::seconds start_timeout{30};  // includes crash recovery and waiting for a predecessor
    // Answers are true only on a disk that survives a crash; off is for tests.
    bool durable = true;
    int max_connections = 100;
    // It ends with the thread that starts it, so that it never outlives a killed program. False: it
    // goes on alone, and whoever needs it stops it by postmaster.pid (tests that share one).
    bool die_with_parent = true;
};

// A private PostgreSQL as the child of this process: data, sockets, logs and passwords in one
// folder, no network port. Logins use passwords (scram-sha-256) that the program makes and keeps in
// a file of mode 0600. As root it runs as an unprivileged user.
//
//   folder/data        the cluster, UTF-8, collation C with the character classes of C.UTF-8
//   folder/log         the server's log, one file a weekday
//   folder/passwords   logins and their passwords
//   folder/run         the socket; a short folder below /run or /tmp when the path is too long for one
//
// Start it from the main thread (see die_with_parent). A start on a folder whose former server was
// killed waits until that one has ended and lets the new one recover.
class EmbeddedServer {
  public:
    explicit EmbeddedServer(EmbeddedOptions options);  // ready when it returns; throws EmbeddedError
    ~EmbeddedServer();                                 // Stop()
    EmbeddedServer(const EmbeddedServer&) = delete;
    EmbeddedServer& operator=(const EmbeddedServer&) = delete;

    // Connection strings; they hold passwords, so they never go into a log or an argument.
    [[nodiscard]] std::string ApplicationUrl() const;  // platen_server: member of platen_app
    [[nodiscard]] std::string OwnerUrl() const;        // platen_migrator: member of platen_owner
    [[nodiscard]] std::string BackupUrl() const;       // platen_backup: reads every row
    [[nodiscard]] std::string AdminUrl(const std::string& database = "platen") const;  // the superuser

    [[nodiscard]] pid_t pid() const { return pid_; }
    // Ends sessions and shuts down with a checkpoint; at most 30 s, then as after a crash. May be
    // called twice.
    void Stop();
    // Stopped by itself or killed from outside.
    [[nodiscard]] bool Running() const;
    // Starts again what Stop() or a crash ended, with the same logins and socket.
    void Start();

  private:
    [[nodiscard]] std::string Url(const std::string& user, const std::string& database) const;
    [[nodiscard]] std::filesystem::path Data() const { return options_.folder / "data"; }
    void ChooseBinaries();
    void ChooseAccount();
    void MakeFolders();
    void ChooseSocketFolder();
    void ReadOrMakePasswords();
    void MakeCluster();
    void WriteSettings() const;
    void MakeLogins();
    // Forks, becomes the unprivileged user and runs the program; gives the child.
    pid_t Spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::filesystem::path& output, bool die_with_parent) const;
    // True: ready. False: it ended because a predecessor was still there. Throws on other ends.
    bool WaitUntilReady(std::chrono::steady_clock::time_point deadline);
    [[nodiscard]] std::string LogTail() const;

    EmbeddedOptions options_;
    std::map<std::filesystem::path, std::size_t> log_sizes_;  // before this start
    std::filesystem::path socket_folder_;
    bool own_socket_folder_ = false;  // outside `folder`, removed at the end
    std::map<std::string, std::string> passwords_;
    uid_t uid_ = 0;  // who runs the server
    gid_t gid_ = 0;
    mutable pid_t pid_ = -1;  // -1 once it has been reaped
};

// The control group of this process that has the controller of memory (cgroups(7), either version).
struct MemoryControl {
    std::filesystem::path root;    // where groups begin, as this process sees them
    std::filesystem::path folder;  // its own
    std::string limit;             // the name of the file with the bound, in octets or "max"
};
std::optional<MemoryControl> OwnMemoryControl();

// Octets that this group and all above it may use, the page cache of what they read and write with it: the least of their
// bounds; nullopt: none.
std::optional<std::int64_t> MemoryLimit();
// The same of a given group.
std::optional<std::int64_t> MemoryLimit(const MemoryControl& control);

}  // namespace pg
