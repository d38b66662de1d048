#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "server/identity/password_hash.hpp"
#include "server/identity/password_rules.hpp"
#include "server/identity/token.hpp"  // IWYU pragma: export
#include "server/organizations/organizations.hpp"
#include "server/platform/api/actor.hpp"

namespace base {
class SecretBox;
}
namespace http {
class Router;
}
namespace pg {
class Pool;
class Transaction;
}  // namespace pg
namespace tasks {
class Registry;
}
namespace mail {
class Mailer;
}
namespace audit {
class Refusals;
}

// People and keys: who they are, how they prove it, what they may do where (IDN-1..IDN-4, ORG-5, ORG-6).
namespace identity {

using base::OrganizationId;
using UserId = base::Id<struct UserTag>;

enum class UserState {
    kInvited,  // has no password yet
    kActive,
    kDisabled,  // cannot sign in; sessions have ended
};
BOOST_DESCRIBE_ENUM(UserState, kInvited, kActive, kDisabled)

struct User {
    UserId id;
    OrganizationId organization_id;  // home
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string language;   // of our catalogues: "en"
    std::string time_zone;  // IANA: "Europe/Berlin"
    std::vector<http::Role> roles;
    // ORG-5: member of the child-organization access group. Only people of a parent organization can be.
    bool child_organization_access = false;
    UserState state = UserState::kInvited;
    std::optional<base::Instant> last_sign_in_at;  // system time
    // PRT-2: which mails they get besides those that they need to sign in, and whether lists of orders and requests begin
    // 90 days ago.
    bool mail_alerts = true;     // of alert rules that name them
    bool mail_approvals = true;  // of orders that wait for an approval
    bool mail_reports = true;    // of printers of high volume, and of cartridges that were moved
    bool recent_only = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (id, organization_id, email, first_name, last_name, language, time_zone, roles,
                       child_organization_access, state, last_sign_in_at, mail_alerts, mail_approvals, mail_reports,
                       recent_only, version))

// What an operator of the software may set.
struct Settings {
    std::string public_url;  // "https://portal.example.com", in front of links; no "/" at its end
    PasswordRules passwords{};
    HashCost hashing{};
    std::chrono::seconds session_idle{std::chrono::hours(8)};           // without a request
    std::chrono::seconds session_absolute{std::chrono::hours(7 * 24)};  // since the sign-in
    std::chrono::seconds invitation_lifetime{std::chrono::hours(7 * 24)};
    std::chrono::seconds temporary_password_lifetime{std::chrono::hours(1)};  // IDN-1
    std::chrono::seconds setup_link_lifetime{std::chrono::minutes(30)};       // of the very first start
    std::chrono::seconds email_change_lifetime{std::chrono::hours(24)};
    bool mail_server = true;  // mails leave; where none does, invitations are fetched by `platen user invite`
    // The first administrator's address and the operator's name where the setup form leaves them out.
    std::string setup_email;
    std::string operator_name = "Operator";
    // Sign-in over plain HTTP from other machines than this one. Only for closed test networks.
    bool plain_http = false;
    // Identity providers (OpenID Connect) over plain HTTP and at addresses of this machine and of internal networks.
    bool internal_providers = false;
    std::vector<std::string> languages{"en"};
    std::string mail_language = "en";  // where nobody said in which language to write
};

class Service;  // the rules behind the routes, see service.hpp

// What the feature works with; everything outlives it.
struct Deps {
    pg::Pool& pool;
    base::IdSource& ids;
    const base::SecretBox& secrets;
    organizations::Scopes& scopes;
    mail::Mailer& mailer;
    Settings settings{};
    audit::Refusals* refusals = nullptr;  // without it they are only in the program's log
};

class Identity final : public http::Authenticator {
  public:
    explicit Identity(Deps deps);
    ~Identity() override;

    // A session (cookie) or an API key (bearer) -> who it is, and what they may do in the organization acted in.
    base::Result<std::optional<http::Actor>> Authenticate(const http::Request& request,
                                                          std::optional<OrganizationId> acted_in) override;
    void RegisterHttp(http::Router& router);
    void RegisterTasks(tasks::Registry& registry);

    // The one-time link of the very first start, also kept in `folder`/setup-link (mode 0600); the same one as long
    // as it is good. nullopt when there are people already; the file is removed then.
    std::optional<std::string> FirstStartLink(const std::filesystem::path& folder);
    struct Invited {
        User user;
        std::string setup_link;  // the only time it can be read
    };
    // A new person with an invitation; `organization` nullopt is the operator, made when there is none. For the command
    // line. `tx` has the scope of the system. Fields as of the API's POST /api/v1/users.
    base::Result<Invited> CreateUser(pg::Transaction& tx, std::optional<OrganizationId> organization,
                                     const User& wanted, base::Instant now);
    // A new invitation for somebody who has not come yet, by their address; for the command line, where no mail leaves. Earlier
    // ones end. kNotFound "user_not_found", kConflict "user_not_invited".
    base::Result<Invited> InviteAgain(pg::Transaction& tx, std::optional<OrganizationId> organization,
                                      const std::string& email, base::Instant now);
    // Whoever this is now, acting in `acted_in`, for what they asked to be done later (RPT-1): with the roles and the sight
    // that they would have, were they signed in. nullopt: disabled, deleted, or no longer let act there. `tx` has the scope
    // of the system.
    std::optional<http::Actor> ActorOf(pg::Transaction& tx, OrganizationId home, UserId user, OrganizationId acted_in);
    // Ends what has expired: sessions, links, temporary passwords. Gives the number of rows.
    std::int64_t RemoveExpired(pg::Transaction& tx);
    [[nodiscard]] const PasswordHasher& hasher() const;

  private:
    std::shared_ptr<Service> service_;
};

// The people of one organization who can sign in and have one of these roles, by name.
std::vector<User> ListActive(pg::Transaction& tx, OrganizationId organization, const std::vector<http::Role>& roles);

// The same of the operator's people, whoever asks: a customer sees none of them otherwise.
std::vector<User> ListActiveOfOperator(pg::Transaction& tx, const std::vector<http::Role>& roles);

// An active person of one of these organizations by their e-mail address; of several the one of the first organization.
std::optional<User> FindActive(pg::Transaction& tx, const std::vector<OrganizationId>& organizations,
                               std::string_view email);
// Likewise by home and id.
std::optional<User> FindActive(pg::Transaction& tx, OrganizationId home, UserId id);

// Whether and where there is still a setup link in the data folder; for `platen setup-link`.
std::optional<std::string> ReadSetupLink(const std::filesystem::path& folder);

}  // namespace identity
