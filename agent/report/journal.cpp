#include "agent/report/journal.hpp"

#include <chrono>

#include "agent/report/journal_db.hpp"
#include "lib/base/hash.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

constexpr const char* kSchema = R"sql(
    CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS readings (
        seq INTEGER PRIMARY KEY,
        printer TEXT NOT NULL,
        observed_at INTEGER NOT NULL,   -- microseconds since 1970, business time
        day INTEGER NOT NULL,           -- days since 1970
        alerts INTEGER NOT NULL,        -- hash of the alerts, to see them change
        kept INTEGER NOT NULL,          -- 1: beside a change of alerts, never thinned
        body BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS readings_printer_day ON readings (printer, day, seq);
    CREATE TABLE IF NOT EXISTS thinned (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS set_aside (seq INTEGER PRIMARY KEY, reason TEXT NOT NULL, body BLOB NOT NULL);
)sql";

// Rolls back unless Commit() was reached.
class Transaction {
  public:
    explicit Transaction(sqlite3* db) : db_(db) { Statement(db, "BEGIN IMMEDIATE").Run(); }
    ~Transaction() {
        if (open_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void Commit() {
        Statement(db_, "COMMIT").Run();  // synchronous=FULL: returns after the fsync
        open_ = false;
    }

  private:
    sqlite3* db_;
    bool open_ = true;
};

std::int64_t MetaNumber(sqlite3* db, std::string_view key) {
    Statement statement(db, "SELECT value FROM meta WHERE key = ?");
    statement.Bind(1, key);
    return statement.Step() ? std::stoll(statement.Text(0)) : 0;
}

void SetMeta(sqlite3* db, std::string_view key, std::string_view value) {
    Statement(db, "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .Bind(1, key)
        .Bind(2, value)
        .Run();
}

// The printer as the server tells them apart: by manufacturer and serial number, else by address.
std::string PrinterKey(const printing::Reading& reading) {
    if (reading.serial_number) return reading.manufacturer.value_or("") + "\n" + *reading.serial_number;
    return reading.address + ":" + std::to_string(reading.port) +
           (reading.device_index ? "/" + std::to_string(*reading.device_index) : "");
}

std::int64_t AlertsHash(const printing::Reading& reading) {
    std::string text;
    for (const auto& alert : reading.alerts) {
        text += std::to_string(static_cast<int>(alert.severity)) + "/" + std::to_string(static_cast<int>(alert.group)) +
                "/" + std::to_string(alert.code.value_or(0)) + "/" + std::to_string(alert.group_index.value_or(-1)) +
                ";";
    }
    for (const auto error : reading.detected_errors) text += std::to_string(static_cast<int>(error)) + ",";
    return static_cast<std::int64_t>(base::StableHash(text));
}

std::int64_t DayOf(base::Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
}

// Adds one number to the ranges, joining neighbors.
void AddThinned(sqlite3* db, std::int64_t seq) {
    std::int64_t first = seq, last = seq;
    {
        Statement before(db, "SELECT first FROM thinned WHERE last = ?");
        if (before.Bind(1, seq - 1).Step()) first = before.Int(0);
        Statement after(db, "SELECT last FROM thinned WHERE first = ?");
        if (after.Bind(1, seq + 1).Step()) last = after.Int(0);
    }
    Statement(db, "DELETE FROM thinned WHERE first = ? OR first = ?").Bind(1, first).Bind(2, seq + 1).Run();
    Statement(db, "INSERT INTO thinned VALUES (?, ?)").Bind(1, first).Bind(2, last).Run();
}

template <class F>
auto Guarded(F&& work) -> base::Result<decltype(work())> {
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const DbError& error) {
        return std::unexpected(error.ToProblem());
    }
}

}  // namespace

Journal::Journal(std::unique_ptr<Db> db, JournalOptions options, std::int64_t boot_epoch)
    : db_(std::move(db)), options_(options), boot_epoch_(boot_epoch) {}
Journal::~Journal() = default;

base::Result<std::unique_ptr<Journal>> Journal::Open(const std::filesystem::path& file, JournalOptions options) {
    return Guarded([&] {
        auto db = std::make_unique<Db>(file);
        db->Execute("PRAGMA journal_mode = WAL");
        db->Execute("PRAGMA synchronous = FULL");
        db->Execute("PRAGMA wal_autocheckpoint = 500");
        db->Execute("PRAGMA journal_size_limit = 4194304");
        sqlite3* handle = db->handle();
        {
            Transaction transaction(handle);
            db->Execute(kSchema);
            if (MetaNumber(handle, "boot_epoch") == 0) {
                const auto now = std::chrono::system_clock::now().time_since_epoch();
                SetMeta(handle, "boot_epoch",
                        std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
            }
            transaction.Commit();
        }
        const std::int64_t epoch = MetaNumber(handle, "boot_epoch");
        return std::unique_ptr<Journal>(new Journal(std::move(db), options, epoch));
    });
}

base::Result<std::vector<std::int64_t>> Journal::Append(const std::vector<Entry>& entries) {
    const std::lock_guard lock(mutex_);
    if (auto room = MakeRoom(); !room) return std::unexpected(std::move(room.error()));
    return Guarded([&] {
        sqlite3* db = db_->handle();
        Transaction transaction(db);
        std::int64_t seq = MetaNumber(db, "last_seq");
        std::vector<std::int64_t> numbers;
        Statement previous(db, "SELECT seq, alerts FROM readings WHERE printer = ? ORDER BY seq DESC LIMIT 1");
        Statement keep(db, "UPDATE readings SET kept = 1 WHERE seq = ?");
        Statement insert(db, "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (const Entry& entry : entries) {
            const std::string printer = PrinterKey(*entry.reading);
            const std::int64_t alerts = AlertsHash(*entry.reading);
            bool edge = false;
            if (previous.Bind(1, printer).Step() && previous.Int(1) != alerts) {
                edge = true;
                keep.Bind(1, previous.Int(0)).Run();
            }
            previous.Run();
            insert.Bind(1, ++seq)
                .Bind(2, printer)
                .Bind(3, entry.observed_at.time_since_epoch().count())
                .Bind(4, DayOf(entry.observed_at))
                .Bind(5, alerts)
                .Bind(6, std::int64_t{edge})
                .BindBlob(7, PackReading(base::json::Write(*entry.reading)))
                .Run();
            numbers.push_back(seq);
        }
        SetMeta(db, "last_seq", std::to_string(seq));
        transaction.Commit();
        return numbers;
    });
}

// Gives up every other reading that may be given up, oldest days first, until a tenth of the budget is free.
base::Result<void> Journal::MakeRoom() {
    return Guarded([&] {
        if (db_->BytesInUse() < options_.limit_bytes) return;
        sqlite3* db = db_->handle();
        const std::int64_t target = options_.limit_bytes - options_.limit_bytes / 10;
        std::int64_t given_up = 1;
        while (db_->BytesInUse() > target && given_up > 0) {
            Transaction transaction(db);
            given_up = 0;
            std::vector<std::int64_t> victims;
            {
                Statement candidates(db, R"sql(
                    SELECT seq FROM (
                        SELECT seq, kept, day,
                               row_number() OVER (PARTITION BY printer, day ORDER BY observed_at, seq) AS place,
                               count(*) OVER (PARTITION BY printer, day) AS many,
                               row_number() OVER (PARTITION BY printer ORDER BY observed_at DESC, seq DESC) AS age
                        FROM readings)
                    WHERE kept = 0 AND place > 1 AND place < many AND age > 1 AND place % 2 = 0
                    ORDER BY day, seq LIMIT 2000)sql");
                while (candidates.Step()) victims.push_back(candidates.Int(0));
            }
            Statement remove(db, "DELETE FROM readings WHERE seq = ?");
            for (const std::int64_t seq : victims) {
                remove.Bind(1, seq).Run();
                AddThinned(db, seq);
                ++given_up;
            }
            transaction.Commit();
        }
        if (db_->BytesInUse() >= options_.limit_bytes + options_.limit_bytes / 20) {
            throw DbError{SQLITE_FULL, "the journal's limit is reached and nothing more may be thinned"};
        }
    });
}

base::Result<JournalBatch> Journal::Oldest(std::size_t max_readings, std::size_t max_bytes) {
    const std::lock_guard lock(mutex_);
    return Guarded([&] {
        JournalBatch batch;
        sqlite3* db = db_->handle();
        std::size_t bytes = 0;
        bool more = false;
        {
            Statement rows(db, "SELECT seq, observed_at, body FROM readings ORDER BY seq");
            while (rows.Step()) {
                if (batch.readings.size() >= max_readings || bytes >= max_bytes) {
                    more = true;
                    break;
                }
                const std::string json = UnpackReading(rows.Text(2));
                auto reading = base::json::Read<printing::Reading>(json);
                if (!reading) throw DbError{SQLITE_CORRUPT, "a stored reading cannot be read"};
                bytes += json.size();
                batch.readings.push_back(
                    {rows.Int(0), base::Instant(base::Duration(rows.Int(1))), std::move(*reading)});
            }
        }
        const std::int64_t until = more ? batch.readings.back().seq : INT64_MAX;
        Statement ranges(db, "SELECT first, last FROM thinned WHERE first <= ? ORDER BY first");
        ranges.Bind(1, until);
        while (ranges.Step()) batch.thinned.push_back({ranges.Int(0), ranges.Int(1)});
        return batch;
    });
}

base::Result<void> Journal::Acknowledge(std::int64_t seq) {
    const std::lock_guard lock(mutex_);
    return Guarded([&] {
        sqlite3* db = db_->handle();
        Transaction transaction(db);
        // A server cannot confirm what was never sent.
        const std::int64_t until = std::min(seq, MetaNumber(db, "last_seq"));
        if (until <= MetaNumber(db, "acknowledged_seq")) return;
        Statement(db, "DELETE FROM readings WHERE seq <= ?").Bind(1, until).Run();
        Statement(db, "DELETE FROM thinned WHERE last <= ?").Bind(1, until).Run();
        SetMeta(db, "acknowledged_seq", std::to_string(until));
        transaction.Commit();
    });
}

base::Result<void> Journal::SetAside(std::int64_t seq, const std::string& reason) {
    const std::lock_guard lock(mutex_);
    return Guarded([&] {
        sqlite3* db = db_->handle();
        Transaction transaction(db);
        Statement(db, "INSERT OR IGNORE INTO set_aside SELECT seq, ?, body FROM readings WHERE seq = ?")
            .Bind(1, reason)
            .Bind(2, seq)
            .Run();
        Statement(db, "DELETE FROM readings WHERE seq = ?").Bind(1, seq).Run();
        if (sqlite3_changes(db) > 0) AddThinned(db, seq);
        // Evidence, not an archive.
        Statement(db, "DELETE FROM set_aside WHERE seq <= (SELECT max(seq) FROM set_aside) - 1000").Run();
        transaction.Commit();
    });
}

base::Result<Journal::Status> Journal::GetStatus() {
    const std::lock_guard lock(mutex_);
    return Guarded([&] {
        sqlite3* db = db_->handle();
        const auto count = [db](const char* sql) {
            Statement statement(db, sql);
            return statement.Step() ? statement.Int(0) : 0;
        };
        Status status;
        status.pending = count("SELECT count(*) FROM readings");
        status.thinned = count("SELECT coalesce(sum(last - first + 1), 0) FROM thinned");
        status.set_aside = count("SELECT count(*) FROM set_aside");
        status.last_seq = MetaNumber(db, "last_seq");
        status.acknowledged_seq = MetaNumber(db, "acknowledged_seq");
        status.bytes = db_->BytesInUse();
        return status;
    });
}

base::Result<void> Journal::Put(const std::string& key, const std::string& value) {
    const std::lock_guard lock(mutex_);
    return Guarded([&] { SetMeta(db_->handle(), "text." + key, value); });
}

base::Result<std::optional<std::string>> Journal::Get(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return Guarded([&]() -> std::optional<std::string> {
        Statement statement(db_->handle(), "SELECT value FROM meta WHERE key = ?");
        statement.Bind(1, "text." + key);
        if (!statement.Step()) return std::nullopt;
        return statement.Text(0);
    });
}

}  // namespace agent
