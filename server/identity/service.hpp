#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/identity/attempts.hpp"
#include "server/identity/identity.hpp"
#include "server/identity/identity_store.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/identity/token.hpp"
#include "server/platform/api/call.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/refusals.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/oidc/provider.hpp"

// The rules behind the routes of identity; each method is one of them. Private to the feature.
namespace identity {

// A session as the browser gets it.
struct Opened {
    std::string cookie;  // the value of Set-Cookie
    OrganizationId organization;
    UserId user;
    store::SessionId id;
    bool must_change_password = false;
    std::string browser_cookie{};  // Set-Cookie of a browser that is known from now on; "" where it is not
};

// Tries that failed (IDN-3). Of a stranger first the address, then the network where it is larger, then account and address
// together, then the account alone, from wherever: the last is wide, and only what the others let pass counts there.
inline constexpr TryBound kByAddress{"address", 30, std::chrono::seconds(5)};
inline constexpr TryBound kByNetwork{"network", 120, std::chrono::seconds(1)};  // IPv6, /48
inline constexpr TryBound kByPair{"account_and_address", 5, std::chrono::seconds(60)};
inline constexpr TryBound kByAccount{"account", 50, std::chrono::seconds(20)};
// In a browser in which this account has signed in before: what strangers do elsewhere does not count for it.
inline constexpr TryBound kByBrowser{"browser", 10, std::chrono::seconds(60)};
// The own password, asked for again of whoever is signed in.
inline constexpr TryBound kByPerson{"person", 10, std::chrono::seconds(60)};
inline constexpr TryBound kByReset{"reset", 3, std::chrono::seconds(900)};
// Codes of one person, wherever they come from: three of a million are good at one moment.
inline constexpr TryBound kByCode{"code", 5, std::chrono::seconds(120)};

// An IANA name ("Europe/Berlin") that ICU knows, or a link to one.
bool IsTimeZone(const std::string& name);

class Service {
  public:
    explicit Service(Deps deps);

    [[nodiscard]] const Deps& deps() const { return deps_; }
    [[nodiscard]] const Settings& settings() const { return deps_.settings; }
    // Sessions, links and keys live in system time.
    [[nodiscard]] base::Instant Now() const { return system_clock_.Now(); }

    // ---- sign-in (sign_in.cpp) -----------------------------------------------------------------------
    // kUnauthenticated "sign_in_failed": always the same, whatever was wrong. kTooMany "too_many_attempts".
    // kForbidden "https_required". Writes through call.tx().
    // Where the account has a second factor: kUnauthenticated "second_factor_needed" until `code` is given, then
    // "second_factor_wrong" for one that is wrong, too old, or was taken before. Only after the right password.
    // Where the password is that of several accounts of the address: kUnauthenticated "account_choice_needed", which
    // names their organizations, until `organization` says which one.
    base::Result<Opened> SignIn(http::Call& call, const std::string& email, const std::string& password,
                                const std::string& code, std::optional<OrganizationId> organization);
    // Ends the session of the request; gives the Set-Cookie that takes the cookie away.
    std::string SignOut(http::Call& call);
    // The actor's own: needs the current password, unless they came with a temporary one. All other sessions end.
    base::Result<Opened> ChangePassword(http::Call& call, const std::optional<std::string>& current,
                                        const std::string& wanted);
    // IDN-1: a task that mails a temporary password to whoever has that address; nothing tells whether anybody does.
    void RequestPasswordReset(http::Call& call, const std::string& email);
    // What that task does for whoever asked for it, in one transaction of the system.
    void ResetPassword(pg::Transaction& tx, const std::string& email, const audit::Origin& origin, base::Instant now);

    [[nodiscard]] std::string_view SessionCookie(const http::Request& request) const;

    // ---- the second factor (second_factor.cpp) -------------------------------------------------------
    struct FactorSecret {
        std::string secret;  // base32, to be typed
        std::string uri;     // for a QR code
    };
    // Sets up a secret for the actor, who proves themselves by the current password; sign-in does not ask for it yet.
    // kConflict "second_factor_on".
    base::Result<FactorSecret> BeginFactor(http::Call& call, const std::string& current);
    // Turns it on by a first code; gives the recovery codes, the only time they can be read.
    base::Result<std::vector<std::string>> ConfirmFactor(http::Call& call, const std::string& code);
    base::Result<std::vector<std::string>> RenewRecoveryCodes(http::Call& call, const std::string& current,
                                                              const std::string& code);
    base::Result<void> RemoveFactor(http::Call& call, const std::string& current, const std::string& code);
    // By an administrator, of somebody who has lost it. kConflict "user_is_self", "second_factor_off".
    base::Result<void> ResetFactor(http::Call& call, const User& user);

