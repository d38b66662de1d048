#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/pg/types.hpp"
#include "server/printers/printers.hpp"

namespace printers::store {

struct TimelineKey {
    base::Instant at;
    base::Id<struct TimelineTag> id;
};
BOOST_DESCRIBE_STRUCT(TimelineKey, (), (at, id))

// Behind the newest event.
TimelineKey NewestKey();
// What the printers feature knows: newest first, behind `after`.
std::vector<HistoryEvent> Timeline(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                   const TimelineKey& after, std::int32_t limit);

}  // namespace printers::store
