#include "server/first_start/first_start_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace first_start::store {
namespace {

const pg::Query<FirstThing(Organizations)> kSite{"first_start.site", R"sql(
    SELECT id, organization_id, name FROM sites WHERE organization_id = ANY ($1) ORDER BY id LIMIT 1)sql"};

struct FoundAgent : FirstThing {
    bool connected = false;
};
BOOST_DESCRIBE_STRUCT(FoundAgent, (FirstThing), (connected))
const pg::Query<FoundAgent(Organizations)> kAgent{"first_start.agent", R"sql(
    SELECT a.id, a.organization_id, a.name, c.last_contact_at IS NOT NULL AS connected
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE a.organization_id = ANY ($1)
    ORDER BY c.last_contact_at IS NULL, a.id DESC LIMIT 1)sql"};

const pg::Query<FirstThing(Organizations)> kPrinter{"first_start.printer", R"sql(
    SELECT id, organization_id, CASE WHEN model <> '' THEN model ELSE serial_number END AS name
    FROM printers WHERE organization_id = ANY ($1) AND deregistered_at IS NULL ORDER BY discovered_at, id LIMIT 1)sql"};

const pg::Query<FirstThing(Organizations)> kRule{"first_start.rule", R"sql(
    SELECT id, organization_id, name FROM alert_rules WHERE organization_id = ANY ($1) ORDER BY id LIMIT 1)sql"};

const pg::Query<Said(OrganizationId)> kFindSaid{"first_start.said",
                                                "SELECT {columns} FROM first_starts WHERE organization_id = $1"};

struct SaidRow : Said {
    OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(SaidRow, (Said), (organization_id))
const pg::Query<void(SaidRow)> kKeepSaid{"first_start.keep", R"sql(
    INSERT INTO first_starts (organization_id, shown, changed_by, changed_at)
    VALUES ($organization_id, $shown, $changed_by, $changed_at)
    ON CONFLICT (organization_id) DO UPDATE SET shown = excluded.shown, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at)sql"};

}  // namespace

Steps FindSteps(pg::Transaction& tx, Organizations organizations) {
    Steps steps;
    steps.site = tx.One(kSite, organizations);
    if (auto agent = tx.One(kAgent, organizations)) {
        steps.agent_connected = agent->connected;
        steps.agent = FirstThing{static_cast<const FirstThing&>(*agent)};
    }
    steps.printer = tx.One(kPrinter, organizations);
    steps.rule = tx.One(kRule, organizations);
    return steps;
}

std::optional<Said> FindSaid(pg::Transaction& tx, OrganizationId organization) {
    return tx.One(kFindSaid, organization);
}

void KeepSaid(pg::Transaction& tx, OrganizationId organization, const Said& said) {
    SaidRow row{said};
    row.organization_id = organization;
    tx.Exec(kKeepSaid, row);
}

}  // namespace first_start::store
