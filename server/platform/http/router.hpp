#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/http/actor.hpp"
#include "server/platform/http/binding.hpp"
#include "server/platform/http/call.hpp"
#include "server/platform/http/cursor.hpp"
#include "server/platform/http/message.hpp"
#include "server/platform/http/rate_limit.hpp"

namespace i18n {
class Catalogues;
}

// Typed operations. A feature's routes are one function in its <feature>_http.cpp that binds the members of its Routes:
//
//     base::Result<ContactView> Routes::Get(http::Call& call, const ContactPath& path) {
//         const auto contact = store::Find(call.tx(), call.actor().visible, path.contact_id);
//         if (!contact) return http::NotFound();
//         return View(*contact);
//     }
//     router.Add({.method = http::Method::kGet, .path = "/api/v1/contacts/{contact_id}", .id = "getContact",
//                 .tag = "contacts", .allow = http::kAnyRole, .returns_etag = true}, routes, &Routes::Get);
//
// A handler takes the call, then what it takes from path and query (a struct that derives from http::Parameters), then
// what it takes from the body; either may be left out. It gives a base::Result of the answer: a described struct, void
// (204), Raw, or Reply of one of them where status, headers or waiting are its own. The role check, strict binding,
// transaction, ETag, idempotency and the OpenAPI document come with it. What a rule refuses is returned as a Problem;
// exceptions (database gone) fly.
namespace http {

enum class OperationScope {
    kOrganization,  // acts in one organization; takes ?organization_id=
    kNone,          // sign-in, enrollment and the like: call.tx() sees everything, take care
};

// Set the members in this order (designated initializers need it); only the first five, and `allow`, must be.
struct Operation {
    Method method = Method::kGet;
    std::string path;     // "/api/v1/contacts/{contact_id}"
    std::string id;       // "getContact": stable, names the generated client's function
    std::string tag;      // the feature
    std::string summary;  // one line, English, for the OpenAPI document
    RoleSet allow;        // any one of these roles; http::kPublic needs no sign-in
    OperationScope scope = OperationScope::kOrganization;
    bool creates = false;              // 201; Idempotency-Key required
    bool idempotent = false;           // Idempotency-Key required (a POST with an effect that is not 201)
    bool if_match = false;             // If-Match required (428); use call.CheckVersion (412)
    bool returns_etag = false;         // ETag of the body's `version` (or Reply::version) and the body
    bool raw = false;                  // the answer is http::Raw (CSV, PDF, ...)
    int success = 0;                   // 0: 201 if creates, 204 for Nothing, else 200
    std::size_t body_limit = 1 << 20;  // octets, as sent
    std::size_t inflated_limit = 0;    // octets; above 0 Content-Encoding: gzip is accepted
    std::optional<Rate> rate;          // per client address, on top of the router's own limits
};

// No parameters, no body.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// A body that is not JSON. In: `Body` of a handler. Out: `Reply<Raw>` with Operation::raw.
struct Raw {
    std::string content_type;
    std::string bytes;
    std::string file_name{};  // out: offered as a download under this name
};

template <class T>
struct Reply {
    T body{};
    int status = 0;                         // 0: Operation::success
    std::optional<std::int64_t> version{};  // for the ETag; default body.version
    std::string location{};                 // path of what was made
    std::vector<Headers::Field> headers{};  // further ones, e.g. Set-Cookie
    std::optional<Wait> wait{};

    Reply() = default;
    Reply(T value) : body(std::move(value)) {}     // NOLINT: `return view;`
    Reply(Wait later) : wait(std::move(later)) {}  // NOLINT: `return http::Wait{...};`
};

// The usual refusals.
inline std::unexpected<base::Problem> NotFound() {
    return base::Refuse(base::ProblemKind::kNotFound, "not_found");
}

// An answer before it is written: what Add() makes of a Reply.
struct Outcome {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    Headers headers;
    std::optional<std::int64_t> version;
    std::optional<std::string> next_cursor;
    std::optional<Wait> wait;
    bool replayed = false;
};

struct Route {
    Operation operation;
    std::function<base::Result<Outcome>(Call&)> invoke;
    std::vector<ParameterInfo> (*parameters)(const std::string& path, base::json::SchemaSet&) = nullptr;
    // Schemas of the bodies; nullopt: none, or not JSON.
    std::optional<boost::json::object> (*request_schema)(base::json::SchemaSet&) = nullptr;
    std::optional<boost::json::object> (*response_schema)(base::json::SchemaSet&) = nullptr;
    bool raw_request = false;
    bool empty_response = false;
};

class Metrics;
class StaticFiles;
class Wakeups;

// What the router works with; nothing is owned, everything outlives it.
struct RouterParts {
    const base::Clock* clock = nullptr;            // business time; required
    pg::Pool* pool = nullptr;                      // without one, call.tx() answers 503
    const base::SecretBox* secrets = nullptr;      // cursors, stored answers; required
    Wakeups* wakeups = nullptr;                    // required by operations that return Wait
    const i18n::Catalogues* catalogues = nullptr;  // without them problems carry codes, no sentences
    Metrics* metrics = nullptr;
    StaticFiles* files = nullptr;  // answers what is not under /api
    // Token buckets; a rate of 0 means no limit.
    Rate per_address{.per_second = 50, .burst = 200};  // requests without a good credential
    Rate per_actor{.per_second = 100, .burst = 500};   // requests of one user, API key or agent
    // Browsers may change things from these origins besides the server's own, e.g. a proxy's
    // "https://portal.example.com".
    std::vector<std::string> trusted_origins{};
};

// Add() every operation and authenticator first, then serve; serving is thread-safe.
class Router final : public Handler {
  public:
    explicit Router(RouterParts parts);
    ~Router() override;

