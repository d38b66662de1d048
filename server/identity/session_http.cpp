#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/identity/session_view.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// Signing in and out, links, the own password, profile and sessions.
namespace identity {

namespace permissions = organizations::permissions;

namespace {

using http::Call;
using http::Nothing;

struct SignInBody {
    std::string email;
    std::string password;
    std::optional<std::string> code;                // of the second factor, or a recovery code
    std::optional<OrganizationId> organization_id;  // where the password is that of several accounts: whose is meant

    static constexpr base::Limit kLimits[] = {{.field = "code", .max_length = kMaxCode}};
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password, code, organization_id))

struct SetupBody {
    std::string token;
    std::string password;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> email;              // of the first administrator
    std::optional<std::string> organization_name;  // of the operator
    std::optional<std::string> time_zone;          // of the first administrator; else UTC

    static constexpr base::Limit kLimits[] = {kPasswordLimit,
                                              kFirstNameLimit,
                                              kLastNameLimit,
                                              {.field = "email", .max_length = 254},
                                              {.field = "organization_name", .max_length = kMaxName}};
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (token, password, first_name, last_name, email, organization_name, time_zone))

struct SetupCheckBody {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(SetupCheckBody, (), (token))

struct SetupCheck {
    bool first_start = false;  // asks for an address and the operator's name, too
    std::string email;
    std::string organization_name;
    std::string first_name;
    std::string last_name;
    std::int64_t password_minimum_length = 0;
};
BOOST_DESCRIBE_STRUCT(SetupCheck, (),
                      (first_start, email, organization_name, first_name, last_name, password_minimum_length))

struct EmailConfirmation {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(EmailConfirmation, (), (token))

struct PasswordResetBody {
    std::string email;
};
BOOST_DESCRIBE_STRUCT(PasswordResetBody, (), (email))

struct PasswordBody {
    std::optional<std::string> current_password;  // not after a temporary password
    std::string new_password;

    static constexpr base::Limit kLimits[] = {{.field = "new_password", .required = true, .max_length = kMaxPassword}};
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (current_password, new_password))

struct Profile {
    std::string first_name;
    std::string last_name;
    std::string language;
    std::string time_zone;
    // Absent: as it is.
    std::optional<bool> mail_alerts{};     // mails of alert rules
    std::optional<bool> mail_approvals{};  // mails of orders that wait for an approval
    std::optional<bool> mail_reports{};    // mails of printers of high volume, and of cartridges that were moved
    std::optional<bool> recent_only{};     // lists of orders and requests begin 90 days ago

    static constexpr base::Limit kLimits[] = {kFirstNameLimit, kLastNameLimit};
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (first_name, last_name, language, time_zone, mail_alerts, mail_approvals, mail_reports,
                       recent_only))

struct ProfileView : Profile {
    UserId id;
    OrganizationId organization_id;
    std::string email;
    std::vector<http::Role> roles;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ProfileView, (Profile), (id, organization_id, email, roles, version))

struct SessionItem : store::SessionRow {
    bool current = false;  // the one that asks
};
BOOST_DESCRIBE_STRUCT(SessionItem, (store::SessionRow), (current))

struct SessionItems {
    std::vector<SessionItem> items;
};
BOOST_DESCRIBE_STRUCT(SessionItems, (), (items))

struct SessionPath : http::Parameters {
    store::SessionId session_id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (session_id))

std::int64_t MinimumLength(const Service& service) {
    return std::max(service.settings().passwords.minimum_length, kPasswordFloor);
}

// `tx` sees everything.
base::Result<SessionView> View(pg::Transaction& tx, const Service& service, OrganizationId home, UserId id,
                               OrganizationId acted_in, bool must_change_password, bool must_set_up_second_factor) {
    const auto user = store::FindUser(tx, {&home, 1}, id);
    const auto organization = organizations::Find(tx, acted_in);
    if (!user || !organization) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
    SessionView view;
    view.user = {user->id,       user->email,     user->first_name, user->last_name,
                 user->language, user->time_zone, user->recent_only};
    view.organization = {organization->id, organization->name, organization->tier};
    view.roles = user->roles;
    view.child_organization_access = user->child_organization_access;
    view.must_change_password = must_change_password;
    view.must_set_up_second_factor = must_set_up_second_factor;
    view.password_minimum_length = MinimumLength(service);
    return view;
}

base::Result<http::Reply<SessionView>> Answer(http::Call& call, const Service& service,
                                              const base::Result<Opened>& opened) {
    if (!opened) return std::unexpected(opened.error());
    return AnswerOpened(call, service, *opened);
}

ProfileView ToProfile(const User& user) {
    ProfileView view;
    view.first_name = user.first_name;
    view.last_name = user.last_name;
    view.language = user.language;
    view.time_zone = user.time_zone;
    view.mail_alerts = user.mail_alerts;
    view.mail_approvals = user.mail_approvals;
    view.mail_reports = user.mail_reports;
    view.recent_only = user.recent_only;
    view.id = user.id;
    view.organization_id = user.organization_id;
    view.email = user.email;
    view.roles = user.roles;
    view.version = user.version;
    return view;
}

class Routes {
  public:
    explicit Routes(std::shared_ptr<Service> service) : service_(std::move(service)) {}

