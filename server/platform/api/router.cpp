#include "server/platform/api/router.hpp"

#include <algorithm>
#include <stdexcept>

#include "lib/base/log.hpp"
#include "lib/net/cpu_budget.hpp"
#include "lib/net/network.hpp"
#include "lib/net/url.hpp"
#include "server/platform/api/answer.hpp"
#include "server/platform/api/problem_response.hpp"
#include "server/platform/api/shares.hpp"
#include "server/platform/http/metrics.hpp"
#include "server/platform/http/static_files.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/error.hpp"
#include "server/platform/pg/patience.hpp"

namespace http {
namespace {

constexpr std::string_view kApi = "/api/";
// A transaction that lost against another one is run again from the start.
constexpr int kAttempts = 3;

// A body for a path or method that is none: read, so that the answer is 404 or 405 and not 413.
constexpr std::size_t kUnknownBody = 64 << 10;

// What one request may take of a processor before it is broken off: 413 "too_costly".
constexpr std::chrono::seconds kMostCpu{10};

using base::ProblemKind;

// How long a request waits for the database. A page answers within five seconds, and says why it cannot; agents come again by
// themselves; what writes a file takes its time.
std::optional<pg::Patience::Limits> PatienceFor(const Operation& operation) {
    using namespace std::chrono_literals;
    if (!operation.gives.empty()) return std::nullopt;
    if (operation.path.starts_with("/api/v1/agent/")) return pg::Patience::Limits{30s, 25s, 10s};
    if (Reads(operation)) return pg::Patience::Limits{4800ms, 3800ms, 2500ms};
    return pg::Patience::Limits{25s, 20s, 4s};
}

std::vector<std::string> Segments(std::string_view path) {
    std::vector<std::string> list;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const auto end = path.find('/');
        list.emplace_back(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    return list;
}

bool IsParameter(std::string_view segment) {
    return segment.starts_with('{');
}

bool IsOf(std::string_view origin, std::string_view host) {
    const auto url = net::ReadUrl(origin);
    return url && url->authority == host;
}

base::Problem TooMany(std::chrono::seconds wait) {
    return {ProblemKind::kTooMany, "too_many_requests", {{"retry_after_seconds", wait.count()}}, {}};
}

}  // namespace

std::vector<std::string_view> media::Split(std::string_view types) {
    std::vector<std::string_view> list;
    while (!types.empty()) {
        const auto comma = types.find(", ");
        list.push_back(types.substr(0, comma));
        types = comma == std::string_view::npos ? std::string_view{} : types.substr(comma + 2);
    }
    return list;
}

std::vector<Role> RoleSet::ToVector() const {
    std::vector<Role> roles;
    for (int i = 0; i < kMostRoles; ++i) {
        if (const auto role = static_cast<Role>(i); Has(role) && !IsPublic()) roles.push_back(role);
    }
    return roles;
}

Router::Router(RouterParts parts)
    : parts_(std::move(parts)),
      signer_(*parts_.secrets),
      by_address_(parts_.per_address),
      by_actor_(parts_.per_actor) {}

Router::~Router() = default;

void Router::AddAuthenticator(Authenticator& authenticator) {
    authenticators_.push_back(&authenticator);
}

// What is wrong with an operation is wrong in the code: the program refuses to start.
void Router::AddRoute(std::unique_ptr<Route> route) {
    const Operation& operation = route->operation;
    const auto check = [&](bool good, const char* why) {
        if (!good)
            throw std::logic_error("operation " + std::string(operation.id) + " " + std::string(operation.path) + ": " +
                                   why);
    };
    check(!operation.id.empty() && !operation.tag.empty(), "has no id or no tag");
    check(operation.path.starts_with(kApi), "is outside /api/");
    check(!operation.allow.empty(), "allows nobody");
    check(operation.allow.IsPublic() || !operation.allow.name.empty(), "needs a permission without a name");
    const bool keyed = operation.creates || operation.idempotent;
    check(!keyed || (!operation.allow.IsPublic() && operation.scope == OperationScope::kOrganization),
          "needs an organization for its Idempotency-Key");
    check(!keyed || operation.method == Method::kPost, "has an Idempotency-Key and is no POST");
    check(!operation.only_reads || (operation.method == Method::kPost && !keyed && !operation.if_match),
          "only reads, and is no POST or takes what a change takes");
    check(route->raw_response == !operation.gives.empty(),
          "gives an http::Raw without Operation::gives, or the other way round");
    check(route->raw_request == !operation.takes.empty(),
          "takes an http::Raw without Operation::takes, or the other way round");
    check(
        operation.method != Method::kHead && operation.method != Method::kOptions && operation.method != Method::kOther,
        "has a method that the router answers itself");
    base::json::SchemaSet scratch;
    auto names = PathNames(operation.path);
    for (const ParameterInfo& parameter : route->parameters(operation.path, scratch)) {
        names.erase(parameter.name);
    }
    check(names.empty(), "does not bind all parameters of its path");

    Entry entry{Segments(operation.path), route.get()};
    auto& list = by_length_[entry.segments.size()];
    const auto shape = [](const Entry& e) {
        std::string text;
        for (const auto& segment : e.segments) text += IsParameter(segment) ? "/{}" : "/" + segment;
        return text;
    };
    for (const auto& other : routes_) check(other->operation.id != operation.id, "has an id twice");
    for (const Entry& other : list) {
        check(other.route->operation.method != operation.method || shape(other) != shape(entry), "is there twice");
    }
    list.push_back(std::move(entry));
    // "/contacts/values" is found before "/contacts/{contact_id}".
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
        return std::lexicographical_compare(
            a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
            [](const auto& x, const auto& y) { return IsParameter(x) < IsParameter(y); });
    });
    if (operation.rate) {
        by_operation_[std::string(operation.id)] = std::make_unique<RateLimiter>(*operation.rate);
    }
    routes_.push_back(std::move(route));
}

