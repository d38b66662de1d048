#pragma once

#include "server/mps_express/mps_express.hpp"

// The routes of the programme, by what they are about.
namespace mps_express {

void RegisterProgramme(http::Router& router, const HttpParts& parts);  // what it asks, terms, contracts: the operator's
void RegisterEligibility(http::Router& router);                        // which printers may be added
void RegisterEnrollments(http::Router& router, const HttpParts& parts);  // accepting terms, adding printers
void RegisterMemberships(http::Router& router, const HttpParts& parts);  // what became of them, and who decides

}  // namespace mps_express
