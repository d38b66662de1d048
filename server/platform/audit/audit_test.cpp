#include "server/platform/audit/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/platform/api/sample_roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/audit/refusals.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

namespace audit {
namespace {

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();

class AuditTest : public ::testing::Test {
  protected:
    AuditTest() { RegisterHttp(api_.router(), http::sample::kManage); }
    void Add(base::OrganizationId organization, const std::string& action, const base::Uuid& object) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        RecordSystem(
            tx, clock_.Now(), "replenishment.daily",
            {organization, action, "supply_order", object, nullptr, boost::json::object{{"state", "submitted"}}});
        tx.Commit();
        clock_.Advance(std::chrono::seconds(1));
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    http::TestApi api_{&database_.pool(), clock_};
};

// IDN-5: neither through the application nor with its login can the past be rewritten.
TEST_F(AuditTest, TheApplicationCannotChangeOrDeleteARow) {
    Add(kMine, "supply_order.created", ids_.Next());
    for (const char* sql :
         {"UPDATE audit_events SET actor_name = 'nobody'", "DELETE FROM audit_events", "TRUNCATE audit_events",
          "DROP TABLE audit_events", "ALTER TABLE audit_events DISABLE ROW LEVEL SECURITY"}) {
        pg::Connection connection(database_.ApplicationUrl());
        connection.Script("SELECT set_config('platen.scope', 'system', false)");
        try {
            connection.Script(sql);
            ADD_FAILURE() << sql;
        } catch (const pg::Error& error) {
            EXPECT_EQ(error.kind(), pg::ErrorKind::kForbidden) << sql;
        }
    }
    EXPECT_EQ(database_.Value("SELECT actor_name FROM audit_events"), "replenishment.daily");
}

TEST_F(AuditTest, IsGoneWithTheChangeThatWasRolledBack) {
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        RecordSystem(tx, clock_.Now(), "test", {kMine, "x.created", "x", ids_.Next(), nullptr, nullptr});
    }
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events"), "0");
}

// Whoever writes it need not ask whether anything has changed.
TEST_F(AuditTest, OfWhatDidNotChangeThereIsNoRow) {  // IDN-5
    const auto object = ids_.Next();
    const auto write = [&](const boost::json::value& before, const boost::json::value& after) {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        RecordSystem(tx, clock_.Now(), "test", {kMine, "x.updated", "x", object, before, after});
        tx.Commit();
        return database_.Value("SELECT count(*) FROM audit_events");
    };
    EXPECT_EQ(write({{"name", "Mill"}, {"version", 1}}, {{"name", "Mill"}, {"version", 2}}), "0");
    EXPECT_EQ(write({{"name", "Mill"}, {"updated_at", "a"}}, {{"name", "Mill"}, {"updated_at", "b"}}), "0");
    EXPECT_EQ(write({{"name", "Mill"}, {"version", 1}}, {{"name", "Bakehouse"}, {"version", 2}}), "1");
    EXPECT_EQ(write(nullptr, {{"name", "Mill"}}), "2") << "created";
    EXPECT_EQ(write({{"name", "Mill"}}, nullptr), "3") << "deleted";
}

TEST_F(AuditTest, ShowsAdministratorsTheirOwnNewestFirstInPages) {
    const auto order = ids_.Next();
    Add(kMine, "supply_order.created", order);
    Add(kMine, "supply_order.shipped", order);
    Add(kTheirs, "supply_order.canary", ids_.Next());
    const auto administrator = api_.As(api_.SignIn(kMine, {http::Role::kAdministrator}));
    const auto first = administrator.Get("/api/v1/audit-events?limit=1");
    EXPECT_EQ(first.At("/items/0/action"), "supply_order.shipped");
    EXPECT_EQ(first.At("/items/0/after/state"), "submitted");
    const auto second = administrator.Get("/api/v1/audit-events?limit=1&cursor=" + first.At("/next_cursor"));
    EXPECT_EQ(second.At("/items/0/action"), "supply_order.created");
    EXPECT_EQ(second.At("/next_cursor"), "null");
    EXPECT_EQ(administrator.Get("/api/v1/audit-events?object_type=supply_order&object_id=" + order.ToString())
                  .Json()
                  .at("items")
                  .as_array()
                  .size(),
              2U);
    EXPECT_EQ(api_.As(api_.SignIn(kMine, {http::Role::kViewer})).Get("/api/v1/audit-events").status, 403);
}

// IDN-5: every role of the database but the one that owns it, which only migrations use.
TEST_F(AuditTest, NoRoleMayDoMoreThanReadAndAdd) {
    EXPECT_EQ(database_.Value("SELECT string_agg(grantee || ' ' || privilege_type, ', ') FROM "
                              "information_schema.role_table_grants WHERE table_name IN ('audit_events', "
                              "'audit_object_terms') AND privilege_type NOT IN ('SELECT', 'INSERT') AND grantee <> "
                              "(SELECT tableowner FROM pg_tables WHERE tablename = 'audit_events')"),
              "");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM pg_proc WHERE prosecdef AND prosrc ~* "
                              "'(update|delete from|truncate)\\s+audit_' AND proname <> 'platen_forget_refusals'"),
              "0");
    // What was refused goes by that one function, changes never.
    Add(kMine, "supply_order.created", ids_.Next());
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_EQ(ForgetRefusals(tx, clock_.Now() + std::chrono::days(10'000)), 0);
}

class AuditSearchTest : public AuditTest {
  protected:
    AuditSearchTest() {
        Write(kMine, "user", "olga@operator.example", "127.0.0.1", "contact.created", "Ann Berg");
        Write(kMine, "user", "olga@operator.example", "127.0.0.2", "contact.updated", "Ann Dahl", ann_);
        Write(kMine, "user", "Bert@operator.example", "127.0.0.1", "site.created", "Bergen");
        Write(kMine, "agent", "Shop", "10.0.0.7", "contact.deleted", "=1+1");
        Write(kTheirs, "user", "olga@operator.example", "127.0.0.1", "contact.created", "Ann Canary");
    }
    void Write(base::OrganizationId organization, const std::string& kind, const std::string& who,
               const std::string& address, const std::string& action, const std::string& name,
               std::optional<base::Uuid> object = {}) {
        const base::Uuid id = object.value_or(ids_.Next());
        if (name == "Ann Berg") ann_ = id;
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        Record(tx, clock_.Now(), Origin{.kind = kind, .name = who, .address = address, .request_id = "r"},
               {organization, action, action.substr(0, action.find('.')), id, nullptr,
                boost::json::object{{"name", name}}});
        tx.Commit();
        clock_.Advance(std::chrono::hours(1));
    }
    std::string Found(const std::string& query) {
        const auto list = administrator_.Get("/api/v1/audit-events?" + query);
        EXPECT_EQ(list.status, 200) << list.body;
        std::string names;
        const auto json = list.Json();
        for (const auto& item : json.at("items").as_array()) {
            names += (names.empty() ? "" : ", ") + std::string(item.at("object_name").as_string());
        }
        return names;
    }

    base::Uuid ann_;
    http::TestClient administrator_ = api_.As(api_.SignIn(kMine, {http::Role::kAdministrator}));
};

// IDN-5
TEST_F(AuditSearchTest, FindsThingsByTheWordsOfAllTheirNames) {
    EXPECT_EQ(Found("search=berg"), "Bergen, Ann Dahl, Ann Berg") << "Ann was called Berg once";
    EXPECT_EQ(Found("search=ann%20dahl"), "Ann Dahl, Ann Berg");
    EXPECT_EQ(Found("search=canary"), "");
    EXPECT_EQ(Found("search=nothing"), "");
    EXPECT_EQ(Found("search=" + std::string(60, 'x')), "");
}

TEST_F(AuditSearchTest, FiltersByPersonActionKindTimeAndAddress) {
    EXPECT_EQ(Found("actor_name=olga"), "Ann Dahl, Ann Berg");
    EXPECT_EQ(Found("actor_name=BERT%40"), "Bergen");
    EXPECT_EQ(Found("actor_name=lga"), "") << "how it begins";
    EXPECT_EQ(Found("action=contact.updated"), "Ann Dahl");
    EXPECT_EQ(Found("object_type=site"), "Bergen");
    EXPECT_EQ(Found("address=127.0.0.1"), "Bergen, Ann Berg");
    EXPECT_EQ(Found("since=2026-11-21T11:00:00Z&until=2026-11-21T13:00:00Z"), "Bergen, Ann Dahl");
    EXPECT_EQ(Found("object_type=contact&actor_name=shop"), "=1+1");
    EXPECT_EQ(Found("object_id=" + ann_.ToString()), "Ann Dahl, Ann Berg");
}

TEST_F(AuditSearchTest, EachFilterHasAnIndex) {
    for (const char* columns :
         {"(organization_id, actor_key, at, id)", "(organization_id, action, at, id)",
          "(organization_id, object_type, at, id)", "(organization_id, address, at, id)",
          "(organization_id, object_type, object_id, at, id)", "(organization_id, actor_id, at, id)",
          "(organization_id, at, id) WHERE (outcome = 'refused'", "audit_events_pkey", "audit_object_terms_pkey"}) {
        EXPECT_NE(database_.Value("SELECT count(*) FROM pg_indexes WHERE position($$" + std::string(columns) +
                                  "$$ IN indexdef) > 0 AND tablename LIKE 'audit%'"),
                  "0")
            << columns;
    }
}

// A formula in a name is none in a spreadsheet; a stranger's rows are in no export.
TEST_F(AuditSearchTest, ExportsWhatTheFiltersSayAsCsv) {
    const auto all = administrator_.Get("/api/v1/audit-events/export");
    ASSERT_EQ(all.status, 200);
    EXPECT_EQ(all.headers.Get("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(
        all.body.starts_with("\xEF\xBB\xBF"
                             "at,actor_kind,actor_name,"));
    EXPECT_NE(all.body.find("'=1+1"), std::string::npos);
    EXPECT_EQ(all.body.find(",=1+1"), std::string::npos);
    EXPECT_EQ(all.body.find("Canary"), std::string::npos);
    const auto few = administrator_.Get("/api/v1/audit-events/export?action=contact.updated");
    EXPECT_EQ(std::ranges::count(few.body, '\n'), 2);
    EXPECT_EQ(api_.As(api_.SignIn(kMine, {http::Role::kViewer})).Get("/api/v1/audit-events/export").status, 403);
}

TEST_F(AuditSearchTest, AnExportIsMadePieceByPiece) {
    database_.Sql(
        "INSERT INTO audit_events (organization_id, at, id, actor_kind, actor_name, address, request_id, "
        "action, object_type, object_id, object_name) SELECT '" +
        kMine.ToString() +
        "', timestamptz '2026-01-01' + i * interval '1 second', gen_random_uuid(), 'system', 'test', '', "
        "'', 'x.created', 'x', gen_random_uuid(), 'row ' || i FROM generate_series(1, 1234) AS i");
    const auto all = administrator_.Get("/api/v1/audit-events/export?object_type=x");
    EXPECT_EQ(std::ranges::count(all.body, '\n'), 1235);
    for (const int row : {1, 500, 501, 1000, 1234}) {
        EXPECT_NE(all.body.find(",row " + std::to_string(row) + ","), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace audit
