#include "agent/report/journal.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "agent/report/journal_db.hpp"
#include "lib/base/json.hpp"
#include "lib/base/temporary_folder.hpp"

namespace agent {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;

const base::Instant kStart = *base::ParseRfc3339("2026-03-02T00:00:00Z");

printing::Reading MakeReading(int printer, std::int64_t life, int alert = 0) {
    printing::Reading reading;
    reading.address = "10.0.0." + std::to_string(printer);
    reading.is_printer = true;
    reading.manufacturer = "Maker";
    reading.serial_number = "SN" + std::to_string(1000 + printer);
    reading.meters.push_back({printing::MeterKind::kLife, life, printing::Unit::kImpressions, "1.1"});
    for (const char* color : {"black", "cyan", "magenta", "yellow"}) {
        printing::Supply supply;
        supply.index = "1." + std::to_string(reading.supplies.size() + 1);
        supply.type = printing::SupplyType::kToner;
        supply.colorant = color;
        supply.description = std::string(color) + " toner";
        supply.level_raw = (life * 7 + static_cast<std::int64_t>(supply.index.size())) % 101;
        supply.max_capacity_raw = 100;
        reading.supplies.push_back(std::move(supply));
    }
    if (alert != 0) {
        reading.alerts.push_back({.severity = printing::AlertSeverity::kWarning, .code = alert});
    }
    return reading;
}

std::int64_t AppendOne(Journal& journal, const printing::Reading& reading, base::Instant at) {
    auto numbers = journal.Append({{at, &reading}});
    EXPECT_TRUE(numbers) << numbers.error().code;
    return numbers ? numbers->front() : 0;
}

std::unique_ptr<Journal> OpenJournal(const fs::path& file, JournalOptions options = {}) {
    auto journal = Journal::Open(file, options);
    EXPECT_TRUE(journal) << journal.error().code;
    return journal ? std::move(*journal) : nullptr;
}

TEST(Journal, GivesBackWhatItTookInOrder) {  // AGT-5
    const base::TemporaryFolder folder("journal");
    auto journal = OpenJournal(folder.path() / "j.db");
    for (int i = 1; i <= 5; ++i) EXPECT_EQ(AppendOne(*journal, MakeReading(i, 100 * i), kStart + hours(i)), i);
    auto batch = journal->Oldest(3, 1 << 20);
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->readings.size(), 3U);
    EXPECT_EQ(batch->readings[2].seq, 3);
    EXPECT_EQ(batch->readings[2].observed_at, kStart + hours(3));
    EXPECT_EQ(batch->readings[2].reading, MakeReading(3, 300));
    ASSERT_TRUE(journal->Acknowledge(3));
    batch = journal->Oldest(10, 1 << 20);
    ASSERT_EQ(batch->readings.size(), 2U);
    EXPECT_EQ(batch->readings[0].seq, 4);
    ASSERT_TRUE(journal->Acknowledge(2));  // an old answer that comes late
    EXPECT_EQ(journal->GetStatus()->acknowledged_seq, 3);
    ASSERT_TRUE(journal->Acknowledge(99));  // more than was ever sent
    EXPECT_EQ(journal->GetStatus()->acknowledged_seq, 5);
    EXPECT_EQ(AppendOne(*journal, MakeReading(1, 1), kStart), 6);
}

TEST(Journal, KeepsNameAndNumbersAcrossStarts) {
    const base::TemporaryFolder folder("journal");
    std::int64_t epoch = 0;
    {
        auto journal = OpenJournal(folder.path() / "j.db");
        epoch = journal->boot_epoch();
        AppendOne(*journal, MakeReading(1, 1), kStart);
        ASSERT_TRUE(journal->Acknowledge(1));
        ASSERT_TRUE(journal->Put("known", "text"));
    }
    auto journal = OpenJournal(folder.path() / "j.db");
    EXPECT_EQ(journal->boot_epoch(), epoch);
    EXPECT_EQ(AppendOne(*journal, MakeReading(1, 2), kStart),
              2);  // never a number twice, even when all was sent
    EXPECT_EQ(*journal->Get("known"), "text");
    auto other = OpenJournal(folder.path() / "other.db");
    EXPECT_NE(other->boot_epoch(), epoch);
}

TEST(Journal, IsReadableByItsOwnerOnly) {
    const base::TemporaryFolder folder("journal");
    const mode_t before = ::umask(0);
    auto journal = OpenJournal(folder.path() / "j.db");
    AppendOne(*journal, MakeReading(1, 1), kStart);
    ::umask(before);
    for (const auto& entry : fs::directory_iterator(folder.path())) {
        struct stat info{};
        ::stat(entry.path().c_str(), &info);
        EXPECT_EQ(info.st_mode & 0777U, 0600U) << entry.path();
    }
}

