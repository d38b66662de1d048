#pragma once

#include <stdexcept>
#include <string>

#include "lib/base/problem.hpp"

namespace pg {

// What a failed statement means for the one who asked. Derived from SQLSTATE, never from the message.
enum class ErrorKind {
    kUnavailable,    // no connection, connection lost, server starting or stopping: the next try may work
    kCommitUnknown,  // the connection was lost during COMMIT: it may or may not have happened
    kConflict,       // serialization failure or deadlock: run the whole transaction again (pg::Retry)
    kTimeout,        // statement_timeout or lock_timeout ended it
    kUnique,         // constraint() names the unique or exclusion constraint
    kForeignKey,     // constraint() names it
    kCheck,          // check or not-null constraint
    kForbidden,      // row level security or a missing grant refused it
    kDiskFull,       // the database has no room: 53100
    kInternal,       // our own fault: wrong SQL, wrong type, too many rows
};

// What ends a request. Thrown by everything in this folder; caught once at the edge.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, std::string sqlstate, std::string constraint, const std::string& message)
        : std::runtime_error(message),
          kind_(kind),
          sqlstate_(std::move(sqlstate)),
          constraint_(std::move(constraint)) {}

    [[nodiscard]] ErrorKind kind() const { return kind_; }
    [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }  // 5 characters or ""
    [[nodiscard]] const std::string& constraint() const { return constraint_; }
    // For the edge: kUnavailable with "database_unavailable", kConflict with "database_conflict", or
    // kInternal with "internal". Carries no SQL and no value.
    [[nodiscard]] base::Problem ToProblem() const;

  private:
    ErrorKind kind_;
    std::string sqlstate_;
    std::string constraint_;
};

// The kind that belongs to an SQLSTATE; "" is a lost connection.
ErrorKind KindOf(const std::string& sqlstate);

}  // namespace pg
