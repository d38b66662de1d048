#include <fmt/format.h>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/net/network.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/oidc/id_token.hpp"
#include "server/platform/pg/transaction.hpp"

// Signing in through the organization's identity provider (OpenID Connect, IDN-4): the code flow with PKCE. What belongs
// to one attempt (state, nonce, verifier) lies sealed in a cookie of the browser that began it, so that an answer that was
// begun in another browser is none. Only people who are there already come in; no account is made.
namespace identity {

namespace {

constexpr std::string_view kSecureAttempt = "__Host-platen_provider";
constexpr std::string_view kPlainAttempt = "platen_provider";
constexpr std::string_view kAttemptContext = "identity.provider_sign_in";
constexpr std::chrono::minutes kAttemptLifetime{10};

struct Attempt {
    OrganizationId organization_id;
    std::string issuer;
    std::string state;
    std::string nonce;
    std::string verifier;
    base::Instant ends;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (organization_id, issuer, state, nonce, verifier, ends))

std::string AttemptCookie(bool secure, const std::string& value, std::chrono::seconds age) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", secure ? kSecureAttempt : kPlainAttempt,
                       value, age.count(), secure ? "; Secure" : "");
}

std::string RandomText() {
    return base::ToBase64Url(base::RandomBytes(32));
}

std::string ProviderSecretContext(OrganizationId organization) {
    return fmt::format("identity_providers.client_secret {}", organization.ToString());
}

std::unexpected<base::Problem> RefusedByProvider(const std::string& reason) {
    return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_token_refused", {{"reason", reason}});
}

}  // namespace

std::string Service::SealProviderSecret(OrganizationId organization, const std::string& secret) const {
    return deps_.secrets.Seal(secret, ProviderSecretContext(organization));
}

std::string Service::ProviderRedirect() const {
    return settings().public_url + "/sign-in/callback";
}

base::Result<Service::ProviderStart> Service::BeginProviderSignIn(http::Call& call, OrganizationId organization) {
    TRY_DO(CheckTransport(call.request()));
    std::optional<store::IdentityProvider> provider;
    {
        // Of its own: no connection is held while the provider is asked.
        pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        provider = store::FindProvider(tx, organization);
        if (provider && !organizations::Find(tx, organization)) provider.reset();
        tx.Commit();
    }
    if (!provider || !provider->enabled) return http::NotFound();
    const auto endpoints = providers_.Discover(provider->issuer);
    if (!endpoints) {
        RefusedProvider(call, {organization, provider->issuer, ""}, endpoints.error());
        return std::unexpected(endpoints.error());
    }
    const Attempt attempt{.organization_id = organization,
                          .issuer = provider->issuer,
                          .state = RandomText(),
                          .nonce = RandomText(),
                          .verifier = RandomText(),
                          .ends = Now() + kAttemptLifetime};
    ProviderStart start;
    start.url = endpoints->authorization;
    start.url += endpoints->authorization.find('?') == std::string::npos ? '?' : '&';
    start.url += "response_type=code&scope=openid%20email&client_id=" + oidc::FormEncode(provider->client_id) +
                 "&redirect_uri=" + oidc::FormEncode(ProviderRedirect()) + "&state=" + attempt.state +
                 "&nonce=" + attempt.nonce +
                 "&code_challenge_method=S256&code_challenge=" + base::ToBase64Url(base::Sha256(attempt.verifier));
    start.cookie = AttemptCookie(call.request().secure,
                                 base::ToBase64Url(deps_.secrets.Seal(base::json::Write(attempt), kAttemptContext)),
                                 kAttemptLifetime);
    return start;
}

base::Result<Service::ProviderDone> Service::FinishProviderSignIn(http::Call& call, const ProviderAnswer& answer) {
    TRY_DO(CheckTransport(call.request()));
    ProviderTry attempt;
    auto done = TakeProviderAnswer(call, answer, attempt);
    if (!done) RefusedProvider(call, attempt, done.error());
    return done;
}

