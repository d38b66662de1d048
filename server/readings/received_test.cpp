#include "server/readings/received.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace {

using readings::Digests;
using readings::Received;
using testing::ElementsAre;

TEST(Received, AcknowledgesTheHighestSeqWithoutAGap) {  // AGT-5
    Received received;
    received.Add(2, 3);
    EXPECT_EQ(received.acknowledged(), 0);
    EXPECT_TRUE(received.HasGap());
    EXPECT_TRUE(received.Has(2));
    EXPECT_FALSE(received.Has(1));
    received.Add(1, 1);
    EXPECT_EQ(received.acknowledged(), 3);
    EXPECT_FALSE(received.HasGap());
}

TEST(Received, JoinsRangesThatTouchOrOverlap) {
    Received received(5, {10, 12, 20, 21});
    received.Add(13, 15);
    received.Add(18, 20);
    EXPECT_THAT(received.Beyond(), ElementsAre(10, 15, 18, 21));
    received.Add(9, 30);
    EXPECT_THAT(received.Beyond(), ElementsAre(9, 30));
    received.Add(6, 8);
    EXPECT_EQ(received.acknowledged(), 30);
}

TEST(Received, IsTheSameInAnyOrder) {
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        Received received;
        std::set<std::int64_t> seen;
        for (int i = 0; i < 40; ++i) {
            const auto first = static_cast<std::int64_t>(random() % 60 + 1);
            const auto last = first + static_cast<std::int64_t>(random() % 4);
            received = Received(received.acknowledged(), received.Beyond());
            received.Add(first, last);
            for (auto seq = first; seq <= last; ++seq) seen.insert(seq);
            std::int64_t acknowledged = 0;
            while (seen.contains(acknowledged + 1)) ++acknowledged;
            ASSERT_EQ(received.acknowledged(), acknowledged);
            for (std::int64_t seq = 1; seq < 70; ++seq) ASSERT_EQ(received.Has(seq), seen.contains(seq)) << seq;
            ASSERT_EQ(received.HasGap(), !seen.empty() && *seen.rbegin() > acknowledged);
        }
    }
}

TEST(Digests, KnowAReadingThatIsSentAgainFromAnotherOneOfItsNumber) {
    using Repeated = Digests::Repeated;
    Digests digests;
    EXPECT_EQ(digests.Compare(1, 7), Repeated::kUnknown);
    digests.Add(1, 7);
    EXPECT_EQ(digests.Compare(1, 7), Repeated::kSame);
    EXPECT_EQ(digests.Compare(1, 8), Repeated::kOther);
    EXPECT_EQ(Digests(digests.Flat()).Compare(1, 8), Repeated::kOther);
}

TEST(Digests, KeepTheNewestAndTakeWhatIsOlderForACopyFromBefore) {
    using Repeated = Digests::Repeated;
    Digests digests;
    for (std::int64_t seq = 1; seq <= 600; ++seq) digests.Add(seq, seq * 3);
    const Digests kept(digests.Flat());
    EXPECT_EQ(kept.Flat().size(), 2 * Digests::kMost);
    EXPECT_EQ(kept.Compare(600, 1800), Repeated::kSame);
    EXPECT_EQ(kept.Compare(89, 267), Repeated::kSame);
    EXPECT_EQ(kept.Compare(88, 264), Repeated::kOther);
    EXPECT_EQ(kept.Compare(601, 0), Repeated::kUnknown);
}

}  // namespace
