#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}

// The table notification_marks, which nothing else writes; the rest is read.
namespace notifications::store {

using PersonId = base::Id<struct NotifiedPersonTag>;

enum class Kind {
    kTaskEnded,
    kOrderAwaitingApproval,
    kOrderAssigned,
    kOrderCommented,  // by somebody else, on an order that the person placed
    kServiceRequestAssigned,
};
BOOST_DESCRIBE_ENUM(Kind, kTaskEnded, kOrderAwaitingApproval, kOrderAssigned, kOrderCommented, kServiceRequestAssigned)

struct Fact {
    Kind kind = Kind::kTaskEnded;
    base::Id<struct NotifiedThingTag> object_id;  // of the task, the order or the request
    base::Instant at;
    std::string organization_name;
    std::string name;         // the kind of a task, the number of an order or of a request
    std::string state;        // of the thing
    std::int64_t failed = 0;  // of a task: what of it failed
};
BOOST_DESCRIBE_STRUCT(Fact, (), (kind, object_id, at, organization_name, name, state, failed))

struct Reader {
    std::span<const base::OrganizationId> organizations;
    PersonId person;
    base::OrganizationId home;
    std::string email;
    std::string email_key;  // case-folded
    bool sees_below = false;
    bool approves = false;
    base::Instant since;  // what is over is told from then on
    std::int32_t most_of_a_kind = 20;
    std::int32_t most = 50;
};
BOOST_DESCRIBE_STRUCT(Reader, (),
                      (organizations, person, home, email, email_key, sees_below, approves, since, most_of_a_kind,
                       most))

// The newest first. One statement.
std::vector<Fact> List(pg::Transaction& tx, const Reader& reader);

// `tx` sees the home organization of the person.
std::optional<base::Instant> SeenAt(pg::Transaction& tx, base::OrganizationId home, PersonId person);
// Never back.
void SetSeenAt(pg::Transaction& tx, base::OrganizationId home, PersonId person, base::Instant at);

}  // namespace notifications::store
