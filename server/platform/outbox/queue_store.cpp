#include "server/platform/outbox/queue_store.hpp"

#include <algorithm>

namespace outbox {
namespace {

// As with tasks: look over all organizations without locks, then claim within one.
constexpr const char* kCandidates = R"sql(
    SELECT organization_id, clock_timestamp() AS database_now FROM {table}
    WHERE state = 'queued' AND next_attempt_at <= clock_timestamp()
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
    GROUP BY organization_id ORDER BY min(next_attempt_at) LIMIT 5)sql";

constexpr const char* kTake = R"sql(
    UPDATE {table} SET lease_number = lease_number + 1, lease_until = $3, attempts = attempts + 1
    WHERE organization_id = $1 AND id = (
        SELECT id FROM {table}
        WHERE organization_id = $1 AND state = 'queued' AND next_attempt_at <= $2
            AND (lease_until IS NULL OR lease_until < $2)
        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, organization_id, attempts, $2 >= give_up_at AS last_attempt, lease_number)sql";

constexpr const char* kUntilNext = R"sql(
    SELECT (extract(epoch FROM min(greatest(next_attempt_at, lease_until)) - clock_timestamp())
            * 1000000)::bigint
    FROM {table} WHERE state = 'queued')sql";

constexpr const char* kMarkSent = R"sql(
    UPDATE {table} SET state = 'sent', sent_at = $4, last_error = NULL, next_attempt_at = NULL,
        lease_until = NULL{wiped}
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql";

constexpr const char* kMarkFailed = R"sql(
    UPDATE {table} SET state = 'failed', failed_at = $4, last_error = $5, next_attempt_at = NULL,
        lease_until = NULL{wiped}
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql";

constexpr const char* kTryLater = R"sql(
    UPDATE {table} SET next_attempt_at = clock_timestamp() + $4 * interval '1 microsecond', last_error = $5,
        lease_until = NULL
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql";

std::string Of(std::string sql, const std::string& table, const std::vector<std::string>& wiped = {}) {
    std::string assignments;
    for (const std::string& column : wiped) assignments += ", " + column + " = NULL";
    const auto put = [&sql](const std::string& name, const std::string& text) {
        for (std::size_t at = 0; (at = sql.find(name, at)) != std::string::npos; at += text.size()) {
            sql.replace(at, name.size(), text);
        }
    };
    put("{table}", table);
    put("{wiped}", assignments);
    return sql;
}

}  // namespace

Queue::Queue(std::string table, const std::vector<std::string>& wiped)
    : table_(std::move(table)),
      candidates_(table_ + ".candidates", Of(kCandidates, table_)),
      take_(table_ + ".claim", Of(kTake, table_)),
      until_next_(table_ + ".until_next", Of(kUntilNext, table_)),
      mark_sent_(table_ + ".mark_sent", Of(kMarkSent, table_, wiped)),
      mark_failed_(table_ + ".mark_failed", Of(kMarkFailed, table_, wiped)),
      try_later_(table_ + ".try_later", Of(kTryLater, table_)) {}

std::vector<pg::Computed> Queue::NewRow() {
    return {{"state", "'queued'"},
            {"next_attempt_at", "clock_timestamp()"},
            {"give_up_at", "clock_timestamp() + $give_up_at * interval '1 microsecond'"}};
}

void Queue::Announce(pg::Transaction& tx) const {
    tx.Notify(kChannel, table_);
}

std::optional<Claim> Queue::Take(pg::Transaction& tx, base::Duration lease) const {
    for (const Candidate& candidate : tx.All(candidates_)) {
        auto claim = tx.One(take_, candidate.organization_id, candidate.database_now, candidate.database_now + lease);
        if (claim) return claim;  // otherwise another sender was faster
    }
    return std::nullopt;
}

std::optional<base::Duration> Queue::UntilNext(pg::Transaction& tx) const {
    const auto microseconds = tx.Get(until_next_);
    if (!microseconds) return std::nullopt;
    return base::Duration(std::max<std::int64_t>(0, *microseconds));
}

bool Queue::MarkSent(pg::Transaction& tx, const Claim& claim, base::Instant now) const {
    return tx.Exec(mark_sent_, claim.organization_id, claim.id, claim.lease_number, now) == 1;
}

bool Queue::MarkFailed(pg::Transaction& tx, const Claim& claim, base::Instant now, const std::string& error) const {
    return tx.Exec(mark_failed_, claim.organization_id, claim.id, claim.lease_number, now, error) == 1;
}

bool Queue::TryLater(pg::Transaction& tx, const Claim& claim, base::Duration pause, const std::string& error) const {
    return tx.Exec(try_later_, claim.organization_id, claim.id, claim.lease_number, pause.count(), error) == 1;
}

}  // namespace outbox
