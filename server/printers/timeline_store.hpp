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

struct TimelineRow {
    base::Instant at;
    base::Id<struct TimelineTag> id;
    std::string kind;
    std::string code;
    boost::json::value args;
    std::string actor;
};
BOOST_DESCRIBE_STRUCT(TimelineRow, (), (at, id, kind, code, args, actor))

// Newest first, behind `after`.
std::vector<TimelineRow> Timeline(pg::Transaction& tx, base::OrganizationId organization,
                                  PrinterId printer, const std::optional<TimelineKey>& after,
                                  std::int32_t limit);

}  // namespace printers::store
