#include <memory>

#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/service_requests/request_steps.hpp"
#include "server/service_requests/routes.hpp"

// What the operator offers, and who of its people work on requests.
namespace service_requests {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct ServiceDeskMember {
    std::string email;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ServiceDeskMember, (), (email, name))
struct ServiceDeskMembers {
    std::vector<ServiceDeskMember> items;  // by name
};
BOOST_DESCRIBE_STRUCT(ServiceDeskMembers, (), (items))

class DeskRoutes {
  public:
    base::Result<ServiceDeskSettings> Get(Call& call) { return store::FindDesk(call.tx(), call.organization()); }

    base::Result<ServiceDeskSettings> Update(Call& call, const ServiceDeskInput& input) {
        TRY(const auto checked, CheckDesk(input));
        const auto before = store::LockDesk(call.tx(), call.organization(), call.now());
        TRY_DO(call.CheckVersion(before.version));
        if (before.version > 0 && static_cast<const ServiceDeskInput&>(before) == checked) return before;
        ServiceDeskSettings after = before;
        static_cast<ServiceDeskInput&>(after) = checked;
        after.version = before.version + 1;
        store::UpdateDesk(call.tx(), after, call.now());
        const auto organization = organizations::Find(call.tx(), call.organization());
        audit::Record(
            call, {call.organization(), audit::action::kServiceDeskUpdated, "service_desk", call.organization().value,
                   base::json::ToValue(before), base::json::ToValue(after), organization ? organization->name : ""});
        return after;
    }

    base::Result<ServiceDeskMembers> Members(Call& call) {
        ServiceDeskMembers members;
        for (const auto& person : DeskPeople(call.tx())) members.items.push_back({person.email, person.name});
        return members;
    }
};

}  // namespace

void RegisterDesk(http::Router& router) {
    const auto routes = std::make_shared<DeskRoutes>();
    router.Add({.method = Method::kGet,
                .path = "/api/v1/service-desk",
                .id = "getServiceDesk",
                .tag = "service requests",
                .summary = "Services, applications, severities and rules for incidents that count for an organization",
                .allow = permissions::kSeeServiceRequests,
                .returns_etag = true},
               routes, &DeskRoutes::Get);
    router.Add(
        {.method = Method::kPut,
         .path = "/api/v1/service-desk",
         .id = "updateServiceDesk",
         .tag = "service requests",
         .summary = "Replace what an organization is offered; in the operator's organization: what all others are",
         .allow = permissions::kManageServiceDesk,
         .if_match = true,
         .returns_etag = true},
        routes, &DeskRoutes::Update);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/service-desk/members",
                .id = "listServiceDeskMembers",
                .tag = "service requests",
                .summary = "The operator's people who work on service requests",
                .allow = permissions::kHandleServiceRequests},
               routes, &DeskRoutes::Members);
}

void RegisterHttp(http::Router& router, const HttpParts& parts) {
    RegisterRequests(router, parts);
    RegisterDesk(router);
}

}  // namespace service_requests
