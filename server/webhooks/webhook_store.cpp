#include "server/webhooks/webhook_store.hpp"

namespace webhooks::store {
namespace {

constexpr const char* kEndpointDisabled = "endpoint_disabled";

const outbox::Queue kDeliveries{
    "webhook_deliveries", {}, outbox::Lanes{.table = "webhook_endpoints", .column = "endpoint_id"}};

// ---- endpoints

constexpr const char* kShownEndpoint = R"sql((
    SELECT e.*, o.name AS organization_name,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'queued') AS queued,
        (SELECT count(*) FROM webhook_deliveries AS d
         WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.state = 'failed') AS failed
    FROM webhook_endpoints AS e JOIN organizations AS o ON o.id = e.organization_id) AS endpoints)sql";

const pg::List<ShownEndpoint, EndpointFilter, EndpointColumn> kListEndpoints{{
    .name = "webhooks.endpoints",
    .from = kShownEndpoint,
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{EndpointColumn::kCreatedAt, "created_at", "timestamptz"},
              {EndpointColumn::kUrl, "lower(url)"},
              {EndpointColumn::kEnabled, "(NOT enabled)::integer", "integer"},
              {EndpointColumn::kDescription, "lower(description)"},
              {EndpointColumn::kQueued, "queued", "bigint"},
              {EndpointColumn::kFailed, "failed", "bigint"},
              {EndpointColumn::kLastSuccessAt, "COALESCE(last_success_at, '-infinity')", "timestamptz"}},
}};
const pg::Query<ShownEndpoint(Organizations, EndpointId)> kFindEndpoint{
    "webhooks.find_endpoint",
    std::string("SELECT {columns} FROM ") + kShownEndpoint + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<Endpoint(Organizations, EndpointId)> kLockEndpoint{"webhooks.lock_endpoint", R"sql(
    SELECT {columns} FROM webhook_endpoints WHERE organization_id = ANY ($1) AND id = $2 FOR NO KEY UPDATE)sql"};
const pg::Query<std::int64_t(base::OrganizationId)> kCountEndpoints{
    "webhooks.count_endpoints", "SELECT count(*) FROM webhook_endpoints WHERE organization_id = $1"};
const pg::Insert<Endpoint> kInsertEndpoint{"webhooks.insert_endpoint", "webhook_endpoints"};
const pg::Update<Endpoint> kUpdateEndpoint{"webhooks.update_endpoint", "webhook_endpoints", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, EndpointId)> kDeleteEndpoint{
    "webhooks.delete_endpoint", "DELETE FROM webhook_endpoints WHERE organization_id = $1 AND id = $2"};

const pg::Query<Listener(base::OrganizationId, std::string_view)> kListeners{"webhooks.listeners", R"sql(
    WITH RECURSIVE above AS (
        SELECT id, parent_id, true AS itself FROM organizations WHERE id = $1
        UNION ALL
        SELECT o.id, o.parent_id, false FROM organizations AS o JOIN above ON o.id = above.parent_id)
    SELECT e.organization_id, e.id FROM above
    JOIN webhook_endpoints AS e ON e.organization_id = above.id
    WHERE e.enabled AND (above.itself OR e.child_organizations)
        AND (e.event_types = '{}' OR $2 = ANY (e.event_types))
    ORDER BY e.organization_id, e.id FOR KEY SHARE OF e)sql"};

// ---- deliveries

constexpr const char* kShownDelivery = R"sql((
    SELECT d.*, coalesce(o.name, '') AS source_organization_name
    FROM webhook_deliveries AS d LEFT JOIN organizations AS o ON o.id = d.source_organization_id) AS deliveries)sql";

