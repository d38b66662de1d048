#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// Keys of programs (IDN-4): roles instead of a person, an end, shown once.
namespace identity {

namespace permissions = organizations::permissions;

namespace {

using http::Call;

constexpr std::chrono::days kMaxLifetime{366};

struct ApiKeyBody {
    std::string name;
    std::vector<http::Role> roles;
    base::Instant expires_at;  // system time, at most a year ahead

    static constexpr base::Limit kLimits[] = {kKeyNameLimit, kRolesLimit};
};
BOOST_DESCRIBE_STRUCT(ApiKeyBody, (), (name, roles, expires_at))

struct ApiKeyView : store::ApiKey {
    std::optional<std::string> token;  // given once
};
BOOST_DESCRIBE_STRUCT(ApiKeyView, (store::ApiKey), (token))

struct ApiKeyPath : http::Parameters {
    store::ApiKeyId api_key_id;
};
BOOST_DESCRIBE_STRUCT(ApiKeyPath, (), (api_key_id))

struct ApiKeyList : http::Paging {
    pg::Order<store::ApiKeyColumn> sort{store::ApiKeyColumn::kCreatedAt};
};
BOOST_DESCRIBE_STRUCT(ApiKeyList, (http::Paging), (sort))

base::Result<store::ApiKey> Check(http::Call& call, const Service& service, const ApiKeyBody& body,
                                  organizations::Tier tier) {
    base::FieldProblems problems;
    store::ApiKey key;
    key.name = base::CleanText(body.name, kMaxName + 1);
    base::CheckText(kKeyNameLimit, key.name, "/name", problems);
    base::CheckCount(kRolesLimit, body.roles.size(), "/roles", problems);
    for (const http::Role role : body.roles) {
        if (!Service::RolesOf(tier).Has(role)) {
            problems.Add("/roles", "role_not_for_organization", {{"role", std::string(base::json::EnumName(role))}});
        }
    }
    const base::Instant now = service.Now();
    if (body.expires_at <= now || body.expires_at > now + kMaxLifetime) {
        problems.Add("/expires_at", "key_lifetime", {{"days", std::int64_t{kMaxLifetime.count()}}});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    key.organization_id = call.organization();
    key.roles = body.roles;
    key.created_by = call.actor().name;
    key.created_at = now;
    key.expires_at = body.expires_at;
    return key;
}

class Routes {
  public:
    explicit Routes(std::shared_ptr<Service> service) : service_(std::move(service)) {}

    base::Result<http::Page<ApiKeyView>> List(Call& call, const ApiKeyList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ApiKeyView>(call, store::ListApiKeys(call.tx(), {call.actor().visible}, window));
    }

    base::Result<ApiKeyView> Create(Call& call, const ApiKeyBody& body) {
        // A key that makes keys would never end.
        if (call.actor().kind != http::ActorKind::kUser)
            return base::Refuse(base::ProblemKind::kForbidden, "people_only");
        const auto home = organizations::Find(call.tx(), call.organization());
        if (!home) return http::NotFound();
        TRY(auto key, Check(call, *service_, body, home->tier));
        const Token token = Token::Make(home->id, service_->deps().ids.Next());
        key.id = {token.id};
        store::InsertApiKey(call.tx(), key, token.SecretHash());
        audit::Record(
            call, {home->id, audit::action::kApiKeyCreated, "api_key", token.id, nullptr, base::json::ToValue(key)});
        return ApiKeyView{key, token.ToString(token_prefix::kApiKey)};
    }

    base::Result<ApiKeyView> Get(Call& call, const ApiKeyPath& path) {
        auto key = store::FindApiKey(call.tx(), call.actor().visible, path.api_key_id);
        if (!key) return http::NotFound();
        return ApiKeyView{std::move(*key), {}};
    }

    base::Result<void> Delete(Call& call, const ApiKeyPath& path) {
        const auto key = store::FindApiKey(call.tx(), call.actor().visible, path.api_key_id);
        if (!key) return http::NotFound();
        store::DeleteApiKey(call.tx(), key->organization_id, key->id);
        audit::Record(call, {key->organization_id, audit::action::kApiKeyDeleted, "api_key", key->id.value,
                             base::json::ToValue(*key), nullptr});
        return {};
    }

  private:
    std::shared_ptr<Service> service_;
};

}  // namespace

void AddApiKeyOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    const auto routes = std::make_shared<Routes>(std::move(service));

    router.Add({.method = Method::kGet,
                .path = "/api/v1/api-keys",
                .id = "listApiKeys",
                .tag = "api-keys",
                .summary = "API keys, the oldest first",
                .allow = permissions::kManageApiKeys},
               routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/api-keys",
                .id = "createApiKey",
                .tag = "api-keys",
                .summary = "Create a key for the organization acted in; its token is shown once",
                .allow = permissions::kManageApiKeys,
                .creates = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/api-keys/{api_key_id}",
                .id = "getApiKey",
                .tag = "api-keys",
                .summary = "One API key",
                .allow = permissions::kManageApiKeys},
               routes, &Routes::Get);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/api-keys/{api_key_id}",
                .id = "deleteApiKey",
                .tag = "api-keys",
                .summary = "Delete a key; it is refused from the next request on",
                .allow = permissions::kManageApiKeys},
               routes, &Routes::Delete);
}

}  // namespace identity
