#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/pg/pg.hpp"

// The rows of one table that wait to be sent.
namespace outbox {

// One row, for its sender.
struct Claim {
    base::Uuid id;
    base::OrganizationId organization_id;
    std::int32_t attempts = 0;  // with this one
    bool last_attempt = false;  // its time is over after this one
    std::int64_t lease_number = 0;
    std::int32_t lane_failures = 0;  // of its lane, in a row and before this one; 0 without lanes
};
BOOST_DESCRIBE_STRUCT(Claim, (), (id, organization_id, attempts, last_attempt, lease_number, lane_failures))

// Rows that go to one receiver share a lane: they are sent one after the other, and while it refuses or does not answer all
// of them wait, so that it never holds the senders up for others. The table of the lanes has, besides its key
// (organization_id, id), these columns, which only the queue writes:
//     held_until timestamptz             the database's time
//     failures integer DEFAULT 0         in a row
struct Lanes {
    std::string table;   // "webhook_endpoints"
    std::string column;  // of a queue's row: the id of its lane, "endpoint_id"
};

// Each kind of thing that is sent has a table of its own, with what it says and with these columns:
//     organization_id uuid, id uuid      its key
//     state text                         queued, sent, failed
//     attempts integer DEFAULT 0         those that began
//     last_error text
//     next_attempt_at timestamptz        the database's time, as the two below; NULL once it is finished
//     give_up_at timestamptz
//     lease_until timestamptz
//     lease_number bigint DEFAULT 0      tells a sender that another one has taken over
//     sent_at, failed_at timestamptz     business time
// A Queue is a constant at namespace scope of the kind's *_store.cpp, which alone writes the other columns.
class Queue {
  public:
    // `wiped`: columns that become NULL as soon as the row is sent or given up.
    explicit Queue(std::string table, const std::vector<std::string>& wiped = {},
                   const std::optional<Lanes>& lanes = std::nullopt);

    [[nodiscard]] const std::string& table() const { return table_; }

    // For the pg::Insert of a new row: due at once; its member `give_up_at` holds microseconds from now on.
    static std::vector<pg::Computed> NewRow();
    // Senders look at once after the commit.
    void Announce(pg::Transaction& tx) const;

    // ---- for people
    // Rows that are sent or given up are due again, for so long from now on; their lanes, too. Gives those that are.
    std::vector<base::Uuid> Requeue(pg::Transaction& tx, base::OrganizationId organization,
                                    const std::vector<base::Uuid>& ids, base::Duration give_up_after) const;
    // Rows that wait are given up with these words; not one that is being sent now. Gives how many.
    std::int64_t GiveUp(pg::Transaction& tx, base::OrganizationId organization, const std::vector<base::Uuid>& ids,
                        base::Instant now, const std::string& error) const;
    // Likewise all of a lane.
    std::int64_t GiveUpLane(pg::Transaction& tx, base::OrganizationId organization, const base::Uuid& lane,
                            base::Instant now, const std::string& error) const;

    // ---- for senders (system scope)
    std::optional<Claim> Take(pg::Transaction& tx, base::Duration lease) const;
    // How long until the next attempt is due; nullopt: nothing is queued.
    std::optional<base::Duration> UntilNext(pg::Transaction& tx) const;
    // How many rows wait.
    std::int64_t Waiting(pg::Transaction& tx) const;
    // What a wrong clock of the database put days ahead is due now.
    void RightTimes(pg::Transaction& tx) const;
    // All three give false when another sender has taken over.
    bool MarkSent(pg::Transaction& tx, const Claim& claim, base::Instant now) const;
    bool MarkFailed(pg::Transaction& tx, const Claim& claim, base::Instant now, const std::string& error) const;
    bool TryLater(pg::Transaction& tx, const Claim& claim, base::Duration pause, const std::string& error) const;
    // Before the row is marked: its lane is free again at once, or after `pause` where it failed. Nothing without lanes,
    // or when another sender has taken over.
    void FreeLane(pg::Transaction& tx, const Claim& claim, std::optional<base::Duration> pause) const;

  private:
    struct Candidate {
        base::OrganizationId organization_id;
        base::Instant database_now;
        BOOST_DESCRIBE_CLASS(Candidate, (), (organization_id, database_now), (), ())
    };

    std::string table_;
    pg::Query<Candidate()> candidates_;
    pg::Query<Claim(base::OrganizationId, base::Instant, base::Instant)> take_;
    pg::Query<std::optional<std::int64_t>()> until_next_;
    pg::Query<std::int64_t()> waiting_;
    pg::Query<void()> right_times_;
    pg::Query<void(base::OrganizationId, base::Uuid, std::int64_t, base::Instant)> mark_sent_;
    pg::Query<void(base::OrganizationId, base::Uuid, std::int64_t, base::Instant, std::string_view)> mark_failed_;
    pg::Query<void(base::OrganizationId, base::Uuid, std::int64_t, std::int64_t, std::string_view)> try_later_;
    pg::Query<base::Uuid(base::OrganizationId, std::vector<base::Uuid>, std::int64_t)> requeue_;
    pg::Query<void(base::OrganizationId, std::vector<base::Uuid>, base::Instant, std::string_view)> give_up_;
    std::optional<pg::Query<void(base::OrganizationId, base::Uuid, bool, std::int64_t, std::int64_t)>> free_lane_;
    std::optional<pg::Query<void(base::OrganizationId, std::vector<base::Uuid>)>> wake_lanes_;
    std::optional<pg::Query<void()>> right_lanes_;
    std::optional<pg::Query<void(base::OrganizationId, base::Uuid, base::Instant, std::string_view)>> give_up_lane_;
};

// NOTIFY with the name of the table.
inline constexpr const char* kChannel = "platen_outbox";

}  // namespace outbox