const pg::List<ShownDelivery, DeliveryFilter, DeliveryColumn> kListDeliveries{{
    .name = "webhooks.deliveries",
    .from = kShownDelivery,
    .where = "organization_id = ANY ($organizations) AND endpoint_id = $endpoint\n"
             "  AND (cardinality($state) = 0 OR state = ANY ($state)) AND (cardinality($event_type) = 0 OR event_type "
             "= ANY ($event_type))",
    .sorts = {{DeliveryColumn::kCreatedAt, "created_at", "timestamptz"},
              {DeliveryColumn::kEventType, "event_type"},
              {DeliveryColumn::kState, "state"},
              {DeliveryColumn::kSourceOrganizationName, "lower(source_organization_name)"},
              {DeliveryColumn::kAttempts, "attempts", "integer"},
              {DeliveryColumn::kLastError, "COALESCE(last_error, '')"}},
}};
const pg::Query<ShownDelivery(Organizations, DeliveryId)> kFindDelivery{
    "webhooks.find_delivery",
    std::string("SELECT {columns} FROM ") + kShownDelivery + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<std::string(base::OrganizationId, DeliveryId)> kPayload{
    "webhooks.payload", "SELECT payload FROM webhook_deliveries WHERE organization_id = $1 AND id = $2"};
const pg::Query<DeliveryId(base::OrganizationId, EndpointId, base::Instant, std::int32_t)> kListFailed{
    "webhooks.list_failed", R"sql(
    SELECT id FROM webhook_deliveries
    WHERE organization_id = $1 AND endpoint_id = $2 AND state = 'failed' AND created_at >= $3
    ORDER BY created_at, id LIMIT $4)sql"};
const pg::Insert<NewDelivery> kInsertDelivery{"webhooks.insert_delivery", "webhook_deliveries", "",
                                              outbox::Queue::NewRow()};

// ---- sending

const pg::Query<Outgoing(base::OrganizationId, DeliveryId)> kReadOutgoing{"webhooks.outgoing", R"sql(
    SELECT d.id, d.organization_id, d.endpoint_id, d.event_id, d.payload, e.url, e.enabled,
        d.event_type = 'webhook.test' AS test, e.secret_sealed, e.former_secret_sealed, e.former_secret_until
    FROM webhook_deliveries AS d
    JOIN webhook_endpoints AS e ON e.organization_id = d.organization_id AND e.id = d.endpoint_id
    WHERE d.organization_id = $1 AND d.id = $2)sql"};

const pg::Insert<NewAttempt> kInsertAttempt{"webhooks.insert_attempt", "webhook_attempts"};
const pg::Query<WebhookAttemptView(base::OrganizationId, DeliveryId)> kListAttempts{"webhooks.attempts", R"sql(
    SELECT {columns} FROM webhook_attempts
    WHERE organization_id = $1 AND delivery_id = $2 ORDER BY at DESC, id DESC LIMIT 100)sql"};

const pg::Query<Health(base::OrganizationId, DeliveryId, bool, base::Instant)> kNoteAttempt{"webhooks.note_attempt",
                                                                                            R"sql(
    UPDATE webhook_endpoints AS e SET
        failing_since = CASE WHEN $3 THEN NULL ELSE coalesce(e.failing_since, $4) END,
        last_success_at = CASE WHEN $3 THEN $4 ELSE e.last_success_at END
    FROM webhook_deliveries AS d
    WHERE d.organization_id = $1 AND d.id = $2 AND e.organization_id = $1 AND e.id = d.endpoint_id
    RETURNING e.id, e.url, e.enabled, e.created_by, e.failing_since)sql"};

const pg::Query<void(base::OrganizationId, EndpointId, DisabledReason, base::Instant)> kDisable{"webhooks.disable",
                                                                                                R"sql(
    UPDATE webhook_endpoints SET enabled = false, disabled_reason = $3, disabled_at = $4, version = version + 1,
        updated_at = $4
    WHERE organization_id = $1 AND id = $2 AND enabled)sql"};

const pg::Query<void(base::OrganizationId, EndpointId)> kForgetFailure{"webhooks.forget_failure", R"sql(
    UPDATE webhook_endpoints SET failing_since = NULL, held_until = NULL, failures = 0
    WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(base::Instant, std::int32_t)> kForgetBefore{"webhooks.forget_before", R"sql(
    DELETE FROM webhook_deliveries AS d
    USING (SELECT organization_id, id FROM webhook_deliveries WHERE created_at < $1 ORDER BY created_at LIMIT $2) AS old
    WHERE d.organization_id = old.organization_id AND d.id = old.id)sql"};

}  // namespace

pg::Slice<ShownEndpoint> ListEndpoints(pg::Transaction& tx, const EndpointFilter& filter,
                                       const pg::Window<EndpointColumn>& window) {
    return kListEndpoints.Read(tx, filter, window);
}

std::optional<ShownEndpoint> FindEndpoint(pg::Transaction& tx, Organizations organizations, EndpointId id) {
    return tx.One(kFindEndpoint, organizations, id);
}

std::optional<Endpoint> LockEndpoint(pg::Transaction& tx, Organizations organizations, EndpointId id) {
    return tx.One(kLockEndpoint, organizations, id);
}

std::int64_t CountEndpoints(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.Get(kCountEndpoints, organization);
}

void InsertEndpoint(pg::Transaction& tx, const Endpoint& endpoint) {
    tx.Exec(kInsertEndpoint, endpoint);
}

void UpdateEndpoint(pg::Transaction& tx, const Endpoint& endpoint) {
    tx.Exec(kUpdateEndpoint, endpoint);
    // Whoever changes an endpoint has repaired something: it is tried again at once.
    tx.Exec(kForgetFailure, endpoint.organization_id, endpoint.id);
    kDeliveries.Announce(tx);
}

void DeleteEndpoint(pg::Transaction& tx, const Endpoint& endpoint) {
    tx.Exec(kDeleteEndpoint, endpoint.organization_id, endpoint.id);
}

std::vector<Listener> ListListeners(pg::Transaction& tx, base::OrganizationId organization,
                                    std::string_view event_type) {
    return tx.All(kListeners, organization, event_type);
}

void InsertDelivery(pg::Transaction& tx, const NewDelivery& delivery) {
    tx.Exec(kInsertDelivery, delivery);
    kDeliveries.Announce(tx);
}

pg::Slice<ShownDelivery> ListDeliveries(pg::Transaction& tx, const DeliveryFilter& filter,
                                        const pg::Window<DeliveryColumn>& window) {
    return kListDeliveries.Read(tx, filter, window);
}

std::optional<ShownDelivery> FindDelivery(pg::Transaction& tx, Organizations organizations, DeliveryId id) {
    return tx.One(kFindDelivery, organizations, id);
}

std::string PayloadOf(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id) {
    return tx.Get(kPayload, organization, id);
}

std::vector<DeliveryId> ListFailed(pg::Transaction& tx, const Endpoint& endpoint, base::Instant since,
                                   std::int32_t limit) {
    return tx.All(kListFailed, endpoint.organization_id, endpoint.id, since, limit);
}

std::int64_t Replay(pg::Transaction& tx, base::OrganizationId organization, const std::vector<DeliveryId>& ids,
                    base::Duration give_up_after) {
    std::vector<base::Uuid> rows;
    for (const auto& id : ids) rows.push_back(id.value);
    return static_cast<std::int64_t>(kDeliveries.Requeue(tx, organization, rows, give_up_after).size());
}

std::vector<WebhookAttemptView> ListAttempts(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id) {
    return tx.All(kListAttempts, organization, id);
}

const outbox::Queue& Deliveries() {
    return kDeliveries;
}

Outgoing ReadOutgoing(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id) {
    return tx.Get(kReadOutgoing, organization, id);
}

void InsertAttempt(pg::Transaction& tx, const NewAttempt& attempt) {
    tx.Exec(kInsertAttempt, attempt);
}

Health NoteAttempt(pg::Transaction& tx, base::OrganizationId organization, DeliveryId id, bool success,
                   base::Instant at) {
    return tx.Get(kNoteAttempt, organization, id, success, at);
}

void Disable(pg::Transaction& tx, base::OrganizationId organization, EndpointId id, DisabledReason reason,
             base::Instant now) {
    tx.Exec(kDisable, organization, id, reason, now);
    kDeliveries.GiveUpLane(tx, organization, id.value, now, kEndpointDisabled);
}

void GiveUpWaiting(pg::Transaction& tx, const Endpoint& endpoint, base::Instant now) {
    kDeliveries.GiveUpLane(tx, endpoint.organization_id, endpoint.id.value, now, kEndpointDisabled);
}

std::int64_t ForgetBefore(pg::Transaction& tx, base::Instant before, std::int32_t limit) {
    return tx.Exec(kForgetBefore, before, limit);
}

}  // namespace webhooks::store
