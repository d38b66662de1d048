#include "tests/bench/database.hpp"

#include <stdlib.h>

#include "server/platform/pg/migrate.hpp"

namespace bench {

Database::Database() {
    std::string name = (std::filesystem::temp_directory_path() / "platen-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    // PostgreSQL refuses to run as root and gives up its rights first: it must be able to come here.
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    server_ = std::make_unique<pg::EmbeddedServer>(pg::EmbeddedOptions{.folder = folder_ / "database"});
    pg::Migrate(server_->OwnerUrl(), pg::EmbeddedMigrations());
    application_url_ = server_->ApplicationUrl();
    admin_ = std::make_unique<pg::Connection>(server_->AdminUrl());
}

Database::~Database() {
    admin_.reset();
    server_->Stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace bench
