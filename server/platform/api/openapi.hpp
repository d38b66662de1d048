#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace http {

class Router;

// The OpenAPI 3.1 document of everything that is registered, in a stable order (paths by name).
// `version` is the API's. api/openapi.json is this, indented; `platen openapi` writes it.
boost::json::value OpenApi(const Router& router, const std::string& version);
std::string WriteOpenApi(const Router& router, const std::string& version = "1.0.0");
// GET /api/v1/openapi.json: the document as it is when first asked for. Add it last.
void AddOpenApiOperation(Router& router);

}  // namespace http
