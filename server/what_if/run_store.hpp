#pragma once

#include <optional>
#include <span>
#include <string>

#include "server/platform/pg/list.hpp"
#include "server/what_if/what_if.hpp"

// The table what_if_runs.
namespace what_if::store {

struct Row {
    base::OrganizationId organization_id;
    RunId id;
    base::Instant created_at;
    std::string created_by;
    boost::json::value input;
    std::optional<boost::json::value> outcome;
    std::optional<base::Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(Row, (), (organization_id, id, created_at, created_by, input, outcome, finished_at))

// With the state of its task.
struct ShownRow : Row {
    tasks::State state = tasks::State::kQueued;
    std::string site_name;
};
BOOST_DESCRIBE_STRUCT(ShownRow, (Row), (state, site_name))

enum class RunColumn { kCreatedAt, kSiteName, kCreatedBy, kState };
BOOST_DESCRIBE_ENUM(RunColumn, kCreatedAt, kSiteName, kCreatedBy, kState)
struct RunFilter {
    std::span<const base::OrganizationId> organizations;
};
BOOST_DESCRIBE_STRUCT(RunFilter, (), (organizations))

void Insert(pg::Transaction& tx, const Row& row);
void SetOutcome(pg::Transaction& tx, base::OrganizationId organization, RunId id, const boost::json::value& outcome,
                base::Instant now);
pg::Slice<ShownRow> List(pg::Transaction& tx, const RunFilter& filter, const pg::Window<RunColumn>& window);
std::optional<ShownRow> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, RunId id);

}  // namespace what_if::store
