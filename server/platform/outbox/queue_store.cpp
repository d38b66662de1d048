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
    RETURNING id, organization_id, attempts, $2 >= give_up_at AND attempts >= 5 AS last_attempt, lease_number, 0 AS lane_failures)sql";

// Pauses and leases are of hours at most: what lies days ahead was written while the database's clock was wrong. Nobody would
// see it before that day.
constexpr const char* kRightTimes = R"sql(
    UPDATE {table} SET next_attempt_at = clock_timestamp(), lease_until = NULL
    WHERE state = 'queued' AND (next_attempt_at > clock_timestamp() + interval '2 days'
        OR lease_until > clock_timestamp() + interval '2 days'))sql";
constexpr const char* kRightLanes = R"sql(
    UPDATE {lanes} SET held_until = NULL WHERE held_until > clock_timestamp() + interval '2 days')sql";

constexpr const char* kUntilNext = R"sql(
    SELECT (extract(epoch FROM min(greatest(next_attempt_at, lease_until)) - clock_timestamp())
            * 1000000)::bigint
    FROM {table} WHERE state = 'queued')sql";

// The next row of each lane that is free; lanes take turns by when they were free last. A lane is locked so that whoever
// adds to it is not held up.
constexpr const char* kLaneCandidates = R"sql(
    SELECT lane.organization_id, clock_timestamp() AS database_now FROM {lanes} AS lane
    WHERE (lane.held_until IS NULL OR lane.held_until <= clock_timestamp()) AND EXISTS (
        SELECT FROM {table} AS next
        WHERE next.organization_id = lane.organization_id AND next.{lane} = lane.id AND next.state = 'queued'
            AND next.next_attempt_at <= clock_timestamp()
            AND (next.lease_until IS NULL OR next.lease_until < clock_timestamp()))
    GROUP BY lane.organization_id ORDER BY min(coalesce(lane.held_until, '-infinity')) LIMIT 5)sql";

constexpr const char* kTakeLane = R"sql(
    WITH taken AS (
        SELECT lane.id AS lane_id, lane.failures, next.id FROM {lanes} AS lane
        CROSS JOIN LATERAL (
            SELECT id FROM {table}
            WHERE organization_id = lane.organization_id AND {lane} = lane.id AND state = 'queued'
                AND next_attempt_at <= $2 AND (lease_until IS NULL OR lease_until < $2)
            ORDER BY next_attempt_at, id LIMIT 1) AS next
        WHERE lane.organization_id = $1 AND (lane.held_until IS NULL OR lane.held_until <= $2)
        ORDER BY lane.held_until NULLS FIRST, lane.id LIMIT 1 FOR NO KEY UPDATE OF lane SKIP LOCKED),
    held AS (
        UPDATE {lanes} AS lane SET held_until = $3 FROM taken
        WHERE lane.organization_id = $1 AND lane.id = taken.lane_id)
    UPDATE {table} AS due SET lease_number = due.lease_number + 1, lease_until = $3, attempts = due.attempts + 1
    FROM taken WHERE due.organization_id = $1 AND due.id = taken.id AND due.state = 'queued'
    RETURNING due.id, due.organization_id, due.attempts, $2 >= due.give_up_at AND due.attempts >= 5 AS last_attempt, due.lease_number,
        taken.failures AS lane_failures)sql";

constexpr const char* kUntilNextLane = R"sql(
    SELECT (extract(epoch FROM min(greatest(next.next_attempt_at, next.lease_until, lane.held_until))
            - clock_timestamp()) * 1000000)::bigint
    FROM {lanes} AS lane
    CROSS JOIN LATERAL (
        SELECT next_attempt_at, lease_until FROM {table}
        WHERE organization_id = lane.organization_id AND {lane} = lane.id AND state = 'queued'
        ORDER BY next_attempt_at, id LIMIT 1) AS next)sql";

constexpr const char* kFreeLane = R"sql(
    UPDATE {lanes} AS lane SET failures = CASE WHEN $3 THEN least(failures + 1, 1000) ELSE 0 END,
        held_until = clock_timestamp() + $4 * interval '1 microsecond'
    FROM {table} AS due
    WHERE due.organization_id = $1 AND due.id = $2 AND due.lease_number = $5 AND lane.organization_id = $1
        AND lane.id = due.{lane})sql";

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

constexpr const char* kRequeue = R"sql(
    UPDATE {table} SET state = 'queued', attempts = 0, next_attempt_at = clock_timestamp(),
        give_up_at = clock_timestamp() + $3 * interval '1 microsecond', lease_until = NULL,
        lease_number = lease_number + 1, sent_at = NULL, failed_at = NULL
    WHERE organization_id = $1 AND id = ANY ($2) AND state <> 'queued' RETURNING id)sql";

constexpr const char* kWakeLanes = R"sql(
    UPDATE {lanes} AS lane SET held_until = NULL FROM {table} AS due
    WHERE due.organization_id = $1 AND due.id = ANY ($2) AND lane.organization_id = $1 AND lane.id = due.{lane}
        AND lane.failures > 0)sql";

constexpr const char* kGiveUp = R"sql(
    UPDATE {table} SET state = 'failed', failed_at = $3, last_error = $4, next_attempt_at = NULL,
        lease_until = NULL, lease_number = lease_number + 1{wiped}
    WHERE organization_id = $1 AND {whose} AND state = 'queued'
        AND (lease_until IS NULL OR lease_until < clock_timestamp()))sql";

