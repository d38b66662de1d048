#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/identity/session_view.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// Identity providers: set up by administrators, used by whoever signs in (IDN-4).
namespace identity {

namespace {

namespace permissions = organizations::permissions;

using http::Call;

struct ProviderView {
    OrganizationId organization_id;
    std::string issuer;
    std::string client_id;
    bool has_client_secret = false;  // it is never shown
    std::string email_claim = "email";
    bool enabled = false;
    std::string redirect_uri;  // to register at the provider
    std::string sign_in_link;  // for people of the organization
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderView, (),
                      (organization_id, issuer, client_id, has_client_secret, email_claim, enabled, redirect_uri,
                       sign_in_link, version))

struct ProviderBody {
    std::string issuer;
    std::string client_id;
    std::optional<std::string> client_secret;  // absent: as it is; "": none
    std::string email_claim;
    bool enabled = false;

    static constexpr base::Limit kLimits[] = {{.field = "issuer", .required = true, .max_length = 500},
                                              {.field = "client_id", .required = true, .max_length = 200},
                                              {.field = "client_secret", .max_length = 500},
                                              {.field = "email_claim", .required = true, .max_length = 60}};
};
BOOST_DESCRIBE_STRUCT(ProviderBody, (), (issuer, client_id, client_secret, email_claim, enabled))

// What the sign-in page offers.
struct OfferedProvider {
    OrganizationId organization_id;
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(OfferedProvider, (), (organization_id, organization_name))
struct OfferedProviders {
    std::vector<OfferedProvider> items;
};
BOOST_DESCRIBE_STRUCT(OfferedProviders, (), (items))
struct OfferedParams : http::Parameters {
    std::optional<OrganizationId> for_organization_id;
};
BOOST_DESCRIBE_STRUCT(OfferedParams, (), (for_organization_id))

struct ProviderSignInBody {
    OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(ProviderSignInBody, (), (organization_id))
struct ProviderSignIn {
    std::string authorization_url;  // where the browser goes on
};
BOOST_DESCRIBE_STRUCT(ProviderSignIn, (), (authorization_url))

struct ProviderCompletionBody {
    std::string code;
    std::string state;
    std::optional<std::string> iss;

