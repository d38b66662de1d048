#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "server/platform/pg/error.hpp"
#include "server/platform/pg/types.hpp"

struct pg_conn;
struct pg_result;

namespace pg {

class QueryBase;

// The rows of one statement. Move-only.
class Result {
  public:
    explicit Result(pg_result* raw) : raw_(raw) {}
    [[nodiscard]] int rows() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] Field At(int row, int column) const;
    [[nodiscard]] std::string_view ColumnName(int column) const;
    [[nodiscard]] Oid ColumnType(int column) const;
    [[nodiscard]] std::int64_t affected_rows() const;  // of INSERT, UPDATE, DELETE; rows of SELECT
    [[nodiscard]] const pg_result* raw() const { return raw_.get(); }

  private:
    friend class Connection;
    struct Clear {
        void operator()(pg_result* raw) const;
    };
    std::unique_ptr<pg_result, Clear> raw_;
};

using TextRow = std::vector<std::optional<std::string>>;

// One connection, used by one thread at a time. Features use Transaction; this is for the parts that need
// a session of their own: migrator, listener, checks, tests.
class Connection {
  public:
    // `url` is a libpq connection string or postgresql:// URL. Throws Error(kUnavailable), or kForbidden
    // when the server refuses the login.
    explicit Connection(const std::string& url, std::chrono::seconds connect_timeout = std::chrono::seconds(5));
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Statements without parameters, several allowed; gives the rows of the last one as text. Never for
    // text that holds a value from outside.
    std::vector<TextRow> Script(const std::string& sql);

    // A statement prepared once on this connection under the query's name.
    Result Execute(const QueryBase& query, const Parameters& parameters);

    // BEGIN and the settings of row level security in one round trip.
    void Begin(const char* begin, std::string_view scope, std::string_view organizations);
    void SetScope(std::string_view scope, std::string_view organizations);
    // COMMIT; kCommitUnknown when the connection is lost on the way, kInternal when a failed statement
    // had made a rollback of it.
    void Commit();

    // Lost, or its prepared statements no longer fit the schema: to be replaced.
    [[nodiscard]] bool broken() const;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] int server_version() const;  // 150004 is 15.4
    [[nodiscard]] int backend_pid() const;
    [[nodiscard]] pg_conn* raw() const { return raw_; }

  private:
    void Prepare(const QueryBase& query);
    void PrepareScope();
    // Throws the Error that belongs to a failed result, else hands it over.
    Result Check(pg_result* raw, const QueryBase* query);

    pg_conn* raw_ = nullptr;
    std::unordered_set<std::string> prepared_;
    bool scope_prepared_ = false;
    bool stale_ = false;
};

}  // namespace pg
