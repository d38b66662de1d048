#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

// What PostgreSQL's own client programs do best: dumps of a schema, backups and their way back.
namespace pg {

class ClientProgramError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Runs pg_dump, pg_restore or psql against `url` and gives what it printed. The password travels by
// the environment, never as an argument. `binaries` empty: the newest of Debian's, then PATH.
// Throws ClientProgramError with the program's own words.
std::string RunClientProgram(const std::string& program, const std::vector<std::string>& arguments,
                             const std::string& url, const std::filesystem::path& binaries = {});

// The schema as the migrations make it, as text without anything that changes from run to run: the
// golden db/schema.sql. Starts a database of its own in a temporary folder; call it from the main
// thread.
std::string DumpSchema();

// Everything, into one file (pg_dump's custom format, mode 0600, replaced in one step). `url` needs
// a role that row level security does not bind, such as EmbeddedServer::BackupUrl().
void Backup(const std::string& url, const std::filesystem::path& file);

// A backup into a database without tables, in one transaction: all of it or nothing. `url` is the
// migrator's login, EmbeddedServer::OwnerUrl(). Throws when there are tables already.
void Restore(const std::string& url, const std::filesystem::path& file);

}  // namespace pg
