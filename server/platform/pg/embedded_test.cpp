#include "server/platform/pg/embedded.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/pg.hpp"

namespace pg {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A folder below /tmp, so that an unprivileged user may pass through.
class Folder {
  public:
    Folder() {
        std::string pattern = "/tmp/platen-embedded-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
        ::chmod(path_.c_str(), 0711);
    }
    ~Folder() { fs::remove_all(path_); }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::string ReadFile(const fs::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

const Query<std::int64_t()> kCount{"test.embedded_count", "SELECT count(*) FROM notes"};
const Query<void()> kInsert{"test.embedded_insert", "INSERT INTO notes VALUES (1)"};

void MakeNotes(const EmbeddedServer& server) {
    Connection(server.OwnerUrl())
        .Script(
            "SET ROLE platen_owner; CREATE TABLE IF NOT EXISTS notes (x int); GRANT ALL ON notes "
            "TO platen_app");
}

void AddNote(const EmbeddedServer& server) {
    Pool pool({.url = server.ApplicationUrl()});
    Transaction tx(pool, Scope::None());
    tx.Exec(kInsert);
    tx.Commit();
}

std::int64_t CountNotes(const EmbeddedServer& server) {
    Pool pool({.url = server.ApplicationUrl()});
    Transaction tx(pool, Scope::None());
    return tx.Get(kCount);
}

// One cluster for the whole life: making it takes longer than everything else.
TEST(EmbeddedServer, LivesThroughStopStartCrashAndTheDeathOfItsProgram) {
    Folder folder;
    const EmbeddedOptions options{.folder = folder.path() / "db"};
    {
        EmbeddedServer server(options);
        MakeNotes(server);
        AddNote(server);

        // It serves as the server wants it: no privilege, durable, no network, no trust.
        Pool pool({.url = server.ApplicationUrl()});
        EXPECT_THAT(CheckDatabase(pool), IsEmpty());
        struct stat info{};
        ASSERT_EQ(::stat((options.folder / "passwords").c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777, 0600U);
        EXPECT_EQ(info.st_uid, ::geteuid());
        std::istringstream hba(ReadFile(options.folder / "data" / "pg_hba.conf"));
        for (std::string line; std::getline(hba, line);) {
            if (line.starts_with('#')) continue;
            EXPECT_THAT(line, Not(HasSubstr("trust")));
        }
        Connection admin(server.AdminUrl());
        EXPECT_EQ(admin.Script("SHOW listen_addresses")[0][0], "");
        EXPECT_EQ(admin.Script("SELECT lower('GRÖSSE') || (E'Z' < 'a')::text")[0][0], "grössetrue");
        ASSERT_EQ(::stat(("/proc/" + std::to_string(server.pid())).c_str(), &info), 0);
        EXPECT_NE(info.st_uid, 0U);
        EXPECT_THROW(Connection(server.ApplicationUrl() + " password=guess"), Error);

        // A stopped database is unavailable; started again, the same pool goes on.
        {
            Transaction tx(pool, Scope::None());
            tx.Get(kCount);
            tx.Commit();
        }
        Transaction open(pool, Scope::None());
        open.Get(kCount);
        server.Stop();
        EXPECT_FALSE(server.Running());
        EXPECT_THROW(open.Get(kCount), Error);
        try {
            Transaction tx(pool, Scope::None());
            tx.Get(kCount);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
        }
        server.Start();
        Transaction tx(pool, Scope::None());
        EXPECT_EQ(tx.Get(kCount), 1);
    }
    {
        const auto before = steady_clock::now();
        EmbeddedServer server(options);
        EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(10));
        AddNote(server);
        // All its processes at once, as in a power failure.
        const pid_t postmaster = server.pid();
        ::kill(postmaster, SIGKILL);
        while (server.Running()) std::this_thread::yield();
        server.Start();
        EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(30));
        EXPECT_EQ(CountNotes(server), 2);
    }
    // The program is killed: its database ends by itself, and the next program takes over.
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t program = ::fork();
    if (program == 0) {
        EmbeddedServer server(options);
        AddNote(server);
        const pid_t pid = server.pid();
        if (::write(ready[1], &pid, sizeof pid) < 0) ::_exit(1);
        for (;;) ::pause();
    }
    pid_t orphan = 0;
    ASSERT_EQ(::read(ready[0], &orphan, sizeof orphan), static_cast<ssize_t>(sizeof orphan));
    ::kill(program, SIGKILL);
    ::waitpid(program, nullptr, 0);
    EmbeddedServer server(options);
    EXPECT_EQ(CountNotes(server), 3);
    EXPECT_NE(server.pid(), orphan);
    EXPECT_FALSE(fs::exists("/proc/" + std::to_string(orphan) + "/exe"));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(EmbeddedServer, PutsItsSocketElsewhereWhenThePathIsTooLong) {
    Folder folder;
    const EmbeddedOptions options{.folder = folder.path() / std::string(90, 'x'), .durable = false};
    EmbeddedServer server(options);
    MakeNotes(server);
    AddNote(server);
    EXPECT_EQ(CountNotes(server), 1);
}

TEST(EmbeddedServer, NamesTheFolderThatTheDatabaseCannotPassThrough) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root drops to another user";
    Folder folder;
    ::chmod(folder.path().c_str(), 0700);
    try {
        EmbeddedServer server({.folder = folder.path() / "db"});
        FAIL();
    } catch (const EmbeddedError& error) {
        EXPECT_THAT(error.what(), HasSubstr("cannot pass through " + folder.path().string()));
    }
}

TEST(EmbeddedServer, SaysWhenPostgreSqlIsNotThere) {
    Folder folder;
    try {
        EmbeddedServer server({.folder = folder.path() / "db", .binaries = "/nonexistent"});
        FAIL();
    } catch (const EmbeddedError& error) {
        EXPECT_THAT(error.what(), HasSubstr("no initdb and postgres in /nonexistent"));
    }
}

}  // namespace
}  // namespace pg
