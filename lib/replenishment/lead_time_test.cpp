#include "lib/replenishment/lead_time.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace replenishment {
namespace {

std::array<int, 4> DaysOf(const LeadTimes& times) {
    std::array<int, 4> days{};
    const auto parts = times.Parts();
    for (std::size_t i = 0; i < parts.size(); ++i) days[i] = parts[i].working_days;
    return days;
}

LeadTimes After(int deliveries, int working_days) {
    LeadTimes times;
    for (int i = 0; i < deliveries; ++i) times.Learn(working_days);
    return times;
}

TEST(LeadTimes, StartWithWhatIsUsual) {  // ASR-4
    // Of 40 deliveries the quickest 14 take 2 or 3 days, the next 16 take 3 to 5, the next 8.4 up to 14, and the last
    // are on back order. Each part is its mean, rounded up.
    EXPECT_EQ(DaysOf({}), (std::array{3, 4, 6, 14}));
}

TEST(LeadTimes, PartsHaveTheirShares) {
    for (const LeadTimes& times : {LeadTimes{}, After(7, 1), After(1'000, 9)}) {
        double all = 0;
        for (const auto& part : times.Parts()) all += part.share;
        EXPECT_NEAR(all, 1, 1e-12);
        const auto parts = times.Parts();
        EXPECT_EQ(parts[0].share, 0.35);
        EXPECT_EQ(parts[3].share, 0.04);
    }
}

TEST(LeadTimes, LaterPartsTakeNoLessTime) {
    LeadTimes times;
    for (int i = 0; i < 500; ++i) {
        times.Learn(i * 7 % 23);
        const auto days = DaysOf(times);
        EXPECT_LE(days[0], days[1]);
        EXPECT_LE(days[1], days[2]);
        EXPECT_LE(days[2], days[3]);
    }
}

TEST(LeadTimes, LearningShiftsThem) {
    // Ten slow ones beside the forty that are usual: 2.5, 4.5 and 8.9 working days, and those on back order.
    EXPECT_EQ(DaysOf(After(10, 9)), (std::array{3, 5, 9, 14}));
    EXPECT_EQ(DaysOf(After(1'000, 9)), (std::array{9, 9, 9, 10}));
    EXPECT_EQ(DaysOf(After(1'000, 1)), (std::array{1, 1, 1, 5}));
}

TEST(LeadTimes, DeliveriesOnOneDayAreAllParts) {
    LeadTimes times;
    times.count = {};
    times.Learn(5);
    EXPECT_EQ(DaysOf(times), (std::array{5, 5, 5, 5}));
}

TEST(LeadTimes, WithoutAnyNothingTakesTime) {
    LeadTimes times;
    times.count = {};
    EXPECT_EQ(DaysOf(times), (std::array{0, 0, 0, 0}));
}

TEST(LeadTimes, AbsurdTimesStayInTheTable) {  // ASR-15
    LeadTimes times;
    times.Learn(-7);
    times.Learn(1'000'000);
    EXPECT_EQ(times.count[0], 1);
    EXPECT_EQ(times.count[LeadTimes::kMost], 1);
}

TEST(LeadTimes, OldDeliveriesCountLess) {
    LeadTimes times = After(5'000, 2);
    for (int i = 0; i < 5'000; ++i) times.Learn(8);
    EXPECT_LE(std::accumulate(times.count.begin(), times.count.end(), 0.0F), 5'000);
    // As many of 2 as of 8 days were seen; of the first a quarter of the weight is left: the quickest 35 % are
    // mixed, 3.7 days in the mean.
    EXPECT_EQ(DaysOf(times)[0], 4);
    EXPECT_EQ(DaysOf(times)[1], 8);
    EXPECT_LT(times.count[2], times.count[8] / 3);
}

}  // namespace
}  // namespace replenishment
