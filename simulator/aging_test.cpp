#include "simulator/aging.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "simulator/random.hpp"

namespace simulator {
namespace {

using std::chrono::days;
using std::chrono::hours;

AgingRules Rules() {
    AgingRules rules;
    rules.epoch = *base::ParseDay("2026-01-01");
    rules.seed = 42;
    return rules;
}

const Model& NamedModel(std::string_view name) {
    static const std::vector<Model> models = BuiltInModels();
    for (const Model& model : models) {
        if (model.name == name) return model;
    }
    throw std::runtime_error("no model");
}

State StateAt(const Model& model, const AgingRules& rules, std::uint64_t number, base::Instant now) {
    const Traits traits = DrawTraits(model, rules, number);
    State state = StartState(model, rules, traits);
    Advance(model, rules, traits, state, StepsAt(rules, now));
    return Within(model, rules, traits, state, now);
}

TEST(Aging, GivesTheSameStateWhateverWasAskedBefore) {
    const Model& model = NamedModel("hp-color-laserjet-m553");
    const AgingRules rules = Rules();
    const base::Instant end = rules.epoch + days(200) + hours(10);
    const Traits traits = DrawTraits(model, rules, 7);
    State often = StartState(model, rules, traits);
    for (base::Instant now = rules.epoch; now < end; now += hours(5)) {
        Advance(model, rules, traits, often, StepsAt(rules, now));
        (void)Within(model, rules, traits, often, now);
    }
    Advance(model, rules, traits, often, StepsAt(rules, end));
    const State looked = Within(model, rules, traits, often, end);
    const State direct = StateAt(model, rules, 7, end);
    EXPECT_EQ(looked.life, direct.life);
    EXPECT_EQ(looked.color, direct.color);
    for (std::size_t i = 0; i < direct.supplies.size(); ++i) {
        EXPECT_EQ(looked.supplies[i].left, direct.supplies[i].left);
        EXPECT_EQ(looked.supplies[i].generation, direct.supplies[i].generation);
    }
}

TEST(Aging, PrintsMoreOnWorkingDaysAndNeverBackwards) {
    const Model& model = NamedModel("lexmark-ms521");
    AgingRules rules = Rules();
    rules.faults = false;
    double weekdays = 0;
    double weekends = 0;
    for (std::uint64_t number = 0; number < 40; ++number) {
        double before = StateAt(model, rules, number, rules.epoch).life;
        for (int day = 1; day <= 28; ++day) {
            const double life = StateAt(model, rules, number, rules.epoch + days(day)).life;
            ASSERT_GE(life, before);
            // 2026-01-01 was a Thursday: days 3 and 4 of each week that starts there are the weekend.
            ((day - 1) % 7 == 2 || (day - 1) % 7 == 3 ? weekends : weekdays) += life - before;
            before = life;
        }
    }
    EXPECT_GT(weekdays / 5, 3 * weekends / 2);
}

TEST(Aging, SwapsAnEmptyCartridgeWithinADay) {
    const Model& model = NamedModel("lexmark-ms521");
    AgingRules rules = Rules();
    rules.outages = false;
    int swaps = 0;
    for (std::uint64_t number = 0; number < 60; ++number) {
        const Traits traits = DrawTraits(model, rules, number);
        if (traits.weekday[5] > 0.1 || traits.weekday[6] > 0.1) continue;
        State state = StartState(model, rules, traits);
        int steps_at_end = 0;
        for (int step = 1; step <= 4 * 180; ++step) {
            const std::uint32_t before = state.supplies[0].generation;
            Advance(model, rules, traits, state, step);
            if (state.supplies[0].generation > before) {
                ++swaps;
                EXPECT_NEAR(state.supplies[0].left, 1, 1e-9);
                steps_at_end = 0;
            } else if (state.supplies[0].empty_since >= 0) {
                // Up to four days when it runs out on a Friday before a holiday.
                ASSERT_LE(++steps_at_end, 4 * 4) << number << ' ' << step;
            }
        }
    }
    EXPECT_GT(swaps, 20);
}

TEST(Aging, LeavesEmptyCartridgesWhereUsersDoNotSwap) {
    const Model& model = NamedModel("samsung-clx-3170");
    AgingRules rules = Rules();
    rules.swap = false;
    rules.outages = false;
    const State state = StateAt(model, rules, 3, rules.epoch + days(700));
    EXPECT_TRUE(std::ranges::any_of(state.supplies, IsEmpty));
    const State later = StateAt(model, rules, 3, rules.epoch + days(800));
    EXPECT_EQ(state.life, later.life);  // an empty printer prints nothing
    EXPECT_FALSE(later.printing);
}

TEST(Aging, UsesWhatTheYieldSays) {
    const Model& model = NamedModel("kyocera-ecosys-p3155dn");
    AgingRules rules = Rules();
    rules.outages = false;
    rules.faults = false;
    const Traits traits = DrawTraits(model, rules, 11);
    State state = StartState(model, rules, traits);
    state.supplies[0].left = 1;
    state.supplies[1].left = 1;
    PrintPages(model, traits, state, 1250);
    EXPECT_NEAR(state.supplies[0].left, 1 - 0.1 * traits.coverage[0], 1e-9);
    EXPECT_EQ(state.color, traits.start_color);
}

TEST(Aging, KeepsWhatWasDoneByHandWithinAStep) {
    const Model& model = NamedModel("lexmark-ms521");
    AgingRules rules = Rules();
    rules.outages = false;
    const Traits traits = DrawTraits(model, rules, 5);
    State state = StartState(model, rules, traits);
    const base::Instant now = rules.epoch + days(5) + hours(9);  // a Tuesday, within a step
    Advance(model, rules, traits, state, StepsAt(rules, now));
    State touched = Within(model, rules, traits, state, now);
    const double life = touched.life;
    touched.jam_since = touched.step;
    EXPECT_EQ(Within(model, rules, traits, touched, now + hours(1)).life, life);
    touched.jam_since = -1;
    EXPECT_NEAR(Within(model, rules, traits, touched, now + hours(2)).life,
                Within(model, rules, traits, state, now + hours(2)).life, 1e-6);
}

TEST(Aging, SwitchesSomePrintersOffForDaysOnly) {
    AgingRules rules = Rules();
    const Model& model = NamedModel("lexmark-ms521");
    int off = 0;
    int looked = 0;
    for (std::uint64_t number = 0; number < 200; ++number) {
        const Traits traits = DrawTraits(model, rules, number);
        int row = 0;
        for (int day = 0; day < 100; ++day) {
            const bool is_off = IsOff(rules, traits, rules.epoch + days(day) + hours(12));
            row = is_off ? row + 1 : 0;
            ASSERT_LE(row, 15);
            off += is_off ? 1 : 0;
            ++looked;
        }
    }
    EXPECT_GT(off, looked / 500);
    EXPECT_LT(off, looked / 30);
    rules.outages = false;
    EXPECT_FALSE(IsOff(rules, DrawTraits(model, rules, 1), rules.epoch + hours(3)));
}

}  // namespace
}  // namespace simulator
