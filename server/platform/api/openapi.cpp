#include "server/platform/api/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>

#include "server/platform/api/router.hpp"

namespace http {
namespace {

namespace json = boost::json;

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
    return list;
}

json::object Responses(const Route& route, base::json::SchemaSet& set) {
    const Operation& operation = route.operation;
    const int status = operation.success != 0 ? operation.success
                       : operation.creates    ? 201
                       : route.empty_response ? 204
                                              : 200;
    json::object success{{"description", std::string(ReasonPhrase(status))}};
    json::object headers;
    if (operation.returns_etag) headers["ETag"] = Reference("headers", "ETag");
    if (operation.creates || operation.idempotent) {
        headers["Idempotency-Replayed"] = Reference("headers", "IdempotencyReplayed");
    }
    if (!headers.empty()) success["headers"] = headers;
    if (auto schema = route.response_schema(set)) {
        success["content"] = json::object{{"application/json", json::object{{"schema", *schema}}}};
    } else if (operation.raw) {
        success["content"] = json::object{{"*/*", json::object{}}};
    }
    json::object responses{{std::to_string(status), success}};
    std::vector<int> problems{400, 404, 429, 500, 503};
    if (!operation.allow.IsPublic()) problems.insert(problems.end(), {401, 403});
    if (!IsSafe(operation.method)) problems.insert(problems.end(), {409, 413, 415, 422});
    if (operation.if_match) problems.push_back(412);
    if (operation.if_match || operation.creates || operation.idempotent) problems.push_back(428);
    std::sort(problems.begin(), problems.end());
    for (const int problem : problems) {
        responses[std::to_string(problem)] = Reference("responses", "Problem");
    }
    return responses;
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
        if (operation.people_only) object["x-people-only"] = true;
    }
    if (operation.only_reads) object["x-only-reads"] = true;
    object["x-roles"] = roles;
    if (auto parameters = Parameters(route, set); !parameters.empty()) {
        object["parameters"] = std::move(parameters);
    }
    if (auto schema = route.request_schema(set)) {
        object["requestBody"] = json::object{
            {"required", true}, {"content", json::object{{"application/json", json::object{{"schema", *schema}}}}}};
    } else if (route.raw_request) {
        object["requestBody"] = json::object{{"required", true}, {"content", json::object{{"*/*", json::object{}}}}};
    }
    object["responses"] = Responses(route, set);
    return object;
}

json::object ProblemSchema() {
    const json::object text{{"type", "string"}};
    const json::object error{
        {"type", "object"},
        {"required", json::array{"code", "title", "detail"}},
        {"properties",
         json::object{
             {"pointer", json::object{{"type", "string"}, {"description", "JSON pointer into the body"}}},
             {"parameter", json::object{{"type", "string"}, {"description", "name of a query parameter"}}},
             {"code", text},
             {"title", text},
             {"detail", text},
             {"choice", json::object{{"type", "string"}, {"description", "a value that may be sent there"}}}}}};
    return {{"type", "object"},
            {"required", json::array{"type", "title", "status", "detail", "code", "errors", "request_id"}},
            {"properties",
             json::object{{"type", text},
                          {"title", text},
                          {"status", json::object{{"type", "integer"}}},
                          {"detail", text},
                          {"code", json::object{{"type", "string"}, {"description", "stable: decide by this one"}}},
                          {"errors", json::object{{"type", "array"}, {"items", error}}},
                          {"request_id", text}}}};
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
    const json::object problem{{"description", "A problem (RFC 9457)"},
                               {"content", json::object{{"application/problem+json",
                                                         json::object{{"schema", Reference("schemas", "Problem")}}}}}};
    const json::object text{{"type", "string"}};
    return {{"schemas", schemas},
            {"responses", json::object{{"Problem", problem}}},
            {"parameters",
             json::object{{"OrganizationId", organization},
                          {"IdempotencyKey",
                           HeaderParameter("Idempotency-Key",
                                           "1 to 255 visible characters, new for every effect; the same request "
                                           "again gives the same answer for a day, another request with the same "
                                           "key is refused: 422 idempotency_key_reused")},
                          {"IfMatch", HeaderParameter("If-Match", "the ETag of the version that was read")}}},
            {"headers", json::object{{"ETag", json::object{{"description",
                                                            "the version and what is shown, for If-Match and "
                                                            "If-None-Match; If-Match compares the version"},
                                                           {"schema", text}}},
                                     {"IdempotencyReplayed",
                                      json::object{{"description", "true: the stored answer of an earlier request"},
                                                   {"schema", text}}}}},
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

}  // namespace

json::value OpenApi(const Router& router, const std::string& version) {
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
                              {"version", version},
                              {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"servers", json::array{json::object{{"url", "/"}}}},
        {"security", json::array{json::object{{"session", json::array{}}}, json::object{{"bearer", json::array{}}}}},
        {"tags", tag_list},
        {"paths", paths},
        {"components", Components(set)}};
}

std::string WriteOpenApi(const Router& router, const std::string& version) {
    std::string text;
    Indent(text, OpenApi(router, version), 0);
    return text + "\n";
}

void AddOpenApiOperation(Router& router) {
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
                .raw = true},
               [document, &router](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Raw>> {
                   std::call_once(document->once, [&] { document->text = WriteOpenApi(router); });
                   return Raw{"application/json", document->text};
               });
}

}  // namespace http
