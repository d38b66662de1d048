#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/list.hpp"

namespace audit {

inline constexpr std::size_t kLongestName = 200;  // of an object, code points; the rest is cut

enum class Outcome { kDone, kRefused };
BOOST_DESCRIBE_ENUM(Outcome, kDone, kRefused)

}  // namespace audit

// The table audit_events.
namespace audit::store {

using EventId = base::Id<struct EventTag>;
using ObjectId = base::Id<struct ObjectTag>;

struct Event {
    base::OrganizationId organization_id;
    base::Instant at;
    EventId id{};
    std::string actor_kind;
    std::optional<ObjectId> actor_id{};
    std::string actor_name;
    std::string address;
    std::string request_id;
    std::string action;
    std::string object_type;
    ObjectId object_id;
    std::optional<boost::json::value> before{};
    std::optional<boost::json::value> after{};
    Outcome outcome = Outcome::kDone;
    std::string object_name;
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (organization_id, at, id, actor_kind, actor_id, actor_name, address, request_id, action,
                       object_type, object_id, before, after, outcome, object_name))

// What many events of one request have in common, and what each has of its own.
struct Shared {
    std::string actor_kind;
    std::optional<ObjectId> actor_id{};
    std::string actor_name;
    std::string address;
    std::string request_id;
    Outcome outcome = Outcome::kDone;
};
BOOST_DESCRIBE_STRUCT(Shared, (), (actor_kind, actor_id, actor_name, address, request_id, outcome))
struct Changed {
    base::Instant at;
    base::OrganizationId organization_id;
    std::string action;
    std::string object_type;
    ObjectId object_id;
    std::optional<boost::json::value> before{};
    std::optional<boost::json::value> after{};
    std::string object_name;
};
BOOST_DESCRIBE_STRUCT(Changed, (), (at, organization_id, action, object_type, object_id, before, after, object_name))

enum class SortColumn { kAt };
BOOST_DESCRIBE_ENUM(SortColumn, kAt)

struct ListFilter {
    std::vector<base::OrganizationId> whole;    // Readable
    std::vector<base::OrganizationId> managed;  // of these what was done to themselves
    std::optional<base::OrganizationId> organization;
    std::vector<std::string> object_type;
    std::optional<ObjectId> object;
    std::optional<ObjectId> actor;
    std::vector<std::string> action;
    std::vector<Outcome> outcome;
    std::optional<base::Instant> since;  // and later
    std::optional<base::Instant> until;  // and no more
    // Both together: whose names of things are searched for words.
    std::vector<base::OrganizationId> organizations;
    std::vector<std::string> words;        // base::SearchWords; each begins or ends a word of the thing's names
    std::optional<std::string> actor_key;  // how the name of whoever did it begins, case-folded
    std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (),
                      (whole, managed, organization, object_type, object, actor, action, outcome, since, until,
                       organizations, words, actor_key, address))

// The event gets its id here.
void Insert(pg::Transaction& tx, const Event& event);
void InsertAll(pg::Transaction& tx, const Shared& shared, const std::vector<Changed>& changes);
pg::Slice<Event> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
// Gives how many rows of what was refused went.
std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant older_than);

}  // namespace audit::store
