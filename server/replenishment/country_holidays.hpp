#pragma once

#include "lib/holidays/holidays.hpp"
#include "server/replenishment/snapshot.hpp"

// Which days are holidays where a printer stands.
namespace replenishment {

// Gives each place of the snapshot the holidays of its country, of the years that the engine looks at from `today`:
// the country of the site's address; where there is no site, or it has no country, of the delivery contact's. Two
// queries.
void FindHolidays(pg::Transaction& tx, base::OrganizationId organization, const holidays::Book& book, base::Day today,
                  Snapshot& snapshot);

}  // namespace replenishment
