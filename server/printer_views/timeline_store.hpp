#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/printers/printers.hpp"

namespace printer_views::store {

using printers::HistoryEvent;
using printers::PrinterId;

enum class TimelineColumn { kAt };
BOOST_DESCRIBE_ENUM(TimelineColumn, kAt)

// The page has what is older.
struct TimelineStart {
    base::Instant at;
    printers::HistoryEventId id;
};
// Without a place: from the newest event on.
TimelineStart StartOf(const std::optional<pg::Place>& place);
pg::Place PlaceOf(const HistoryEvent& event);
// What the printers feature knows: newest first, older than `after`.
std::vector<HistoryEvent> Timeline(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                   const TimelineStart& after, std::int32_t limit);

}  // namespace printer_views::store
