#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "server/agent_notices/agent_notices.hpp"
#include "server/organizations/organizations.hpp"

// The table agent_site_notices, and what is read of agents for it.
namespace agent_notices::store {

struct Event {
    base::OrganizationId organization_id;
    organizations::SiteId site_id;
    std::string kind;  // agent_site_notices.kind
    base::Instant since;
    std::string site_name;
    std::string agent;   // took_over: who polls now
    std::string silent;  // names
    base::Instant last_contact_at;
};
BOOST_DESCRIBE_STRUCT(Event, (), (organization_id, site_id, kind, since, site_name, agent, silent, last_contact_at))

// What is so now and was not told, by organization and kind. `system_now`: what agents are heard of by.
std::vector<Event> ListNew(pg::Transaction& tx, base::Instant now, base::Instant system_now, std::int32_t most);
// Notes that it is told. False: another server did so meanwhile.
bool Claim(pg::Transaction& tx, const Event& event, base::Instant now);

}  // namespace agent_notices::store
