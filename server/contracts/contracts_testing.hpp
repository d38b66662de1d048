#pragma once

#include <fmt/format.h>

#include <string>

#include "server/platform/pg/testing.hpp"

// A contract for tests that fill whole fleets by SQL. Only tests include this.
namespace contracts::testing {

// The standard contract of an organization; its id.
inline std::string AddStandardContract(pg::testing::Database& database, const std::string& organization) {
    return database.Value(fmt::format(
        "INSERT INTO contracts (organization_id, id, number, number_key, name, name_key, customer, supplies_included, "
        "created_at, updated_at) VALUES ('{}', gen_random_uuid(), 'STANDARD', 'standard', 'Standard contract', "
        "'standard contract', 'self_service', true, '2026-01-01', '2026-01-01') RETURNING id",
        organization));
}

}  // namespace contracts::testing
