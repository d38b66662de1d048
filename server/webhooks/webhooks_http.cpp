#include <algorithm>
#include <memory>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/webhooks/payload.hpp"
#include "server/webhooks/signature.hpp"

// The routes of webhooks. Each handler is a thin shell: bind, ask a rule or the store, record, answer.
namespace webhooks {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using store::ShownDelivery;
using store::ShownEndpoint;

constexpr std::int64_t kMostEndpoints = 20;     // of one organization
constexpr std::int32_t kMostReplayed = 10'000;  // at once
constexpr base::Duration kBothSecrets = std::chrono::hours(24);

struct EndpointPath : http::Parameters {
    EndpointId webhook_id;
};
BOOST_DESCRIBE_STRUCT(EndpointPath, (), (webhook_id))

struct DeliveryPath : http::Parameters {
    DeliveryId webhook_delivery_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryPath, (), (webhook_delivery_id))

struct EndpointList : http::Paging {
    pg::Order<store::EndpointColumn> sort{store::EndpointColumn::kCreatedAt, true};
};
BOOST_DESCRIBE_STRUCT(EndpointList, (http::Paging), (sort))

struct DeliveryList : http::Paging {
    EndpointId webhook_id;
    pg::Order<store::DeliveryColumn> sort{store::DeliveryColumn::kCreatedAt, true};
    std::vector<store::State> state;
    std::vector<std::string> event_type;
};
BOOST_DESCRIBE_STRUCT(DeliveryList, (http::Paging), (webhook_id, sort, state, event_type))

// Shown once, when it was made.
struct EndpointWithSecret : ShownEndpoint {
    std::string secret;  // "whsec_..."
};
BOOST_DESCRIBE_STRUCT(EndpointWithSecret, (ShownEndpoint), (secret))

struct DeliveryView : ShownDelivery {
    std::string payload;                           // as it is signed
    std::vector<store::WebhookAttemptView> log{};  // newest first
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (ShownDelivery), (payload, log))

struct ReplayInput {
    base::Instant since;  // of the event
};
BOOST_DESCRIBE_STRUCT(ReplayInput, (), (since))

struct Replayed {
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Replayed, (), (count))

struct EventTypeView {
    std::string type;
    std::string description;
};
BOOST_DESCRIBE_STRUCT(EventTypeView, (), (type, description))

struct EventTypes {
    std::vector<EventTypeView> items;
};
BOOST_DESCRIBE_STRUCT(EventTypes, (), (items))

// As the audit log keeps it.
struct AuditedEndpoint : EndpointInput {
    std::optional<store::DisabledReason> disabled_reason;
    std::optional<base::Instant> former_secret_until;
};
BOOST_DESCRIBE_STRUCT(AuditedEndpoint, (EndpointInput), (disabled_reason, former_secret_until))

boost::json::value Audited(const store::Endpoint& endpoint) {
    return base::json::ToValue(AuditedEndpoint{static_cast<const EndpointInput&>(endpoint), endpoint.disabled_reason,
                                               endpoint.former_secret_until});
}

boost::json::value Audited(const ShownDelivery& delivery) {
    return boost::json::object{{"event_type", delivery.event_type},
                               {"event_id", delivery.event_id.ToString()},
                               {"state", base::json::EnumName(delivery.state)}};
}

class Routes {
  public:
    explicit Routes(const Parts& parts) : parts_(parts) {}

    base::Result<http::Page<ShownEndpoint>> List(Call& call, const EndpointList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownEndpoint>(call, store::ListEndpoints(call.tx(), {call.actor().visible}, window));
    }

    base::Result<EventTypes> ListEventTypes(Call& call) {
        EventTypes types;
        for (const EventType& event : kEvents) {
            std::string key(event.name);
            std::ranges::replace(key, '.', '_');
            types.items.push_back(
                {std::string(event.name), parts_.texts.Format(call.language(), "webhooks.events." + key)});
        }
        return types;
    }