    template <class F>
    void Add(Operation operation, F handler);
    // `routes` lives as long as the router: a member function is its handler.
    template <class Routes, class Given, class... Arguments>
    void Add(Operation operation, std::shared_ptr<Routes> routes,
             base::Result<Given> (Routes::*handler)(Call&, const Arguments&...));
    // Asked in the order they were added; the first that knows the credential decides.
    void AddAuthenticator(Authenticator& authenticator);

    [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

    [[nodiscard]] std::size_t BodyLimit(const Request& head) const override;
    Response Handle(const Request& request) override;
    [[nodiscard]] Response Refusal(int status, std::string_view code) const override;

  private:
    struct Entry {
        std::vector<std::string> segments;  // "{name}" is a parameter
        const Route* route = nullptr;
    };
    struct Matched {
        const Route* route = nullptr;
        PathValues values;
        std::vector<Method> allowed;  // of the path, when `route` is null
    };
    struct Seen {  // for log and metrics
        std::string operation = "none";
        std::string actor;
        std::string language = "en";
        bool agent = false;
    };

    void AddRoute(std::unique_ptr<Route> route);
    [[nodiscard]] Matched Match(Method method, std::string_view path) const;
    Response Answer(const Request& request, const std::string& request_id, Seen& seen);
    base::Result<Response> Run(const Request& request, const Matched& matched, const std::string& request_id,
                               Seen& seen);
    base::Result<Actor> Authenticate(const Request& request, const Operation& operation);
    [[nodiscard]] base::Result<void> CheckOrigin(const Request& request) const;
    [[nodiscard]] std::string LanguageOf(const Request& request, const Actor* actor) const;
    Response AnswerFile(const Request& request, const std::string& request_id, Seen& seen);

    RouterParts parts_;
    Signer signer_;
    base::SystemClock system_clock_;
    base::IdSource request_ids_{system_clock_};
    RateLimiter by_address_;
    RateLimiter by_actor_;
    std::map<std::string, std::unique_ptr<RateLimiter>> by_operation_;
    std::vector<std::unique_ptr<Route>> routes_;
    std::map<std::size_t, std::vector<Entry>> by_length_;  // number of segments; fixed ones before parameters
    std::vector<Authenticator*> authenticators_;
};

// ---- how a typed handler becomes a Route -------------------------------------------------------------

namespace detail {

template <class F>
struct HandlerTraits : HandlerTraits<decltype(&F::operator())> {};
template <class C, class T, class P, class B>
struct HandlerTraits<base::Result<Reply<T>> (C::*)(Call&, const P&, const B&) const> {
    using Answer = T;
    using Params = P;
    using Body = B;
};
template <class C, class T, class P, class B>
struct HandlerTraits<base::Result<Reply<T>> (C::*)(Call&, const P&, const B&)>
    : HandlerTraits<base::Result<Reply<T>> (C::*)(Call&, const P&, const B&) const> {};
template <class T, class P, class B>
struct HandlerTraits<base::Result<Reply<T>> (*)(Call&, const P&, const B&)> {
    using Answer = T;
    using Params = P;
    using Body = B;
};

// The decoded body (inflated if it was compressed) of a JSON request. kUnsupported when it is not JSON.
base::Result<std::string> JsonBody(Call& call);
base::Result<Raw> RawBody(Call& call);

template <class Body>
base::Result<Body> ReadBody(Call& call) {
    if constexpr (std::same_as<Body, Nothing>) {
        return Nothing{};
    } else if constexpr (std::same_as<Body, Raw>) {
        return RawBody(call);
    } else {
        auto text = JsonBody(call);
        if (!text) return std::unexpected(std::move(text.error()));
        return base::json::Read<Body>(*text);
    }
}

// What a bound handler's arguments are: Parameters first, the body last, either may be missing.
template <class... Arguments>
struct BoundTraits {
    using Params = Nothing;
    using Body = Nothing;
};
template <class T>
struct BoundTraits<T> {
    static constexpr bool kParams = std::derived_from<T, Parameters>;
    using Params = std::conditional_t<kParams, T, Nothing>;
    using Body = std::conditional_t<kParams, Nothing, T>;
};
template <class P, class B>
struct BoundTraits<P, B> {
    static_assert(std::derived_from<P, Parameters>, "what comes from path and query derives from http::Parameters");
    using Params = P;
    using Body = B;
};

template <class T>
struct ReplyOf {
    using type = Reply<T>;
};
template <>
struct ReplyOf<void> {
    using type = Reply<Nothing>;
};
template <class T>
struct ReplyOf<Reply<T>> {
    using type = Reply<T>;
};

template <class T>
Outcome ToOutcome(const Operation& operation, Reply<T>&& reply) {
    Outcome outcome;
    for (auto& [name, value] : reply.headers) outcome.headers.Add(name, std::move(value));
    outcome.wait = std::move(reply.wait);
    outcome.version = reply.version;
    if (!reply.location.empty()) outcome.headers.Add("Location", std::move(reply.location));
    outcome.status = reply.status != 0        ? reply.status
                     : operation.success != 0 ? operation.success
                     : operation.creates      ? 201
                                              : 200;
    if constexpr (std::same_as<T, Nothing>) {
        if (outcome.status == 200) outcome.status = 204;
        outcome.content_type.clear();
    } else if constexpr (std::same_as<T, Raw>) {
        outcome.content_type = std::move(reply.body.content_type);
        outcome.body = std::move(reply.body.bytes);
        if (!reply.body.file_name.empty()) {
            outcome.headers.Add("Content-Disposition", ContentDisposition(reply.body.file_name));
        }
    } else {
        if constexpr (requires { reply.body.next_cursor; }) {
            outcome.next_cursor = reply.body.next_cursor;
        }
        if constexpr (requires { static_cast<std::int64_t>(reply.body.version); }) {
            if (!outcome.version) outcome.version = static_cast<std::int64_t>(reply.body.version);
        }
        if (!outcome.wait) outcome.body = base::json::Write(reply.body);
    }
    return outcome;
}

template <class T>
std::optional<boost::json::object> BodySchema(base::json::SchemaSet& set) {
    if constexpr (std::same_as<T, Nothing> || std::same_as<T, Raw>) {
        return std::nullopt;
    } else {
        return base::json::Schema<T>(set);
    }
}

}  // namespace detail

template <class F>
void Router::Add(Operation operation, F handler) {
    using Traits = detail::HandlerTraits<std::remove_cvref_t<F>>;
    using Params = typename Traits::Params;
    using Body = typename Traits::Body;
    using Answer = typename Traits::Answer;

    auto route = std::make_unique<Route>();
    route->parameters = &DescribeParameters<Params>;
    route->request_schema = &detail::BodySchema<Body>;
    route->response_schema = &detail::BodySchema<Answer>;
    route->raw_request = std::same_as<Body, Raw>;
    route->empty_response = std::same_as<Answer, Nothing>;
    route->invoke = [handler = std::move(handler)](Call& call) mutable -> base::Result<Outcome> {
        auto params = BindParameters<Params>(call.context().path_values, call.request().query);
        if (!params) return std::unexpected(std::move(params.error()));
        auto body = detail::ReadBody<Body>(call);
        if (!body) return std::unexpected(std::move(body.error()));
        auto earlier = call.Claim();
        if (!earlier) return std::unexpected(std::move(earlier.error()));
        if (*earlier) return std::move(**earlier);
        base::Result<Reply<Answer>> reply = handler(call, *params, *body);
        if (!reply) return std::unexpected(std::move(reply.error()));
        return detail::ToOutcome(call.operation(), std::move(*reply));
    };
    route->operation = std::move(operation);
    AddRoute(std::move(route));
}

template <class Routes, class Given, class... Arguments>
void Router::Add(Operation operation, std::shared_ptr<Routes> routes,
                 base::Result<Given> (Routes::*handler)(Call&, const Arguments&...)) {
    using Traits = detail::BoundTraits<Arguments...>;
    using Answered = typename detail::ReplyOf<Given>::type;
    Add(std::move(operation),
        [routes = std::move(routes), handler](Call& call, const typename Traits::Params& params,
                                              const typename Traits::Body& body) -> base::Result<Answered> {
            auto answer = [&] {
                if constexpr (sizeof...(Arguments) == 0) {
                    return ((*routes).*handler)(call);
                } else if constexpr (sizeof...(Arguments) == 2) {
                    return ((*routes).*handler)(call, params, body);
                } else if constexpr (std::same_as<typename Traits::Params, Nothing>) {
                    return ((*routes).*handler)(call, body);
                } else {
                    return ((*routes).*handler)(call, params);
                }
            }();
            if (!answer) return std::unexpected(std::move(answer.error()));
            if constexpr (std::is_void_v<Given>) {
                return Answered{};
            } else {
                return *std::move(answer);
            }
        });
}

}  // namespace http
