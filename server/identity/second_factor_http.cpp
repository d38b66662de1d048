#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// The own second factor, somebody else's that is lost, and whether an organization asks for one (IDN-4).
namespace identity {

namespace {

namespace permissions = organizations::permissions;

using http::Call;

constexpr base::Limit kCodeLimit{.field = "code", .required = true, .max_length = kMaxCode};
constexpr base::Limit kCurrentLimit{.field = "current_password", .required = true, .max_length = kMaxPassword};

struct SecondFactorView {
    bool enabled = false;
    std::optional<base::Instant> confirmed_at;
    std::int64_t recovery_codes_left = 0;
    bool required = false;  // by the organization
};
BOOST_DESCRIBE_STRUCT(SecondFactorView, (), (enabled, confirmed_at, recovery_codes_left, required))

struct SecondFactorBody {
    std::string current_password;

    static constexpr base::Limit kLimits[] = {kCurrentLimit};
};
BOOST_DESCRIBE_STRUCT(SecondFactorBody, (), (current_password))

struct SecondFactorSecret {
    std::string secret;  // base32; given once
    std::string uri;     // "otpauth://totp/..." for a QR code
};
BOOST_DESCRIBE_STRUCT(SecondFactorSecret, (), (secret, uri))

struct SecondFactorConfirmation {
    std::string code;

    static constexpr base::Limit kLimits[] = {kCodeLimit};
};
BOOST_DESCRIBE_STRUCT(SecondFactorConfirmation, (), (code))

struct SecondFactorProof {
    std::string current_password;
    std::string code;  // of the app, or a recovery code

    static constexpr base::Limit kLimits[] = {kCurrentLimit, kCodeLimit};
};
BOOST_DESCRIBE_STRUCT(SecondFactorProof, (), (current_password, code))

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;  // given once
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

struct FactorUserPath : http::Parameters {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(FactorUserPath, (), (user_id))

struct SignInPolicyBody {
    bool require_second_factor = false;
};
BOOST_DESCRIBE_STRUCT(SignInPolicyBody, (), (require_second_factor))

template <class Body>
base::Result<void> CheckBody(const Body& body) {
    base::FieldProblems problems;
    base::CheckLimits(body, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return {};
}

class FactorRoutes {
  public:
    explicit FactorRoutes(std::shared_ptr<Service> service) : service_(std::move(service)) {}

    base::Result<SecondFactorView> Get(Call& call) {
        const http::Actor& actor = call.actor();
        const auto factor = store::FindSecondFactor(call.tx(), actor.home, {actor.id});
        SecondFactorView view;
        view.enabled = factor && factor->confirmed_at;
        if (view.enabled) {
            view.confirmed_at = factor->confirmed_at;
            view.recovery_codes_left = store::CountRecoveryCodes(call.tx(), actor.home, {actor.id});
        }
        view.required = store::FindPolicy(call.tx(), actor.home).require_second_factor;
        return view;
    }

    base::Result<SecondFactorSecret> Begin(Call& call, const SecondFactorBody& body) {
        TRY_DO(CheckBody(body));
        TRY(auto made, service_->BeginFactor(call, body.current_password));
        return SecondFactorSecret{std::move(made.secret), std::move(made.uri)};
    }

    base::Result<RecoveryCodes> Confirm(Call& call, const SecondFactorConfirmation& body) {
        TRY_DO(CheckBody(body));
        TRY(auto codes, service_->ConfirmFactor(call, body.code));
        return RecoveryCodes{std::move(codes)};
    }

    base::Result<RecoveryCodes> Renew(Call& call, const SecondFactorProof& body) {
        TRY_DO(CheckBody(body));
        TRY(auto codes, service_->RenewRecoveryCodes(call, body.current_password, body.code));
        return RecoveryCodes{std::move(codes)};
    }

    base::Result<void> Remove(Call& call, const SecondFactorProof& body) {
        TRY_DO(CheckBody(body));
        return service_->RemoveFactor(call, body.current_password, body.code);
    }

    base::Result<void> Reset(Call& call, const FactorUserPath& path) {
        const auto user = store::LockUser(call.tx(), call.actor().visible, path.user_id);
        if (!user) return http::NotFound();
        return service_->ResetFactor(call, *user);
    }

    base::Result<store::SignInPolicy> GetPolicy(Call& call) {
        return store::FindPolicy(call.tx(), call.organization());
    }

    base::Result<store::SignInPolicy> PutPolicy(Call& call, const SignInPolicyBody& body) {
        const auto before = store::LockPolicy(call.tx(), call.organization());
        TRY_DO(call.CheckVersion(before.version));
        auto after = before;
        after.require_second_factor = body.require_second_factor;
        if (after.require_second_factor == before.require_second_factor) return before;
        ++after.version;
        store::SetPolicy(call.tx(), after);
        audit::Record(call, {call.organization(), audit::action::kSignInPolicyUpdated, "sign_in_policy",
                             call.organization().value,
                             boost::json::object{{"require_second_factor", before.require_second_factor}},
                             boost::json::object{{"require_second_factor", after.require_second_factor}},
                             organizations::Find(call.tx(), call.organization())->name});
        return after;
    }

  private:
    std::shared_ptr<Service> service_;
};

}  // namespace

void AddSecondFactorOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    constexpr auto kNone = http::OperationScope::kNone;
    const auto routes = std::make_shared<FactorRoutes>(std::move(service));

    router.Add({.method = Method::kGet,
                .path = "/api/v1/second-factor",
                .id = "getSecondFactor",
                .tag = "session",
                .summary = "Whether one's own sign-in asks for a code, and how many recovery codes are left",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true},
               routes, &FactorRoutes::Get);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/second-factor",
                .id = "beginSecondFactor",
                .tag = "session",
                .summary = "Make a secret for an authenticator app; it counts once a code of it was given",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .success = 201,
                .body_limit = 8 << 10},
               routes, &FactorRoutes::Begin);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/second-factor/confirmations",
                .id = "confirmSecondFactor",
                .tag = "session",
                .summary = "Turn the second factor on by a first code; recovery codes are given once",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .success = 201,
                .body_limit = 8 << 10},
               routes, &FactorRoutes::Confirm);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/second-factor/recovery-codes",
                .id = "replaceRecoveryCodes",
                .tag = "session",
                .summary = "New recovery codes; the earlier ones end",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .success = 201,
                .body_limit = 8 << 10},
               routes, &FactorRoutes::Renew);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/second-factor/removals",
                .id = "removeSecondFactor",
                .tag = "session",
                .summary = "Turn the second factor off, by password and code",
                .allow = permissions::kUseOwnAccount,
                .scope = kNone,
                .people_only = true,
                .body_limit = 8 << 10},
               routes, &FactorRoutes::Remove);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/users/{user_id}/second-factor",
                .id = "resetSecondFactor",
                .tag = "users",
                .summary = "Take the second factor of somebody away who has lost it",
                .allow = permissions::kManageUsers,
                .people_only = true},
               routes, &FactorRoutes::Reset);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/sign-in-policy",
                .id = "getSignInPolicy",
                .tag = "users",
                .summary = "What the organization acted in asks of its people at sign-in",
                .allow = permissions::kManageSignIn,
                .returns_etag = true},
               routes, &FactorRoutes::GetPolicy);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/sign-in-policy",
                .id = "updateSignInPolicy",
                .tag = "users",
                .summary = "Ask every person of the organization for a second factor, or no longer",
                .allow = permissions::kManageSignIn,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &FactorRoutes::PutPolicy);
}

}  // namespace identity