    base::Result<ShownEndpoint> Get(Call& call, const EndpointPath& path) { return Show(call, path.webhook_id); }

    base::Result<Reply<EndpointWithSecret>> Create(Call& call, const EndpointInput& input) {
        TRY(const auto checked, CheckEndpoint(input, parts_.settings.internal));
        if (store::CountEndpoints(call.tx(), call.organization()) >= kMostEndpoints) {
            return base::Refuse(base::ProblemKind::kConflict, "too_many_webhooks", {{"limit", kMostEndpoints}});
        }
        store::Endpoint endpoint{checked};
        endpoint.id = parts_.ids.Make<EndpointId>();
        endpoint.organization_id = call.organization();
        endpoint.created_by = call.actor().name;
        endpoint.created_at = endpoint.updated_at = call.now();
        const std::string secret = NewSecret(endpoint);
        store::InsertEndpoint(call.tx(), endpoint);
        Record(call, audit::action::kWebhookEndpointCreated, endpoint, nullptr, Audited(endpoint));
        TRY(Reply<EndpointWithSecret> reply, ShowSecret(call, endpoint.id, secret));
        reply.location = "/api/v1/webhooks/" + endpoint.id.ToString();
        return reply;
    }

    base::Result<ShownEndpoint> Update(Call& call, const EndpointPath& path, const EndpointInput& input) {
        TRY(const auto checked, CheckEndpoint(input, parts_.settings.internal));
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (static_cast<const EndpointInput&>(before) == checked) return Show(call, before.id);
        store::Endpoint after = Next(call, before);
        static_cast<EndpointInput&>(after) = checked;
        if (after.enabled) {
            after.disabled_reason.reset();
            after.disabled_at.reset();
        } else if (before.enabled) {
            after.disabled_at = call.now();
            store::GiveUpWaiting(call.tx(), before, call.now());
        }
        store::UpdateEndpoint(call.tx(), after);
        Record(call, audit::action::kWebhookEndpointUpdated, after, Audited(before), Audited(after));
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const EndpointPath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        store::DeleteEndpoint(call.tx(), before);
        Record(call, audit::action::kWebhookEndpointDeleted, before, Audited(before), nullptr);
        return {};
    }

    // The one before signs, too, for a day.
    base::Result<Reply<EndpointWithSecret>> RotateSecret(Call& call, const EndpointPath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        store::Endpoint after = Next(call, before);
        after.former_secret_sealed = before.secret_sealed;
        after.former_secret_until = base::SystemClock().Now() + kBothSecrets;
        const std::string secret = NewSecret(after);
        store::UpdateEndpoint(call.tx(), after);
        Record(call, audit::action::kWebhookEndpointSecretRotated, after, Audited(before), Audited(after));
        return ShowSecret(call, after.id, secret);
    }

    base::Result<Reply<ShownDelivery>> Test(Call& call, const EndpointPath& path) {
        TRY(const auto endpoint, Lock(call, path));
        const Event event{parts_.ids.Make<EventId>(), event::kTest, endpoint.organization_id,
                          boost::json::object{{"webhook_id", endpoint.id.ToString()}}, call.now()};
        const auto delivery = NewDelivery(parts_.ids, {endpoint.organization_id, endpoint.id}, event);
        store::InsertDelivery(call.tx(), delivery);
        Record(call, audit::action::kWebhookEndpointTestSent, endpoint, nullptr,
               boost::json::object{{"url", endpoint.url}, {"event_id", event.id.ToString()}});
        TRY(Reply<ShownDelivery> reply, FindDelivery(call, delivery.id));
        reply.location = "/api/v1/webhook-deliveries/" + delivery.id.ToString();
        return reply;
    }

    base::Result<http::Page<ShownDelivery>> ListDeliveries(Call& call, const DeliveryList& params) {
        TRY_DO(Show(call, params.webhook_id));
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownDelivery>(
            call, store::ListDeliveries(
                      call.tx(), {call.actor().visible, params.webhook_id, params.state, params.event_type}, window));
    }

