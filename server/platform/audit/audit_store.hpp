#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/audit/audit.hpp"

// The table audit_events.
namespace audit::store {

using EventId = base::Id<struct EventTag>;
using ObjectId = base::Id<struct ObjectTag>;

struct NewEvent {
    base::OrganizationId organization_id;
    base::Instant at;
    std::string actor_kind;
    std::optional<ObjectId> actor_id;
    std::string actor_name;
    std::string address;
    std::string request_id;
    std::string action;
    std::string object_type;
    ObjectId object_id;
    boost::json::value before;
    boost::json::value after;
};
BOOST_DESCRIBE_STRUCT(NewEvent, (),
                      (organization_id, at, actor_kind, actor_id, actor_name, address, request_id,
                       action, object_type, object_id, before, after))

struct Event {
    base::OrganizationId organization_id;
    base::Instant at;
    EventId id;
    std::string actor_kind;
    std::optional<ObjectId> actor_id;
    std::string actor_name;
    std::string address;
    std::string request_id;
    std::string action;
    std::string object_type;
    ObjectId object_id;
    std::optional<boost::json::value> before;
    std::optional<boost::json::value> after;
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (organization_id, at, id, actor_kind, actor_id, actor_name, address,
                       request_id, action, object_type, object_id, before, after))

struct ListKey {
    base::Instant at;
    EventId id;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (at, id))

void Insert(pg::Transaction& tx, const NewEvent& event);
// Newest first, older than `before`.
std::vector<Event> List(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                        const std::optional<std::string>& object_type,
                        const std::optional<base::Uuid>& object_id, const ListKey& before,
                        std::int32_t limit);

}  // namespace audit::store
