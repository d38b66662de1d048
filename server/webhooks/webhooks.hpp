#pragma once

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/outbox/outbox.hpp"
#include "server/webhooks/events.hpp"

namespace base {
class SecretBox;
}
namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}
namespace mail {
class Mailer;
}
namespace pg {
class Transaction;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Webhooks: programs are told what happens to orders, shipments and printers (ORD-3), as Standard Webhooks describes it
// (docs/webhooks.md). What is told is a row of an outbox for each endpoint that wants it, written with its cause.
namespace webhooks {

using EndpointId = base::Id<struct WebhookEndpointTag>;
using DeliveryId = base::Id<struct WebhookDeliveryTag>;
using EventId = base::Id<struct WebhookEventTag>;

// How long a delivery is tried.
inline constexpr base::Duration kGiveUpAfter = std::chrono::hours(3 * 24);

// What a person fills in: the body of POST and PUT.
struct EndpointInput {
    std::string url;                       // https; http and internal addresses where the operator allows them
    std::string description;               // for people
    std::vector<std::string> event_types;  // names of kEvents; empty: all of them
    bool child_organizations = false;      // also what happens in the organizations below
    bool enabled = true;

    static constexpr base::Limit kLimits[] = {
        {.field = "url", .required = true, .max_length = 2000},
        {.field = "description", .max_length = 200},
        {.field = "event_types", .max_items = 50},
    };

    bool operator==(const EndpointInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(EndpointInput, (), (url, description, event_types, child_organizations, enabled))

// What the operator may set.
struct Settings {
    bool internal = false;                      // also plain HTTP and addresses that net::IsPublicAddress() refuses
    std::chrono::milliseconds timeout{10'000};  // of one call
    std::chrono::hours disable_after{5 * 24};   // of failure without one success
    std::chrono::hours give_up_after{3 * 24};   // of one delivery
    std::string portal_url{};                   // in the mail to the owner
};

// The input as it is kept, or "invalid_fields". Pure.
base::Result<EndpointInput> CheckEndpoint(const EndpointInput& input, bool internal);

// Tells `event` to the endpoints of `organization`, and of those above it, that want to hear it: in the transaction of its
// cause, whatever its scope shows; the senders are woken by its commit. `data` is what docs/webhooks.md says of the event.
void Publish(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, EventType event,
             const boost::json::object& data, base::Instant now);
// The same for many at once.
void PublishAll(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization, EventType event,
                const std::vector<boost::json::object>& data, base::Instant now);

struct Parts {
    base::IdSource& ids;
    const base::SecretBox& secrets;
    const i18n::Catalogues& texts;
    mail::Mailer& mailer;
    Settings settings{};
};

// What outbox::Senders need to deliver; thread-safe. Parts outlive it.
std::unique_ptr<outbox::Handler> MakeDelivery(const Parts& parts);

void RegisterHttp(http::Router& router, const Parts& parts);
// Deliveries go after 30 days.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring);

}  // namespace webhooks