Router::Matched Router::Match(Method method, std::string_view path) const {
    Matched matched;
    const auto segments = Segments(path);
    const auto list = by_length_.find(segments.size());
    if (list == by_length_.end()) return matched;
    for (const Entry& entry : list->second) {
        bool same = true;
        for (std::size_t i = 0; i < segments.size() && same; ++i) {
            same = IsParameter(entry.segments[i]) ? !segments[i].empty() : entry.segments[i] == segments[i];
        }
        if (!same) continue;
        if (entry.route->operation.method != method) {
            matched.allowed.push_back(entry.route->operation.method);
            continue;
        }
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (!IsParameter(entry.segments[i])) continue;
            auto value = PercentDecode(segments[i], false);
            if (!value) return {};
            matched.values.emplace(entry.segments[i].substr(1, entry.segments[i].size() - 2), std::move(*value));
        }
        matched.route = entry.route;
        return matched;
    }
    return matched;
}

std::size_t Router::BodyLimit(const Request& head) const {
    const Matched matched = Match(head.method, head.path);
    return matched.route == nullptr ? kUnknownBody : matched.route->operation.body_limit;
}

Response Router::Refusal(int status, std::string_view code) const {
    static constexpr std::pair<int, ProblemKind> kKinds[] = {
        {400, ProblemKind::kMalformed}, {413, ProblemKind::kTooLarge}, {503, ProblemKind::kUnavailable}};
    base::Problem problem{ProblemKind::kMalformed, std::string(code), {}, {}};
    for (const auto& [known, kind] : kKinds) {
        if (known == status) problem.kind = kind;
    }
    Response response = StatusProblem(status, problem, "en", "", parts_.catalogues);
    AddSecurityHeaders(response, false);
    return response;
}

