#include "server/readings/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace {

using readings::Journal;
using testing::ElementsAre;

TEST(Journal, AcknowledgesTheHighestSeqWithoutAGap) {  // AGT-5
    Journal journal;
    journal.Add(2, 3);
    EXPECT_EQ(journal.acknowledged(), 0);
    EXPECT_TRUE(journal.HasGap());
    EXPECT_TRUE(journal.Has(2));
    EXPECT_FALSE(journal.Has(1));
    journal.Add(1, 1);
    EXPECT_EQ(journal.acknowledged(), 3);
    EXPECT_FALSE(journal.HasGap());
}

TEST(Journal, JoinsRangesThatTouchOrOverlap) {
    Journal journal(5, {10, 12, 20, 21});
    journal.Add(13, 15);
    journal.Add(18, 20);
    EXPECT_THAT(journal.Beyond(), ElementsAre(10, 15, 18, 21));
    journal.Add(9, 30);
    EXPECT_THAT(journal.Beyond(), ElementsAre(9, 30));
    journal.Add(6, 8);
    EXPECT_EQ(journal.acknowledged(), 30);
}

TEST(Journal, IsTheSameInAnyOrder) {
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        Journal journal;
        std::set<std::int64_t> seen;
        for (int i = 0; i < 40; ++i) {
            const auto first = static_cast<std::int64_t>(random() % 60 + 1);
            const auto last = first + static_cast<std::int64_t>(random() % 4);
            journal = Journal(journal.acknowledged(), journal.Beyond());
            journal.Add(first, last);
            for (auto seq = first; seq <= last; ++seq) seen.insert(seq);
            std::int64_t acknowledged = 0;
            while (seen.contains(acknowledged + 1)) ++acknowledged;
            ASSERT_EQ(journal.acknowledged(), acknowledged);
            for (std::int64_t seq = 1; seq < 70; ++seq) ASSERT_EQ(journal.Has(seq), seen.contains(seq)) << seq;
            ASSERT_EQ(journal.HasGap(), !seen.empty() && *seen.rbegin() > acknowledged);
        }
    }
}

}  // namespace
