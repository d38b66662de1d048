#pragma once

#include <optional>
#include <span>

#include "server/first_start/first_start.hpp"

namespace pg {
class Transaction;
}

// The table first_starts, which nothing else writes; the steps are read from those of others.
namespace first_start::store {

using Organizations = std::span<const OrganizationId>;

Steps FindSteps(pg::Transaction& tx, Organizations organizations);

struct Said {
    bool shown = false;
    std::string changed_by;
    base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(Said, (), (shown, changed_by, changed_at))
std::optional<Said> FindSaid(pg::Transaction& tx, OrganizationId organization);
void KeepSaid(pg::Transaction& tx, OrganizationId organization, const Said& said);

}  // namespace first_start::store
