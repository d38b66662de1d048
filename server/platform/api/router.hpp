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
#include "server/platform/api/actor.hpp"
#include "server/platform/api/binding.hpp"
#include "server/platform/api/call.hpp"
#include "server/platform/api/cursor.hpp"
#include "server/platform/api/rate_limit.hpp"
#include "server/platform/http/message.hpp"

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
//                 .tag = "contacts", .allow = permissions::kSeeContacts, .returns_etag = true}, routes, &Routes::Get);
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

// Media types (RFC 6838) of what is not JSON: Operation::gives and takes.
namespace media {
inline constexpr std::string_view kCsv = "text/csv";
inline constexpr std::string_view kTables =
    "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kReports =
    "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/pdf";
inline constexpr std::string_view kPdf = "application/pdf";
inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kMail = "message/rfc822";
inline constexpr std::string_view kText = "text/plain";
inline constexpr std::string_view kOctets = "application/octet-stream";
inline constexpr std::string_view kAny = "*/*";  // what people share: its type is found from its content

// The single types of such a list.
std::vector<std::string_view> Split(std::string_view types);
}  // namespace media

// Set the members in this order (designated initializers need it); only the first five, and
// `allow`, must be. The texts are literals: they are not copied.
struct Operation {
    Method method = Method::kGet;
    std::string_view path;     // "/api/v1/contacts/{contact_id}"
    std::string_view id;       // "getContact": stable, names the generated client's function
    std::string_view tag;      // the feature
    std::string_view summary;  // one line, English, for the OpenAPI document
    Permission allow;          // what the actor must be allowed to do; http::kPublic needs no sign-in
    OperationScope scope = OperationScope::kOrganization;
    bool people_only = false;   // whoever signed in; an API key is refused, whatever it may do
    bool only_reads = false;    // a POST that asks: what it says is long. It cannot write (read-only transaction)
    bool creates = false;       // 201; Idempotency-Key required
    bool idempotent = false;    // Idempotency-Key required (a POST with an effect that is not 201)
    bool if_match = false;      // If-Match required (428); use call.CheckVersion (412)
    bool returns_etag = false;  // ETag of the body's `version` (or Reply::version) and the body
    std::string_view gives{};   // media types of an answer that is http::Raw, ", " between them (http::media)
    std::string_view takes{};   // the same of a body that is http::Raw
    int success = 0;            // 0: 201 if creates, 204 for Nothing, else 200
    std::size_t body_limit = 1 << 20;  // octets, as sent
    std::size_t inflated_limit = 0;    // octets; above 0 Content-Encoding: gzip is accepted
    std::optional<Rate> rate;  // per client's network (public operations) or actor, on top of the router's own limits
};

// Whether it changes nothing, whatever is sent.
constexpr bool Reads(const Operation& operation) {
    return operation.only_reads || IsSafe(operation.method);
}

// No parameters, no body.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// A body that is not JSON. In: `Body` of a handler, Operation::takes says what. Out: `Reply<Raw>`, of a type that
// Operation::gives names.
struct Raw {
    std::string content_type;
    std::string bytes;
    std::string file_name{};  // out: offered as a download under this name
    BodyPieces more{};        // out: follows `bytes`
};

// A JSON body that the handler reads itself: documented as T, given as its text. For one of which a part may be wrong and
// the rest still counts.
struct BodyText {
    std::string text;
};
template <class T>
struct JsonText : BodyText {
    using Document = T;
};

// What an answer has besides its body.
struct ReplyHead {
    int status = 0;                         // 0: Operation::success
    std::optional<std::int64_t> version{};  // for the ETag; default body.version
    std::string location{};                 // path of what was made
    std::vector<Headers::Field> headers{};  // further ones, e.g. Set-Cookie
    std::optional<Wait> wait{};
};

template <class T>
struct Reply : ReplyHead {
    T body{};

    Reply() = default;
    Reply(T value) : body(std::move(value)) {}      // NOLINT: `return view;`
    Reply(Wait later) { wait = std::move(later); }  // NOLINT: `return http::Wait{...};`
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
    BodyPieces more;
    bool replayed = false;
};

struct Route {
    Operation operation;
    std::function<base::Result<Outcome>(Call&)> invoke;
    std::vector<ParameterInfo> (*parameters)(std::string_view path, base::json::SchemaSet&) = nullptr;
    // Schemas of the bodies; nullopt: none, or not JSON.
    std::optional<boost::json::object> (*request_schema)(base::json::SchemaSet&) = nullptr;
    std::optional<boost::json::object> (*response_schema)(base::json::SchemaSet&) = nullptr;
    bool raw_request = false;
    bool raw_response = false;
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
    Rate per_address{.per_second = 50, .burst = 200};  // requests without a good credential, of one network
    Rate per_actor{.per_second = 100, .burst = 500};   // requests of one user, API key or agent
    // Browsers may change things from these origins besides the server's own, e.g. a proxy's
    // "https://portal.example.com".
    std::vector<std::string> trusted_origins{};
    // The names of the product's roles by their numbers, for the OpenAPI document.
    std::vector<std::string> role_names{};
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
    [[nodiscard]] const std::vector<std::string>& role_names() const { return parts_.role_names; }

