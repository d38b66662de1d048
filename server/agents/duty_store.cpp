#include "server/agents/duty_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace agents::store {
namespace {

using base::Instant;
using base::OrganizationId;
using organizations::SiteId;

const pg::Query<SiteAgent(OrganizationId, SiteId)> kListOfSite{"agents.list_of_site", R"sql(
    SELECT a.id, a.name, a.key_hash IS NOT NULL AND NOT a.disabled AS works, a.include, a.exclude, c.heard_at,
        d.asked_at, d.asked_since, COALESCE(d.always, false) AS always, COALESCE(d.polls, true) AS polls,
        COALESCE(d.shared, false) AS shared, d.stands_by_for, d.since
    FROM agents AS a
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    LEFT JOIN agent_duties AS d ON d.organization_id = a.organization_id AND d.agent_id = a.id
    WHERE a.organization_id = $1 AND a.site_id = $2 ORDER BY a.id)sql"};
const pg::Query<AgentId(OrganizationId, SiteId)> kHoldSite{"agents.hold_site", R"sql(
    SELECT id FROM agents WHERE organization_id = $1 AND site_id = $2 ORDER BY id FOR KEY SHARE)sql"};
const pg::Query<void(OrganizationId, AgentId, Instant, Instant)> kPutAsked{"agents.put_asked", R"sql(
    INSERT INTO agent_duties (organization_id, agent_id, asked_at, asked_since) VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET asked_at = excluded.asked_at,
        asked_since = excluded.asked_since)sql"};
const pg::Query<void(OrganizationId, AgentId, bool)> kPutAlways{"agents.put_always", R"sql(
    INSERT INTO agent_duties (organization_id, agent_id, always) VALUES ($1, $2, $3)
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET always = excluded.always)sql"};
const pg::Insert<DecidedDuty> kPutDuty{"agents.put_duty", "agent_duties", R"sql(
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET polls = excluded.polls, shared = excluded.shared,
        stands_by_for = excluded.stands_by_for, since = excluded.since)sql"};
const pg::Query<ShownDuty(std::span<const OrganizationId>, std::span<const AgentId>, Instant)> kShowDuties{
    "agents.show_duties",
    R"sql(
    SELECT d.agent_id, d.polls, d.shared, d.always, d.since, d.stands_by_for, b.name AS stands_by_for_name,
        ARRAY(SELECT n.name FROM agent_duties AS o
              JOIN agents AS n ON n.organization_id = o.organization_id AND n.id = o.agent_id
              WHERE o.organization_id = d.organization_id AND o.stands_by_for = d.agent_id
              ORDER BY n.name_key LIMIT 5) AS stood_by,
        ARRAY(SELECT n.name FROM agent_duties AS o
              JOIN agents AS n ON n.organization_id = o.organization_id AND n.id = o.agent_id
              LEFT JOIN agent_contacts AS c ON c.organization_id = n.organization_id AND c.agent_id = n.id
              WHERE o.organization_id = d.organization_id AND o.stands_by_for = d.agent_id
                  AND COALESCE(c.heard_at, '-infinity') < $3
              ORDER BY n.name_key LIMIT 5) AS gone,
        d.shared AND NOT EXISTS (SELECT FROM agents AS n
            JOIN agent_duties AS o ON o.organization_id = n.organization_id AND o.agent_id = n.id AND o.shared
            JOIN agent_contacts AS c ON c.organization_id = n.organization_id AND c.agent_id = n.id
            WHERE n.organization_id = a.organization_id AND n.site_id = a.site_id AND NOT n.disabled
                AND c.heard_at >= $3) AS all_silent,
        d.shared AND d.polls AND d.since IS NOT NULL AND NOT EXISTS (SELECT FROM agents AS n
            JOIN agent_duties AS o ON o.organization_id = n.organization_id AND o.agent_id = n.id AND o.shared
            WHERE n.organization_id = a.organization_id AND n.site_id = a.site_id
                AND n.enrolled_at > d.since - interval '10 minutes') AS took_over
    FROM agent_duties AS d
    JOIN agents AS a ON a.organization_id = d.organization_id AND a.id = d.agent_id
    LEFT JOIN agents AS b ON b.organization_id = d.organization_id AND b.id = d.stands_by_for
    WHERE d.organization_id = ANY ($1) AND d.agent_id = ANY ($2) AND (d.shared OR d.always))sql"};

const pg::Query<SharedSite(Instant, Instant, std::int32_t)> kTroubledSites{"agents.troubled_sites", R"sql(
    SELECT o.name AS organization_name, s.name AS site_name, count(*) AS agents,
        COALESCE(string_agg(a.name, ', ' ORDER BY a.name_key)
            FILTER (WHERE COALESCE(c.heard_at, '-infinity') < $1), '') AS silent,
        count(*) FILTER (WHERE c.heard_at >= $1) AS heard,
        COALESCE(string_agg(a.name, ', ' ORDER BY a.name_key) FILTER (WHERE d.polls AND d.since >= $2), '') AS took_over,
        max(a.enrolled_at) AS enrolled_at, max(d.since) FILTER (WHERE d.polls) AS polls_since
    FROM agent_duties AS d
    JOIN agents AS a ON a.organization_id = d.organization_id AND a.id = d.agent_id AND NOT a.disabled
        AND a.key_hash IS NOT NULL
    JOIN sites AS s ON s.organization_id = a.organization_id AND s.id = a.site_id
    JOIN organizations AS o ON o.id = a.organization_id AND o.deleted_at IS NULL
    LEFT JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
    WHERE d.shared
    GROUP BY o.name, s.organization_id, s.id, s.name
    HAVING count(*) > 1 AND (count(*) FILTER (WHERE c.heard_at >= $1) < count(*)
        OR max(d.since) FILTER (WHERE d.polls) >= greatest($2, max(a.enrolled_at) + interval '10 minutes'))
    ORDER BY count(*) FILTER (WHERE c.heard_at >= $1), o.name, s.name LIMIT $3)sql"};

}  // namespace

