#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/secrets.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/i18n/i18n.hpp"

// For tests of features: calls the router without sockets, as any actor.
//
//     http::TestApi api(pool, clock);
//     contacts::RegisterHttp(api.router(), {...});
//     const http::Actor anna = api.SignIn(organization, {http::Role::kFleetManager});
//     auto made = api.As(anna).Post("/api/v1/contacts", R"({"first_name":"Ann", ...})");
//     EXPECT_EQ(made.status, 201);
//     EXPECT_EQ(api.As(anna).Get(made.Header("Location")).Json().at("first_name"), "Ann");
namespace http {

struct TestAnswer {
    int status = 0;
    Headers headers;
    std::string body;

    [[nodiscard]] std::string Header(std::string_view name) const { return std::string(headers.Get(name)); }
    [[nodiscard]] std::string ETag() const { return Header("ETag"); }
    // Throws when the body is no JSON. Name it before iterating: `for (... : answer.Json()...)` dangles.
    [[nodiscard]] boost::json::value Json() const;
    // What a JSON pointer shows as text: "/items/0/name"; strings without quotes, "" when it is not there.
    [[nodiscard]] std::string At(std::string_view pointer) const;
    // `code` of a problem; empty when the answer is none.
    [[nodiscard]] std::string Code() const;
    // "pointer code" of every field error, sorted.
    [[nodiscard]] std::vector<std::string> Errors() const;
    // The same of the first one.
    [[nodiscard]] std::string Field() const;
    // Long polls.
    std::optional<Wait> wait;
};

using TestHeaders = std::map<std::string, std::string>;

// One actor's view of the API. POSTs get a fresh Idempotency-Key unless they bring one.
class TestClient {
  public:
    TestClient(Router& router, std::string credential) : router_(router), credential_(std::move(credential)) {}

    TestAnswer Get(const std::string& target, const TestHeaders& headers = {}) const;
    TestAnswer Post(const std::string& target, const std::string& body, const TestHeaders& headers = {}) const;
    // `etag` goes into If-Match; empty: none.
    TestAnswer Put(const std::string& target, const std::string& body, const std::string& etag = "",
                   const TestHeaders& headers = {}) const;
    TestAnswer Delete(const std::string& target, const std::string& etag = "", const TestHeaders& headers = {}) const;
    TestAnswer Send(Method method, const std::string& target, const std::string& body,
                    const TestHeaders& headers) const;
    // A long poll's further turn.
    TestAnswer Again(const std::string& target, Turn turn) const;

  private:
    TestAnswer Run(Request request) const;

    Router& router_;
    std::string credential_;
};

class TestApi {
  public:
    // `pool` may be null for operations without a database.
    TestApi(pg::Pool* pool, const base::Clock& clock, std::vector<std::string> role_names = {});
    ~TestApi();

    Router& router() { return *router_; }
    Wakeups& wakeups();
    // An actor with these roles in `organization`, who sees `visible` (empty: only `organization`).
    // ?organization_id= acts in any visible one, with the same roles.
    Actor SignIn(base::OrganizationId organization, RoleSet roles, std::vector<base::OrganizationId> visible = {},
                 ActorKind kind = ActorKind::kUser);
    // For full control; gives the actor a credential.
    void SignIn(const Actor& actor);
    TestClient As(const Actor& actor);
    TestClient Anonymous();

  private:
    class FakeAuthenticator;
    struct Parts {
        base::SecretBox secrets{std::string(base::SecretBox::kKeyBytes, 'k')};
        Wakeups wakeups;
        i18n::Catalogues catalogues = i18n::Catalogues::BuiltIn();
        base::SystemClock system_clock;
        base::IdSource ids{system_clock};
    };
    std::unique_ptr<Parts> parts_;
    std::unique_ptr<FakeAuthenticator> authenticator_;
    std::unique_ptr<Router> router_;
};

// One row of the permission matrix: an operation and a role that may or may not use it.
struct Permitted {
    std::string operation;  // Operation::id
    Method method;
    std::string path;  // the template
    Role role;
    bool allowed;
};
// Every operation that needs a sign-in x each of `roles`, in the order of registration.
std::vector<Permitted> PermissionMatrix(const Router& router, std::span<const Role> roles);

}  // namespace http