    static constexpr base::Limit kLimits[] = {{.field = "code", .required = true, .max_length = 4000},
                                              {.field = "state", .required = true, .max_length = 200},
                                              {.field = "iss", .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(ProviderCompletionBody, (), (code, state, iss))

class ProviderRoutes {
  public:
    explicit ProviderRoutes(std::shared_ptr<Service> service) : service_(std::move(service)) {}

    base::Result<ProviderView> Get(Call& call) {
        return Shown(
            store::FindProvider(call.tx(), call.organization())
                .value_or(store::IdentityProvider{.organization_id = call.organization(), .email_claim = "email"}));
    }

    base::Result<ProviderView> Put(Call& call, const ProviderBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.Has("/issuer") && !service_->providers().MayAsk(body.issuer)) {
            problems.Add("/issuer", "provider_address");
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        if (body.enabled) {
            // Before the row is locked, and before people are sent there.
            if (const auto found = service_->providers().Discover(body.issuer, true); !found) {
                if (found.error().code != "provider_unreachable") return std::unexpected(found.error());
                problems.Add("/issuer", "provider_unreachable", found.error().args);
                return std::move(problems).Refuse();
            }
        }
        const auto known = store::LockProvider(call.tx(), call.organization());
        const auto before = known.value_or(store::IdentityProvider{.organization_id = call.organization()});
        TRY_DO(call.CheckVersion(before.version));
        auto after = before;
        after.issuer = body.issuer;
        after.client_id = body.client_id;
        after.email_claim = body.email_claim;
        after.enabled = body.enabled;
        // It was given for the one that was there: another provider is not told it.
        if (!body.client_secret && before.issuer != body.issuer) after.client_secret.reset();
        if (body.client_secret) {
            after.client_secret.reset();
            if (!body.client_secret->empty()) {
                after.client_secret = pg::Bytes{service_->SealProviderSecret(call.organization(), *body.client_secret)};
            }
        }
        // Where none is kept, none is taken away.
        const bool new_secret = body.client_secret && (!body.client_secret->empty() || before.client_secret);
        if (known && !new_secret && Told(after, false) == Told(before, false)) return Shown(before);
        ++after.version;
        store::SetProvider(call.tx(), after);
        Record(call, audit::action::kIdentityProviderUpdated, Told(before, false), Told(after, new_secret));
        return Shown(after);
    }

    base::Result<void> Delete(Call& call) {
        const auto known = store::LockProvider(call.tx(), call.organization());
        if (!known) return http::NotFound();
        TRY_DO(call.CheckVersion(known->version));
        store::DeleteProvider(call.tx(), call.organization());
        Record(call, audit::action::kIdentityProviderDeleted, Told(*known, false), nullptr);
        return {};
    }

    // The operator's, and the one of the organization whose link was opened. Tells nothing of accounts.
    base::Result<OfferedProviders> Offered(Call& call, const OfferedParams& params) {
        OfferedProviders offered;
        const auto add = [&](const std::optional<organizations::Organization>& organization) {
            if (!organization) return;
            const auto provider = store::FindProvider(call.tx(), organization->id);
            if (provider && provider->enabled) offered.items.push_back({organization->id, organization->name});
        };
        const auto home = organizations::FindOperator(call.tx());
        if (params.for_organization_id && (!home || home->id != *params.for_organization_id)) {
            add(organizations::Find(call.tx(), *params.for_organization_id));
        }
        add(home);
        return offered;
    }

    base::Result<http::Reply<ProviderSignIn>> Begin(Call& call, const ProviderSignInBody& body) {
        TRY(auto start, service_->BeginProviderSignIn(call, body.organization_id));
        http::Reply<ProviderSignIn> reply(ProviderSignIn{std::move(start.url)});
        reply.headers.emplace_back("Set-Cookie", std::move(start.cookie));
        return reply;
    }

    base::Result<http::Reply<SessionView>> Finish(Call& call, const ProviderCompletionBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY(auto done, service_->FinishProviderSignIn(call, {body.code, body.state, body.iss}));
        TRY(auto reply, AnswerOpened(call, *service_, done.opened));
        reply.headers.emplace_back("Set-Cookie", std::move(done.cookie));
        return reply;
    }

  private:
    ProviderView Shown(const store::IdentityProvider& provider) const {
        const std::string& url = service_->settings().public_url;
        return {.organization_id = provider.organization_id,
                .issuer = provider.issuer,
                .client_id = provider.client_id,
                .has_client_secret = provider.client_secret.has_value(),
                .email_claim = provider.email_claim,
                .enabled = provider.enabled,
                .redirect_uri = service_->ProviderRedirect(),
                .sign_in_link = url + "/sign-in?with=" + provider.organization_id.ToString(),
                .version = provider.version};
    }
    // Without the secret; that it was changed is told.
    static boost::json::value Told(const store::IdentityProvider& provider, bool new_secret) {
        boost::json::object told{{"issuer", provider.issuer},
                                 {"client_id", provider.client_id},
                                 {"has_client_secret", provider.client_secret.has_value()},
                                 {"email_claim", provider.email_claim},
                                 {"enabled", provider.enabled}};
        if (new_secret) told["client_secret_changed"] = true;
        return told;
    }
    static void Record(Call& call, const char* action, boost::json::value before, boost::json::value after) {
        audit::Record(call,
                      {call.organization(), action, "identity_provider", call.organization().value, std::move(before),
                       std::move(after), organizations::Find(call.tx(), call.organization())->name});
    }

    std::shared_ptr<Service> service_;
};

}  // namespace

void AddProviderOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    constexpr auto kNone = http::OperationScope::kNone;
    const auto routes = std::make_shared<ProviderRoutes>(std::move(service));

    router.Add({.method = Method::kGet,
                .path = "/api/v1/identity-provider",
                .id = "getIdentityProvider",
                .tag = "users",
                .summary = "The identity provider of the organization acted in",
                .allow = permissions::kManageSignIn,
                .returns_etag = true},
               routes, &ProviderRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/identity-provider",
                .id = "updateIdentityProvider",
                .tag = "users",
                .summary = "Set up or change the identity provider of the organization acted in",
                .allow = permissions::kManageSignIn,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &ProviderRoutes::Put);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/identity-provider",
                .id = "deleteIdentityProvider",
                .tag = "users",
                .summary = "Take the identity provider away; people sign in with passwords",
                .allow = permissions::kManageSignIn,
                .people_only = true,
                .if_match = true},
               routes, &ProviderRoutes::Delete);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/sign-in-providers",
                .id = "listSignInProviders",
                .tag = "session",
                .summary = "The identity providers that the sign-in page offers",
                .allow = http::kPublic,
                .scope = kNone,
                .rate = http::Rate{.per_second = 1, .burst = 60}},
               routes, &ProviderRoutes::Offered);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/provider-sign-ins",
                .id = "beginProviderSignIn",
                .tag = "session",
                .summary = "Begin to sign in through an organization's identity provider",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 201,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 0.5, .burst = 20}},
               routes, &ProviderRoutes::Begin);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/provider-sign-ins/completions",
                .id = "completeProviderSignIn",
                .tag = "session",
                .summary = "Sign in with what the identity provider has answered",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 201,
                .body_limit = 16 << 10,
                .rate = http::Rate{.per_second = 0.5, .burst = 20}},
               routes, &ProviderRoutes::Finish);
}

}  // namespace identity
