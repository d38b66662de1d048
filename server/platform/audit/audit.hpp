#pragma once

#include <boost/describe/class.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Call;
class Router;
struct Permission;
}  // namespace http

// The append-only log of every change (IDN-5): written in the transaction of its cause, so that there is no change
// without its row and no row without its change. The application's database role cannot change or delete rows.
namespace audit {

// Who made a change: the sender of the request, or a job of the server. Kept with a task, so that what it
// does later carries the person who asked for it.
using ActorId = base::Id<struct ActorTag>;
struct Origin {
    std::string kind;           // user, api_key, agent, anonymous, system
    std::optional<ActorId> id;  // of the user, key or agent
    std::string name;           // e-mail address, name of the key or agent, kind of the job
    std::string address;        // of the client; "" for jobs
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (kind, id, name, address, request_id))

// The actor of the request.
Origin OriginOf(const http::Call& call);
// `person` acts by this request although they are not signed in with it: they are just signing in, or use a link.
Origin PersonOf(const http::Call& call, const base::Uuid& person, std::string name);
Origin AgentOf(const http::Call& call, const base::Uuid& agent, std::string name);
Origin SystemOrigin(std::string job);

// What was done to what. `before` is null for what was created, `after` for what was deleted; both are the objects as
// the API shows them and never hold a secret. Where both say the same (but for version and time of the change)
// nothing is recorded: nothing has changed.
struct Change {
    base::OrganizationId organization;  // whose data it is, not who did it
    std::string action;                 // "contact.updated": <object>.<past participle>
    std::string object_type;            // "contact"
    base::Uuid object_id;
    boost::json::value before{};
    boost::json::value after{};
    std::string object_name{};  // "": read from `before` or `after`
};

// A change by the sender of the request.
void Record(http::Call& call, const Change& change);
void Record(pg::Transaction& tx, base::Instant at, const Origin& origin, const Change& change);
// A change by background work that nobody asked for; `job` names it, e.g. "replenishment.daily".
void RecordSystem(pg::Transaction& tx, base::Instant at, const std::string& job, const Change& change);

// Whose log is read.
struct Readable {
    std::vector<base::OrganizationId> whole;
    // Of these only what was done to the organization itself: a parent's administrator manages its children without
    // acting inside of them (ORG-2, ORG-5).
    std::vector<base::OrganizationId> managed{};
};
using ReadableBy = std::function<Readable(http::Call& call)>;

// GET /api/v1/audit-events: newest first, for administrators. Without `readable`: what the actor sees.
void RegisterHttp(http::Router& router, http::Permission see, ReadableBy readable = {});

}  // namespace audit
