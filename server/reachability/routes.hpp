#pragma once

#include "server/reachability/reachability.hpp"

// The routes of the feature, by file.
namespace reachability {

void RegisterAddressChecks(http::Router& router, const Parts& parts);

}  // namespace reachability
