#pragma once

#include "server/agents/agents.hpp"

namespace agents {

// What the page of search criteria asks before anything is stored; RegisterHttp() calls it.
void RegisterSearchHttp(http::Router& router);

}  // namespace agents
