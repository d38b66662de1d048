#pragma once

#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/snapshot.hpp"

// States from the history of readings: of supplies that are new, and of those whose state is of another version or
// damaged.
namespace replenishment {

// Replays the history of at most about `most_printers` printers whose supplies have no state, whole places at a time,
// up to the day before the newest reading, or the last one that the old state had taken in. A place and the fleet
// learn with them unless they have states already, in which these days are contained. What readings do not tell is
// kept: the shelf. What became of cartridges is told to settings.cartridges. Gives the number of supplies that got a state; it is written into `snapshot`.
std::size_t RebuildFromHistory(pg::Transaction& tx, base::OrganizationId organization, base::Day today,
                               const Settings& settings, std::size_t most_printers, Snapshot& snapshot,
                               base::Instant now);

}  // namespace replenishment
