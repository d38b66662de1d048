#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/platform/pg/pool.hpp"

namespace pg {

// One step of the schema: db/migrations/NNNN_<name>.sql. Applied steps never change; a mistake is repaired
// by a further step.
struct Migration {
    std::string name;  // NNNN_name
    std::string sql;
};

// The steps that this program was built with, in their order.
std::vector<Migration> EmbeddedMigrations();
// SHA-256 of the text, hex.
std::string Checksum(const Migration& migration);

// Why the schema could not be brought up to date, for the person who starts the program.
class MigrationError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct MigrationReport {
    std::vector<std::string> applied;  // names, in order
    bool waited = false;               // another migrator held the lock
};

// Brings the database of `url` up to date, each step in a transaction of its own, under an advisory lock:
// a second migrator waits and then finds nothing to do. Everything belongs to the role platen_owner; the
// login of `url` must be a member of it, or be allowed to create roles (then platen_owner and platen_app
// are made). Refuses a database that is newer than the program, a step whose text changed after it was
// applied, and a step that would come before one already applied. Throws MigrationError or Error.
MigrationReport Migrate(const std::string& url, std::span<const Migration> migrations);

// What is wrong with this database for `platen serve`, empty when nothing is: steps that are missing.
std::vector<std::string> MissingMigrations(Pool& pool, std::span<const Migration> migrations);

}  // namespace pg