Response Router::Handle(const Request& request) {
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t since = parts_.wakeups != nullptr ? parts_.wakeups->Now() : 0;
    const std::string request_id = request_ids_.Next().ToString();
    Seen seen;
    Response response;
    const auto fail = [&](const base::Problem& problem) {
        response = ProblemResponse(problem, seen.language, request_id, parts_.catalogues);
    };
    try {
        const net::CpuBudget budget(kMostCpu);
        response = Answer(request, request_id, seen);
    } catch (const net::OverCpuBudget&) {
        base::log::Warn("http.too_costly request_id={} operation={} actor={}", request_id, seen.operation, seen.actor);
        if (parts_.metrics != nullptr) parts_.metrics->Refused("too_costly");
        fail({ProblemKind::kTooLarge, "too_costly", {}, {}});
    } catch (const pg::Error& error) {
        base::log::Error("http.database request_id={} operation={} sqlstate={} error={}", request_id, seen.operation,
                         error.sqlstate(), error.what());
        fail(error.ToProblem());
    } catch (const std::exception& error) {
        base::log::Error("http.exception request_id={} operation={} error={}", request_id, seen.operation,
                         error.what());
        fail({ProblemKind::kInternal, "internal", {}, {}});
    } catch (...) {
        base::log::Error("http.exception request_id={} operation={}", request_id, seen.operation);
        fail({ProblemKind::kInternal, "internal", {}, {}});
    }
    if (response.wait) {
        response.since = since;
        return response;
    }
    response.headers.Set("X-Request-Id", request_id);
    AddSecurityHeaders(response, request.secure);
    const auto took = std::chrono::steady_clock::now() - start;
    if (parts_.metrics != nullptr) parts_.metrics->Answered(seen.operation, response.status, took);
    // Agents send all day; their readings are counted, not listed.
    const bool notable = response.status >= 400 || (!IsSafe(request.method) && !seen.agent);
    // Never the query: people search for names.
    base::log::Line(notable ? base::log::Level::kInfo : base::log::Level::kDebug,
                    "http.request id={} method={} path={} operation={} status={} ms={:.1f} actor={}", request_id,
                    MethodName(request.method), PrintablePath(request.path), seen.operation, response.status,
                    std::chrono::duration<double, std::milli>(took).count(), seen.actor);
    return response;
}

Response Router::Answer(const Request& request, const std::string& request_id, Seen& seen) {
    seen.language = LanguageOf(request, nullptr);
    const auto refuse = [&](ProblemKind kind, const char* code) {
        return ProblemResponse({kind, code, {}, {}}, seen.language, request_id, parts_.catalogues);
    };
    if (request.read_failed) return refuse(ProblemKind::kMalformed, "malformed_request");
    const bool api = request.path.starts_with(kApi) || request.path == "/api";
    if (!api) return AnswerFile(request, request_id, seen);

    const Method method = request.method == Method::kHead ? Method::kGet : request.method;
    Matched matched = Match(method, request.path);
    if (matched.route == nullptr) {
        if (matched.allowed.empty()) return refuse(ProblemKind::kNotFound, "not_found");
        Response response;
        response.status = 204;
        if (method != Method::kOptions) {
            const base::Problem problem{ProblemKind::kUnsupported, "method_not_allowed", {}, {}};
            response = StatusProblem(405, problem, seen.language, request_id, parts_.catalogues);
        }
        response.headers.Set("Allow", AllowHeader(matched.allowed));
        return response;
    }
    seen.operation = matched.route->operation.id;
    auto response = Run(request, matched, request_id, seen);
    if (response) return std::move(*response);
    return ProblemResponse(response.error(), seen.language, request_id, parts_.catalogues);
}

