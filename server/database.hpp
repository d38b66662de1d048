#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/platform/pg/embedded.hpp"
#include "server/settings.hpp"

namespace server {

// Connection strings of one database, by what they may do. They hold passwords: never log them.
struct DatabaseUrls {
    std::string application;  // row level security applies
    std::string owner;        // may migrate and restore; empty: nobody gave one
    std::string backup;       // reads every row
};

// Another process runs the private database of this data folder.
class FolderInUse : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Whoever runs the private database of a data folder holds this; it ends with the process, however that ends.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& folder);  // made when absent; throws FolderInUse
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int fd_;
};

// The process that holds it.
std::optional<pid_t> HolderOf(const std::filesystem::path& folder);

// The database that the settings mean: the one of a URL, else the private one.
class Database {
  public:
    enum class Private {
        kRun,    // as a child of this process, from the main thread, for as long as this object lives
        kShare,  // the one that `platen serve` runs in the data folder, else as above
    };
    Database(const Settings& settings, Private how);  // throws pg::EmbeddedError, FolderInUse

    [[nodiscard]] const DatabaseUrls& urls() const { return urls_; }
    // Only when this process runs it.
    [[nodiscard]] pg::EmbeddedServer* embedded() { return embedded_.get(); }

  private:
    std::unique_ptr<FolderLock> lock_;
    std::unique_ptr<pg::EmbeddedServer> embedded_;
    DatabaseUrls urls_;
};

// The private database that another process runs in this folder.
std::optional<DatabaseUrls> FindRunning(const std::filesystem::path& folder);

}  // namespace server
