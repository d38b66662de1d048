#pragma once

#include "server/agents/agents.hpp"

namespace agents {

// The routes that agents call themselves (agent_api_http.cpp); part of RegisterHttp.
void RegisterAgentApi(http::Router& router, HttpParts parts);

}  // namespace agents