base::Result<Response> Router::Run(const Request& request, const Matched& matched, const std::string& request_id,
                                   Seen& seen) {
    const Operation& operation = matched.route->operation;
    const pg::Patience patience(PatienceFor(operation));
    if (auto origin = CheckOrigin(request); !origin) return std::unexpected(origin.error());
    const std::string network = net::NetworkOf(request.client_address);
    const auto limited = [&](const std::string& who) -> std::optional<std::chrono::seconds> {
        const auto limiter = by_operation_.find(operation.id);
        if (limiter == by_operation_.end() || request.turn != Turn::kArrived) return std::nullopt;
        const auto wait = limiter->second->Take(who);
        return wait.count() > 0 ? std::optional(wait) : std::nullopt;
    };
    // What anybody may ask is bounded before it costs anything; of whoever is known each has a bound of their own, so that they
    // use up nothing of those who share their address.
    if (operation.allow.IsPublic()) {
        if (const auto wait = limited(network)) return std::unexpected(TooMany(*wait));
    }
    const auto actor = Authenticate(request, operation);
    if (const auto known = actor ? std::nullopt : KnownCredential(request);
        known && actor.error().kind != ProblemKind::kUnauthenticated) {
        // A good credential, and something else that is refused, e.g. an organization that it does not see.
        if (const auto wait = by_actor_.Take(*known); wait.count() > 0) return std::unexpected(TooMany(wait));
        return std::unexpected(actor.error());
    }
    if (!actor || actor->kind == ActorKind::kAnonymous) {
        if (const auto wait = by_address_.Take(network); wait.count() > 0) return std::unexpected(TooMany(wait));
        if (!actor) return std::unexpected(actor.error());
    } else {
        if (!operation.allow.IsPublic()) {
            if (const auto wait = limited(actor->id.ToString())) return std::unexpected(TooMany(*wait));
        }
        if (request.turn == Turn::kArrived) LearnShare(request, actor->home);
        seen.actor = actor->id.ToString();
        seen.agent = actor->kind == ActorKind::kAgent;
        seen.language = LanguageOf(request, &*actor);
        const auto wait = request.turn == Turn::kArrived ? by_actor_.Take(seen.actor) : std::chrono::seconds(0);
        if (wait.count() > 0) return std::unexpected(TooMany(wait));
    }
    const bool permitted = actor->May(operation.allow);
    if (!permitted || (operation.people_only && actor->kind != ActorKind::kUser)) {
        // ORG-7: of what one does not see, one does not even learn that it may not be done.
        if (IsHidden(request, matched, *actor, request_id)) return NotFound();
        return base::Refuse(ProblemKind::kForbidden, permitted ? "people_only" : "forbidden");
    }
    if (operation.if_match && (!request.headers.Has("If-Match") || request.headers.Get("If-Match") == "*")) {
        return base::Refuse(ProblemKind::kPreconditionRequired, "if_match_missing");
    }
    for (int attempt = 1;; ++attempt) {
        try {
            Call call({.operation = operation,
                       .request = request,
                       .actor = *actor,
                       .request_id = request_id,
                       .language = seen.language,
                       .clock = *parts_.clock,
                       .signer = signer_,
                       .secrets = *parts_.secrets,
                       .pool = parts_.pool,
                       .path_values = matched.values});
            auto outcome = matched.route->invoke(call);
            if (!outcome) {
                call.Refuse();
                return std::unexpected(std::move(outcome.error()));
            }
            call.Finish(*outcome);
            if (outcome->wait && !call.must_answer()) {
                Response later;
                later.wait = std::move(outcome->wait);
                return later;
            }
            return WriteOutcome(request, operation, std::move(*outcome));
        } catch (const pg::Error& error) {
            if (error.kind() != pg::ErrorKind::kConflict || attempt == kAttempts) throw;
        }
    }
}

base::Result<Outcome> Router::ReadAs(const Actor& actor, const Request& request) {
    Matched matched = Match(Method::kGet, request.path);
    if (matched.route == nullptr || request.method != Method::kGet) return NotFound();
    const Operation& operation = matched.route->operation;
    if (!actor.May(operation.allow)) return base::Refuse(ProblemKind::kForbidden, "forbidden");
    Call call({.operation = operation,
               .request = request,
               .actor = actor,
               .request_id = request_ids_.Next().ToString(),
               .language = LanguageOf(request, &actor),
               .clock = *parts_.clock,
               .signer = signer_,
               .secrets = *parts_.secrets,
               .pool = parts_.pool,
               .path_values = matched.values});
    auto outcome = matched.route->invoke(call);
    if (!outcome) {
        call.Refuse();
        return std::unexpected(std::move(outcome.error()));
    }
    call.Finish(*outcome);
    return outcome;
}

bool Actor::May(const Permission& permission) const {
    if (permission.IsPublic()) return true;
    if (!permission.Intersects(roles) || (within && !permission.Intersects(*within))) return false;
    return !scopes || std::ranges::find(*scopes, permission.name) != scopes->end();
}

