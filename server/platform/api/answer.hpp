#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/platform/api/router.hpp"

// The last steps from a handler's outcome to an answer.
namespace http {

// ETag and 304, Link, compression, caching.
Response WriteOutcome(const Request& request, const Operation& operation, Outcome outcome);

// A problem whose status is not the one of its kind (405, 408, 431).
Response StatusProblem(int status, const base::Problem& problem, std::string_view language, std::string_view request_id,
                       const i18n::Catalogues* catalogues);

std::string AllowHeader(std::vector<Method> methods);
// A path for the log: no control characters, not endless.
std::string PrintablePath(std::string_view path);
std::string PercentEncode(std::string_view text);

}  // namespace http
