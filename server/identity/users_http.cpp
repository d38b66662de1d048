#include <algorithm>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// The people of an organization, for its administrators.
namespace identity {

namespace permissions = organizations::permissions;

namespace {

using http::Call;

struct UserBody {
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string language;
    std::string time_zone;
    std::vector<http::Role> roles;
    std::optional<UserState> state;                 // only when changed: "disabled", or "active" again
    std::optional<bool> child_organization_access;  // absent: as it is, at first no

    static constexpr base::Limit kLimits[] = {kEmailLimit, kFirstNameLimit, kLastNameLimit, kRolesLimit};
};
BOOST_DESCRIBE_STRUCT(UserBody, (),
                      (email, first_name, last_name, language, time_zone, roles, state, child_organization_access))

// How the link of an invitation came to the person. Nobody else gets it: whoever has it chooses the password.
enum class InvitationWay {
    kMailed,
    kNoMailServer,  // `platen user invite` gives it, on the server
};
BOOST_DESCRIBE_ENUM(InvitationWay, kMailed, kNoMailServer)

struct UserView : User {
    std::optional<InvitationWay> invitation{};   // only where one was made just now
    std::optional<std::string> pending_email{};  // another address, which waits to be confirmed from there
    bool second_factor = false;                  // sign-in asks for a code
};
BOOST_DESCRIBE_STRUCT(UserView, (User), (invitation, pending_email, second_factor))

struct UserSessions {
    std::vector<store::SessionRow> items;
};
BOOST_DESCRIBE_STRUCT(UserSessions, (), (items))

struct UserPath : http::Parameters {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(UserPath, (), (user_id))

struct UserList : http::Paging {
    pg::Order<store::UserColumn> sort{store::UserColumn::kName};
    std::optional<std::string> search;
    std::optional<bool> child_organization_access;  // members of the access group (ORG-5), or the others
};
BOOST_DESCRIBE_STRUCT(UserList, (http::Paging), (sort, search, child_organization_access))

// People's addresses are for those who manage them and for the operator's help desk.
User Apply(const UserBody& body, User user) {
    user.email = body.email;
    user.first_name = body.first_name;
    user.last_name = body.last_name;
    user.language = body.language;
    user.time_zone = body.time_zone;
    user.roles = body.roles;
    if (body.state) user.state = *body.state;
    if (body.child_organization_access) user.child_organization_access = *body.child_organization_access;
    return user;
}

class Routes {
  public:
    explicit Routes(std::shared_ptr<Service> service) : service_(std::move(service)) {}

    base::Result<http::Page<UserView>> List(Call& call, const UserList& params) {
        TRY(const auto window, call.Window(params));
        const store::UserFilter filter{
            .organizations = call.actor().visible,
            .search = params.search ? base::FoldCase(base::CleanText(*params.search, 100)) : "",
            .child_organization_access = params.child_organization_access};
        auto page = http::MakePage<UserView>(call, store::ListUsers(call.tx(), filter, window));
        std::vector<UserId> ids;
        for (const auto& user : page.items) ids.push_back(user.id);
        const auto with = store::WithSecondFactor(call.tx(), call.actor().visible, ids);
        for (auto& user : page.items) user.second_factor = std::ranges::find(with, user.id) != with.end();
        for (const auto& change : store::EmailChanges(call.tx(), call.actor().visible, ids)) {
            const auto user = std::ranges::find(page.items, change.user_id, &UserView::id);
            if (user != page.items.end() && change.expires_at > service_->Now()) user->pending_email = change.email;
        }
        return page;
    }

    base::Result<http::Reply<UserView>> Create(Call& call, const UserBody& body) {
        const auto home = organizations::Find(call.tx(), call.organization());
        if (!home) return http::NotFound();
        User user = Apply(body, {});
        user.organization_id = home->id;
        TRY(const auto made, service_->InsertUser(call.tx(), std::move(user), home->tier, call.now()));
        const std::string link = service_->Invite(call.tx(), home->id, made.id);
        service_->MailInvitation(call.tx(), made, home->name, link, call.now());
        audit::Record(
            call, {home->id, audit::action::kUserCreated, "user", made.id.value, nullptr, base::json::ToValue(made)});
        http::Reply<UserView> reply(UserView{made, Way()});
        reply.location = "/api/v1/users/" + made.id.ToString();
        return reply;
    }

    base::Result<UserView> Get(Call& call, const UserPath& path) {
        auto user = store::FindUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        return Shown(call, std::move(*user));
    }

