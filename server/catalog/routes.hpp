#pragma once

#include "server/catalog/catalog.hpp"

// The routes of the feature, by file.
namespace catalog {

void RegisterModels(http::Router& router, const HttpParts& parts);
void RegisterImports(http::Router& router, const HttpParts& parts);

}  // namespace catalog