base::Result<Service::ProviderDone> Service::TakeProviderAnswer(http::Call& call, const ProviderAnswer& answer,
                                                                ProviderTry& known) {
    const auto cookie =
        base::FromBase64Url(call.request().Cookie(call.request().secure ? kSecureAttempt : kPlainAttempt));
    const auto sealed = cookie ? deps_.secrets.Open(*cookie, kAttemptContext) : std::nullopt;
    const auto attempt = sealed ? base::json::Read<Attempt>(*sealed) : base::Result<Attempt>(RefusedByProvider(""));
    if (attempt) known = {attempt->organization_id, attempt->issuer, ""};
    const std::string& address = call.request().client_address;
    const Tries tries{{&kByAddress, net::NetworkOf(address)}};
    if (const auto wait = attempts_.Take(tries); wait.count() > 0) {
        return base::Refuse(base::ProblemKind::kTooMany, "too_many_attempts",
                            {{"retry_after_seconds", static_cast<std::int64_t>(wait.count())}});
    }
    // Begun in another browser, too long ago, or not by us at all.
    if (!attempt || attempt->ends <= Now() || !base::EqualInConstantTime(attempt->state, answer.state)) {
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_sign_in_unknown");
    }
    // RFC 9207: the answer of one provider does not count for another.
    if (answer.iss && *answer.iss != attempt->issuer) return RefusedByProvider("issuer");
    std::optional<store::IdentityProvider> provider;
    {
        pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        provider = store::FindProvider(tx, attempt->organization_id);
        tx.Commit();
    }
    if (!provider || !provider->enabled || provider->issuer != attempt->issuer) {
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_sign_in_unknown");
    }
    TRY(const auto email, EmailByProvider(*provider, answer.code, attempt->nonce, attempt->verifier, known.account));

    const std::string account = store::EmailKey(email);
    pg::Transaction& tx = call.tx();
    auto user = organizations::Find(tx, attempt->organization_id)
                    ? store::LockByEmail(tx, attempt->organization_id, account)
                    : std::nullopt;
    if (!user) {
        base::log::Warn("identity.provider_account_unknown address={} request_id={}", address, call.request_id());
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_account_unknown", {{"email", account}});
    }
    TellOfNewBrowser(call, *user);
    Activate(call, *user);
    store::SignedIn(tx, user->organization_id, user->id, Now());
    ProviderDone done{OpenSession(call, user->organization_id, user->id, false, store::SignInMethod::kProvider),
                      AttemptCookie(call.request().secure, "", std::chrono::seconds(0))};
    audit::Record(tx, call.now(), audit::PersonOf(call, user->id.value, account),
                  {user->organization_id, audit::action::kSessionCreated, "user", user->id.value, nullptr,
                   boost::json::object{{"email", account}, {"identity_provider", provider->issuer}}});
    Attempts::GiveBack(tx, tries);
    done.opened.browser_cookie = BrowserCookie(call.request(), account);
    return done;
}

base::Result<std::string> Service::EmailByProvider(const store::IdentityProvider& provider, const std::string& code,
                                                   const std::string& nonce, const std::string& verifier,
                                                   std::string& claimed) {
    std::string secret;
    if (provider.client_secret) {
        const auto opened =
            deps_.secrets.Open(provider.client_secret->value, ProviderSecretContext(provider.organization_id));
        if (!opened) return RefusedByProvider("client_secret");
        secret = *opened;
    }
    TRY(const auto tokens, providers_.Exchange(provider.issuer, {.code = code,
                                                                 .redirect_uri = ProviderRedirect(),
                                                                 .client_id = provider.client_id,
                                                                 .client_secret = secret,
                                                                 .verifier = verifier}));
    const oidc::Expected expected{provider.issuer, provider.client_id, nonce, Now()};
    TRY(auto keys, providers_.Keys(provider.issuer));
    auto claims = oidc::ReadIdToken(tokens.id, keys, expected);
    if (!claims && oidc::ReasonOf(claims.error()) == oidc::kKeyUnknown) {
        // The provider has changed its keys since.
        TRY(keys, providers_.Keys(provider.issuer, true));
        claims = oidc::ReadIdToken(tokens.id, keys, expected);
    }
    if (!claims) {
        base::log::Warn("identity.provider_token_refused issuer={} reason={}", provider.issuer,
                        oidc::ReasonOf(claims.error()));
        return std::unexpected(std::move(claims.error()));
    }
    if (!claims->contains(provider.email_claim) || !claims->contains("email_verified")) {
        // A provider may keep it out of the token (OpenID Connect Core 1.0, section 5.4).
        const auto* subject = claims->if_contains("sub");
        TRY(auto more,
            providers_.UserInfo(
                provider.issuer, tokens.access,
                subject != nullptr && subject->is_string() ? std::string(subject->get_string()) : std::string()));
        for (const auto& [name, value] : more) {
            if (!claims->contains(name)) (*claims)[name] = value;
        }
    }
    const auto* email = claims->if_contains(provider.email_claim);
    if (email == nullptr || !email->is_string()) return RefusedByProvider("no_email");
    std::string address(email->get_string());
    if (base::IsEmailAddress(address)) claimed = store::EmailKey(address);
    const auto* verified = claims->if_contains("email_verified");
    // It speaks of the claim "email" alone (OpenID Connect Core 1.0, section 5.1): another claim has to say the same.
    const auto* proven = claims->if_contains("email");
    const bool same = proven != nullptr && proven->is_string() &&
                      base::FoldCase(std::string(proven->get_string())) == base::FoldCase(address);
    // Else anybody could come with the address of somebody else.
    if (verified == nullptr || !verified->is_bool() || !verified->get_bool() || !same) {
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_email_unverified");
    }
    if (!base::IsEmailAddress(address)) return RefusedByProvider("no_email");
    return address;
}

}  // namespace identity