TEST(Journal, TakesUnderOneGibibyteForThirtyDaysOfFiveHundredPrinters) {  // AGT-5
    const base::TemporaryFolder folder("journal");
    auto journal = OpenJournal(folder.path() / "j.db");
    constexpr int kPrinters = 50, kPolls = 24;
    for (int poll = 0; poll < kPolls; ++poll) {
        std::vector<printing::Reading> readings;
        for (int i = 0; i < kPrinters; ++i) readings.push_back(MakeReading(i, 1000 + poll * 13 + i));
        std::vector<Journal::Entry> entries;
        for (const auto& reading : readings) entries.push_back({kStart + hours(poll), &reading});
        ASSERT_TRUE(journal->Append(entries));
    }
    const double bytes = static_cast<double>(journal->GetStatus()->bytes) / (kPrinters * kPolls);
    EXPECT_LT(bytes * 500 * 24 * 30, double{1ULL << 30});  // hourly
    RecordProperty("bytes_per_reading", static_cast<int>(bytes));
}

TEST(Journal, ThinsTheMiddleOfDaysAndShowsTheGap) {  // AGT-5
    const base::TemporaryFolder folder("journal");
    JournalOptions options;
    options.limit_bytes = 300 * 1024;
    auto journal = OpenJournal(folder.path() / "j.db", options);
    std::set<std::int64_t> must_stay;
    std::int64_t last = 0;
    for (int day = 0; day < 20; ++day) {
        std::vector<printing::Reading> readings;
        for (int poll = 0; poll < 96; ++poll) {
            const int alert = day == 3 && poll >= 40 && poll < 60 ? 1104 : 0;
            readings.push_back(MakeReading(1, day * 100 + poll, alert));
        }
        std::vector<Journal::Entry> entries;
        for (int poll = 0; poll < 96; ++poll) {
            entries.push_back(
                {kStart + hours(24) * day + minutes(15) * poll, &readings[static_cast<std::size_t>(poll)]});
        }
        const auto numbers = journal->Append(entries);
        ASSERT_TRUE(numbers) << numbers.error().code;
        last = numbers->back();
        must_stay.insert({numbers->front(), last});
        if (day == 3) must_stay.insert({numbers->at(39), numbers->at(40), numbers->at(59), numbers->at(60)});
    }
    must_stay.insert(last);
    const auto status = journal->GetStatus();
    EXPECT_LT(status->bytes, options.limit_bytes + options.limit_bytes / 10);
    EXPECT_GT(status->thinned, 0);
    const auto batch = journal->Oldest(100'000, 1 << 30);
    ASSERT_TRUE(batch);
    std::set<std::int64_t> seen;
    for (const auto& reading : batch->readings) {
        EXPECT_TRUE(seen.insert(reading.seq).second);
        must_stay.erase(reading.seq);
    }
    EXPECT_TRUE(must_stay.empty()) << must_stay.size() << " of the protected readings are gone";
    for (const auto& range : batch->thinned) {
        for (auto seq = range.first; seq <= range.last; ++seq) EXPECT_TRUE(seen.insert(seq).second);
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()),
              last);  // each number once, as a reading or as a gap
}

TEST(Journal, RefusesWhenNothingMoreMayBeThinned) {
    const base::TemporaryFolder folder("journal");
    JournalOptions options;
    options.limit_bytes = 100 * 1024;
    auto journal = OpenJournal(folder.path() / "j.db", options);
    base::Result<std::vector<std::int64_t>> last;
    std::int64_t stored = 0;
    for (int i = 0; i < 5000; ++i) {  // another printer each time: each its own first, last and newest
        const auto reading = MakeReading(i, i);
        last = journal->Append({{kStart, &reading}});
        if (!last) break;
        stored = last->front();
    }
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, "journal_disk_full");
    ASSERT_TRUE(journal->Acknowledge(stored));
    EXPECT_EQ(AppendOne(*journal, MakeReading(1, 1), kStart),
              stored + 1);  // goes on where it stopped
}

TEST(Journal, PutsAsideWhatTheServerRefuses) {
    const base::TemporaryFolder folder("journal");
    auto journal = OpenJournal(folder.path() / "j.db");
    for (int i = 1; i <= 3; ++i) AppendOne(*journal, MakeReading(i, i), kStart);
    ASSERT_TRUE(journal->SetAside(2, "422 invalid_fields"));
    const auto batch = journal->Oldest(10, 1 << 20);
    ASSERT_EQ(batch->readings.size(), 2U);
    ASSERT_EQ(batch->thinned.size(), 1U);
    EXPECT_EQ(batch->thinned[0].first, 2);
    EXPECT_EQ(batch->thinned[0].last, 2);
    EXPECT_EQ(journal->GetStatus()->set_aside, 1);
}

