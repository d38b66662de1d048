#include "server/platform/api/testing.hpp"

#include "lib/base/log.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "lib/base/secrets.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace http {
namespace {

// "pointer code" of every field error, in their order.
std::vector<std::string> FieldsOf(const TestAnswer& answer) {
    std::vector<std::string> list;
    if (answer.Code().empty()) return list;
    const auto json = answer.Json();
    const auto* errors = json.as_object().if_contains("errors");
    if (errors == nullptr) return list;
    for (const auto& error : errors->as_array()) {
        const auto& object = error.as_object();
        const char* place = object.contains("parameter") ? "parameter" : "pointer";
        std::string line(object.at(place).as_string());
        list.push_back(line.append(" ").append(object.at("code").as_string()));
    }
    return list;
}

}  // namespace

boost::json::value TestAnswer::Json() const {
    return boost::json::parse(body);
}

std::string TestAnswer::At(std::string_view pointer) const {
    const auto json = Json();
    boost::json::error_code error;
    const auto* value = json.find_pointer(pointer, error);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->get_string());
    return boost::json::serialize(*value);
}

std::string TestAnswer::Code() const {
    if (headers.Get("Content-Type") != "application/problem+json") return {};
    return std::string(Json().at("code").as_string());
}

std::vector<std::string> TestAnswer::Errors() const {
    std::vector<std::string> list = FieldsOf(*this);
    std::sort(list.begin(), list.end());
    return list;
}

std::string TestAnswer::Field() const {
    const auto list = FieldsOf(*this);
    return list.empty() ? "" : list.front();
}

TestAnswer TestClient::Get(const std::string& target, const TestHeaders& headers) const {
    return Send(Method::kGet, target, "", headers);
}

TestAnswer TestClient::Post(const std::string& target, const std::string& body, const TestHeaders& headers) const {
    TestHeaders all = headers;
    all.try_emplace("Idempotency-Key", base::ToBase64Url(base::RandomBytes(12)));
    return Send(Method::kPost, target, body, all);
}

TestAnswer TestClient::Put(const std::string& target, const std::string& body, const std::string& etag,
                           const TestHeaders& headers) const {
    TestHeaders all = headers;
    if (!etag.empty()) all["If-Match"] = etag;
    return Send(Method::kPut, target, body, all);
}

TestAnswer TestClient::Delete(const std::string& target, const std::string& etag, const TestHeaders& headers) const {
    TestHeaders all = headers;
    if (!etag.empty()) all["If-Match"] = etag;
    return Send(Method::kDelete, target, "", all);
}

TestAnswer TestClient::Send(Method method, const std::string& target, const std::string& body,
                            const TestHeaders& headers) const {
    Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    for (const auto& [name, value] : headers) {
        if (!value.empty()) request.headers.Add(name, value);
    }
    if (!body.empty() && !headers.contains("Content-Type")) {
        request.headers.Add("Content-Type", "application/json");
    }
    return Run(std::move(request));
}

TestAnswer TestClient::Again(const std::string& target, Turn turn) const {
    Request request;
    request.target = target;
    request.turn = turn;
    return Run(std::move(request));
}

TestAnswer TestClient::Run(Request request) const {
    request.read_failed = !ReadTarget(request.target, request);
    request.client_address = "192.0.2.1";
    request.headers.Add("Host", "platen.test");
    if (!credential_.empty()) request.headers.Add("Authorization", "Bearer " + credential_);
    Response response = router_.Handle(request);
    TestAnswer answer;
    answer.status = response.status;
    answer.headers = std::move(response.headers);
    answer.body = std::string(response.Body());
    if (response.more) {
        while (const auto piece = response.more()) answer.body += *piece;
    }
    answer.wait = std::move(response.wait);
    return answer;
}

class TestApi::FakeAuthenticator final : public Authenticator {
  public:
    base::Result<std::optional<Actor>> Authenticate(const Request& request,
                                                    std::optional<base::OrganizationId> acted_in) override {
        const auto found = actors.find(request.Bearer());
        if (found == actors.end()) {
            if (request.Bearer().empty()) return std::optional<Actor>{};
            return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
        }
        Actor actor = found->second;
        if (acted_in) {
            if (std::find(actor.visible.begin(), actor.visible.end(), *acted_in) == actor.visible.end()) {
                return base::Refuse(base::ProblemKind::kNotFound, "organization_not_found");
            }
            actor.organization = *acted_in;
        }
        return std::optional<Actor>(std::move(actor));
    }

    std::map<std::string, Actor, std::less<>> actors;
};

TestApi::TestApi(pg::Pool* pool, const base::Clock& clock, std::vector<std::string> role_names)
    : parts_(std::make_unique<Parts>()), authenticator_(std::make_unique<FakeAuthenticator>()) {
    base::log::SetLevel(base::log::Level::kWarn);  // a line for every change is too much in a test
    router_ = std::make_unique<Router>(RouterParts{.clock = &clock,
                                                   .pool = pool,
                                                   .secrets = &parts_->secrets,
                                                   .wakeups = &parts_->wakeups,
                                                   .catalogues = &parts_->catalogues,
                                                   .per_address = {},
                                                   .per_actor = {},
                                                   .role_names = std::move(role_names)});
    router_->AddAuthenticator(*authenticator_);
}

TestApi::~TestApi() = default;

Wakeups& TestApi::wakeups() {
    return parts_->wakeups;
}

Actor TestApi::SignIn(base::OrganizationId organization, RoleSet roles, std::vector<base::OrganizationId> visible,
                      ActorKind kind) {
    Actor actor;
    actor.kind = kind;
    actor.id = parts_->ids.Next();
    actor.name = "tester@example.com";
    actor.language = "en";
    actor.organization = organization;
    actor.home = organization;
    actor.roles = roles;
    actor.visible = std::move(visible);
    actor.sees_below = actor.visible.size() > 1;
    if (std::find(actor.visible.begin(), actor.visible.end(), organization) == actor.visible.end()) {
        actor.visible.push_back(organization);
    }
    SignIn(actor);
    return actor;
}

void TestApi::SignIn(const Actor& actor) {
    authenticator_->actors[actor.id.ToString()] = actor;
}

TestClient TestApi::As(const Actor& actor) {
    return {*router_, actor.id.ToString()};
}
TestClient TestApi::Anonymous() {
    return {*router_, ""};
}

std::vector<Permitted> PermissionMatrix(const Router& router, std::span<const Role> roles) {
    std::vector<Permitted> matrix;
    for (const auto& route : router.routes()) {
        const Operation& operation = route->operation;
        if (operation.allow.IsPublic()) continue;
        for (const Role role : roles) {
            matrix.push_back({std::string(operation.id), operation.method, std::string(operation.path), role,
                              operation.allow.Has(role)});
        }
    }
    return matrix;
}

}  // namespace http
