#pragma once

#include <fmt/format.h>

#include "lib/base/ids.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/printers/printers.hpp"

// For *_upgrade_test.cpp: a database as an earlier version left it. The program that wrote it is gone, so its rows are
// written by SQL, here and in those tests only.
namespace server::testing {

class OldDatabase {
  public:
    // All migrations before the one whose name begins with `number`: "0116".
    explicit OldDatabase(std::string_view number) {
        std::vector<pg::Migration> before;
        for (const auto& step : pg::EmbeddedMigrations()) {
            if (step.name < number) before.push_back(step);
        }
        pg::Migrate(database.OwnerUrl(), before);
        database.Sql(fmt::format(
            "INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at) VALUES "
            "('{}', NULL, 'operator', 'Operator', 'operator', '2026-01-01', '2026-01-01')",
            operator_.ToString()));
    }

    // An organization below the operator with a site and an agent.
    printers::Source AddCustomer(const std::string& name) {
        const printers::Source source{ids.Make<base::OrganizationId>(), ids.Make<agents::AgentId>(),
                                      ids.Make<organizations::SiteId>()};
        database.Sql(fmt::format(
            "INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at) VALUES "
            "('{0}', '{1}', 'parent', '{2}', lower('{2}'), '2026-01-01', '2026-01-01');"
            "INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, "
            "floor, room, city, state, postal_code, country, created_at, updated_at) VALUES "
            "('{0}', '{3}', 'Main', 'main', '', '', '', '', '', '', '', '', '', '', '2026-01-01', "
            "'2026-01-01');"
            "INSERT INTO agents (organization_id, id, site_id, name, name_key, include, exclude, "
            "allow_public_addresses, discovery_interval_seconds, polling_interval_seconds, secrets, "
            "created_at, updated_at, enrolled_at) VALUES ('{0}', '{4}', '{3}', 'A', 'a', '{{}}', '{{}}', "
            "false, 86400, 3600, '', '2026-01-01', '2026-01-01', '2026-01-01')",
            source.organization.ToString(), operator_.ToString(), name, source.site.ToString(),
            source.agent.ToString()));
        return source;
    }
    void Upgrade() { pg::Migrate(database.OwnerUrl(), pg::EmbeddedMigrations()); }

    pg::testing::Database database{pg::testing::Database::Content::kEmpty};
    base::SystemClock clock;
    base::IdSource ids{clock};

  private:
    base::OrganizationId operator_ = ids.Make<base::OrganizationId>();
};

}  // namespace server::testing
