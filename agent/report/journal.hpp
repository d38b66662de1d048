#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/printing/agent_messages.hpp"

struct sqlite3;

// What the agent has read and the server has not confirmed yet, on disk (AGT-5). A reading that Append()
// returned a number for survives a crash of the agent and of the machine; it is delivered once, or counted as
// thinned when the disk budget ran out.
namespace agent {

struct JournalOptions {
    // Bytes of readings that are kept; above it, readings in the middle of a day are given up, oldest first:
    // never a printer's newest, never the first or last of a day, never the two sides of a change of alerts.
    std::int64_t limit_bytes = 1LL << 30;
};

struct JournalBatch {
    std::vector<printing::JournaledReading> readings;
    std::vector<printing::ThinnedRange> thinned;  // up to the last of `readings`, or all when there are none
    [[nodiscard]] bool empty() const { return readings.empty() && thinned.empty(); }
};

// Thread-safe: one writer at a time.
class Journal {
  public:
    // Opens or creates `file` (mode 0600). Problems: journal_unwritable (the path cannot be written),
    // journal_damaged (it is no journal, or its pages are broken).
    static base::Result<std::unique_ptr<Journal>> Open(const std::filesystem::path& file, JournalOptions options = {});
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // Names this journal; a new file has a new one, so that its numbers are never mixed up with older ones.
    [[nodiscard]] std::int64_t boot_epoch() const { return boot_epoch_; }

    struct Entry {
        base::Instant observed_at;
        const printing::Reading* reading;
    };
    // Stores all of them or none and returns their numbers once they are on the disk (fsync). Problems:
    // journal_disk_full, journal_limit (nothing left that may be thinned), journal_io (with the system's words).
    // After any of them the journal goes on working as soon as the cause is gone.
    base::Result<std::vector<std::int64_t>> Append(const std::vector<Entry>& entries);

    // The oldest readings, at most `max_readings` and about `max_bytes` of JSON.
    base::Result<JournalBatch> Oldest(std::size_t max_readings, std::size_t max_bytes);
    // The server has everything up to this number: forget it. Never goes back.
    base::Result<void> Acknowledge(std::int64_t seq);
    // The server will never take this reading: put it aside with the reason, so that the rest can pass. It is
    // then reported as thinned.
    base::Result<void> SetAside(std::int64_t seq, const std::string& reason);

    struct Status {
        std::int64_t pending = 0;  // readings that wait
        std::int64_t thinned = 0;  // given up and not yet confirmed
        std::int64_t set_aside = 0;
        std::int64_t last_seq = 0;
        std::int64_t acknowledged_seq = 0;
        std::int64_t bytes = 0;  // in use on the disk
    };
    [[nodiscard]] base::Result<Status> GetStatus();

    // Small durable texts beside the readings: the schedule, known printers, tried credentials.
    base::Result<void> Put(const std::string& key, const std::string& value);
    base::Result<std::optional<std::string>> Get(const std::string& key);

  private:
    class Db;
    explicit Journal(std::unique_ptr<Db> db, JournalOptions options, std::int64_t boot_epoch);
    base::Result<void> MakeRoom();

    std::mutex mutex_;
    std::unique_ptr<Db> db_;
    JournalOptions options_;
    std::int64_t boot_epoch_;
};

}  // namespace agent
