#include "server/platform/pg/error.hpp"

namespace pg {

base::Problem Error::ToProblem() const {
    using base::ProblemKind;
    switch (kind_) {
        case ErrorKind::kUnavailable:
        case ErrorKind::kCommitUnknown:
            return {ProblemKind::kUnavailable, "database_unavailable", {}, {}};
        case ErrorKind::kTimeout:  // 55P03: of a lock
            return {ProblemKind::kUnavailable, sqlstate_ == "55P03" ? "database_locked" : "database_slow", {}, {}};
        case ErrorKind::kDiskFull:
            return {ProblemKind::kUnavailable, "database_full", {}, {}};
        case ErrorKind::kConflict:
            return {ProblemKind::kConflict, "database_conflict", {}, {}};
        default:
            return {ProblemKind::kInternal, "internal", {}, {}};
    }
}

ErrorKind KindOf(const std::string& sqlstate) {
    if (sqlstate.empty()) return ErrorKind::kUnavailable;
    if (sqlstate == "40001" || sqlstate == "40P01") return ErrorKind::kConflict;
    if (sqlstate == "57014" || sqlstate == "55P03") return ErrorKind::kTimeout;
    if (sqlstate == "23505" || sqlstate == "23P01") return ErrorKind::kUnique;
    if (sqlstate == "23503") return ErrorKind::kForeignKey;
    if (sqlstate == "23514" || sqlstate == "23502") return ErrorKind::kCheck;
    if (sqlstate == "42501" || sqlstate.starts_with("28")) return ErrorKind::kForbidden;
    if (sqlstate == "53100") return ErrorKind::kDiskFull;
    // 08 connection, 57P operator intervention (shutdown, crash, start), 53 out of connections or
    // memory, 25006 a standby that has not taken over yet, 26000 and 0A000 a statement prepared before
    // the schema changed: the connection is replaced, and the next try works.
    if (sqlstate.starts_with("08") || sqlstate.starts_with("57P") || sqlstate.starts_with("53") ||
        sqlstate == "25006" || sqlstate == "25P03" || sqlstate == "26000" || sqlstate == "0A000") {
        return ErrorKind::kUnavailable;
    }
    return ErrorKind::kInternal;
}

}  // namespace pg
