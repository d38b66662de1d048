#include "agent/devices/meters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "agent/devices/completion.hpp"
#include "agent/devices/makers.hpp"

// What a maker's counters come to: nothing twice, nothing invented, whatever the machine answers.
namespace agent::devices {
namespace {

using printing::MeterKind;
using printing::Unit;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Count = std::pair<MeterKind, std::int64_t>;

const snmp::Oid kRoot{1, 3, 6, 1, 4, 1, 99999, 1};

class MeterTest : public testing::Test {
  protected:
    void Say(std::initializer_list<std::uint32_t> name, std::int64_t number, std::uint8_t tag = snmp::ber::kCounter32) {
        values_.AddNumber(kRoot.With(name).ids(), tag, number);
    }
    void Say(std::initializer_list<std::uint32_t> name, std::string_view text) {
        values_.AddOctets(kRoot.With(name).ids(), snmp::ber::kOctetString, text);
    }
    static MeterSource At(std::initializer_list<std::uint32_t> name, MeterKind kind, std::vector<snmp::Oid> plus = {}) {
        return {.oid = kRoot.With(name), .kind = kind, .unit = Unit::kImpressions, .plus = std::move(plus)};
    }
    std::vector<Count> Read() {
        values_.Sort();
        AddMeters(values_, maker_, reading_);
        AddSums(maker_, reading_);
        std::vector<Count> counts;
        for (const auto& meter : reading_.meters) counts.emplace_back(meter.kind, meter.value);
        return counts;
    }

    snmp::Values values_;
    Maker maker_;
    printing::Reading reading_;
};

TEST_F(MeterTest, TheFirstSourceOfAKindCounts) {  // MTR-4
    maker_.meters = {At({1, 0}, MeterKind::kScans), At({2, 0}, MeterKind::kScans), At({3, 0}, MeterKind::kScans)};
    Say({2, 0}, 20);
    Say({3, 0}, 30);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kScans, 20}));
}

TEST_F(MeterTest, WhatTheStandardTablesGaveStays) {  // MTR-4
    reading_.meters = {{MeterKind::kLife, 100, Unit::kImpressions, "1.1"}};
    maker_.meters = {At({1, 0}, MeterKind::kLife)};
    Say({1, 0}, 99);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kLife, 100}));
}

TEST_F(MeterTest, PartsAreAddedWhereTheMachineHasThem) {  // MTR-4
    maker_.meters = {At({1, 1}, MeterKind::kPrintsColor, {kRoot.With({1, 2}), kRoot.With({1, 3})})};
    Say({1, 1}, 100);
    Say({1, 3}, 7);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kPrintsColor, 107}));
}

TEST_F(MeterTest, ASumWithAPartThatIsNoNumberIsNone) {
    maker_.meters = {At({1, 1}, MeterKind::kPrintsColor, {kRoot.With({1, 2})})};
    Say({1, 1}, 100);
    Say({1, 2}, "many");
    EXPECT_THAT(Read(), IsEmpty());
    EXPECT_TRUE(printing::IsUnanswered(reading_, printing::Part::kMakersTable)) << "the server keeps what it knew";
}

TEST_F(MeterTest, NothingThatNeedsAllIsMadeOfAPartialAnswer) {  // a sum that lacks a part would go back
    maker_.meters = {At({1, 1}, MeterKind::kPrintsMono), At({2, 1}, MeterKind::kPrintsColor, {kRoot.With({2, 2})}),
                     At({3, 0}, MeterKind::kScans), At({4, 0}, MeterKind::kScans)};
    maker_.counters = {
        {.value = kRoot.With({5}), .kinds = {{1, MeterKind::kCopies}, {2, MeterKind::kFaxes}, {3, MeterKind::kFaxes}}}};
    maker_.sums = {{.kind = MeterKind::kPrints, .of = {MeterKind::kPrintsMono}, .less = {}}};
    Say({1, 1}, 10);
    Say({2, 1}, 20);
    Say({4, 0}, 40);
    Say({5, 1}, 51);
    Say({5, 2}, 52);
    printing::AddUnanswered(reading_, printing::Part::kMakersTable);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kPrintsMono, 10}, Count{MeterKind::kCopies, 51}));
}

TEST_F(MeterTest, RowsOfOneTypeAreOneCountToldTwice) {  // MTR-4
    maker_.counters = {{.type = kRoot.With({1}), .value = kRoot.With({2}), .kinds = {{10, MeterKind::kLife}}}};
    Say({1, 1}, 10);
    Say({1, 2}, 10);
    Say({2, 1}, 500);
    Say({2, 2}, 500);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kLife, 500}));
}

TEST_F(MeterTest, OrTheyArePartsWhereTheFileSaysSo) {  // a row for each paper
    maker_.counters = {{.type = kRoot.With({1}),
                        .value = kRoot.With({2}),
                        .kinds = {{68, MeterKind::kSmallMono}, {67, MeterKind::kLargeMono}},
                        .rows_add = true}};
    for (const auto& [row, size, count] : {std::tuple{1U, 68, 5}, {2U, 68, 6}, {3U, 67, 7}, {4U, 99, 8}}) {
        Say({1, 1, row}, size);
        Say({2, 1, row}, count);
    }
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kLargeMono, 7}, Count{MeterKind::kSmallMono, 11}));
}

