#pragma once

#include "server/settings.hpp"

namespace server {

// `platen serve`: runs until SIGTERM or SIGINT, then answers what has arrived and stops. Gives the exit code.
int Serve(const Settings& settings);

// The OpenAPI document of all features; needs no database.
std::string OpenApiDocument();

}  // namespace server