std::vector<SiteAgent> ListOfSite(pg::Transaction& tx, OrganizationId organization, SiteId site) {
    return tx.All(kListOfSite, organization, site);
}

void LockDuties(pg::Transaction& tx, OrganizationId organization, SiteId site) {
    tx.Lock("agents.duties/" + organization.ToString());
    tx.All(kHoldSite, organization, site);
}

void PutAsked(pg::Transaction& tx, OrganizationId organization, AgentId agent, Instant asked_at, Instant since) {
    tx.Exec(kPutAsked, organization, agent, asked_at, since);
}

void PutAlways(pg::Transaction& tx, OrganizationId organization, AgentId agent, bool always) {
    tx.Exec(kPutAlways, organization, agent, always);
}

void PutDuty(pg::Transaction& tx, const DecidedDuty& duty) {
    tx.Exec(kPutDuty, duty);
}

std::vector<ShownDuty> ShowDuties(pg::Transaction& tx, std::span<const OrganizationId> organizations,
                                  std::span<const AgentId> agents, Instant heard_since) {
    return tx.All(kShowDuties, organizations, agents, heard_since);
}

std::vector<SharedSite> ReadTroubledSites(pg::Transaction& tx, Instant heard_since, Instant took_over_since,
                                          std::int32_t most) {
    return tx.All(kTroubledSites, heard_since, took_over_since, most);
}

}  // namespace agents::store

namespace agents {

std::vector<SharedSite> TroubledSites(pg::Transaction& tx, base::Instant heard_since, base::Instant took_over_since,
                                      std::int32_t most) {
    auto sites = store::ReadTroubledSites(tx, heard_since, took_over_since, most);
    for (auto& site : sites) {
        if (!site.polls_since || !site.enrolled_at || *site.polls_since < *site.enrolled_at + std::chrono::minutes(10))
            site.took_over.clear();
    }
    return sites;
}

}  // namespace agents
