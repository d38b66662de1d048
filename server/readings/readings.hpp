#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "lib/printing/agent_messages.hpp"
#include "server/agents/agents.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace pg {
class Pool;
class Transaction;
}  // namespace pg
namespace tasks {
class Registry;
struct RecurringJob;
}  // namespace tasks

// Readings: from the agents' journals to the current state of printers and the packed history (AGT-4, AGT-5).
namespace readings {

// A reading that could not be understood: kept as it was sent, and acknowledged, so that the agent goes on.
struct RefusedReading {
    std::int64_t seq = 0;
    std::string code;
    std::vector<base::FieldProblem> fields;
    std::string text;  // JSON
};

struct Batch {
    std::int64_t boot_epoch = 0;
    std::vector<printing::JournaledReading> readings;
    std::vector<RefusedReading> refused;
    std::vector<printing::ThinnedRange> thinned;
    // How far the agent's clock is ahead of the server's (behind: below zero), as it was measured when the batch was sent;
    // absent from agents that do not say.
    std::optional<base::Duration> clock_ahead{};
    std::string address{};  // of whoever delivers
};

// Reads the body of POST /api/v1/agent/readings. A reading that has a seq but is otherwise wrong (unknown fields
// of a newer agent, wrong types) is set aside in `refused`; only what cannot be put in its place refuses the
// batch: kMalformed "json_malformed", kInvalid "invalid_fields".
base::Result<Batch> ReadBatch(std::string_view json);

// The partitions of the history, by month. Thread-safe; one for the program.
class Partitions {
  public:
    explicit Partitions(pg::Pool& pool) : pool_(pool) {}
    // Makes what is missing, in transactions of its own: before the rows come.
    void Ensure(std::span<const base::Instant> times);
    // The months around `now`; called at start and by a task every day.
    void EnsureAhead(base::Instant now);

  private:
    pg::Pool& pool_;
    std::mutex mutex_;
    std::set<base::Day> known_;  // first days of months; guarded by mutex_
};

struct Accepted {
    std::int64_t acknowledged_seq = 0;
    std::int64_t stored = 0;   // readings that were new
    std::int64_t refused = 0;  // of them, set aside
};

// Takes a batch in: printers found or made, history and current state written. Delivering it again, in parts, or
// out of order gives the same result; old readings never change what is newer. The caller commits, then answers
// acknowledged_seq. kConflict "journal_too_fragmented" when more than 1000 separate parts of a journal are missing;
// kForbidden "identity_twice" with both addresses when another machine has delivered another reading under the same number.
base::Result<Accepted> TakeIn(pg::Transaction& tx, base::IdSource& ids, printers::Intake& intake,
                              const printers::Source& source, const Batch& batch, base::Instant now);

// When each of the readings was taken, by the server's clock (printers::CorrectTime).
std::vector<base::Instant> TimesOf(const Batch& batch, base::Instant now);

// ---- for replenishment and statements -------------------------------------------------------------------------------

// Which part of a printer's history is wanted: from <= observed_at < to.
struct HistoryColumns {
    std::vector<printers::PrinterId> printers;
    std::vector<base::Instant> from;
    std::vector<base::Instant> to;
};
// A packed reading (printers::FindHistoryMeaning says what the slots mean).
struct DayReading {
    printers::PrinterId printer_id;
    base::Instant observed_at;
    std::int16_t layout = 0;
    std::vector<std::int32_t> levels;
    std::vector<std::int64_t> meters;
};
BOOST_DESCRIBE_STRUCT(DayReading, (), (printer_id, observed_at, layout, levels, meters))
// The last reading of each day, by printer and time; a day begins so long after midnight (UTC). One query.
std::vector<DayReading> ListDayReadings(pg::Transaction& tx, base::OrganizationId organization,
                                        const HistoryColumns& wanted, std::chrono::seconds day_begins);

// Of each of these printers the reading with meters that is nearest to a time: the last one not after it, or the first
// one after it, at most 400 days away. By printer. One query.
enum class Side { kNotAfter, kAfter };
std::vector<DayReading> ListNearest(pg::Transaction& tx, base::OrganizationId organization,
                                    const std::vector<printers::PrinterId>& printers, base::Instant at, Side side);

struct HttpParts {
    base::IdSource& ids;
    printers::Intake& intake;
    Partitions& partitions;
};
void RegisterHttp(http::Router& router, HttpParts parts);
// "readings.partitions": makes the partitions of the months ahead, every day.
void RegisterTasks(tasks::Registry& registry, Partitions& partitions);
tasks::RecurringJob PartitionJob();

}  // namespace readings
