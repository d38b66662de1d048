#pragma once

#include "lib/base/ids.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace supply_notices {
struct Post;
}

// The MPS Express programme (MPX-1..MPX-7).
namespace mps_express {

using MembershipId = base::Id<struct MpsMembershipTag>;
using EnrollmentId = base::Id<struct MpsEnrollmentTag>;
using AcceptanceId = base::Id<struct MpsAcceptanceTag>;
using ModelId = base::Id<struct MpsModelTag>;

// PRN-6: of the makers in the catalogue the back office knows the models of the catalogue and of the programme. It says
// nothing of other makers' printers: these are registered, and the programme does not support them (MPX-2).
class KnownModels final : public printers::ModelRegister {
  public:
    std::vector<printers::ModelName> Unknown(pg::Transaction& tx,
                                             const std::vector<printers::ModelName>& models) override;
};

struct HttpParts {
    base::IdSource& ids;
    std::vector<std::string> languages{"en"};    // that terms of service may have
    const supply_notices::Post* post = nullptr;  // absent: no mails
};
void RegisterHttp(http::Router& router, const HttpParts& parts);

}  // namespace mps_express
