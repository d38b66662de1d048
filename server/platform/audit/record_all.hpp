#pragma once

#include <span>

#include "server/platform/audit/audit.hpp"

namespace audit {

// Many changes by the sender of the request, in one statement.
void RecordAll(http::Call& call, std::span<const Change> changes);
// By whoever asked for work that is done later.
void RecordAll(pg::Transaction& tx, base::Instant at, const Origin& origin, std::span<const Change> changes);

}  // namespace audit
