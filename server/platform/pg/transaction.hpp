#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "server/platform/pg/pool.hpp"
#include "server/platform/pg/query.hpp"

namespace pg {

// Which customer rows a transaction may see and write. Row level security enforces it; it guards against a
// forgotten WHERE, so queries name the organization all the same.
class Scope {
  public:
    // All rows: background work, sign-in, the operator's jobs.
    static Scope System();
    // The rows of these organizations: what the actor may see, worked out once a request.
    static Scope Organizations(std::span<const base::OrganizationId> visible);
    static Scope Organization(base::OrganizationId one) { return Organizations({&one, 1}); }
    // No customer row at all: before somebody has signed in.
    static Scope None() { return Organizations({}); }

    [[nodiscard]] bool is_system() const { return system_; }

  private:
    friend class Transaction;
    bool system_ = false;
    std::string organizations_ = "{}";  // an array literal of uuids
};

enum class Access { kReadWrite, kReadOnly };

// One database transaction: begun by its first query, rolled back by the destructor unless Commit() came.
// Used by one thread. Everything may throw pg::Error; after that only the destructor is of use.
class Transaction {
  public:
    Transaction(Pool& pool, Scope scope, Access access = Access::kReadWrite);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // The row, or nothing; more than one is a programmer's error (kInternal).
    template <class Row, class... Params>
    std::optional<Row> One(const Query<Row(Params...)>& query,
                           const std::type_identity_t<std::remove_cvref_t<Params>>&... args) {
        const Result result = Run(query, query.Bind(args...));
        if (result.rows() == 0) return std::nullopt;
        if (result.rows() > 1) ThrowRowCount(query, result.rows());
        return query.Read(result, 0, detail::MapColumns(result, query));
    }
    // The row, which must be there: counts, inserts with RETURNING.
    template <class Row, class... Params>
    Row Get(const Query<Row(Params...)>& query, const std::type_identity_t<std::remove_cvref_t<Params>>&... args) {
        const Result result = Run(query, query.Bind(args...));
        if (result.rows() != 1) ThrowRowCount(query, result.rows());
        return query.Read(result, 0, detail::MapColumns(result, query));
    }
    template <class Row, class... Params>
    std::vector<Row> All(const Query<Row(Params...)>& query,
                         const std::type_identity_t<std::remove_cvref_t<Params>>&... args) {
        const Result result = Run(query, query.Bind(args...));
        std::vector<Row> rows;
        rows.reserve(static_cast<std::size_t>(result.rows()));
        const std::vector<int> columns = detail::MapColumns(result, query);
        for (int row = 0; row < result.rows(); ++row) {
            rows.push_back(query.Read(result, row, columns));
        }
        return rows;
    }
    // Gives the number of rows that were inserted, updated or deleted.
    template <class Row, class... Params>
    std::int64_t Exec(const Query<Row(Params...)>& query,
                      const std::type_identity_t<std::remove_cvref_t<Params>>&... args) {
        return Run(query, query.Bind(args...)).affected_rows();
    }

    // From here on the transaction sees what `scope` says: after sign-in has found the actor.
    void SetScope(Scope scope);
    [[nodiscard]] const Scope& scope() const { return scope_; }

    // Waits until no other transaction holds the same name; held to the end of this one.
    void Lock(std::string_view name);
    // Wakes the listeners of a channel once this transaction has committed. Payload up to 7,999 octets.
    void Notify(std::string_view channel, std::string_view payload = "");
    // Runs after a successful commit, in order; what it throws is logged and goes no further.
    void AfterCommit(std::function<void()> action);

    void Commit();
    void Rollback();
    [[nodiscard]] bool committed() const { return state_ == State::kCommitted; }

  private:
    friend class Savepoint;
    enum class State { kIdle, kOpen, kCommitted, kEnded };

    Connection& Open();
    Result Run(const QueryBase& query, const Parameters& parameters);
    [[noreturn]] static void ThrowRowCount(const QueryBase& query, int rows);

    Pool& pool_;
    Scope scope_;
    Access access_;
    State state_ = State::kIdle;
    Pool::Lease lease_;
    std::vector<std::function<void()>> after_commit_;
};

// A part of a transaction that can be taken back alone. Rolls back unless Release() came.
class Savepoint {
  public:
    explicit Savepoint(Transaction& tx);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void Release();

  private:
    Transaction& tx_;
    bool open_ = true;
};

// Runs `work(tx)` and commits; again from the start after a serialization failure or deadlock, up to five
// times. `work` must have no effect outside the transaction (use AfterCommit).
template <class Work>
auto Retry(Pool& pool, const Scope& scope, Work&& work) {
    for (int attempt = 1;; ++attempt) {
        try {
            Transaction tx(pool, scope);
            if constexpr (std::is_void_v<decltype(work(tx))>) {
                work(tx);
                tx.Commit();
                return;
            } else {
                auto value = work(tx);
                tx.Commit();
                return value;
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::kConflict || attempt == 5) throw;
        }
    }
}

}  // namespace pg