    base::Result<DeliveryView> GetDelivery(Call& call, const DeliveryPath& path) {
        TRY(const auto shown, FindDelivery(call, path.webhook_delivery_id));
        DeliveryView view{shown};
        view.payload = store::PayloadOf(call.tx(), shown.organization_id, shown.id);
        view.log = store::ListAttempts(call.tx(), shown.organization_id, shown.id);
        return view;
    }

    base::Result<ShownDelivery> ReplayDelivery(Call& call, const DeliveryPath& path) {
        TRY(const auto delivery, FindDelivery(call, path.webhook_delivery_id));
        TRY(const auto endpoint, Lock(call, {{}, delivery.endpoint_id}));
        TRY_DO(RefuseDisabled(endpoint));
        if (store::Replay(call.tx(), delivery.organization_id, {delivery.id}, kGiveUpAfter) > 0) {
            const auto after = store::FindDelivery(call.tx(), call.actor().visible, delivery.id);
            audit::Record(call,
                          {delivery.organization_id, audit::action::kWebhookDeliveryReplayed, "webhook_delivery",
                           delivery.id.value, Audited(delivery), Audited(after.value_or(delivery)), endpoint.url});
        }
        return FindDelivery(call, delivery.id);
    }

    base::Result<Replayed> ReplayFailed(Call& call, const EndpointPath& path, const ReplayInput& input) {
        TRY(const auto endpoint, Lock(call, path));
        TRY_DO(RefuseDisabled(endpoint));
        const auto failed = store::ListFailed(call.tx(), endpoint, input.since, kMostReplayed);
        const Replayed replayed{store::Replay(call.tx(), endpoint.organization_id, failed, kGiveUpAfter)};
        if (replayed.count > 0) {
            Record(call, audit::action::kWebhookEndpointReplayed, endpoint,
                   boost::json::object{{"failed", replayed.count}},
                   boost::json::object{{"queued", replayed.count}, {"since", base::FormatRfc3339(input.since)}});
        }
        return replayed;
    }

  private:
    static base::Result<ShownEndpoint> Show(Call& call, EndpointId id) {
        auto endpoint = store::FindEndpoint(call.tx(), call.actor().visible, id);
        if (!endpoint) return http::NotFound();
        return std::move(*endpoint);
    }
    static base::Result<Reply<EndpointWithSecret>> ShowSecret(Call& call, EndpointId id, const std::string& secret) {
        TRY(const auto shown, Show(call, id));
        return Reply<EndpointWithSecret>(EndpointWithSecret{shown, ShownSecret(secret)});
    }
    static base::Result<store::Endpoint> Lock(Call& call, const EndpointPath& path) {
        auto endpoint = store::LockEndpoint(call.tx(), call.actor().visible, path.webhook_id);
        if (!endpoint) return http::NotFound();
        return std::move(*endpoint);
    }
    static base::Result<ShownDelivery> FindDelivery(Call& call, DeliveryId id) {
        auto delivery = store::FindDelivery(call.tx(), call.actor().visible, id);
        if (!delivery) return http::NotFound();
        return std::move(*delivery);
    }
    static base::Result<void> RefuseDisabled(const store::Endpoint& endpoint) {
        if (endpoint.enabled) return {};
        return base::Refuse(base::ProblemKind::kConflict, "webhook_disabled", {{"url", endpoint.url}});
    }
    static store::Endpoint Next(const Call& call, const store::Endpoint& before) {
        store::Endpoint after = before;
        after.version = before.version + 1;
        after.updated_at = call.now();
        return after;
    }
    // Seals a new secret into the endpoint.
    std::string NewSecret(store::Endpoint& endpoint) const {
        std::string secret = base::RandomBytes(kSecretBytes);
        endpoint.secret_sealed = pg::Bytes{parts_.secrets.Seal(secret, SecretContext(endpoint.id))};
        return secret;
    }
    static void Record(Call& call, const char* action, const store::Endpoint& endpoint, boost::json::value before,
                       boost::json::value after) {
        audit::Record(call, {endpoint.organization_id, action, "webhook_endpoint", endpoint.id.value, std::move(before),
                             std::move(after), endpoint.url});
    }