std::string Of(std::string sql, const std::string& table, const std::vector<std::string>& wiped = {},
               const std::optional<Lanes>& lanes = std::nullopt) {
    std::string assignments;
    for (const std::string& column : wiped) assignments += ", " + column + " = NULL";
    const auto put = [&sql](const std::string& name, const std::string& text) {
        for (std::size_t at = 0; (at = sql.find(name, at)) != std::string::npos; at += text.size()) {
            sql.replace(at, name.size(), text);
        }
    };
    put("{whose}", lanes ? lanes->column + " = $2" : "id = ANY ($2)");
    put("{table}", table);
    put("{wiped}", assignments);
    if (lanes) {
        put("{lanes}", lanes->table);
        put("{lane}", lanes->column);
    }
    return sql;
}

}  // namespace

Queue::Queue(std::string table, const std::vector<std::string>& wiped, const std::optional<Lanes>& lanes)
    : table_(std::move(table)),
      candidates_(table_ + ".candidates", Of(lanes ? kLaneCandidates : kCandidates, table_, {}, lanes)),
      take_(table_ + ".claim", Of(lanes ? kTakeLane : kTake, table_, {}, lanes)),
      until_next_(table_ + ".until_next", Of(lanes ? kUntilNextLane : kUntilNext, table_, {}, lanes)),
      waiting_(table_ + ".waiting", Of("SELECT count(*) FROM {table} WHERE state = 'queued'", table_)),
      right_times_(table_ + ".right_times", Of(kRightTimes, table_)),
      mark_sent_(table_ + ".mark_sent", Of(kMarkSent, table_, wiped)),
      mark_failed_(table_ + ".mark_failed", Of(kMarkFailed, table_, wiped)),
      try_later_(table_ + ".try_later", Of(kTryLater, table_)),
      requeue_(table_ + ".requeue", Of(kRequeue, table_)),
      give_up_(table_ + ".give_up", Of(kGiveUp, table_, wiped)) {
    if (!lanes) return;
    right_lanes_.emplace(table_ + ".right_lanes", Of(kRightLanes, table_, {}, lanes));
    free_lane_.emplace(table_ + ".free_lane", Of(kFreeLane, table_, {}, lanes));
    wake_lanes_.emplace(table_ + ".wake_lanes", Of(kWakeLanes, table_, {}, lanes));
    give_up_lane_.emplace(table_ + ".give_up_lane", Of(kGiveUp, table_, wiped, lanes));
}

std::vector<base::Uuid> Queue::Requeue(pg::Transaction& tx, base::OrganizationId organization,
                                       const std::vector<base::Uuid>& ids, base::Duration give_up_after) const {
    auto requeued = tx.All(requeue_, organization, ids, give_up_after.count());
    if (requeued.empty()) return requeued;
    if (wake_lanes_) tx.Exec(*wake_lanes_, organization, requeued);
    Announce(tx);
    return requeued;
}

std::int64_t Queue::GiveUp(pg::Transaction& tx, base::OrganizationId organization, const std::vector<base::Uuid>& ids,
                           base::Instant now, const std::string& error) const {
    return tx.Exec(give_up_, organization, ids, now, error);
}

std::int64_t Queue::GiveUpLane(pg::Transaction& tx, base::OrganizationId organization, const base::Uuid& lane,
                               base::Instant now, const std::string& error) const {
    return give_up_lane_ ? tx.Exec(*give_up_lane_, organization, lane, now, error) : 0;
}

std::vector<pg::Computed> Queue::NewRow() {
    return {{"state", "'queued'"},
            {"next_attempt_at", "clock_timestamp()"},
            {"give_up_at", "clock_timestamp() + $give_up_at * interval '1 microsecond'"}};
}

void Queue::Announce(pg::Transaction& tx) const {
    tx.Notify(kChannel, table_);
}

void Queue::FreeLane(pg::Transaction& tx, const Claim& claim, std::optional<base::Duration> pause) const {
    if (!free_lane_) return;
    tx.Exec(*free_lane_, claim.organization_id, claim.id, pause.has_value(), pause.value_or(base::Duration(0)).count(),
            claim.lease_number);
}

std::optional<Claim> Queue::Take(pg::Transaction& tx, base::Duration lease) const {
    for (const Candidate& candidate : tx.All(candidates_)) {
        auto claim = tx.One(take_, candidate.organization_id, candidate.database_now, candidate.database_now + lease);
        if (claim) return claim;  // otherwise another sender was faster
    }
    return std::nullopt;
}

void Queue::RightTimes(pg::Transaction& tx) const {
    // Lanes before what waits in them, as whoever takes from one locks them.
    if (right_lanes_) tx.Exec(*right_lanes_);
    tx.Exec(right_times_);
}

std::optional<base::Duration> Queue::UntilNext(pg::Transaction& tx) const {
    const auto microseconds = tx.Get(until_next_);
    if (!microseconds) return std::nullopt;
    return base::Duration(std::max<std::int64_t>(0, *microseconds));
}

std::int64_t Queue::Waiting(pg::Transaction& tx) const {
    return tx.Get(waiting_);
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
