#pragma once

#include "lib/base/ids.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}

// The MPS Express programme (MPX-1..MPX-7).
namespace mps_express {

using MembershipId = base::Id<struct MpsMembershipTag>;
using EnrollmentId = base::Id<struct MpsEnrollmentTag>;
using AcceptanceId = base::Id<struct MpsAcceptanceTag>;
using ModelId = base::Id<struct MpsModelTag>;

struct HttpParts {
    base::IdSource& ids;
    std::vector<std::string> languages{"en"};  // that terms of service may have
};
void RegisterHttp(http::Router& router, const HttpParts& parts);

}  // namespace mps_express
