#include "server/printers/partial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/testing/sample_reading.hpp"

// Partial answers (AGT-4), without a database.
namespace printers {
namespace {

using printing::Part;
using printing::Reading;
using server::testing::At;
using server::testing::SampleReading;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

printing::Supply Toner(std::string index, std::optional<std::int64_t> level, std::optional<std::int64_t> capacity) {
    return {.index = std::move(index),
            .type = printing::SupplyType::kToner,
            .class_ = printing::SupplyClass::kConsumed,
            .colorant = "black",
            .description = "Black toner",
            .max_capacity_raw = capacity,
            .level_raw = level};
}

TEST(CompletePartial, TakesALevelWithoutADescriptionForTheKnownSupplyOfItsIndex) {  // AGT-4
    const Reading known = SampleReading(1);
    Reading cut = known;
    for (auto& supply : cut.supplies) supply = {.index = supply.index, .level_raw = supply.level_raw};
    cut.supplies[0].level_raw = 340;
    cut.unanswered = {Part::kSupplyDescriptions, Part::kSupplyCapacities};
    Reading wanted = known;
    wanted.supplies[0].level_raw = 340;
    wanted.supplies[0].remaining_percent = 1;
    EXPECT_EQ(CompletePartial(cut, &known).supplies, wanted.supplies);
}

TEST(CompletePartial, MakesNoSupplyOfALevelOrACapacityAlone) {  // AGT-4
    for (const bool flagged : {false, true}) {
        Reading cut = SampleReading(1);
        cut.supplies.push_back({.index = "1.9", .level_raw = 12});
        cut.supplies.push_back({.index = "1.10", .max_capacity_raw = 100});
        if (flagged) cut.unanswered = {Part::kSupplyDescriptions};
        const Reading known = SampleReading(1);
        for (const Reading* before : {&known, static_cast<const Reading*>(nullptr)}) {
            const auto completed = CompletePartial(cut, before);
            EXPECT_THAT(completed.supplies, SizeIs(known.supplies.size()));
            EXPECT_THAT(completed.problems, ElementsAre("supply 1.9: a level without a description",
                                                        "supply 1.10: a level without a description"));
        }
    }
}

TEST(CompletePartial, KeepsThePrivateLevelWhenTheMakersTableWasNotAnswered) {  // a Brother: 34.9 %, not -3
    Reading known = SampleReading(1);
    known.supplies = {Toner("1.1", 349, 1000)};
    Reading cut = known;
    cut.unanswered = {Part::kMakersTable};
    // Whether the standard row counts otherwise or in the same units.
    for (const std::optional<std::int64_t> capacity :
         {std::optional<std::int64_t>(-2), std::optional<std::int64_t>(1000)}) {
        cut.supplies = {Toner("1.1", -3, capacity)};
        const auto completed = CompletePartial(cut, &known);
        ASSERT_THAT(completed.supplies, SizeIs(1));
        EXPECT_FALSE(completed.supplies[0].level_raw);
        EXPECT_EQ(completed.supplies[0].max_capacity_raw, 1000);
    }
    // Where the standard table is what is known, it is as good as ever.
    known.supplies = {Toner("1.1", -3, -2)};
    cut.supplies = {Toner("1.1", -3, -2)};
    EXPECT_EQ(CompletePartial(cut, &known).supplies[0].level_raw, -3);
    // And rows of the maker's table alone stay.
    known.supplies = {Toner("1.1", -3, -2), Toner("private.6", 70, 100)};
    EXPECT_THAT(CompletePartial(cut, &known).supplies, SizeIs(2));
}

// The maker's table was answered, but which of its rows is which is said by descriptions that were not.
TEST(CompletePartial, KeepsThePrivateLevelWhenTheRowsWereNotDescribed) {
    Reading known = SampleReading(1);
    known.supplies = {Toner("1.1", 7000, 10000)};
    known.supplies[0].source = printing::LevelSource::kPrivate;
    Reading cut = known;
    cut.unanswered = {Part::kSupplyDescriptions};
    cut.supplies = {Toner("1.1", -3, -2)};
    cut.supplies[0].source = printing::LevelSource::kStandard;
    const auto completed = CompletePartial(cut, &known);
    ASSERT_THAT(completed.supplies, SizeIs(1));
    EXPECT_FALSE(completed.supplies[0].level_raw);
    EXPECT_EQ(completed.supplies[0].max_capacity_raw, 10000);
    EXPECT_EQ(completed.supplies[0].source, printing::LevelSource::kPrivate);
    // A level of the standard table that says an amount is as good as ever.
    cut.supplies = {Toner("1.1", 6900, 10000)};
    cut.supplies[0].source = printing::LevelSource::kStandard;
    EXPECT_EQ(CompletePartial(cut, &known).supplies[0].level_raw, 6900);
}

TEST(CompletePartial, KeepsTheOldCapacityWithTheOldLevel) {
    Reading known = SampleReading(1);
    known.supplies = {Toner("1.1", 500, 1000)};
    Reading cut = known;
    cut.supplies = {Toner("1.1", std::nullopt, 2000)};
    cut.unanswered = {Part::kSupplyLevels};
    EXPECT_EQ(CompletePartial(cut, &known).supplies[0].max_capacity_raw, 1000);
}

TEST(CompletePartial, LetsGoWhatAWholeTableDoesNotName) {
    const Reading known = SampleReading(1);
    Reading cut = known;
    cut.supplies.pop_back();
    cut.unanswered = {Part::kAlerts};
    EXPECT_THAT(CompletePartial(cut, &known).supplies, SizeIs(known.supplies.size() - 1));
    cut.unanswered = {Part::kSupplyLevels};
    EXPECT_THAT(CompletePartial(cut, &known).supplies, SizeIs(known.supplies.size()));
}

TEST(CompletePartial, ReadsWhatAgentsBeforeComplainedOf) {
    Reading old = SampleReading(1);
    old.problems = {"genErr at 1.3.6.1.2.1.43.11.1.1.9"};
    EXPECT_THAT(*CompletePartial(old, nullptr).unanswered, ElementsAre(Part::kSupplyLevels));
    old.problems = {"supply 1.1: level 105 is above the capacity 100"};
    EXPECT_FALSE(NeedsCompletion(old));
    old.problems = {std::string(printing::kStoppedAnswering)};
    EXPECT_THAT(*CompletePartial(old, nullptr).unanswered, SizeIs(12));
}

TEST(Remembered, TellsWhatIsKeptAndWhenItWasTold) {
    CurrentState state{.observed_at = At("2026-11-21T08:00:00Z"), .status = 0, .levels = {27200, 27200}};
    Remembered remembered(state);
    Reading cut = SampleReading(1);
    for (auto& supply : cut.supplies) supply.level_raw.reset();
    cut.unanswered = {Part::kSupplyLevels};
    SlotMap slots{
        .supply_slots = {0, 1, 2, 3, 4}, .meter_slots = {0, 1, 2, 3, 4}, .supply_slot_count = 5, .meter_slot_count = 5};
    Packed packed;
    PackInto(cut, slots, packed);
    remembered.Take(cut, packed, At("2026-11-21T09:00:00Z"));
    const auto beside = remembered.BesideOf(cut, slots, packed);
    EXPECT_THAT(beside.kept.levels,
                ElementsAre(KeptValue{0, 27200, state.observed_at}, KeptValue{1, 27200, state.observed_at}));
    EXPECT_THAT(beside.kept.parts, ElementsAre(KeptPart{Part::kSupplyLevels, state.observed_at}));
    EXPECT_EQ(packed.lowest_percent, 80);
    EXPECT_THAT(packed.levels, IsEmpty()) << "history is told nothing";
    // Kept over any number of answers that lack it, and renewed by one that came late.
    state.observed_at = At("2026-11-21T09:00:00Z");
    state.levels.clear();
    state.kept = base::json::ToValue(beside.kept);
    Remembered later(state);
    Reading whole = SampleReading(1, 1000, 79);
    PackInto(whole, slots, packed);
    EXPECT_FALSE(later.TakeLate(whole, packed, At("2026-11-21T07:00:00Z")));
    EXPECT_TRUE(later.TakeLate(whole, packed, At("2026-11-21T08:30:00Z")));
    EXPECT_EQ(later.kept().levels[0], (KeptValue{0, 340 * 79, At("2026-11-21T08:30:00Z")}));
}

}  // namespace
}  // namespace printers
