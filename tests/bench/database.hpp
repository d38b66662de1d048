#pragma once

#include <filesystem>
#include <memory>
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

  private:
    std::filesystem::path folder_;
    std::unique_ptr<pg::EmbeddedServer> server_;
    std::string application_url_;
    std::unique_ptr<pg::Connection> admin_;
};

}  // namespace bench
