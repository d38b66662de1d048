#pragma once

#include <filesystem>
#include <memory>
#include <optional>
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

// The database that the settings mean: the one of a URL, the private one of a `platen serve` that is running, or the
// private one started for as long as this object lives (from the main thread).
class Database {
  public:
    explicit Database(const Settings& settings);  // throws pg::EmbeddedError

    [[nodiscard]] const DatabaseUrls& urls() const { return urls_; }
    // Only when this process runs it.
    [[nodiscard]] pg::EmbeddedServer* embedded() { return embedded_.get(); }

  private:
    std::unique_ptr<pg::EmbeddedServer> embedded_;
    DatabaseUrls urls_;
};

// The private database that another process runs in this folder.
std::optional<DatabaseUrls> FindRunning(const std::filesystem::path& folder);

// pg_dump into, pg_restore from a file; gives the exit code of the tool, whose words go to stderr. Passwords go by the
// environment.
int Backup(const DatabaseUrls& urls, const std::string& file);
int Restore(const DatabaseUrls& urls, const std::string& file);

}  // namespace server
