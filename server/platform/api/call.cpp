#include "server/platform/api/call.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/net/json_gauge.hpp"
#include "lib/net/parse_once.hpp"
#include "server/platform/api/idempotency_store.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/http/compression.hpp"
#include "server/platform/pg/pg.hpp"

namespace http {
namespace {

constexpr std::size_t kMaxKey = 255;

// An ETag of ours, `"7-<what was shown>"`, or `"7"` of a client that knows the version; W/ before it (a proxy that
// compresses may weaken it), or a list of them. Only the version counts: levels that moved meanwhile are no change
// that anybody would overwrite.
bool NamesVersion(std::string_view if_match, std::int64_t version) {
    const std::string wanted = '"' + std::to_string(version);
    while (!if_match.empty()) {
        const auto comma = if_match.find(',');
        std::string_view tag = base::Trim(if_match.substr(0, comma));
        if_match = comma == std::string_view::npos ? std::string_view{} : if_match.substr(comma + 1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag.starts_with(wanted) && tag.size() > wanted.size() && tag.ends_with('"') &&
            (tag[wanted.size()] == '-' || tag.size() == wanted.size() + 1)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Call::Call(Context context) : context_(std::move(context)), now_(context_.clock.Now()) {}
Call::~Call() = default;

pg::Transaction& Call::tx() {
    if (!tx_) {
        if (context_.pool == nullptr) {
            throw pg::Error(pg::ErrorKind::kUnavailable, "", "", "this server has no database");
        }
        tx_ = std::make_unique<pg::Transaction>(
            *context_.pool,
            context_.operation.scope == OperationScope::kNone ? pg::Scope::System()
                                                              : pg::Scope::Organizations(context_.actor.visible),
            context_.operation.only_reads ? pg::Access::kReadOnly : pg::Access::kReadWrite);
    }
    return *tx_;
}

base::Result<void> Call::CheckVersion(std::int64_t current) const {
    if (NamesVersion(context_.request.headers.Get("If-Match"), current)) return {};
    return base::Refuse(base::ProblemKind::kStale, "stale");
}

std::string Call::CursorContext() const {
    // A page of one list is no place in another one: the filters belong to the cursor.
    std::string context = std::string(context_.operation.id) + '\n' + context_.request.path + '\n' +
                          context_.actor.organization.ToString();
    auto query = context_.request.query;
    std::sort(query.begin(), query.end());
    for (const auto& [name, value] : query) {
        if (name == "cursor" || name == "limit" || name == kOrganizationParameter) continue;
        context.append(1, '\n').append(name).append(1, '=').append(value);
    }
    return context;
}

std::unexpected<base::Problem> Call::RefuseCursor() {
    return base::Refuse(base::ProblemKind::kMalformed, "invalid_parameters", {}, {{"?cursor", "invalid_cursor", {}}});
}

base::Result<std::optional<Outcome>> Call::Claim() {
    const Operation& operation = context_.operation;
    if (!operation.creates && !operation.idempotent) return std::optional<Outcome>{};
    const std::string_view key = context_.request.headers.Get("Idempotency-Key");
    if (key.empty()) {
        return base::Refuse(base::ProblemKind::kPreconditionRequired, "idempotency_key_missing");
    }
    const bool visible = std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (key.size() > kMaxKey || !visible) {
        return base::Refuse(base::ProblemKind::kMalformed, "idempotency_key_malformed");
    }
    claim_ = std::make_unique<IdempotencyClaim>();
    // Kept at home, wherever the actor acts: the same key in another organization is another request.
    claim_->organization = context_.actor.home;
    claim_->key_hash = base::Sha256(context_.actor.id.ToString() + '\n' + std::string(key));
    claim_->request_hash = base::Sha256(std::string(MethodName(context_.request.method)) + '\n' +
                                        context_.request.target + '\n' + context_.request.body);
    claim_->at = base::SystemClock().Now();
    base::Result<std::optional<Outcome>> earlier;
    AtHome([&] { earlier = ClaimKey(tx(), context_.secrets, *claim_); });
    return earlier;
}

// The row of the key may lie outside of what the actor sees from where they act.
void Call::AtHome(const std::function<void()>& work) {
    const pg::Scope scope = tx().scope();
    tx().SetScope(pg::Scope::Organization(context_.actor.home));
    work();
    tx().SetScope(scope);
}

void Call::Finish(const Outcome& outcome) {
    if (claim_ && !outcome.replayed && !outcome.wait) {
        AtHome([&] { StoreAnswer(*tx_, context_.secrets, *claim_, outcome); });
    }
    if (tx_) tx_->Commit();
    for (const auto& action : after_commit_) action();
}

void Call::Refuse() {
    tx_.reset();
    if (after_refusal_.empty() || context_.pool == nullptr) return;
    try {
        pg::Transaction tx(*context_.pool, pg::Scope::System());
        for (const auto& action : after_refusal_) action(tx);
        tx.Commit();
    } catch (const std::exception& error) {
        base::log::Error("http.after_refusal request_id={} operation={} error={}", context_.request_id,
                         context_.operation.id, error.what());
    }
}

namespace detail {
namespace {

// How many values a JSON body may have (net::JsonGauge). No honest one has more than one in ten octets; what a body costs
// grows with its values, not with its octets. Compressed bodies are batches of readings: 1,000 of a large printer.
std::size_t MostElements(const Operation& operation) {
    constexpr std::size_t kLargestBatch = 500'000;
    return operation.inflated_limit > 0 ? kLargestBatch : 2000 + operation.body_limit / 10;
}

base::Result<std::string> PlainBody(Call& call, const LookAtPiece& look = nullptr) {
    const std::string_view coding = call.request().headers.Get("Content-Encoding");
    if (coding.empty() || EqualsIgnoringCase(coding, "identity")) {
        if (look) {
            TRY_DO(look(call.request().body));
        }
        return call.request().body;
    }
    if (call.operation().inflated_limit > 0 && EqualsIgnoringCase(coding, "gzip")) {
        return Inflate(call.request().body, call.operation().inflated_limit, look);
    }
    return base::Refuse(base::ProblemKind::kUnsupported, "unsupported_encoding");
}

std::string_view MediaType(const Request& request) {
    const std::string_view value = request.headers.Get("Content-Type");
    return base::Trim(value.substr(0, value.find(';')));
}

// Of a JSON request: inflated if it was compressed, and no larger than it may be before any of it is understood.
base::Result<std::string> JsonBody(Call& call) {
    const std::string_view type = MediaType(call.request());
    if (!EqualsIgnoringCase(type, "application/json")) {
        return base::Refuse(base::ProblemKind::kUnsupported, "not_json");
    }
    net::JsonGauge gauge(MostElements(call.operation()));
    return PlainBody(call, [&](std::string_view piece) { return gauge.Take(piece); });
}

}  // namespace

base::Result<std::optional<Outcome>> Take(Call& call, std::span<const ParameterSpec> specs, void* params, BodyKind kind,
                                          const base::json::TypeOps* body_type, void* body) {
    TRY_DO(BindInto(specs, params, call.context().path_values, call.request().query));
    if (kind == BodyKind::kRaw) {
        TRY(auto bytes, PlainBody(call));
        *static_cast<Raw*>(body) = {std::string(MediaType(call.request())), std::move(bytes)};
    } else if (kind == BodyKind::kJsonText) {
        TRY(static_cast<BodyText*>(body)->text, JsonBody(call));
    } else if (kind == BodyKind::kJson) {
        TRY(const auto text, JsonBody(call));
        TRY(const auto value, net::ParseOnce(text));
        base::json::Errors errors;
        body_type->read(value, body, base::json::Path{}, errors);
        if (errors.failed()) return std::move(errors).Refuse();
    }
    return call.Claim();
}

Outcome HeadOf(const Operation& operation, ReplyHead&& head) {
    Outcome outcome;
    for (auto& [name, value] : head.headers) outcome.headers.Add(name, std::move(value));
    outcome.wait = std::move(head.wait);
    outcome.version = head.version;
    if (!head.location.empty()) outcome.headers.Add("Location", std::move(head.location));
    outcome.status = head.status != 0         ? head.status
                     : operation.success != 0 ? operation.success
                     : operation.creates      ? 201
                                              : 200;
    return outcome;
}

void PutRaw(const Operation& operation, Outcome& outcome, Raw&& raw) {
    const std::string_view type = base::Trim(std::string_view(raw.content_type).substr(0, raw.content_type.find(';')));
    const auto types = media::Split(operation.gives);
    if (operation.gives != media::kAny && std::ranges::find(types, type) == types.end()) {
        throw std::logic_error("operation " + std::string(operation.id) + " gives " + raw.content_type +
                               ", which it does not say");
    }
    outcome.content_type = std::move(raw.content_type);
    outcome.body = std::move(raw.bytes);
    outcome.more = std::move(raw.more);
    if (!raw.file_name.empty()) outcome.headers.Add("Content-Disposition", ContentDisposition(raw.file_name));
}

}  // namespace detail
}  // namespace http
