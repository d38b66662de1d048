// Rules that every table of a migrated database follows: row level security, sharding by organization.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/platform/pg/testing.hpp"

namespace {

using ::testing::IsEmpty;

class Schema : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { database_ = new pg::testing::Database(); }
    static void TearDownTestSuite() {
        delete database_;
        database_ = nullptr;
    }

    // The first column of every row: what breaks the rule.
    static std::vector<std::string> Offenders(const std::string& sql) {
        std::vector<std::string> found;
        for (const pg::TextRow& row : database_->Sql(sql)) found.push_back(row[0].value_or("NULL"));
        return found;
    }

    static inline pg::testing::Database* database_ = nullptr;
};

// Tables of our own schema, without the partitions of others.
constexpr const char* kTables = R"sql(
    tables AS (
        SELECT c.oid, c.relname AS name, c.relrowsecurity, c.relforcerowsecurity, c.relkind
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition))sql";

std::string WithTables(const std::string& rest) {
    return std::string("WITH") + kTables + " " + rest;
}

TEST_F(Schema, HasTables) {
    EXPECT_GE(std::stoi(database_->Value("SELECT count(*) FROM table_classes WHERE class = 'customer'")), 3);
}

TEST_F(Schema, EveryTableIsDeclaredCustomerReferenceOrLocal) {
    EXPECT_THAT(
        Offenders(WithTables("SELECT name FROM tables WHERE name NOT IN (SELECT table_name FROM table_classes)")),
        IsEmpty());
    EXPECT_THAT(Offenders(WithTables("SELECT table_name FROM table_classes"
                                     " WHERE table_name NOT IN (SELECT name FROM tables)")),
                IsEmpty());
}

// ORG-7
TEST_F(Schema, RowLevelSecurityIsForcedOnEveryCustomerTable) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name FROM tables JOIN table_classes ON table_name = name AND class = 'customer'
        WHERE NOT (relrowsecurity AND relforcerowsecurity)
           OR NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = tables.oid))sql")),
                IsEmpty());
}

// ORG-7: a table that carries an organization is a customer's, whatever its declaration says.
TEST_F(Schema, ATableWithAnOrganizationColumnIsACustomerTable) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name FROM tables JOIN table_classes ON table_name = name
        JOIN pg_attribute ON attrelid = tables.oid AND attname = 'organization_id' AND NOT attisdropped
        WHERE class <> 'customer' AND NOT (class = 'local' AND name LIKE 'outbox%'))sql")),
                IsEmpty());
}

TEST_F(Schema, TheOrganizationIsFirstInEveryPrimaryKeyOfACustomerTable) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name FROM tables JOIN table_classes ON table_name = name AND class = 'customer'
        LEFT JOIN pg_index ON indrelid = tables.oid AND indisprimary
        LEFT JOIN pg_attribute ON attrelid = tables.oid AND attnum = indkey[0]
        WHERE attname IS DISTINCT FROM organization_column)sql")),
                IsEmpty());
}

// A unique index without it tells an organization that another one has the value. The tree of organizations
// itself is the exception: a name is unique below its parent (ORG-2), and there is one operator.
TEST_F(Schema, TheOrganizationIsInEveryUniqueIndexOfACustomerTable) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT i.indexrelid::regclass::text
        FROM tables JOIN table_classes ON table_name = name AND class = 'customer'
        JOIN pg_index i ON i.indrelid = tables.oid AND i.indisunique
        WHERE name <> 'organizations' AND NOT EXISTS (
            SELECT FROM pg_attribute a
            WHERE a.attrelid = tables.oid AND a.attname = organization_column AND a.attnum = ANY (i.indkey)))sql")),
                IsEmpty());
}

TEST_F(Schema, AForeignKeyBetweenCustomerTablesCarriesTheOrganization) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT k.conrelid::regclass || '.' || k.conname
        FROM pg_constraint k
        JOIN tables a ON a.oid = k.conrelid
        JOIN tables b ON b.oid = k.confrelid
        JOIN table_classes mine ON mine.table_name = a.name AND mine.class = 'customer'
        JOIN table_classes theirs ON theirs.table_name = b.name AND theirs.class = 'customer'
        WHERE k.contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair(mine, theirs)
            JOIN pg_attribute x ON x.attrelid = k.conrelid AND x.attnum = pair.mine
            JOIN pg_attribute y ON y.attrelid = k.confrelid AND y.attnum = pair.theirs
            WHERE y.attname = theirs.organization_column))sql")),
                IsEmpty());
}

// The application may not change what it works with, nor be more than it must.
TEST_F(Schema, TheApplicationOwnsNothingAndIsNotPrivileged) {
    EXPECT_THAT(Offenders("SELECT relname FROM pg_class WHERE relowner = 'platen_app'::regrole"), IsEmpty());
    EXPECT_THAT(Offenders("SELECT rolname FROM pg_roles WHERE rolname IN ('platen_app', 'platen_test_app')"
                          " AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)"),
                IsEmpty());
}

TEST_F(Schema, ViewsCheckTheRightsOfWhoAsks) {
    EXPECT_THAT(Offenders(R"sql(
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'v'
          AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))sql"),
                IsEmpty());
}

TEST_F(Schema, MomentsCarryTheirTimeZone) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name || '.' || attname FROM tables JOIN pg_attribute ON attrelid = tables.oid
        WHERE NOT attisdropped AND atttypid = 'timestamp'::regtype)sql")),
                IsEmpty());
}

// Times come from the program's clock, so that tests and the simulator can set them.
TEST_F(Schema, NoColumnTakesItsTimeFromTheDatabase) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name || '.' || attname
        FROM tables JOIN pg_attrdef ON adrelid = tables.oid
        JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
        WHERE pg_get_expr(adbin, adrelid) ~* '(now\(\)|current_|_timestamp\(\))'
          AND name <> 'schema_migrations')sql")),
                IsEmpty());
}

TEST_F(Schema, ConstraintsAreNamedAfterTableAndColumns) {
    EXPECT_THAT(Offenders(WithTables(R"sql(
        SELECT name || ': ' || conname FROM tables JOIN pg_constraint ON conrelid = tables.oid
        WHERE contype IN ('u', 'f', 'c') AND NOT (conname LIKE name || '\_%' AND conname ~ '_(key|fkey|check)[0-9]*$'))sql")),
                IsEmpty());
}

}  // namespace
