#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/audit/audit.hpp"

namespace audit {

enum class Outcome { kDone, kRefused };
BOOST_DESCRIBE_ENUM(Outcome, kDone, kRefused)

}  // namespace audit

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
    Outcome outcome = Outcome::kDone;
    std::string object_name;
};
BOOST_DESCRIBE_STRUCT(NewEvent, (),
                      (organization_id, at, actor_kind, actor_id, actor_name, address, request_id, action, object_type,
                       object_id, before, after, outcome, object_name))

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
    Outcome outcome = Outcome::kDone;
    std::string object_name;
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action,
                       object_type, object_id, before, after, outcome, object_name))

struct ListKey {
    base::Instant at;
    EventId id;
};
BOOST_DESCRIBE_STRUCT(ListKey, (), (at, id))

struct ListFilter {
    Readable of;
    std::optional<base::OrganizationId> organization;
    std::optional<std::string> object_type;
    std::optional<base::Uuid> object;
    std::optional<base::Uuid> actor;
    std::optional<std::string> action;
    std::optional<std::string> outcome;
    std::optional<base::Instant> since;  // and later
    ListKey before;
    std::int32_t limit = 0;
};

void Insert(pg::Transaction& tx, const NewEvent& event);
// Newest first, older than `before`.
std::vector<Event> List(pg::Transaction& tx, const ListFilter& filter);
// Gives how many rows of what was refused went.
std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant older_than);

}  // namespace audit::store
