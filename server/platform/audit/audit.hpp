#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Call;
class Router;
}  // namespace http

// The append-only log of every change (IDN-5): written in the transaction of its cause, so that
// there is no change without its row and no row without its change. The application's database role
// cannot change or delete rows.
namespace audit {

// What was done to what. `before` is null for what was created, `after` for what was deleted; both
// are the objects as the API shows them and never hold a secret.
struct Change {
    base::OrganizationId organization;  // whose data it is, not who did it
    std::string action;                 // "contact.updated": <object>.<past participle>
    std::string object_type;            // "contact"
    base::Uuid object_id;
    boost::json::value before{};
    boost::json::value after{};
};

// A change by whoever sent the request.
void Record(http::Call& call, const Change& change);
// A change by background work; `job` names it, e.g. "replenishment.daily".
void RecordSystem(pg::Transaction& tx, base::Instant at, const std::string& job,
                  const Change& change);

// GET /api/v1/audit-events: newest first, for administrators.
void RegisterHttp(http::Router& router);

}  // namespace audit
