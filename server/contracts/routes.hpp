#pragma once

#include "server/contracts/contracts.hpp"

// The routes of the feature, by file.
namespace contracts {

void RegisterTerms(http::Router& router, const HttpParts& parts);

}  // namespace contracts