// Reads the thing as GET of its path does, and throws the answer away: /sites/{site_id} for /sites/{site_id}/anything.
bool Router::IsHidden(const Request& request, const Matched& matched, const Actor& actor,
                      const std::string& request_id) const {
    const std::string_view path = matched.route->operation.path;
    const auto end = path.find('}');
    if (end == std::string_view::npos) return false;
    const std::string_view thing = path.substr(0, end + 1);
    for (const auto& route : routes_) {
        const Operation& operation = route->operation;
        if (operation.method != Method::kGet || operation.path != thing) continue;
        Request read;
        read.method = Method::kGet;
        read.path = request.path;
        const std::string_view name = thing.substr(thing.find('{') + 1);
        const std::string parameter(name.substr(0, name.size() - 1));
        Call call({.operation = operation,
                   .request = read,
                   .actor = actor,
                   .request_id = request_id,
                   .language = "en",
                   .clock = *parts_.clock,
                   .signer = signer_,
                   .secrets = *parts_.secrets,
                   .pool = parts_.pool,
                   .path_values = {{parameter, matched.values.at(parameter)}}});
        const auto outcome = route->invoke(call);
        return !outcome && outcome.error().kind == ProblemKind::kNotFound;
    }
    return false;
}

base::Result<Actor> Router::Authenticate(const Request& request, const Operation& operation) {
    std::optional<base::OrganizationId> acted_in;
    for (const auto& [name, value] : request.query) {
        if (name != kOrganizationParameter || operation.scope == OperationScope::kNone) continue;
        const auto id = base::OrganizationId::Parse(value);
        if (!id || acted_in) return base::Refuse(ProblemKind::kNotFound, "organization_not_found");
        acted_in = id;
    }
    for (Authenticator* authenticator : authenticators_) {
        auto actor = authenticator->Authenticate(request, acted_in);
        if (!actor) {
            if (operation.allow.IsPublic()) return Actor{};
            return std::unexpected(std::move(actor.error()));
        }
        if (*actor) return std::move(**actor);
    }
    if (operation.allow.IsPublic()) return Actor{};
    return base::Refuse(ProblemKind::kUnauthenticated, "unauthenticated");
}

// Cross-site request forgery: a browser says truthfully where a change comes from. What comes without a
// browser carries neither header, and no cookie that a stranger could use.
base::Result<void> Router::CheckOrigin(const Request& request) const {
    if (IsSafe(request.method)) return {};
    const std::string_view site = request.headers.Get("Sec-Fetch-Site");
    if (site == "same-origin" || site == "none") return {};
    const std::string_view origin = request.headers.Get("Origin");
    const auto& trusted = parts_.trusted_origins;
    if (!origin.empty() && std::find(trusted.begin(), trusted.end(), origin) != trusted.end()) return {};
    if (site.empty() && (origin.empty() || IsOf(origin, request.headers.Get("Host")))) return {};
    return base::Refuse(ProblemKind::kForbidden, "cross_site");
}

std::string Router::LanguageOf(const Request& request, const Actor* actor) const {
    if (parts_.catalogues == nullptr) return "en";
    if (actor != nullptr && !actor->language.empty()) return actor->language;
    return parts_.catalogues->Negotiate(request.headers.Get("Accept-Language"));
}

Response Router::AnswerFile(const Request& request, const std::string& request_id, Seen& seen) {
    if (request.method != Method::kGet && request.method != Method::kHead) {
        const base::Problem problem{ProblemKind::kUnsupported, "method_not_allowed", {}, {}};
        Response response = StatusProblem(405, problem, seen.language, request_id, parts_.catalogues);
        response.headers.Set("Allow", "GET, HEAD");
        return response;
    }
    if (parts_.files != nullptr) {
        if (auto response = parts_.files->Answer(request)) {
            seen.operation = "static";
            return std::move(*response);
        }
    }
    return ProblemResponse({ProblemKind::kNotFound, "not_found", {}, {}}, seen.language, request_id, parts_.catalogues);
}

}  // namespace http
