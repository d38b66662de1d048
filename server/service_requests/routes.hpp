#pragma once

#include "server/service_requests/service_requests.hpp"

// The parts of RegisterHttp().
namespace service_requests {

void RegisterRequests(http::Router& router, const HttpParts& parts);
void RegisterDesk(http::Router& router);

}  // namespace service_requests
