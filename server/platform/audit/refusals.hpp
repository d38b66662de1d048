#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/platform/api/rate_limit.hpp"
#include "server/platform/audit/audit.hpp"

namespace pg {
class Pool;
}

namespace audit {

// A sign-in, key or link that was refused. The answer to the client does not depend on it.
struct Refusal {
    // The organization whose administrators read the row; absent where there is no such account: the operator's do.
    std::optional<base::OrganizationId> organization;
    std::string action;       // "session.refused"
    std::string object_type;  // "user"
    base::Uuid object_id;     // nil: there is no such thing
    std::string object_name;
    boost::json::object after;  // why, and what was tried; never a secret
};

// Refusals go to the audit log as rows with outcome "refused", but strangers cannot fill it: of one thing (account,
// key) the first 10 are written, then one every 10 minutes; of one address the first 30, then one a minute; of
// everything the first 300, then 6 a minute (8,640 a day for a server process). What is left out is counted, and the
// next row of that thing tells how many (`not_recorded`). Rows go after 180 days. One for the program; thread-safe.
class Refusals {
  public:
    using OperatorOf = std::function<std::optional<base::OrganizationId>(pg::Transaction& tx)>;
    Refusals(pg::Pool& pool, const base::Clock& clock, OperatorOf operator_of)
        : pool_(pool), clock_(clock), operator_of_(std::move(operator_of)) {}

    // nullopt: this refusal is not written (a limit is reached). Else how many of this thing were not written since its
    // last row. `thing`: the account as it was typed, the id of a key.
    std::optional<std::int64_t> Take(const std::string& action, const std::string& thing, const std::string& address);
    // Part of `tx`, which has the scope of the system. Does not ask Take().
    void Write(pg::Transaction& tx, const Origin& origin, Refusal refusal, std::int64_t not_recorded);
    // Take() and Write() in a transaction of its own, for callers outside of a request. An exception is logged.
    void Record(const Origin& origin, const std::string& thing, Refusal refusal);
    // Take() and Write() once the request has been refused (http::Call::AfterRefusal).
    void RecordAfter(http::Call& call, const Origin& origin, const std::string& thing, Refusal refusal);

  private:
    using Clock = std::chrono::steady_clock;
    struct Bucket {
        double tokens = 0;
        Clock::time_point filled{};
        std::int64_t not_recorded = 0;
    };
    Bucket& Of(const std::string& key, Clock::time_point now);

    pg::Pool& pool_;
    const base::Clock& clock_;
    OperatorOf operator_of_;
    http::RateLimiter by_address_{{.per_second = 1.0 / 60, .burst = 30}};
    http::RateLimiter overall_{{.per_second = 0.1, .burst = 300}, 1};
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;  // guarded by mutex_
};

// How long they are kept; what a daily task forgets.
inline constexpr std::chrono::days kRefusalMemory{180};
std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant now);

}  // namespace audit
