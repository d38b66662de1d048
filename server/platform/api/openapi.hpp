#pragma once

#include <string>
#include <vector>

namespace http {

class ApiWords;
class Router;

struct OpenApiDocument {
    std::string text;
    std::vector<std::string> wrong;  // of the words, a line each (ApiWords::Describe); empty: every field has some
};

// The OpenAPI 3.1 document of everything that is registered, indented, in a stable order (paths by name), with the
// descriptions of `words` if there are any. All else comes from what the router works with: Operation, the types of
// handlers, limits. api/openapi.json is this; `platen openapi` writes it.
OpenApiDocument WriteOpenApi(const Router& router, const ApiWords* words = nullptr);
// GET /api/v1/openapi.json: the document as it is when first asked for. Add it last.
void AddOpenApiOperation(Router& router, const ApiWords* words = nullptr);

}  // namespace http
