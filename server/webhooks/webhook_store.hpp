#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/outbox/queue_store.hpp"
#include "server/platform/pg/list.hpp"
#include "server/webhooks/webhooks.hpp"

// The tables webhook_endpoints, webhook_deliveries and webhook_attempts; nothing else writes them.
namespace webhooks::store {

using Organizations = std::span<const base::OrganizationId>;

enum class DisabledReason { kFailing, kGone };
BOOST_DESCRIBE_ENUM(DisabledReason, kFailing, kGone)

// As its rows are written; what the sender writes is left out.
struct Endpoint : EndpointInput {
    EndpointId id;
    base::OrganizationId organization_id;
    std::optional<DisabledReason> disabled_reason;
    std::optional<base::Instant> disabled_at;
    pg::Bytes secret_sealed;
    std::optional<pg::Bytes> former_secret_sealed;
    std::optional<base::Instant> former_secret_until;
    std::string created_by;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Endpoint, (EndpointInput),
                      (id, organization_id, disabled_reason, disabled_at, secret_sealed, former_secret_sealed,
                       former_secret_until, created_by, version, created_at, updated_at))

// As the API shows it: without secrets.
struct ShownEndpoint : EndpointInput {
    EndpointId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    std::optional<DisabledReason> disabled_reason;
    std::optional<base::Instant> disabled_at;
    std::optional<base::Instant> former_secret_until;  // both secrets sign until then
    std::optional<base::Instant> failing_since;
    std::optional<base::Instant> last_success_at;
    std::int64_t queued = 0;  // deliveries that wait
    std::int64_t failed = 0;  // deliveries that were given up
    std::string created_by;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ShownEndpoint, (EndpointInput),
                      (id, organization_id, organization_name, disabled_reason, disabled_at, former_secret_until,
                       failing_since, last_success_at, queued, failed, created_by, version, created_at, updated_at))

enum class EndpointColumn { kCreatedAt, kUrl, kEnabled, kDescription, kQueued, kFailed, kLastSuccessAt };
BOOST_DESCRIBE_ENUM(EndpointColumn, kCreatedAt, kUrl, kEnabled, kDescription, kQueued, kFailed, kLastSuccessAt)
struct EndpointFilter {
    Organizations organizations;
};
BOOST_DESCRIBE_STRUCT(EndpointFilter, (), (organizations))

pg::Slice<ShownEndpoint> ListEndpoints(pg::Transaction& tx, const EndpointFilter& filter,
                                       const pg::Window<EndpointColumn>& window);
std::optional<ShownEndpoint> FindEndpoint(pg::Transaction& tx, Organizations organizations, EndpointId id);
std::optional<Endpoint> LockEndpoint(pg::Transaction& tx, Organizations organizations, EndpointId id);
std::int64_t CountEndpoints(pg::Transaction& tx, base::OrganizationId organization);
void InsertEndpoint(pg::Transaction& tx, const Endpoint& endpoint);
void UpdateEndpoint(pg::Transaction& tx, const Endpoint& endpoint);
void DeleteEndpoint(pg::Transaction& tx, const Endpoint& endpoint);

// Of an organization and of those above it that want `event_type` (system scope); they stay until the transaction ends.
struct Listener {
    base::OrganizationId organization_id;
    EndpointId id;
};
BOOST_DESCRIBE_STRUCT(Listener, (), (organization_id, id))
std::vector<Listener> ListListeners(pg::Transaction& tx, base::OrganizationId organization,
                                    std::string_view event_type);

enum class State { kQueued, kSent, kFailed };
BOOST_DESCRIBE_ENUM(State, kQueued, kSent, kFailed)

struct NewDelivery {
    base::OrganizationId organization_id;
    DeliveryId id;
    EndpointId endpoint_id;
    EventId event_id;
    std::string event_type;
    base::OrganizationId source_organization_id;
    std::string payload;
    base::Instant created_at;
    std::int64_t give_up_at = 0;  // microseconds from now on
};
BOOST_DESCRIBE_STRUCT(NewDelivery, (),
                      (organization_id, id, endpoint_id, event_id, event_type, source_organization_id, payload,
                       created_at, give_up_at))
void InsertDelivery(pg::Transaction& tx, const NewDelivery& delivery);

struct ShownDelivery {
    DeliveryId id;
    base::OrganizationId organization_id;
    EndpointId endpoint_id;
    EventId event_id;
    std::string event_type;
    std::string source_organization_name;  // "" where it is gone
    State state = State::kQueued;
    std::int32_t attempts = 0;
    std::optional<std::string> last_error;
    std::optional<base::Instant> next_attempt_at;
    base::Instant created_at;
    std::optional<base::Instant> sent_at;
    std::optional<base::Instant> failed_at;
};
BOOST_DESCRIBE_STRUCT(ShownDelivery, (),
                      (id, organization_id, endpoint_id, event_id, event_type, source_organization_name, state,
                       attempts, last_error, next_attempt_at, created_at, sent_at, failed_at))

enum class DeliveryColumn { kCreatedAt, kEventType, kState, kSourceOrganizationName, kAttempts, kLastError };
BOOST_DESCRIBE_ENUM(DeliveryColumn, kCreatedAt, kEventType, kState, kSourceOrganizationName, kAttempts, kLastError)
struct DeliveryFilter {
    Organizations organizations;
    EndpointId endpoint;
    std::vector<State> state;
    std::vector<std::string> event_type;
};
BOOST_DESCRIBE_STRUCT(DeliveryFilter, (), (organizations, endpoint, state, event_type))
pg::Slice<ShownDelivery> ListDeliveries(pg::Transaction& tx, const DeliveryFilter& filter,
                                        const pg::Window<DeliveryColumn>& window);
std::optional<ShownDelivery> FindDelivery(pg::Transaction& tx, Organizations organizations, DeliveryId id);
std::string PayloadOf(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id);
// The failed ones of an endpoint since a time, oldest first; at most `limit`.
std::vector<DeliveryId> ListFailed(pg::Transaction& tx, const Endpoint& endpoint, base::Instant since,
                                   std::int32_t limit);
// Gives how many are due again.
std::int64_t Replay(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DeliveryId>& ids,
                    base::Duration give_up_after);

struct WebhookAttemptView {
    base::Instant at;
    std::int32_t status = 0;
    std::int64_t duration_ms = 0;
    std::string answer;
    std::string error;
};
BOOST_DESCRIBE_STRUCT(WebhookAttemptView, (), (at, status, duration_ms, answer, error))
// Newest first; the last hundred.
std::vector<WebhookAttemptView> ListAttempts(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id);

// ---- for the sender (system scope)

const outbox::Queue& Deliveries();

// A delivery with its endpoint.
struct Outgoing {
    DeliveryId id;
    base::OrganizationId organization_id;
    EndpointId endpoint_id;
    EventId event_id;
    std::string payload;
    std::string url;
    bool enabled = true;
    bool test = false;
    pg::Bytes secret_sealed;
    std::optional<pg::Bytes> former_secret_sealed;
    std::optional<base::Instant> former_secret_until;
};
BOOST_DESCRIBE_STRUCT(Outgoing, (),
                      (id, organization_id, endpoint_id, event_id, payload, url, enabled, test, secret_sealed,
                       former_secret_sealed, former_secret_until))
Outgoing ReadOutgoing(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id);

struct NewAttempt {
    base::OrganizationId organization_id;
    DeliveryId delivery_id;
    base::Uuid id;
    base::Instant at;
    std::int32_t status = 0;
    std::int64_t duration_ms = 0;
    std::string answer;
    std::string error;
};
BOOST_DESCRIBE_STRUCT(NewAttempt, (), (organization_id, delivery_id, id, at, status, duration_ms, answer, error))
void InsertAttempt(pg::Transaction& tx, const NewAttempt& attempt);

struct Health {
    EndpointId id;
    std::string url;
    bool enabled = true;
    std::string created_by;
    std::optional<base::Instant> failing_since;
};
BOOST_DESCRIBE_STRUCT(Health, (), (id, url, enabled, created_by, failing_since))
// Notes how an attempt at a delivery went; gives how its endpoint is now. The endpoint stays locked.
Health NoteAttempt(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id, bool success,
                   base::Instant at);
// Nothing more is sent there; what waits is given up.
void Disable(pg::Transaction& tx, base::OrganizationId organization, EndpointId id, DisabledReason reason,
             base::Instant now);
// By a person.
void GiveUpWaiting(pg::Transaction& tx, const Endpoint& endpoint, base::Instant now);

// Deliveries from before; gives how many, at most `limit`.
std::int64_t ForgetBefore(pg::Transaction& tx, base::Instant before, std::int32_t limit);

}  // namespace webhooks::store
