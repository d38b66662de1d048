#include <memory>

#include "server/insights/fleet_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"

// The figures of the fleet dashboard (PRT-6), as they were counted last.
namespace insights {
namespace {

namespace permissions = organizations::permissions;

struct FleetFigures : store::FleetSum {
    std::vector<FleetMonth> months;  // the last 13, the running one among them; those in which something was reported
    std::vector<FleetPlace> places;  // the largest 200
};
BOOST_DESCRIBE_STRUCT(FleetFigures, (store::FleetSum), (months, places))

class Routes {
  public:
    base::Result<FleetFigures> Get(http::Call& call) {
        const auto& organizations = call.actor().visible;
        const base::Day today = std::chrono::floor<std::chrono::days>(call.now());
        const std::chrono::year_month_day date(today);
        const base::Day first = (date.year() / date.month() - std::chrono::months(kMonths - 1)) / 1;
        FleetFigures figures;
        static_cast<store::FleetSum&>(figures) = store::Sum(call.tx(), organizations);
        figures.months = store::Months(call.tx(), organizations, first);
        figures.places = store::Places(call.tx(), organizations, kMostPlaces);
        return figures;
    }
};

}  // namespace

void RegisterHttp(http::Router& router) {
    router.Add(
        {.method = http::Method::kGet,
         .path = "/api/v1/fleet-figures",
         .id = "getFleetFigures",
         .tag = "insights",
         .summary = "Printers by state, supplies that end soon, pages by month, cartridges and places, as counted last",
         .allow = permissions::kSeeFleet},
        std::make_shared<Routes>(), &Routes::Get);
}

}  // namespace insights
