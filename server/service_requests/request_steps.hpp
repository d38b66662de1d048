#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/service_requests/request_store.hpp"

// What everything that happens to a request has in common, whoever does it.
namespace service_requests {

struct Deed {
    store::EventKind kind = store::EventKind::kCreated;
    std::string actor;  // "": the printer, by the rules
    std::string text{};
    bool internal = false;
};

// Writes it down and, unless it is internal, tells the requester, the other contact and, of a comment, the assignee by mail
// (but nobody of what they did themselves), and webhooks. The request is as it is afterwards, and is written by the caller.
void Tell(pg::Transaction& tx, Office& office, const store::KeptRequest& request, const Deed& deed, base::Instant now);

// Who asks, and in which language they are told of it.
struct Requester {
    std::string name;  // as the audit log says it
    std::optional<base::Id<struct store::RequesterTag>> id;
    std::string first_name;
    std::string last_name;
    std::string email;  // "": nobody is told
    std::string language;
};
BOOST_DESCRIBE_STRUCT(Requester, (), (name, id, first_name, last_name, email, language))

// A new request of that organization, checked, written down and told; the audit row is the caller's. `printer` is the one
// that the input names, held. Beside what CheckRequest() refuses "site_unknown".
base::Result<store::KeptRequest> Open(pg::Transaction& tx, Office& office, base::OrganizationId organization,
                                      const ServiceRequestInput& input, const std::optional<store::PrinterOf>& printer,
                                      const Requester& requester, base::Instant now);

// One of the operator's people who work on requests.
struct DeskPerson {
    std::string email;
    std::string name;
    std::string language;
};
// By name.
std::vector<DeskPerson> DeskPeople(pg::Transaction& tx);

// Into a state that it may become; the rest of the step is the caller's.
void Enter(store::KeptRequest& request, State state, base::Instant now);

}  // namespace service_requests
