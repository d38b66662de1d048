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
