#include "server/platform/api/problem_response.hpp"

#include <boost/json.hpp>

#include "server/platform/i18n/i18n.hpp"

namespace http {
namespace {

std::string Prose(const i18n::Catalogues* catalogues, std::string_view language, const std::string& key,
                  const base::Args& args) {
    if (catalogues == nullptr) return {};
    if (!catalogues->Has(language, key) && !catalogues->Has("en", key)) return {};
    return catalogues->Format(language, key, args);
}

}  // namespace

int StatusOf(base::ProblemKind kind) {
    switch (kind) {
        case base::ProblemKind::kInvalid:
            return 422;
        case base::ProblemKind::kMalformed:
            return 400;
        case base::ProblemKind::kUnauthenticated:
            return 401;
        case base::ProblemKind::kForbidden:
            return 403;
        case base::ProblemKind::kNotFound:
            return 404;
        case base::ProblemKind::kConflict:
            return 409;
        case base::ProblemKind::kStale:
            return 412;
        case base::ProblemKind::kPreconditionRequired:
            return 428;
        case base::ProblemKind::kTooLarge:
            return 413;
        case base::ProblemKind::kTooMany:
            return 429;
        case base::ProblemKind::kUnsupported:
            return 415;
        case base::ProblemKind::kUnavailable:
            return 503;
        case base::ProblemKind::kInternal:
            return 500;
    }
    return 500;
}

Response ProblemResponse(const base::Problem& problem, std::string_view language, std::string_view request_id,
                         const i18n::Catalogues* catalogues) {
    const bool internal = problem.kind == base::ProblemKind::kInternal;
    const std::string code = internal || problem.code.empty() ? "internal" : problem.code;
    base::Args args = internal ? base::Args{} : problem.args;
    if (!internal && catalogues != nullptr && !problem.holdings.empty())
        args["holdings"] = catalogues->FormatList(language, problem.holdings);

    Response response;
    response.status = StatusOf(problem.kind);
    std::string title = Prose(catalogues, language, "problems." + code + ".title", args);
    if (title.empty()) title = ReasonPhrase(response.status);
    boost::json::object body{
        {"type", "urn:platen:problem:" + code},
        {"title", title},
        {"status", response.status},
        {"detail", Prose(catalogues, language, "problems." + code + ".detail", args)},
        {"code", code},
    };
    boost::json::array errors;
    if (!internal) {
        for (const base::FieldProblem& field : problem.fields) {
            const bool parameter = field.pointer.starts_with('?');
            boost::json::object error{
                {parameter ? "parameter" : "pointer", parameter ? field.pointer.substr(1) : field.pointer},
                {"code", field.code},
                {"title", Prose(catalogues, language, "problems." + field.code + ".title", field.args)},
                {"detail", Prose(catalogues, language, "problems." + field.code + ".detail", field.args)},
            };
            if (const auto choice = field.args.find("choice"); choice != field.args.end()) {
                if (const auto* value = std::get_if<std::string>(&choice->second)) error["choice"] = *value;
            }
            errors.push_back(std::move(error));
        }
    }
    body["errors"] = std::move(errors);
    body["request_id"] = request_id;
    response.body = boost::json::serialize(body);
    response.headers.Add("Content-Type", "application/problem+json");
    response.headers.Add("Content-Language", std::string(language));
    response.headers.Add("Cache-Control", "no-store");
    if (response.status == 401) response.headers.Add("WWW-Authenticate", "Bearer realm=\"platen\"");
    if (const auto after = problem.args.find("retry_after_seconds"); after != problem.args.end()) {
        if (const auto* seconds = std::get_if<std::int64_t>(&after->second)) {
            response.headers.Add("Retry-After", std::to_string(*seconds));
        }
    } else if (response.status == 503) {
        response.headers.Add("Retry-After", "5");
    }
    return response;
}

}  // namespace http
