#include <algorithm>
#include <map>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// Keys of programs (IDN-4): roles and permissions instead of a person, an end, shown once. A key does no more than its
// scopes and than whoever made it (http::Actor::May).
namespace identity {

namespace permissions = organizations::permissions;

namespace {

using http::Call;

constexpr std::chrono::days kMaxLifetime{366};
constexpr std::size_t kMaxScopes = 100;

struct ApiKeyBody {
    std::string name;
    std::vector<http::Role> roles;
    std::optional<std::vector<std::string>> scopes;  // absent: everything that the roles give
    base::Instant expires_at;                        // system time, at most a year ahead

    static constexpr base::Limit kLimits[] = {kKeyNameLimit, kRolesLimit, {.field = "scopes", .max_items = kMaxScopes}};
};
BOOST_DESCRIBE_STRUCT(ApiKeyBody, (), (name, roles, scopes, expires_at))

// A permission that a key can be limited to.
struct ApiKeyScope {
    std::string name;
    std::vector<http::Role> roles;  // any of them has it
    bool reads_only = false;        // changes nothing
};
BOOST_DESCRIBE_STRUCT(ApiKeyScope, (), (name, roles, reads_only))
struct ApiKeyScopes {
    std::vector<ApiKeyScope> items;
};
BOOST_DESCRIBE_STRUCT(ApiKeyScopes, (), (items))

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

using Offered = std::map<std::string, ApiKeyScope, std::less<>>;

// What the one who asks may do themselves, but for what only people do.
Offered OfferedTo(const http::Actor& actor, const http::Router& router) {
    Offered offered;
    for (const auto& route : router.routes()) {
        const http::Operation& operation = route->operation;
        if (operation.allow.IsPublic() || operation.allow.name == permissions::kUseOwnAccount.name ||
            operation.allow.name == permissions::kManageApiKeys.name || operation.people_only ||
            !actor.May(operation.allow)) {
            continue;
        }
        const std::string name(operation.allow.name);
        auto [at, is_new] = offered.try_emplace(name, ApiKeyScope{name, operation.allow.roles.ToVector(), true});
        at->second.reads_only = at->second.reads_only && http::Reads(operation);
    }
    return offered;
}

base::Result<store::ApiKey> Check(http::Call& call, const Service& service, const ApiKeyBody& body,
                                  organizations::Tier tier, const Offered& offered) {
    base::FieldProblems problems;
    base::CheckCount({.field = "scopes", .max_items = kMaxScopes}, body.scopes ? body.scopes->size() : 0, "/scopes",
                     problems);
    if (body.scopes && body.scopes->empty()) problems.Add("/scopes", "missing");
    for (const auto& scope : body.scopes.value_or(std::vector<std::string>{})) {
        const auto known = offered.find(scope);
        const bool by_role = known != offered.end() && std::ranges::any_of(body.roles, [&](http::Role role) {
                                 return std::ranges::find(known->second.roles, role) != known->second.roles.end();
                             });
        if (!by_role) problems.Add("/scopes", "scope_not_given", {{"scope", base::CleanText(scope, 60)}});
    }
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
    key.scopes = body.scopes;
    if (key.scopes) {
        std::ranges::sort(*key.scopes);
        key.scopes->erase(std::ranges::unique(*key.scopes).begin(), key.scopes->end());
    }
    key.created_by = call.actor().name;
    key.created_at = now;
    key.expires_at = body.expires_at;
    return key;
}

class Routes {
  public:
    Routes(std::shared_ptr<Service> service, const http::Router& router)
        : service_(std::move(service)), router_(router) {}

    base::Result<http::Page<ApiKeyView>> List(Call& call, const ApiKeyList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ApiKeyView>(call, store::ListApiKeys(call.tx(), {call.actor().visible}, window));
    }

    base::Result<ApiKeyScopes> Scopes(Call& call) {
        ApiKeyScopes list;
        for (auto& [name, scope] : OfferedTo(call.actor(), router_)) list.items.push_back(scope);
        return list;
    }

    base::Result<ApiKeyView> Create(Call& call, const ApiKeyBody& body) {
        const auto home = organizations::Find(call.tx(), call.organization());
        if (!home) return http::NotFound();
        TRY(auto key, Check(call, *service_, body, home->tier, OfferedTo(call.actor(), router_)));
        const Token token = Token::Make(home->id, service_->deps().ids.Next());
        key.id = {token.id};
        store::InsertApiKey(call.tx(), key, {call.actor().home, {call.actor().id}}, token.SecretHash());
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
        store::RevokeApiKey(call.tx(), key->organization_id, key->id, service_->Now());
        audit::Record(call, {key->organization_id, audit::action::kApiKeyDeleted, "api_key", key->id.value,
                             base::json::ToValue(*key), nullptr});
        return {};
    }

  private:
    std::shared_ptr<Service> service_;
    const http::Router& router_;
};

}  // namespace

void AddApiKeyOperations(http::Router& router, std::shared_ptr<Service> service) {
    using http::Method;
    const auto routes = std::make_shared<Routes>(std::move(service), router);

    http::AddList(router, "api-keys",
                  {.method = Method::kGet,
                   .path = "/api/v1/api-keys",
                   .id = "listApiKeys",
                   .tag = "api-keys",
                   .summary = "API keys, the oldest first",
                   .allow = permissions::kManageApiKeys},
                  routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/api-key-scopes",
                .id = "listApiKeyScopes",
                .tag = "api-keys",
                .summary = "Permissions that a key can be limited to: those of whoever asks",
                .allow = permissions::kManageApiKeys},
               routes, &Routes::Scopes);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/api-keys",
                .id = "createApiKey",
                .tag = "api-keys",
                .summary = "Create a key for the organization acted in; its token is shown once",
                .allow = permissions::kManageApiKeys,
                .people_only = true,
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
                .summary = "Revoke a key; it is refused from the next request on",
                .allow = permissions::kManageApiKeys},
               routes, &Routes::Delete);
}

}  // namespace identity
