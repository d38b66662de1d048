#include "server/platform/api/answer.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "server/platform/api/problem_response.hpp"
#include "server/platform/http/compression.hpp"

namespace http {
namespace {

// Below this, compressing costs more than it saves.
constexpr std::size_t kCompressAbove = 2048;

bool Lists(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const auto comma = if_none_match.find(',');
        std::string_view tag = base::Trim(if_none_match.substr(0, comma));
        if_none_match = comma == std::string_view::npos ? std::string_view{} : if_none_match.substr(comma + 1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == etag || tag == "*") return true;
    }
    return false;
}

// The version, for If-Match, and a hash of the body, for If-None-Match: a body also changes without its version
// (levels, counts, names of others, the reader's language).
std::string TagOf(std::int64_t version, const std::string& body) {
    constexpr std::size_t kCharacters = 16;
    return '"' + std::to_string(version) + '-' + base::ToBase64Url(base::Sha256(body)).substr(0, kCharacters) + '"';
}

// The same list from its next page on.
std::string NextLink(const Request& request, const std::string& cursor) {
    std::string target = request.path;
    char separator = '?';
    for (const auto& [name, value] : request.query) {
        if (name == "cursor") continue;
        target += separator + PercentEncode(name) + '=' + PercentEncode(value);
        separator = '&';
    }
    return "<" + target + separator + "cursor=" + PercentEncode(cursor) + ">; rel=\"next\"";
}

}  // namespace

Response WriteOutcome(const Request& request, const Operation& operation, Outcome outcome) {
    Response response;
    response.status = outcome.status;
    response.headers = std::move(outcome.headers);
    if (outcome.wait) {  // a long poll that still has nothing on its last turn
        response.status = 204;
        response.headers.Set("Cache-Control", "no-store");
        return response;
    }
    if (outcome.replayed) response.headers.Set("Idempotency-Replayed", "true");
    if (outcome.next_cursor) response.headers.Add("Link", NextLink(request, *outcome.next_cursor));
    const bool tagged = operation.returns_etag && outcome.version;
    if (!response.headers.Has("Cache-Control")) {
        response.headers.Add("Cache-Control", tagged ? "private, no-cache" : "no-store");
    }
    if (tagged) {
        const std::string etag = TagOf(*outcome.version, outcome.body);
        response.headers.Set("ETag", etag);
        if (IsSafe(request.method) && Lists(request.headers.Get("If-None-Match"), etag)) {
            response.status = 304;
            return response;
        }
    }
    if (response.status == 204) return response;
    response.body = std::move(outcome.body);
    response.more = std::move(outcome.more);
    response.headers.Set("Content-Type", outcome.content_type);
    response.headers.Add("Vary", "Accept-Encoding, Accept-Language");
    if (response.body.size() >= kCompressAbove && !response.more && !response.headers.Has("Content-Encoding") &&
        AcceptsEncoding(request.headers.Get("Accept-Encoding"), "gzip")) {
        response.body = Deflate(response.body);
        response.headers.Add("Content-Encoding", "gzip");
    }
    return response;
}

Response StatusProblem(int status, const base::Problem& problem, std::string_view language, std::string_view request_id,
                       const i18n::Catalogues* catalogues) {
    Response response = ProblemResponse(problem, language, request_id, catalogues);
    if (response.status == status) return response;
    auto body = boost::json::parse(response.body).as_object();
    if (body["title"] == boost::json::value(ReasonPhrase(response.status))) {
        body["title"] = ReasonPhrase(status);
    }
    body["status"] = status;
    response.status = status;
    response.body = boost::json::serialize(body);
    return response;
}

std::string AllowHeader(std::vector<Method> methods) {
    if (std::find(methods.begin(), methods.end(), Method::kGet) != methods.end()) {
        methods.push_back(Method::kHead);
    }
    methods.push_back(Method::kOptions);
    std::sort(methods.begin(), methods.end());
    std::string text;
    for (const Method method : methods) {
        if (!text.empty()) text += ", ";
        text += MethodName(method);
    }
    return text;
}

std::string PrintablePath(std::string_view path) {
    std::string text(path.substr(0, 200));
    for (char& c : text) {
        if (c <= ' ' || c > '~') c = '?';
    }
    return text;
}

std::string PercentEncode(std::string_view text) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~') {
            out += c;
        } else {
            out += {'%', kHex[octet >> 4], kHex[octet & 15]};
        }
    }
    return out;
}

}  // namespace http
