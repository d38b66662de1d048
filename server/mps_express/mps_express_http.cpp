#include "server/mps_express/routes.hpp"

namespace mps_express {

void RegisterHttp(http::Router& router, const HttpParts& parts) {
    RegisterProgramme(router, parts);
    RegisterEligibility(router);
    RegisterEnrollments(router, parts);
    RegisterMemberships(router, parts);
}

}  // namespace mps_express
