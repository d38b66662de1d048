#pragma once

#include "server/webhooks/webhook_store.hpp"

namespace webhooks {

struct Event {
    EventId id;  // webhook-id
    EventType type;
    base::OrganizationId organization;  // where it happened
    boost::json::object data;
    base::Instant at;
};

// The event for one endpoint, with its payload as it will be signed.
store::NewDelivery NewDelivery(base::IdSource& ids, const store::Listener& listener, const Event& event);

// Where a secret is sealed for: that of one endpoint opens nowhere else.
inline std::string SecretContext(EndpointId endpoint) {
    return "webhooks.secret " + endpoint.ToString();
}

}  // namespace webhooks
