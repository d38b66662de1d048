#include "server/identity/identity.hpp"

#include "lib/base/json.hpp"
#include "lib/base/try.hpp"
#include "server/identity/service.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace identity {

namespace {

struct ResetInput {
    std::string email;
};
BOOST_DESCRIBE_STRUCT(ResetInput, (), (email))

}  // namespace

Identity::Identity(Deps deps) : service_(std::make_shared<Service>(std::move(deps))) {}
Identity::~Identity() = default;

const PasswordHasher& Identity::hasher() const {
    return service_->hasher();
}

base::Result<std::optional<http::Actor>> Identity::Authenticate(const http::Request& request,
                                                                std::optional<OrganizationId> acted_in) {
    return service_->Authenticate(request, acted_in);
}

std::optional<http::Actor> Identity::ActorOf(pg::Transaction& tx, OrganizationId home, UserId user,
                                             OrganizationId acted_in) {
    return service_->ActorOf(tx, home, user, acted_in);
}

void Identity::RegisterHttp(http::Router& router) {
    AddSessionOperations(router, service_);
    AddSecondFactorOperations(router, service_);
    AddProviderOperations(router, service_);
    AddUserOperations(router, service_);
    AddApiKeyOperations(router, service_);
}

void Identity::RegisterTasks(tasks::Registry& registry) {
    registry.Add(
        "identity.password_reset",
        [service = service_](tasks::Run& run) -> base::Result<void> {
            TRY(const auto input, run.Input<ResetInput>());
            run.Step([&](pg::Transaction& tx) { service->ResetPassword(tx, input.email, run.origin(), run.Now()); });
            return {};
        },
        {.system_scope = true});
}

std::optional<std::string> Identity::FirstStartLink(const std::filesystem::path& folder) {
    return service_->FirstStartLink(folder);
}

base::Result<Identity::Invited> Identity::CreateUser(pg::Transaction& tx, std::optional<OrganizationId> organization,
                                                     const User& wanted, base::Instant now) {
    auto home = organization ? organizations::Find(tx, *organization) : organizations::FindOperator(tx);
    if (!home && !organization) {
        home = organizations::CreateOperator(tx, service_->deps().ids, service_->settings().operator_name, now);
        audit::RecordSystem(tx, now, "platen user create",
                            {home->id,
                             audit::action::kOrganizationCreated,
                             "organization",
                             home->id.value,
                             {},
                             base::json::ToValue(*home)});
    }
    if (!home) return base::Refuse(base::ProblemKind::kNotFound, "organization_not_found");
    User user = wanted;
    user.organization_id = home->id;
    TRY(auto made, service_->InsertUser(tx, std::move(user), home->tier, now));
    audit::RecordSystem(tx, now, "platen user create",
                        {home->id, audit::action::kUserCreated, "user", made.id.value, {}, base::json::ToValue(made)});
    const std::string link = service_->Invite(tx, home->id, made.id);
    return Invited{std::move(made), link};
}

base::Result<Identity::Invited> Identity::InviteAgain(pg::Transaction& tx, std::optional<OrganizationId> organization,
                                                      const std::string& email, base::Instant now) {
    const auto home = organization ? organizations::Find(tx, *organization) : organizations::FindOperator(tx);
    if (!home) return base::Refuse(base::ProblemKind::kNotFound, "organization_not_found");
    const auto found = store::FindByEmail(tx, home->id, store::EmailKey(email));
    const auto user = found ? store::LockUser(tx, {&home->id, 1}, found->id) : std::nullopt;
    if (!user) return base::Refuse(base::ProblemKind::kNotFound, "user_not_found");
    if (user->state != UserState::kInvited) return base::Refuse(base::ProblemKind::kConflict, "user_not_invited");
    audit::RecordSystem(
        tx, now, "platen user invite",
        {home->id, audit::action::kUserInvited, "user", user->id.value, {}, base::json::ToValue(*user)});
    const std::string link = service_->Invite(tx, home->id, user->id);
    return Invited{*user, link};
}

std::int64_t Identity::RemoveExpired(pg::Transaction& tx) {
    const base::Instant now = service_->Now();
    Attempts::Forget(tx);
    return store::RemoveExpired(tx, now, now - service_->settings().session_idle);
}

}  // namespace identity
