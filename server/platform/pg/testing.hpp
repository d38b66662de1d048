#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/platform/pg/pool.hpp"

// For tests only: a real PostgreSQL, and in it a migrated database of its own for each test.
//
//   pg::testing::Database database;                       // a copy of the migrated template, ~50
//   ms pg::Transaction tx(database.pool(), pg::Scope::Organization(mine));
//
// The server comes from PLATEN_TEST_DATABASE_URL (a superuser's URL; `./dev test` sets it); without
// it an embedded one is started in PLATEN_TEST_FOLDER (default platen-test-<uid> in memory, else in /tmp), shared by
// all test programs that run and stopped some seconds after the last of them. It does not sync to
// disk.
namespace pg::testing {

class Database {
  public:
    enum class Content { kMigrated, kEmpty };
    explicit Database(Content content = Content::kMigrated);
    ~Database();  // drops the database, also under open connections
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] Pool& pool() { return *pool_; }  // as the application: platen_app, row level security on
    [[nodiscard]] std::string ApplicationUrl() const;
    [[nodiscard]] std::string OwnerUrl() const;  // may migrate
    [[nodiscard]] std::string AdminUrl() const;  // superuser: sees and may do everything
    [[nodiscard]] const std::string& name() const { return name_; }

    // As the superuser, past row level security: to prepare and to look. NULL is an empty optional.
    std::vector<TextRow> Sql(const std::string& sql);
    // The first column of the first row, "" when there is none or it is NULL.
    std::string Value(const std::string& sql);
    // Until exactly so many connections wait for a lock; false when that does not happen.
    [[nodiscard]] bool AwaitBlocked(int count);
    // Ends every connection of the application, as a restart of the database does.
    void KillConnections();

  private:
    std::string name_;
    std::unique_ptr<Connection> admin_;
    std::unique_ptr<Pool> pool_;
};

}  // namespace pg::testing
