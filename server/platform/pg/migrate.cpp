#include "server/platform/pg/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "embedded/migrations.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/pg/transaction.hpp"

namespace pg {
namespace {

// Any number that nobody else in this database takes as an advisory lock.
constexpr const char* kLock = "7235142386129";

const Query<std::string()> kAppliedNames{"pg.applied_migrations", "SELECT name FROM schema_migrations ORDER BY name"};

// Roles belong to the whole server, the lock to one database: another migrator may win the race.
constexpr const char* kMakeRoles = R"sql(
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['platen_owner', 'platen_app'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'platen_owner', 'MEMBER') THEN
        EXECUTE format('GRANT platen_owner TO %I', current_user);
    END IF;
    IF NOT has_schema_privilege('platen_owner', 'public', 'CREATE') THEN
        GRANT CREATE ON SCHEMA public TO platen_owner;
    END IF;
END $$;
)sql";

constexpr const char* kMakeTable = R"sql(
CREATE TABLE IF NOT EXISTS schema_migrations (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON schema_migrations TO platen_app;
)sql";

std::string Literal(const std::string& text) {  // only for names and checksums of our own steps
    if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) {
        throw MigrationError("'" + text + "' is no name for a migration: a-z, 0-9 and _ only");
    }
    return "'" + text + "'";
}

void TakeLock(Connection& connection, MigrationReport& report) {
    const auto got = connection.Script(fmt::format("SELECT pg_try_advisory_lock({})", kLock));
    if (got[0][0] == "t") return;
    report.waited = true;
    base::log::Info("database.migrator_waits another one is at work on this database");
    connection.Script(fmt::format("SELECT pg_advisory_lock({})", kLock));
}

void BecomeOwner(Connection& connection) {
    try {
        connection.Script(kMakeRoles);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::kUnavailable) throw;
        throw MigrationError(std::string("the roles platen_owner and platen_app could not be set up: ") + error.what() +
                             ". Migrate with a login that may create roles, or create them by hand "
                             "(docs/operations.md).");
    }
    connection.Script("SET ROLE platen_owner");
    // Row level security is forced on the owner, too: steps that change data are system work.
    connection.Script("SELECT set_config('platen.scope', 'system', false)");
}

std::map<std::string, std::string> Applied(Connection& connection) {
    std::map<std::string, std::string> applied;
    for (const TextRow& row : connection.Script("SELECT name, checksum FROM schema_migrations")) {
        applied.emplace(*row[0], *row[1]);
    }
    return applied;
}

void CheckHistory(const std::map<std::string, std::string>& applied, std::span<const Migration> migrations) {
    for (const auto& [name, checksum] : applied) {
        const auto known = std::ranges::find(migrations, name, &Migration::name);
        if (known == migrations.end()) {
            throw MigrationError("the database is newer than this program: it has the migration " + name +
                                 ", which this program does not know. Start a newer version.");
        }
        if (Checksum(*known) != checksum) {
            throw MigrationError("the migration " + name +
                                 " was changed after it had been applied. Restore its text and put the "
                                 "change into a new one.");
        }
    }
    for (const Migration& migration : migrations) {
        if (applied.empty() || applied.contains(migration.name)) continue;
        if (migration.name < applied.rbegin()->first) {
            throw MigrationError("the migration " + migration.name + " comes before " + applied.rbegin()->first +
                                 ", which has been applied already. Give it a higher number.");
        }
    }
}

}  // namespace

std::vector<Migration> EmbeddedMigrations() {
    std::vector<Migration> migrations;
    for (const embedded::File& file : embedded::migrations()) {
        migrations.push_back({std::filesystem::path(file.name).stem().string(), std::string(file.bytes)});
    }
    std::ranges::sort(migrations, {}, &Migration::name);
    return migrations;
}

std::string Checksum(const Migration& migration) {
    return base::ToHex(base::Sha256(migration.sql));
}

MigrationReport Migrate(const std::string& url, std::span<const Migration> migrations) {
    MigrationReport report;
    Connection connection(url);
    if (connection.server_version() < 150000) {
        throw MigrationError(
            fmt::format("PostgreSQL 15 or newer is needed, this is {}", connection.server_version() / 10000));
    }
    connection.Script("SET client_min_messages = warning; SET TimeZone = 'UTC'");
    TakeLock(connection, report);  // released with the connection
    BecomeOwner(connection);
    connection.Script(kMakeTable);
    const auto applied = Applied(connection);
    CheckHistory(applied, migrations);
    for (const Migration& migration : migrations) {
        if (applied.contains(migration.name)) continue;
        try {
            connection.Script("BEGIN;\n" + migration.sql + "\n;INSERT INTO schema_migrations VALUES (" +
                              Literal(migration.name) + ", " + Literal(Checksum(migration)) + "); COMMIT");
        } catch (const Error& error) {
            if (connection.broken()) throw;
            throw MigrationError("the migration " + migration.name + " failed: " + error.what() +
                                 ". Nothing of it was applied.");
        }
        report.applied.push_back(migration.name);
        base::log::Info("database.migrated {}", migration.name);
    }
    return report;
}

std::vector<std::string> MissingMigrations(Pool& pool, std::span<const Migration> migrations) {
    Transaction tx(pool, Scope::System(), Access::kReadOnly);
    std::vector<std::string> applied;
    try {
        applied = tx.All(kAppliedNames);
    } catch (const Error& error) {
        if (error.sqlstate() != "42P01") throw;  // no such table: a database that nobody has set up
    }
    std::vector<std::string> missing;
    for (const Migration& migration : migrations) {
        if (!std::ranges::binary_search(applied, migration.name)) missing.push_back(migration.name);
    }
    return missing;
}

}  // namespace pg
