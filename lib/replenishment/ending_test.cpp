#include "lib/replenishment/ending.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace replenishment {
namespace {

Ending After(int cartridges, double level, bool stood_still) {
    Ending ending;
    for (int i = 0; i < cartridges; ++i) LearnEnding(ending, {}, level, stood_still);
    return ending;
}

TEST(Ending, BelowZeroNobodyWasEarly) {
    // Nothing but an empty cartridge explains it: half of the way, for what is not known equals what differs anyway.
    const Ending ending = After(1, -5, false);
    EXPECT_NEAR(ending.level, -2.5, 0.01);
    EXPECT_NEAR(ending.doubt, 12.5 + 0.5, 0.01);
    EXPECT_NEAR(ending.early, 0.17, 0.001);
}

TEST(Ending, LearnsWhereAGaugeIsWrong) {
    EXPECT_NEAR(After(6, -8, true).level, -8, 2);
    EXPECT_NEAR(After(6, 6, true).level, 6, 2);
    EXPECT_LT(After(6, 6, true).doubt, 10);
    EXPECT_NEAR(After(20, 0, true).level, 0, 0.01);
}

TEST(Ending, AnEarlySwapMovesItLittle) {
    // How likely 20 % is for an empty cartridge (0 %, variance 25 + 25), and for somebody who is early.
    const double empty = std::exp(-0.5 * 400 / 50) / std::sqrt(2 * std::numbers::pi * 50) * 0.8;
    const double trust = empty / (empty + 0.2 / 25 + 1e-6);
    const Ending ending = After(1, 20, false);
    EXPECT_NEAR(ending.level, trust * 0.5 * 20, 1e-3);
    EXPECT_LT(ending.level, 1);
    EXPECT_NEAR(ending.early, 0.2 + 0.15 * ((1 - trust) - 0.2), 1e-4);
}

TEST(Ending, APrinterThatStoodStillWasEmpty) {
    EXPECT_NEAR(After(1, 12, true).level, 0.8 * 0.5 * 12, 1e-4);
    EXPECT_LT(After(1, 12, false).level, 0.75 * After(1, 12, true).level);
    EXPECT_NEAR(After(1, 20, true).level, 0.8 * 0.5 * 20, 1e-4);
}

TEST(Ending, UsersWhoSwapEarlyAreKnownAsSuch) {
    Ending ending;
    for (int i = 0; i < 20; ++i) LearnEnding(ending, {}, i * 11 % 25, false);  // anywhere from 0 to 24 %
    EXPECT_GT(ending.early, 0.5F);
    EXPECT_LT(ending.level, 8) << "the gauge is not wrong, the users are";
}

TEST(Ending, NoGaugeIsThatWrong) {  // ASR-15: a swapped half-full cartridge moves nothing
    for (const double level : {20.5, 45.0, 100.0}) {
        const Ending ending = After(5, level, true);
        EXPECT_EQ(ending.level, 0) << level;
        EXPECT_EQ(ending.doubt, 25) << level;
    }
    EXPECT_GT(After(5, 45, false).early, 0.5F) << "but it was early";
}

TEST(Ending, SharesOfEarlySwapsStayInBounds) {
    EXPECT_FLOAT_EQ(After(200, 60, false).early, 0.9F);
    EXPECT_FLOAT_EQ(After(200, -10, true).early, 0.05F);
}

TEST(Ending, StaysWhereCartridgesEnd) {
    // Whatever is seen, the end lies within what was seen, and a doubt remains.
    for (const double level : {-15.0, -3.0, 4.0, 20.0}) {
        for (const bool stood_still : {false, true}) {
            const Ending ending = After(500, level, stood_still);
            EXPECT_LE(std::abs(ending.level), std::abs(level) + 1e-3) << level;
            EXPECT_GE(ending.level * level, 0) << level;
            EXPECT_GT(ending.doubt, 0.5) << level;
            EXPECT_LT(ending.doubt, 100) << level;
        }
    }
}

}  // namespace
}  // namespace replenishment