    // ---- identity providers (provider.cpp) -----------------------------------------------------------
    struct ProviderStart {
        std::string url;     // where the browser goes on
        std::string cookie;  // Set-Cookie: what belongs to this attempt
    };
    // kNotFound where the organization has none that is on; else as oidc::Providers refuses.
    base::Result<ProviderStart> BeginProviderSignIn(http::Call& call, OrganizationId organization);
    struct ProviderAnswer {
        std::string code;
        std::string state;
        std::optional<std::string> iss;
    };
    struct ProviderDone {
        Opened opened;
        std::string cookie;  // Set-Cookie: takes the attempt away
    };
    // kUnauthenticated "provider_sign_in_unknown", "provider_token_refused", "provider_email_unverified",
    // "provider_account_unknown" {email}.
    base::Result<ProviderDone> FinishProviderSignIn(http::Call& call, const ProviderAnswer& answer);
    // What is known of one who comes by a provider, as far as they came.
    struct ProviderTry {
        std::optional<OrganizationId> organization;
        std::string issuer;
        std::string account;  // the address that the provider names
    };
    [[nodiscard]] std::string SealProviderSecret(OrganizationId organization, const std::string& secret) const;
    [[nodiscard]] std::string ProviderRedirect() const;
    oidc::Providers& providers() { return providers_; }

    // ---- links (setup.cpp) ---------------------------------------------------------------------------
    struct LinkInfo {
        bool first_start = false;
        std::string email;              // "" where the form has to ask
        std::string organization_name;  // likewise
        std::string first_name;
        std::string last_name;
    };
    struct SetupInput {
        std::string token;
        std::string password;
        std::optional<std::string> first_name;
        std::optional<std::string> last_name;
        std::optional<std::string> email;              // first start only
        std::optional<std::string> organization_name;  // first start only
        std::optional<std::string> time_zone;          // first start only, IANA; else UTC
    };
    // kNotFound "setup_link_invalid": unknown, used, expired, mistyped.
    base::Result<LinkInfo> CheckLink(pg::Transaction& tx, const std::string& token);
    base::Result<Opened> UseLink(http::Call& call, const SetupInput& input);
    std::optional<std::string> FirstStartLink(const std::filesystem::path& folder);
    // An address that somebody else wrote for this person: mailed there to be confirmed, and told to the address of now.
    void AskEmail(http::Call& call, const User& user, const std::string& email);
    // Whoever has the link of that mail: the address is theirs from now on. kNotFound "email_link_invalid", kConflict
    // "email_taken_meanwhile".
    base::Result<void> ConfirmEmail(http::Call& call, const std::string& token);
    // A new link for a person; earlier ones end. Not mailed.
    std::string Invite(pg::Transaction& tx, OrganizationId organization, UserId user);

    // ---- people (users.cpp) --------------------------------------------------------------------------
    // The person as kept, or every field that is wrong.
    base::Result<User> CheckUser(User user, organizations::Tier tier) const;
    // What CheckUser() refuses of a change, before the person's row is locked.
    base::Result<void> CheckChange(pg::Transaction& tx, const User& after) const;
    base::Result<User> InsertUser(pg::Transaction& tx, User user, organizations::Tier tier, base::Instant now);
    base::Result<User> UpdateUser(http::Call& call, const User& before, User after);
    base::Result<void> DeleteUser(http::Call& call, const User& user);
    // By an administrator: gives how many there were.
    std::int64_t EndSessions(http::Call& call, const User& user);
    // Roles that mean something in an organization of that tier (ORG-6).
    static http::RoleSet RolesOf(organizations::Tier tier);

    // ---- what is refused (refusals.cpp)
    // To the audit log of whoever has the account, to the operator's where nobody does: the same work in both cases,
    // so that nobody can tell from outside. Once the request has been refused.
    // `tried`: the organization whose account was meant, nullopt: any.
    void RefusedAccount(http::Call& call, const char* action, const std::string& account, const char* reason,
                        std::optional<OrganizationId> tried);
    // Of a person who is known by now: other organizations that have the same address are not told.
    void RefusedPerson(http::Call& call, const char* action, base::OrganizationId organization, UserId user,
                       const std::string& account, const char* reason);
    // Of a sign-in by provider, whatever was refused. To the organization whose provider it is, to the operator's where
    // not even that is known.
    void RefusedProvider(http::Call& call, const ProviderTry& attempt, const base::Problem& problem);
    // A link of setup or invitation that is not, or no longer, good.
    void RefusedLink(http::Call& call, const std::string& text);
    // The actor's own current password was wrong, or tried too often.
    void RefusedPassword(http::Call& call, const char* reason);
    // An API key; `key`: what is known of it. Part of `tx`, which the caller commits.
    void RefusedKey(pg::Transaction& tx, const http::Request& request, const Token& token,
                    const std::optional<store::PresentedKey>& key, const char* reason);

    // ---- who asks (authenticator.cpp) ----------------------------------------------------------------
    base::Result<std::optional<http::Actor>> Authenticate(const http::Request& request,
                                                          std::optional<OrganizationId> acted_in);
    std::optional<http::Actor> ActorOf(pg::Transaction& tx, OrganizationId home, UserId user, OrganizationId acted_in);

