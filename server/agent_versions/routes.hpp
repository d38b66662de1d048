#pragma once

#include "server/agent_versions/agent_versions.hpp"

namespace agent_versions {

// Parts of RegisterHttp: the routes that agents call.
void RegisterUpdates(http::Router& router);

}  // namespace agent_versions
