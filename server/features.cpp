#include "server/features.hpp"

#include "server/organizations/organizations.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/http/openapi.hpp"
#include "server/platform/pg/transaction.hpp"

namespace server {

// In the order of their dependencies; a guard stands before the feature that it is handed to.
struct Features::Parts {
    Parts(Platform& platform, const identity::Settings& settings)
        : identity({platform.pool, platform.ids, platform.secrets, scopes, platform.outbox, settings}) {}

    organizations::Scopes scopes;
    identity::Identity identity;
};

Features::Features(Platform platform, const identity::Settings& identity)
    : platform_(platform), parts_(std::make_unique<Parts>(platform_, identity)) {}
Features::~Features() = default;

identity::Identity& Features::identity() { return parts_->identity; }

void Features::RegisterHttp(http::Router& router) {
    router.AddAuthenticator(parts_->identity);
    audit::RegisterHttp(router);
    organizations::RegisterHttp(router, {platform_.ids, parts_->scopes});
    parts_->identity.RegisterHttp(router);
    http::AddOpenApiOperation(router);
}

void Features::RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring) {
    tasks::AddCleanup(registry, recurring);
    parts_->identity.RegisterTasks(registry);
    registry.Add(
        "identity.remove_expired",
        [this](tasks::Run& run) -> base::Result<void> {
            run.Step([&](pg::Transaction& tx) { parts_->identity.RemoveExpired(tx); });
            return {};
        },
        {.system_scope = true});
    recurring.Add({.kind = "identity.remove_expired", .every = std::chrono::hours(24)});
}

}  // namespace server
