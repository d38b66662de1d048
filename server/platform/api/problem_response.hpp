#pragma once

#include <string>
#include <string_view>

#include "lib/base/problem.hpp"
#include "server/platform/http/message.hpp"

namespace i18n {
class Catalogues;
}

namespace http {

int StatusOf(base::ProblemKind kind);

// application/problem+json (RFC 9457). The sentences are `problems.<code>.title` and `.detail` of the
// catalogues; without a text of its own a code shows the status's name. Details of a fault of the program
// (kInternal) never leave the server. A number argument `retry_after_seconds` becomes Retry-After.
Response ProblemResponse(const base::Problem& problem, std::string_view language, std::string_view request_id,
                         const i18n::Catalogues* catalogues);

}  // namespace http