    base::Result<http::Reply<SessionView>> SignIn(Call& call, const SignInBody& body) {
        return Answer(call, *service_,
                      service_->SignIn(call, body.email, body.password, body.code.value_or(""), body.organization_id));
    }

    base::Result<SessionView> GetSession(Call& call) {
        const http::Actor& actor = call.actor();
        // The person belongs to their home, which cannot be seen from a child organization.
        call.tx().SetScope(pg::Scope::System());
        const auto session = store::FindSession(call.tx(), actor.home, {actor.session_id}, actor.home);
        return View(call.tx(), *service_, actor.home, {actor.id}, call.organization(),
                    session && session->must_change_password, session && session->must_set_up_second_factor);
    }

    base::Result<http::Reply<Nothing>> SignOut(Call& call) {
        http::Reply<Nothing> reply;
        reply.headers.emplace_back("Set-Cookie", service_->SignOut(call));
        // ASVS 5.0, 14.3.1. Not "cookies": whose browser it is stays known, so that strangers slow themselves only (IDN-3).
        reply.headers.emplace_back("Clear-Site-Data", R"("cache", "storage")");
        return reply;
    }

    base::Result<http::Reply<SessionView>> Setup(Call& call, const SetupBody& body) {
        return Answer(call, *service_,
                      service_->UseLink(call, {body.token, body.password, body.first_name, body.last_name, body.email,
                                               body.organization_name, body.time_zone}));
    }

    base::Result<SetupCheck> CheckSetup(Call& call, const SetupCheckBody& body) {
        auto link = service_->CheckLink(call.tx(), body.token);
        if (!link) {
            service_->RefusedLink(call, body.token);
            return std::unexpected(std::move(link.error()));
        }
        return SetupCheck{link->first_start, link->email,     link->organization_name,
                          link->first_name,  link->last_name, MinimumLength(*service_)};
    }

    base::Result<void> ConfirmEmail(Call& call, const EmailConfirmation& body) {
        return service_->ConfirmEmail(call, body.token);
    }

    base::Result<void> RequestPasswordReset(Call& call, const PasswordResetBody& body) {
        service_->RequestPasswordReset(call, body.email);
        return {};
    }

    base::Result<http::Reply<SessionView>> ChangePassword(Call& call, const PasswordBody& body) {
        return Answer(call, *service_, service_->ChangePassword(call, body.current_password, body.new_password));
    }

    base::Result<ProfileView> GetProfile(Call& call) {
        const auto user = store::FindUser(call.tx(), {&call.actor().home, 1}, {call.actor().id});
        if (!user) return http::NotFound();
        return ToProfile(*user);
    }

    base::Result<ProfileView> UpdateProfile(Call& call, const Profile& body) {
        const auto apply = [&](User user) {
            user.first_name = body.first_name;
            user.last_name = body.last_name;
            user.language = body.language;
            user.time_zone = body.time_zone;
            user.mail_alerts = body.mail_alerts.value_or(user.mail_alerts);
            user.mail_approvals = body.mail_approvals.value_or(user.mail_approvals);
            user.mail_reports = body.mail_reports.value_or(user.mail_reports);
            user.recent_only = body.recent_only.value_or(user.recent_only);
            return user;
        };
        const auto known = store::FindUser(call.tx(), {&call.actor().home, 1}, {call.actor().id});
        if (!known) return http::NotFound();
        TRY_DO(service_->CheckChange(call.tx(), apply(*known)));
        const auto before = store::LockUser(call.tx(), {&call.actor().home, 1}, {call.actor().id});
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        TRY(const auto changed, service_->UpdateUser(call, *before, apply(*before)));
        return ToProfile(changed);
    }

