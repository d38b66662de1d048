#include "server/platform/pg/client_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

namespace pg {
namespace {

using testing::Database;
using ::testing::HasSubstr;

const Query<std::int64_t()> kCountBackup{"test.backup_count", "SELECT count(*) FROM notes"};

TEST(Backup, ComesBackWithRowsAndRowLevelSecurity) {
    const auto mine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
    const std::string file = ::testing::TempDir() + "platen-backup-" + std::to_string(::getpid());
    {
        Database database;
        Connection(database.OwnerUrl())
            .Script(
                "SET ROLE platen_owner;"
                "CREATE TABLE notes (organization_id uuid NOT NULL, note text NOT NULL,"
                " PRIMARY KEY (organization_id, note));"
                "CALL platen_protect('notes')");
        database.Sql("INSERT INTO notes SELECT '" + mine.ToString() + "', n::text FROM generate_series(1, 7) n");
        Backup(database.AdminUrl(), file);
        EXPECT_THROW(Restore(database.OwnerUrl(), file), ClientProgramError) << "it is not empty";
        // The application's role cannot read everything, and says so instead of leaving rows out.
        EXPECT_THROW(Backup(database.ApplicationUrl(), file + "2"), ClientProgramError);
    }
    struct stat info{};
    ASSERT_EQ(::stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600U);
    Database other(Database::Content::kEmpty);
    Restore(other.OwnerUrl(), file);
    EXPECT_EQ(other.Value("SELECT count(*) FROM notes"), "7");
    EXPECT_EQ(other.Value("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'notes'"), "platen_owner");
    Transaction tx(other.pool(), Scope::None());
    EXPECT_EQ(tx.Get(kCountBackup), 0);
    tx.SetScope(Scope::Organization(mine));
    EXPECT_EQ(tx.Get(kCountBackup), 7);
    std::filesystem::remove(file);
}

TEST(Backup, NamesWhatWentWrong) {
    Database database;
    try {
        Restore(Database(Database::Content::kEmpty).OwnerUrl(), "/nonexistent");
        FAIL();
    } catch (const ClientProgramError& error) {
        EXPECT_THAT(error.what(), HasSubstr("/nonexistent"));
    }
}

TEST(DumpSchema, HoldsTheSchemaAndNothingThatChangesFromRunToRun) {
    const std::string schema = DumpSchema();
    EXPECT_THAT(schema, HasSubstr("CREATE TABLE public.tasks ("));
    EXPECT_THAT(schema, HasSubstr("ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;"));
    EXPECT_THAT(schema, ::testing::Not(HasSubstr("restrict ")));
    EXPECT_THAT(schema, ::testing::Not(HasSubstr("Dumped")));
}

}  // namespace
}  // namespace pg
