#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"

namespace http {
class Router;
}

// The guided start of an empty organization (PRT-1).
namespace first_start {

using base::OrganizationId;

// What there is of one kind: the one that a step leads to.
struct FirstThing {
    base::Id<struct FirstThingTag> id;
    OrganizationId organization_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FirstThing, (), (id, organization_id, name))

// What is there of the organizations that are visible from the one acted in.
struct Steps {
    std::optional<FirstThing> site{};
    std::optional<FirstThing> agent{};    // one that has connected, else the newest
    bool agent_connected = false;         // it has been heard of
    std::optional<FirstThing> printer{};  // the first one; its name is the model, or the serial number
    std::optional<FirstThing> rule{};     // the first alert rule
};
BOOST_DESCRIBE_STRUCT(Steps, (), (site, agent, agent_connected, printer, rule))

// `mail_server`: whether the installation has one to send by (smtp.url).
void RegisterHttp(http::Router& router, bool mail_server);

}  // namespace first_start