    base::Result<SessionItems> ListSessions(Call& call) {
        const http::Actor& actor = call.actor();
        SessionItems list;
        const auto now = service_->Now();
        for (const auto& row :
             store::ListSessions(call.tx(), actor.home, {actor.id}, now, now - service_->settings().session_idle)) {
            list.items.push_back({row, row.id.value == actor.session_id});
        }
        return list;
    }

    base::Result<void> EndSession(Call& call, const SessionPath& path) {
        const http::Actor& actor = call.actor();
        if (!store::DeleteSession(call.tx(), actor.home, {actor.id}, path.session_id)) {
            return http::NotFound();
        }
        audit::Record(call, {actor.home, audit::action::kSessionEnded, "user", actor.id,
                             boost::json::object{{"session_id", path.session_id.ToString()}}, nullptr, actor.name});
        return {};
    }

    base::Result<void> EndOtherSessions(Call& call) {
        const http::Actor& actor = call.actor();
        const auto ended = store::DeleteSessions(call.tx(), actor.home, {actor.id}, {actor.session_id});
        if (ended == 0) return {};
        audit::Record(call, {actor.home, audit::action::kSessionEnded, "user", actor.id,
                             boost::json::object{{"other_sessions", ended}}, nullptr, actor.name});
        return {};
    }

  private:
    std::shared_ptr<Service> service_;
};

}  // namespace

base::Result<http::Reply<SessionView>> AnswerOpened(http::Call& call, const Service& service, const Opened& opened) {
    const auto session = store::FindSession(call.tx(), opened.organization, opened.id, opened.organization);
    TRY(auto view, View(call.tx(), service, opened.organization, opened.user, opened.organization,
                        opened.must_change_password, session && session->must_set_up_second_factor));
    http::Reply<SessionView> reply(std::move(view));
    reply.headers.emplace_back("Set-Cookie", opened.cookie);
    if (!opened.browser_cookie.empty()) reply.headers.emplace_back("Set-Cookie", opened.browser_cookie);
    return reply;
}

void AddSessionOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    constexpr auto kNone = http::OperationScope::kNone;
    const auto routes = std::make_shared<Routes>(std::move(service));

    router.Add({.method = Method::kPost,
                .path = "/api/v1/session",
                .id = "signIn",
                .tag = "session",
                .summary = "Sign in with e-mail address and password",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 201,
                .body_limit = 8 << 10},
               routes, &Routes::SignIn);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/session",
                .id = "getSession",
                .tag = "session",
                .summary = "Who is signed in, and what they may do in the organization acted in",
                .allow = permissions::kUseOwnAccount,
                .people_only = true},
               routes, &Routes::GetSession);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/session",
                .id = "signOut",
                .tag = "session",
                .summary = "Sign out: the session ends on the server",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true},
               routes, &Routes::SignOut);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/setup",
                .id = "setup",
                .tag = "session",
                .summary = "Use a setup or invitation link: choose a password and be signed in",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 201,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 1, .burst = 30}},
               routes, &Routes::Setup);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/setup-checks",
                .id = "checkSetup",
                .tag = "session",
                .summary = "What a setup or invitation link is for; does not use it up",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 200,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 1, .burst = 30}},
               routes, &Routes::CheckSetup);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/email-confirmations",
                .id = "confirmEmail",
                .tag = "session",
                .summary = "Use the link that was mailed to a new address: it is the person's from now on",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 204,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 1, .burst = 30}},
               routes, &Routes::ConfirmEmail);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/password-resets",
                .id = "requestPasswordReset",
                .tag = "session",
                .summary = "Mail a temporary password, if there is such an account",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 202,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 0.1, .burst = 10}},
               routes, &Routes::RequestPasswordReset);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/password",
                .id = "changePassword",
                .tag = "session",
                .summary = "Change the own password; every other session ends",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .body_limit = 8 << 10},
               routes, &Routes::ChangePassword);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/profile",
                .id = "getProfile",
                .tag = "session",
                .summary = "The own name, language and time zone",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .returns_etag = true},
               routes, &Routes::GetProfile);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/profile",
                .id = "updateProfile",
                .tag = "session",
                .summary = "Change the own name, language and time zone",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::UpdateProfile);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/sessions",
                .id = "listSessions",
                .tag = "session",
                .summary = "The own sessions, the latest first",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true},
               routes, &Routes::ListSessions);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/sessions/{session_id}",
                .id = "endSession",
                .tag = "session",
                .summary = "End one of the own sessions",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true},
               routes, &Routes::EndSession);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/sessions",
                .id = "endOtherSessions",
                .tag = "session",
                .summary = "End every other session of one's own",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true},
               routes, &Routes::EndOtherSessions);
}

}  // namespace identity
