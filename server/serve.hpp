#pragma once

#include <utility>
#include <vector>

#include "server/platform/api/openapi.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/settings.hpp"

namespace server {

// `platen serve`: runs until SIGTERM or SIGINT, then answers what has arrived and stops. Gives the exit code.
int Serve(const Settings& settings);

// The addresses that it listens on, by the setting that names them.
std::vector<std::pair<const char*, Endpoint>> Listeners(const Settings& settings);

// Everything that comes back by itself; needs no database.
std::vector<tasks::RecurringJob> RecurringJobs();

// The OpenAPI document of all features with its descriptions; needs no database.
http::OpenApiDocument OpenApiDocument();

}  // namespace server
