#include "server/agent_notices/agent_notice_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace agent_notices::store {
namespace {

using base::Instant;
using base::OrganizationId;
using organizations::SiteId;

// What is so now and was not told. $1: business time; $2: system time; $3: who was heard of since then is not silent; $4 and $5: what
// began before is left out, in system and in business time. Who was silent before the other one took over was so for longer than
// that one polls.
const pg::Query<Event(Instant, Instant, Instant, Instant, Instant, std::int32_t)> kNew{"agent_notices.new", R"sql(
    WITH events AS (
        SELECT a.organization_id, a.site_id, 'took_over'::text AS kind, max(d.since) AS since,
            min(a.name) AS agent, string_agg(n.name, ', ' ORDER BY n.name_key) AS silent,
            max(c.last_contact_at) AS last_contact_at
        FROM agent_duties AS d
        JOIN agents AS a ON a.organization_id = d.organization_id AND a.id = d.agent_id AND NOT a.disabled
        JOIN agent_contacts AS e ON e.organization_id = a.organization_id AND e.agent_id = a.id AND e.heard_at >= $3
        JOIN agent_duties AS o ON o.organization_id = d.organization_id AND o.stands_by_for = d.agent_id AND o.shared
        JOIN agents AS n ON n.organization_id = o.organization_id AND n.id = o.agent_id AND NOT n.disabled
        JOIN agent_contacts AS c ON c.organization_id = n.organization_id AND c.agent_id = n.id
        WHERE d.shared AND d.polls AND d.since >= $5 AND c.heard_at < $3 AND $2 - c.heard_at >= $1 - d.since
        GROUP BY a.organization_id, a.site_id
        UNION ALL
        SELECT a.organization_id, a.site_id, 'silent', max(c.heard_at), '',
            string_agg(a.name, ', ' ORDER BY a.name_key), max(c.last_contact_at)
        FROM agents AS a
        JOIN agent_contacts AS c ON c.organization_id = a.organization_id AND c.agent_id = a.id
        WHERE a.key_hash IS NOT NULL AND NOT a.disabled AND a.kind = 'fleet'
        GROUP BY a.organization_id, a.site_id
        HAVING max(c.heard_at) < $3 AND max(c.heard_at) >= $4)
    SELECT e.organization_id, e.site_id, e.kind, e.since, s.name AS site_name, e.agent, e.silent, e.last_contact_at
    FROM events AS e
    JOIN sites AS s ON s.organization_id = e.organization_id AND s.id = e.site_id
    JOIN organizations AS g ON g.id = e.organization_id AND g.deleted_at IS NULL
    LEFT JOIN agent_site_notices AS t ON t.organization_id = e.organization_id AND t.site_id = e.site_id
        AND t.kind = e.kind
    WHERE t.since IS DISTINCT FROM e.since
    ORDER BY e.organization_id, e.kind, s.name, e.site_id LIMIT $6)sql"};

// nullopt: another server told it meanwhile.
const pg::Query<SiteId(OrganizationId, SiteId, std::string, Instant, Instant)> kClaim{"agent_notices.claim", R"sql(
    INSERT INTO agent_site_notices (organization_id, site_id, kind, since, told_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (organization_id, site_id, kind) DO UPDATE SET since = excluded.since, told_at = excluded.told_at
        WHERE agent_site_notices.since <> excluded.since
    RETURNING site_id)sql"};

}  // namespace

std::vector<Event> ListNew(pg::Transaction& tx, Instant now, Instant system_now, std::int32_t most) {
    return tx.All(kNew, now, system_now, system_now - kSilentFor, system_now - kNotOlderThan, now - kNotOlderThan,
                  most);
}

bool Claim(pg::Transaction& tx, const Event& event, Instant now) {
    return tx.One(kClaim, event.organization_id, event.site_id, event.kind, event.since, now).has_value();
}

}  // namespace agent_notices::store