    const Parts parts_;
};

void RegisterEndpoints(http::Router& router, const std::shared_ptr<Routes>& routes) {
    http::AddList(router, "webhooks",
                  {.method = Method::kGet,
                   .path = "/api/v1/webhooks",
                   .id = "listWebhooks",
                   .tag = "webhooks",
                   .summary = "List the endpoints that events are sent to",
                   .allow = permissions::kSeeWebhooks},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/webhooks",
                .id = "createWebhook",
                .tag = "webhooks",
                .summary = "Add an endpoint; the answer has its secret, which is not shown again",
                .allow = permissions::kManageWebhooks,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/webhooks/{webhook_id}",
                .id = "getWebhook",
                .tag = "webhooks",
                .summary = "Read an endpoint",
                .allow = permissions::kSeeWebhooks,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/webhooks/{webhook_id}",
                .id = "updateWebhook",
                .tag = "webhooks",
                .summary = "Change an endpoint, disable or enable it",
                .allow = permissions::kManageWebhooks,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/webhooks/{webhook_id}",
                .id = "deleteWebhook",
                .tag = "webhooks",
                .summary = "Delete an endpoint with its deliveries",
                .allow = permissions::kManageWebhooks,
                .if_match = true},
               routes, &Routes::Delete);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/webhooks/{webhook_id}/secret",
                .id = "rotateWebhookSecret",
                .tag = "webhooks",
                .summary = "Make a new secret for an endpoint; the one before signs, too, for a day",
                .allow = permissions::kManageWebhooks,
                .idempotent = true,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::RotateSecret);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/webhook-event-types",
                .id = "listWebhookEventTypes",
                .tag = "webhooks",
                .summary = "Every type of event, with what it says",
                .allow = permissions::kSeeWebhooks},
               routes, &Routes::ListEventTypes);
}

void RegisterDeliveries(http::Router& router, const std::shared_ptr<Routes>& routes) {
    router.Add({.method = Method::kPost,
                .path = "/api/v1/webhooks/{webhook_id}/test",
                .id = "testWebhook",
                .tag = "webhooks",
                .summary = "Send a test event to an endpoint, also to one that is disabled",
                .allow = permissions::kManageWebhooks,
                .creates = true},
               routes, &Routes::Test);
    http::AddList(router, "webhook-deliveries",
                  {.method = Method::kGet,
                   .path = "/api/v1/webhooks/{webhook_id}/deliveries",
                   .id = "listWebhookDeliveries",
                   .tag = "webhooks",
                   .summary = "List what was sent to an endpoint in the last 30 days",
                   .allow = permissions::kSeeWebhooks},
                  routes, &Routes::ListDeliveries);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/webhook-deliveries/{webhook_delivery_id}",
                .id = "getWebhookDelivery",
                .tag = "webhooks",
                .summary = "Read a delivery: its payload, and each attempt with what the endpoint answered",
                .allow = permissions::kSeeWebhooks},
               routes, &Routes::GetDelivery);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/webhook-deliveries/{webhook_delivery_id}/replay",
                .id = "replayWebhookDelivery",
                .tag = "webhooks",
                .summary = "Send a delivery again, with the same webhook-id",
                .allow = permissions::kManageWebhooks,
                .idempotent = true},
               routes, &Routes::ReplayDelivery);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/webhooks/{webhook_id}/replay",
                .id = "replayFailedWebhookDeliveries",
                .tag = "webhooks",
                .summary = "Send everything again that was given up since a time",
                .allow = permissions::kManageWebhooks,
                .idempotent = true},
               routes, &Routes::ReplayFailed);
}

}  // namespace

void RegisterHttp(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<Routes>(parts);
    RegisterEndpoints(router, routes);
    RegisterDeliveries(router, routes);
}

}  // namespace webhooks
