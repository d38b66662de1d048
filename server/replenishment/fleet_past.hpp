#pragma once

#include <string>
#include <vector>

#include "lib/simulation/simulation.hpp"
#include "server/organizations/organizations.hpp"
#include "server/printers/printers.hpp"

namespace pg {
class Transaction;
}

// What printers have really read, for whoever lives through it again under other settings.
namespace replenishment {

struct Settings;

struct PastFilter {
    std::optional<organizations::SiteId> site{};
    std::string manufacturer{};  // with `model`: of this model only
    std::string model{};
    std::string currency{};  // of which prices count
};

struct NamedPast {
    simulation::Past past;
    std::vector<std::string> names;  // of past.printers
    std::size_t left_out = 0;        // printers beyond `most_printers`
};
// The covered supplies (ASR-1) of the printers that the filter takes, each with the rule and the spares of today; the days
// first .. last; in bulk.
NamedPast ReadPast(pg::Transaction& tx, base::OrganizationId organization, const PastFilter& filter, base::Day first,
                   base::Day last, const Settings& settings, std::size_t most_printers);

}  // namespace replenishment