    base::Result<UserView> Update(Call& call, const UserPath& path, const UserBody& body) {
        const auto known = store::FindUser(call.tx(), call.actor().visible, path.user_id);
        if (!known) return http::NotFound();
        TRY_DO(service_->CheckChange(call.tx(), Apply(body, *known)));
        const auto before = store::LockUser(call.tx(), call.actor().visible, path.user_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        TRY(auto after, service_->UpdateUser(call, *before, Apply(body, *before)));
        return Shown(call, std::move(after));
    }

    base::Result<void> Delete(Call& call, const UserPath& path) {
        const auto user = store::LockUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        TRY_DO(call.CheckVersion(user->version));
        return service_->DeleteUser(call, *user);
    }

    base::Result<UserView> Invite(Call& call, const UserPath& path) {
        const auto user = store::LockUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        if (user->state != UserState::kInvited) return base::Refuse(base::ProblemKind::kConflict, "user_not_invited");
        const auto home = organizations::Find(call.tx(), user->organization_id);
        if (!home) return http::NotFound();
        const std::string link = service_->Invite(call.tx(), user->organization_id, user->id);
        service_->MailInvitation(call.tx(), *user, home->name, link, call.now());
        audit::Record(call, {user->organization_id, audit::action::kUserInvited, "user", user->id.value, nullptr,
                             base::json::ToValue(*user)});
        return UserView{*user, Way()};
    }

    base::Result<UserSessions> ListSessions(Call& call, const UserPath& path) {
        const auto user = store::FindUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        const auto now = service_->Now();
        return UserSessions{store::ListSessions(call.tx(), user->organization_id, user->id, now,
                                                now - service_->settings().session_idle)};
    }

    base::Result<void> EndSessions(Call& call, const UserPath& path) {
        const auto user = store::LockUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        service_->EndSessions(call, *user);
        return {};
    }

  private:
    [[nodiscard]] InvitationWay Way() const {
        return service_->settings().mail_server ? InvitationWay::kMailed : InvitationWay::kNoMailServer;
    }
    UserView Shown(Call& call, User user) const {
        const auto with = store::WithSecondFactor(call.tx(), {&user.organization_id, 1}, {user.id});
        const auto change = store::FindEmailChange(call.tx(), user.organization_id, user.id);
        UserView view{std::move(user)};
        if (change && change->expires_at > service_->Now()) view.pending_email = change->email;
        view.second_factor = !with.empty();
        return view;
    }

    std::shared_ptr<Service> service_;
};

}  // namespace

void AddUserOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    const auto routes = std::make_shared<Routes>(std::move(service));

    http::AddList(router, "users",
                  {.method = Method::kGet,
                   .path = "/api/v1/users",
                   .id = "listUsers",
                   .tag = "users",
                   .summary = "People, by name",
                   .allow = permissions::kSeeUsers},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/users",
                .id = "createUser",
                .tag = "users",
                .summary = "Invite a person into the organization acted in",
                .allow = permissions::kManageUsers,
                .people_only = true,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/users/{user_id}",
                .id = "getUser",
                .tag = "users",
                .summary = "One person",
                .allow = permissions::kSeeUsers,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/users/{user_id}",
                .id = "updateUser",
                .tag = "users",
                .summary = "Change a person's name, roles or state",
                .allow = permissions::kManageUsers,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/users/{user_id}",
                .id = "deleteUser",
                .tag = "users",
                .summary = "Delete a person; what they did stays in the audit log",
                .allow = permissions::kManageUsers,
                .people_only = true,
                .if_match = true},
               routes, &Routes::Delete);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/users/{user_id}/invitations",
                .id = "inviteUser",
                .tag = "users",
                .summary = "Send a new invitation link; the earlier one ends",
                .allow = permissions::kManageUsers,
                .people_only = true,
                .creates = true},
               routes, &Routes::Invite);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/users/{user_id}/sessions",
                .id = "listUserSessions",
                .tag = "users",
                .summary = "Where a person is signed in, the latest first",
                .allow = permissions::kManageUsers,
                .people_only = true},
               routes, &Routes::ListSessions);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/users/{user_id}/sessions",
                .id = "endUserSessions",
                .tag = "users",
                .summary = "Sign a person out everywhere; of oneself every other session",
                .allow = permissions::kManageUsers,
                .people_only = true},
               routes, &Routes::EndSessions);
}

}  // namespace identity
