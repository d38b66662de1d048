#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "server/platform/pg/embedded.hpp"
#include "server/platform/pg/pg.hpp"

namespace bench {

// A private, durable PostgreSQL of the benchmark's own, as `platen serve` runs one, migrated; gone with the object.
class Database {
  public:
    Database();
    ~Database();

    [[nodiscard]] const std::string& application_url() const { return application_url_; }
    [[nodiscard]] pg::Connection& admin() { return *admin_; }
    void Sql(const std::string& sql) { admin_->Script(sql); }
    // CPU time of all its processes, those that have ended too.
    [[nodiscard]] std::chrono::duration<double> Cpu() const;
    // Runs `sql`, which writes many rows into these tables: without their indexes, which are made
    // again afterwards, and without a check of foreign keys.
    void Fill(std::span<const char* const> tables, const std::string& sql);

    // The database as it is now, beside it; nobody else may be connected meanwhile. Gives the application's URL of it.
    [[nodiscard]] std::string Copy();

  private:
    std::filesystem::path folder_;
    std::unique_ptr<pg::EmbeddedServer> server_;
    std::string application_url_;
    std::unique_ptr<pg::Connection> admin_;
};

}  // namespace bench
