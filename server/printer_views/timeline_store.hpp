#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/printers/printers.hpp"

namespace printers::store {

enum class TimelineColumn { kAt };
BOOST_DESCRIBE_ENUM(TimelineColumn, kAt)

// What the page comes behind.
struct Behind {
    base::Instant at;
    base::Id<struct TimelineTag> id;
};
// Without a place: behind the newest event.
Behind BehindOf(const std::optional<pg::Place>& place);
pg::Place PlaceOf(const HistoryEvent& event);
// What the printers feature knows: newest first, behind `after`.
std::vector<HistoryEvent> Timeline(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                   const Behind& after, std::int32_t limit);

}  // namespace printers::store