    // ---- mails (mails.cpp) ---------------------------------------------------------------------------
    void MailInvitation(pg::Transaction& tx, const User& user, const std::string& organization_name,
                        const std::string& link, base::Instant now);
    void MailTemporaryPassword(pg::Transaction& tx, const store::Candidate& to, const std::string& email,
                               const std::string& password, base::Instant now);
    void MailPasswordChanged(pg::Transaction& tx, const User& user, base::Instant now);
    void MailEmailConfirmation(pg::Transaction& tx, const User& user, const std::string& email, const std::string& link,
                               base::Instant now);
    // What was done with somebody's account, to the person (ASVS 5.0, 6.3.7). `what`: roles {by}, disabled {by}, enabled {by},
    // email_asked {by, email}, email_changed {email}, sessions {by}, sign_in {at, address, browser}.
    void MailAccountChanged(pg::Transaction& tx, const User& user, const char* what, base::Args args,
                            base::Instant now);
    // `what`: on, off, reset, codes.
    void MailFactorChanged(pg::Transaction& tx, const User& user, const char* what, base::Instant now);

    // The password as it is hashed, or the refusal of the field `pointer`.
    base::Result<std::string> TakePassword(const std::string& typed, const std::vector<std::string>& names,
                                           const std::string& pointer) const;
    // A new session with a new id; the one that the request brought ends.
    Opened OpenSession(http::Call& call, OrganizationId organization, UserId user, bool must_change_password,
                       store::SignInMethod method = store::SignInMethod::kPassword);
    base::Result<void> CheckTransport(const http::Request& request) const;

    PasswordHasher& hasher() { return hasher_; }

  private:
    // The actor's current password, which a browser left open does not know: "/current_password password_wrong".
    base::Result<void> CheckCurrent(http::Call& call, const std::string& account,
                                    const std::optional<std::string>& current, const std::string& password_hash);
    struct Proven {
        User user;
        std::string account;
    };
    // The actor, who has given the current password.
    base::Result<Proven> Prove(http::Call& call, const std::string& current);
    struct Taken {
        Tries tries;                // to give back where it was the owner
        std::chrono::seconds wait;  // above zero: refused
    };
    // The tries of a sign-in of this account from here.
    Taken TakeTries(const http::Request& request, const std::string& account);
    // One more code of that person: kTooMany "too_many_attempts". Before the request's transaction is begun.
    base::Result<void> CountCode(UserId user);
    // Takes a code of the app, or a recovery code, that was counted: gives which, nullptr where it is neither, or was taken before.
    const char* TakeCode(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& typed);
    // The id of this browser, where `account` has signed in here before.
    [[nodiscard]] std::optional<std::string> KnownBrowser(const http::Request& request,
                                                          const std::string& account) const;
    // To whoever has come in before, where this browser is none of theirs.
    void TellOfNewBrowser(http::Call& call, const User& user);
    // Set-Cookie that makes it known, or keeps it so.
    [[nodiscard]] std::string BrowserCookie(const http::Request& request, const std::string& account) const;
    // The row of the proven actor, locked, after `code` was taken: "/code second_factor_wrong".
    base::Result<User> LockWithCode(http::Call& call, const Proven& who, const std::string& code);
    std::vector<std::string> WriteRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user);
    [[nodiscard]] std::string RecoveryHash(UserId user, std::string_view code) const;

    base::Result<ProviderDone> TakeProviderAnswer(http::Call& call, const ProviderAnswer& answer, ProviderTry& attempt);
    // The verified address of whoever the code is for; `claimed` is also told one that is not verified.
    base::Result<std::string> EmailByProvider(const store::IdentityProvider& provider, const std::string& code,
                                              const std::string& nonce, const std::string& verifier,
                                              std::string& claimed);
    // From now on the person is active: they came in, or chose a password. Their invitations end.
    void Activate(http::Call& call, User& user);

    void WriteRefusal(pg::Transaction& tx, const audit::Origin& origin, const std::string& action,
                      const std::string& account, store::Among among, std::optional<OrganizationId> tried,
                      const char* reason, std::int64_t not_recorded);
    void Send(pg::Transaction& tx, const mail::Mail& mail, base::Instant now);

    struct Acting;
    base::Result<std::optional<http::Actor>> BySession(const http::Request& request, const Token& token,
                                                       std::optional<OrganizationId> acted_in);
    base::Result<std::optional<http::Actor>> ByApiKey(const http::Request& request, const Token& token,
                                                      std::optional<OrganizationId> acted_in);
    // Fills roles and visible organizations; false when the organization acted in cannot be seen.
    bool Act(pg::Transaction& tx, http::Actor& actor, const Acting& acting);
    void NoteUse(const std::function<void(pg::Transaction&)>& write);

    Deps deps_;
    std::atomic<std::chrono::steady_clock::time_point> notes_again_at_{};
    std::filesystem::path link_folder_;  // of the first start; its file goes when the link is used
    base::SystemClock system_clock_;
    PasswordHasher hasher_;
    oidc::Providers providers_;
    Attempts attempts_;
};

void AddSessionOperations(http::Router& router, std::shared_ptr<Service> service);
void AddProviderOperations(http::Router& router, std::shared_ptr<Service> service);
void AddSecondFactorOperations(http::Router& router, std::shared_ptr<Service> service);
void AddUserOperations(http::Router& router, std::shared_ptr<Service> service);
void AddApiKeyOperations(http::Router& router, std::shared_ptr<Service> service);

}  // namespace identity
