#include "server/readings/thinning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace readings;
using std::chrono::hours;
using testing::IsEmpty;

const base::Instant kDay = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

HistoryRow Row(int hour, int level, std::optional<int> previous_hour = std::nullopt) {
    HistoryRow row;
    row.observed_at = kDay + hours(hour);
    row.seq = hour;
    row.layout = 1;
    row.levels = {level};
    if (previous_hour) row.previous_at = kDay + hours(*previous_hour);
    return row;
}

std::vector<std::int64_t> Seqs(const std::vector<HistoryRow>& rows) {
    std::vector<std::int64_t> seqs;
    for (const auto& row : rows) seqs.push_back(row.seq);
    return seqs;
}

TEST(Thin, DropsWhatSaysNothingNewAndKeepsTheFirstOfEachDay) {
    const auto thinned = Thin({Row(1, 80), Row(2, 80), Row(3, 79), Row(4, 79), Row(25, 79), Row(26, 79)});
    EXPECT_EQ(Seqs(thinned.drop), (std::vector<std::int64_t>{2, 4, 26}));
    EXPECT_EQ(Seqs(thinned.set_previous), (std::vector<std::int64_t>{3, 25}));
    EXPECT_EQ(thinned.set_previous[0].previous_at, kDay + hours(2));
    EXPECT_EQ(thinned.set_previous[1].previous_at, kDay + hours(4));
}

TEST(Thin, RemembersReadingsThatWereLeftOutBefore) {
    // Row 5 was stored when row 1 had held until hour 3; row 4 came later.
    const auto thinned = Thin({Row(1, 80), Row(4, 78), Row(5, 77, 3)});
    EXPECT_THAT(thinned.drop, IsEmpty());
    EXPECT_EQ(thinned.set_previous[0].previous_at, kDay + hours(3));
    EXPECT_EQ(thinned.set_previous[1].previous_at, kDay + hours(4));
    EXPECT_THAT(Thin({Row(1, 80), Row(4, 78, 3), Row(5, 77, 4)}).set_previous, IsEmpty());
}

TEST(InsertLate, AddsNothingWhereItSaysTheSame) {
    const auto late = InsertLate(Row(2, 80), Row(1, 80), Row(5, 70, 4), kDay + hours(4));
    EXPECT_THAT(late.insert, IsEmpty());
    EXPECT_FALSE(late.drop);
    EXPECT_FALSE(late.set_previous);
}

TEST(InsertLate, PutsBackTheLastReadingThatItContradicts) {
    const auto late = InsertLate(Row(2, 60), Row(1, 80), Row(5, 70, 4), kDay + hours(4));
    ASSERT_EQ(late.insert.size(), 2U);
    EXPECT_EQ(late.insert[0].levels.front(), 60);
    EXPECT_EQ(late.insert[1].levels.front(), 80);
    EXPECT_EQ(late.insert[1].observed_at, kDay + hours(4));
    EXPECT_FALSE(late.set_previous);
}

TEST(InsertLate, TakesAwayARowBehindItThatSaysNothingNewAnyMore) {
    const auto late = InsertLate(Row(4, 70), Row(1, 80), Row(5, 70, 3), kDay + hours(3));
    ASSERT_EQ(late.insert.size(), 1U);
    EXPECT_EQ(late.insert[0].previous_at, kDay + hours(3));
    ASSERT_TRUE(late.drop);
    EXPECT_EQ(late.drop->seq, 5);
}

TEST(InsertLate, BeforeEverythingElse) {
    const auto late = InsertLate(Row(1, 90), std::nullopt, Row(5, 70), kDay + hours(1));
    ASSERT_EQ(late.insert.size(), 1U);
    EXPECT_FALSE(late.insert[0].previous_at);
    ASSERT_TRUE(late.set_previous);
    EXPECT_EQ(late.set_previous->previous_at, kDay + hours(1));
}

TEST(IsDoubled, WhereAnotherAgentReadWithinTheInterval) {  // AGT-12
    const auto at = [](int hour) { return kDay + hours(hour); };
    const auto doubled = [&](int hour, bool before_is_others, int held_until, bool after_is_others) {
        return IsDoubled(Row(hour, 70), Row(10, 80), before_is_others, Row(20, 60), after_is_others, at(held_until),
                         hours(2));
    };
    EXPECT_TRUE(doubled(11, true, 10, false));
    EXPECT_FALSE(doubled(12, true, 10, false));  // an interval later
    EXPECT_FALSE(doubled(11, false, 10, false));
    EXPECT_TRUE(doubled(16, true, 15, false));   // readings that said the same were left out until then
    EXPECT_FALSE(doubled(16, true, 20, false));  // between two of them nothing is known
    EXPECT_TRUE(doubled(19, false, 10, true));
    EXPECT_FALSE(doubled(18, false, 10, true));
    EXPECT_FALSE(IsDoubled(Row(11, 70), std::nullopt, false, std::nullopt, false, at(11), hours(2)));
}

}  // namespace
