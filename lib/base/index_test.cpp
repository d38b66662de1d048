#include "lib/base/index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

namespace {

using TreeIndex = base::Index<struct TreeTag>;
using LeafIndex = base::Index<struct LeafTag>;

TEST(Index, IsNeitherAnotherOneNorACount) {  // H9
    static_assert(!std::is_convertible_v<LeafIndex, TreeIndex>);
    static_assert(!std::is_constructible_v<TreeIndex, LeafIndex>);
    static_assert(!std::is_convertible_v<std::size_t, TreeIndex>);
    static_assert(!std::is_convertible_v<TreeIndex, std::size_t>);
    static_assert(sizeof(TreeIndex) == sizeof(std::uint32_t));
    EXPECT_EQ(TreeIndex(std::size_t{3}).value(), 3u);
    EXPECT_LT(TreeIndex(2), TreeIndex(std::size_t{3}));
}

TEST(IndexedVector, GivesEachElementTheIndexByWhichItIsFound) {
    base::IndexedVector<TreeIndex, std::string> trees;
    EXPECT_TRUE(trees.empty());
    EXPECT_EQ(trees.End(), TreeIndex(0));
    EXPECT_EQ(trees.Add("oak"), TreeIndex(0));
    EXPECT_EQ(trees.Add("ash"), TreeIndex(1));
    EXPECT_EQ(trees[1], "ash");
    std::vector<std::string> seen;
    for (const TreeIndex at : trees.Indexes()) seen.push_back(trees[at]);
    EXPECT_EQ(seen, (std::vector<std::string>{"oak", "ash"}));
    trees.Add("elm");
    std::size_t sum = 0;
    for (const TreeIndex at : base::Between(TreeIndex(1), trees.End())) sum += at.value();
    EXPECT_EQ(sum, 3u);
}

}  // namespace
