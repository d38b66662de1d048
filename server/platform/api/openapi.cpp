#include "server/platform/api/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>

#include "server/platform/api/api_words.hpp"
#include "server/platform/api/router.hpp"

namespace http {
namespace {

namespace json = boost::json;

constexpr std::string_view kSchemas = "#/components/schemas/";
constexpr std::string_view kVersion = "1.0.0";  // of the API

std::string Lower(std::string_view name) {
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

json::object Reference(std::string_view kind, std::string_view name) {
    return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

json::object HeaderParameter(std::string_view name, std::string_view description) {
    return {{"name", name},
            {"in", "header"},
            {"required", true},
            {"description", description},
            {"schema", json::object{{"type", "string"}}}};
}

// A GET whose ETag is compared with If-None-Match (answer.cpp).
bool AnswersUnchanged(const Operation& operation) {
    return operation.returns_etag && IsSafe(operation.method);
}

// The name of the response in components/responses.
std::string_view ProblemOf(int status) {
    return status == 401   ? "Unauthenticated"
           : status == 429 ? "TooManyRequests"
           : status == 503 ? "Unavailable"
                           : "Problem";
}

json::array Parameters(const Route& route, base::json::SchemaSet& set) {
    const Operation& operation = route.operation;
    json::array list;
    for (auto& parameter : route.parameters(operation.path, set)) {
        list.push_back(json::object{{"name", parameter.name},
                                    {"in", parameter.in_path ? "path" : "query"},
                                    {"required", parameter.required},
                                    {"schema", std::move(parameter.schema)}});
    }
    if (operation.scope == OperationScope::kOrganization && !operation.allow.IsPublic()) {
        list.push_back(Reference("parameters", "OrganizationId"));
    }
    if (operation.creates || operation.idempotent) {
        list.push_back(Reference("parameters", "IdempotencyKey"));
    }
    if (operation.if_match) list.push_back(Reference("parameters", "IfMatch"));
    if (AnswersUnchanged(operation)) list.push_back(Reference("parameters", "IfNoneMatch"));
    if (operation.inflated_limit > 0) list.push_back(Reference("parameters", "ContentEncoding"));
    return list;
}

// The content of a body that is a file, of every type that is declared.
json::object FileContent(std::string_view types) {
    json::object content;
    for (const auto type : media::Split(types)) {
        // OpenAPI 3.1: octets are what no schema speaks of.
        content[type] =
            type == media::kJson ? json::object{{"schema", json::object{{"type", "object"}}}} : json::object{};
    }
    return content;
}

// Whether the answer has a next page, which a Link header names, too.
bool HasPages(const json::object& schema, base::json::SchemaSet& set) {
    const auto* reference = schema.if_contains("$ref");
    if (reference == nullptr) return false;
    const std::string_view name = std::string_view(reference->get_string()).substr(kSchemas.size());
    return set.definitions().at(name).at("properties").as_object().contains("next_cursor");
}

json::object Responses(const Route& route, base::json::SchemaSet& set) {
    const Operation& operation = route.operation;
    const int status = operation.success != 0 ? operation.success
                       : operation.creates    ? 201
                       : route.empty_response ? 204
                                              : 200;
    json::object success{{"description", std::string(ReasonPhrase(status))}};
    json::object headers{{"X-Request-Id", Reference("headers", "RequestId")}};
    if (operation.returns_etag) headers["ETag"] = Reference("headers", "ETag");
    if (operation.creates || operation.idempotent) {
        headers["Idempotency-Replayed"] = Reference("headers", "IdempotencyReplayed");
    }
    if (auto schema = route.response_schema(set)) {
        if (HasPages(*schema, set)) headers["Link"] = Reference("headers", "NextPage");
        success["content"] = json::object{{"application/json", json::object{{"schema", *schema}}}};
    } else if (route.raw_response) {
        headers["Content-Disposition"] = Reference("headers", "ContentDisposition");
        success["content"] = FileContent(operation.gives);
    }
    success["headers"] = headers;
    std::map<int, json::object> responses{{status, success}};
    const auto refuse = [&](std::initializer_list<int> statuses) {
        for (const int refused : statuses) responses[refused] = Reference("responses", ProblemOf(refused));
    };
    const bool body = route.raw_request || route.request_schema(set).has_value();
    refuse({400, 404, 429, 500, 503});
    if (AnswersUnchanged(operation)) responses[304] = Reference("responses", "NotModified");
    // Sign-in, setup and the like are public and refuse what they are shown.
    // A read is refused with 409 or 422, too, where the state of things has no answer for it.
    if (!operation.allow.IsPublic() || !IsSafe(operation.method)) refuse({401, 403, 409, 422});
    if (body) refuse({413, 415});
    if (operation.if_match) refuse({412});
    if (operation.if_match || operation.creates || operation.idempotent) refuse({428});
    json::object sorted;
    for (auto& [code, response] : responses) sorted[std::to_string(code)] = std::move(response);
    return sorted;
}

// "4 MiB", "512 KiB" or "100 octets".
std::string Octets(std::size_t size) {
    if (size >= 1U << 20 && size % (1U << 20) == 0) return std::to_string(size >> 20) + " MiB";
    if (size >= 1U << 10 && size % (1U << 10) == 0) return std::to_string(size >> 10) + " KiB";
    return std::to_string(size) + " octets";
}

// What the router does with the operation, in sentences.
std::string Explain(const Route& route, bool body) {
    const Operation& operation = route.operation;
    std::vector<std::string> descriptions;
    if (operation.allow.IsPublic()) {
        descriptions.push_back("Needs no sign-in.");
    } else {
        descriptions.push_back("Needs the permission `" + std::string(operation.allow.name) + "`.");
    }
    if (operation.people_only) {
        descriptions.push_back("For people who are signed in: an API key is refused with 403 `people_only`.");
    }
    if (operation.only_reads) descriptions.push_back("Changes nothing.");
    if (operation.creates || operation.idempotent) {
        descriptions.push_back("Takes effect once for each Idempotency-Key; without one it is refused with 428.");
    }
    if (operation.if_match) {
        descriptions.push_back("Takes effect only on the version that If-Match names, else 412; without If-Match 428.");
    }
    if (AnswersUnchanged(operation))
        descriptions.push_back("Answers 304 where If-None-Match names what it would answer.");
    if (body) descriptions.push_back("The body has at most " + Octets(operation.body_limit) + ", else 413.");
    if (operation.inflated_limit > 0) {
        descriptions.push_back("It may be compressed (Content-Encoding: gzip), to at most " +
                               Octets(operation.inflated_limit) + ".");
    }
    if (operation.rate) {
        const auto seconds = static_cast<int>(std::lround(1 / operation.rate->per_second));
        descriptions.push_back((operation.allow.IsPublic() ? "From one address one request in "
                                                           : "Of one person, key or agent one request in ") +
                               (seconds <= 1 ? std::string("a second") : std::to_string(seconds) + " seconds") +
                               " on average, at most " + std::to_string(std::lround(operation.rate->burst)) +
                               " at once, else 429.");
    }
    std::string text;
    for (const auto& sentence : descriptions) text += (text.empty() ? "" : " ") + sentence;
    return text;
}

json::object DescribeOperation(const Route& route, const std::vector<std::string>& role_names,
                               base::json::SchemaSet& set) {
    const Operation& operation = route.operation;
    json::object object{{"operationId", operation.id}, {"tags", json::array{operation.tag}}};
    if (!operation.summary.empty()) object["summary"] = operation.summary;
    json::array roles;
    if (operation.allow.IsPublic()) {
        object["security"] = json::array{};
    } else {
        for (const Role role : operation.allow.roles.ToVector())
            roles.emplace_back(role_names.at(static_cast<std::size_t>(role)));
        object["x-permission"] = operation.allow.name;
        if (operation.people_only) {
            object["x-people-only"] = true;
            object["security"] = json::array{json::object{{"session", json::array{}}}};
        }
    }
    if (operation.only_reads) object["x-only-reads"] = true;
    object["x-roles"] = roles;
    if (auto parameters = Parameters(route, set); !parameters.empty()) {
        object["parameters"] = std::move(parameters);
    }
    const auto schema = route.request_schema(set);
    object["description"] = Explain(route, schema.has_value() || route.raw_request);
    if (schema) {
        object["requestBody"] = json::object{
            {"required", true}, {"content", json::object{{"application/json", json::object{{"schema", *schema}}}}}};
    } else if (route.raw_request) {
        object["requestBody"] = json::object{
            {"required", true},
            {"description", "The octets of the file. What it is says its content; Content-Type is not looked at."},
            {"content", FileContent(operation.takes)}};
    }
    object["responses"] = Responses(route, set);
    return object;
}

json::object ProblemSchema() {
    const auto text = [](std::string_view description) {
        return json::object{{"type", "string"}, {"description", description}};
    };
    const json::object plain{{"type", "string"}};
    const json::object error{
        {"type", "object"},
        {"required", json::array{"code", "title", "detail"}},
        {"properties",
         json::object{{"pointer", text("JSON pointer (RFC 6901) into the body")},
                      {"parameter", text("name of a query parameter")},
                      {"code", text("stable: decide by this one")},
                      {"title", text("what is wrong with it in a few words, in the language of the caller")},
                      {"detail", text("what may stand there, in the language of the caller")},
                      {"choice", text("a value that may be sent there")}}}};
    return {{"type", "object"},
            {"required", json::array{"type", "title", "status", "detail", "code", "errors", "request_id"}},
            {"properties", json::object{{"type", plain},
                                        {"title", plain},
                                        {"status", json::object{{"type", "integer"}}},
                                        {"detail", plain},
                                        {"code", plain},
                                        {"errors", json::object{{"type", "array"}, {"items", error}}},
                                        {"request_id", plain}}}};
}

// A response of components/responses with its headers.
json::object ProblemAnswer(std::string_view description, std::initializer_list<std::string_view> headers) {
    json::object named{{"X-Request-Id", Reference("headers", "RequestId")}};
    for (const auto header : headers) {
        std::string key(header);
        std::erase(key, '-');
        named[header] = Reference("headers", key);
    }
    return {{"description", description},
            {"headers", named},
            {"content",
             json::object{{"application/problem+json", json::object{{"schema", Reference("schemas", "Problem")}}}}}};
}

json::object HeaderOf(std::string_view type, std::string_view description) {
    return {{"description", description}, {"schema", json::object{{"type", type}}}};
}

json::object Components(base::json::SchemaSet& set) {
    // By name, so that adding an operation moves nothing else.
    std::map<std::string, json::value> sorted;
    for (auto& [name, schema] : set.definitions()) sorted[std::string(name)] = schema;
    sorted["Problem"] = ProblemSchema();
    json::object schemas;
    for (auto& [name, schema] : sorted) schemas[name] = std::move(schema);

    json::object organization{{"name", kOrganizationParameter},
                              {"in", "query"},
                              {"required", false},
                              {"description", "the organization acted in; default: the home organization"},
                              {"schema", json::object{{"type", "string"}, {"format", "uuid"}}}};
    const json::object responses{
        {"Problem", ProblemAnswer("a problem (RFC 9457)", {})},
        {"Unauthenticated", ProblemAnswer("nobody is signed in, or what was shown is not right", {"WWW-Authenticate"})},
        {"TooManyRequests", ProblemAnswer("more requests than are taken from one caller", {"Retry-After"})},
        {"Unavailable", ProblemAnswer("the database or another part is away, or is kept in order", {"Retry-After"})},
        {"NotModified", json::object{{"description", "Not changed since what If-None-Match names"},
                                     {"headers", json::object{{"ETag", Reference("headers", "ETag")},
                                                              {"X-Request-Id", Reference("headers", "RequestId")}}}}},
    };
    json::object if_none_match = HeaderParameter("If-None-Match", "the ETag of what is there already");
    if_none_match["required"] = false;
    const json::object encoding{
        {"name", "Content-Encoding"},
        {"in", "header"},
        {"required", false},
        {"description", "gzip where the body is compressed"},
        {"schema", json::object{{"type", "string"}, {"enum", json::array{"gzip", "identity"}}}}};
    return {{"schemas", schemas},
            {"responses", responses},
            {"parameters",
             json::object{{"OrganizationId", organization},
                          {"IdempotencyKey",
                           HeaderParameter("Idempotency-Key",
                                           "1 to 255 visible characters, new for every effect; the same request "
                                           "again gives the same answer for a day, another request with the same "
                                           "key is refused: 422 idempotency_key_reused")},
                          {"IfMatch", HeaderParameter("If-Match", "the ETag of the version that was read")},
                          {"IfNoneMatch", if_none_match},
                          {"ContentEncoding", encoding}}},
            {"headers",
             json::object{
                 {"ETag", HeaderOf("string",
                                   "the version and what is shown, for If-Match and If-None-Match; If-Match compares "
                                   "the version")},
                 {"IdempotencyReplayed", HeaderOf("string", "true: the stored answer of an earlier request")},
                 {"NextPage", HeaderOf("string", "the URL of the next page, with rel=\"next\" (RFC 8288)")},
                 {"ContentDisposition", HeaderOf("string", "the name for the file (RFC 6266)")},
                 {"RequestId", HeaderOf("string", "names the request in the server's log; problems repeat it")},
                 {"RetryAfter", HeaderOf("integer", "seconds after which to ask again")},
                 {"WWWAuthenticate", HeaderOf("string", "Bearer (RFC 6750)")}}},
            {"securitySchemes",
             json::object{
                 {"session", json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-platen_session"}}},
                 {"bearer", json::object{{"type", "http"}, {"scheme", "bearer"}}}}}};
}

void Indent(std::string& out, const json::value& value, std::size_t depth) {
    const auto line = [&](std::size_t level) {
        out += '\n';
        out.append(level * 2, ' ');
    };
    if (value.is_object() && !value.get_object().empty()) {
        out += '{';
        bool first = true;
        for (const auto& [key, member] : value.get_object()) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            out += json::serialize(json::string(key)) + ": ";
            Indent(out, member, depth + 1);
        }
        line(depth);
        out += '}';
    } else if (value.is_array() && !value.get_array().empty()) {
        out += '[';
        bool first = true;
        for (const auto& element : value.get_array()) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            Indent(out, element, depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        out += json::serialize(value);
    }
}

json::value Document(const Router& router) {
    base::json::SchemaSet set;
    std::map<std::string, std::map<Method, const Route*>> sorted;
    for (const auto& route : router.routes()) {
        sorted[std::string(route->operation.path)][route->operation.method] = route.get();
    }
    json::object paths;
    std::map<std::string, bool> tags;
    for (const auto& [path, methods] : sorted) {
        json::object item;
        for (const auto& [method, route] : methods) {
            item[Lower(MethodName(method))] = DescribeOperation(*route, router.role_names(), set);
            tags[std::string(route->operation.tag)] = true;
        }
        paths[path] = std::move(item);
    }
    json::array tag_list;
    for (const auto& [tag, used] : tags) tag_list.push_back(json::object{{"name", tag}});
    return json::object{
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", "Platen"},
                              {"version", kVersion},
                              {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"servers", json::array{json::object{{"url", "/"}}}},
        {"security", json::array{json::object{{"session", json::array{}}}, json::object{{"bearer", json::array{}}}}},
        {"tags", tag_list},
        {"paths", paths},
        {"components", Components(set)}};
}

}  // namespace

OpenApiDocument WriteOpenApi(const Router& router, const ApiWords* words) {
    json::value document = Document(router);
    OpenApiDocument written;
    if (words != nullptr) written.wrong = words->Describe(document);
    Indent(written.text, document, 0);
    written.text += "\n";
    return written;
}

void AddOpenApiOperation(Router& router, const ApiWords* words) {
    struct Document {
        std::once_flag once;
        std::string text;
    };
    auto document = std::make_shared<Document>();
    router.Add({.method = Method::kGet,
                .path = "/api/v1/openapi.json",
                .id = "getOpenApi",
                .tag = "platform",
                .summary = "This document",
                .allow = kPublic,
                .scope = OperationScope::kNone,
                .gives = media::kJson},
               [document, words, &router](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Raw>> {
                   std::call_once(document->once, [&] { document->text = WriteOpenApi(router, words).text; });
                   return Raw{"application/json", document->text};
               });
}

}  // namespace http
