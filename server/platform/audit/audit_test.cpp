#include "server/platform/audit/audit.hpp"

#include <gtest/gtest.h>

#include "server/platform/api/sample_roles.hpp"
#include "server/platform/api/testing.hpp"
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

}  // namespace
}  // namespace audit
