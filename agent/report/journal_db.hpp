#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "agent/report/journal.hpp"

namespace agent {

// A database connection that throws DbError, so that a transaction is left by one way only.
struct DbError {
    int code = 0;
    std::string message;
    [[nodiscard]] base::Problem ToProblem() const;
};

class Journal::Db {
  public:
    explicit Db(const std::filesystem::path& file);
    ~Db();
    Db(const Db&) = delete;
    Db& operator=(const Db&) = delete;

    void Execute(const char* sql);
    sqlite3* handle() const { return handle_; }
    // Bytes of pages in use, without those that are free.
    std::int64_t BytesInUse();

  private:
    sqlite3* handle_ = nullptr;
};

// One prepared statement; binds by position from 1.
class Statement {
  public:
    Statement(sqlite3* db, const char* sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& Bind(int at, std::int64_t value);
    Statement& Bind(int at, std::string_view text);
    Statement& BindBlob(int at, std::string_view bytes);
    bool Step();  // true while there is a row
    void Run();   // to the end, then ready to be bound again
    [[nodiscard]] std::int64_t Int(int column) const;
    [[nodiscard]] std::string Text(int column) const;

  private:
    void Check(int code) const;
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

// Readings are packed with deflate and a dictionary of what every reading contains, which makes one take
// about a tenth of its JSON. The first octet names the dictionary, so that an older journal stays readable.
std::string PackReading(std::string_view json);
// Throws DbError for anything that PackReading did not write.
std::string UnpackReading(std::string_view packed);

}  // namespace agent