TEST_F(MeterTest, SeveralTypesOfOneKindAreAdded) {
    maker_.counters = {{.type = kRoot.With({1}),
                        .value = kRoot.With({2}),
                        .names = {{"Mono Color", MeterKind::kColor}, {"Full Color", MeterKind::kColor}}}};
    Say({1, 1}, "Full Color");
    Say({1, 2}, "Mono Color");
    Say({1, 3}, "full color");
    Say({2, 1}, 30);
    Say({2, 2}, 4);
    Say({2, 3}, 500);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kColor, 34}));
}

TEST_F(MeterTest, ATypeWithoutItsCountLeavesTheKindOut) {
    maker_.counters = {
        {.type = kRoot.With({1}), .value = kRoot.With({2}), .kinds = {{1, MeterKind::kColor}, {2, MeterKind::kColor}}}};
    Say({1, 1}, 1);
    Say({1, 2}, 2);
    Say({2, 1}, 30);
    EXPECT_THAT(Read(), IsEmpty());
}

TEST_F(MeterTest, SheetsAreNoSides) {  // only rows of one unit
    maker_.counters = {{.type = kRoot.With({1}),
                        .value = kRoot.With({2}),
                        .kinds = {{2, MeterKind::kPrints}},
                        .only = kRoot.With({3}),
                        .only_values = {4}}};
    Say({1, 1}, 2);
    Say({1, 2}, 2);
    Say({1, 3}, 2);
    Say({2, 1}, 600);
    Say({2, 2}, 1000);
    Say({2, 3}, 1);
    Say({3, 1}, 5);
    Say({3, 2}, 4);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kPrints, 1000}));
}

TEST_F(MeterTest, ASumNeedsAllItsPartsAndIsNeverNegative) {
    maker_.meters = {At({1, 0}, MeterKind::kPrints), At({2, 0}, MeterKind::kPrintsColor),
                     At({3, 0}, MeterKind::kCopies), At({4, 0}, MeterKind::kCopiesColor)};
    maker_.sums = {{.kind = MeterKind::kPrintsMono, .of = {MeterKind::kPrints}, .less = {MeterKind::kPrintsColor}},
                   {.kind = MeterKind::kCopiesMono, .of = {MeterKind::kCopies}, .less = {MeterKind::kCopiesColor}},
                   {.kind = MeterKind::kColor, .of = {MeterKind::kPrintsColor, MeterKind::kScansColor}, .less = {}}};
    Say({1, 0}, 100);
    Say({2, 0}, 30);
    Say({3, 0}, 10);
    Say({4, 0}, 11);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kPrints, 100}, Count{MeterKind::kPrintsColor, 30},
                                    Count{MeterKind::kCopies, 10}, Count{MeterKind::kCopiesColor, 11},
                                    Count{MeterKind::kPrintsMono, 70}));
    EXPECT_THAT(reading_.problems, ElementsAre(HasSubstr("copies_mono: its parts come to -1")));
}

TEST_F(MeterTest, WhatIsNoCountIsReportedAndNoMeter) {
    maker_.meters = {At({1, 0}, MeterKind::kPrints), At({2, 0}, MeterKind::kCopies), At({3, 0}, MeterKind::kScans),
                     At({4, 0}, MeterKind::kFaxes)};
    Say({1, 0}, -5, snmp::ber::kInteger);
    Say({2, 0}, std::numeric_limits<std::int64_t>::max(), snmp::ber::kCounter64);
    Say({3, 0}, 0xFFFFFFFF);
    Say({4, 0}, 0);
    EXPECT_THAT(Read(), ElementsAre(Count{MeterKind::kScans, 0xFFFFFFFF}, Count{MeterKind::kFaxes, 0}));
    EXPECT_THAT(reading_.problems, ElementsAre("meter prints: -5 is no count", HasSubstr("meter copies: 9223")));
}

TEST(MakerRangesTest, NeighborsShareARange) {
    Maker maker;
    for (const std::uint32_t last : {3U, 1U, 2U, 60U}) maker.meters.push_back({.oid = kRoot.With({7, last})});
    maker.meters.push_back({.oid = kRoot.With({8, 1})});
    const auto ranges = MakerRanges(maker);
    ASSERT_EQ(ranges.size(), 3U);
    EXPECT_EQ(ranges[0].first, kRoot.With({7, 0}));
    EXPECT_EQ(ranges[0].end, kRoot.With({7, 4}));
    EXPECT_EQ(ranges[0].expected, 3);
    EXPECT_EQ(ranges[1].first, kRoot.With({7, 59}));
    EXPECT_EQ(ranges[1].max_values, 1);
    EXPECT_EQ(ranges[2].first, kRoot.With({8, 0}));
}

// Every file says the same of its kinds: a part is never told as the whole, nor a whole as its part.
TEST(BuiltInMeters, ASumIsOfOtherKindsOfTheFile) {
    const Makers makers;
    for (const Maker& maker : makers.all()) {
        for (const MeterSum& sum : maker.sums) {
            SCOPED_TRACE(maker.name);
            EXPECT_GE(sum.of.size() + sum.less.size(), 2U);
            for (const auto* list : {&sum.of, &sum.less}) {
                EXPECT_EQ(std::ranges::find(*list, sum.kind), list->end());
            }
        }
    }
}

}  // namespace
}  // namespace agent::devices
