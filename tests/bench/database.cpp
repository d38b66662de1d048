#include "tests/bench/database.hpp"

#include <fmt/ranges.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

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

std::chrono::duration<double> Database::Cpu() const {
    const std::string postmaster = std::to_string(server_->pid());
    long ticks = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string pid = entry.path().filename();
        if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
        std::ifstream file(entry.path() / "stat");
        const std::string stat{std::istreambuf_iterator<char>(file), {}};
        // proc(5): "pid (name) state ppid ...", the times are fields 14 to 17.
        const auto name_end = stat.rfind(')');
        if (name_end == std::string::npos) continue;
        std::istringstream fields(stat.substr(name_end + 2));
        std::vector<std::string> field{std::istream_iterator<std::string>(fields), {}};
        if (field.size() < 15 || (pid != postmaster && field[1] != postmaster)) continue;
        ticks += std::stol(field[11]) + std::stol(field[12]);
        if (pid == postmaster) ticks += std::stol(field[13]) + std::stol(field[14]);
    }
    return std::chrono::duration<double>(static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK)));
}

std::string Database::Copy() {
    admin_.reset();
    pg::Connection(server_->AdminUrl("postgres")).Script("CREATE DATABASE platen_copy TEMPLATE platen");
    admin_ = std::make_unique<pg::Connection>(server_->AdminUrl());
    return application_url_ + "_copy";  // "... dbname=platen", at its end
}

void Database::Fill(std::span<const char* const> tables, const std::string& sql) {
    Sql(fmt::format(R"sql(
SET session_replication_role = replica;  -- foreign keys hold by construction
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
CREATE TEMP TABLE dropped_indexes AS
    SELECT indexdef FROM pg_indexes JOIN pg_class ON relname = indexname
    WHERE schemaname = 'public' AND tablename IN ('{}') AND NOT EXISTS (
        SELECT FROM pg_constraint WHERE conindid = pg_class.oid);
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT substring(indexdef FROM 'INDEX (\w+) ON') FROM dropped_indexes LOOP
        EXECUTE 'DROP INDEX ' || name;
    END LOOP;
END $$;)sql",
                    fmt::join(tables, "', '")));
    Sql(sql);
    Sql(R"sql(
DO $$ DECLARE definition text; BEGIN
    FOR definition IN SELECT indexdef FROM dropped_indexes LOOP EXECUTE definition; END LOOP;
END $$;
DROP TABLE dropped_indexes;
RESET session_replication_role;
RESET synchronous_commit;
RESET maintenance_work_mem;)sql");
}

}  // namespace bench
