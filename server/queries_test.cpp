#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "lib/base/testing/source_folder.hpp"
#include "server/platform/pg/list.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

// Every named query of the program against the migrated database: does it parse, and do its parameters and
// columns fit its C++ types? A renamed column is found here and not by a customer.
namespace {

TEST(Queries, FitTheDatabase) {
    pg::testing::Database database;
    pg::Connection connection(database.ApplicationUrl());
    const auto queries = pg::AllQueries();
    EXPECT_GE(queries.size(), 50U) << "the program's features are linked in";
    for (const pg::QueryBase* query : queries) {
        for (const std::string& problem : pg::CheckQuery(connection, *query)) ADD_FAILURE() << problem;
    }
}

TEST(Queries, HaveNamesOfTheirOwn) {
    std::vector<std::string> names;
    for (const pg::QueryBase* query : pg::AllQueries()) names.push_back(query->name());
    const auto twice = std::ranges::adjacent_find(names);  // AllQueries() sorts by name
    EXPECT_EQ(twice, names.end()) << *twice;
}

// What the list machine makes, for a person to read: a file for each list, all its statements in it. Written anew with
// PLATEN_UPDATE_GOLDEN=1.
TEST(Lists, AskWhatTheirFilesShow) {
    const std::filesystem::path folder = std::filesystem::path(base::SourceFolder()) / "tests/golden/lists";
    std::set<std::string> files;
    for (const pg::detail::ListBase* list : pg::detail::AllLists()) {
        std::string text;
        for (const pg::QueryBase* statement : list->Shown()) text += statement->sql() + ";\n\n";
        const auto file = folder / (list->name() + ".sql");
        files.insert(file.filename());
        if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << text;
        std::ifstream in(file);
        std::ostringstream kept;
        kept << in.rdbuf();
        EXPECT_EQ(kept.str(), text) << file << ": look at the difference, then PLATEN_UPDATE_GOLDEN=1";
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        EXPECT_TRUE(files.contains(entry.path().filename())) << entry.path() << " is of no list";
}

}  // namespace
