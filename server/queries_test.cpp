#include <gtest/gtest.h>

#include <algorithm>

#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

// Every named query of the program against the migrated database: does it parse, and do its
// parameters and columns fit its C++ types? A renamed column is found here and not by a customer.
namespace {

TEST(Queries, FitTheDatabase) {
    pg::testing::Database database;
    pg::Connection connection(database.ApplicationUrl());
    const auto queries = pg::AllQueries();
    EXPECT_GE(queries.size(), 50U) << "the program's features are linked in";
    for (const pg::QueryBase* query : queries) {
        for (const std::string& problem : pg::CheckQuery(connection, *query))
            ADD_FAILURE() << problem;
    }
}

TEST(Queries, HaveNamesOfTheirOwn) {
    std::vector<std::string> names;
    for (const pg::QueryBase* query : pg::AllQueries()) names.push_back(query->name());
    const auto twice = std::ranges::adjacent_find(names);  // AllQueries() sorts by name
    EXPECT_EQ(twice, names.end()) << *twice;
}

}  // namespace