    [[nodiscard]] std::size_t BodyLimit(const Request& head) const override;
    Response Handle(const Request& request) override;
    [[nodiscard]] Response Refusal(int status, std::string_view code) const override;
    // What this actor would read now, for work that a person asked to be done later: a GET of the API with its query
    // decoded, past sign-in and rates and nothing else. The organization acted in is the actor's. May throw, as a handler.
    base::Result<Outcome> ReadAs(const Actor& actor, const Request& request);

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
    // Whether the thing that the path names cannot be seen by the actor, or is not there.
    [[nodiscard]] bool IsHidden(const Request& request, const Matched& matched, const Actor& actor,
                                const std::string& request_id) const;
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
    std::map<std::string, std::unique_ptr<RateLimiter>, std::less<>> by_operation_;
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

// How a handler's body is read.
enum class BodyKind { kNone, kRaw, kJson, kJsonText };
template <class Body>
inline constexpr BodyKind kBodyKind = std::same_as<Body, Nothing>         ? BodyKind::kNone
                                      : std::same_as<Body, Raw>           ? BodyKind::kRaw
                                      : std::derived_from<Body, BodyText> ? BodyKind::kJsonText
                                                                          : BodyKind::kJson;
template <class Body>
constexpr const base::json::TypeOps* BodyType() {
    if constexpr (kBodyKind<Body> == BodyKind::kJson) {
        return &base::json::kTypeOps<Body>;
    } else {
        return nullptr;
    }
}

// Fills a handler's arguments from the request and claims its Idempotency-Key; an Outcome is the stored answer of an
// earlier request. kUnsupported when a JSON body is something else.
base::Result<std::optional<Outcome>> Take(Call& call, std::span<const ParameterSpec> specs, void* params, BodyKind kind,
                                          const base::json::TypeOps* body_type, void* body);

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

Outcome HeadOf(const Operation& operation, ReplyHead&& head);
// Throws std::logic_error where Operation::gives does not name its type.
void PutRaw(const Operation& operation, Outcome& outcome, Raw&& raw);

template <class T>
Outcome ToOutcome(const Operation& operation, Reply<T>&& reply) {
    // Only the head is moved from; the body is read below.
    Outcome outcome = HeadOf(operation, static_cast<ReplyHead&&>(reply));
    if constexpr (std::same_as<T, Nothing>) {
        if (outcome.status == 200) outcome.status = 204;
        outcome.content_type.clear();
    } else if constexpr (std::same_as<T, Raw>) {
        PutRaw(operation, outcome, std::move(reply.body));
    } else {
        if constexpr (requires { reply.body.next_cursor; }) outcome.next_cursor = reply.body.next_cursor;
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
    } else if constexpr (kBodyKind<T> == BodyKind::kJsonText) {
        return base::json::Schema<typename T::Document>(set);
    } else {
        return base::json::Schema<T>(set);
    }
}

}  // namespace detail

namespace detail {

template <class Params, class Body, class Answer>
std::unique_ptr<Route> MakeRoute(Operation&& operation) {
    auto route = std::make_unique<Route>();
    route->operation = std::move(operation);
    route->parameters = &DescribeParameters<Params>;
    route->request_schema = &BodySchema<Body>;
    route->response_schema = &BodySchema<Answer>;
    route->raw_request = std::same_as<Body, Raw>;
    route->raw_response = std::same_as<Answer, Raw>;
    route->empty_response = std::same_as<Answer, Nothing>;
    return route;
}

// Binds, claims, and gives what `handle(params, body)` answers.
template <class Params, class Body, class Handle>
base::Result<Outcome> Invoke(Call& call, const Handle& handle) {
    Params params{};
    Body body{};
    auto earlier = Take(call, ParameterSpecs<Params>(), &params, kBodyKind<Body>, BodyType<Body>(), &body);
    if (!earlier) return std::unexpected(std::move(earlier.error()));
    if (*earlier) return std::move(**earlier);
    auto answer = handle(params, body);
    if (!answer) return std::unexpected(std::move(answer.error()));
    if constexpr (std::is_void_v<typename decltype(answer)::value_type>) {
        return ToOutcome(call.operation(), Reply<Nothing>{});
    } else {
        return ToOutcome(call.operation(),
                         typename ReplyOf<typename decltype(answer)::value_type>::type(*std::move(answer)));
    }
}

}  // namespace detail

template <class F>
void Router::Add(Operation operation, F handler) {
    using Traits = detail::HandlerTraits<std::remove_cvref_t<F>>;
    using Params = typename Traits::Params;
    using Body = typename Traits::Body;
    auto route = detail::MakeRoute<Params, Body, typename Traits::Answer>(std::move(operation));
    route->invoke = [handler = std::move(handler)](Call& call) mutable {
        return detail::Invoke<Params, Body>(
            call, [&](const Params& params, const Body& body) { return handler(call, params, body); });
    };
    AddRoute(std::move(route));
}

template <class Routes, class Given, class... Arguments>
void Router::Add(Operation operation, std::shared_ptr<Routes> routes,
                 base::Result<Given> (Routes::*handler)(Call&, const Arguments&...)) {
    using Params = typename detail::BoundTraits<Arguments...>::Params;
    using Body = typename detail::BoundTraits<Arguments...>::Body;
    using Answer = decltype(typename detail::ReplyOf<Given>::type{}.body);
    auto route = detail::MakeRoute<Params, Body, Answer>(std::move(operation));
    route->invoke = [routes = std::move(routes), handler](Call& call) {
        return detail::Invoke<Params, Body>(call, [&](const Params& params, const Body& body) {
            if constexpr (sizeof...(Arguments) == 0) {
                return ((*routes).*handler)(call);
            } else if constexpr (sizeof...(Arguments) == 2) {
                return ((*routes).*handler)(call, params, body);
            } else if constexpr (std::same_as<Params, Nothing>) {
                return ((*routes).*handler)(call, body);
            } else {
                return ((*routes).*handler)(call, params);
            }
        });
    };
    AddRoute(std::move(route));
}

}  // namespace http