TEST(Journal, LosesAndDoublesNothingWhenKilled) {  // AGT-5, promise 1
    const base::TemporaryFolder folder("journal");
    const fs::path file = folder.path() / "j.db";
    std::mt19937 random(7);
    std::int64_t promised = 0;
    for (int round = 0; round < 12; ++round) {
        int pipe_ends[2];
        ASSERT_EQ(::pipe(pipe_ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto journal = Journal::Open(file);
            if (!journal) ::_exit(3);
            for (int i = 0;; ++i) {
                const auto one = MakeReading(i % 7, i), two = MakeReading(i % 5 + 10, i);
                const auto numbers = (*journal)->Append({{kStart + minutes(i), &one}, {kStart + minutes(i), &two}});
                if (!numbers) ::_exit(4);
                // What is told here was promised to be safe.
                if (::write(pipe_ends[1], &numbers->back(), sizeof(std::int64_t)) != sizeof(std::int64_t)) ::_exit(5);
                if (i % 9 == 8 && !(*journal)->Acknowledge(numbers->back() - 10)) ::_exit(6);
            }
        }
        ::close(pipe_ends[1]);
        // Killed after a random number of appends, at whatever it does then.
        std::int64_t told = 0;
        const int appends = static_cast<int>(random() % 12) + 1;
        for (int i = 0; i < appends; ++i) ASSERT_EQ(::read(pipe_ends[0], &told, sizeof told), ssize_t{sizeof told});
        ::kill(child, SIGKILL);
        std::int64_t more = 0;
        while (::read(pipe_ends[0], &more, sizeof more) == sizeof more) told = more;
        ::close(pipe_ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
        EXPECT_GT(told, promised);
        promised = told;

        auto journal = OpenJournal(file);
        const auto state = journal->GetStatus();
        EXPECT_GE(state->last_seq, promised);
        EXPECT_EQ(state->last_seq % 2, 0);  // both readings of an Append, or none
        const auto batch = journal->Oldest(100'000, 1 << 30);
        ASSERT_TRUE(batch);
        std::int64_t expected = state->acknowledged_seq;
        for (const auto& reading : batch->readings) EXPECT_EQ(reading.seq, ++expected);
        EXPECT_EQ(expected, state->last_seq);
    }
}

TEST(Journal, SaysThatAPathCannotBeWritten) {
    const base::TemporaryFolder folder("journal");
    const auto missing = Journal::Open(folder.path() / "no" / "j.db");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, "journal_unwritable");
    const auto is_folder = Journal::Open(folder.path());
    ASSERT_FALSE(is_folder);
    EXPECT_EQ(is_folder.error().code, "journal_unwritable");
}

TEST(Journal, SaysThatAFileIsNoJournal) {
    const base::TemporaryFolder folder("journal");
    std::ofstream(folder.path() / "j.db") << std::string(8192, 'x');
    const auto journal = Journal::Open(folder.path() / "j.db");
    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().code, "journal_damaged");
}

TEST(Journal, SaysThatTheDiskIsFullAndGoesOnWhenItIsNot) {
    const base::TemporaryFolder folder("journal");
    const fs::path disk = folder.path() / "disk";
    fs::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=512k") != 0) {
        GTEST_SKIP() << "a size-limited tmpfs cannot be mounted here (needs root)";
    }
    {
        auto journal = OpenJournal(disk / "j.db");
        std::ofstream(disk / "ballast") << std::string(100 * 1024, 'x');
        base::Result<std::vector<std::int64_t>> last;
        std::int64_t stored = 0;
        for (int i = 0; i < 20'000; ++i) {
            const auto reading = MakeReading(i % 250, i);
            last = journal->Append({{kStart + minutes(i), &reading}});
            if (!last) break;
            stored = last->front();
        }
        EXPECT_FALSE(last);
        if (!last) {
            EXPECT_EQ(last.error().code, "journal_disk_full");
        }
        fs::remove(disk / "ballast");
        EXPECT_EQ(AppendOne(*journal, MakeReading(1, 1), kStart), stored + 1);
        const auto batch = journal->Oldest(100'000, 1 << 30);
        ASSERT_TRUE(batch);
        EXPECT_EQ(static_cast<std::int64_t>(batch->readings.size()),
                  stored + 1);  // nothing that was stored is lost
    }
    ::umount(disk.c_str());
}

TEST(PackReading, GivesBackWhatItPackedAndRefusesRubbish) {
    const std::string json = base::json::Write(MakeReading(1, 2));
    const std::string packed = PackReading(json);
    EXPECT_EQ(UnpackReading(packed), json);
    EXPECT_LT(packed.size() * 3, json.size());
    EXPECT_THROW(UnpackReading(""), DbError);
    EXPECT_THROW(UnpackReading("\x02rubbish"), DbError);
    EXPECT_THROW(UnpackReading(packed.substr(0, packed.size() / 2)), DbError);
}

}  // namespace
}  // namespace agent
