#include <algorithm>
#include <set>

#include "server/catalog/catalog.hpp"
#include "server/enrollment/routes.hpp"
#include "server/organizations/roles.hpp"

// The states of many printers: their terms and the routes of their models, each asked for once.
namespace enrollment {

bool IsOperators(const http::Actor& actor) {
    return actor.roles.Intersects(organizations::kOperatorRoles);
}

std::string NameOf(const store::PrinterRow& printer) {
    return printer.serial_number.empty() ? printer.model : printer.model + ' ' + printer.serial_number;
}

std::vector<JudgedPrinter> JudgeAll(pg::Transaction& tx, const Parts& parts, const http::Actor& actor,
                                    std::vector<store::PrinterRow> printers, base::Instant now) {
    std::set<base::OrganizationId> organizations;
    std::set<std::string> keys;
    std::vector<std::string> key_of;
    key_of.reserve(printers.size());
    for (const auto& printer : printers) {
        organizations.insert(printer.organization_id);
        key_of.push_back(catalog::ModelKey(printer.manufacturer, printer.model));
        keys.insert(key_of.back());
    }
    const std::vector<base::OrganizationId> of(organizations.begin(), organizations.end());
    contracts::TermsBook book(tx, of, parts.installation);
    const auto routes = catalog::FindRoutes(tx, {keys.begin(), keys.end()});
    const bool by_operator = IsOperators(actor);
    const auto today = std::chrono::floor<std::chrono::days>(now);
    std::vector<JudgedPrinter> judged;
    judged.reserve(printers.size());
    for (std::size_t at = 0; at < printers.size(); ++at) {
        store::PrinterRow& printer = printers[at];
        const auto& terms = book.Of(
            {printer.organization_id, printer.contract_id, printer.site_id, printer.manufacturer, printer.model});
        const auto route = routes.find(key_of[at]);
        JudgedPrinter one;
        const Candidate candidate{.enrolled = printer.enrolled_at.has_value(),
                                  .contract = terms.contract,
                                  .high_volume = printer.high_volume,
                                  .fleet_agent_route = route != routes.end() && route->second.fleet_agent,
                                  .native_agent_route = route != routes.end() && route->second.native_agent,
                                  .has_agent = printer.has_agent,
                                  .has_contact = printer.contact_id.has_value()};
        one.state = Judge(candidate, by_operator, today);
        one.obstacle = ObstacleOf(candidate, today);
        if (terms.contract) {
            one.customer = terms.contract->customer;
            one.has_contract = true;
        }
        one.printer = std::move(printer);
        judged.push_back(std::move(one));
    }
    return judged;
}

}  // namespace enrollment
